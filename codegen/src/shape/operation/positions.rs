//! Parts of multipart bodies by position (OpenAPI 3.2, Encoding By Position).

use openapiv3::{MediaType, ReferenceOr, Schema, SchemaKind, Type};
use serde_json::Value;

use crate::diagnostic::Code;
use crate::graph::PropertyEncoding;
use crate::load::pointer;
use crate::shape::shaper::{Shaper, below};

/// The keys that lowering writes, and their original names.
const KEYS: [(&str, &str); 2] = [
    ("x-castiron-prefix-encoding", "prefixEncoding"),
    ("x-castiron-item-encoding", "itemEncoding"),
];

impl Shaper<'_> {
    /// Whether the schema of a media type is a list, through references.
    pub(super) fn is_list(&self, content: &MediaType) -> bool {
        let schemas = self.input.api.components.as_ref();
        let mut at: Option<&ReferenceOr<Schema>> = content.schema.as_ref();
        // bounded by the number of schemas: references may be circular
        for _ in 0..=schemas.map_or(0, |all| all.schemas.len()) {
            match at {
                Some(ReferenceOr::Item(schema)) => {
                    return matches!(schema.schema_kind, SchemaKind::Type(Type::Array(_)));
                }
                Some(ReferenceOr::Reference { reference }) => {
                    let name = reference.strip_prefix("#/components/schemas/");
                    at = name.and_then(|name| schemas?.schemas.get(&*pointer::unescape(name)));
                }
                None => return false,
            }
        }
        false
    }

    /// Warns if a body without items has encodings for items.
    pub(super) fn unfollowed(&mut self, content: &MediaType, pointer: &str) {
        for (key, name) in KEYS {
            if content.extensions.contains_key(key) {
                let message = format!("`{name}` is followed in multipart bodies of lists alone");
                let pointer = below(pointer, &[name]);
                self.warn(Code::UnsupportedOperation, &pointer, message);
            }
        }
    }

    /// The encodings of a body's items: one named after each position, and an unnamed one for all others.
    pub(super) fn by_position(
        &mut self,
        content: &MediaType,
        pointer: &str,
    ) -> Vec<PropertyEncoding> {
        let [prefix, items] = KEYS.map(|(key, _)| content.extensions.get(key));
        let prefix = prefix.and_then(Value::as_array).into_iter().flatten();
        let prefix = prefix
            .enumerate()
            .map(|(index, one)| (index.to_string(), one));
        let all: Vec<(String, &Value)> = prefix
            .chain(items.map(|one| (String::new(), one)))
            .collect();
        let mut found = Vec::new();
        for (property, said) in all {
            for key in ["headers", "style", "explode", "allowReserved"] {
                if said.get(key).is_some() {
                    let message = format!("`{key}` of an encoding by position is not followed");
                    self.warn(Code::UnsupportedOperation, pointer, message);
                }
            }
            let media_type = said.get("contentType").and_then(Value::as_str);
            found.push(PropertyEncoding {
                property,
                style: None,
                explode: true,
                reserved: false,
                media_type: media_type.map(str::to_owned),
            });
        }
        found
    }
}
