use crate::load::parse::{Cause, Format, parse};

const API: &str = include_str!("../../../../../spec/openapi.yaml");

/// What is said of a text: `line:column message`, then ` | line:column beside`, then ` ? help`.
fn said(text: &str, format: Format) -> String {
    let error = parse(text, Some(format)).expect_err(text);
    assert_eq!(error.cause, Cause::Syntax, "{text}: {}", error.message);
    let place = |at: usize| {
        let before = &text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        format!("{line}:{column}")
    };
    let mut said = format!("{} {}", place(error.at.start), error.message);
    if let Some((at, label)) = error.beside {
        said.push_str(&format!(" | {} {label}", place(at.start)));
    }
    if let Some(help) = error.help {
        said.push_str(&format!(" ? {help}"));
    }
    said
}

#[test]
fn yaml_is_explained_in_the_terms_of_its_author() {
    let cases = [
        (
            "a: 1\n\tb: 2\n",
            "2:1 a tab; YAML is indented by spaces alone ? write spaces instead of tabs",
        ),
        (
            "a:\n  b: [1, 2\n  c: 3\n",
            "2:6 this `[` is not closed | 3:4 reading stopped here",
        ),
        (
            "a: {b: [1, 2}\n",
            "1:13 `}` can't close `[` | 1:8 opened here",
        ),
        (
            "a: [1]]\n",
            "1:7 no bracket is open that this `]` could close",
        ),
        (
            "a: {$ref: #/b}\n",
            "1:11 a space and `#` begin a comment, which hides what is behind | 1:4 so this `{` is not closed ? put the string in quotes",
        ),
        (
            "a: \"b\nc: d\n",
            "1:4 this quote is not closed | 3:1 reading stopped here",
        ),
        (
            "a: 'don't'\n",
            "1:9 text behind the closing quote ? a single quote within the text is written twice: `''`",
        ),
        (
            "a: \"b\" c\n",
            "1:8 text behind the closing quote ? a quote within the text is written `\\\"`",
        ),
        (
            "a: {b: *c}\n",
            "1:8 no anchor `&c` is defined before this ? a string that begins with `*` needs quotes",
        ),
        (
            "a: &a\n  b: *a\n",
            "2:6 this alias stands within the value that it repeats",
        ),
        (
            "a: &a {b: [*a]}\n",
            "1:12 this alias stands within the value that it repeats",
        ),
        (
            "a:\n  ? [b]\n  : c\n",
            "2:5 a list as a key; keys are strings",
        ),
        (
            "a: 1\n? {b: c}\n: d\n",
            "2:3 an object as a key; keys are strings",
        ),
        (
            "a: Note: b\n",
            "1:8 a second colon on this line ? put the value of `a` in quotes",
        ),
        (
            "a: 1\n  b: 2\n",
            "2:3 indented deeper than `a`, which has a value already | 1:1 the value is here ? indent both lines alike",
        ),
        (
            "a:\n    b: 1\n  c: 2\n",
            "3:3 indented by 2 spaces; the lines above allow 0 or 4 | 2:5 indented by 4 from here on",
        ),
        (
            "a:b\nc: d\n",
            "1:1 this line has no colon with a space behind it, so it is no key ? did you mean `a: b`?",
        ),
        (
            "a: @b\n",
            "1:4 a string without quotes can't begin with `@` ? put the string in quotes",
        ),
        (
            "a: *b* c\n",
            "1:4 a string without quotes can't begin with `*` ? put the string in quotes",
        ),
        (
            "a: *b\n",
            "1:4 no anchor `&b` is defined before this ? a string that begins with `*` needs quotes",
        ),
        (
            "a: \"\\d\"\n",
            "1:5 `\\d` is not an escape in double quotes ? write `\\\\d`, or put the string in single quotes, which have no escapes",
        ),
        (
            "a:\n  - b\n  c: d\n",
            "3:3 a key among the items of a list | 2:3 the list begins here ? indent it as deep as the item that it belongs to, or as the key of the list",
        ),
        (
            "a:\n  b: c\n  - d\n",
            "3:3 an item of a list among the keys of an object | 2:3 the object begins here",
        ),
        (
            "a:\n  b: |\n     one\n  two\n  c: d\n",
            "4:3 indented less than the text above, so no part of it, and no key | 2:6 the text begins here",
        ),
        (
            "<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n",
            "1:1 a merge conflict that was not resolved ? choose one of the two sides, and take out the markers",
        ),
    ];
    for (text, want) in cases {
        assert_eq!(said(text, Format::Yaml), want, "{text}");
        // line ends of Windows move nothing
        if !text.contains('|') {
            let windows = said(&text.replace('\n', "\r\n"), Format::Yaml);
            assert_eq!(windows, want, "{text} with CRLF");
        }
    }
}

#[test]
fn json_is_explained_in_the_terms_of_its_author() {
    let cases = [
        ("{\"a\": [1, 2}", "1:12 expected `,` or `]`"),
        (
            "{\"a\": {\"b\": 1}",
            "1:15 the text ends here; was it cut off? | 1:1 this `{` is not closed",
        ),
        (
            "{\"a\": 1\n \"b\": 2}",
            "2:2 expected `,` or `}` ? separate the two by a comma",
        ),
        (
            "{\"a\": \"b}",
            "1:7 this string is not closed | 1:10 the text ends here",
        ),
        ("{\"a\": }", "1:7 a value is missing before this"),
        (
            "{\"a\": 'b'}",
            "1:7 JSON has no single quotes ? write `\"` instead of `'`",
        ),
        (
            "{\"a\": True}",
            "1:7 `True` is not a JSON value ? write `true`",
        ),
        ("{a: 1}", "1:2 a key stands in double quotes"),
        (
            "{\"a\": \"\\d\"}",
            "1:9 `\\d` is not an escape in JSON ? a backslash itself is written `\\\\`",
        ),
        (
            "{\"a\": \"b\nc\"}",
            "1:9 a line break within a string ? write `\\n` for a line break, `\\t` for a tab",
        ),
        (
            "{\"a\": 1}}",
            "1:9 the document has ended before this ? is there an extra bracket?",
        ),
    ];
    for (text, want) in cases {
        assert_eq!(said(text, Format::Json), want, "{text}");
    }
}

/// One line of a document is damaged, each in turn and in several ways: where the document can't be read any more, what is said
/// leads to that line or to its neighbour, and in no case in the words of the parser.
#[test]
fn damage_is_found_where_it_is() {
    type Damage = fn(&str) -> Option<String>;
    let damages: [(&str, Damage); 7] = [
        ("a tab", |line| {
            line.strip_prefix("  ").map(|rest| format!("\t{rest}"))
        }),
        ("a space more", |line| Some(format!(" {line}"))),
        ("a space less", |line| {
            line.strip_prefix(' ').map(str::to_owned)
        }),
        ("no colon", |line| {
            line.contains(':').then(|| line.replacen(':', "", 1))
        }),
        ("an open bracket", |line| {
            let (key, _) = line.split_once(": ")?;
            Some(format!("{key}: [a, b"))
        }),
        ("an open quote", |line| {
            let (key, _) = line.split_once(": ")?;
            Some(format!("{key}: \"a"))
        }),
        ("a colon more", |line| {
            let (key, _) = line.split_once(": ")?;
            Some(format!("{key}: a: b"))
        }),
    ];
    let lines: Vec<&str> = API.lines().take(150).collect();
    let mut refused = 0;
    for (index, line) in lines.iter().enumerate() {
        for (kind, damage) in damages {
            let Some(damaged) = damage(line) else {
                continue;
            };
            let mut text = lines.clone();
            text[index] = &damaged;
            let text = text.join("\n") + "\n";
            let Err(error) = parse(&text, Some(Format::Yaml)) else {
                continue;
            };
            refused += 1;
            let found = text[..error.at.start].matches('\n').count();
            let is_near = found.abs_diff(index) <= 1
                || error.beside.as_ref().is_some_and(|(at, _)| {
                    text[..at.start].matches('\n').count().abs_diff(index) <= 1
                });
            let next = lines.get(index + 1).unwrap_or(&"");
            let context = format!(
                "{kind} at line {}: {damaged:?}, then {next:?}: {error:?}",
                index + 1
            );
            // an open quote takes in the lines behind it, up to the next one
            assert!(is_near || kind == "an open quote", "{context}");
            for words in ["did not find", "could not find", "mapping values", "while "] {
                assert!(!error.message.contains(words), "{context}");
            }
        }
    }
    assert!(refused > 200, "{refused}");
}
