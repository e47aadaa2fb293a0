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

use std::collections::{HashMap, HashSet};

use super::grammar::{Child, Kind};
use super::node::{Node, Object};
use super::origin::Origins;
use super::pointer::{self, Path};
use super::version::{Level, SpecVersion};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use swagger::Media;
use words::UNDERSTOOD;

mod bounds;
mod content;
mod events;
mod ignored;
mod items;
mod lists;
mod misspelt;
mod mixed;
mod schema;
mod siblings;
mod swagger;
#[cfg(test)]
mod tests;
mod types;
mod v32;
pub(super) mod words;

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
        mixed: HashSet::new(),
        around: Media::default(),
        within: None,
        shared: Object::new(),
        made: HashSet::new(),
        kinds: HashMap::new(),
    };
    if let Node::Object(root) = root {
        if !version.is_json_schema() {
            lower.kinds = siblings::kinds(root);
        }
        lower.webhooks(root);
        match version {
            SpecVersion::V2 => lower.swagger(root),
            _ => lower.share_bodies(root),
        }
    }
    lower.extra_methods(root);
    events::events(root);
    if let Some(root) = root.as_object_mut() {
        lower.ignored_heads(root);
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
        lower.written_out(root);
    }
    lower.walk(root, Kind::Document);
    let info = root.as_object_mut().and_then(|root| root.get_mut("info"));
    if let Some(info) = info.and_then(Node::as_object_mut) {
        keep(info, "summary", "summary");
    }
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
    /// The same for keys that other versions have, by what became of them.
    mixed: HashSet<(&'static str, String, &'static str)>,
    /// The media types of a document that has parts of 2.0, and those of the operation that the walk is in.
    around: Media,
    within: Option<Media>,
    /// The shared parameters that are bodies, of a document of 3.x.
    shared: Object,
    /// The pointers of unions that no author of a document of 2.0 wrote.
    made: HashSet<String>,
    /// The types of the schemas of a version in which nothing counts beside a reference, by the references.
    kinds: HashMap<String, String>,
}

impl Lower<'_> {
    /// Documents before 3.1 have their webhooks as an extension.
    fn webhooks(&mut self, root: &mut Object) {
        let Some(Node::Object(more)) = root.get("x-webhooks") else {
            return;
        };
        let names: Vec<String> = more.keys().map(str::to_owned).collect();
        let Some(more) = root.remove("x-webhooks") else {
            return;
        };
        match (root.get_mut("webhooks"), more) {
            (Some(Node::Object(webhooks)), Node::Object(more)) => {
                let names = names.iter().filter(|name| !webhooks.contains(name));
                let moves = names.map(|name| {
                    let at = |section| pointer::of(&[section, name]);
                    (at("webhooks"), at("x-webhooks"))
                });
                self.origins.moved(moves);
                for (name, item) in more {
                    if !webhooks.contains(&name) {
                        webhooks.insert(name, item);
                    }
                }
            }
            (_, more) => {
                root.insert("webhooks", more);
                // the author wrote an extension
                let known = (Kind::Document.noun(), "webhooks".to_owned(), UNDERSTOOD);
                self.mixed.insert(known);
                let moved = ("/webhooks".to_owned(), "/x-webhooks".to_owned());
                self.origins.moved([moved]);
            }
        }
    }

    /// Removes the sections of components that are written out where they are used.
    fn written_out(&mut self, root: &mut Object) {
        let Some(Node::Object(components)) = root.get_mut("components") else {
            return;
        };
        let mark = self.path.push("components");
        for (key, since) in [("pathItems", Level::V3_1), ("mediaTypes", Level::V3_2)] {
            if components.remove(key).is_some() && self.version.level() < since {
                let span = (since, Level::V3_2);
                self.of_other_version(Kind::Components.noun(), key, span, UNDERSTOOD);
            }
        }
        self.path.pop(mark);
    }

    /// Lowers an object, then what is in it: what moves within it is found at its new place.
    fn walk(&mut self, node: &mut Node, kind: Kind) {
        // an operation may stand in another one, as a callback
        let outer = (kind == Kind::Operation).then(|| self.within.take());
        if kind != Kind::Schema {
            self.ignored(node, kind);
            self.keys_and_values(node, kind);
        }
        match kind {
            Kind::Schema => self.schema(node),
            Kind::MediaType => self.media_type(node),
            Kind::Parameter => self.parameter(node),
            Kind::Document | Kind::PathItem | Kind::Operation => {
                self.lists(node, kind);
                if let (Kind::PathItem, Node::Object(item)) = (kind, &mut *node) {
                    self.body_parameters(item);
                }
            }
            _ => {}
        }
        self.children(node, kind);
        if let Some(outer) = outer {
            self.within = outer;
        }
    }

    /// Reports what is not of this version in an object, and takes what other versions mean by it.
    fn keys_and_values(&mut self, node: &mut Node, kind: Kind) {
        // the words of 2.0 have become others by now
        if *self.version == SpecVersion::V2 && kind != Kind::Plain {
            return;
        }
        let Node::Object(object) = &*node else { return };
        let is_mixed = self.keys(object, kind);
        match kind {
            Kind::Parameter => self.of_place(object),
            Kind::SecurityScheme => {
                self.of_scheme(object);
                self.flows(object);
            }
            _ => {}
        }
        if is_mixed || kind == Kind::SecurityScheme && object.str("type") == Some("basic") {
            self.mixed(node, kind);
        }
    }

    /// Lowers what is in an object.
    fn children(&mut self, node: &mut Node, kind: Kind) {
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

    /// A union that no author wrote, at a pointer below here.
    fn any_of(&mut self, below: &str, branches: Vec<Node>) -> Object {
        // only 2.0 has no unions
        if *self.version == SpecVersion::V2 {
            self.made.insert(format!("{}{below}", self.path.as_str()));
        }
        [("anyOf", Node::Array(branches))].into_iter().collect()
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

    /// Warns of what is of another version, at its first place only, of many.
    fn warn_once(&mut self, key: &'static str, message: &str) {
        if self.noted.insert(key) {
            self.warn(Code::OtherVersion, key, message, UNDERSTOOD);
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
