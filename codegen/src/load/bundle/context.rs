//! The inputs of bundling beside the root tree, and its messages about references that cannot be followed.

use std::path::Path;

use super::super::files::Files;
use super::super::grammar::Kind;
use super::super::options::LoadOptions;
use super::super::origin::Origins;
use super::super::version::SpecVersion;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, Severity};
use crate::source::Source;

/// What bundling needs besides the root's tree.
pub(in crate::load) struct Context<'a> {
    pub(in crate::load) source: &'a dyn Source,
    pub(in crate::load) path: &'a Path,
    pub(in crate::load) options: &'a LoadOptions,
    pub(in crate::load) version: &'a SpecVersion,
    pub(in crate::load) files: &'a mut Files,
    pub(in crate::load) diagnostics: &'a mut Diagnostics,
    pub(in crate::load) origins: &'a mut Origins,
    /// How many references were told what is near that they might mean.
    pub(in crate::load) helped: usize,
}

/// What stands where a reference can't be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// A schema, or the body of an answer or a request, of which nothing is known: any value.
    Untyped,
    /// Nothing; what surrounds it is generated without it.
    LeftOut,
}

impl Loss {
    /// What is lost with a thing of this kind.
    pub(super) fn of(kind: Kind) -> Self {
        match kind {
            Kind::Schema | Kind::Response | Kind::RequestBody | Kind::MediaType => Self::Untyped,
            _ => Self::LeftOut,
        }
    }
}

impl Context<'_> {
    /// Where the author wrote what stands at a place of a file, which for the root may be in the words of 3.0.
    pub(super) fn origin(&self, file: FileId, pointer: &str) -> Place {
        match file {
            FileId::ROOT => self.origins.place(pointer),
            file => Place::value(file, pointer),
        }
    }

    /// Reports a reference that can't be followed: a warning that says what is lost, or an error if the caller wants
    /// such documents refused and something depends on it.
    pub(super) fn broken(&mut self, loss: Loss, is_harmless: bool, mut diagnostic: Diagnostic) {
        if is_harmless || self.options.repair_references {
            diagnostic.severity = Severity::Warning;
            let lost = match loss {
                Loss::Untyped => "treated as any value",
                Loss::LeftOut => "left out",
            };
            diagnostic.label = match diagnostic.label.as_str() {
                "" => lost.to_owned(),
                label => format!("{label}; {lost}"),
            };
        }
        self.diagnostics.push(diagnostic);
    }
}
