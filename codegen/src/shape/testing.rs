//! Helpers for tests of this pass: a small document in, its graph as short text out.

use std::collections::BTreeMap;
use std::path::Path;

use super::{FormatRule, ShapeConfig};
use crate::diagnostic::{Diagnostics, Severity};
use crate::graph::{Answer, Operation, Shape, TypeGraph, Use};
use crate::load::{LoadOptions, load};
use crate::source::Memory;

/// A document and its graph.
pub(super) struct Shaped {
    pub(super) graph: TypeGraph,
    pub(super) diagnostics: Diagnostics,
}

/// The graph of a whole document.
#[track_caller]
pub(super) fn document(text: &str) -> Shaped {
    with(text, &ShapeConfig::default())
}

/// The graph of a whole document, with components that have a type of the user's own.
#[track_caller]
pub(super) fn with_own(
    text: &str,
    config: &ShapeConfig,
    replaced: &BTreeMap<String, FormatRule>,
) -> Shaped {
    let source = Memory::new().with("openapi.yaml", text);
    let loaded = load(&source, Path::new("openapi.yaml"), &LoadOptions::default());
    let said: Vec<_> = loaded.diagnostics.iter().collect();
    let document = loaded
        .document
        .unwrap_or_else(|| panic!("not loaded: {said:?}"));
    let mut diagnostics = Diagnostics::new();
    let graph = super::shape(&document, config, replaced, &mut diagnostics);
    Shaped { graph, diagnostics }
}

/// The graph of a whole document, with a configuration.
#[track_caller]
pub(super) fn with(text: &str, config: &ShapeConfig) -> Shaped {
    with_own(text, config, &BTreeMap::new())
}

/// The graph of a document with these schemas.
#[track_caller]
pub(super) fn schemas(text: &str) -> Shaped {
    document(&around_schemas(text))
}

/// A document with these schemas.
pub(super) fn around_schemas(text: &str) -> String {
    let version = if text.contains("const:")
        || text.contains("prefixItems")
        || text.contains("patternProperties")
    {
        "3.1.0"
    } else {
        "3.0.3"
    };
    let mut out = format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n"
    );
    indent(&mut out, text, "    ");
    out
}

/// A document with these paths, and a component `Thing`.
pub(super) fn around_paths(text: &str) -> String {
    let mut out = String::from(
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n    Thing: {type: object, properties: {id: {type: string}}}\npaths:\n",
    );
    indent(&mut out, text, "  ");
    out
}

/// The graph of a document with these paths, and a component `Thing`.
#[track_caller]
pub(super) fn paths(text: &str) -> Shaped {
    document(&around_paths(text))
}

fn indent(out: &mut String, text: &str, by: &str) {
    for line in text.lines() {
        out.push_str(by);
        out.push_str(line);
        out.push('\n');
    }
}

impl Shaped {
    /// A component as short text.
    #[track_caller]
    pub(super) fn component(&self, name: &str) -> String {
        let (_, id) = self
            .graph
            .components
            .iter()
            .find(|(other, _)| other == name)
            .expect("the component");
        short_shape(&self.graph, &self.graph[*id].shape, 0)
    }

    /// An operation, written as `GET /template`.
    #[track_caller]
    pub(super) fn operation(&self, name: &str) -> &Operation {
        let is =
            |operation: &&Operation| format!("{} {}", operation.verb, operation.template) == name;
        self.graph
            .operations
            .iter()
            .find(is)
            .expect("the operation")
    }

    /// Parameters, body and response of an operation as short text.
    #[track_caller]
    pub(super) fn summary(&self, name: &str) -> String {
        let operation = self.operation(name);
        let mut out = Vec::new();
        for parameter in operation.path.iter().chain(&operation.parameters) {
            let optional = if parameter.required { "" } else { "?" };
            out.push(format!(
                "{:?} {}{optional}: {}",
                parameter.location,
                parameter.wire,
                self.short(parameter.ty)
            ));
        }
        if let Some(body) = &operation.body {
            let optional = if body.required { "" } else { "?" };
            out.push(format!(
                "{}{optional}: {}",
                body.media_type,
                self.short(body.ty)
            ));
        }
        out.push(match &operation.answer {
            Answer::Json(ty) => format!("-> {}", self.short(*ty)),
            Answer::Several(ty, heads) => {
                let Shape::Union(union) = &self.graph[ty.ty].shape else {
                    panic!("several answers are a union");
                };
                let branches = heads.iter().zip(&union.branches).map(|(head, branch)| {
                    let media_type = head.media_type.as_deref().unwrap_or("nothing");
                    let (status, name) = (&head.status, &head.name);
                    format!("{name} = {status} {media_type} {}", self.short(branch.ty))
                });
                format!("-> [{}]", branches.collect::<Vec<_>>().join(", "))
            }
            answer => format!("-> {answer:?}"),
        });
        out.extend(
            operation
                .errors
                .iter()
                .map(|(status, ty)| format!("!{status} {}", self.short(*ty))),
        );
        out.join("; ")
    }

    /// A schema as short text.
    pub(super) fn short(&self, ty: Use) -> String {
        short(&self.graph, ty, 0)
    }

    /// The codes of all diagnostics.
    pub(super) fn codes(&self) -> Vec<String> {
        self.diagnostics
            .iter()
            .map(|diagnostic| {
                let letter = match diagnostic.severity {
                    Severity::Error => 'E',
                    Severity::Warning => 'W',
                    Severity::Note => 'N',
                };
                format!(
                    "{letter} {:?} {}",
                    diagnostic.code, diagnostic.place.pointer
                )
            })
            .collect()
    }
}

/// Components by name, everything else inline.
fn short(graph: &TypeGraph, ty: Use, depth: usize) -> String {
    let node = &graph[ty.ty];
    let text = match &node.component {
        Some(name) => name.clone(),
        None => short_shape(graph, &node.shape, depth),
    };
    if ty.nullable {
        format!("{text}?")
    } else {
        text
    }
}

fn short_shape(graph: &TypeGraph, shape: &Shape, depth: usize) -> String {
    if depth > 10 {
        return "…".to_owned();
    }
    let inner = |ty: &Use| short(graph, *ty, depth + 1);
    match shape {
        Shape::Any => "any".to_owned(),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Integer(format) => format!("{format:?}"),
        Shape::Number(format) => format!("{format:?}"),
        Shape::String(format) => format!("{format:?}"),
        Shape::Constant(value) => format!("={value}"),
        Shape::Enum(values) => {
            let values: Vec<_> = values
                .iter()
                .map(|value| match &value.name {
                    Some(name) => format!("{name}={}", value.value),
                    None => value.value.to_string(),
                })
                .collect();
            format!("enum({})", values.join(" "))
        }
        Shape::Array(ty) => format!("[{}]", inner(ty)),
        Shape::Tuple(items) => {
            format!(
                "({})",
                items.iter().map(inner).collect::<Vec<_>>().join(", ")
            )
        }
        Shape::Map(ty) => format!("map({})", inner(ty)),
        Shape::Metadata(unset) => format!("metadata({unset})"),
        Shape::List(ty) => format!("list({})", inner(ty)),
        Shape::Expandable(ty) => format!("expandable({})", inner(ty)),
        Shape::Emptyable(ty) => format!("emptyable({})", inner(ty)),
        Shape::Range(ty) => format!("range({})", inner(ty)),
        Shape::Alias(ty) => format!("alias({})", inner(ty)),
        Shape::Object(object) => {
            let mut fields: Vec<_> = object
                .properties
                .iter()
                .map(|property| {
                    let optional = if property.required { "" } else { "?" };
                    format!("{}{optional}: {}", property.wire, inner(&property.ty))
                })
                .collect();
            let patterns = object.patterns.iter();
            fields.extend(patterns.map(|one| format!("/{}/: {}", one.text, inner(&one.ty))));
            fields.extend(
                object
                    .additional
                    .iter()
                    .map(|ty| format!("*: {}", inner(ty))),
            );
            format!("{{{}}}", fields.join(", "))
        }
        Shape::Union(union) => {
            let branches: Vec<_> = union
                .branches
                .iter()
                .map(|branch| {
                    let mut text = inner(&branch.ty);
                    if branch.unit {
                        text.push('!');
                    }
                    if let Some(property) = &branch.under {
                        text += &format!(" under {}", property.wire);
                    }
                    for (index, (name, values)) in branch.tags.iter().enumerate() {
                        let values: Vec<_> = values
                            .iter()
                            .map(|value| value.as_str().map_or(value.to_string(), str::to_owned))
                            .collect();
                        let word = if index == 0 { "if" } else { "and" };
                        text += &match values.is_empty() {
                            true => format!(" {word} no {name}"),
                            false => format!(" {word} {name}={}", values.join("|")),
                        };
                    }
                    if !branch.keys.is_empty() {
                        text += &format!(" has {}", branch.keys.join("&"));
                    }
                    text
                })
                .collect();
            format!("({})", branches.join(" | "))
        }
    }
}
