//! XML bodies that are ignored because another media type has the same schema, or because they have no schema.

use super::media::{self, Entry};
use crate::diagnostic::Code;
use crate::media::Kind;
use crate::shape::shaper::Shaper;

impl Shaper<'_> {
    /// Whether an answer in XML is none of its own: JSON or an earlier XML of the same status says the very same, or it says
    /// nothing beside others, of which it warns.
    pub(super) fn leaves_out_xml(
        &mut self,
        all: &[Entry<'_>],
        this: Entry<'_>,
        pointer: &str,
    ) -> bool {
        let mut earlier = all.iter().take_while(|other| other.media != this.media);
        let is_read = |other: &Entry<'_>| matches!(other.kind, Kind::Json | Kind::Xml);
        let is_said = media::is_said(this.content)
            && earlier.any(|other| is_read(other) && other.content.schema == this.content.schema);
        is_said || self.is_vague_xml(all, this, (pointer, "asked for"))
    }

    /// Whether a body in XML has no schema beside others that are offered. Warns that it isn't what the place's second part says.
    pub(super) fn is_vague_xml(
        &mut self,
        all: &[Entry<'_>],
        this: Entry<'_>,
        (pointer, done): (&str, &str),
    ) -> bool {
        let mut others = all.iter().filter(|other| other.media != this.media);
        let is_vague = !media::is_said(this.content)
            && others.any(|other| other.kind != Kind::Xml || media::is_said(other.content));
        if is_vague {
            let message = format!("XML without a schema is not {done}: the other media types are");
            self.warn(Code::MediaType, pointer, message);
        }
        is_vague
    }
}
