//! Named limits on what can grow faster than the document. Users can raise them.

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::nearest::nearest;

/// A quantity that can grow faster than the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// The bytes of one file.
    FileBytes,
    /// Files that make up the document.
    Files,
    /// Values inlined for references that OpenAPI 3.0 does not allow, beyond those of the document.
    WrittenOut,
    /// Parts of schemas that are combined by `allOf`, beyond twice the number of schemas of the document. There may be as
    /// many combinations as sequences of schemas; of 2,775 real documents none has half as many.
    Combined,
    /// Properties that objects inherit by `allOf`, beyond ten times those that the document declares.
    Inherited,
    /// Branches of a union that combines several unions by `allOf`.
    Combinations,
    /// Members of families: for each base with a discriminator, the schemas that include it, directly or not. Also what
    /// unions bring to the unions around them: the tags of their members and, where a discriminator may mean any of them,
    /// the members.
    Members,
    /// Levels of unnamed types inside each other.
    Nested,
}

impl Limit {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::FileBytes,
        Self::Files,
        Self::WrittenOut,
        Self::Combined,
        Self::Inherited,
        Self::Combinations,
        Self::Members,
        Self::Nested,
    ];

    /// Its name in `--limit NAME=N`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FileBytes => "file-bytes",
            Self::Files => "files",
            Self::WrittenOut => "written-out",
            Self::Combined => "combined",
            Self::Inherited => "inherited",
            Self::Combinations => "combinations",
            Self::Members => "members",
            Self::Nested => "nested",
        }
    }

    /// The default limit.
    #[must_use]
    pub fn default(self) -> usize {
        match self {
            Self::FileBytes => 256 << 20,
            Self::Files => 5_000,
            Self::WrittenOut => 500_000,
            Self::Combined => 5_000,
            Self::Inherited => 250_000,
            Self::Combinations => 64,
            Self::Members => 100_000,
            Self::Nested => 32,
        }
    }

    /// How to raise the limit, for a message.
    pub(crate) fn remedy(self) -> String {
        let name = self.name();
        format!(
            "to allow more, pass `--limit {name}=N`, or write `limits = [\"{name}=N\"]` in castiron.toml"
        )
    }

    /// The error for a document that exceeds the limit.
    pub(crate) fn exceeded(self, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(Code::TooMuch, place, message)
            .label(format!("more than the limit `{}` allows", self.name()))
            .help(self.remedy())
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Limits that differ from the defaults.
///
/// ```
/// use castiron_codegen::limits::{Limit, Limits};
///
/// let limits: Limits = [Limits::parse("combined=1_000_000")?].into_iter().collect();
/// assert_eq!(limits.of(Limit::Combined), 1_000_000);
/// assert_eq!(limits.of(Limit::Files), Limit::Files.default());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits(BTreeMap<Limit, usize>);

impl Limits {
    /// The value of a limit.
    #[must_use]
    pub fn of(&self, limit: Limit) -> usize {
        self.0
            .get(&limit)
            .copied()
            .unwrap_or_else(|| limit.default())
    }

    /// Sets a limit.
    #[must_use]
    pub fn with(mut self, limit: Limit, most: usize) -> Self {
        self.0.insert(limit, most);
        self
    }

    /// Reads `NAME=N`.
    ///
    /// # Errors
    /// If there is no such limit or the value is not a number, with a suggestion.
    pub fn parse(text: &str) -> Result<(Limit, usize), String> {
        let names = || Limit::ALL.iter().map(|limit| limit.name());
        let (name, most) = (text.split_once('='))
            .ok_or_else(|| "write a name, `=` and a number: `combined=1000000`".to_owned())?;
        let Some(limit) = Limit::ALL.into_iter().find(|limit| limit.name() == name) else {
            return Err(match nearest(name, names()) {
                Some(near) => format!("there is no limit `{name}`; there is `{near}`"),
                None => {
                    let all: Vec<&str> = names().collect();
                    format!("there is no limit `{name}`; there are {}", all.join(", "))
                }
            });
        };
        match most.replace('_', "").parse() {
            Ok(most) => Ok((limit, most)),
            Err(_) => Err(format!("`{most}` is not a number")),
        }
    }
}

impl FromIterator<(Limit, usize)> for Limits {
    fn from_iter<I: IntoIterator<Item = (Limit, usize)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{Limit, Limits};

    #[test]
    fn limits_are_read() {
        assert_eq!(Limits::parse("combined=7"), Ok((Limit::Combined, 7)));
        assert_eq!(Limits::parse("files=10_000"), Ok((Limit::Files, 10_000)));
        for (text, want) in [
            (
                "combind=7",
                "there is no limit `combind`; there is `combined`",
            ),
            (
                "files",
                "write a name, `=` and a number: `combined=1000000`",
            ),
            ("files=many", "`many` is not a number"),
        ] {
            assert_eq!(Limits::parse(text), Err(want.to_owned()));
        }
        let limits: Limits = [(Limit::Files, 3)].into_iter().collect();
        assert_eq!(limits.of(Limit::Files), 3);
        assert_eq!(limits.of(Limit::Combined), Limit::Combined.default());
    }
}
