//! XML as a tree of elements, read with `quick-xml`.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::{DecodeError, DecodeErrorKind};

/// How deep elements may lie in each other, as values of JSON.
const DEEPEST: usize = 128;

/// An element. Names are without prefixes.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// Its own text, and that of CDATA sections.
    pub(super) text: String,
    /// `xsi:nil="true"` (XML Schema, 2.6.2)
    pub(super) nil: bool,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Reads a document in UTF-8. Entities that it declares itself are not known: what they expand to has no bound.
pub(super) fn parse(bytes: &[u8]) -> Result<Element, DecodeError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| wrong("the XML is not in UTF-8"))?;
    let mut reader = Reader::from_str(text);
    // the last is the one that is being read; the first has the document's root
    let mut open = vec![Element::default()];
    loop {
        let event = reader
            .read_event()
            .map_err(|error| wrong(format!("no XML: {error}")))?;
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    let message = format!("more than {DEEPEST} elements in each other");
                    return Err(DecodeError::new(DecodeErrorKind::TooDeep, message));
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => put(&mut open, element(&start)?)?,
            Event::End(_) => {
                let ended = open.pop().unwrap_or_default();
                put(&mut open, ended)?;
            }
            Event::Text(text) => add(&mut open, &text.xml10_content()),
            Event::CData(text) => add(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let resolved = reference
                    .resolve_char_ref()
                    .map_err(|error| wrong(format!("no XML: {error}")))?;
                match resolved {
                    Some(character) => add(&mut open, character.encode_utf8(&mut [0; 4])),
                    None => {
                        let name = reference.into_inner();
                        let text = resolve_predefined_entity(&name)
                            .ok_or_else(|| wrong(format!("the entity `{name}` is not known")))?;
                        add(&mut open, text);
                    }
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(mut document), true) => document
            .children
            .pop()
            .ok_or_else(|| wrong("the XML has no element")),
        _ => Err(wrong("the XML ends within an element")),
    }
}

/// Puts an element into the one around it.
fn put(open: &mut [Element], element: Element) -> Result<(), DecodeError> {
    let is_root = open.len() == 1;
    let around = open
        .last_mut()
        .ok_or_else(|| wrong("an element ends that has not begun"))?;
    if is_root && !around.children.is_empty() {
        return Err(wrong("the XML has several roots"));
    }
    around.children.push(element);
    Ok(())
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, DecodeError> {
    let mut element = Element {
        name: start.local_name().as_ref().to_owned(),
        ..Element::default()
    };
    let mut attributes = start.attributes();
    // looking for one that is there twice takes longer the more there are
    attributes.with_checks(false);
    for attribute in attributes {
        let attribute = attribute.map_err(|error| wrong(format!("no XML: {error}")))?;
        let key = attribute.key;
        if key.as_namespace_binding().is_some() {
            continue;
        }
        let value = attribute
            .normalized_value(XmlVersion::default())
            .map_err(|error| wrong(format!("no XML: {error}")))?;
        let name = key.local_name().as_ref().to_owned();
        if name == "nil" && key.prefix().is_some() {
            element.nil = matches!(value.trim(), "true" | "1");
            continue;
        }
        element.attributes.push((name, value.into_owned()));
    }
    Ok(element)
}

#[cold]
fn wrong(message: impl Into<std::borrow::Cow<'static, str>>) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Syntax, message)
}
