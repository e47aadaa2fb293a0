//! Bodies and forms, which are parameters in Swagger 2.0.

use super::super::super::node::{Node, Object};
use super::super::super::pointer;
use super::super::Lower;
use super::parameter::schema_of;
use super::{Media, Shared};
use crate::diagnostic::Code;

/// Whether a parameter goes into the body.
pub(in super::super) fn is_body(parameter: &Node) -> bool {
    matches!(
        parameter.get("in").and_then(Node::as_str),
        Some("body" | "formData")
    )
}

/// The parameter, or the one that it refers to, if it goes into the body.
pub(in super::super) fn body_of(parameter: &Node, shared: &Shared) -> Option<Object> {
    let target = |reference: &str| {
        let name = reference.strip_prefix("#/components/parameters/")?;
        shared.get(&pointer::unescape(name))
    };
    let parameter = parameter.behind(target)?;
    match is_body(parameter) {
        true => parameter.as_object().cloned(),
        false => None,
    }
}

impl Lower<'_> {
    /// The body of an operation from its body parameter or the fields of its form, each with the pointer that it
    /// stood at.
    pub(in super::super) fn request_body(
        &mut self,
        parameters: Vec<(Object, String)>,
        media: &Media,
    ) -> Object {
        let here = format!("{}/requestBody", self.path.as_str());
        let whole = parameters
            .iter()
            .position(|(parameter, _)| parameter.str("in") == Some("body"));
        match whole {
            Some(index) => {
                let mut parameters = parameters;
                let (body, origin) = parameters.swap_remove(index);
                self.whole_body(body, &here, &origin, media)
            }
            None => self.form(parameters, &here, media),
        }
    }

    fn whole_body(
        &mut self,
        mut parameter: Object,
        here: &str,
        origin: &str,
        media: &Media,
    ) -> Object {
        let schema = parameter
            .remove("schema")
            .unwrap_or_else(|| Node::Object(Object::new()));
        let examples = parameter.remove("examples");
        let example = ["example", "x-example", "x-examples"]
            .into_iter()
            .find_map(|key| parameter.remove(key));
        let mut body = Object::new();
        if !matches!(parameter.get("name"), Some(Node::String(_))) {
            let place = self.origins.place(origin).at_key();
            self.say(
                place,
                Code::Missing,
                "the parameter of the body has no name",
                "called `body`",
            );
        }
        // it has no other purpose than documentation (Swagger 2.0, Parameter Object)
        parameter.remove("name");
        parameter.remove("in");
        let mut types = media.consumes.clone();
        if types.is_empty() {
            types.push("application/json".to_owned());
        }
        let mut moves = vec![(here.to_owned(), origin.to_owned())];
        let mut content = Object::new();
        for name in types {
            let mut entry = Object::new();
            entry.insert("schema", schema.clone());
            if let Some(example) = &example {
                entry.insert("example", example.clone());
            }
            if let Some(examples) = &examples {
                entry.insert("examples", examples.clone());
            }
            moves.push((
                format!("{here}{}", pointer::of(&["content", &name, "schema"])),
                format!("{origin}/schema"),
            ));
            content.insert(name, entry);
        }
        for (key, value) in parameter {
            body.insert(key, value);
        }
        body.insert("content", content);
        self.origins.moved(moves);
        body
    }

    fn form(&mut self, fields: Vec<(Object, String)>, here: &str, media: &Media) -> Object {
        let is_file = |schema: &Object| {
            schema.str("type") == Some("file") || schema.str("format") == Some("binary")
        };
        let has_file = fields.iter().any(|(field, _)| {
            let schema = field.get("schema").and_then(Node::as_object);
            field.str("type") == Some("file") || schema.is_some_and(is_file)
        });
        let is_form = |name: &&String| {
            name.starts_with("multipart/") || name.starts_with("application/x-www-form-urlencoded")
        };
        let mut types: Vec<String> = media
            .consumes
            .iter()
            .filter(is_form)
            .filter(|name| !has_file || name.starts_with("multipart/"))
            .cloned()
            .collect();
        if types.is_empty() {
            let name = if has_file {
                "multipart/form-data"
            } else {
                "application/x-www-form-urlencoded"
            };
            types.push(name.to_owned());
        }
        let mut properties = Object::new();
        let mut required = Vec::new();
        let mut encoding = Object::new();
        let mut places = Vec::new();
        for (mut field, origin) in fields {
            let Some(Node::String(name)) = field.remove("name") else {
                let place = self.origins.place(&origin).at_key();
                self.say(
                    place,
                    Code::Missing,
                    "this field of a form has no name",
                    "left out",
                );
                continue;
            };
            if field.remove("required") == Some(Node::Bool(true)) {
                required.push(Node::String(name.clone()));
            }
            let mut style: Object = self.style(&mut field, "formData").into_iter().collect();
            for key in ["style", "explode", "allowReserved"] {
                if let Some(value) = field.remove(key) {
                    style.insert(key, value);
                }
            }
            if !style.is_empty() {
                encoding.insert(&*name, style);
            }
            field.remove("in");
            // in the words of 3.x, or in those of 2.0
            let (mut schema, origin) = match field.remove("schema") {
                Some(Node::Object(schema)) => (schema, format!("{origin}/schema")),
                _ => (schema_of(&mut field), origin),
            };
            for (key, value) in field {
                schema.insert(key, value);
            }
            places.push((name.clone(), origin));
            properties.insert(&*name, schema);
        }
        let is_required = !required.is_empty();
        let mut schema = Object::new();
        schema.insert("type", "object");
        if is_required {
            schema.insert("required", required);
        }
        schema.insert("properties", properties);
        let mut entry = Object::new();
        entry.insert("schema", schema);
        if !encoding.is_empty() {
            entry.insert("encoding", encoding);
        }
        let mut moves = Vec::new();
        if let Some((_, origin)) = places.first() {
            moves.push((here.to_owned(), origin.clone()));
        }
        let mut content = Object::new();
        for name in types {
            for (field, origin) in &places {
                let property = pointer::of(&["content", &name, "schema", "properties", field]);
                moves.push((format!("{here}{property}"), origin.clone()));
            }
            content.insert(name, entry.clone());
        }
        self.origins.moved(moves);
        let mut body = Object::new();
        body.insert("content", content);
        if is_required {
            body.insert("required", true);
        }
        body
    }
}
