//! Webhooks and callbacks: the bodies that the API sends.

use std::collections::HashSet;

use openapiv3::{Callback, Operation as ApiOperation, PathItem, ReferenceOr};

use super::operations::{text, verbs};
use crate::diagnostic::{Code, Place};
use crate::graph::{Meta, Payload};
use crate::shape::annotation::{hints, notes};
use crate::shape::shaper::{Shaper, below};

/// Where payloads come from.
struct From<'a> {
    /// The name of the webhook or callback.
    name: &'a str,
    /// The operation that a callback belongs to.
    operation: Option<&'a str>,
    /// The expression of a callback's URL.
    expression: &'a str,
}

impl Shaper<'_> {
    /// The payloads of `webhooks`.
    pub(super) fn webhooks(&mut self) {
        let webhooks = self.input.webhooks;
        for (name, item) in webhooks {
            let pointer = below("", &["webhooks", name]);
            let from = From {
                name,
                operation: None,
                expression: "",
            };
            match item {
                ReferenceOr::Item(item) => self.payloads(&from, item, &pointer),
                ReferenceOr::Reference { .. } => {
                    self.warn(
                        Code::WrongReference,
                        &pointer,
                        "this reference does not point to a path item; the webhook is left out",
                    );
                }
            }
        }
        self.graph
            .payloads
            .sort_by(|a, b| (&a.name, &a.pointer).cmp(&(&b.name, &b.pointer)));
        // a callback that several operations refer to sends the same
        let mut seen: HashSet<(String, Place)> = HashSet::new();
        let place = self.input.place;
        let payloads = &mut self.graph.payloads;
        payloads.retain(|payload| seen.insert((payload.name.clone(), place(&payload.pointer))));
    }

    /// The payloads of an operation's callbacks.
    pub(super) fn callbacks<'c>(
        &mut self,
        operation: &str,
        callbacks: impl IntoIterator<Item = (&'c String, &'c Callback)>,
        pointer: &str,
    ) {
        for (name, callback) in callbacks {
            for (expression, item) in callback {
                let from = From {
                    name,
                    operation: Some(operation),
                    expression,
                };
                let pointer = below(pointer, &["callbacks", name, expression]);
                self.payloads(&from, item, &pointer);
            }
        }
    }

    /// The bodies that the API sends to a URL.
    fn payloads(&mut self, from: &From<'_>, item: &PathItem, pointer: &str) {
        for (verb, operation) in verbs(item) {
            let pointer = below(pointer, &[verb]);
            let Some(body) = &operation.request_body else {
                continue;
            };
            let Some(body) = self.received(body, &pointer) else {
                continue;
            };
            let mut meta = Meta {
                description: text(
                    operation.summary.as_deref(),
                    operation.description.as_deref(),
                ),
                deprecated: operation.deprecated,
                ..Meta::default()
            };
            notes::fill(&mut meta, &body.meta);
            let (name, others) = names(from, verb, operation);
            self.graph.payloads.push(Payload {
                name,
                others,
                ty: body.ty,
                meta,
                pointer: body.pointer,
            });
        }
    }
}

/// The name of a payload, and those that it has where another one has that: callbacks of different operations often have the
/// same name, so that their own `operationId` comes first.
fn names(from: &From<'_>, verb: &str, operation: &ApiOperation) -> (String, Vec<String>) {
    let id = operation.operation_id.clone();
    let stated = hints::method(&operation.extensions);
    let of_callback = id.clone().filter(|_| from.operation.is_some());
    let name = stated
        .or(of_callback)
        .unwrap_or_else(|| from.name.to_owned());
    let words = fixed(from.expression);
    // nearly all are sent by POST
    let verb = match verb {
        "post" => "",
        verb => verb,
    };
    let owner = from.operation.unwrap_or_default();
    let forms = [
        ["", words.as_str(), ""],
        ["", "", verb],
        ["", words.as_str(), verb],
        [owner, "", ""],
        [owner, words.as_str(), ""],
        [owner, "", verb],
        [owner, words.as_str(), verb],
    ];
    let others = forms.into_iter().map(|[owner, words, verb]| {
        let parts = [owner, from.name, words, verb];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    });
    let others = id.into_iter().chain(others).filter(|other| *other != name);
    let others = others.collect();
    (name, others)
}

/// The fixed segments of an expression, after the URL that it is made of: `deleted` of `{$request.body#/url}/deleted`.
fn fixed(expression: &str) -> String {
    let path = expression.rsplit('}').next().unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.collect::<Vec<_>>().join(" ")
}
