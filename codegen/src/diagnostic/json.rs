//! Diagnostics as JSON, for editors and for continuous integration.

use serde_json::{Value, json};

use super::{Diagnostics, Sources};

impl Diagnostics {
    /// All diagnostics as a JSON array, errors first, in the order of their places.
    ///
    /// Each has `severity`, `code`, `message`, `file` and `pointer`; `line`, `column` (both from 1, columns in
    /// characters) and `bytes` where the text has the place; `label` and `help` where there is one.
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
                if let Some(span) = span {
                    object["line"] = span.line.into();
                    object["column"] = span.column.into();
                    object["bytes"] = json!([span.bytes.start, span.bytes.end]);
                }
                if !diagnostic.label.is_empty() {
                    object["label"] = diagnostic.label.clone().into();
                }
                if let Some(help) = &diagnostic.help {
                    object["help"] = help.clone().into();
                }
                object
            });
        Value::Array(list.collect())
    }
}
