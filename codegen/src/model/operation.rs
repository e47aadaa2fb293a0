//! Operations: requests, responses and paging.

use serde::{Deserialize, Serialize};

/// A request, as far as it is the same for every call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// `operationId`, or verb and template where there is none.
    pub id: String,
    /// Upper case, such as `POST`.
    pub verb: String,
    /// Path template, such as `/v1/charges/{charge}`, percent-encoded but for its variables.
    pub template: String,
    /// How the body is written.
    pub body: BodyEncoding,
    /// The media type of a form or multipart body, where it has parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// The media types that are asked for.
    pub accept: Option<String>,
    /// How a stream is asked for, and how it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<Streaming>,
    /// Whether a redirect is an answer.
    #[serde(default)]
    pub redirects: bool,
    /// What an answer of null is read as, where settings say that it may stand for an empty list or map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub null_as: Option<NullAs>,
    /// How its bodies stand in XML, where one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xml: Option<super::xml::Xml>,
    /// Where it takes parameters that belong to the client.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<super::server::SharedPlace>,
    /// Where it is served, where the operation says so itself.
    pub server: Option<super::server::Server>,
    /// How the next page is found.
    pub paging: Paging,
    /// Whether what leads to the next page is a property of the body.
    #[serde(default)]
    pub pages_in_body: bool,
    /// Where an object has the items of a page: the properties that lead to them, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub page_items: Vec<String>,
    /// What says that a page is the last, where it is not `has_more`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_end: Option<PageEnd>,
    /// Which credentials are needed, where they are others than the API's.
    pub security: Option<Vec<Vec<String>>>,
    /// Whether an empty JSON object or multipart body is sent where nothing is given: a body must be there, and none of its properties
    /// (OpenAPI 3.0, Request Body Object, `required`).
    pub empty_object: bool,
    /// How properties of a multipart body are written, where the document says so.
    pub parts: Vec<PartEncoding>,
}

/// What says that a page is the last: JSON pointers into the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageEnd {
    /// A flag that is false on the last page.
    More(String),
    /// A flag that is true on the last page.
    Last(String),
    /// How many pages there are.
    Pages(String),
}

impl std::str::FromStr for PageEnd {
    type Err = ();

    /// `more:`, `last:` or `pages:`, and a JSON pointer.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (word, pointer) = text.split_once(':').ok_or(())?;
        if !pointer.starts_with('/') {
            return Err(());
        }
        let pointer = pointer.to_owned();
        match word {
            "more" => Ok(Self::More(pointer)),
            "last" => Ok(Self::Last(pointer)),
            "pages" => Ok(Self::Pages(pointer)),
            _ => Err(()),
        }
    }
}

/// What null is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NullAs {
    /// A list without items.
    List,
    /// A map without entries.
    Map,
}

/// How a stream is asked for, and how it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Streaming {
    /// The media types that are asked for.
    pub accept: String,
    /// The property of the body that is `true` then.
    pub flag: Option<String>,
    /// The text that ends the stream in place of an item.
    pub end: Option<String>,
}

/// How a property of a multipart body is written (OpenAPI 3.0, Encoding Object).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartEncoding {
    /// The property's name on the wire.
    pub wire: String,
    /// The media type of its parts.
    pub media_type: Option<String>,
    /// How its members become one part or several.
    pub style: Option<QueryStyle>,
}

/// How a body is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyEncoding {
    /// There is no body.
    None,
    /// `application/x-www-form-urlencoded`, nested with brackets.
    Form,
    /// `application/x-www-form-urlencoded` of one value, lists as repeated names, objects with brackets.
    FormExploded,
    /// `application/x-www-form-urlencoded` of one value, lists as repeated names, objects as JSON text.
    FormJson,
    /// `application/json`
    Json,
    /// JSON under another media type, such as `application/merge-patch+json`.
    JsonAs(String),
    /// XML under a media type.
    Xml(String),
    /// `multipart/form-data`
    Multipart,
    /// Multipart under another media type, with the items of a list as parts.
    Parts(String),
    /// Text under a media type.
    Text(String),
    /// Bytes under a media type.
    Binary(String),
}

/// How the next page of a list is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paging {
    /// The answer is not a page.
    None,
    /// `starting_after` and `ending_before` with the identifier of an item.
    Cursor,
    /// A token: the answer's property and the parameter that takes it.
    Token {
        /// JSON pointer into the answer.
        from: String,
        /// Query parameter.
        to: String,
    },
    /// The `Link` header of RFC 8288.
    Link,
    /// A URL in the answer.
    Url {
        /// JSON pointer into the answer.
        from: String,
    },
    /// A value of the last item.
    Last {
        /// JSON pointer into an item.
        from: String,
        /// Query parameter.
        to: String,
    },
    /// The number of items to pass over.
    Offset {
        /// Query parameter.
        parameter: String,
    },
    /// A page number.
    Page {
        /// Query parameter.
        parameter: String,
        /// The number of the first page.
        first: u64,
    },
}

/// How a query parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueryStyle {
    /// `a=1,2`
    Form,
    /// `a=1&a=2`
    FormExploded,
    /// `a=1%202`
    SpaceDelimited,
    /// `a=1|2`
    PipeDelimited,
    /// `a[b]=1`
    DeepObject,
    /// `a[b][0][c]=1`
    Brackets,
    /// Objects as JSON text, lists as repeated names, all else as text.
    FormJson,
    /// JSON text.
    Json,
}
