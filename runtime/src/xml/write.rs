//! Converts JSON to XML elements.

use super::{Form, XmlNode, XmlValue};
use crate::Json;
use crate::client::Error;

/// A document.
pub(super) fn document(root: &XmlNode, json: &Json) -> Result<String, Error> {
    let mut writer = Writer {
        out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
        scope: Vec::new(),
    };
    writer.element(root, root.name, json)?;
    Ok(writer.out)
}

/// The namespace of instances (XML Schema, 2.6).
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

struct Writer {
    out: String,
    /// Prefixes and namespaces that hold here, the innermost last.
    scope: Vec<(&'static str, &'static str)>,
}

impl Writer {
    /// An element with what it holds.
    fn element(&mut self, node: &XmlNode, name: &str, json: &Json) -> Result<(), Error> {
        let outside = self.scope.len();
        let name = qualified(node.prefix, name)?;
        self.out.push('<');
        self.out.push_str(&name);
        self.declare(node);
        if matches!(json, Json::Null) {
            self.bind("xsi", INSTANCE);
            self.out.push_str(" xsi:nil=\"true\"/>");
            self.scope.truncate(outside);
            return Ok(());
        }
        self.attributes(node.value, json)?;
        let open = self.out.len();
        self.out.push('>');
        let inside = self.out.len();
        self.content(node.value, json)?;
        if self.out.len() == inside {
            self.out.truncate(open);
            self.out.push_str("/>");
        } else {
            self.out.push_str("</");
            self.out.push_str(&name);
            self.out.push('>');
        }
        self.scope.truncate(outside);
        Ok(())
    }

    /// Declares the namespace of a node where it does not hold yet.
    fn declare(&mut self, node: &XmlNode) {
        if !node.namespace.is_empty() {
            self.bind(node.prefix, node.namespace);
        }
    }

    fn bind(&mut self, prefix: &'static str, namespace: &'static str) {
        let mut bound = self.scope.iter().rev();
        let holds = bound.find(|(known, _)| *known == prefix);
        if holds.is_some_and(|(_, known)| *known == namespace) {
            return;
        }
        self.out.push_str(" xmlns");
        if !prefix.is_empty() {
            self.out.push(':');
            self.out.push_str(prefix);
        }
        self.out.push_str("=\"");
        // it comes from the document, where anything may stand
        escape(&mut self.out, namespace, true);
        self.out.push('"');
        self.scope.push((prefix, namespace));
    }

    /// The attributes among the properties of an object.
    fn attributes(&mut self, value: &'static XmlValue, json: &Json) -> Result<(), Error> {
        let (Some(properties), Json::Object(map)) = (properties(value_of(value, json)), json)
        else {
            return Ok(());
        };
        for (property, _, node) in properties {
            match (map.get(*property), node.form) {
                (None | Some(Json::Null), _) => {}
                (Some(json), Form::Attribute) => {
                    let name = qualified(node.prefix, node.name)?;
                    if !node.prefix.is_empty() {
                        self.declare(node);
                    }
                    self.out.push(' ');
                    self.out.push_str(&name);
                    self.out.push_str("=\"");
                    self.text(json, true)?;
                    self.out.push('"');
                }
                (Some(json), Form::None) => self.attributes(node.value, json)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// What stands between the tags.
    fn content(&mut self, value: &'static XmlValue, json: &Json) -> Result<(), Error> {
        let value = value_of(value, json);
        match (value, json) {
            (XmlValue::List(item), Json::Array(items)) => {
                (items.iter()).try_for_each(|json| self.element(&item, item.name, json))
            }
            (XmlValue::Tuple(nodes), Json::Array(items)) => {
                for (at, json) in items.iter().enumerate() {
                    match nodes.get(at) {
                        Some(node) => self.element(node, node.name, json)?,
                        None => self.element(&ANYTHING, "item", json)?,
                    }
                }
                Ok(())
            }
            (XmlValue::Map(node), Json::Object(map)) => {
                (map.iter()).try_for_each(|(name, json)| self.element(&node, name, json))
            }
            (XmlValue::Object(_) | XmlValue::Open(..), Json::Object(map)) => {
                let properties = properties(value).unwrap_or_default();
                for (property, _, node) in properties {
                    if let Some(json) = map.get(*property) {
                        self.property(node, json)?;
                    }
                }
                let rest = match value {
                    XmlValue::Open(_, node) => node,
                    _ => ANYTHING,
                };
                let is_known = |name: &str| properties.iter().any(|(known, ..)| *known == name);
                let further = map.iter().filter(|(name, _)| !is_known(name));
                further
                    .collect::<Vec<_>>()
                    .into_iter()
                    .try_for_each(|(name, json)| self.any(&rest, name, json))
            }
            (_, Json::Object(map)) => {
                (map.iter()).try_for_each(|(name, json)| self.any(&ANYTHING, name, json))
            }
            (_, Json::Array(items)) => {
                (items.iter()).try_for_each(|json| self.element(&ANYTHING, "item", json))
            }
            (_, json) => self.text(json, false),
        }
    }

    /// An element without a table of its own; an array is several of them.
    fn any(&mut self, node: &XmlNode, name: &str, json: &Json) -> Result<(), Error> {
        match (json, *node.value) {
            (Json::Array(items), XmlValue::Any) => {
                (items.iter()).try_for_each(|json| self.element(node, name, json))
            }
            _ => self.element(node, name, json),
        }
    }

    fn property(&mut self, node: &XmlNode, json: &Json) -> Result<(), Error> {
        match (node.form, json) {
            (Form::Attribute, _) => Ok(()),
            (Form::Element, _) => self.element(node, node.name, json),
            (Form::None, Json::Null) => Ok(()),
            (Form::None, _) => self.content(node.value, json),
            (Form::Text, _) => self.text(json, false),
            (Form::CData, _) => {
                let text = plain(json)?;
                self.out.push_str("<![CDATA[");
                self.out.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
                self.out.push_str("]]>");
                Ok(())
            }
        }
    }

    fn text(&mut self, json: &Json, in_attribute: bool) -> Result<(), Error> {
        let text = plain(json)?;
        escape(&mut self.out, &text, in_attribute);
        Ok(())
    }
}

/// What nothing is known of.
const ANYTHING: XmlNode = XmlNode::element("", &XmlValue::Any);

/// What a value is that is there.
fn value_of(value: &'static XmlValue, json: &Json) -> XmlValue {
    match (*value, json) {
        (XmlValue::Either(parts, _), Json::Object(_) | Json::Array(_)) => *parts,
        (XmlValue::Either(_, plain), _) => *plain,
        (value, _) => value,
    }
}

fn properties(value: XmlValue) -> Option<&'static [(&'static str, bool, XmlNode)]> {
    match value {
        XmlValue::Object(properties) | XmlValue::Open(properties, _) => Some(properties),
        _ => None,
    }
}

/// A value as text; a list has spaces between its items (XML Schema, 3.16.1).
fn plain(json: &Json) -> Result<String, Error> {
    let text = match json {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(items) => {
            let items = items.iter().map(plain);
            items.collect::<Result<Vec<_>, _>>()?.join(" ")
        }
        other => other.to_string(),
    };
    // XML 1.0, 2.2, Char
    let is_char = |c: char| {
        matches!(c, '\t' | '\n' | '\r') || c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    match text.chars().find(|c| !is_char(*c)) {
        None => Ok(text),
        Some(other) => Err(Error::build(format!(
            "the body has the character {other:?}, which XML can't have"
        ))),
    }
}

fn escape(out: &mut String, text: &str, in_attribute: bool) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            // a reader takes them for other white space (XML 1.0, 2.11 and 3.3.3)
            '\r' => out.push_str("&#13;"),
            '\n' if in_attribute => out.push_str("&#10;"),
            '\t' if in_attribute => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
}

/// A name with its prefix. Neither comes from a place where only names can stand.
fn qualified(prefix: &str, name: &str) -> Result<String, Error> {
    for part in [prefix, name] {
        // XML 1.0, 2.3, Name; without a colon
        let is_start = |c: char| c.is_alphabetic() || c == '_';
        let is_name = part.chars().enumerate().all(|(at, c)| {
            is_start(c) || at > 0 && (c.is_alphanumeric() || matches!(c, '-' | '.' | '\u{b7}'))
        });
        if !is_name || part.is_empty() && !prefix.is_empty() || name.is_empty() {
            return Err(Error::build(format!(
                "{part:?} can't be the name of an element or attribute in XML"
            )));
        }
    }
    Ok(match prefix {
        "" => name.to_owned(),
        prefix => format!("{prefix}:{name}"),
    })
}
