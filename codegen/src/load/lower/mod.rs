//! Lowers every version of OpenAPI to 3.0.
//!
//! This changes the bundled tree in place. Values that do not move keep their pointer; the others are recorded in the
//! [`Origins`]. Keywords that 3.0 lacks become extensions whose names begin with `x-castiron-`:
//!
//! | key | where | value |
//! | --- | --- | --- |
//! | `const` | schema | the one value, which `enum` contains too |
//! | `types` | schema | the list in `type`; several types become branches of `oneOf`, `null` becomes `nullable` |
//! | `never` | schema | `true` for the schema `false`, which no value matches; `not` is `{}` |
//! | `ref-siblings` | schema | `true` where `allOf` holds one `$ref` that had keywords beside it |
//! | `unresolved` | schema | the reference that could not be resolved |
//! | `prefix-items` | schema | how many branches of `items.anyOf`, from the first, are for items by their position; one more is for the rest, and without it there is no rest |
//! | `tuple` | schema | how many items an array with `prefix-items` has, where it can have no other number |
//! | `pattern-properties` | schema | patterns of keys; `additionalProperties` holds their schemas, as `anyOf` if there are several |
//! | `pattern-rest` | schema | the last of those schemas is for keys that match no pattern |
//! | `examples` | schema | all examples; `example` is the first |
//! | `content-encoding`, `content-media-type`, `content-schema` | schema | the keywords; `format` is `byte` or `binary` where it was empty |
//! | `if`, `then`, `else`, `contains`, `min-contains`, `max-contains`, `property-names`, `dependent-required`, `dependent-schemas`, `unevaluated-items`, `unevaluated-properties` | schema | the keywords, which are only documented |
//! | `minimum`, `maximum`, `multipleOf`, `default` | schema | the digits, where `openapiv3` would round them |
//! | `item-schema` | media type | `true` where `schema` is an array of what `itemSchema` said: a stream of items |
//! | `prefix-encoding`, `item-encoding` | media type | the keywords |
//! | `method`, `path` | operation | the method in capitals and the path, for methods that 3.0 has no field for; it stands as `post` of the path item `<path>#<method>` |
//! | `querystring` | parameter | `true` where the parameter is the whole query string |
//! | `cookie` | parameter | `true` where `style` was `cookie`; it is `form` |
//! | `allow-reserved` | parameter | `allowReserved` of a parameter in path or cookie |
//! | `collection-format` | parameter | `tsv`, which no style of 3.0 says |
//! | `body-name` | request body | the name that the body parameter of 2.0 had |
//! | `summary`, `parent`, `kind`, `name`, `identifier`, `default-mapping`, `serialized-value`, `deviceAuthorization`, `type`, `deprecated`, `oauth2MetadataUrl` | info, tag, server, license, discriminator, example, flows, security scheme, response | keywords of 3.1 and 3.2 of the same names |

use std::collections::HashSet;

use super::grammar::{Child, Kind};
use super::node::{Node, Object};
use super::origin::Origins;
use super::pointer::Path;
use super::version::SpecVersion;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};

mod body_parameter;
mod bounds;
mod content;
mod events;
mod ignored;
mod items;
mod lists;
mod misspelt;
mod schema;
mod siblings;
mod swagger;
#[cfg(test)]
mod tests;
mod types;
mod v32;

/// Lowers a bundled tree.
pub(super) fn lower(
    root: &mut Node,
    version: &SpecVersion,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) {
    let mut lower = Lower {
        version,
        origins,
        diagnostics,
        path: Path::default(),
        noted: HashSet::new(),
        ignored: HashSet::new(),
        unknown: HashSet::new(),
    };
    if *version == SpecVersion::V2 {
        lower.swagger(root);
    }
    lower.extra_methods(root);
    events::events(root);
    if let Some(root) = root.as_object_mut() {
        lower.ignored_heads(root);
        if let Some(info) = root.get_mut("info").and_then(Node::as_object_mut)
            && let Some(summary) = info.remove("summary")
        {
            info.insert("x-castiron-summary", summary);
        }
        if let Some(dialect) = root.str("jsonSchemaDialect")
            && !["2020-12", "spec.openapis.org/oas/"]
                .iter()
                .any(|known| dialect.contains(known))
        {
            lower.note(
                Code::OtherVersion,
                "jsonSchemaDialect",
                "schemas of any dialect are read as JSON Schema 2020-12",
                "not the dialect of OpenAPI",
            );
        }
        // What stood in here is written out where it is used.
        if let Some(components) = root.get_mut("components").and_then(Node::as_object_mut) {
            components.remove("pathItems");
            components.remove("mediaTypes");
        }
    }
    lower.walk(root, Kind::Document);
}

/// A walk over the tree. `path` is where it is.
struct Lower<'a> {
    version: &'a SpecVersion,
    origins: &'a mut Origins,
    diagnostics: &'a mut Diagnostics,
    path: Path,
    /// What has been noted once and need not be repeated.
    noted: HashSet<&'static str>,
    /// The same for keywords without effect, by the kind of their objects.
    ignored: HashSet<(&'static str, &'static str)>,
    /// The same for keys that no object of their kind has.
    unknown: HashSet<(&'static str, String)>,
}

impl Lower<'_> {
    /// Lowers an object, then what is in it: what moves within it is found at its new place.
    fn walk(&mut self, node: &mut Node, kind: Kind) {
        if kind != Kind::Schema {
            self.ignored(node, kind);
            self.misspelt(node, kind);
        }
        match kind {
            Kind::Schema => self.schema(node),
            Kind::MediaType => self.media_type(node),
            Kind::Parameter => self.parameter(node),
            Kind::Document | Kind::PathItem | Kind::Operation => {
                self.lists(node, kind);
                if let (Kind::Operation, Node::Object(operation)) = (kind, &mut *node) {
                    self.body_parameter(operation);
                }
            }
            _ => {}
        }
        let Node::Object(object) = node else { return };
        for (key, value) in object.iter_mut() {
            // Booleans are part of 3.0 here.
            if key == "additionalProperties" && matches!(value, Node::Bool(_)) {
                continue;
            }
            let Some(child) = kind.child(key, value) else {
                continue;
            };
            let mark = self.path.push(key);
            match (child, value) {
                (Child::One(kind), value) => self.walk(value, kind),
                (Child::Each(kind), Node::Array(items)) => {
                    for (index, item) in items.iter_mut().enumerate() {
                        let mark = self.path.push_index(index);
                        self.walk(item, kind);
                        self.path.pop(mark);
                    }
                }
                (Child::Each(kind), Node::Object(object)) => {
                    for (key, value) in object.iter_mut() {
                        let mark = self.path.push(key);
                        self.walk(value, kind);
                        self.path.pop(mark);
                    }
                }
                _ => {}
            }
            self.path.pop(mark);
        }
    }

    /// The lists of an object that are maps, or one item.
    fn lists(&mut self, node: &mut Node, kind: Kind) {
        let Some(object) = node.as_object_mut() else {
            return;
        };
        self.listed(object, "servers", &lists::SERVERS);
        match kind {
            Kind::Document => self.listed(object, "tags", &lists::TAGS),
            _ => self.listed(object, "parameters", &lists::PARAMETERS),
        }
    }

    /// Where the walk is, in the author's text.
    fn here(&self) -> Place {
        self.origins.place(self.path.as_str())
    }

    /// Warns about what stands under `key` here.
    fn warn(
        &mut self,
        code: Code,
        key: &str,
        message: impl Into<String>,
        label: impl Into<String>,
    ) {
        let place = self.here().child(key).at_key();
        self.say(place, code, message, label);
    }

    /// Warns about a place.
    fn say(
        &mut self,
        place: Place,
        code: Code,
        message: impl Into<String>,
        label: impl Into<String>,
    ) {
        self.diagnostics
            .push(Diagnostic::warning(code, place, message).label(label));
    }

    /// Notes something about what stands under `key` here.
    fn note(
        &mut self,
        code: Code,
        key: &str,
        message: impl Into<String>,
        label: impl Into<String>,
    ) {
        let place = self.here().child(key).at_key();
        self.diagnostics
            .push(Diagnostic::note(code, place, message).label(label));
    }

    /// Notes something at its first place only, of many.
    fn note_once(&mut self, key: &'static str, message: &str) {
        if self.noted.insert(key) {
            self.note(
                Code::OtherVersion,
                key,
                message,
                "understood, here and elsewhere",
            );
        }
    }

    /// Notes that what stands at the pointers `new`, relative to here, stood at `old`. Empty means here itself.
    fn moved(&mut self, moves: impl IntoIterator<Item = (String, String)>) {
        let here = self.path.as_str();
        let moves: Vec<_> = moves
            .into_iter()
            .map(|(new, old)| (format!("{here}{new}"), format!("{here}{old}")))
            .collect();
        self.origins.moved(moves);
    }
}

/// Moves a keyword to the extension of that name.
fn keep(object: &mut Object, key: &str, extension: &str) {
    if let Some(value) = object.remove(key) {
        object.insert(format!("x-castiron-{extension}"), value);
    }
}
