//! Bodies in XML that other bodies stand for.

use openapiv3::MediaType;

use super::media::{self, Kind};
use crate::diagnostic::Code;
use crate::shape::shaper::Shaper;

impl Shaper<'_> {
    /// Whether an answer in XML is none of its own: JSON or an earlier XML of the same status says the very same, or it says
    /// nothing beside others, of which it warns.
    pub(super) fn leaves_out_xml(
        &mut self,
        content: &[(&String, &MediaType)],
        media: &str,
        this: &MediaType,
        pointer: &str,
    ) -> bool {
        let mut earlier = content.iter().take_while(|(other, _)| *other != media);
        let is_read = |other: &str| media::kind(other) == Kind::Json || media::is_xml(other);
        let is_said = media::is_said(this)
            && earlier.any(|(other, known)| is_read(other) && known.schema == this.schema);
        is_said || self.is_vague_xml(content, media, this, (pointer, "asked for"))
    }

    /// Whether a body in XML has no schema beside others that are offered. Warns that it isn't what the place's second part says.
    pub(super) fn is_vague_xml(
        &mut self,
        content: &[(&String, &MediaType)],
        media: &str,
        this: &MediaType,
        (pointer, done): (&str, &str),
    ) -> bool {
        let mut others = content.iter().filter(|(other, _)| *other != media);
        let is_vague = !media::is_said(this)
            && others.any(|(other, known)| !media::is_xml(other) || media::is_said(known));
        if is_vague {
            let message = format!("XML without a schema is not {done}: the other media types are");
            self.warn(Code::MediaType, pointer, message);
        }
        is_vague
    }
}
