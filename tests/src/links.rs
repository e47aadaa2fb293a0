//! Links of HTML that rustdoc has written, and where they lead.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::files_under;

/// The links of all pages below `folder/part` that lead to nothing below `folder`, each with the page that it is on. Links to
/// other places of the web are not followed.
///
/// # Panics
/// Where a page can't be read.
pub fn dead(folder: &Path, part: &str) -> Vec<String> {
    let mut pages = Pages::default();
    let mut dead = BTreeSet::new();
    let below = folder.join(part);
    for file in files_under(&below) {
        if file.extension().is_none_or(|end| end != "html") {
            continue;
        }
        let page = below.join(&file);
        let links = pages.of(&page).links.clone();
        for link in links {
            if !pages.leads(&page, &link) {
                dead.insert(format!("{}: {link}", file.display()));
            }
        }
    }
    dead.into_iter().collect()
}

/// What is on a page.
#[derive(Default)]
struct Page {
    anchors: BTreeSet<String>,
    links: BTreeSet<String>,
}

#[derive(Default)]
struct Pages {
    known: HashMap<PathBuf, Page>,
}

impl Pages {
    fn of(&mut self, path: &Path) -> &Page {
        self.known.entry(path.to_owned()).or_insert_with(|| {
            let text = fs::read_to_string(path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            Page {
                anchors: attributes(&text, "id"),
                links: attributes(&text, "href"),
            }
        })
    }

    fn leads(&mut self, from: &Path, link: &str) -> bool {
        if link.contains("://") || link.starts_with("mailto:") {
            return true;
        }
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        let path = decoded(path.split('?').next().unwrap_or_default());
        let mut target = match path.as_str() {
            "" => from.to_owned(),
            path => plain(&from.parent().unwrap_or(from).join(path)),
        };
        if target.is_dir() {
            target.push("index.html");
        }
        if !target.is_file() {
            return false;
        }
        // the lines of sources are numbered by a script
        let is_line = anchor.starts_with(|c: char| c.is_ascii_digit());
        let is_page = target.extension().is_some_and(|end| end == "html");
        anchor.is_empty() || is_line || !is_page || {
            let anchors = &self.of(&target).anchors;
            anchors.contains(anchor) || anchors.contains(&decoded(anchor))
        }
    }
}

/// The values of an attribute: those of `id` anywhere, those of `href` in links alone.
fn attributes(html: &str, name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        if name == "href" && !tag.starts_with("a ") {
            continue;
        }
        let value = tag.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest);
        if let Some((value, _)) = value.and_then(|value| value.split_once('"')) {
            found.insert(
                value
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&"),
            );
        }
    }
    found
}

/// A path without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// A text without percent signs (RFC 3986, section 2.1).
fn decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let digits = text.get(at + 1..at + 3).filter(|_| *byte == b'%');
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::dead;

    #[test]
    fn what_leads_nowhere_is_found() {
        let folder = std::env::temp_dir().join(format!("castiron-links-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("a/b")).expect("a folder");
        let one = "<a href=\"b/\">1</a><a class=\"x\" href=\"b/index.html#c%2Cd\">2</a><a href=\"#here\">3</a>\
                   <i id=\"here\"></i><a href=\"https://example.com/\">4</a><link href=\"style.css\">\
                   <a href=\"b/gone.html\">5</a><a href=\"b/#gone\">6</a><a href=\"IndexMap::retain\">7</a>";
        std::fs::write(folder.join("a/index.html"), one).expect("written");
        std::fs::write(folder.join("a/b/index.html"), "<p id=\"c,d\"></p>").expect("written");
        let found = dead(&folder, "a");
        std::fs::remove_dir_all(&folder).expect("removed");
        assert_eq!(
            found,
            [
                "index.html: IndexMap::retain",
                "index.html: b/#gone",
                "index.html: b/gone.html"
            ]
        );
    }
}
