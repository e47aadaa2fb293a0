//! Reports keys that the specification does not define, once per kind of object, with a suggestion, and keys that only other
//! versions of it define.

use super::super::grammar::Kind;
use super::super::node::Object;
use super::Lower;
use super::mixed::taken;
use super::words::{Span, head, of_level, span, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::nearest::nearest;

/// The key that was probably meant. Short ones are too near to everything.
pub(super) fn meant<'k>(key: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let known = known.filter(|known| known.len() > 3 && *known != key);
    nearest(key, known).filter(|_| key.len() > 2)
}

impl Lower<'_> {
    /// Reports the keys of an object that its version of the specification does not have. Returns whether another one has
    /// some of them.
    pub(super) fn keys(&mut self, object: &Object, kind: Kind) -> bool {
        let table = match kind {
            Kind::Plain => head(self.path.as_str()),
            kind => words(kind).map(|words| (kind.noun(), words)),
        };
        let Some((noun, words)) = table else {
            return false;
        };
        let level = self.version.level();
        let mut is_mixed = false;
        for key in object.keys() {
            if key.starts_with("x-") || key.starts_with("X-") {
                continue;
            }
            match span(words, key) {
                Some((since, until)) if since <= level && level <= until => {}
                Some(span) => {
                    is_mixed = true;
                    let label = taken(object, kind, key);
                    self.of_other_version(noun, key, span, label);
                }
                None => {
                    let meant = meant(key, of_level(words, level));
                    self.unknown_key(noun, key, meant);
                }
            }
        }
        is_mixed
    }

    /// Warns of a key that only other versions have, once for each kind of object.
    pub(super) fn of_other_version(
        &mut self,
        noun: &'static str,
        key: &str,
        (since, until): Span,
        label: &'static str,
    ) {
        if !self.mixed.insert((noun, key.to_owned(), label)) {
            return;
        }
        let place = self.here().child(key).at_key();
        let version = match since > self.version.level() {
            true => since,
            false => until,
        };
        let message = format!("`{key}` of {} is of {version}", with_article(noun));
        self.say(place, Code::OtherVersion, message, label);
    }

    /// Says that objects of this kind have no such key, once for each: as a warning where it seems to be a misspelt one, or
    /// where the API loses something with it.
    pub(super) fn unknown_key(&mut self, noun: &'static str, key: &str, meant: Option<&str>) {
        if !self.unknown.insert((noun, key.to_owned())) {
            return;
        }
        let place = self.here().child(key).at_key();
        let message = format!("`{key}` is not a key of {}", with_article(noun));
        self.diagnostics.push(match meant {
            Some(meant) => Diagnostic::warning(Code::UnknownKey, place, message)
                .label(format!("did you mean `{meant}`?")),
            None if noun == "flows" => Diagnostic::warning(Code::UnknownKey, place, message)
                .label("this flow is left out, here and elsewhere"),
            None => Diagnostic::note(Code::UnknownKey, place, message)
                .label("ignored, here and elsewhere"),
        });
    }
}

/// A kind of object as a sentence names it.
pub(super) fn with_article(noun: &str) -> String {
    match noun {
        "info" | "components" | "flows" => format!("`{noun}`"),
        "document" => "an OpenAPI document".to_owned(),
        noun if noun.starts_with(['e', 'o']) => format!("an {noun}"),
        noun => format!("a {noun}"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Kind, meant, of_level, words};
    use crate::diagnostic::Severity;
    use crate::load::version::Level;
    use crate::load::{LoadOptions, load};
    use crate::source::Memory;

    /// What is said about unknown keys of a document, with the severity.
    fn said(text: &str) -> Vec<(Severity, String)> {
        let source = Memory::new().with("api.yaml", text);
        let loaded = load(&source, Path::new("api.yaml"), &LoadOptions::default());
        let found = loaded.diagnostics.iter();
        let found = found.filter(|found| found.code == crate::diagnostic::Code::UnknownKey);
        found
            .map(|found| {
                (
                    found.severity,
                    format!("{}: {}", found.message, found.label),
                )
            })
            .collect()
    }

    /// Every known key of a kind, misspelt in several ways, leads back to itself.
    #[test]
    fn misspelt_keys_are_recognised() {
        let kinds = [
            Kind::Document,
            Kind::Components,
            Kind::PathItem,
            Kind::Operation,
            Kind::Parameter,
            Kind::RequestBody,
            Kind::MediaType,
            Kind::Encoding,
            Kind::Response,
            Kind::Link,
            Kind::SecurityScheme,
        ];
        for kind in kinds {
            let known = words(kind).expect("keys");
            let known: Vec<&str> = of_level(known, Level::V3_2).collect();
            for key in known.iter().filter(|key| key.len() > 5) {
                let middle = key.len() / 2;
                let lacking = format!("{}{}", &key[..middle], &key[middle + 1..]);
                let doubled = format!("{}{}", &key[..middle], &key[middle - 1..]);
                for wrong in [lacking, doubled, key.to_uppercase()] {
                    // another key may be as near, as `example` is to `examples`
                    let is_known = known.contains(&wrong.as_str());
                    let found = meant(&wrong, known.iter().copied());
                    assert!(is_known || found.is_some(), "{wrong}");
                    assert!(is_known || known.contains(&found.unwrap_or_default()));
                }
            }
            for other in ["kubernetes", "flavour", "id", "it", "zzz"] {
                assert_eq!(
                    meant(other, known.iter().copied()),
                    None,
                    "{kind:?} {other}"
                );
            }
        }
    }

    #[test]
    fn the_key_that_was_meant_is_named() {
        let text = "openapi: 3.1.0
info: {title: T, versoin: '1'}
paths:
  /a:
    get:
      respnses: {'200': {descripton: ok}}
      flavour: sweet
      x-anything: true
compnents: {}
components: {schemas: {A: {type: string, maxLenght: 3, colour: red}}}
";
        use Severity::{Note, Warning};
        let mut said = said(text);
        said.sort();
        let want = [
            (
                Warning,
                "`compnents` is not a key of an OpenAPI document: did you mean `components`?",
            ),
            (
                Warning,
                "`maxLenght` is not a key of a schema: did you mean `maxLength`?",
            ),
            (
                Warning,
                "`respnses` is not a key of an operation: did you mean `responses`?",
            ),
            (
                Warning,
                "`versoin` is not a key of `info`: did you mean `version`?",
            ),
            (
                Note,
                "`colour` is not a key of a schema: ignored, here and elsewhere",
            ),
            (
                Note,
                "`flavour` is not a key of an operation: ignored, here and elsewhere",
            ),
        ];
        assert_eq!(
            said,
            want.map(|(severity, text)| (severity, text.to_owned()))
        );
    }

    /// What is left out with a flow is no note's matter.
    #[test]
    fn unknown_flows_are_warned_of() {
        for version in ["3.0.3", "3.1.0", "3.2.0"] {
            let scheme = "type: oauth2, flows: {kubernetes: {tokenUrl: /t, scopes: {}}}";
            let text = format!(
                "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents: {{securitySchemes: {{O: {{{scheme}}}}}}}\n"
            );
            let want =
                "`kubernetes` is not a key of `flows`: this flow is left out, here and elsewhere";
            assert_eq!(said(&text), [(Severity::Warning, want.to_owned())]);
        }
    }

    #[test]
    fn a_key_is_reported_once() {
        let operation = "{respnses: {}}";
        let text = format!(
            "openapi: 3.0.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /a: {{get: {operation}, put: {operation}}}\n"
        );
        assert_eq!(said(&text).len(), 1);
    }
}
