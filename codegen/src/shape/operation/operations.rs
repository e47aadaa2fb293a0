//! Paths and their operations.

use std::borrow::Cow;
use std::collections::HashMap;

use indexmap::IndexMap;
use openapiv3::{
    Operation as ApiOperation, Parameter as ApiParameter, PathItem, ReferenceOr, StatusCode,
};
use serde_json::Value;

use super::info;
use crate::diagnostic::Code;
use crate::graph::{Answer, Body, Meta, MethodHint, Operation, Parameter};
use crate::shape::annotation::{extension, hints};
use crate::shape::shaper::{Shaper, below};

/// Verb and template → the classes that it is a method of.
pub(super) type Hints = HashMap<(String, String), Vec<MethodHint>>;

/// Path items by their templates.
pub(in crate::shape) type Paths = IndexMap<String, ReferenceOr<PathItem>>;

/// Context that operations of one path share.
#[derive(Clone, Copy)]
pub(super) struct Shared<'d> {
    pub(super) template: &'d str,
    pub(super) pointer: &'d str,
    pub(super) parameters: &'d [ReferenceOr<ApiParameter>],
    server: Option<&'d openapiv3::Server>,
}

impl Shaper<'_> {
    /// All operations, sorted by path template, then verb. Paths that need not be kept are freed one by one.
    pub(in crate::shape) fn operations(&mut self, paths: Cow<'_, Paths>) {
        let mut hints = self.hints();
        let mut all: Vec<_> = match paths {
            Cow::Borrowed(paths) => {
                let all = paths.iter();
                all.map(|(template, item)| (Cow::Borrowed(template), Cow::Borrowed(item)))
                    .collect()
            }
            Cow::Owned(paths) => {
                let all = paths.into_iter();
                all.map(|(template, item)| (Cow::Owned(template), Cow::Owned(item)))
                    .collect()
            }
        };
        all.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        for (template, item) in all {
            let pointer = below("", &["paths", &template]);
            let ReferenceOr::Item(item) = &*item else {
                self.warn(
                    Code::WrongReference,
                    &pointer,
                    "this reference does not point to a path item; the path is left out",
                );
                continue;
            };
            self.path_item(&template, &pointer, item, &mut hints);
        }
        // Methods that 3.0 has no field for are under another path than their own.
        self.graph.operations.sort_by(|a, b| {
            (&a.template, &a.verb, &a.variant).cmp(&(&b.template, &b.verb, &b.variant))
        });
        self.renamed_methods();
        self.duplicates();
        self.webhooks();
    }

    fn path_item(&mut self, template: &str, pointer: &str, item: &PathItem, hints: &mut Hints) {
        let shared = Shared {
            template,
            pointer,
            parameters: &item.parameters,
            server: item.servers.first(),
        };
        let mut verbs = verbs(item);
        verbs.sort_unstable_by_key(|(verb, _)| *verb);
        for (verb, operation) in verbs {
            let pointer = below(pointer, &[verb]);
            // Methods that 3.0 has no field for are under a path of their own.
            let text = |key: &str| operation.extensions.get(key).and_then(Value::as_str);
            let verb = text(extension::METHOD).unwrap_or(verb);
            let shared = Shared {
                template: text(extension::PATH).unwrap_or(template),
                ..shared
            };
            self.operation(verb, operation, &shared, &pointer, hints);
        }
        self.report_undeclared(template, pointer);
    }

    fn operation(
        &mut self,
        verb: &str,
        operation: &ApiOperation,
        shared: &Shared<'_>,
        pointer: &str,
        hints: &mut Hints,
    ) {
        let ApiOperation {
            tags,
            summary,
            description,
            external_docs,
            operation_id,
            parameters,
            request_body,
            responses,
            callbacks,
            deprecated,
            security,
            servers,
            extensions,
        } = operation;
        let mut meta = Meta {
            title: None,
            description: text(summary.as_deref(), description.as_deref()),
            deprecated: *deprecated,
            notes: Vec::new(),
            default: None,
            external_docs: external_docs.as_ref().map(|docs| {
                (
                    docs.url.clone(),
                    docs.description.clone().unwrap_or_default(),
                )
            }),
        };
        let parameters = self.parameters(parameters, shared, pointer, &mut meta);
        let bodies = match request_body {
            Some(body) => self.bodies(body, extensions, verb, pointer),
            None => Vec::new(),
        };
        let mut answers = self.answers(responses, pointer);
        if verb == "head" {
            // The body is documented, but only headers are sent.
            (answers.answer, answers.stream) = (Answer::Empty, None);
        }
        if !callbacks.is_empty() {
            let path = || format!("{verb} {}", shared.template);
            let owner = hints::method(extensions).or_else(|| operation_id.clone());
            self.callbacks(&owner.unwrap_or_else(path), callbacks, pointer);
        }
        // methods of `additionalOperations` keep their case (RFC 9110, 9.1)
        let verb = match operation.extensions.contains_key(extension::METHOD) {
            true => verb.to_owned(),
            false => verb.to_ascii_uppercase(),
        };
        let mut methods = hints
            .remove(&(verb.clone(), shared.template.to_owned()))
            .unwrap_or_default();
        methods.sort_by_key(|hint| hint.non_canonical);
        let first = Operation {
            id: operation_id.clone(),
            verb,
            template: parameters.template,
            tags: tags.clone(),
            group: hints::group(extensions),
            name: hints::method(extensions),
            meta,
            path: parameters.path,
            parameters: parameters.rest,
            body: None,
            variant: None,
            answer: answers.answer,
            stream: answers.stream,
            accept: answers.accept,
            redirects: answers.redirects,
            errors: answers.errors,
            headers: answers.headers,
            xml: answers.xml,
            shared: Vec::new(),
            server: servers.first().or(shared.server).map(info::server),
            security: security
                .as_ref()
                .and_then(|security| self.asked(security, pointer)),
            pointer: pointer.to_owned(),
            methods,
        };
        let opens = responses.responses.contains_key(&StatusCode::Code(101))
            || (first.server.as_ref()).is_some_and(|server| is_web_socket(&server.url));
        if opens {
            self.note(
                Code::UnsupportedOperation,
                pointer,
                "this opens a WebSocket: pass the request of `into_request()` to a WebSocket library",
            );
        }
        if let [_, _, ..] = &servers[..] {
            self.warn(
                Code::UnsupportedOperation,
                &below(pointer, &["servers"]),
                "only the first server of an operation is used; to use another, set `RequestOptions::base_url`",
            );
        }
        let mut bodies = bodies.into_iter();
        let with = |body: (Body, Vec<Parameter>), variant| {
            let (body, headers) = body;
            let mut operation = first.clone();
            operation.variant = variant;
            operation.parameters.extend(headers);
            operation.body = Some(body);
            operation
        };
        let main = bodies.next().map(|body| with(body, None));
        for body in bodies {
            let name = body.0.name.clone();
            self.graph.operations.push(with(body, Some(name)));
        }
        self.graph.operations.push(main.unwrap_or(first));
    }

    /// Annotations that assign operations to classes, by verb and template.
    fn hints(&self) -> Hints {
        let mut hints = Hints::new();
        let Some(components) = &self.input.api.components else {
            return hints;
        };
        let mut schemas: Vec<_> = components.schemas.iter().collect();
        schemas.sort_unstable_by_key(|(name, _)| name.as_str());
        for (name, schema) in schemas {
            let ReferenceOr::Item(schema) = schema else {
                continue;
            };
            let Some(Value::Array(list)) = schema.schema_data.extensions.get("x-stripeOperations")
            else {
                continue;
            };
            for entry in list {
                let text = |key: &str| {
                    entry
                        .get(key)
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                        .to_owned()
                };
                let hint = MethodHint {
                    component: name.clone(),
                    method: text("method_name"),
                    on: text("method_on"),
                    kind: text("method_type"),
                    non_canonical: entry
                        .get("non_canonical")
                        .and_then(Value::as_bool)
                        .unwrap_or(false),
                    path: text("path"),
                };
                let key = (text("operation").to_ascii_uppercase(), hint.path.clone());
                hints.entry(key).or_default().push(hint);
            }
        }
        hints
    }
}

/// Whether a URL is a WebSocket URL (RFC 6455, 3).
fn is_web_socket(url: &str) -> bool {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("ws") || scheme.eq_ignore_ascii_case("wss")
}

/// The operations of a path item, by key.
pub(super) fn verbs(item: &PathItem) -> Vec<(&'static str, &ApiOperation)> {
    let PathItem {
        summary: _,
        description: _,
        get,
        put,
        post,
        delete,
        options,
        head,
        patch,
        trace,
        servers: _,
        parameters: _,
        extensions: _,
    } = item;
    [
        ("get", get),
        ("put", put),
        ("post", post),
        ("delete", delete),
        ("options", options),
        ("head", head),
        ("patch", patch),
        ("trace", trace),
    ]
    .into_iter()
    .filter_map(|(verb, operation)| Some((verb, operation.as_ref()?)))
    .collect()
}

/// Joins summary and description.
pub(super) fn text(summary: Option<&str>, description: Option<&str>) -> String {
    let summary = summary.unwrap_or_default().trim();
    let description = description.unwrap_or_default();
    let bare = |text: &str| text.trim_end_matches('.').to_ascii_lowercase();
    if summary.is_empty() || bare(description).starts_with(&bare(summary)) {
        description.to_owned()
    } else if description.trim().is_empty() {
        summary.to_owned()
    } else {
        format!("{summary}\n\n{description}")
    }
}
