//! [`Node`] to [`openapiv3::OpenAPI`], by hand.
//!
//! The types' own `Deserialize` fails at the first error and can't report its position. This reader takes what it
//! understands, repairs common mistakes with a warning at their place, and reports the rest. Unknown keywords are not
//! errors; `x-…` keywords are kept in `extensions`. Keywords without a field travel as `x-castiron-…`: see the table in
//! [`lower`](super::lower).
//!
//! Of its 2,400 lines some 130 read a plain key into the field of the same name, one line per key. A table of keys could
//! only replace those, and would need as many lines and a function pointer for each type of field. The rest are repairs,
//! each different: of `type` and `enum`, of parameters, media types, status codes and security schemes.

use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem, ReferenceOr};
use serde_json::Value;

use super::files::Files;
use super::node::{Node, Object};
use super::origin::Origins;
use super::pointer::Path;
use super::version::SpecVersion;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};

mod document;
mod enumeration;
mod media;
mod operation;
mod parameter;
mod response;
mod schema;
mod schema_kind;
mod security;
#[cfg(test)]
mod tests;
mod values;

pub(crate) use security::DEVICE_FLOW;

/// Extensions of any object.
type Extensions = IndexMap<String, Value>;

/// The filled parts of a document.
pub(super) struct Filled {
    pub(super) api: OpenAPI,
    pub(super) webhooks: IndexMap<String, ReferenceOr<PathItem>>,
}

/// Fills the types from a lowered, bundled tree.
pub(super) fn fill(
    root: &Node,
    version: &SpecVersion,
    origins: &Origins,
    files: &Files,
    diagnostics: &mut Diagnostics,
) -> Filled {
    let mut fill = Fill {
        root,
        version,
        origins,
        files,
        diagnostics,
        path: Path::default(),
        template: None,
        keeps_values: true,
    };
    fill.document()
}

/// A walk over the tree. `path` is where it is.
struct Fill<'a> {
    root: &'a Node,
    version: &'a SpecVersion,
    origins: &'a Origins,
    files: &'a Files,
    diagnostics: &'a mut Diagnostics,
    path: Path,
    /// The path template whose item the walk is in.
    template: Option<&'a str>,
    /// Whether the values of examples are kept.
    keeps_values: bool,
}

impl<'a> Fill<'a> {
    /// Where the walk is, in the author's text.
    fn here(&self) -> Place {
        self.origins.place(self.path.as_str())
    }

    /// Warns about the value where the walk is, and says what stands under the mark.
    fn warn_label(&mut self, code: Code, message: impl Into<String>, label: impl Into<String>) {
        let place = self.here();
        self.diagnostics
            .push(Diagnostic::warning(code, place, message).label(label));
    }

    /// Warns that something required is missing from the object where the walk is.
    fn missing(&mut self, what: &str, instead: &str) {
        let place = self.here().at_key();
        self.diagnostics.push(
            Diagnostic::warning(Code::Missing, place, format!("{what} is missing")).label(instead),
        );
    }

    /// Warns if something required is missing from the object where the walk is; an empty value is as good as none.
    fn needs(&mut self, object: &Object, key: &str, instead: &str) {
        if lacks(object, key) {
            self.missing(&format!("`{key}`"), instead);
        }
    }

    /// Steps down to `key` for `work`.
    fn at<T>(&mut self, key: &str, work: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.path.push(key);
        let out = work(self);
        self.path.pop(mark);
        out
    }

    /// Calls `work` with each key and value of an object, the walk standing at the value.
    fn each(&mut self, object: &'a Object, mut work: impl FnMut(&mut Self, &'a str, &'a Node)) {
        for (key, node) in object.iter() {
            let mark = self.path.push(key);
            work(self, key, node);
            self.path.pop(mark);
        }
    }

    /// The items of a list, each read by `work`, the walk standing at the item.
    fn list<T>(
        &mut self,
        node: &'a Node,
        mut work: impl FnMut(&mut Self, &'a Node) -> Option<T>,
    ) -> Vec<T> {
        let Some(items) = self.array(node) else {
            return Vec::new();
        };
        let mut out = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let mark = self.path.push_index(index);
            out.extend(work(self, item));
            self.path.pop(mark);
        }
        out
    }

    /// The values of an object by their keys, each read by `work`, the walk standing at the value.
    fn map<T>(
        &mut self,
        node: &'a Node,
        mut work: impl FnMut(&mut Self, &'a Node) -> Option<T>,
    ) -> IndexMap<String, T> {
        let Some(object) = self.object(node) else {
            return IndexMap::new();
        };
        let mut out = IndexMap::with_capacity(object.len());
        self.each(object, |fill, key, node| {
            if let Some(value) = work(fill, node) {
                out.insert(key.to_owned(), value);
            }
        });
        out
    }

    /// A map whose own extensions don't count as entries.
    fn map_without_extensions<T>(
        &mut self,
        node: &'a Node,
        mut work: impl FnMut(&mut Self, &'a Node) -> Option<T>,
    ) -> IndexMap<String, T> {
        let Some(object) = self.object(node) else {
            return IndexMap::new();
        };
        let mut out = IndexMap::with_capacity(object.len());
        self.each(object, |fill, key, node| {
            if is_extension(key) && !matches!(node, Node::Object(_)) {
                return;
            }
            if let Some(value) = work(fill, node) {
                out.insert(key.to_owned(), value);
            }
        });
        out
    }

    /// A reference, or what `work` makes of the value. A reference to what was left out is left out too.
    fn reference_or<T>(
        &mut self,
        node: &'a Node,
        work: impl FnOnce(&mut Self, &'a Node) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        match reference(node) {
            Some(text) => {
                let there = text
                    .strip_prefix('#')
                    .and_then(|pointer| self.root.at(pointer));
                matches!(there, Some(Node::Object(_))).then(|| ReferenceOr::Reference {
                    reference: text.to_owned(),
                })
            }
            None => work(self, node).map(ReferenceOr::Item),
        }
    }

    /// Keeps `node` if `key` is that of an extension.
    fn extension(&mut self, extensions: &mut Extensions, key: &str, node: &Node) {
        if is_extension(key) {
            extensions.insert(key.to_owned(), node.to_json());
        }
    }
}

/// The text of `$ref`, if that is what a value is.
fn reference(node: &Node) -> Option<&str> {
    node.as_object()?.str("$ref")
}

/// Whether an object has nothing under a key.
fn lacks(object: &Object, key: &str) -> bool {
    matches!(object.get(key), None | Some(Node::Null))
}

/// Whether a keyword is an extension.
fn is_extension(key: &str) -> bool {
    key.starts_with("x-") || key.starts_with("X-")
}
