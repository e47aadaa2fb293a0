//! What a crate consists of, without its names and texts.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use castiron_codegen::emit::Files;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};
use quote::ToTokens as _;
use syn::Item;

/// How often each kind of item is in a crate: its tokens, with `i` for every name and path, `l` for every literal, and
/// without documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skeleton {
    items: BTreeMap<String, usize>,
    /// Keys of `Cargo.toml`.
    manifest: Vec<String>,
    /// What a reader of `README.md` would take for programs or for HTML.
    readme: Vec<String>,
}

impl Skeleton {
    /// That of a crate.
    ///
    /// # Errors
    /// Where a source is not Rust, a manifest not TOML, or a file has no place in a crate.
    pub fn of(files: &Files) -> Result<Self, String> {
        let mut out = Self::default();
        for (path, text) in files {
            plain_path(path)?;
            if let Some(hidden) = hidden_controls(text) {
                return Err(format!("{path} holds {hidden:?}"));
            }
            if path.ends_with(".rs") {
                let items = items(text).map_err(|error| format!("{path}: {error}"))?;
                for (item, times) in &items.0 {
                    *out.items.entry(item.clone()).or_default() += times;
                }
            } else if path == "Cargo.toml" {
                let manifest: toml::Table =
                    text.parse().map_err(|error| format!("{path}: {error}"))?;
                keys(&manifest, "", &mut out.manifest);
            } else if path == "README.md" {
                for event in Parser::new(text) {
                    match event {
                        // what descriptions have of code is shown as text
                        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind)))
                            if &*kind == "text" => {}
                        Event::Start(Tag::CodeBlock(kind)) => out.readme.push(format!("{kind:?}")),
                        Event::Html(_) | Event::InlineHtml(_) => out.readme.push("HTML".to_owned()),
                        _ => {}
                    }
                }
            } else {
                return Err(format!("what is {path}?"));
            }
        }
        Ok(out)
    }

    /// What one has and the other has not.
    #[must_use]
    pub fn difference(&self, other: &Self) -> String {
        let mut out = String::new();
        let all: std::collections::BTreeSet<&String> =
            self.items.keys().chain(other.items.keys()).collect();
        for item in all {
            let (here, there) = (self.items.get(item), other.items.get(item));
            if here != there {
                let start: String = item.chars().take(400).collect();
                out += &format!(
                    "  {} and {} times: {start}\n",
                    here.unwrap_or(&0),
                    there.unwrap_or(&0)
                );
            }
        }
        if self.readme != other.readme {
            out += &format!("  {:?} and {:?}\n", self.readme, other.readme);
        }
        if self.manifest != other.manifest {
            out += &format!("  {:?} and {:?}\n", self.manifest, other.manifest);
        }
        out
    }
}

/// How many files are remembered.
const REMEMBERED: usize = 2_000;

thread_local! {
    /// What the last files consist of: most files of a crate are those that they were before another text stood somewhere.
    static KNOWN: RefCell<HashMap<String, Rc<Items>>> = RefCell::default();
}

/// What a source consists of.
fn items(text: &str) -> Result<Rc<Items>, String> {
    if let Some(known) = KNOWN.with_borrow(|known| known.get(text).cloned()) {
        return Ok(known);
    }
    let file = syn::parse_file(text).map_err(|error| error.to_string())?;
    if file.shebang.is_some() {
        return Err("it has a shebang".to_owned());
    }
    let mut out = Items::default();
    for attribute in &file.attrs {
        out.add(attribute.to_token_stream());
    }
    for item in file.items {
        out.item(item);
    }
    let out = Rc::new(out);
    KNOWN.with_borrow_mut(|known| {
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(text.to_owned(), Rc::clone(&out));
    });
    Ok(out)
}

/// How often each kind of item is in a source.
#[derive(Debug, Default)]
struct Items(BTreeMap<String, usize>);

impl Items {
    fn item(&mut self, item: Item) {
        match item {
            Item::Mod(module) => {
                for attribute in &module.attrs {
                    self.add(attribute.to_token_stream());
                }
                self.add("mod".parse().unwrap_or_default());
                for item in module.content.into_iter().flat_map(|(_, items)| items) {
                    self.item(item);
                }
            }
            Item::Impl(mut block) => {
                // what stands in one block, in whichever order
                for item in std::mem::take(&mut block.items) {
                    self.add(item.to_token_stream());
                }
                self.add(block.to_token_stream());
            }
            Item::Trait(mut item) => {
                for method in std::mem::take(&mut item.items) {
                    self.add(method.to_token_stream());
                }
                self.add(item.to_token_stream());
            }
            item => self.add(item.to_token_stream()),
        }
    }

    fn add(&mut self, tokens: TokenStream) {
        let mut words = Vec::new();
        bare(tokens, &mut words);
        if !words.is_empty() {
            *self.0.entry(words.join(" ")).or_default() += 1;
        }
    }
}

/// Words that say what an item is; all others are names.
const KEYWORDS: &[&str] = &[
    "as",
    "async",
    "await",
    "const",
    "dyn",
    "else",
    "enum",
    "extern",
    "fn",
    "for",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro_rules",
    "match",
    "mod",
    "move",
    "mut",
    "pub",
    "ref",
    "return",
    "static",
    "struct",
    "trait",
    "type",
    "union",
    "unsafe",
    "use",
    "where",
    "while",
];

/// Tokens without names, texts and documentation. A path is one name; what stands between commas is in order, as names
/// decide that otherwise.
fn bare(tokens: TokenStream, out: &mut Vec<String>) {
    let mut parts: Vec<Vec<String>> = vec![Vec::new()];
    let mut tokens = tokens.into_iter().peekable();
    // commas within angle brackets are those of a type
    let mut depth = 0_usize;
    let mut before = ' ';
    while let Some(token) = tokens.next() {
        let Some(out) = parts.last_mut() else { return };
        let sign = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        let is_arm = before == '=' && sign == '>';
        match sign {
            '<' => depth += 1,
            '>' if before != '-' && before != '=' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = sign;
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' && depth == 0 => {
                parts.push(Vec::new())
            }
            // one that ends a list says nothing
            TokenTree::Punct(punct) if punct.as_char() == ',' && is_closing(tokens.peek()) => {}
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                if let Some(TokenTree::Punct(bang)) = tokens.peek()
                    && bang.as_char() == '!'
                {
                    tokens.next();
                }
                match tokens.next() {
                    Some(TokenTree::Group(group)) if is_doc(&group.stream()) => {}
                    Some(other) => {
                        out.push("#".to_owned());
                        bare(other.into(), out);
                    }
                    None => out.push("#".to_owned()),
                }
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                out.push(open.to_owned());
                bare(group.stream(), out);
                out.push(close.to_owned());
            }
            TokenTree::Ident(ident) => {
                let text = ident.to_string();
                if KEYWORDS.contains(&text.as_str()) {
                    out.push(text);
                } else if !continues_a_path(out) {
                    out.push("i".to_owned());
                }
            }
            TokenTree::Punct(punct) => {
                out.push(punct.as_char().to_string());
                // an arm too long for its line has braces in the place of a comma
                if is_arm && let Some(value) = braced(tokens.peek()) {
                    tokens.next();
                    bare(value, out);
                    parts.push(Vec::new());
                }
            }
            TokenTree::Literal(_) => out.push("l".to_owned()),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.sort();
    out.extend(parts.join(&",".to_owned()));
}

/// What stands in braces, where it is one expression.
fn braced(token: Option<&TokenTree>) -> Option<TokenStream> {
    let Some(TokenTree::Group(group)) = token else {
        return None;
    };
    let is_end = |token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
    (group.delimiter() == Delimiter::Brace && !group.stream().into_iter().any(is_end))
        .then(|| group.stream())
}

fn is_closing(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == '>')
}

/// Whether the last words are a name and `::`, which the next name goes on with.
fn continues_a_path(out: &mut Vec<String>) -> bool {
    let is_path = matches!(out.as_slice(), [.., name, a, b] if name == "i" && a == ":" && b == ":");
    if is_path {
        out.truncate(out.len() - 2);
    }
    is_path
}

fn is_doc(attribute: &TokenStream) -> bool {
    matches!(attribute.clone().into_iter().next(), Some(TokenTree::Ident(name)) if name == "doc")
}

fn keys(table: &toml::Table, at: &str, out: &mut Vec<String>) {
    for (key, value) in table {
        let path = format!("{at}.{key}");
        out.push(path.clone());
        if let toml::Value::Table(table) = value {
            keys(table, &path, out);
        }
    }
}

/// Whether a path is one that every file system takes and that stays in the crate.
fn plain_path(path: &str) -> Result<(), String> {
    if path == "Cargo.toml" || path == "README.md" {
        return Ok(());
    }
    let is_plain = |part: &str| {
        !part.is_empty()
            && part.len() <= 255
            && part
                .chars()
                .all(|char| char.is_alphanumeric() || char == '_')
            && !matches!(part, "con" | "prn" | "aux" | "nul")
    };
    let Some(inside) = path
        .strip_prefix("src/")
        .and_then(|path| path.strip_suffix(".rs"))
    else {
        return Err(format!("{path} is no source of a crate"));
    };
    if inside.split('/').all(is_plain) && path.len() < 1024 {
        Ok(())
    } else {
        Err(format!("{path} is no plain path"))
    }
}

/// The first character that changes the direction of a text, or hides in it.
#[must_use]
pub fn hidden_controls(text: &str) -> Option<char> {
    text.chars().find(|char| {
        matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
            || (char.is_control() && !matches!(char, '\n' | '\t'))
    })
}
