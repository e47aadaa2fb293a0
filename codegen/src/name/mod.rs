//! Chooses all names at once: namespaces, types, fields, variants, params, resources and methods.
//!
//! Reads the [graph](crate::graph), never the document. A namespace is a scope; names that collide in one get a suffix from
//! their own source string ([`scope`]), so that no name depends on the order of the document. This pass must not know
//! presence, boxes, documentation or layout.
//!
//! - [`words`]: cases, symbols, keywords, singular and plural
//! - [`scope`]: unique identifiers in one scope
//! - [`class`]: which components get a name of their own, and which name
//! - [`grouping`]: assigns operations to resources, and names their methods
//! - [`params`]: the fields of an operation's params, in order
//! - `headers`: methods that read response headers
//! - `place`: the module that defines each type
//! - [`members`]: fields, variants and branches
//! - `keep`: the names of the selected items
//! - `check`: overrides that had no effect

mod check;
pub(crate) mod class;
pub(crate) mod grouping;
mod headers;
mod keep;
pub(crate) mod members;
pub(crate) mod params;
pub(crate) mod path;
pub(crate) mod place;
pub(crate) mod scope;
#[cfg(test)]
mod tests;
pub(crate) mod words;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::graph::{Operation, TypeGraph, TypeId};
pub(crate) use check::Refused;
pub(crate) use path::Path;

/// How names are chosen where the document leaves it open, and overrides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct NameConfig {
    /// What resources are made of.
    pub grouping: Grouping,
    /// Tags that are no handles: their operations go by their paths. Where this is not said, a tag on nearly all
    /// operations is none.
    pub no_handles: Option<Vec<String>>,
    /// The word that ids begin with and methods don't; empty for none. Where this is not said, one that all begin with.
    pub drop_prefix: Option<String>,
    /// Handles with a second level, by the methods that give them. Where this is not said, those with more than sixty
    /// methods.
    pub second_level: Option<Vec<String>>,
    /// Handle → the name of its type. A handle is called by the methods that give it, such as `repos` or `dcim.devices`.
    pub handles: BTreeMap<String, String>,
    /// Whether every operation has a params type, even where there is nothing to give: adding a parameter later then
    /// breaks nobody.
    pub empty_params: bool,
    /// Whether types that are the same in everything stay types of their own, instead of one that is found at all
    /// their places.
    pub distinct: bool,
    /// Name of an array → what one of its elements is called, where neither the document nor English says it.
    pub elements: BTreeMap<String, String>,
    /// Component name (or JSON pointer of an inline schema) → path of its type, such as `identity.VerificationSession`.
    pub types: BTreeMap<String, String>,
    /// `VERB /path/template` (or `operationId`) → where the operation goes.
    pub operations: BTreeMap<String, OperationOverride>,
}

/// What resources are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grouping {
    /// Annotations where there are any, else tags where most operations have one and they tell them apart, else
    /// resource components, else paths.
    #[default]
    Auto,
    /// The document's annotations of methods on classes.
    Annotation,
    /// The first tag of each operation; the path of one that has none.
    Tag,
    /// The component that an operation answers with, and the path.
    Resource,
    /// The first fixed segment of the path.
    Path,
    /// The last fixed segment of the path that is a plural.
    Collection,
}

/// Where an operation goes, instead of where the rules put it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct OperationOverride {
    /// The class whose handle has the method, such as `Customer` or `identity.VerificationSession`; or the handle by the methods
    /// that lead to it, such as `devices` or `dcim.devices`.
    pub resource: Option<String>,
    /// The method, such as `create_source`.
    pub method: Option<String>,
    /// The params type, such as `CustomerSourceCreateParams`.
    pub params: Option<String>,
}

/// All names of the crate.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The path of each named type.
    pub types: BTreeMap<TypeId, Path>,
    /// Additional paths of types.
    pub links: Vec<(Path, TypeId)>,
    /// The additional paths that documentation lists: types that the API sends have their own names only there.
    pub listed: BTreeSet<Path>,
    /// The paths of types where they are used: (module of the owner, name of the property, type) → path. Types with several
    /// owners have one for each owner and property name.
    pub local: BTreeMap<(Path, String, TypeId), Path>,
    /// Nodes that are the same type as another one.
    pub same: BTreeMap<TypeId, TypeId>,
    /// The own module of each type that owns others.
    pub homes: BTreeMap<TypeId, Path>,
    /// Packages: the namespaces of standalone types, params and resources.
    pub packages: BTreeSet<Path>,
    /// The module that an item of a package is written with: the class's own, for its params, handle and responses.
    pub hosts: BTreeMap<Path, Path>,
    /// Identifiers of fields, in the order of the properties; the flattened map, if any, is last.
    pub fields: BTreeMap<TypeId, Vec<String>>,
    /// Identifiers of variants or branches in the document's order; the catch-all is last.
    pub variants: BTreeMap<TypeId, Vec<String>>,
    /// Operations, in the graph's order.
    pub operations: Vec<OperationNames>,
    /// Handles with methods, by path.
    pub resources: BTreeMap<Path, ResourceNames>,
    /// Handles with resources, by the namespace's path; the client is the root's.
    pub groups: BTreeMap<Path, GroupNames>,
    /// Documentation of namespaces that are tags.
    pub namespace_docs: BTreeMap<Path, String>,
    /// The methods that read response headers, by the header's name in lower case.
    pub headers: BTreeMap<String, String>,
    /// Decisions made by counting.
    pub(crate) decisions: grouping::Decisions,
    /// Operations involved in a name conflict, by their index in the graph.
    pub(crate) contended: BTreeSet<usize>,
    /// Overrides that matched nothing: their JSON pointers in the settings.
    pub unused: Vec<String>,
    /// Overrides that ask for a name that is taken.
    pub refused: Vec<Refused>,
}

/// The names of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationNames {
    /// The handle that has its method.
    pub resource: Path,
    /// The name of the handle in settings: the methods that lead to it, joined by dots.
    pub(crate) handle: String,
    /// Possible names of the handle's type: the first, unless another item requests it.
    pub(crate) handle_names: Vec<String>,
    /// The method's identifier.
    pub method: String,
    /// The params type, if the operation has anything beyond path parameters.
    pub params: Option<Path>,
    /// The params' own module.
    pub params_home: Path,
    /// Identifiers of the params' fields, in the order of [`params::sources`].
    pub fields: Vec<String>,
    /// Identifiers of the path parameters.
    pub path: Vec<String>,
}

/// The names of a resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResourceNames {
    /// The class: `VerificationSession`.
    pub class: String,
    /// The method of its group that returns it: `verification_sessions`.
    pub accessor: String,
    /// The module that its file is named after: `verification_session`.
    pub home: String,
    /// Documentation, Markdown.
    pub doc: String,
}

/// The names of a namespace's handle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupNames {
    /// The handle: `identity::IdentityApi`, or the client.
    pub path: Path,
    /// Methods: the identifier, and the path of the handle that it returns.
    pub members: Vec<(String, Path)>,
}

impl Grouping {
    /// The value for it in settings.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Annotation => "annotation",
            Self::Tag => "tag",
            Self::Resource => "resource",
            Self::Path => "path",
            Self::Collection => "collection",
        }
    }
}

impl NameConfig {
    /// Whether the key of an override refers to an operation: `VERB /path/template`, or its `operationId`.
    pub(crate) fn means(key: &str, operation: &Operation) -> bool {
        operation.id.as_deref() == Some(key)
            || key.split_once(' ').is_some_and(|(verb, template)| {
                verb == operation.verb && template == operation.template
            })
    }
}

/// Names everything in the graph.
pub fn name(graph: &TypeGraph, config: &NameConfig) -> Names {
    let classes = class::classes(graph, config);
    let plan = grouping::plan(graph, &classes, config);
    let mut names = place::place(graph, &classes, &plan.placements, config);
    names.decisions = plan.decisions;
    names.contended = plan.contended;
    members::members(graph, &classes, &mut names);
    names.headers = headers::idents(graph);
    names.unused = check::unused(graph, config, &plan.placements);
    names.refused = check::refused(graph, config, &names);
    names
}
