//! Converts XML elements to JSON.

use super::tree::Element;
use super::{Form, XmlNode, XmlValue};
use crate::{Json, Map};

/// The value of a root. What it is called does not matter: servers are not of one mind about it.
pub(super) fn root(node: &XmlNode, element: &Element) -> Json {
    content(node.value, element)
}

/// Without tables: text, or attributes and children by name, those that are there several times as an array.
pub(super) fn any(element: &Element) -> Json {
    if element.nil {
        return Json::Null;
    }
    if element.children.is_empty() && element.attributes.is_empty() {
        return Json::String(element.text.clone());
    }
    let mut map = Map::new();
    for (name, value) in &element.attributes {
        map.insert(name.clone(), Json::String(value.clone()));
    }
    let mut lists = Map::<Vec<Json>>::new();
    for child in &element.children {
        match lists.get_mut(&child.name) {
            Some(list) => list.push(any(child)),
            None => {
                lists.insert(child.name.clone(), vec![any(child)]);
            }
        }
    }
    for (name, mut list) in lists {
        let value = match list.len() {
            1 => list.pop().unwrap_or_default(),
            _ => Json::Array(list),
        };
        map.insert(name, value);
    }
    Json::Object(map)
}

/// What an element holds.
fn content(value: &XmlValue, element: &Element) -> Json {
    if element.nil {
        return Json::Null;
    }
    match *value {
        XmlValue::Any => any(element),
        XmlValue::List(item) => Json::Array(items(&item, element).unwrap_or_default()),
        XmlValue::Tuple(items) => Json::Array(tuple(items, element).unwrap_or_default()),
        XmlValue::Either(parts, plain) => {
            let has_parts = !element.children.is_empty() || !element.attributes.is_empty();
            content(if has_parts { parts } else { plain }, element)
        }
        XmlValue::Map(node) => Json::Object(rest(&[], &node, element)),
        XmlValue::Object(properties) => Json::Object(object(properties, element)),
        XmlValue::Open(properties, node) => {
            let mut object = object(properties, element);
            object.extend(rest(properties, &node, element));
            Json::Object(object)
        }
        scalar => self::scalar(scalar, &element.text),
    }
}

/// The properties of an object.
fn object(properties: &[(&'static str, bool, XmlNode)], element: &Element) -> Map<Json> {
    let mut object = Map::new();
    for (name, is_required, node) in properties {
        if let Some(value) = property(node, *is_required, element) {
            object.insert((*name).to_owned(), value);
        }
    }
    object
}

/// The value of a property of an element.
fn property(node: &XmlNode, is_required: bool, element: &Element) -> Option<Json> {
    match node.form {
        Form::Element => {
            let mut children = element.children.iter();
            let child = children.find(|child| child.name == node.name)?;
            Some(content(node.value, child))
        }
        Form::Attribute => {
            let text = element.attribute(node.name)?;
            Some(scalar(*node.value, text))
        }
        Form::Text | Form::CData => Some(scalar(*node.value, &element.text)),
        Form::None => match *node.value {
            XmlValue::List(item) => match items(&item, element) {
                Some(items) => Some(Json::Array(items)),
                // no element at all is an array without items, where there must be one
                None => is_required.then(|| Json::Array(Vec::new())),
            },
            XmlValue::Tuple(items) => tuple(items, element).map(Json::Array),
            XmlValue::Object(_) | XmlValue::Open(..) => Some(content(node.value, element)),
            _ => None,
        },
    }
}

/// The items of an array; `None` where there is none.
fn items(item: &XmlNode, element: &Element) -> Option<Vec<Json>> {
    let is_any = item.form != Form::Element;
    let children = element.children.iter();
    let items = children.filter(|child| is_any || child.name == item.name);
    let items: Vec<_> = items.map(|child| content(item.value, child)).collect();
    (!items.is_empty()).then_some(items)
}

/// The items of an array that each have a value of their own, by their order; `None` where there is none.
fn tuple(items: &[XmlNode], element: &Element) -> Option<Vec<Json>> {
    let children = element.children.iter();
    let children = children.filter(|child| items.iter().any(|item| item.name == child.name));
    let values: Vec<_> = children
        .enumerate()
        .map(|(at, child)| match items.get(at) {
            Some(item) => content(item.value, child),
            None => any(child),
        })
        .collect();
    (!values.is_empty()).then_some(values)
}

/// The elements that are no property, by name.
fn rest(
    properties: &[(&'static str, bool, XmlNode)],
    node: &XmlNode,
    element: &Element,
) -> Map<Json> {
    let is_known = |name: &str| {
        let mut nodes = properties.iter().map(|(_, _, node)| node);
        nodes.any(|node| match (node.form, *node.value) {
            (Form::Element, _) => node.name == name,
            (Form::None, XmlValue::List(item)) => item.name == name,
            (Form::None, XmlValue::Tuple(items)) => items.iter().any(|item| item.name == name),
            _ => false,
        })
    };
    let mut map = Map::new();
    for child in &element.children {
        if !is_known(&child.name) {
            map.insert(child.name.clone(), content(node.value, child));
        }
    }
    map
}

/// A text as the scalar that it is said to be; as a string where it is none, so that the type says what is wrong.
fn scalar(value: XmlValue, text: &str) -> Json {
    let trimmed = text.trim();
    let read = match value {
        XmlValue::Number => number(trimmed),
        XmlValue::Boolean => boolean(trimmed),
        XmlValue::Scalar => match trimmed {
            "true" | "false" => boolean(trimmed),
            _ => number(trimmed),
        },
        _ => return Json::String(text.to_owned()),
    };
    match (read, trimmed) {
        (Some(read), _) => read,
        // nothing is no number
        (None, "") if !matches!(value, XmlValue::Scalar) => Json::Null,
        (None, _) => Json::String(text.to_owned()),
    }
}

/// A number of XML Schema (3.3.3, 3.3.5) as one of JSON: without a plus and zeros before it.
fn number(text: &str) -> Option<Json> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = digits.trim_start_matches('0');
    let zero = match digits.chars().next() {
        Some(first) if first.is_ascii_digit() => "",
        _ => "0",
    };
    let json = format!("{sign}{zero}{digits}");
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    crate::from_str(json.strip_suffix('.').unwrap_or(&json))
        .ok()
        .map(Json::Number)
}

fn boolean(text: &str) -> Option<Json> {
    match text {
        "true" | "1" => Some(Json::Bool(true)),
        "false" | "0" => Some(Json::Bool(false)),
        _ => None,
    }
}
