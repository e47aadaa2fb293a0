//! OpenAPI 3.2: streams of items, additional methods, `in: querystring`.

use super::super::grammar::Kind;
use super::super::node::{Node, Object};
use super::super::pointer;
use super::super::version::{Level, SpecVersion};
use super::words::UNDERSTOOD;
use super::{Lower, keep};
use crate::diagnostic::Code;

impl Lower<'_> {
    /// A media type that is a sequence of items becomes an array of them.
    pub(super) fn media_type(&mut self, node: &mut Node) {
        let Some(object) = node.as_object_mut() else {
            return;
        };
        keep(object, "prefixEncoding", "prefix-encoding");
        keep(object, "itemEncoding", "item-encoding");
        let Some(items) = object.remove("itemSchema") else {
            return;
        };
        if object.contains("schema") {
            self.note(
                Code::NotExpressed,
                "itemSchema",
                "`itemSchema` beside `schema` describes the same content twice",
                "`schema` counts",
            );
            return;
        }
        let schema: Object = [("type", Node::from("array")), ("items", items)]
            .into_iter()
            .collect();
        object.insert("schema", schema);
        object.insert("x-castiron-item-schema", true);
        self.moved([
            ("/schema".to_owned(), "/itemSchema".to_owned()),
            ("/schema/items".to_owned(), "/itemSchema".to_owned()),
        ]);
    }

    /// A parameter that is the whole query string, a cookie that is written as it stands, and reserved characters where
    /// only 3.2 allows them.
    pub(super) fn parameter(&mut self, node: &mut Node) {
        let Some(object) = node.as_object_mut() else {
            return;
        };
        if object.str("in") == Some("cookie") && object.str("style") == Some("cookie") {
            object.insert("style", "form");
            object.insert("x-castiron-cookie", true);
        }
        if matches!(object.str("in"), Some("path" | "cookie" | "header"))
            && let Some(reserved) = object.remove("allowReserved")
        {
            let may = matches!(self.version, SpecVersion::V3_2(_));
            if may && object.str("in") != Some("header") {
                object.insert("x-castiron-allow-reserved", reserved);
            } else if reserved == Node::Bool(true) {
                self.note(
                    Code::NotExpressed,
                    "allowReserved",
                    "`allowReserved` says nothing about this parameter: headers are never encoded, and paths and cookies \
                     may hold reserved characters from 3.2 on",
                    "without effect",
                );
            }
        }
        if object.str("in") == Some("querystring") {
            object.insert("in", "query");
            object.insert("x-castiron-querystring", true);
            if !object.contains("name") {
                object.insert("name", "query");
            }
        }
    }

    /// Operations with methods that 3.0 has no field for get a path item of their own.
    pub(super) fn extra_methods(&mut self, root: &mut Node) {
        for section in ["paths", "webhooks"] {
            let Some(Node::Object(paths)) =
                root.as_object_mut().and_then(|root| root.get_mut(section))
            else {
                continue;
            };
            let mut added = Vec::new();
            for (path, item) in paths.iter_mut() {
                let Some(item) = item.as_object_mut() else {
                    continue;
                };
                let mut found = Vec::new();
                for key in ["query", "additionalOperations"] {
                    if item.contains(key) && self.version.level() < Level::V3_2 {
                        let marks = (self.path.push(section), self.path.push(path));
                        let span = (Level::V3_2, Level::V3_2);
                        self.of_other_version(Kind::PathItem.noun(), key, span, UNDERSTOOD);
                        self.path.pop(marks.1);
                        self.path.pop(marks.0);
                    }
                }
                if let Some(operation) = item.remove("query") {
                    found.push(("QUERY".to_owned(), operation, vec!["query".to_owned()]));
                }
                if let Some(Node::Object(more)) = item.remove("additionalOperations") {
                    for (method, operation) in more {
                        let keys = vec!["additionalOperations".to_owned(), method.to_string()];
                        found.push((method.to_string(), operation, keys));
                    }
                }
                for (method, mut operation, keys) in found {
                    let here = pointer::of(&[section, path]);
                    let name = format!("{path}#{method}");
                    let new = pointer::of(&[section, &name]);
                    let mut old = here.clone();
                    keys.iter().for_each(|key| pointer::push(&mut old, key));
                    self.origins
                        .moved([(new.clone(), here), (format!("{new}/post"), old)]);
                    if let Some(operation) = operation.as_object_mut() {
                        operation.insert("x-castiron-method", method);
                        operation.insert("x-castiron-path", path);
                    }
                    let mut only = Object::new();
                    only.insert("post", operation);
                    for key in ["parameters", "servers", "summary", "description"] {
                        if let Some(shared) = item.get(key) {
                            only.insert(key, shared.clone());
                        }
                    }
                    added.push((name, only));
                }
            }
            for (name, item) in added {
                paths.insert(name, item);
            }
        }
    }
}
