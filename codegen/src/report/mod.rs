//! Reports settings that match nothing in the document, or contradict it.

mod bodies;
mod own;

use crate::client::{self, Inferred};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::emit;
use crate::graph::TypeGraph;
use crate::join;
use crate::load::{Document, pointer};
use crate::model::{Namespace, PageEnd, Paging};
use crate::name::Names;
use crate::select::Finding;
use crate::settings::dotted;
use crate::shape::Loosened;

/// Reports settings that match nothing in the document (a typing error, or a document that has moved on), that can't be
/// followed, or that contradict each other.
///
/// Settings that are for several documents, as those that come with castiron, may find nothing in one of them: a note.
pub(crate) fn report(
    document: &Document,
    graph: &TypeGraph,
    config: &Config,
    inferred: &Inferred,
    selected: &[Finding],
    names: &Names,
    diagnostics: &mut Diagnostics,
) {
    let at = |pointer: &str| {
        let found = config.origin.place(pointer);
        found.unwrap_or_else(|| (Severity::Warning, document.place("")))
    };
    let unused = |pointer: &str, message: String, help: &str| {
        let (severity, place) = at(pointer);
        Diagnostic::new(severity, Code::UnusedConfig, place, message).help(help)
    };
    for finding in selected {
        diagnostics.push(match finding {
            Finding::NoMatch {
                setting,
                selector,
                meant,
            } => {
                let message = format!("the selector `{selector}` matches nothing in the document");
                let help = match meant {
                    Some(meant) => format!("there is `{meant}`"),
                    None => "a selector is `tag:NAME`, `path:TEMPLATE`, `operation:ID` or `schema:NAME`; `*` stands for \
                             any text"
                        .to_owned(),
                };
                unused(setting, message, &help)
            }
            Finding::StillUsed { setting, component } => unused(
                setting,
                format!("`{component}` is excluded, but kept: other types use it"),
                "exclude the operations or schemas that use it too",
            ),
            Finding::Nothing { setting } => Diagnostic::error(
                Code::NothingSelected,
                at(setting).1,
                "`include` and `exclude` select nothing in the document",
            ),
        });
    }
    for refused in &names.refused {
        let (reason, help) = refused.holder.reason();
        let message = format!(
            "the setting `{}` asks for `{}`, {reason}",
            dotted(&refused.setting),
            refused.asked
        );
        let error = Diagnostic::error(Code::NameCollision, at(&refused.setting).1, message);
        diagnostics.push(error.help(help));
    }
    for setting in names
        .unused
        .iter()
        .chain(&client::unused(graph, &config.client))
    {
        let message = format!(
            "the setting `{}` matches nothing in the document",
            dotted(setting)
        );
        diagnostics.push(unused(setting, message, "remove it, or mend its key"));
    }
    for (index, pointer) in config.schemas.any_resource.iter().enumerate() {
        if document.node(pointer).is_none() {
            let message =
                format!("`schemas.any-resource`: `{pointer}` matches nothing in the document");
            let setting = format!("/schemas/any-resource/{index}");
            diagnostics.push(unused(
                &setting,
                message,
                "it names a schema by its JSON pointer",
            ));
        }
    }
    if let Some(first) = inferred.bodies.first() {
        let message = match inferred.bodies.len() {
            1 => "this body has required properties, and is treated as required".to_owned(),
            number => {
                format!("{number} bodies have required properties, and are treated as required")
            }
        };
        let warning = Diagnostic::warning(Code::RequiredBody, document.place(first), message);
        diagnostics.push(warning.help(
            "say `required: true` in `requestBody`; or accept it by `infer-required-bodies = true` under `[client]`, where \
             `false` leaves such bodies optional",
        ));
    }
    for operation in &graph.operations {
        let pages = join::pages(graph, &config.client, operation);
        if let Some(way) = way(&pages.paging) {
            let items = pages
                .items
                .map(|items| format!(", with its items at {items}"));
            let end = pages.end.as_ref().map(end);
            let message = format!(
                "{} {} is paged by {way}{}{}",
                operation.verb,
                operation.template,
                items.unwrap_or_default(),
                end.unwrap_or_default()
            );
            let place = document.place(&operation.pointer);
            diagnostics.push(Diagnostic::note(Code::Paging, place, message));
        }
    }
    bodies::report(document, graph, diagnostics);
    let schemas = &config.schemas;
    for (key, loosened) in [
        ("tolerant", &schemas.tolerant),
        ("null-is-empty", &schemas.null_is_empty),
    ] {
        let Loosened::These(these) = loosened else {
            continue;
        };
        for (index, one) in these.iter().enumerate() {
            let place = match one.starts_with('/') {
                true => one.clone(),
                false => pointer::of(&["components", "schemas", one]),
            };
            if document.node(&place).is_none() {
                diagnostics.push(unused(
                    &format!("/schemas/{key}/{index}"),
                    format!("`schemas.{key}`: `{one}` matches nothing in the document"),
                    "it names a component, or a schema by its JSON pointer",
                ));
            }
        }
    }
    for index in join::unused_page_rules(graph, &config.client.pages) {
        let message = format!(
            "rule {} of `client.pages` matches nothing in the document",
            index.saturating_add(1)
        );
        diagnostics.push(unused(
            &format!("/client/pages/{index}"),
            message,
            "it needs a GET or POST whose answer has one array or what `items` names, what the rule names, and the parameter",
        ));
    }
    own::report(document, graph, config, diagnostics);
}

/// What says that a page is the last, in words.
fn end(end: &PageEnd) -> String {
    match end {
        PageEnd::More(pointer) => format!(", while {pointer} is true"),
        PageEnd::Last(pointer) => format!(", until {pointer} is true"),
        PageEnd::Pages(pointer) => format!(", as often as {pointer} says"),
    }
}

/// How a list goes on, in words.
fn way(paging: &Paging) -> Option<String> {
    Some(match paging {
        Paging::None => return None,
        Paging::Cursor => "the identifier of its last item".to_owned(),
        Paging::Token { from, to } => format!("the token at {from}, sent as `{to}`"),
        Paging::Link => "the header `Link`".to_owned(),
        Paging::Url { from } => format!("the URL at {from}"),
        Paging::Last { from, to } => format!("{from} of its last item, sent as `{to}`"),
        Paging::Offset { parameter } => {
            format!("the number of items before, sent as `{parameter}`")
        }
        Paging::Page { parameter, .. } => format!("the number of the page, sent as `{parameter}`"),
    })
}

/// Reports modules of the user's own that are called like something in the crate root.
pub(crate) fn modules(
    document: &Document,
    root: &Namespace,
    config: &Config,
    modules: &[String],
    diagnostics: &mut Diagnostics,
) {
    for (index, name) in modules.iter().enumerate() {
        let is_twice = modules.iter().take(index).any(|other| other == name);
        let message = if is_twice {
            format!("the module `{name}` is named twice")
        } else if emit::is_taken(root, name) {
            format!("the module `{name}` has a name that is taken in the generated crate")
        } else {
            continue;
        };
        let place = config
            .origin
            .place(&format!("/modules/{index}"))
            .map(|(_, place)| place);
        let place = place.unwrap_or_else(|| document.place(""));
        let error = Diagnostic::error(Code::NameCollision, place, message);
        diagnostics.push(error.help("give the module another name"));
    }
}
