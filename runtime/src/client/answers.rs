//! Decodes a response by its status and media type.

use bytes::Bytes;
use http::StatusCode;

use super::bounds::Bounds;
use super::media_type::{closest, essence};
use crate::xml::{Xml, is_xml};
use crate::{Decode, DecodeError};

/// The head of a response.
#[derive(Clone, Copy, Debug)]
pub struct AnswerHead<'a> {
    /// The status.
    pub status: StatusCode,
    /// `Content-Type`
    pub media_type: Option<&'a str>,
    /// How bodies of the operation are represented in XML, if some are.
    pub xml: Option<&'static Xml>,
    /// What it may come to as JSON.
    pub(crate) bounds: Bounds,
}

/// What an answer can be read as: what can be [decoded](Decode), and enums of the bodies that an operation has for its
/// statuses and media types (`answers!`).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not read from an answer as a whole",
    note = "an operation that answers a stream of items is read by `.stream()` or `.stream_blocking()`"
)]
pub trait FromAnswer: Sized {
    /// Whether it takes a body as it came, whatever its media type is.
    #[doc(hidden)]
    const AS_IT_CAME: bool = false;

    /// Decodes a response.
    fn from_answer(head: AnswerHead<'_>, body: &Bytes) -> Result<Self, DecodeError>;
}

impl<T: Decode> FromAnswer for T {
    #[doc(hidden)]
    const AS_IT_CAME: bool = <T as Decode>::AS_IT_CAME;

    fn from_answer(head: AnswerHead<'_>, body: &Bytes) -> Result<Self, DecodeError> {
        __read(head, body)
    }
}

/// Decodes a body, which may be XML.
#[doc(hidden)]
pub fn __read<T: Decode>(head: AnswerHead<'_>, body: &Bytes) -> Result<T, DecodeError> {
    if let Some(xml) = head.xml.filter(|_| !<T as Decode>::AS_IT_CAME)
        && let Some(json) = xml.json_of(head.status, head.media_type, body)?
    {
        head.bounds.check(&json)?;
        return T::decode_body(&json, Some("application/json"));
    }
    head.bounds.decode(body, head.media_type)
}

/// The type of a response that is only a stream: see [`Call::stream`](crate::Call::stream).
#[derive(Debug)]
pub enum OnlyStream {}

/// Says which variant of an enum is for which status and media type: `answers!(Found { Ok: "200" "application/json" =>
/// Thing, NoContent: "204"; Unrecognized });`
///
/// A status is a number, a range such as `2XX`, or `default`. A variant without media type has no body. What fits none
/// becomes the last variant, which holds the bytes.
#[macro_export]
macro_rules! answers {
    ($ty:path { $($variant:ident : $status:literal $($media:literal)?),* $(,)? ; $rest:ident }) => {
        impl $crate::FromAnswer for $ty {
            fn from_answer(
                head: $crate::AnswerHead<'_>,
                body: &$crate::Bytes,
            ) -> $crate::Result<Self, $crate::DecodeError> {
                static BODIES: &[(&str, &str)] = &[$(($status, $crate::__media!($($media)?))),*];
                let picked = $crate::__pick(BODIES, head);
                let mut at = 0;
                $(
                    if picked == $crate::Option::Some(at) {
                        return $crate::__answer!(Self::$variant, head, body $(, $media)?);
                    }
                    at += 1;
                )*
                let _ = at;
                <$crate::Binary as $crate::Decode>::decode_body(body, head.media_type).map(Self::$rest)
            }
        }
    };
}

/// The media type of a variant; nothing where it has no body.
#[doc(hidden)]
#[macro_export]
macro_rules! __media {
    () => {
        ""
    };
    ($media:literal) => {
        $media
    };
}

/// The variant with its body.
#[doc(hidden)]
#[macro_export]
macro_rules! __answer {
    ($variant:path, $head:expr, $body:expr) => {
        $crate::Result::Ok($variant)
    };
    ($variant:path, $head:expr, $body:expr, $media:literal) => {
        $crate::__read($head, $body).map($variant)
    };
}

/// Selects the body of a response by status and media type: by the status first, then by the media type.
#[doc(hidden)]
#[must_use]
pub fn __pick(bodies: &[(&str, &str)], head: AnswerHead<'_>) -> Option<usize> {
    let rank = |status: &str| rank(status, head.status);
    let best = bodies.iter().map(|(status, _)| rank(status)).max()?;
    let one_status = bodies
        .windows(2)
        .all(|two| two.first().map(|one| one.0) == two.last().map(|one| one.0));
    // where one status is documented, another success is still told by its media type
    let of_status = |status: &str| rank(status) == best && (best > 0 || one_status);
    let candidates = || (bodies.iter().enumerate()).filter(|(_, (status, _))| of_status(status));
    let by_media = head.media_type.and_then(|found| {
        let same = candidates().map(|(index, (_, media))| (*media, index));
        closest(found, same).or_else(|| {
            let found = essence(found);
            let like = |wanted: &str| {
                is_json(&found) && is_json(wanted) || is_xml(&found) && is_xml(wanted)
            };
            let among = |wanted: &str| {
                let start = wanted.strip_suffix('*');
                start.is_some_and(|start| start == "*/" || found.starts_with(start))
            };
            let first = |fits: &dyn Fn(&str) -> bool| {
                candidates().find(|(_, (_, media))| fits(&essence(media)))
            };
            let picked = first(&like).or_else(|| first(&among));
            picked.map(|(index, _)| index)
        })
    });
    let mut all = candidates().map(|(index, _)| index);
    let only = match (all.next(), all.next()) {
        (Some(one), None) => Some(one),
        // without a media type, the one that fits best as the document has it
        (first, _) if head.media_type.is_none() => first,
        _ => None,
    };
    by_media.or(only)
}

/// How well a documented status fits the one that came: 0 where it does not.
fn rank(documented: &str, status: StatusCode) -> u8 {
    let code = status.as_str();
    let is_range = |rest: &str| rest.eq_ignore_ascii_case("xx");
    match documented {
        _ if documented == code => 3,
        _ if documented.get(1..).is_some_and(is_range) && documented.get(..1) == code.get(..1) => 2,
        "default" => 1,
        _ => 0,
    }
}

/// Which of the documented statuses fits best; a success that is not documented is like one that is.
pub(crate) fn by_status<'a>(
    documented: impl Iterator<Item = &'a str> + Clone,
    status: StatusCode,
) -> Option<usize> {
    let ranks = documented.clone().map(|one| rank(one, status));
    let best = ranks.clone().max().filter(|best| *best > 0);
    match best {
        Some(best) => ranks.into_iter().position(|rank| rank == best),
        None if status.is_success() => documented.into_iter().position(|one| one.starts_with('2')),
        None => None,
    }
}

fn is_json(essence: &str) -> bool {
    essence.ends_with("/json") || essence.ends_with("+json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_first_then_media_type() {
        let statuses = [
            ("200", "application/json"),
            ("202", "application/json"),
            ("206", "text/plain"),
            ("2XX", "application/json"),
            ("default", ""),
        ];
        let media = [
            ("200", "application/json"),
            ("200", "text/csv"),
            ("200", "image/*"),
            ("200", "application/vnd.a+json;version=2"),
        ];
        let parameters = [
            ("200", "application/json"),
            ("200", "application/json;profile=brief"),
            ("404", "application/json;profile=brief"),
        ];
        let xml = [("200", "application/json"), ("200", "application/xml")];
        for (bodies, status, media_type, expected) in [
            (&statuses[..], 200, Some("application/json"), Some(0)),
            (
                &statuses,
                202,
                Some("application/json; charset=utf-8"),
                Some(1),
            ),
            // the status tells, whatever the server calls it
            (&statuses, 202, Some("text/html"), Some(1)),
            (&statuses, 206, None, Some(2)),
            (&statuses, 203, None, Some(3)),
            (&statuses[..3], 203, Some("application/json"), None),
            (&statuses, 302, None, Some(4)),
            (&media, 200, Some("text/csv"), Some(1)),
            (&media, 200, Some("image/png"), Some(2)),
            (&media, 200, Some("application/vnd.a+json"), Some(3)),
            (&media, 200, Some("application/problem+json"), Some(0)),
            (&media, 200, Some("text/html"), None),
            (&media, 200, None, Some(0)),
            (&parameters, 200, Some("application/json"), Some(0)),
            (
                &parameters,
                200,
                Some("application/json; profile=\"brief\""),
                Some(1),
            ),
            (&parameters, 404, Some("application/json"), Some(2)),
            (&xml, 200, Some("text/xml"), Some(1)),
            (&xml, 200, Some("application/vnd.a+xml"), Some(1)),
            (&xml, 200, Some("application/json"), Some(0)),
            // another success than the one that is documented
            (&media, 201, Some("text/csv"), Some(1)),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            let head = AnswerHead {
                status,
                media_type,
                xml: None,
                bounds: Bounds::default(),
            };
            assert_eq!(__pick(bodies, head), expected, "{status} {media_type:?}");
        }
    }
}
