//! Reports keys that the specification does not define, once per kind of object, with a suggestion.

use super::super::grammar::Kind;
use super::super::node::Node;
use super::super::version::SpecVersion;
use super::Lower;
use crate::diagnostic::{Code, Diagnostic};
use crate::nearest::nearest;

/// The keys of an object of any version since 3.0, by its kind; `None` where any key is one.
fn keys(kind: Kind) -> Option<&'static [&'static str]> {
    Some(match kind {
        Kind::Document => &[
            "openapi",
            "$self",
            "info",
            "jsonSchemaDialect",
            "servers",
            "paths",
            "webhooks",
            "components",
            "security",
            "tags",
            "externalDocs",
        ],
        Kind::Components => &[
            "schemas",
            "responses",
            "parameters",
            "examples",
            "requestBodies",
            "headers",
            "securitySchemes",
            "links",
            "callbacks",
            "pathItems",
            "mediaTypes",
        ],
        Kind::PathItem => &[
            "$ref",
            "summary",
            "description",
            "get",
            "put",
            "post",
            "delete",
            "options",
            "head",
            "patch",
            "trace",
            "query",
            "additionalOperations",
            "servers",
            "parameters",
        ],
        Kind::Operation => &[
            "tags",
            "summary",
            "description",
            "externalDocs",
            "operationId",
            "parameters",
            "requestBody",
            "responses",
            "callbacks",
            "deprecated",
            "security",
            "servers",
        ],
        Kind::Parameter | Kind::Header => &[
            "$ref",
            "name",
            "in",
            "summary",
            "description",
            "required",
            "deprecated",
            "allowEmptyValue",
            "style",
            "explode",
            "allowReserved",
            "schema",
            "example",
            "examples",
            "content",
        ],
        Kind::RequestBody => &["$ref", "summary", "description", "content", "required"],
        Kind::MediaType => &[
            "$ref",
            "schema",
            "itemSchema",
            "example",
            "examples",
            "encoding",
            "prefixEncoding",
            "itemEncoding",
        ],
        Kind::Encoding => &[
            "contentType",
            "headers",
            "style",
            "explode",
            "allowReserved",
            "encoding",
            "prefixEncoding",
            "itemEncoding",
        ],
        Kind::Response => &[
            "$ref",
            "summary",
            "description",
            "headers",
            "content",
            "links",
        ],
        Kind::Link => &[
            "$ref",
            "summary",
            "operationRef",
            "operationId",
            "parameters",
            "requestBody",
            "description",
            "server",
        ],
        Kind::SecurityScheme => &[
            "$ref",
            "summary",
            "type",
            "description",
            "name",
            "in",
            "scheme",
            "bearerFormat",
            "flows",
            "openIdConnectUrl",
            "oauth2MetadataUrl",
            "deprecated",
        ],
        // examples hold anything, callbacks have expressions as keys, and schemas have a table of their own
        Kind::Example | Kind::Callback | Kind::Schema | Kind::Plain => return None,
    })
}

/// The name and the keys of objects that are no kind of their own, by the pointer to them.
fn head(pointer: &str) -> Option<(&'static str, &'static [&'static str])> {
    let mut steps = pointer.rsplit('/');
    match (steps.next()?, steps.next()?) {
        ("info", "") => Some((
            "info",
            &[
                "title",
                "summary",
                "description",
                "termsOfService",
                "contact",
                "license",
                "version",
            ],
        )),
        (_, "servers") => Some(("server", &["url", "description", "variables", "name"])),
        (_, "tags") => Some((
            "tag",
            &[
                "name",
                "summary",
                "description",
                "externalDocs",
                "parent",
                "kind",
            ],
        )),
        _ => None,
    }
}

/// The key that was probably meant. Short ones are too near to everything.
pub(super) fn meant<'k>(key: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let known = known.filter(|known| known.len() > 3 && *known != key);
    nearest(key, known).filter(|_| key.len() > 2)
}

impl Lower<'_> {
    /// Reports the keys of an object that the specification does not have.
    pub(super) fn misspelt(&mut self, node: &Node, kind: Kind) {
        // the words of 2.0 are not those of this table
        if *self.version == SpecVersion::V2 {
            return;
        }
        let Some(object) = node.as_object() else {
            return;
        };
        let table = match kind {
            Kind::Plain => head(self.path.as_str()),
            kind => keys(kind).map(|keys| (kind.noun(), keys)),
        };
        let Some((noun, known)) = table else { return };
        for key in object.keys() {
            let is_known = known.contains(&key) || key.starts_with("x-") || key.starts_with("X-");
            if !is_known {
                let meant = meant(key, known.iter().copied());
                self.unknown_key(noun, key, meant);
            }
        }
    }

    /// Says that objects of this kind have no such key, once for each: as a warning where it seems to be a misspelt one.
    pub(super) fn unknown_key(&mut self, noun: &'static str, key: &str, meant: Option<&str>) {
        if !self.unknown.insert((noun, key.to_owned())) {
            return;
        }
        let place = self.here().child(key).at_key();
        let message = format!("`{key}` is not a key of {}", with_article(noun));
        self.diagnostics.push(match meant {
            Some(meant) => Diagnostic::warning(Code::UnknownKey, place, message)
                .label(format!("did you mean `{meant}`?")),
            None => Diagnostic::note(Code::UnknownKey, place, message)
                .label("ignored, here and elsewhere"),
        });
    }
}

/// A kind of object as a sentence names it.
pub(super) fn with_article(noun: &str) -> String {
    match noun {
        "info" | "components" => format!("`{noun}`"),
        "document" => "an OpenAPI document".to_owned(),
        noun if noun.starts_with(['e', 'o']) => format!("an {noun}"),
        noun => format!("a {noun}"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Kind, keys, meant};
    use crate::diagnostic::Severity;
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
            let known = keys(kind).unwrap_or_default();
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

    #[test]
    fn a_key_is_reported_once() {
        let operation = "{respnses: {}}";
        let text = format!(
            "openapi: 3.0.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /a: {{get: {operation}, put: {operation}}}\n"
        );
        assert_eq!(said(&text).len(), 1);
    }
}
