//! Documents of 3.x that hold parts of Swagger 2.0: each is taken as 2.0 means it, where nothing of 3.x stands in its place.

use super::super::grammar::{Child, Kind};
use super::super::node::{Node, Object};
use super::super::version::SpecVersion;
use super::Lower;
use super::swagger::{Media, is_body, of_schema};
use super::words::{OF_API, UNDERSTOOD};
use crate::diagnostic::Code;

/// What becomes of a key of another version.
pub(super) fn taken(object: &Object, kind: Kind, key: &str) -> &'static str {
    let has = |keys: &[&str]| keys.iter().any(|key| object.contains(key));
    match (kind, key) {
        (Kind::Document, "swagger") => "`openapi` counts",
        (Kind::Document, "host" | "basePath" | "schemes") if has(&["servers"]) => {
            "`servers` counts"
        }
        (Kind::Operation, "schemes") => "without effect, here and elsewhere",
        (Kind::Response, "schema" | "examples") if has(&["content"]) => {
            "`content` counts, here and elsewhere"
        }
        (Kind::Parameter | Kind::Header, key) if of_schema().any(|known| known == key) => {
            match has(&["content"]) {
                true => "`content` counts, here and elsewhere",
                false if has(&["schema"]) => "`schema` counts, here and elsewhere",
                false => UNDERSTOOD,
            }
        }
        (Kind::SecurityScheme, "flow" | "authorizationUrl" | "tokenUrl" | "scopes")
            if has(&["flows"]) =>
        {
            "`flows` counts, here and elsewhere"
        }
        _ => UNDERSTOOD,
    }
}

impl Lower<'_> {
    /// Takes bodies and fields of forms out of the shared parameters: they are written out where they are used.
    pub(super) fn share_bodies(&mut self, root: &mut Object) {
        let parameters = root
            .get_mut("components")
            .and_then(Node::as_object_mut)
            .and_then(|components| components.get_mut("parameters"))
            .and_then(Node::as_object_mut);
        let Some(parameters) = parameters else { return };
        if !parameters.iter().any(|(_, parameter)| is_body(parameter)) {
            return;
        }
        self.shared = parameters.clone();
        self.shared.retain(|_, parameter| is_body(parameter));
        parameters.retain(|_, parameter| !is_body(parameter));
    }

    /// Makes 3.x of an object that has keys of 2.0.
    pub(super) fn mixed(&mut self, node: &mut Node, kind: Kind) {
        let Node::Object(object) = &mut *node else {
            return;
        };
        match kind {
            Kind::Document => {
                self.servers(object);
                self.around = self.media(object, &Media::default());
                object.retain(|key, _| !OF_API.contains(&key));
            }
            Kind::Operation => {
                self.within = Some(self.media(object, &self.around.clone()));
                object.retain(|key, _| !OF_API.contains(&key));
            }
            Kind::Parameter if object.contains("schema") => self.collection_format(object),
            Kind::Parameter => self.plain_parameter(node),
            Kind::Header => self.header(node),
            Kind::Response => {
                let media = self.within.as_ref().unwrap_or(&self.around).clone();
                self.response(node, &media);
            }
            Kind::SecurityScheme => self.security_scheme(node),
            _ => {}
        }
    }

    /// `collectionFormat` beside a schema.
    pub(super) fn collection_format(&mut self, object: &mut Object) {
        let is_array = object
            .get("schema")
            .and_then(|schema| schema.get("type"))
            .is_some_and(|kind| kind.as_str() == Some("array"));
        let Some(format) = object.remove("collectionFormat").filter(|_| is_array) else {
            return;
        };
        let place = object.str("in").unwrap_or_default().to_owned();
        let mut array: Object = [("type", Node::from("array")), ("collectionFormat", format)]
            .into_iter()
            .collect();
        for (key, value) in self.style(&mut array, &place) {
            if !object.contains(key) {
                object.insert(key, value);
            }
        }
    }

    /// Makes request bodies of the parameters of a path item and its operations that are bodies or fields of forms.
    pub(super) fn body_parameters(&mut self, item: &mut Object) {
        let common = self.take_bodies(item);
        for (key, operation) in item.iter_mut() {
            let child = Kind::PathItem.child(key, operation);
            let Node::Object(operation) = operation else {
                continue;
            };
            if child != Some(Child::One(Kind::Operation)) {
                continue;
            }
            let mark = self.path.push(key);
            let mut bodies = self.take_bodies(operation);
            if bodies.is_empty() {
                bodies = common.clone();
            }
            if !bodies.is_empty() {
                let media = self.media(operation, &self.around.clone());
                self.insert_body(operation, bodies, &media);
            }
            self.path.pop(mark);
        }
    }

    /// The parameters of an object that are bodies or fields of forms, each with the pointer that it stood at. The others
    /// keep their places.
    fn take_bodies(&mut self, object: &mut Object) -> Vec<(Object, String)> {
        let mut bodies = Vec::new();
        let Some(Node::Array(parameters)) = object.get_mut("parameters") else {
            return bodies;
        };
        for (at, parameter) in parameters.iter_mut().enumerate() {
            let body = match is_body(parameter) {
                true => parameter.as_object().cloned(),
                false if self.shared.is_empty() => None,
                false => super::swagger::body_of(parameter, &self.shared),
            };
            let Some(body) = body else { continue };
            let mut origin = format!("{}/parameters/{at}", self.path.as_str());
            if let Some(reference) = parameter.get("$ref").and_then(Node::as_str) {
                origin = reference.trim_start_matches('#').to_owned();
            }
            bodies.push((body, origin));
            *parameter = Node::Null;
        }
        bodies
    }

    /// Warns of the first body, and of the first field of a form, among parameters.
    fn body_is_old(&mut self, body: &Object, origin: &str) {
        let (noted, label) = match body.str("in") {
            Some("body") => (
                "in: body",
                "understood as the request body, here and elsewhere",
            ),
            _ => (
                "in: formData",
                "understood as a part of the request body, here and elsewhere",
            ),
        };
        if self.noted.insert(noted) {
            let place = self.origins.place(&format!("{origin}/in"));
            let message = format!("`{noted}` is of Swagger 2.0");
            self.say(place, Code::OtherVersion, message, label);
        }
    }

    /// Gives an operation the body that its parameters amount to, unless it has one.
    pub(super) fn insert_body(
        &mut self,
        operation: &mut Object,
        bodies: Vec<(Object, String)>,
        media: &Media,
    ) {
        if !operation.contains("requestBody") {
            if *self.version != SpecVersion::V2 {
                for (body, origin) in &bodies {
                    self.body_is_old(body, origin);
                }
            }
            let body = self.request_body(bodies, media);
            operation.insert("requestBody", body);
        } else if let Some((_, origin)) = bodies.first() {
            let place = self.origins.place(origin);
            let message = "the body of this operation is described twice";
            self.say(
                place,
                Code::OtherVersion,
                message,
                "left out; `requestBody` counts",
            );
        }
    }

    /// Warns of the values of a parameter that are of another version.
    pub(super) fn of_place(&mut self, parameter: &Object) {
        let is_old = *self.version == SpecVersion::V2;
        let (noted, version) = match parameter.str("in") {
            Some("cookie") if is_old => ("in: cookie", "OpenAPI 3.0"),
            Some("querystring") if !matches!(self.version, SpecVersion::V3_2(_)) => {
                ("in: querystring", "OpenAPI 3.2")
            }
            Some(place) if is_old && place != "body" && parameter.contains("schema") => {
                ("schema", "OpenAPI 3.0, except for a body")
            }
            _ => return,
        };
        if self.noted.insert(noted) {
            let key = noted.split(':').next().unwrap_or(noted);
            let message = format!("`{noted}` of a parameter is of {version}");
            self.warn(Code::OtherVersion, key, message, UNDERSTOOD);
        }
    }

    /// Reports the keys of a scheme's flows, and of each flow, that this version does not have.
    pub(super) fn flows(&mut self, scheme: &Object) {
        let Some(Node::Object(flows)) = scheme.get("flows") else {
            return;
        };
        let mark = self.path.push("flows");
        self.keys(flows, Kind::Plain);
        for (name, flow) in flows.iter() {
            if let Node::Object(flow) = flow {
                let mark = self.path.push(name);
                self.keys(flow, Kind::Plain);
                self.path.pop(mark);
            }
        }
        self.path.pop(mark);
    }

    /// Warns of a type of security scheme that is of another version.
    pub(super) fn of_scheme(&mut self, scheme: &Object) {
        let is_old = *self.version == SpecVersion::V2;
        let (noted, version) = match scheme.str("type") {
            Some("basic") if !is_old => ("type: basic", "Swagger 2.0"),
            Some("http") if is_old => ("type: http", "OpenAPI 3.0"),
            Some("openIdConnect") if is_old => ("type: openIdConnect", "OpenAPI 3.0"),
            Some("mutualTLS") if !self.version.is_json_schema() => {
                ("type: mutualTLS", "OpenAPI 3.1")
            }
            Some("apiKey") if is_old && scheme.str("in") == Some("cookie") => {
                ("in: cookie", "OpenAPI 3.0")
            }
            _ => return,
        };
        let key = noted.split(':').next().unwrap_or(noted);
        let message = format!("`{noted}` of a security scheme is of {version}");
        self.warn(Code::OtherVersion, key, message, "understood");
    }
}
