//! Checks a settings file against the tables of keys.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::grammar::{Form, Key, Kind, Variant, Word, Wrong, one_of};
use super::keys::PROJECT;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Part, Place};
use crate::load::pointer;
use crate::nearest::nearest;

/// Reports everything in a table that `keys` don't allow.
pub(super) fn check(
    table: &DeTable<'_>,
    keys: &'static [Key],
    file: FileId,
    out: &mut Diagnostics,
) {
    let mut check = Check {
        root: keys,
        file,
        out,
    };
    check.table(table, keys, &At::default(), 0..0);
}

struct Check<'a> {
    root: &'static [Key],
    file: FileId,
    out: &'a mut Diagnostics,
}

/// Where the walk is: as a JSON pointer, and as TOML writes it.
#[derive(Clone, Default)]
struct At {
    pointer: String,
    dotted: String,
}

impl At {
    fn key(&self, key: &str) -> Self {
        let mut next = self.clone();
        pointer::push(&mut next.pointer, key);
        if !next.dotted.is_empty() {
            next.dotted.push('.');
        }
        next.dotted.push_str(&written(key));
        next
    }

    fn item(&self, index: usize) -> Self {
        let mut next = self.clone();
        pointer::push_index(&mut next.pointer, index);
        next
    }
}

/// A key as TOML writes it: bare where that is possible.
fn written(key: &str) -> String {
    let is_bare = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if is_bare {
        key.to_owned()
    } else {
        format!("{key:?}")
    }
}

/// The JSON pointer of a setting, as TOML writes it: `names.types."a b"`.
pub(crate) fn dotted(pointer: &str) -> String {
    let keys: Vec<_> = pointer::keys(pointer).map(|key| written(&key)).collect();
    keys.join(".")
}

impl Check<'_> {
    fn error(&mut self, at: &At, bytes: Range<usize>, message: String, wrong: Wrong) {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let place = Place {
            file: self.file,
            pointer: at.pointer.clone(),
            part: Part::Bytes {
                start: offset(bytes.start),
                end: offset(bytes.end),
            },
        };
        let mut error = Diagnostic::error(Code::BadConfig, place, message).label(wrong.why);
        error.help = wrong.help;
        self.out.push(error);
    }

    /// `header` is where the table begins, for what is missing in it.
    fn table(&mut self, table: &DeTable<'_>, keys: &'static [Key], at: &At, header: Range<usize>) {
        for (name, value) in table {
            match keys.iter().find(|key| key.name == &**name.get_ref()) {
                Some(key) => self.value(value, key.kind, &at.key(key.name), name.span()),
                None => self.unknown(name, keys.iter().map(|key| key.name), at),
            }
        }
        self.missing(table, keys, at, header);
    }

    fn missing(
        &mut self,
        table: &DeTable<'_>,
        keys: &'static [Key],
        at: &At,
        header: Range<usize>,
    ) {
        for key in keys.iter().filter(|key| key.required) {
            if !table.keys().any(|name| &**name.get_ref() == key.name) {
                let message = match at.dotted.as_str() {
                    "" => format!("`{}` is missing", key.name),
                    table => format!("`{}` is missing in `{table}`", key.name),
                };
                let wrong = Wrong::why(format!("it needs `{}`: {}", key.name, key.doc));
                self.error(at, header.clone(), message, wrong);
            }
        }
    }

    fn unknown(
        &mut self,
        name: &Spanned<impl AsRef<str>>,
        known: impl Iterator<Item = &'static str>,
        at: &At,
    ) {
        let key = name.get_ref().as_ref();
        let known: Vec<_> = known.collect();
        let message = match at.dotted.as_str() {
            "" => format!("unknown setting `{key}`"),
            table => format!("unknown setting `{key}` in `{table}`"),
        };
        let elsewhere = || home(self.root, key, "").filter(|home| *home != at.dotted);
        let help = if let Some(meant) = nearest(&key.replace('_', "-"), known.iter().copied()) {
            format!("did you mean `{meant}`?")
        } else if let Some(home) = elsewhere() {
            match home.as_str() {
                "" => format!("`{key}` belongs at the top of the file, above all tables"),
                home => format!("`{key}` belongs in `[{home}]`"),
            }
        } else if at.dotted.is_empty() && PROJECT.iter().any(|known| known.name == key) {
            format!("`{key}` is only allowed in castiron.toml")
        } else {
            format!("known here: {}", known.join(", "))
        };
        let wrong = Wrong {
            why: String::new(),
            help: Some(help),
        };
        self.error(&at.key(key), name.span(), message, wrong);
    }

    /// `name` is where the key of the value stands.
    fn value(&mut self, value: &Spanned<DeValue<'_>>, kind: Kind, at: &At, name: Range<usize>) {
        let found = value.get_ref().type_str();
        if !kind.fits(found) {
            let message = format!("`{}` has the wrong type", at.dotted);
            let article = if found.starts_with(['a', 'i']) {
                "an"
            } else {
                "a"
            };
            let wrong = Wrong::why(format!(
                "expected {}, found {article} {found}",
                kind.expected()
            ));
            let bytes = match value.get_ref() {
                DeValue::Table(_) | DeValue::Array(_) => name,
                _ => value.span(),
            };
            return self.error(at, bytes, message, wrong);
        }
        match (kind, value.get_ref()) {
            (Kind::Text(form), DeValue::String(text)) => self.form(text, form, at, value.span()),
            (Kind::Word(words), DeValue::String(text)) => self.word(text, words, at, value.span()),
            (Kind::List(item, most), DeValue::Array(items)) => {
                for (index, value) in items.iter().enumerate() {
                    self.value(value, *item, &at.item(index), value.span());
                }
                if let Some(first) = items.get(most) {
                    let message = format!("`{}` has too many entries", at.dotted);
                    let wrong = Wrong::why(format!("no more than {most} are allowed"));
                    self.error(at, first.span(), message, wrong);
                }
            }
            (Kind::Table(keys), DeValue::Table(table)) => self.table(table, keys, at, name),
            (Kind::Rule(variants), DeValue::Table(table)) => self.rule(table, variants, at, name),
            (Kind::Map(form, kind), DeValue::Table(table)) => {
                for (key, value) in table {
                    let at = at.key(key.get_ref());
                    self.form(key.get_ref(), form, &at, key.span());
                    self.value(value, *kind, &at, key.span());
                }
            }
            (Kind::Tables(keys), DeValue::Array(items)) => {
                self.items(items, at, |check, table, at, bytes| {
                    check.table(table, keys, at, bytes);
                })
            }
            (Kind::Rules(variants), DeValue::Array(items)) => {
                self.items(items, at, |check, table, at, bytes| {
                    check.rule(table, variants, at, bytes);
                })
            }
            (Kind::Either(kinds), inner) => {
                if let Some(kind) = kinds.iter().find(|kind| kind.fits(inner.type_str())) {
                    self.value(value, *kind, at, name);
                }
            }
            (Kind::Checked(kind, check), inner) => {
                let before = self.out.len();
                self.value(value, *kind, at, name.clone());
                if self.out.len() == before
                    && let Err(wrong) = check(&plain(inner))
                {
                    let message = format!("`{}` has an invalid value", at.dotted);
                    let bytes = if inner.is_str() { value.span() } else { name };
                    self.error(at, bytes, message, wrong);
                }
            }
            _ => {}
        }
    }

    fn items(
        &mut self,
        items: &[Spanned<DeValue<'_>>],
        at: &At,
        mut each: impl FnMut(&mut Self, &DeTable<'_>, &At, Range<usize>),
    ) {
        for (index, item) in items.iter().enumerate() {
            let at = at.item(index);
            match item.get_ref() {
                DeValue::Table(table) => each(self, table, &at, item.span()),
                other => {
                    let message = format!("an entry of `{}` has the wrong type", at.dotted);
                    let wrong = Wrong::why(format!("expected a table, found {}", other.type_str()));
                    self.error(&at, item.span(), message, wrong);
                }
            }
        }
    }

    /// A table of several forms, told apart by their first keys.
    fn rule(
        &mut self,
        table: &DeTable<'_>,
        variants: &'static [Variant],
        at: &At,
        header: Range<usize>,
    ) {
        let tags = || variants.iter().filter_map(|variant| variant.keys.first());
        let has = |key: &str| table.keys().find(|name| &**name.get_ref() == key);
        let mut found = variants
            .iter()
            .filter_map(|variant| Some((variant, has(variant.keys.first()?.name)?)));
        let Some((variant, tag)) = found.next() else {
            let known = variants
                .iter()
                .flat_map(|variant| variant.keys)
                .map(|key| key.name);
            let known: Vec<_> = known.collect();
            for name in table
                .keys()
                .filter(|name| !known.contains(&&**name.get_ref()))
            {
                self.unknown(name, known.iter().copied(), at);
            }
            let tags: Vec<_> = tags().map(|key| format!("`{}`", key.name)).collect();
            let message = format!("`{}` is incomplete", at.dotted);
            let wrong = Wrong::why(format!("it needs {}", one_of(&tags)));
            return self.error(at, header, message, wrong);
        };
        if let Some((_, other)) = found.next() {
            let message = format!(
                "`{}` and `{}` exclude each other",
                tag.get_ref(),
                other.get_ref()
            );
            let wrong = Wrong::why("only one of them can be given");
            return self.error(at, other.span(), message, wrong);
        }
        self.table(table, variant.keys, at, header);
    }

    fn form(&mut self, text: &str, form: &'static Form, at: &At, bytes: Range<usize>) {
        if let Err(wrong) = (form.check)(text) {
            let message = format!("`{}` has an invalid value", at.dotted);
            let why = match wrong.why.as_str() {
                "" => format!("expected {}", form.what),
                why => format!("{why}; expected {}", form.what),
            };
            let help = wrong.help;
            self.error(at, bytes, message, Wrong { why, help });
        }
    }

    fn word(&mut self, text: &str, words: &'static [Word], at: &At, bytes: Range<usize>) {
        if words.iter().any(|(word, _)| *word == text) {
            return;
        }
        let message = format!("`{}` has an invalid value", at.dotted);
        let mut wrong = Wrong::why(format!("expected {}", Kind::Word(words).expected()));
        let meant = nearest(text, words.iter().map(|(word, _)| *word));
        wrong.help = meant.map(|meant| format!("did you mean `{meant}`?"));
        self.error(at, bytes, message, wrong);
    }
}

/// The table that has a key of this name, if there is only one; as TOML writes it.
fn home(keys: &'static [Key], name: &str, at: &str) -> Option<String> {
    let mut found = keys
        .iter()
        .any(|key| key.name == name)
        .then(|| at.to_owned());
    for key in keys {
        if let Kind::Table(inner) = key.kind {
            let at = if at.is_empty() {
                key.name.to_owned()
            } else {
                format!("{at}.{}", key.name)
            };
            let inner = home(inner, name, &at);
            if found.is_some() && inner.is_some() {
                return None;
            }
            found = found.or(inner);
        }
    }
    found
}

/// A value without places.
fn plain(value: &DeValue<'_>) -> toml::Value {
    match value {
        DeValue::String(text) => toml::Value::String(text.to_string()),
        DeValue::Boolean(flag) => toml::Value::Boolean(*flag),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(
                |_| toml::Value::String(number.to_string()),
                toml::Value::Integer,
            ),
        DeValue::Float(number) => number.as_str().parse().map_or_else(
            |_| toml::Value::String(number.to_string()),
            toml::Value::Float,
        ),
        DeValue::Datetime(datetime) => toml::Value::Datetime(*datetime),
        DeValue::Array(items) => items
            .iter()
            .map(|item| plain(item.get_ref()))
            .collect::<Vec<_>>()
            .into(),
        DeValue::Table(table) => toml::Value::Table(
            table
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), plain(value.get_ref())))
                .collect(),
        ),
    }
}
