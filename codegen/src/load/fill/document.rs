//! The root object: info, servers, tags, paths, components.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use indexmap::IndexMap;
use openapiv3::{
    Callback, Components, Contact, Info, License, OpenAPI, PathItem, ReferenceOr, Server,
    ServerVariable, Tag,
};

use super::super::node::Node;
use super::super::pointer;
use super::super::version::a;
use super::{Fill, Filled, is_extension, lacks};
use crate::diagnostic::{Code, Diagnostic};

impl<'a> Fill<'a> {
    /// The whole document.
    pub(super) fn document(&mut self) -> Filled {
        let root: &'a Node = self.root;
        let mut api = OpenAPI {
            openapi: self.version.number(),
            ..OpenAPI::default()
        };
        let mut webhooks = IndexMap::new();
        let Some(object) = self.object(root) else {
            return Filled { api, webhooks };
        };
        self.needs(object, "info", "title and version are left empty");
        if ["paths", "components", "webhooks"]
            .iter()
            .all(|key| lacks(object, key))
        {
            self.missing("`paths`", "there are no operations");
        }
        self.each(object, |fill, key, node| match key {
            "info" => api.info = fill.info(node),
            "servers" => api.servers = fill.servers(node),
            "paths" => fill.paths(node, &mut api),
            "components" => api.components = fill.components(node),
            "security" => api.security = Some(fill.security_requirements(node)),
            "tags" => api.tags = fill.list(node, Fill::tag),
            "externalDocs" => api.external_docs = fill.external_docs(node),
            "webhooks" => webhooks = fill.webhooks(node),
            "x-castiron-openapi" => {}
            _ => fill.extension(&mut api.extensions, key, node),
        });
        Filled { api, webhooks }
    }

    fn info(&mut self, node: &'a Node) -> Info {
        let mut info = Info::default();
        let Some(object) = self.object(node) else {
            return info;
        };
        self.needs(object, "title", "the API has no name");
        self.needs(object, "version", "left empty");
        self.each(object, |fill, key, node| match key {
            "title" => info.title = fill.text(node).unwrap_or_default(),
            "description" => info.description = fill.text(node),
            "termsOfService" => info.terms_of_service = fill.text(node),
            // Dates and numbers without quotes are so common here that a warning would only be noise.
            "version" => {
                info.version = if matches!(node, Node::Number(_) | Node::String(_)) {
                    fill.raw(node)
                } else {
                    fill.text(node).unwrap_or_default()
                }
            }
            "contact" => info.contact = fill.contact(node),
            "license" => info.license = fill.license(node),
            _ => fill.extension(&mut info.extensions, key, node),
        });
        info
    }

    fn contact(&mut self, node: &'a Node) -> Option<Contact> {
        let object = self.object(node)?;
        let mut contact = Contact::default();
        self.each(object, |fill, key, node| match key {
            "name" => contact.name = fill.text(node),
            "url" => contact.url = fill.text(node),
            "email" => contact.email = fill.text(node),
            _ => fill.extension(&mut contact.extensions, key, node),
        });
        Some(contact)
    }

    fn license(&mut self, node: &'a Node) -> Option<License> {
        let object = self.object(node)?;
        let mut license = License::default();
        self.needs(object, "name", "left empty");
        self.each(object, |fill, key, node| match key {
            "name" => license.name = fill.text(node).unwrap_or_default(),
            "url" => license.url = fill.text(node),
            // Of 3.1, beside the name; there is no room for it but among the extensions.
            "identifier" => {
                license
                    .extensions
                    .insert("x-castiron-identifier".to_owned(), node.to_json());
            }
            _ => fill.extension(&mut license.extensions, key, node),
        });
        Some(license)
    }

    fn tag(&mut self, node: &'a Node) -> Option<Tag> {
        if let Node::String(name) = node {
            self.warn_label(
                Code::WrongType,
                "a tag is an object with a `name`",
                "treated as the name",
            );
            return Some(Tag {
                name: name.to_string(),
                ..Tag::default()
            });
        }
        let object = self.object(node)?;
        if lacks(object, "name") {
            self.missing("`name`", "the tag is left out");
            return None;
        }
        let mut tag = Tag::default();
        self.each(object, |fill, key, node| match key {
            "name" => tag.name = fill.text(node).unwrap_or_default(),
            "description" => tag.description = fill.text(node),
            "externalDocs" => tag.external_docs = fill.external_docs(node),
            // Of 3.2.
            "summary" | "parent" | "kind" => {
                tag.extensions
                    .insert(format!("x-castiron-{key}"), node.to_json());
            }
            _ => fill.extension(&mut tag.extensions, key, node),
        });
        Some(tag)
    }

    /// A list of servers.
    pub(super) fn servers(&mut self, node: &'a Node) -> Vec<Server> {
        self.list(node, Fill::server)
    }

    /// One server.
    pub(super) fn server(&mut self, node: &'a Node) -> Option<Server> {
        if let Node::String(url) = node {
            self.warn_label(
                Code::WrongType,
                "a server is an object with a `url`",
                "treated as the URL",
            );
            return Some(Server {
                url: url.to_string(),
                ..Server::default()
            });
        }
        let object = self.object(node)?;
        let mut server = Server {
            url: "/".to_owned(),
            ..Server::default()
        };
        self.needs(object, "url", "treated as `/`");
        self.each(object, |fill, key, node| match key {
            // an empty reference is the address of the document itself, which serves no requests
            "url" => match fill.text(node) {
                Some(url) if url.trim().is_empty() => {
                    fill.warn_label(Code::Missing, "this `url` is empty", "treated as `/`");
                }
                Some(url) => server.url = url,
                None => {}
            },
            "description" => server.description = fill.text(node),
            "variables" => {
                server.variables = Some(fill.map_without_extensions(node, Fill::server_variable))
            }
            "name" => {
                server
                    .extensions
                    .insert("x-castiron-name".to_owned(), node.to_json());
            }
            _ => fill.extension(&mut server.extensions, key, node),
        });
        Some(server)
    }

    fn server_variable(&mut self, node: &'a Node) -> Option<ServerVariable> {
        let object = self.object(node)?;
        let mut variable = ServerVariable::default();
        self.needs(object, "default", "treated as empty");
        self.each(object, |fill, key, node| match key {
            "enum" => variable.enumeration = fill.texts(node),
            "default" => variable.default = fill.text(node).unwrap_or_default(),
            "description" => variable.description = fill.text(node),
            _ => fill.extension(&mut variable.extensions, key, node),
        });
        Some(variable)
    }

    fn paths(&mut self, node: &'a Node, api: &mut OpenAPI) {
        let object = match node {
            Node::Object(object) => object,
            Node::Null => return,
            // half a warning for a whole API: nothing can be meant
            other => {
                let place = self.here();
                let message = format!("`paths` is an object, not {}", a(other.kind()));
                self.diagnostics
                    .push(Diagnostic::error(Code::WrongType, place, message).help(
                        "its keys are the paths, which begin with a slash, and its values their operations",
                    ));
                return;
            }
        };
        let mut templates: HashMap<String, String> = HashMap::new();
        self.each(object, |fill, key, node| {
            if is_extension(key) {
                api.paths.extensions.insert(key.to_owned(), node.to_json());
                return;
            }
            let mut path = key.to_owned();
            if !key.starts_with('/') {
                fill.warn_label(
                    Code::BadPath,
                    "a path begins with a slash",
                    "read with one before it",
                );
                path.insert(0, '/');
            }
            let place = fill.here().at_key();
            match templates.entry(without_names(&path)) {
                Entry::Vacant(entry) => {
                    entry.insert(path.clone());
                }
                Entry::Occupied(entry) if *entry.get() == path => {
                    let message = format!("this path is declared twice, also as `{path}`");
                    fill.diagnostics
                        .push(Diagnostic::error(Code::BadPath, place, message));
                    return;
                }
                Entry::Occupied(entry) => {
                    let message = format!(
                        "this is the same path as `{}`: only the names of its variables differ",
                        entry.get()
                    );
                    fill.diagnostics.push(
                        Diagnostic::warning(Code::BadPath, place, message)
                            .label("both are generated; a server can't tell them apart"),
                    );
                }
            }
            fill.template = Some(key);
            let item = fill.path_item(node);
            fill.template = None;
            if let Some(item) = item {
                api.paths.paths.insert(path, ReferenceOr::Item(item));
            }
        });
    }

    fn webhooks(&mut self, node: &'a Node) -> IndexMap<String, ReferenceOr<PathItem>> {
        self.map_without_extensions(node, |fill, node| {
            fill.path_item(node).map(ReferenceOr::Item)
        })
    }

    fn components(&mut self, node: &'a Node) -> Option<Components> {
        let object = self.object(node)?;
        let mut components = Components::default();
        self.each(object, |fill, key, node| match key {
            "schemas" => {
                components.schemas = fill.map_without_extensions(node, Fill::schema_or_reference)
            }
            "responses" => {
                components.responses =
                    fill.map_without_extensions(node, Fill::response_or_reference)
            }
            "parameters" => {
                components.parameters =
                    fill.map_without_extensions(node, Fill::parameter_or_reference)
            }
            "examples" => {
                components.examples = fill.without_values(|fill| {
                    fill.map_without_extensions(node, Fill::example_or_reference)
                });
            }
            "requestBodies" => {
                components.request_bodies =
                    fill.map_without_extensions(node, Fill::request_body_or_reference);
            }
            "headers" => {
                components.headers = fill.map_without_extensions(node, Fill::header_or_reference)
            }
            "securitySchemes" => {
                components.security_schemes =
                    fill.map_without_extensions(node, Fill::security_scheme_or_reference);
            }
            "links" => {
                components.links = fill.map_without_extensions(node, Fill::link_or_reference)
            }
            "callbacks" => {
                components.callbacks = fill.map_without_extensions(node, |fill, node| {
                    fill.reference_or(node, Fill::callback)
                });
            }
            _ => fill.extension(&mut components.extensions, key, node),
        });
        prune(&mut components.parameters);
        prune(&mut components.security_schemes);
        Some(components)
    }

    /// A callback: path items by the expression that gives their URL.
    pub(super) fn callback(&mut self, node: &'a Node) -> Option<Callback> {
        let object = self.object(node)?;
        let mut callback = Callback::new();
        let around = self.template.take();
        self.each(object, |fill, key, node| {
            if !is_extension(key)
                && let Some(item) = fill.path_item(node)
            {
                callback.insert(key.to_owned(), item);
            }
        });
        self.template = around;
        Some(callback)
    }
}

/// Removes references to components of the same section that were left out.
fn prune<T>(section: &mut IndexMap<String, ReferenceOr<T>>) {
    loop {
        let dangling: Vec<String> = section
            .iter()
            .filter_map(|(name, entry)| match entry {
                ReferenceOr::Reference { reference } => {
                    let (_, target) = reference.rsplit_once('/')?;
                    (!section.contains_key(&*pointer::unescape(target))).then(|| name.clone())
                }
                ReferenceOr::Item(_) => None,
            })
            .collect();
        if dangling.is_empty() {
            return;
        }
        section.retain(|name, _| !dangling.contains(name));
    }
}

/// A path template without the names of its variables, by which no server can tell two of them apart (Paths Object).
fn without_names(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut is_inside = false;
    for c in template.chars() {
        match c {
            '{' => is_inside = true,
            '}' => is_inside = false,
            _ if is_inside => continue,
            _ => {}
        }
        out.push(c);
    }
    out
}
