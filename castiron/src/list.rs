//! `list`: the operations and schemas of a document, with the selector that each needs.

use std::collections::BTreeMap;

use castiron_codegen::diagnostic::Diagnostics;
use castiron_codegen::graph::{Operation, TypeGraph};
use castiron_codegen::{select, shape};
use serde_json::json;

use crate::Outcome;
use crate::args::{ListArgs, Listed};
use crate::console::Console;
use crate::failure::Failure;
use crate::input::{Here, Input};
use crate::target::Target;

/// Lists what is in a document.
pub(crate) fn run(args: &ListArgs, console: &Console) -> Result<Outcome, Failure> {
    let here = Here::find()?;
    let target = Target::one(&here, args.spec.as_deref(), args.name.as_deref())?;
    let input = Input::read(&here, &target, &args.reading)?;
    let Some(document) = input.sound() else {
        console.diagnostics(&input.diagnostics, &input.sources());
        console.error(&format!("{} cannot be listed", input.name));
        return Ok(Outcome::Failed);
    };
    let graph = shape::shape(document, &input.config.schemas, &mut Diagnostics::new());
    let mut selected = graph.clone();
    let _ = select::select(&mut selected, &input.config.select);
    let list = List::of(&graph, &selected);
    if console.is_json() {
        console.print_json(&list.json());
    } else {
        console.print(&list.text(args.only));
    }
    Ok(Outcome::Done)
}

/// What is in a document. Whether something is generated is said beside it.
struct List {
    operations: Vec<Entry>,
    schemas: Vec<Entry>,
    /// Tags with the number of their operations.
    tags: BTreeMap<String, usize>,
}

/// An operation or a schema.
struct Entry {
    selector: String,
    /// Verb and path of an operation.
    what: Option<(String, String)>,
    tags: Vec<String>,
    is_selected: bool,
}

impl List {
    fn of(graph: &TypeGraph, selected: &TypeGraph) -> Self {
        let key = |operation: &Operation| (operation.verb.clone(), operation.template.clone());
        let kept: Vec<_> = selected.operations.iter().map(key).collect();
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        for id in graph
            .operations
            .iter()
            .filter_map(|operation| operation.id.as_deref())
        {
            *ids.entry(id).or_default() += 1;
        }
        let mut tags: BTreeMap<String, usize> = BTreeMap::new();
        for tag in graph
            .operations
            .iter()
            .flat_map(|operation| &operation.tags)
        {
            *tags.entry(tag.clone()).or_default() += 1;
        }
        let operations = graph.operations.iter().map(|operation| Entry {
            // an id that several have, or with a star in it, would mean more than this one
            selector: match operation.id.as_deref() {
                Some(id) if ids.get(id) == Some(&1) && !id.contains('*') => {
                    format!("operation:{id}")
                }
                _ => format!("{} {}", operation.verb, operation.template),
            },
            what: Some(key(operation)),
            tags: operation.tags.clone(),
            is_selected: kept.contains(&key(operation)),
        });
        let schemas = graph.components.iter().map(|(name, _)| Entry {
            selector: format!("schema:{name}"),
            what: None,
            tags: Vec::new(),
            is_selected: selected.components.iter().any(|(kept, _)| kept == name),
        });
        Self {
            operations: operations.collect(),
            schemas: schemas.collect(),
            tags,
        }
    }

    fn text(&self, only: Option<Listed>) -> String {
        let mut out = String::new();
        let is_shown = |what: Listed| only.is_none_or(|only| only == what);
        let mut part = |name: &str, lines: Vec<(String, String)>| {
            let width = lines
                .iter()
                .map(|(selector, _)| selector.chars().count())
                .max()
                .unwrap_or(0)
                .min(48);
            out.push_str(&format!("{name} ({})\n", lines.len()));
            for (selector, about) in lines {
                out.push_str(format!("  {selector:<width$}  {about}").trim_end());
                out.push('\n');
            }
        };
        if is_shown(Listed::Tags) {
            let lines = self.tags.iter().map(|(tag, number)| {
                (
                    format!("tag:{tag}"),
                    crate::report::count(*number, "operation"),
                )
            });
            part("tags", lines.collect());
        }
        if is_shown(Listed::Operations) {
            part(
                "operations",
                self.operations.iter().map(Entry::line).collect(),
            );
        }
        if is_shown(Listed::Schemas) {
            part("schemas", self.schemas.iter().map(Entry::line).collect());
        }
        out
    }

    fn json(&self) -> serde_json::Value {
        let entry = |entry: &Entry| {
            let mut object = json!({ "selector": entry.selector, "selected": entry.is_selected });
            if let Some((verb, path)) = &entry.what {
                object["verb"] = verb.as_str().into();
                object["path"] = path.as_str().into();
                object["tags"] = entry.tags.clone().into();
            }
            object
        };
        let tags: Vec<_> = self
            .tags
            .iter()
            .map(|(tag, number)| json!({ "selector": format!("tag:{tag}"), "operations": number }))
            .collect();
        json!({
            "tags": tags,
            "operations": self.operations.iter().map(entry).collect::<Vec<_>>(),
            "schemas": self.schemas.iter().map(entry).collect::<Vec<_>>(),
        })
    }
}

impl Entry {
    /// The selector as a shell takes it, and what there is to know of the entry.
    fn line(&self) -> (String, String) {
        let mut about = String::new();
        if let Some((verb, path)) = &self.what {
            let operation = format!("{verb} {path}");
            if operation != self.selector {
                about.push_str(&operation);
            }
            for tag in &self.tags {
                about.push_str(&format!("  tag:{tag}"));
            }
        }
        if !self.is_selected {
            about.push_str("  (left out)");
        }
        (
            crate::codegen::word(&self.selector),
            about.trim_start().to_owned(),
        )
    }
}
