//! Multipart bodies: the parts that properties become, and how parts are joined (RFC 7578).

use castiron_codec::Style;

use super::content::Content;
use super::style;
use crate::client::{Piece, StreamBody};
use crate::{Binary, Encode, Json, Writer};

/// How a property of a multipart body is written (OpenAPI 3.0, Encoding Object), where the document says so.
#[derive(Clone, Copy, Debug)]
pub struct PartEncoding {
    name: &'static str,
    media_type: Option<&'static str>,
    style: Option<Style>,
}

impl PartEncoding {
    /// An encoding of the property of this name.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            media_type: None,
            style: None,
        }
    }

    /// The media type of its parts. With one of JSON, its values are JSON whatever they are.
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// How the members of a list or an object become one part or several.
    #[doc(hidden)]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }
}

/// The parts of a multipart body.
#[derive(Debug, Default)]
pub(super) struct Multipart {
    /// Whether objects are split into parts with names in brackets.
    has_brackets: bool,
    pub(super) encodings: &'static [PartEncoding],
    /// Headers of the parts of a name: the part, the header and its value.
    pub(super) headers: Vec<(String, String, String)>,
    parts: Vec<Part>,
    /// The media type, where the parts are the items of a list.
    items: Option<&'static str>,
}

#[derive(Debug)]
struct Part {
    /// The property that it is of, whose name it may have with something behind it.
    property: String,
    /// Its name; nothing says it where it is the item of a list.
    name: String,
    content: Binary,
    /// The media type, unless the content brings its own.
    media_type: Option<&'static str>,
}

impl Multipart {
    pub(super) fn new(has_brackets: bool) -> Self {
        Self {
            has_brackets,
            ..Self::default()
        }
    }

    /// One property: a part for each file, one for a scalar or an object, one for each element of a list.
    pub(super) fn property(&mut self, name: &str, field: &dyn Encode) {
        let before = self.parts.len();
        self.split(name, field);
        let new = self.parts.iter_mut().skip(before);
        new.for_each(|part| name.clone_into(&mut part.property));
    }

    /// The items of a list (OpenAPI 3.2, Encoding By Position): a part for each, by the encoding of its place or of all.
    pub(super) fn items(&mut self, media_type: &'static str, field: &dyn Encode) {
        self.items = Some(media_type);
        let mut writer = Writer::beside_binaries();
        field.encode(&mut writer);
        let mut files = writer.take_binaries().into_iter();
        let items = match crate::from_slice(&writer.into_bytes()).unwrap_or_default() {
            Json::Array(items) => items,
            one => vec![one],
        };
        for (index, item) in items.iter().enumerate() {
            let place = index.to_string();
            let of = |name: &str| self.encodings.iter().find(|one| one.name == name);
            let media_type = of(&place)
                .or_else(|| of(""))
                .and_then(|said| said.media_type);
            // bytes are beside the text, where null stands for them
            match (*item == Json::Null).then(|| files.next()).flatten() {
                Some(file) => {
                    self.push("", file, media_type.or(Some("application/octet-stream")));
                }
                None => self.value("", item, media_type.or(Some("text/plain"))),
            }
        }
    }

    /// Whether its parts are the items of a list, if there are any.
    pub(super) fn has_items(&self) -> bool {
        self.items.is_some()
    }

    fn split(&mut self, name: &str, field: &dyn Encode) {
        let said = self.encodings.iter().find(|one| one.name == name);
        let media_type = said.and_then(|said| said.media_type);
        let mut writer = Writer::beside_binaries();
        field.encode(&mut writer);
        let files = writer.take_binaries();
        if !files.is_empty() {
            // OpenAPI 3.0, Encoding Object, `contentType`: what bytes are unless somebody says otherwise
            let media_type = media_type.or(Some("application/octet-stream"));
            // without a file name, servers take bytes for the text of a field
            let named = |content: Binary| match content.name() {
                Some(_) => content,
                None => content.file_name(name),
            };
            self.parts.extend(files.into_iter().map(|content| Part {
                property: String::new(),
                name: name.to_owned(),
                content: named(content),
                media_type,
            }));
            return;
        }
        let json: Json = crate::from_slice(&writer.into_bytes()).unwrap_or_default();
        match said.and_then(|said| said.style) {
            Some(Style::deep_object | Style::brackets) => self.brackets(name.to_owned(), &json),
            Some(Style::form_exploded) => match &json {
                Json::Object(map) => {
                    (map.iter()).for_each(|(key, item)| self.value(key, item, media_type));
                }
                _ => self.elements(name, &json, media_type),
            },
            Some(how) => {
                if let Some(text) = style::joined_plainly(how, &json) {
                    self.push(name, Binary::new(text), media_type);
                }
            }
            None if self.has_brackets && media_type.is_none() => {
                self.brackets(name.to_owned(), &json);
            }
            None => self.elements(name, &json, media_type),
        }
    }

    /// A part for each element of a list (RFC 7578, 4.3), one for all else.
    fn elements(&mut self, name: &str, json: &Json, media_type: Option<&'static str>) {
        match json {
            Json::Array(items) => {
                (items.iter()).for_each(|item| self.value(name, item, media_type));
            }
            json => self.value(name, json, media_type),
        }
    }

    /// A part with one value: JSON where it has parts of its own or the media type asks for it, else a text.
    fn value(&mut self, name: &str, json: &Json, media_type: Option<&'static str>) {
        let is_json = |media: &&str| media.ends_with("/json") || media.ends_with("+json");
        let as_json = media_type.filter(is_json);
        match json {
            Json::Object(_) | Json::Array(_) => {
                let media_type = as_json.or(Some("application/json"));
                self.push(name, Binary::new(json.to_string()), media_type);
            }
            scalar if as_json.is_some() => {
                self.push(name, Binary::new(scalar.to_string()), as_json);
            }
            scalar => self.push(name, Binary::new(style::scalar(scalar)), media_type),
        }
    }

    fn brackets(&mut self, name: String, json: &Json) {
        match json {
            Json::Object(map) => map
                .iter()
                .for_each(|(key, item)| self.brackets(format!("{name}[{key}]"), item)),
            Json::Array(items) if !items.is_empty() => {
                items
                    .iter()
                    .enumerate()
                    .for_each(|(index, item)| self.brackets(format!("{name}[{index}]"), item));
            }
            Json::Array(_) => self.value(&name, &Json::Null, None),
            scalar => self.value(&name, scalar, None),
        }
    }

    fn push(&mut self, name: &str, content: Binary, media_type: Option<&'static str>) {
        self.parts.push(Part {
            property: String::new(),
            name: name.to_owned(),
            content,
            media_type,
        });
    }

    /// Leaves out all parts of a name.
    pub(super) fn remove(&mut self, name: &str) {
        self.parts.retain(|part| part.name != name);
    }

    /// Adds the parts of another body.
    pub(super) fn append(&mut self, other: Self) {
        self.parts.extend(other.parts);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether there is a file among the parts that is read while it is sent.
    pub(super) fn streams(&self) -> bool {
        self.parts.iter().any(|part| part.content.is_streamed())
    }

    /// Joins the parts with a boundary that none of them holds.
    pub(super) fn into_content(self, seed: u64) -> Content {
        let (parts, headers) = (self.parts, self.headers);
        let essence = self.items.unwrap_or("multipart/form-data");
        let mut number = seed.wrapping_add(parts.len() as u64);
        let mut boundary = format!("castiron-{number:016x}");
        while parts
            .iter()
            .any(|part| holds(part.content.as_bytes(), boundary.as_bytes()))
        {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            boundary = format!("castiron-{number:016x}");
        }
        let mut pieces = Vec::new();
        let mut body = Vec::new();
        for part in &parts {
            match self.items {
                Some(_) => part.nameless_head(&mut body, &boundary),
                None => part.head(&mut body, &boundary, &headers),
            }
            match part.content.source() {
                None => body.extend_from_slice(part.content.as_bytes()),
                Some(source) => {
                    pieces.push(Piece::Bytes(std::mem::take(&mut body).into()));
                    pieces.push(Piece::Source(source.clone()));
                }
            }
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let mut content = Content {
            media_type: Some(format!("{essence}; boundary={boundary}")),
            ..Content::default()
        };
        if pieces.is_empty() {
            content.bytes = body.into();
        } else {
            pieces.push(Piece::Bytes(body.into()));
            content.stream = Some(StreamBody::new(pieces));
        }
        content
    }
}

impl Part {
    /// What stands before the content of an item of a list (RFC 2046, 5.1).
    fn nameless_head(&self, body: &mut Vec<u8>, boundary: &str) {
        body.extend_from_slice(format!("--{boundary}").as_bytes());
        if let Some(file) = self.content.name() {
            let head = format!(
                "\r\nContent-Disposition: attachment; filename=\"{}\"",
                quoted(file)
            );
            body.extend_from_slice(head.as_bytes());
        }
        self.media_type_head(body);
        body.extend_from_slice(b"\r\n\r\n");
    }

    fn media_type_head(&self, body: &mut Vec<u8>) {
        let own = self.content.media_type();
        let own = own.filter(|media_type| !media_type.contains(['\r', '\n']));
        if let Some(media_type) = own.or(self.media_type) {
            body.extend_from_slice(format!("\r\nContent-Type: {media_type}").as_bytes());
        }
    }

    /// What stands before the content.
    fn head(&self, body: &mut Vec<u8>, boundary: &str, headers: &[(String, String, String)]) {
        let name = quoted(&self.name);
        body.extend_from_slice(
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"").as_bytes(),
        );
        if let Some(file) = self.content.name() {
            body.extend_from_slice(format!("; filename=\"{}\"", quoted(file)).as_bytes());
        }
        self.media_type_head(body);
        for (_, name, value) in headers.iter().filter(|(part, ..)| *part == self.property) {
            body.extend_from_slice(format!("\r\n{name}: {value}").as_bytes());
        }
        body.extend_from_slice(b"\r\n\r\n");
    }
}

/// As browsers write names and file names (WHATWG HTML, multipart form data).
fn quoted(text: &str) -> String {
    text.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}
