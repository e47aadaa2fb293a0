//! The documentation of items, from the descriptions of the document.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::graph::{self, EnumValue, Property, TypeGraph};
use crate::model::Meta;
use crate::name::Names;
use crate::prose::Prose;

/// Writes documentation.
pub(super) struct Writer<'a> {
    prose: Prose<'a>,
}

/// The paths of types by the words that descriptions use for them.
pub(super) type Words = BTreeMap<String, String>;

/// The words that name exactly one standalone type.
pub(super) fn words(graph: &TypeGraph, names: &Names) -> Words {
    let mut out: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (component, id) in &graph.components {
        let Some(path) = names.types.get(id) else {
            continue;
        };
        let target = crate::model::rust_path(path);
        let ident = path
            .last()
            .map(|i| i.trim_end_matches('_').to_owned())
            .unwrap_or_default();
        for word in [component.clone(), ident] {
            // a single lower-case word is more often a field than a type
            if !word.contains(['.', '_']) && !word.starts_with(char::is_uppercase) {
                continue;
            }
            out.entry(word)
                .and_modify(|known| {
                    if known.as_ref() != Some(&target) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(target.clone()));
        }
    }
    out.into_iter()
        .filter_map(|(word, target)| Some((word, target?)))
        .collect()
}

impl<'a> Writer<'a> {
    pub(super) fn new(config: &'a Config, links: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            prose: Prose::new(&config.docs, links),
        }
    }

    /// Clean Markdown.
    pub(super) fn text(&self, description: &str) -> String {
        self.prose.markdown(description)
    }

    /// One line of clean Markdown.
    pub(super) fn line(&self, description: &str) -> String {
        self.prose.line(description)
    }

    /// The documentation of a schema or operation.
    pub(super) fn meta(&self, meta: &graph::Meta, pointer: &str) -> Meta {
        let mut doc = self.text(&meta.description);
        let notes: Vec<String> = meta
            .notes
            .iter()
            .map(|note| self.prose.line(note))
            .collect();
        add_notes(&mut doc, &notes);
        if let Some((url, text)) = &meta.external_docs {
            let text = if text.trim().is_empty() {
                "More"
            } else {
                text.trim()
            };
            push(
                &mut doc,
                &self.text(&format!("[{}]({url})", text.replace(['[', ']'], ""))),
            );
        }
        let notes = meta.notes.iter().zip(notes);
        let rules = notes.filter(|(note, _)| !note.starts_with("Example"));
        Meta {
            doc,
            rules: rules.map(|(_, line)| line).collect(),
            deprecated: meta.deprecated.then(String::new),
            pointer: pointer.to_owned(),
            ..Meta::default()
        }
    }

    /// The documentation of a property.
    pub(super) fn property(&self, property: &Property, loosened: bool) -> Meta {
        let mut meta = self.meta(&property.meta, &property.pointer);
        if property.read_only {
            push(&mut meta.doc, "Only answers have it.");
        }
        if property.write_only {
            push(&mut meta.doc, "Only requests have it.");
        }
        if loosened {
            push(
                &mut meta.doc,
                "The document requires it, but no finite value could hold it.",
            );
        }
        meta
    }

    /// The documentation of a listed value.
    pub(super) fn value(&self, value: &EnumValue) -> Meta {
        Meta {
            doc: self.text(&value.description),
            deprecated: value.deprecated.then(String::new),
            ..Meta::default()
        }
    }
}

/// Adds notes: one as a paragraph, several as a list.
fn add_notes(doc: &mut String, notes: &[String]) {
    let notes: Vec<&str> = (notes.iter())
        .map(String::as_str)
        .filter(|note| !note.is_empty())
        .collect();
    match notes.as_slice() {
        [] => {}
        [note] => push(doc, note),
        several => push(doc, &format!("- {}", several.join("\n- "))),
    }
}

/// Adds a paragraph.
pub(super) fn push(doc: &mut String, paragraph: &str) {
    if paragraph.is_empty() {
        return;
    }
    if !doc.is_empty() {
        doc.push_str("\n\n");
    }
    doc.push_str(paragraph);
}
