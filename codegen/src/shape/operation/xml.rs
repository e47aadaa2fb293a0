//! XML bodies that are ignored because another media type has the same schema, or because they have no schema.

use super::media::{self, Entry};
use crate::diagnostic::Code;
use crate::media::Kind;
use crate::shape::shaper::Shaper;

impl Shaper<'_> {
    /// Whether an XML response is redundant: JSON or an earlier XML body of the same status has the same schema, or it has
    /// no schema while others do, which is reported as a warning.
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

    /// Whether an XML body has no schema while others are offered. Warns that it is not "asked for" or the like (`done`).
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
