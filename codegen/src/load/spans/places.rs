//! Tests that the place found for the pointer of a scalar is where that scalar is written.

use std::path::{Path, PathBuf};

use super::Spans;
use crate::load::node::Node;
use crate::load::parse::{Format, parse};
use crate::load::pointer;

/// What the text at a place says, against the value; `None` where they agree.
fn differs(text: &str, format: Format, value: &Node) -> Option<String> {
    let agrees = match value {
        // lines of blocks, and of plain scalars, are joined in several ways: they are what has to be there
        Node::String(value)
            if format == Format::Yaml
                && (squeezed(text) == squeezed(value)
                    || text.starts_with(['|', '>'])
                        && text
                            .split_once('\n')
                            .is_some_and(|(_, body)| squeezed(body) == squeezed(value))) =>
        {
            true
        }
        value => {
            let read = parse(text, Some(format)).map(|parsed| parsed.node);
            match (value, &read) {
                // a tag makes a number of a text
                (Node::Number(value), Ok(Node::String(read))) => {
                    let written = value.to_json().to_string();
                    written == **read
                }
                // empty is nothing
                (Node::Null, _) if text.trim().is_empty() => true,
                (Node::Number(value), Ok(Node::Number(read))) => {
                    value.to_json() == read.to_json()
                        || (value.as_f64() - read.as_f64()).abs() <= value.as_f64().abs() * 1e-12
                }
                (value, Ok(read)) => value.to_json() == read.to_json(),
                (_, Err(_)) => false,
            }
        }
    };
    (!agrees).then(|| format!("{text:?} for {:?}", value.to_json()))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Looks every scalar up, and gives how many there were and what is wrong.
fn check(text: &str, format: Format) -> (usize, Vec<String>) {
    let parsed = parse(text, Some(format)).expect("a text that can be read");
    let spans = Spans::of(text, parsed.format);
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut open = vec![(String::new(), &parsed.node)];
    while let Some((at, node)) = open.pop() {
        let mut child = |key: &str, node| {
            let mut at = at.clone();
            pointer::push(&mut at, key);
            open.push((at, node));
        };
        match node {
            Node::Object(object) => object.iter().for_each(|(key, node)| child(key, node)),
            Node::Array(items) => {
                for (index, node) in items.iter().enumerate() {
                    child(&index.to_string(), node);
                }
            }
            value => {
                count += 1;
                let found = spans
                    .scalar(&at)
                    .and_then(|(start, end)| text.get(start as usize..end as usize));
                let trouble = match found {
                    Some(found) => differs(found, parsed.format, value),
                    None => Some("not found".to_owned()),
                };
                wrong.extend(trouble.map(|trouble| format!("{at}: {trouble}")));
            }
        }
    }
    (count, wrong)
}

/// Every way of writing YAML that is read, each followed by a value whose place has to be right.
#[test]
fn behind_everything_that_is_read() {
    for before in [
        "a: {b: 1, \"c\": [x, 'y']}\n",
        // closed at the indentation of the key, or left of it, as JSON that was pasted
        "a:\n  b: {\n    \"x\": [ 1 ]\n  }\n",
        "a:\n  b: {\n\"x\": 1,\n\"y\": [\n1,\n2\n]\n}\n  c: 2\n",
        "a: [1, 2,]\nb: {x: 1,}\n",
        "a: one\n  two\n  three\nb: \"x\n  y\"\nc: 'it''s\n  z'\n",
        "a: |\n  q: r\n\n  # no comment\nb: >-\n  fold\n\n  ed\nc: |+\n  keep\n\n",
        "a: |2\n    two more\n  x\n",
        "a: &a\n  b: 1\nc: *a\nd: &s text\ne: *s\n",
        "x: &x {a: 1}\ny:\n  <<: *x\n  b: 2\nw: &w {a: 3, c: 4}\nv: {<<: [*x, *w], d: 5}\n",
        "a:\n      # odd\n  b: 1\n # x\n  c: 2 # y\n",
        "a: 1\r\nb:\r\n  - x\r\n  - y\r\nc: |\r\n  q\r\n  r\r\n",
        "\u{feff}a: 1\n",
        "%YAML 1.1\n---\na: 1\n",
        "---\na: 1\n",
        "a:\t1\nb: x \t# tab\n",
        "a: [ # one\n\t1, # two\n  2 ]\n",
        "a: !!str 1\nb: !!int '2'\n",
        "é: ü\n日本: [ \"x\", é ]\n😀: 😀\n",
        "? a\n: 3\n",
        "a:\n- x\n-   - y\n    - z\n- - {p: q}\n",
        "a: ~\nb:\nc: null\n",
        "a: http://x:80/y#z\nb: x#y\nc: [a:b, c]\n",
        "a: -1.50e3\nb: 0x1F\nc: 12345678901234567890123\nd: yes\n",
    ] {
        for after in ["last: end\n", "last:\n  - {x: end}\n", "last: 'e\n  nd'\n"] {
            let text = format!("{before}{after}");
            // the byte order mark is taken off where a file is read
            let text = text.trim_start_matches('\u{feff}');
            let (count, wrong) = check(text, Format::Yaml);
            assert!(count > 1, "{text}");
            assert!(wrong.is_empty(), "{text}\n{wrong:#?}");
        }
    }
    // what stands behind the first document is not part of it
    let several = "a: 1\nlast: end\n---\na: 2\n";
    assert_eq!(check(several, Format::Yaml).1, [""; 0]);
}

#[test]
fn in_documents_of_the_corpus() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    if !shared.is_dir() {
        println!("skipped: ../shared is not there");
        return;
    }
    // every scalar is looked up from the top, which takes long in large texts: CASTIRON_FULL takes those too
    let most = match std::env::var_os("CASTIRON_FULL") {
        Some(_) => u64::MAX,
        None => 100_000,
    };
    let mut folders = vec![shared.join("corpus"), shared.join("cases")];
    let (mut documents, mut scalars) = (0, 0);
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        paths.sort();
        for path in paths {
            let format = match path.extension().and_then(|end| end.to_str()) {
                Some("json") => Format::Json,
                Some("yaml" | "yml") => Format::Yaml,
                _ if path.is_dir() => {
                    folders.push(path);
                    continue;
                }
                _ => continue,
            };
            if path.metadata().is_ok_and(|found| found.len() > most) {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a text");
            let (count, wrong) = check(text.trim_start_matches('\u{feff}'), format);
            documents += 1;
            scalars += count;
            assert!(
                wrong.is_empty(),
                "{}: {:#?}",
                path.display(),
                &wrong[..wrong.len().min(5)]
            );
        }
    }
    println!("{scalars} scalars of {documents} documents");
    assert!(documents > 50 && scalars > 20_000, "{documents}, {scalars}");
}
