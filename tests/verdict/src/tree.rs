//! Documents as trees that keep the order of their maps and the digits of their numbers.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value of JSON or YAML.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as JSON writes it.
    Number(String),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Tree>),
    /// Keys and values in the order of the document.
    Object(Vec<(String, Tree)>),
}

/// Keys and values of a map.
type Entries = Vec<(String, Tree)>;

impl Tree {
    /// The value under a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Tree> {
        match self {
            Self::Object(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The value under a key, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Tree> {
        match self {
            Self::Object(entries) => {
                let found = entries.iter_mut().find(|(k, _)| k == key);
                found.map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// As compact JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out);
        out
    }

    fn write_json(&self, out: &mut String) {
        match self {
            Self::Array(list) => {
                out.push('[');
                for (at, value) in list.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    value.write_json(out);
                }
                out.push(']');
            }
            Self::Object(entries) => {
                out.push('{');
                for (at, (key, value)) in entries.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    *out += &quoted(key);
                    out.push(':');
                    value.write_json(out);
                }
                out.push('}');
            }
            scalar => *out += &scalar.scalar(),
        }
    }

    /// As YAML in blocks.
    #[must_use]
    pub fn yaml(&self) -> String {
        let mut out = String::new();
        self.write_yaml(0, &mut out);
        out.push('\n');
        out
    }

    fn write_yaml(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        match self {
            Self::Array(list) if !list.is_empty() => {
                for value in list {
                    *out += &format!("\n{indent}-");
                    value.write_yaml(depth + 1, out);
                }
            }
            Self::Object(entries) if !entries.is_empty() => {
                for (key, value) in entries {
                    // a long key would need a mark of its own
                    let mark = if key.len() > 1000 { "? " } else { "" };
                    let colon = if key.len() > 1000 {
                        format!("\n{indent}:")
                    } else {
                        ":".to_owned()
                    };
                    *out += &format!("\n{indent}{mark}{}{colon}", quoted(key));
                    value.write_yaml(depth + 1, out);
                }
            }
            Self::Array(_) => *out += " []",
            Self::Object(_) => *out += " {}",
            scalar => {
                out.push(' ');
                *out += &scalar.scalar();
            }
        }
    }

    fn scalar(&self) -> String {
        match self {
            Self::Bool(value) => value.to_string(),
            Self::Number(text) => text.clone(),
            Self::String(text) => quoted(text),
            _ => "null".to_owned(),
        }
    }

    /// The same with the entries of every map backwards.
    #[must_use]
    pub fn backwards(&self) -> Self {
        self.each_map(&|entries| entries.reverse())
    }

    /// The same with the entries of every map by the alphabet.
    #[must_use]
    pub fn sorted(&self) -> Self {
        self.each_map(&|entries| entries.sort_by(|a, b| a.0.cmp(&b.0)))
    }

    fn each_map(&self, change: &dyn Fn(&mut Entries)) -> Self {
        match self {
            Self::Array(list) => {
                Self::Array(list.iter().map(|value| value.each_map(change)).collect())
            }
            Self::Object(entries) => {
                let entries = entries.iter();
                let mut entries: Vec<_> = entries
                    .map(|(key, value)| (key.clone(), value.each_map(change)))
                    .collect();
                change(&mut entries);
                Self::Object(entries)
            }
            scalar => scalar.clone(),
        }
    }
}

/// A string as JSON writes it, with everything escaped that YAML does not allow.
fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let escaped = json.chars().map(|char| match char {
        '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => {
            format!("\\u{:04x}", u32::from(char))
        }
        char => char.to_string(),
    });
    escaped.collect()
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyTree)
    }
}

struct AnyTree;

impl<'de> Visitor<'de> for AnyTree {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Tree, E> {
        Ok(Tree::Number(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Tree, E> {
        Ok(Tree::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Number(serde_json::Value::from(value).to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut out = Vec::new();
        while let Some(value) = list.next_element()? {
            out.push(value);
        }
        Ok(Tree::Array(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut out: Vec<(String, Tree)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<Tree, Tree>()? {
            match (key, value) {
                // the merge keys of YAML 1.1: what is there already wins
                (Tree::String(key), Tree::Object(merged)) if key == "<<" => {
                    for (key, value) in merged {
                        if !out.iter().any(|(known, _)| *known == key) {
                            out.push((key, value));
                        }
                    }
                }
                (key, value) => {
                    let key = match key {
                        Tree::String(key) => key,
                        key => key.scalar(),
                    };
                    // what was merged before gives way
                    match out.iter_mut().find(|(known, _)| *known == key) {
                        Some(known) => known.1 = value,
                        None => out.push((key, value)),
                    }
                }
            }
        }
        Ok(Tree::Object(out))
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn the_same_in_other_words() {
        let text =
            r#"{"b":[1,{"y":null,"x":"200"}],"a":"no","c":[[{}],[]],"n":-9223372036854776000}"#;
        let tree: Tree = serde_yaml::from_str(text).expect("a tree");
        assert_eq!(tree.json(), text);
        assert_eq!(
            tree.backwards().json(),
            r#"{"n":-9223372036854776000,"c":[[{}],[]],"a":"no","b":[1,{"x":"200","y":null}]}"#
        );
        assert!(tree.sorted().json().starts_with(r#"{"a":"no","b":[1,{"x""#));
        let back: Tree = serde_yaml::from_str(&tree.yaml()).expect("YAML reads back");
        assert_eq!(back, tree);
    }
}
