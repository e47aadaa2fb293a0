//! Diagnostics as JSON, for editors and CI.

use serde_json::{Value, json};

use super::{Diagnostics, Sources, Span};
use crate::json::put;

impl Diagnostics {
    /// All diagnostics as a JSON array, errors first, in the order of their places.
    ///
    /// Each has `severity`, `code`, `message`, `file` and `pointer`; `line`, `column` (both from 1, columns in
    /// characters) and `bytes` where the text has the place; `label` and `help` where there is one; `marks` where
    /// further places have to do with it, each with `file`, `pointer`, `label` and its place in the text.
    #[must_use]
    pub fn to_json(&self, sources: &dyn Sources) -> Value {
        let list = self
            .in_order(sources)
            .into_iter()
            .map(|(diagnostic, span)| {
                let mut object = json!({
                    "severity": diagnostic.severity.as_str(),
                    "code": diagnostic.code.as_str(),
                    "message": diagnostic.message,
                    "file": sources.name(diagnostic.place.file),
                    "pointer": diagnostic.place.pointer,
                });
                locate(&mut object, span.as_ref());
                if !diagnostic.label.is_empty() {
                    put(&mut object, "label", diagnostic.label.clone());
                }
                if let Some(help) = &diagnostic.help {
                    put(&mut object, "help", help.clone());
                }
                if !diagnostic.marks.is_empty() {
                    let marks = diagnostic.marks.iter().map(|mark| {
                        let mut object = json!({
                            "file": sources.name(mark.place.file),
                            "pointer": mark.place.pointer,
                            "label": mark.label,
                        });
                        locate(&mut object, sources.span(&mark.place).as_ref());
                        object
                    });
                    put(&mut object, "marks", Value::Array(marks.collect()));
                }
                object
            });
        Value::Array(list.collect())
    }
}

/// Says where in the text something stands.
fn locate(object: &mut Value, span: Option<&Span>) {
    if let Some(span) = span {
        put(object, "line", span.line);
        put(object, "column", span.column);
        put(object, "bytes", json!([span.bytes.start, span.bytes.end]));
    }
}
