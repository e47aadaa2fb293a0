//! Assigns operations to resources, and names their methods.

mod by_path;
mod by_resource;
mod by_tag;
mod decisions;
pub(super) mod id;
mod lump;
mod method;
mod segments;
mod unique;
mod verbs;

use std::collections::BTreeSet;

use super::{Grouping, NameConfig, Path, class, class::Classes, path, scope, words};
use crate::graph::{MethodHint, TypeGraph};
use crate::parallel::in_parallel;
pub(crate) use decisions::Decisions;
use id::Named;
use segments::segments;

/// The resource and method of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placement {
    /// The namespace of the resource and of the params.
    pub package: Path,
    /// The class, `PascalCase`.
    pub class: String,
    /// The method, `snake_case`, unique in its class.
    pub method: String,
    /// A longer name from the document, used if the shorter one is not unique.
    pub full: Option<String>,
    /// Whether an override asked for this method.
    pub pinned: bool,
    /// The params type.
    pub params: String,
    /// The handle: `VerificationSessionsResource`.
    pub resource: String,
    /// The method that returns the handle: `verification_sessions`.
    pub accessor: String,
    /// The module of the class: `verification_session`.
    pub home: String,
}

impl Placement {
    /// The name of the handle in settings: the methods that lead to it, joined by dots.
    pub(crate) fn handle(&self) -> String {
        let accessor = (self.package.last() != Some(&self.accessor)).then_some(&self.accessor);
        let steps: Vec<&str> = (self.package.iter().chain(accessor))
            .map(String::as_str)
            .collect();
        steps.join(".")
    }

    /// The same within other handles.
    fn within(mut self, mut outer: Path) -> Self {
        outer.append(&mut self.package);
        self.package = outer;
        self
    }

    /// Possible names of the handle's type, the preferred one first.
    pub(crate) fn handle_names(&self) -> [String; 3] {
        [
            self.resource.clone(),
            format!("{}_handle", self.class),
            format!("{}_handle", self.resource),
        ]
    }
}

/// The placements of all operations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// In the graph's order.
    pub placements: Vec<Placement>,
    /// Operations involved in a name conflict, including the winners.
    pub(crate) contended: BTreeSet<usize>,
    /// Decisions made by counting.
    pub(crate) decisions: Decisions,
}

/// Naming more operations than this is worth a second thread.
const MANY: usize = 1000;

/// Places all operations.
pub(crate) fn plan(graph: &TypeGraph, classes: &Classes, config: &NameConfig) -> Plan {
    let is_large = graph.operations.len() > MANY;
    let operations = in_parallel(&graph.operations, is_large, Named::new);
    let mut decisions = Decisions::new(graph, &operations, classes, config);
    if decisions.second_level.is_none() {
        let handles = (operations.iter())
            .map(|operation| place(graph, classes, config, &decisions, operation))
            .filter(|placement| placement.package.len() == 1)
            .map(|placement| placement.accessor);
        decisions.second_level = Some(decisions::crowded(handles));
    }
    let mut placements = in_parallel(&operations, is_large, |operation| {
        place(graph, classes, config, &decisions, operation)
    });
    let contended = unique::unique_methods(&operations, &mut placements);
    Plan {
        placements,
        contended,
        decisions,
    }
}

fn place(
    graph: &TypeGraph,
    classes: &Classes,
    config: &NameConfig,
    decisions: &Decisions,
    operation: &Named<'_>,
) -> Placement {
    let grouping = decisions.grouping;
    let is_handle = |tag: &String| !decisions.no_handles.contains(tag);
    let mut placement = match grouping {
        _ if operation.group.is_some() => stated(graph, decisions, operation),
        Grouping::Annotation => annotated(graph, classes, operation)
            .unwrap_or_else(|| by_resource::place(graph, classes, operation)),
        Grouping::Tag if operation.tags.first().is_some_and(is_handle) => {
            by_tag::place(graph, decisions, operation)
        }
        Grouping::Resource => by_resource::place(graph, classes, operation),
        Grouping::Collection => by_path::collection(graph, decisions, operation),
        Grouping::Tag | Grouping::Path | Grouping::Auto => {
            by_path::first(graph, decisions, operation)
        }
    };
    if let Some(name) = &operation.name {
        let usual = placement.method.clone();
        placement = renamed(placement, words::snake(name));
        // where another operation of the handle has the same stated name
        if usual != placement.method {
            placement.full = Some(usual);
        }
    }
    let key = format!("{} {}", operation.verb, operation.template);
    let given = config.operations.get(&key).or_else(|| {
        operation
            .id
            .as_ref()
            .and_then(|id| config.operations.get(id))
    });
    if let Some(given) = given {
        if let Some(resource) = &given.resource {
            let method = placement.method;
            placement = match modules(grouping, resource) {
                Some((outer, last)) => in_module(last, operation, method).within(outer),
                None => {
                    let (package, class) = class::split(resource);
                    of_class(package, &words::pascal(class), method)
                }
            };
        }
        if let Some(method) = given.method.as_deref().map(words::snake) {
            placement = renamed(placement, method);
            placement.pinned = true;
        }
        if let Some(params) = &given.params {
            placement.params = words::pascal(params);
        }
    }
    placement.package = path::of_package(placement.package);
    // what is left of an id may be a word that is no identifier
    placement.method = callable(&placement.method);
    placement.full = placement.full.as_deref().map(callable);
    match &operation.variant {
        Some(variant) => of_variant(placement, variant),
        None => placement,
    }
}

/// The handle that a setting names, and those around it, where handles are modules: `devices`, or `dcim.devices` on a second
/// level. With dots, anything else is a class.
fn modules(grouping: Grouping, resource: &str) -> Option<(Path, &str)> {
    if !matches!(
        grouping,
        Grouping::Tag | Grouping::Path | Grouping::Collection
    ) {
        return None;
    }
    let Some((outer, last)) = resource.rsplit_once('.') else {
        return Some((Vec::new(), resource));
    };
    let is_module = |step: &str| !step.is_empty() && words::snake(step) == step;
    let steps = outer.split('.').map(str::to_owned);
    (is_module(last) && outer.split('.').all(is_module)).then(|| (steps.collect(), last))
}

/// A method's name as one that a call finds.
fn callable(method: &str) -> String {
    let mut method = words::snake(method);
    if scope::is_taken_by_value(&method) {
        method.push('_');
    }
    method
}

/// The placement of an operation with a body other than the preferred one: beside that one, and named after its body.
fn of_variant(placement: Placement, variant: &str) -> Placement {
    let params = placement.params.trim_end_matches('_');
    let params = params.strip_suffix("Params").unwrap_or(params);
    let longest = words::pascal(&format!("{params} with {variant} params"));
    // without the preposition if the name would be too long to read
    let joint = match words::is_readable(&longest) {
        true => "with ",
        false => "",
    };
    let with = |name: &str| words::snake(&format!("{name} {joint}{variant}"));
    let params = words::pascal(&format!("{params} {joint}{variant} params"));
    Placement {
        method: with(&placement.method),
        full: placement.full.as_deref().map(with),
        pinned: false,
        params,
        ..placement
    }
}

/// The placement of a method of a class.
pub(super) fn of_class(package: Path, class: &str, method: String) -> Placement {
    let class = class.trim_end_matches('_');
    let plural = words::plural(class);
    Placement {
        params: words::pascal(&format!("{class}_{method}_params")),
        resource: format!("{plural}Resource"),
        accessor: words::snake(&plural),
        home: words::snake(class),
        class: class.to_owned(),
        package,
        method,
        full: None,
        pinned: false,
    }
}

/// The placement of a method on the handle of a module without a class from the document.
fn in_module(group: &str, operation: &Named<'_>, method: String) -> Placement {
    Placement {
        params: words::pascal(&format!("{method}_params")),
        full: method::full(operation),
        method,
        ..of_module(group)
    }
}

/// The handle of a module, without a method.
fn of_module(group: &str) -> Placement {
    let home = words::snake(group);
    let class = words::pascal(group).trim_end_matches('_').to_owned();
    Placement {
        params: String::new(),
        resource: format!("{class}Resource"),
        accessor: home.clone(),
        package: vec![home.clone()],
        home,
        class,
        method: String::new(),
        full: None,
        pinned: false,
    }
}

/// The same, on the second level if the group has one, under the next word of the path. As long as second levels aren't
/// decided, the first one is counted, and the method doesn't matter.
fn in_levels(
    graph: &TypeGraph,
    decisions: &Decisions,
    operation: &Named<'_>,
    group: &str,
    groups: &[&str],
) -> Placement {
    let Some(levels) = &decisions.second_level else {
        return of_module(group);
    };
    let home = words::snake(group);
    let second = (levels.contains(&home))
        .then(|| method::second(operation, group))
        .flatten();
    let dropped = &decisions.drop_prefix;
    let method = method::name(graph, operation, groups, second, dropped);
    match second {
        Some(second) => in_module(second, operation, method).within(vec![home]),
        None => in_module(group, operation, method),
    }
}

/// The placement in the groups that the document specifies, from the outside in.
fn stated(graph: &TypeGraph, decisions: &Decisions, operation: &Named<'_>) -> Placement {
    let groups = operation.group.as_deref().unwrap_or_default();
    let last = groups.last().map_or("root", String::as_str);
    let texts: Vec<&str> = groups.iter().rev().map(String::as_str).collect();
    let method = method::name(graph, operation, &texts, None, &decisions.drop_prefix);
    let mut placement = in_module(last, operation, method);
    placement.package = groups.iter().map(|group| words::snake(group)).collect();
    placement
}

/// The placement from annotations in the document.
///
/// An operation may be a method of several classes. A canonical method of a service that is not a class's own convenience
/// (`custom`) takes precedence.
fn annotated(graph: &TypeGraph, classes: &Classes, operation: &Named<'_>) -> Option<Placement> {
    let rank = |hint: &MethodHint| {
        let kind = usize::from(hint.kind == "custom");
        let on = ["service", "class", "collection", "instance"]
            .iter()
            .position(|&o| o == hint.on)
            .unwrap_or(4);
        (hint.non_canonical, on > 0, kind, on)
    };
    let hint = operation
        .methods
        .iter()
        .min_by_key(|hint| (rank(hint), &hint.component, &hint.method))?;
    let id = classes.by_component.get(&hint.component)?;
    let (package, ident) = match classes.standalone.get(id) {
        Some(class) => (class.package.clone(), class.ident.clone()),
        None => (
            Vec::new(),
            words::pascal(graph[*id].hints.class.as_deref().unwrap_or(&hint.component)),
        ),
    };
    Some(of_class(package, &ident, words::snake(&hint.method)))
}

/// The same placement with another method name, which also names the params unless an override names them.
fn renamed(placement: Placement, method: String) -> Placement {
    let usual = |method: &str| {
        let class = &placement.class;
        [
            words::pascal(&format!("{class}_{method}_params")),
            words::pascal(&format!("{method}_params")),
        ]
    };
    let old = usual(&placement.method);
    let new = usual(&method);
    let params = std::iter::zip(old, new)
        .find(|(old, _)| *old == placement.params)
        .map_or(placement.params, |(_, new)| new);
    Placement {
        method,
        params,
        ..placement
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_no_segments() {
        assert_eq!(segments("/v1/charges/{charge}"), ["charges", "{charge}"]);
        assert_eq!(segments("/api/v2.1/users"), ["users"]);
        assert_eq!(segments("/2010-04-01/Accounts"), ["Accounts"]);
        assert_eq!(segments("/v1"), ["v1"]);
    }

    #[test]
    fn classes_make_handles() {
        let placement = of_class(
            vec!["identity".into()],
            "VerificationSession",
            "create".into(),
        );
        assert_eq!(placement.resource, "VerificationSessionsResource");
        assert_eq!(placement.accessor, "verification_sessions");
        assert_eq!(placement.params, "VerificationSessionCreateParams");
        assert_eq!(placement.home, "verification_session");
    }
}
