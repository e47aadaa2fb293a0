//! Operations: requests, responses and paging.

use serde::{Deserialize, Serialize};

/// The parts of a request that are the same for every call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// `operationId`, or verb and template if there is none.
    pub id: String,
    /// Upper case, such as `POST`.
    pub verb: String,
    /// Path template, such as `/v1/charges/{charge}`, percent-encoded except for its variables.
    pub template: String,
    /// The encoding of the body.
    pub body: BodyEncoding,
    /// The media type of a form or multipart body, if it has parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// The `Accept` header.
    pub accept: Option<String>,
    /// How a stream is requested, and how it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<Streaming>,
    /// Whether a redirect counts as a response.
    #[serde(default)]
    pub redirects: bool,
    /// How a null response is read, if settings allow it instead of an empty list or map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub null_as: Option<NullAs>,
    /// How its bodies are represented in XML, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xml: Option<super::xml::Xml>,
    /// The client parameters that it sends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<super::server::SharedPlace>,
    /// Its own server, if it has one.
    pub server: Option<super::server::Server>,
    /// How to find the next page.
    pub paging: Paging,
    /// Whether the parameter for the next page is a property of the body.
    #[serde(default)]
    pub pages_in_body: bool,
    /// The properties that lead to the items of a page, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub page_items: Vec<String>,
    /// How the last page is recognised, if not by `has_more`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_end: Option<PageEnd>,
    /// The required credentials, if they differ from the API's.
    pub security: Option<Vec<Vec<String>>>,
    /// Whether an empty JSON object or multipart body is sent if no property is set: the body is required, but none of its
    /// properties is (OpenAPI 3.0, Request Body Object, `required`).
    pub empty_object: bool,
    /// How properties of a multipart body are serialised, as declared in the document.
    pub parts: Vec<PartEncoding>,
}

/// How the last page is recognised: JSON pointers into the response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageEnd {
    /// A flag that is false on the last page.
    More(String),
    /// A flag that is true on the last page.
    Last(String),
    /// The number of pages.
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

/// The empty collection that null is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NullAs {
    /// A list without items.
    List,
    /// A map without entries.
    Map,
}

/// How a stream is requested, and how it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Streaming {
    /// The `Accept` header.
    pub accept: String,
    /// The property of the body that is set to `true`.
    pub flag: Option<String>,
    /// The string that ends the stream in place of an item.
    pub end: Option<String>,
}

/// How a property of a multipart body is serialised (OpenAPI 3.0, Encoding Object).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartEncoding {
    /// The property's name on the wire.
    pub wire: String,
    /// The media type of its parts.
    pub media_type: Option<String>,
    /// How its members become one or more parts.
    pub style: Option<QueryStyle>,
}

/// The encoding of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyEncoding {
    /// There is no body.
    None,
    /// `application/x-www-form-urlencoded`, nested with brackets.
    Form,
    /// `application/x-www-form-urlencoded` of one value, lists as repeated names, objects with brackets.
    FormExploded,
    /// `application/x-www-form-urlencoded` of one value, lists as repeated names, objects as JSON.
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

/// How to find the next page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paging {
    /// The response is not a page.
    None,
    /// `starting_after` and `ending_before` with the identifier of an item.
    Cursor,
    /// A token: the property of the response, and the parameter for it.
    Token {
        /// JSON pointer into the response.
        from: String,
        /// Query parameter.
        to: String,
    },
    /// The `Link` header of RFC 8288.
    Link,
    /// A URL in the response.
    Url {
        /// JSON pointer into the response.
        from: String,
    },
    /// A value of the last item.
    Last {
        /// JSON pointer into an item.
        from: String,
        /// Query parameter.
        to: String,
    },
    /// The number of items to skip.
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

/// How a query parameter is serialised.
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
    /// Objects as JSON, lists as repeated names, all others as text.
    FormJson,
    /// JSON.
    Json,
}
