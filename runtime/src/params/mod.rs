//! The parameters of an operation, sorted into the parts of a request.

use std::any::Any;
use std::borrow::Cow;

use castiron_codec::{Layout, Place, Places, Presence, Style, text};

use self::content::Content;
use self::multipart::Multipart;
use crate::client::{Piece, StreamBody};
use crate::{Encode, Json, Writer};

mod content;
mod flag;
mod multipart;
pub(crate) mod style;

pub use multipart::PartEncoding;

/// The parameters of one operation. Implemented by `params!`.
pub trait Params: Encode {}

/// No parameters.
impl Params for () {}

/// Says how the parameters of an operation are read and written, and where each goes.
///
/// As [`object!`](crate::object!), with `=> query(STYLE)`, `=> header`, `=> cookie`, `=> path`, `=> body` (a property of the body),
/// `=> whole_body` or `=> part_header` (of a multipart body) behind each name.
#[macro_export]
macro_rules! params {
    ($ty:path { $($field:ident : $presence:ident $($wire:literal)? => $place:ident $(($style:ident))?),* $(,)? }) => {
        $crate::__object!($ty { $($field : $presence),* } {
            names: &[$($($wire,)?)*],
            presence: &[$($crate::Presence::$presence),*],
            places: &[$($crate::Place::$place $(($crate::Style::$style))?),*],
        });
        impl $crate::Params for $ty {}
    };
}

/// The encoding of a request body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Body {
    /// There is none.
    #[default]
    None,
    /// `application/x-www-form-urlencoded`, nested names in brackets.
    Form,
    /// `application/x-www-form-urlencoded`, lists as repeated names, objects in brackets.
    FormExploded,
    /// `application/x-www-form-urlencoded`, lists as repeated names, objects as JSON.
    FormJson,
    /// `application/json`.
    Json,
    /// JSON with another media type, such as `application/merge-patch+json`.
    JsonAs(&'static str),
    /// XML with a media type, as described by the operation's [`Xml`](crate::Xml).
    XmlAs(&'static str),
    /// `multipart/form-data`; objects are JSON parts.
    Multipart,
    /// `multipart/form-data`; objects are split into parts with names in brackets.
    MultipartBrackets,
    /// A multipart body with a media type, such as `multipart/mixed`, whose parts are the items of a list, without names.
    Parts(&'static str),
    /// `text/plain`.
    Text,
    /// Text with another media type, such as `application/xml`.
    TextAs(&'static str),
    /// Raw bytes; `application/octet-stream` unless the [`Binary`](crate::Binary) has another media type.
    Binary,
    /// Bytes with a media type.
    BinaryAs(&'static str),
}

impl Body {
    fn is_multipart(self) -> bool {
        matches!(self, Self::Multipart | Self::MultipartBrackets)
    }
}

/// The parts of a request that parameters fill.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    body: Body,
    query: Vec<u8>,
    /// Values for the path template, encoded; `None` where a value could leave its segment.
    pub(crate) path: Vec<(Cow<'static, str>, Option<String>)>,
    pub(crate) headers: Vec<(Cow<'static, str>, String)>,
    pub(crate) cookies: Vec<String>,
    /// Properties of a form that have styles of their own.
    form: Vec<u8>,
    fields: Option<Writer>,
    first: bool,
    multipart: Multipart,
    whole: Option<Content>,
}

impl Places for Parts {
    fn sort(&mut self, layout: &'static Layout, fields: &[&dyn Encode]) {
        for (index, (presence, field)) in layout.presence.iter().zip(fields).enumerate() {
            if matches!(presence, Presence::optional | Presence::maybe) && field.is_absent() {
                continue;
            }
            let name = layout.name(index);
            match layout.places.get(index).copied().unwrap_or(Place::body) {
                Place::path => self.path.push((name, style::segment(field))),
                Place::query(how) => style::query(&mut self.query, &name, how, field),
                Place::header => self.header(name, style::header(field, false)),
                Place::header_exploded => self.header(name, style::header(field, true)),
                Place::header_json => self.header(name, Some(style::header_json(field))),
                Place::cookie(how) => self.cookies.extend(style::cookies(&name, how, field)),
                Place::querystring(how) => style::querystring(&mut self.query, how, field),
                Place::body if *presence == Presence::extra => self.extra(*field),
                Place::body => self.property(&name, *field),
                Place::form(how) => style::query(&mut self.form, &name, how, field),
                Place::whole_body => self.whole(*field),
                Place::part_header => self.part_header(&name, style::header(field, false)),
                Place::part_header_exploded => {
                    self.part_header(&name, style::header(field, true));
                }
                Place::part_header_json => {
                    self.part_header(&name, Some(style::header_json(field)));
                }
            }
        }
    }
}

impl Parts {
    pub(crate) fn new(body: Body) -> Self {
        Self {
            body,
            first: true,
            multipart: Multipart::new(body == Body::MultipartBrackets),
            ..Self::default()
        }
    }

    /// How parts of a multipart body are written that are not written in the usual way.
    pub(crate) fn part_encodings(mut self, encodings: &'static [PartEncoding]) -> Self {
        self.multipart.encodings = encodings;
        self
    }

    /// Sorts the fields of params into it.
    pub(crate) fn fill(self, params: &dyn Encode) -> Self {
        let mut writer = Writer::params(Box::new(self));
        params.encode(&mut writer);
        let places = writer.into_places().map(|places| places as Box<dyn Any>);
        (places.and_then(|places| places.downcast().ok()))
            .map_or_else(Self::default, |parts| *parts)
    }

    /// A header, if it is there.
    fn header(&mut self, name: Cow<'static, str>, value: Option<String>) {
        self.headers.extend(value.map(|value| (name, value)));
    }

    /// A header of the parts of a name, if it is there.
    fn part_header(&mut self, name: &str, value: Option<String>) {
        // a header's name has no slash
        if let (Some((part, header)), Some(value)) = (name.rsplit_once('/'), value) {
            (self.multipart.headers).push((part.to_owned(), header.to_owned(), value));
        }
    }

    /// The headers of parts: the part, the header and its value, as nobody has checked them.
    pub(crate) fn part_headers(&self) -> &[(String, String, String)] {
        &self.multipart.headers
    }

    /// A property of the body.
    fn property(&mut self, name: &str, field: &dyn Encode) {
        if self.body.is_multipart() {
            self.multipart.property(name, field);
            return;
        }
        if self.body == Body::FormExploded && style::is_list(field) {
            style::query(&mut self.form, name, Style::form_exploded, field);
            return;
        }
        let form = matches!(self.body, Body::Form | Body::FormExploded);
        if self.body == Body::FormJson {
            style::query(&mut self.form, name, Style::form_json, field);
            return;
        }
        let fields = self
            .fields
            .get_or_insert_with(|| if form { Writer::form() } else { Writer::json() });
        if !form && self.first {
            fields.open();
        }
        fields.property(&mut self.first, name, field);
    }

    /// A parameter beside those of the document: in the body where it has properties, else in the query.
    pub(crate) fn add(&mut self, name: &str, value: &Json) {
        let properties = matches!(
            self.body,
            Body::Form
                | Body::Json
                | Body::JsonAs(_)
                | Body::XmlAs(_)
                | Body::Multipart
                | Body::MultipartBrackets
        );
        if properties && self.whole.is_none() {
            self.property(name, value);
        } else {
            style::query(&mut self.query, name, Style::brackets, value);
        }
    }

    /// Properties of the body from an object or a map.
    fn extra(&mut self, map: &dyn Encode) {
        if let Ok(Json::Object(map)) = crate::from_slice(&crate::to_vec(map)) {
            map.iter()
                .for_each(|(name, value)| self.property(name, value));
        }
    }

    /// The body as one value.
    fn whole(&mut self, field: &dyn Encode) {
        let (media_type, bytes): (&str, Vec<u8>) = match self.body {
            Body::None | Body::Json => ("application/json", crate::to_vec(field)),
            // what is XML in the end is JSON until then
            Body::JsonAs(media_type) | Body::XmlAs(media_type) => {
                (media_type, crate::to_vec(field))
            }
            Body::Form => (FORM, crate::to_form(field).into_bytes()),
            Body::FormExploded | Body::FormJson => {
                // the properties of the one value, be it an object or a map
                self.extra(field);
                return;
            }
            Body::Text => (
                "text/plain; charset=utf-8",
                style::scalar(field).into_bytes(),
            ),
            Body::TextAs(media_type) => (media_type, style::scalar(field).into_bytes()),
            Body::Binary | Body::BinaryAs(_) => {
                self.whole = Some(self.bytes(field));
                return;
            }
            Body::Parts(media_type) => {
                self.multipart.items(media_type, field);
                return;
            }
            Body::Multipart | Body::MultipartBrackets => {
                // the value's own properties are the parts
                let encodings = self.multipart.encodings;
                let parts = Self::new(self.body).part_encodings(encodings).fill(field);
                self.multipart.append(parts.multipart);
                return;
            }
        };
        self.whole = Some(Content {
            media_type: Some(media_type.to_owned()),
            bytes: bytes.into(),
            stream: None,
        });
    }

    fn bytes(&self, field: &dyn Encode) -> Content {
        let mut writer = Writer::beside_binaries();
        field.encode(&mut writer);
        let usual = match self.body {
            Body::BinaryAs(media_type) => media_type,
            _ => "application/octet-stream",
        };
        match writer.take_binaries().pop() {
            Some(binary) => Content {
                media_type: Some(binary.media_type().unwrap_or(usual).to_owned()),
                stream: (binary.source().cloned())
                    .map(|source| StreamBody::new(vec![Piece::Source(source)])),
                bytes: binary.into_bytes(),
            },
            None => Content {
                media_type: Some(usual.to_owned()),
                bytes: style::scalar(field).into(),
                stream: None,
            },
        }
    }

    /// The query string, without the question mark.
    pub(crate) fn take_query(&mut self) -> String {
        text(std::mem::take(&mut self.query))
    }

    /// Whether there is a file among the parts that is read while it is sent.
    pub(crate) fn streams(&self) -> bool {
        self.multipart.streams()
    }

    /// Makes sure that there is a JSON body, though it has no properties.
    pub(crate) fn open(&mut self, body: Body) {
        self.body = body;
        self.fields.get_or_insert_with(|| {
            let mut writer = Writer::json();
            writer.open();
            writer
        });
    }

    /// As [`Parts::into_content`], with a property of the body that is `true`, whatever the params say.
    pub(crate) fn into_content_with(mut self, flag: &str, seed: u64) -> Content {
        if self.body.is_multipart() {
            self.multipart.remove(flag);
            self.multipart.property(flag, &true);
            return self.into_content(seed);
        }
        let body = self.body;
        let mut content = self.into_content(seed);
        match body {
            Body::Json | Body::JsonAs(_) | Body::XmlAs(_) => {
                content.bytes = flag::set(&content.bytes, flag).unwrap_or(content.bytes);
            }
            Body::Form | Body::FormExploded | Body::FormJson => {
                let mut form = String::from_utf8_lossy(&content.bytes).into_owned();
                crate::client::set_param(&mut form, flag, Some("true"));
                content.bytes = form.into();
            }
            _ => return content,
        }
        if content.media_type.is_none() {
            let json = matches!(body, Body::Json).then_some("application/json");
            let own = match body {
                Body::JsonAs(media_type) | Body::XmlAs(media_type) => Some(media_type),
                _ => json,
            };
            content.media_type = Some(own.unwrap_or(FORM).to_owned());
        }
        content
    }

    /// The body, if there is one. The seed is a number that nobody can guess where a part is a stream: the boundary,
    /// which is made from it, must not be found there.
    pub(crate) fn into_content(self, seed: u64) -> Content {
        if let Some(whole) = self.whole {
            return whole;
        }
        let media_type = match self.body {
            Body::Multipart | Body::MultipartBrackets
                if self.multipart.is_empty() && self.fields.is_none() =>
            {
                return Content::default();
            }
            Body::Parts(_) if self.multipart.has_items() => {
                return self.multipart.into_content(seed);
            }
            Body::Parts(_) => return Content::default(),
            Body::Multipart | Body::MultipartBrackets => return self.multipart.into_content(seed),
            Body::Form | Body::FormExploded | Body::FormJson => FORM,
            Body::JsonAs(media_type) | Body::XmlAs(media_type) => media_type,
            _ => "application/json",
        };
        if self.fields.is_none() && self.form.is_empty() {
            return Content::default();
        }
        let mut bytes = self.fields.map(Writer::into_bytes).unwrap_or_default();
        if media_type != FORM {
            bytes.push(b'}');
        } else if !self.form.is_empty() {
            if !bytes.is_empty() {
                bytes.push(b'&');
            }
            bytes.extend_from_slice(&self.form);
        }
        Content {
            media_type: Some(media_type.to_owned()),
            bytes: bytes.into(),
            stream: None,
        }
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
