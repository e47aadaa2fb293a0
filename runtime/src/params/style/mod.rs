//! Serialises values in OpenAPI's parameter styles (OpenAPI 3.2, Parameter Object, "Style Values" and "Style Examples").
//!
//! An empty list or object is undefined, as in URI templates (RFC 6570, 2.3): nothing is written for it, not even the name.
//! An empty string is written as an empty value.

use std::borrow::Cow;

use castiron_codec::{Style, text};

use self::escape::Escape;
use crate::{Encode, Json, Writer};

mod escape;
#[cfg(test)]
mod tests;

/// The tree of a value, for styles that look at it as a whole.
fn tree(value: &dyn Encode) -> Json {
    crate::from_slice(&crate::to_vec(value)).unwrap_or_default()
}

/// Whether a value is a list.
pub(crate) fn is_list(value: &dyn Encode) -> bool {
    crate::to_vec(value).first() == Some(&b'[')
}

/// Whether a value has parts, and none is there.
fn is_undefined(json: &Json) -> bool {
    match json {
        Json::Array(items) => items.is_empty(),
        Json::Object(map) => map.is_empty(),
        _ => false,
    }
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
    let (style, is_reserved) = style.split();
    let escape = if is_reserved {
        Escape::ReservedInQuery
    } else {
        Escape::All
    };
    let name = Escape::All.text(name);
    let separator = match style {
        Style::space_delimited => "%20",
        Style::pipe_delimited => "%7C",
        _ => ",",
    };
    match style {
        Style::json => pair(out, &name, &escape.text(&text(crate::to_vec(value)))),
        Style::brackets | Style::deep_object if is_reserved => {
            nested(out, &name, &tree(value), escape);
        }
        Style::brackets | Style::deep_object => {
            let mut writer = Writer::form_below(&name);
            value.encode(&mut writer);
            append(out, &writer.into_bytes());
        }
        Style::form_json => match tree(value) {
            Json::Array(items) => {
                (items.iter()).for_each(|item| pair(out, &name, &escape.text(&plain(item))));
            }
            one => pair(out, &name, &escape.text(&plain(&one))),
        },
        Style::form_exploded => match tree(value) {
            Json::Array(items) => {
                (items.iter()).for_each(|item| pair(out, &name, &escape.text(&plain(item))));
            }
            Json::Object(map) => map.iter().for_each(|(key, item)| {
                pair(out, &Escape::All.text(key), &escape.text(&plain(item)))
            }),
            scalar => pair(out, &name, &escape.text(&plain(&scalar))),
        },
        _ => match tree(value) {
            json if is_undefined(&json) => {}
            json => pair(out, &name, &joined(&json, separator, escape)),
        },
    }
}

/// Appends what is a query string by itself: a form, JSON, or a text (OpenAPI 3.2, `in: querystring`).
pub(crate) fn querystring(out: &mut Vec<u8>, style: Style, value: &dyn Encode) {
    match style.split().0 {
        Style::json => append(
            out,
            Escape::All.text(&text(crate::to_vec(value))).as_bytes(),
        ),
        Style::simple => append(out, Escape::All.text(&scalar(value)).as_bytes()),
        // as a body of the same media type: lists repeat the name, objects are nested
        _ => match tree(value) {
            Json::Object(map) => map.iter().for_each(|(name, item)| {
                let how = match item {
                    Json::Array(_) => Style::form_exploded,
                    _ => Style::brackets,
                };
                query(out, name, how, item);
            }),
            other => append(out, Escape::All.text(&plain(&other)).as_bytes()),
        },
    }
}

/// Pairs with nested names, `name[key]=value`.
fn nested(out: &mut Vec<u8>, name: &str, json: &Json, escape: Escape) {
    match json {
        Json::Array(items) if !items.is_empty() => (items.iter().enumerate())
            .for_each(|(index, item)| nested(out, &format!("{name}[{index}]"), item, escape)),
        Json::Array(_) => pair(out, name, ""),
        Json::Object(map) => map.iter().for_each(|(key, item)| {
            let name = format!("{name}[{}]", Escape::All.text(key));
            nested(out, &name, item, escape);
        }),
        scalar => pair(out, name, &escape.text(&plain(scalar))),
    }
}

/// The parts with a separator between them; those of an object are its names and values in turn.
fn joined(json: &Json, separator: &str, escape: Escape) -> String {
    let parts: Vec<String> = match json {
        Json::Array(items) => items.iter().map(|item| escape.text(&plain(item))).collect(),
        Json::Object(map) => map
            .iter()
            .flat_map(|(key, item)| [escape.text(key), escape.text(&plain(item))])
            .collect(),
        scalar => vec![escape.text(&plain(scalar))],
    };
    parts.join(separator)
}

/// The parts of a value with the style's separator between them, as they stand; `None` where there are none.
pub(crate) fn joined_plainly(style: Style, json: &Json) -> Option<String> {
    let separator = match style {
        Style::space_delimited => " ",
        Style::pipe_delimited => "|",
        _ => ",",
    };
    (!is_undefined(json)).then(|| joined(json, separator, Escape::Nothing))
}

/// Each part with its key, `name=value`, escaped.
fn pairs(json: &Json, name: &str, escape: Escape) -> Vec<(String, String)> {
    let pair = |key: &str, value: &Json| (escape.text(key), escape.text(&plain(value)));
    match json {
        Json::Array(items) => items.iter().map(|item| pair(name, item)).collect(),
        Json::Object(map) => map.iter().map(|(key, item)| pair(key, item)).collect(),
        scalar => vec![pair(name, scalar)],
    }
}

/// The text of a header, which is not percent-encoded; `None` where there is nothing to say.
pub(crate) fn header(value: &dyn Encode, explode: bool) -> Option<String> {
    let json = tree(value);
    let parts: Vec<Cow<'_, str>> = match &json {
        undefined if is_undefined(undefined) => return None,
        Json::Array(items) => items.iter().map(plain).collect(),
        Json::Object(map) if explode => map
            .iter()
            .map(|(key, item)| Cow::Owned(format!("{key}={}", plain(item))))
            .collect(),
        Json::Object(map) => map
            .iter()
            .flat_map(|(key, item)| [Cow::Borrowed(key.as_str()), plain(item)])
            .collect(),
        scalar => vec![plain(scalar)],
    };
    Some(parts.join(","))
}

/// A header that holds JSON, in ASCII.
pub(crate) fn header_json(value: &dyn Encode) -> String {
    let mut out = String::new();
    for character in text(crate::to_vec(value)).chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            // beyond ASCII there are strings alone in JSON, where any character may be escaped (RFC 8259, 7)
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// The text of a cookie's value; what would end it is encoded.
pub(crate) fn cookie(value: &dyn Encode) -> String {
    joined(&tree(value), ",", Escape::All)
}

/// Cookies, `name=value`: one, or one for each part.
pub(crate) fn cookies(name: &str, style: Style, value: &dyn Encode) -> Vec<String> {
    let (style, is_reserved) = style.split();
    let escape = match style {
        Style::cookie | Style::cookie_exploded => Escape::PlainCookie,
        _ if is_reserved => Escape::ReservedInCookie,
        _ => Escape::All,
    };
    let json = tree(value);
    let cookies = match style {
        Style::json => vec![(name.to_owned(), escape.text(&text(crate::to_vec(value))))],
        _ if is_undefined(&json) => Vec::new(),
        Style::form_exploded | Style::cookie_exploded => match &json {
            Json::Object(_) => pairs(&json, name, escape),
            Json::Array(items) => items
                .iter()
                .map(|item| (name.to_owned(), escape.text(&plain(item))))
                .collect(),
            scalar => vec![(name.to_owned(), escape.text(&plain(scalar)))],
        },
        _ => vec![(name.to_owned(), joined(&json, ",", escape))],
    };
    let cookies = cookies.into_iter();
    cookies
        .map(|(name, value)| format!("{name}={value}"))
        .collect()
}

/// The text of a path segment, encoded so that it cannot leave the segment; `None` for the empty text. What becomes of
/// `.` and `..` depends on what stands beside them.
pub(crate) fn segment(value: &dyn Encode) -> Option<String> {
    let text = joined(&tree(value), ",", Escape::All);
    (!text.is_empty()).then_some(text)
}

/// A value in the path in one of the styles that write more than the value, with what stands before it.
pub(crate) fn path(name: &str, style: Style, value: &dyn Encode) -> Option<String> {
    let (style, is_reserved) = style.split();
    let escape = if is_reserved {
        Escape::ReservedInPath
    } else {
        Escape::All
    };
    if style == Style::json {
        return Some(escape.text(&text(crate::to_vec(value))));
    }
    let json = tree(value);
    if is_undefined(&json) {
        return None;
    }
    let is_object = matches!(json, Json::Object(_));
    let together = |separator: &str| joined(&json, separator, escape);
    let apart = |separator: &str, bare: bool| {
        let parts = pairs(&json, name, escape).into_iter();
        let parts = parts.map(|(name, value)| match value.as_str() {
            // RFC 6570, 3.2.7: a path-style parameter without a value has no `=`
            "" if bare => name,
            value => format!("{name}={value}"),
        });
        parts.collect::<Vec<_>>().join(separator)
    };
    let text = match style {
        Style::label => format!(".{}", together(",")),
        Style::label_exploded if is_object => format!(".{}", apart(".", false)),
        Style::label_exploded => format!(".{}", together(".")),
        Style::matrix => {
            let (name, value) = (escape.text(name), together(","));
            let equals = if value.is_empty() { "" } else { "=" };
            format!(";{name}{equals}{value}")
        }
        Style::matrix_exploded => format!(";{}", apart(";", true)),
        Style::simple_exploded if is_object => apart(",", false),
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

/// Appends what stands behind an `&`, unless it is the first.
fn append(out: &mut Vec<u8>, pairs: &[u8]) {
    if !out.is_empty() && !pairs.is_empty() {
        out.push(b'&');
    }
    out.extend_from_slice(pairs);
}
