//! Bodies in XML (feature `xml`), by the XML Objects of a document's schemas (OpenAPI 3.0 to 3.2).
//!
//! An XML body has the same value as a JSON one, in another format. So it is converted from and to JSON: tables of the
//! types map elements and attributes to properties, and the types are encoded and decoded as usual.

#[cfg(feature = "xml")]
mod read;
#[cfg(all(test, feature = "xml"))]
mod tests;
#[cfg(feature = "xml")]
mod tree;
#[cfg(all(test, not(feature = "xml")))]
mod without;
#[cfg(feature = "xml")]
mod write;

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use crate::client::{Error, Operation, bare, by_status, closest};
use crate::{DecodeError, Json};

/// How an operation's bodies are represented in XML.
#[derive(Clone, Copy, Debug, Default)]
pub struct Xml {
    request: Option<XmlNode>,
    answers: &'static [(&'static str, &'static str, XmlNode)],
}

impl Xml {
    /// No bodies in XML yet.
    pub const fn new() -> Self {
        Self {
            request: None,
            answers: &[],
        }
    }

    /// Sets the root of the request body.
    #[must_use]
    pub const fn request(mut self, root: XmlNode) -> Self {
        self.request = Some(root);
        self
    }

    /// Sets the roots of responses and errors: a status, a range such as `4XX`, or `default`; the media type; and the root.
    #[must_use]
    pub const fn answers(
        mut self,
        roots: &'static [(&'static str, &'static str, XmlNode)],
    ) -> Self {
        self.answers = roots;
        self
    }
}

/// The XML node of a value (OpenAPI 3.2, XML Object; before, `attribute` and `wrapped`).
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "xml"), expect(dead_code))]
pub struct XmlNode {
    form: Form,
    name: &'static str,
    prefix: &'static str,
    namespace: &'static str,
    value: &'static XmlValue,
}

/// `nodeType`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Element,
    Attribute,
    Text,
    CData,
    /// No node of its own: its nodes are those of the enclosing element.
    None,
}

/// Without its value, which may hold the node again.
impl fmt::Debug for XmlNode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("XmlNode")
            .field("form", &self.form)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl XmlNode {
    const fn new(form: Form, name: &'static str, value: &'static XmlValue) -> Self {
        Self {
            form,
            name,
            prefix: "",
            namespace: "",
            value,
        }
    }

    /// An element with this name.
    pub const fn element(name: &'static str, value: &'static XmlValue) -> Self {
        Self::new(Form::Element, name, value)
    }

    /// An attribute of this name.
    pub const fn attribute(name: &'static str, value: &'static XmlValue) -> Self {
        Self::new(Form::Attribute, name, value)
    }

    /// The text of the enclosing element.
    pub const fn text(value: &'static XmlValue) -> Self {
        Self::new(Form::Text, "", value)
    }

    /// The same, written as a CDATA section.
    pub const fn cdata(value: &'static XmlValue) -> Self {
        Self::new(Form::CData, "", value)
    }

    /// No node of its own: the elements of an array that is not wrapped.
    pub const fn none(value: &'static XmlValue) -> Self {
        Self::new(Form::None, "", value)
    }

    /// Sets its prefix and namespace, either of which may be empty.
    #[must_use]
    pub const fn namespace(mut self, prefix: &'static str, namespace: &'static str) -> Self {
        self.prefix = prefix;
        self.namespace = namespace;
        self
    }
}

/// The kind of a value in XML. Values refer to each other, so that each type has one, and types may hold themselves.
#[derive(Clone, Copy, Debug)]
pub enum XmlValue {
    /// A string.
    Text,
    /// A number.
    Number,
    /// `true` or `false`, or `1` or `0`.
    Boolean,
    /// One of these scalars, by its form.
    Scalar,
    /// Unknown.
    Any,
    /// An array of these.
    List(XmlNode),
    /// An array of this many items, each with a node of its own.
    Tuple(&'static [XmlNode]),
    /// The first if its element has parts, the second if it has only text.
    Either(&'static XmlValue, &'static XmlValue),
    /// A map, whose keys are element names.
    Map(XmlNode),
    /// An object: its properties, and whether each is required.
    Object(&'static [(&'static str, bool, XmlNode)]),
    /// The same, with undeclared properties.
    Open(&'static [(&'static str, bool, XmlNode)], XmlNode),
}

/// The media types that an operation asks for. Without the feature `xml`, those that need it are left out where others remain.
///
/// # Errors
/// Where none remains and `reads` says that the answer is wanted as a type: before anything is sent.
pub(crate) fn accept(operation: &Operation, reads: bool) -> Result<Cow<'static, str>, Error> {
    let Some(xml) = (operation.xml.as_ref()).filter(|_| !cfg!(feature = "xml")) else {
        return Ok(operation.accept.into());
    };
    let is_typed = |media_type: &&str| {
        let mut known = xml.answers.iter();
        known.any(|(_, known, _)| known == media_type)
    };
    let all = operation.accept.split(", ");
    let readable: Vec<&str> = all.filter(|media_type| !is_typed(media_type)).collect();
    match readable.is_empty() {
        false => Ok(readable.join(", ").into()),
        true if !reads => Ok(operation.accept.into()),
        true => Err(Error::build(
            "the answer is XML, which needs the feature `xml` of the crate; without it, \
             `answer_as::<String>()` gives the text. Nothing was sent",
        )),
    }
}

/// Whether a media type is XML (RFC 7303).
pub(crate) fn is_xml(media_type: &str) -> bool {
    let sub = bare(media_type).rsplit('/').next().unwrap_or_default();
    let is = |end: &str| {
        let start = sub.len().checked_sub(end.len());
        start
            .and_then(|start| sub.get(start..))
            .is_some_and(|last| last.eq_ignore_ascii_case(end))
    };
    sub.eq_ignore_ascii_case("xml") || is("+xml")
}

impl Xml {
    /// What a body in XML comes to as JSON. `None` where it is none, or nothing is known of it.
    ///
    /// # Errors
    /// Where it is no XML, and without the feature `xml`.
    pub(crate) fn json_of(
        &self,
        status: StatusCode,
        media_type: Option<&str>,
        body: &Bytes,
    ) -> Result<Option<Bytes>, DecodeError> {
        let claimed = match media_type {
            Some(media_type) => is_xml(media_type),
            None => body.trim_ascii_start().starts_with(b"<"),
        };
        match self.root(status, media_type) {
            Some(root) if claimed && !body.trim_ascii().is_empty() => to_json(root, body).map(Some),
            _ => Ok(None),
        }
    }

    /// The root of an answer: by the status first, then by the media type.
    fn root(&self, status: StatusCode, media_type: Option<&str>) -> Option<&XmlNode> {
        let statuses = self.answers.iter().map(|(status, ..)| *status);
        let (picked, ..) = (self.answers).get(by_status(statuses, status)?)?;
        let mut known = (self.answers.iter()).filter(|(status, ..)| status == picked);
        let roots = known.clone().map(|(_, wanted, root)| (*wanted, root));
        let exact = media_type.and_then(|found| closest(found, roots));
        exact.or_else(|| known.next().map(|(.., root)| root))
    }

    /// The request's body, which is JSON, as XML.
    pub(crate) fn request_of(&self, json: &[u8]) -> Result<Bytes, Error> {
        match &self.request {
            Some(root) => from_json(root, json),
            None => Ok(Bytes::copy_from_slice(json)),
        }
    }
}

#[cfg(feature = "xml")]
fn to_json(root: &XmlNode, body: &[u8]) -> Result<Bytes, DecodeError> {
    let tree = tree::parse(body)?;
    Ok(crate::to_vec(&read::root(root, &tree)).into())
}

#[cfg(feature = "xml")]
fn from_json(root: &XmlNode, json: &[u8]) -> Result<Bytes, Error> {
    let json: Json = crate::from_slice(json)
        .map_err(|error| Error::build(format!("the body can't be written as XML: {error}")))?;
    write::document(root, &json).map(Bytes::from)
}

/// What can be said of XML without tables, such as that of an error: elements and attributes by name.
#[cfg(feature = "xml")]
pub(crate) fn untyped(body: &[u8]) -> Option<Json> {
    tree::parse(body).ok().map(|tree| read::any(&tree))
}

#[cfg(not(feature = "xml"))]
pub(crate) fn untyped(_: &[u8]) -> Option<Json> {
    None
}

#[cfg(not(feature = "xml"))]
#[cold]
fn to_json(_: &XmlNode, _: &[u8]) -> Result<Bytes, DecodeError> {
    let message = "the body is XML, which is read with the feature `xml` of the crate";
    Err(DecodeError::new(crate::DecodeErrorKind::Syntax, message))
}

#[cfg(not(feature = "xml"))]
#[cold]
fn from_json(_: &XmlNode, _: &[u8]) -> Result<Bytes, Error> {
    Err(Error::build(
        "the body is XML, which is written with the feature `xml` of the crate",
    ))
}
