//! Swagger 2.0. Bundling has already moved the sections of components; this converts the rest to 3.0: servers, parameters,
//! bodies, responses, security schemes.

use super::super::node::{Node, Object};
use super::super::pointer;
use super::Lower;

mod body;
mod parameter;
mod response;
mod security;
#[cfg(test)]
mod tests;

/// The media types that an operation takes or gives.
#[derive(Clone, Debug, Default)]
struct Media {
    consumes: Vec<String>,
    produces: Vec<String>,
}

impl Media {
    /// What an object says, or else what stands around it says.
    fn of(object: &Object, around: &Self) -> Self {
        let list = |key: &str, around: &[String]| match object.get(key) {
            Some(Node::Array(items)) => items
                .iter()
                .filter_map(Node::as_str)
                .map(str::to_owned)
                .collect(),
            Some(Node::String(one)) => vec![one.to_string()],
            _ => around.to_vec(),
        };
        Self {
            consumes: list("consumes", &around.consumes),
            produces: list("produces", &around.produces),
        }
    }
}

/// The components that parameters may refer to, as they were before any of this.
type Shared = Object;

impl Lower<'_> {
    pub(super) fn swagger(&mut self, root: &mut Node) {
        let Some(root) = root.as_object_mut() else {
            return;
        };
        self.servers(root);
        let media = Media::of(root, &Media::default());
        for key in [
            "consumes", "produces", "swagger", "host", "basePath", "schemes",
        ] {
            root.remove(key);
        }
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
        for section in ["paths", "x-webhooks"] {
            let mark = self.path.push(section);
            if let Some(Node::Object(paths)) = root.get_mut(section) {
                self.each(paths, |lower, item| lower.path_item(item, &media, &shared));
            }
            self.path.pop(mark);
        }
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
    fn servers(&mut self, root: &mut Object) {
        if root.contains("servers") {
            return;
        }
        let base = root
            .str("basePath")
            .unwrap_or_default()
            .trim_end_matches('/')
            .to_owned();
        let schemes: Vec<String> = match root.get("schemes") {
            Some(Node::Array(items)) => items
                .iter()
                .filter_map(Node::as_str)
                .map(str::to_owned)
                .collect(),
            _ => Vec::new(),
        };
        let mut urls: Vec<String> = Vec::new();
        match root.str("host").filter(|host| !host.is_empty()) {
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
        let common = match item.remove("parameters") {
            Some(Node::Array(parameters)) => parameters,
            _ => Vec::new(),
        };
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
        for method in ["get", "put", "post", "delete", "options", "head", "patch"] {
            let mark = self.path.push(method);
            if let Some(Node::Object(operation)) = item.get_mut(method) {
                self.operation(operation, media, shared, &bodies);
            }
            self.path.pop(mark);
        }
        if !plain.is_empty() {
            let plain = self.plain_parameters(plain);
            item.insert("parameters", plain);
        }
    }

    fn operation(
        &mut self,
        operation: &mut Object,
        media: &Media,
        shared: &Shared,
        common: &[(Object, String)],
    ) {
        let media = Media::of(operation, media);
        if operation.contains("schemes") {
            self.without_effect("operation", "", "schemes");
        }
        for key in ["consumes", "produces", "schemes"] {
            operation.remove(key);
        }
        let here = self.path.as_str().to_owned();
        let mut bodies = Vec::new();
        let mut plain = Vec::new();
        if let Some(Node::Array(parameters)) = operation.remove("parameters") {
            for (index, parameter) in parameters.into_iter().enumerate() {
                let origin = format!("{here}/parameters/{index}");
                match body::body_of(&parameter, shared) {
                    Some(body) => bodies.push((body, origin)),
                    None => plain.push((parameter, origin)),
                }
            }
        }
        if bodies.is_empty() {
            bodies = common.to_vec();
        }
        // First the body: once the others have moved up, their old places mean something else.
        if !bodies.is_empty() && !operation.contains("requestBody") {
            let body = self.request_body(bodies, &media);
            operation.insert("requestBody", body);
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
    }
}
