//! Strings with encoded content: `contentEncoding` and `contentMediaType`.

use super::super::node::Object;
use super::{Lower, keep};

impl Lower<'_> {
    pub(super) fn content(&mut self, object: &mut Object) {
        let encoding = self.text(object, "contentEncoding");
        let encoding = encoding.map(str::to_ascii_lowercase);
        let media = self.text(object, "contentMediaType");
        let media = media.map(str::to_ascii_lowercase);
        if encoding.is_none() && media.is_none() {
            keep(object, "contentSchema", "content-schema");
            return;
        }
        let format = match (encoding.as_deref(), media.as_deref()) {
            (Some("base64"), _) => Some("byte"),
            (Some("base64url"), _) => Some("base64url"),
            (Some("binary"), _) => Some("binary"),
            (None, Some(media)) if is_binary(media) => Some("binary"),
            _ => None,
        };
        if let Some(format) = format {
            if !object.contains("type") {
                object.insert("type", "string");
            }
            if !object.contains("format") && object.str("type") == Some("string") {
                object.insert("format", format);
                let from = if encoding.is_some() {
                    "/contentEncoding"
                } else {
                    "/contentMediaType"
                };
                self.moved([("/format".to_owned(), from.to_owned())]);
            }
        }
        keep(object, "contentEncoding", "content-encoding");
        keep(object, "contentMediaType", "content-media-type");
        keep(object, "contentSchema", "content-schema");
    }
}

/// Whether a media type is bytes rather than text.
fn is_binary(media: &str) -> bool {
    let media = media.split(';').next().unwrap_or(media).trim();
    matches!(
        media,
        "application/octet-stream" | "application/pdf" | "application/zip" | "application/gzip"
    ) || ["image/", "audio/", "video/", "font/"]
        .iter()
        .any(|start| media.starts_with(start) && media != "image/svg+xml")
}
