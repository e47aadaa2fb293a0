//! The keys and values of a settings file, as data: the check, the JSON Schema and the tests share these tables.

/// A key of a table.
#[derive(Debug)]
pub(crate) struct Key {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it decides, as one sentence without a full stop.
    pub(crate) doc: &'static str,
    /// What its value may be.
    pub(crate) kind: Kind,
    /// Whether it must be given.
    pub(crate) required: bool,
}

impl Key {
    /// A key that may be left out.
    pub(crate) const fn new(name: &'static str, doc: &'static str, kind: Kind) -> Self {
        Self {
            name,
            doc,
            kind,
            required: false,
        }
    }

    /// The same key, which must be given.
    pub(crate) const fn required(self) -> Self {
        Self {
            name: self.name,
            doc: self.doc,
            kind: self.kind,
            required: true,
        }
    }
}

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// `true` or `false`.
    Flag,
    /// A string of a form.
    Text(&'static Form),
    /// One of several words.
    Word(&'static [Word]),
    /// An array of values of one kind, no more than so many.
    List(&'static Kind, usize),
    /// A table with keys of its own.
    Table(&'static [Key]),
    /// A table whose keys are chosen by the user.
    Map(&'static Form, &'static Kind),
    /// An array of tables.
    Tables(&'static [Key]),
    /// A table that is one of these variants, told by the key that it has.
    Rule(&'static [Variant]),
    /// An array of such tables.
    Rules(&'static [Variant]),
    /// A value of the first of these kinds that has its TOML type.
    Either(&'static [Kind]),
    /// A value of this kind that also has to pass a check of the whole.
    Checked(&'static Kind, fn(&toml::Value) -> Result<(), Wrong>),
}

/// Any number of items.
pub(crate) const ANY_NUMBER: usize = usize::MAX;

/// A word and what it means.
pub(crate) type Word = (&'static str, &'static str);

/// One form of a table that has several.
#[derive(Debug)]
pub(crate) struct Variant {
    /// Its keys. The first one tells it from the others.
    pub(crate) keys: &'static [Key],
}

/// What a string has to be like.
#[derive(Debug)]
pub(crate) struct Form {
    /// What it is, with its article: `a header name`.
    pub(crate) what: &'static str,
    /// Strings that pass; the first is shown as an example.
    pub(crate) good: &'static [&'static str],
    /// Strings that don't.
    #[cfg(test)]
    pub(crate) bad: &'static [&'static str],
    /// A regular expression (ECMA-262) that every string that passes matches, for editors.
    pub(crate) pattern: &'static str,
    /// Decides.
    pub(crate) check: fn(&str) -> Result<(), Wrong>,
}

/// Why a value is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The label under the caret; what is allowed, where it is empty.
    pub(crate) why: String,
    /// What to do.
    pub(crate) help: Option<String>,
}

impl Wrong {
    /// Refused for this reason.
    pub(crate) fn why(why: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            help: None,
        }
    }

    /// Adds what to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Kind {
    /// What is allowed, for a label: `expected …`.
    pub(crate) fn expected(self) -> String {
        match self {
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Text(form) => form.what.to_owned(),
            Self::Word(words) => {
                let words: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
                one_of(&words)
            }
            Self::List(..) => "an array".to_owned(),
            Self::Table(_) | Self::Map(..) | Self::Rule(_) => "a table".to_owned(),
            Self::Tables(_) | Self::Rules(_) => "an array of tables".to_owned(),
            Self::Either(kinds) => {
                let kinds: Vec<_> = kinds.iter().map(|kind| kind.expected()).collect();
                one_of(&kinds)
            }
            Self::Checked(kind, _) => kind.expected(),
        }
    }

    /// Whether a value of this TOML type can be of this kind.
    pub(crate) fn fits(self, type_name: &str) -> bool {
        match self {
            Self::Flag => type_name == "boolean",
            Self::Text(_) | Self::Word(_) => type_name == "string",
            Self::List(..) | Self::Tables(_) | Self::Rules(_) => type_name == "array",
            Self::Table(_) | Self::Map(..) | Self::Rule(_) => type_name == "table",
            Self::Either(kinds) => kinds.iter().any(|kind| kind.fits(type_name)),
            Self::Checked(kind, _) => kind.fits(type_name),
        }
    }
}

/// `a`, `b` or `c`.
pub(crate) fn one_of(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
