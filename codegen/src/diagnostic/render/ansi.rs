//! Colours for rendered diagnostics, written as ANSI escapes into bytes.

use std::io;

use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::WriteStyle;

/// A writer that colours what the renderer sends it.
pub(super) struct Ansi<'a>(pub(super) &'a mut Vec<u8>);

impl io::Write for Ansi<'_> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn colour(severity: Severity) -> &'static [u8] {
    match severity {
        Severity::Bug | Severity::Error => b"\x1b[1;31m",
        Severity::Warning => b"\x1b[1;33m",
        Severity::Note | Severity::Help => b"\x1b[1;32m",
    }
}

impl WriteStyle for Ansi<'_> {
    fn set_header(&mut self, severity: Severity) -> io::Result<()> {
        self.0.extend_from_slice(colour(severity));
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.0.extend_from_slice(b"\x1b[1m");
        Ok(())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.0.extend_from_slice(b"\x1b[34m");
        Ok(())
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.0.extend_from_slice(b"\x1b[34m");
        Ok(())
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.0.extend_from_slice(b"\x1b[34m");
        Ok(())
    }

    fn set_label(&mut self, severity: Severity, _style: LabelStyle) -> io::Result<()> {
        self.0.extend_from_slice(colour(severity));
        Ok(())
    }

    fn reset(&mut self) -> io::Result<()> {
        self.0.extend_from_slice(b"\x1b[0m");
        Ok(())
    }
}
