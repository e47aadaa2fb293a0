//! Bodies in XML that are not offered, beside others that are.

use openapiv3::MediaType;

use super::media;
use crate::diagnostic::Code;
use crate::shape::shaper::Shaper;

impl Shaper<'_> {
    /// Warns of XML beside another media type that says something else.
    pub(super) fn unread_xml(
        &mut self,
        content: &[(&String, &MediaType)],
        chosen: &MediaType,
        pointer: &str,
    ) {
        if !media::is_said_otherwise(content, chosen) {
            let message = "XML is not asked for: the client asks for the other media types";
            self.warn(Code::MediaType, pointer, message);
        }
    }

    /// Whether a body in XML comes after another one with the same status, by which XML is read. Warns where it is another.
    pub(super) fn is_second_xml(
        &mut self,
        content: &[(&String, &MediaType)],
        media: &str,
        pointer: &str,
    ) -> bool {
        let mut all = content.iter().filter(|(media, _)| media::is_xml(media));
        let (Some((first, known)), Some((_, this))) = (
            all.next(),
            content.iter().find(|(other, _)| *other == media),
        ) else {
            return false;
        };
        if *first == media {
            return false;
        }
        if known.schema != this.schema {
            let message =
                format!("XML of one status is read as one type: {media} as that of {first}");
            self.warn(Code::MediaType, pointer, message);
            return true;
        }
        media::is_said(this)
    }
}
