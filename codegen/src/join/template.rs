//! Path templates, with their fixed parts percent-encoded.
//!
//! The runtime encodes the values of variables (`params/style/escape.rs` of `castiron-runtime`). The two rules differ: in
//! the document's fixed text any `%` begins an escape and `?` a query; of a user's value only what `allowReserved` permits
//! stays unencoded. The generator does not depend on the runtime, so they share no code.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What no path of a URI holds as it is (RFC 3986, 3.3), beside what is not ASCII. A percent sign is taken for an escape
/// that the document's author wrote; a question mark begins the query that some documents put behind a path.
const UNSENDABLE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'|');

/// A path template whose fixed text is percent-encoded; variables stay as they are, as they are names.
pub(crate) fn sendable(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((fixed, after)) = rest.split_once('{') {
        out.extend(utf8_percent_encode(fixed, UNSENDABLE));
        let Some((variable, after)) = after.split_once('}') else {
            out.push_str("%7B");
            rest = after;
            continue;
        };
        out.push('{');
        out.push_str(variable);
        out.push('}');
        rest = after;
    }
    out.extend(utf8_percent_encode(rest, UNSENDABLE));
    out
}

#[cfg(test)]
mod tests {
    use super::sendable;

    #[test]
    fn fixed_text_is_encoded_and_variables_are_names() {
        for (template, want) in [
            ("/v1/a/{id}:run", "/v1/a/{id}:run"),
            ("/größe/{größe}", "/gr%C3%B6%C3%9Fe/{größe}"),
            ("/a b/%20?x=1", "/a%20b/%20?x=1"),
            ("/odd/{id", "/odd/%7Bid"),
        ] {
            assert_eq!(sendable(template), want);
        }
    }
}
