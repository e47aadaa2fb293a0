//! Swagger 2.0. Bundling has already moved the sections of components; this converts the rest to 3.0: servers, parameters,
//! bodies, responses, security schemes.

use super::super::grammar::{Child, Kind};
use super::super::node::{Node, Object};
use super::super::pointer;
use super::Lower;
use super::lists::PARAMETERS;
use super::words::{OF_API, UNDERSTOOD};

mod body;
mod parameter;
mod response;
mod security;
#[cfg(test)]
mod tests;

pub(super) use body::{body_of, is_body};
pub(super) use parameter::{TYPES, of_schema};

/// The media types that an operation takes or gives.
#[derive(Clone, Debug, Default)]
pub(super) struct Media {
    consumes: Vec<String>,
    produces: Vec<String>,
}

/// The components that parameters may refer to, as they were before any of this.
type Shared = Object;

impl Lower<'_> {
    /// The media types that an object says, or else those that stand around it.
    pub(super) fn media(&mut self, object: &Object, around: &Media) -> Media {
        let mut list = |key: &str, around: &[String]| {
            let said = self.texts(object, key);
            said.unwrap_or_else(|| around.to_vec())
        };
        Media {
            consumes: list("consumes", &around.consumes),
            produces: list("produces", &around.produces),
        }
    }

    pub(super) fn swagger(&mut self, root: &mut Object) {
        // bundling has made them, or has said whose they are
        self.mixed
            .insert((Kind::Document.noun(), "components".to_owned(), UNDERSTOOD));
        self.keys(root, Kind::Document);
        self.servers(root);
        let media = self.media(root, &Media::default());
        root.retain(|key, _| !OF_API.contains(&key));
        let mut shared = Shared::new();
        let mark = self.path.push("components");
        if let Some(Node::Object(components)) = root.get_mut("components") {
            if let Some(Node::Object(parameters)) = components.get_mut("parameters") {
                shared = parameters.clone();
                // Bodies are written out where they are used.
                parameters.retain(|_, parameter| !body::is_body(parameter));
                let mark = self.path.push("parameters");
                self.each(parameters, Self::plain_parameter);
                self.path.pop(mark);
            }
            // 2.0 has no such section; these came from where references led
            if let Some(Node::Object(headers)) = components.get_mut("headers") {
                let mark = self.path.push("headers");
                self.each(headers, Self::header);
                self.path.pop(mark);
            }
            if let Some(Node::Object(responses)) = components.get_mut("responses") {
                let mark = self.path.push("responses");
                self.each(responses, |lower, node| lower.response(node, &media));
                self.path.pop(mark);
            }
            if let Some(Node::Object(schemes)) = components.get_mut("securitySchemes") {
                let mark = self.path.push("securitySchemes");
                self.each(schemes, Self::security_scheme);
                self.path.pop(mark);
            }
        }
        self.path.pop(mark);
        for section in ["paths", "webhooks"] {
            self.path_items(root, section, &media, &shared);
        }
    }

    /// The path items of an object of them.
    fn path_items(&mut self, object: &mut Object, key: &str, media: &Media, shared: &Shared) {
        let mark = self.path.push(key);
        if let Some(Node::Object(items)) = object.get_mut(key) {
            self.each(items, |lower, item| lower.path_item(item, media, shared));
        }
        self.path.pop(mark);
    }

    /// Each value of an object, the walk standing at it.
    fn each(&mut self, object: &mut Object, mut work: impl FnMut(&mut Self, &mut Node)) {
        for (key, node) in object.iter_mut() {
            let mark = self.path.push(key);
            work(self, node);
            self.path.pop(mark);
        }
    }

    /// `host`, `basePath` and `schemes` are servers.
    pub(super) fn servers(&mut self, root: &mut Object) {
        if root.contains("servers") {
            return;
        }
        let base = self.text(root, "basePath").unwrap_or_default();
        let base = base.trim_end_matches('/').to_owned();
        let schemes = self.texts(root, "schemes").unwrap_or_default();
        let mut urls: Vec<String> = Vec::new();
        match self.text(root, "host").filter(|host| !host.is_empty()) {
            Some(host) => {
                // The one that nobody can read along comes first.
                let mut schemes = if schemes.is_empty() {
                    vec!["https".to_owned()]
                } else {
                    schemes
                };
                schemes.sort_by_key(|scheme| scheme != "https");
                urls.extend(
                    schemes
                        .iter()
                        .map(|scheme| format!("{scheme}://{host}{base}")),
                );
                self.origins
                    .moved([("/servers".to_owned(), "/host".to_owned())]);
            }
            None if !base.is_empty() => {
                urls.push(base);
                self.origins
                    .moved([("/servers".to_owned(), "/basePath".to_owned())]);
            }
            None => return,
        }
        let servers: Vec<Node> = urls
            .into_iter()
            .map(|url| {
                let server: Object = [("url", Node::from(url))].into_iter().collect();
                Node::Object(server)
            })
            .collect();
        root.insert("servers", servers);
    }

    fn path_item(&mut self, item: &mut Node, media: &Media, shared: &Shared) {
        let Some(item) = item.as_object_mut() else {
            return;
        };
        self.keys(item, Kind::PathItem);
        let common = self.take_parameters(item);
        let here = self.path.as_str().to_owned();
        // The bodies that all operations of the path share.
        let mut bodies = Vec::new();
        let mut plain = Vec::new();
        for (index, parameter) in common.into_iter().enumerate() {
            let at = format!("{}/{index}", pointer::of(&["parameters"]));
            let origin = format!("{here}{at}");
            if let Some(body) = body::body_of(&parameter, shared) {
                bodies.push((body, origin));
            } else {
                plain.push((parameter, origin));
            }
        }
        for (key, node) in item.iter_mut() {
            let child = Kind::PathItem.child(key, node);
            let Node::Object(object) = node else { continue };
            let mark = self.path.push(key);
            match child {
                Some(Child::One(Kind::Operation)) => {
                    self.operation(object, media, shared, &bodies);
                }
                Some(Child::Each(Kind::Operation)) => self.each(object, |lower, node| {
                    if let Node::Object(operation) = node {
                        lower.operation(operation, media, shared, &bodies);
                    }
                }),
                _ => {}
            }
            self.path.pop(mark);
        }
        if !plain.is_empty() {
            let plain = self.plain_parameters(plain);
            item.insert("parameters", plain);
        }
    }

    /// Takes the parameters out of an operation or a path item.
    fn take_parameters(&mut self, object: &mut Object) -> Vec<Node> {
        self.listed(object, "parameters", &PARAMETERS);
        match object.remove("parameters") {
            Some(Node::Array(parameters)) => parameters,
            None | Some(Node::Null) => Vec::new(),
            Some(other) => {
                self.wrong("parameters", "an array", &other);
                Vec::new()
            }
        }
    }

    fn operation(
        &mut self,
        operation: &mut Object,
        media: &Media,
        shared: &Shared,
        common: &[(Object, String)],
    ) {
        self.keys(operation, Kind::Operation);
        let media = self.media(operation, media);
        if self.texts(operation, "schemes").is_some() {
            self.without_effect("operation", "", "schemes");
        }
        for key in ["consumes", "produces", "schemes"] {
            operation.remove(key);
        }
        let here = self.path.as_str().to_owned();
        let mut bodies = Vec::new();
        let mut plain = Vec::new();
        for (index, parameter) in self.take_parameters(operation).into_iter().enumerate() {
            let origin = format!("{here}/parameters/{index}");
            match body::body_of(&parameter, shared) {
                Some(body) => bodies.push((body, origin)),
                None => plain.push((parameter, origin)),
            }
        }
        if bodies.is_empty() {
            bodies = common.to_vec();
        }
        // First the body: once the others have moved up, their old places mean something else.
        if !bodies.is_empty() {
            self.insert_body(operation, bodies, &media);
        }
        if !plain.is_empty() {
            let plain = self.plain_parameters(plain);
            operation.insert("parameters", plain);
        }
        if let Some(Node::Object(responses)) = operation.get_mut("responses") {
            let mark = self.path.push("responses");
            self.each(responses, |lower, node| lower.response(node, &media));
            self.path.pop(mark);
        }
        if let Some(Node::Object(callbacks)) = operation.get_mut("callbacks") {
            let mark = self.path.push("callbacks");
            let names: Vec<String> = callbacks.keys().map(str::to_owned).collect();
            for name in names {
                self.path_items(callbacks, &name, &media, shared);
            }
            self.path.pop(mark);
        }
    }
}
