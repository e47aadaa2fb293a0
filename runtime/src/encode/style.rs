//! How OpenAPI's parameter styles write a value that has parts.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{Encode, Writer, form, text};
use crate::layout::Style;
use crate::types::Json;

/// With `allowReserved`: all but what would end the query, split the pair or be no URI at all.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The tree of a value, for styles that look at it as a whole.
fn tree(value: &dyn Encode) -> Json {
    crate::from_slice(&super::to_vec(value)).unwrap_or_default()
}

/// Whether a value is a list.
pub(crate) fn is_list(value: &dyn Encode) -> bool {
    super::to_vec(value).first() == Some(&b'[')
}

/// The text of a part; an array or object within a part has no style and stays JSON.
fn plain(json: &Json) -> Cow<'_, str> {
    match json {
        Json::Null => Cow::Borrowed(""),
        Json::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// Appends a parameter to a query string.
pub(crate) fn query(out: &mut Vec<u8>, name: &str, style: Style, value: &dyn Encode) {
    let (style, reserved) = style.split();
    let set = if reserved { RESERVED } else { form::ENCODED };
    let escape = |text: &str| utf8_percent_encode(text, set).to_string();
    let encoded_name = utf8_percent_encode(name, form::ENCODED).to_string();
    let separator = match style {
        Style::space_delimited => "%20",
        Style::pipe_delimited => "%7C",
        _ => ",",
    };
    match style {
        Style::json => pair(out, &encoded_name, &escape(&text(super::to_vec(value)))),
        Style::brackets | Style::deep_object => {
            let mut writer = Writer::form_below(&encoded_name);
            value.encode(&mut writer);
            let pairs = writer.into_bytes();
            if !out.is_empty() && !pairs.is_empty() {
                out.push(b'&');
            }
            out.extend_from_slice(&pairs);
        }
        Style::form_exploded => match tree(value) {
            Json::Array(items) => items
                .iter()
                .for_each(|item| pair(out, &encoded_name, &escape(&plain(item)))),
            Json::Object(map) => map.iter().for_each(|(key, item)| {
                pair(
                    out,
                    &utf8_percent_encode(key, form::ENCODED).to_string(),
                    &escape(&plain(item)),
                );
            }),
            scalar => pair(out, &encoded_name, &escape(&plain(&scalar))),
        },
        _ => match tree(value) {
            Json::Array(items) if items.is_empty() => {}
            Json::Object(map) if map.is_empty() => {}
            json => pair(out, &encoded_name, &joined(&json, separator, escape)),
        },
    }
}

/// A header's or a path segment's value before it is escaped: style `simple`.
fn joined(json: &Json, separator: &str, escape: impl Fn(&str) -> String) -> String {
    let parts: Vec<String> = match json {
        Json::Array(items) => items.iter().map(|item| escape(&plain(item))).collect(),
        Json::Object(map) => map
            .iter()
            .flat_map(|(key, item)| [escape(key), escape(&plain(item))])
            .collect(),
        scalar => vec![escape(&plain(scalar))],
    };
    parts.join(separator)
}

/// Each part with its key, `name=value`, escaped.
fn pairs(json: &Json, name: &str, escape: impl Fn(&str) -> String) -> Vec<String> {
    let pair = |key: &str, value: &Json| format!("{}={}", escape(key), escape(&plain(value)));
    match json {
        Json::Array(items) => items.iter().map(|item| pair(name, item)).collect(),
        Json::Object(map) => map.iter().map(|(key, item)| pair(key, item)).collect(),
        scalar => vec![pair(name, scalar)],
    }
}

/// The text of a header.
pub(crate) fn header(value: &dyn Encode, explode: bool) -> String {
    match tree(value) {
        json @ Json::Object(_) if explode => pairs(&json, "", str::to_owned).join(","),
        json => joined(&json, ",", str::to_owned),
    }
}

/// The text of a cookie's value; what would end it is encoded.
pub(crate) fn cookie(value: &dyn Encode) -> String {
    joined(&tree(value), ",", |part| {
        utf8_percent_encode(part, form::ENCODED).to_string()
    })
}

/// The text of a path segment, encoded so that it cannot leave the segment; `None` for the empty text. What becomes of
/// `.` and `..` depends on what stands beside them.
pub(crate) fn segment(value: &dyn Encode) -> Option<String> {
    let text = joined(&tree(value), ",", |part| {
        utf8_percent_encode(part, form::ENCODED).to_string()
    });
    (!text.is_empty()).then_some(text)
}

/// A value in the path in one of the styles that write more than the value, with what stands before it.
pub(crate) fn path(name: &str, style: Style, value: &dyn Encode) -> Option<String> {
    let json = tree(value);
    let is_object = matches!(json, Json::Object(_));
    let escape = |part: &str| utf8_percent_encode(part, form::ENCODED).to_string();
    let together = |separator: &str| joined(&json, separator, escape);
    let apart = |separator: &str| pairs(&json, name, escape).join(separator);
    let text = match style {
        Style::label => format!(".{}", together(",")),
        Style::label_exploded if is_object => format!(".{}", apart(".")),
        Style::label_exploded => format!(".{}", together(".")),
        Style::matrix => format!(";{}={}", escape(name), together(",")),
        Style::matrix_exploded => format!(";{}", apart(";")),
        Style::simple_exploded if is_object => apart(","),
        _ => together(","),
    };
    (!text.is_empty()).then_some(text)
}

/// The text of a scalar, as it stands.
pub(crate) fn scalar(value: &dyn Encode) -> String {
    plain(&tree(value)).into_owned()
}

fn pair(out: &mut Vec<u8>, name: &str, value: &str) {
    if !out.is_empty() {
        out.push(b'&');
    }
    out.extend_from_slice(name.as_bytes());
    out.push(b'=');
    out.extend_from_slice(value.as_bytes());
}
