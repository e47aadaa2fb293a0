//! Reports settings that match nothing in the document, or contradict it.

mod bodies;

use std::collections::BTreeMap;

use crate::client::{self, Inferred};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::emit;
use crate::graph::{IntegerFormat, NumberFormat, Shape, TypeGraph};
use crate::join;
use crate::load::{Document, pointer};
use crate::model::{Namespace, PageEnd, Paging};
use crate::name::Names;
use crate::select::Finding;
use crate::settings::dotted;
use crate::shape::{FormatRule, Loosened, Via, formats};

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
        let message = format!(
            "the setting `{}` asks for `{}`, which {} has already",
            dotted(&refused.setting),
            refused.asked,
            refused.holder
        );
        let error = Diagnostic::error(Code::NameCollision, at(&refused.setting).1, message);
        diagnostics.push(error.help("rename one of the two"));
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
    for name in config.types.replace.keys() {
        if !graph.components.iter().any(|(known, _)| known == name) {
            let mut setting = "/types/replace".to_owned();
            pointer::push(&mut setting, name);
            let message = format!("`types.replace`: there is no component `{name}`");
            diagnostics.push(unused(
                &setting,
                message,
                "it names a schema of `components/schemas`",
            ));
        }
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
    numbers_as_text(document, graph, config, diagnostics);
    crates_in_two_ways(document, config, diagnostics);
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

/// `via = "text"` is for strings. Where a format of numbers has it, serde reads the type, which is not what was asked.
fn numbers_as_text(
    document: &Document,
    graph: &TypeGraph,
    config: &Config,
    diagnostics: &mut Diagnostics,
) {
    let mut said = Vec::new();
    for node in &graph.types {
        let (Shape::Integer(IntegerFormat::Own(format)) | Shape::Number(NumberFormat::Own(format))) =
            node.shape
        else {
            continue;
        };
        let Some(own) = formats::at(&config.schemas.formats, format) else {
            continue;
        };
        if own.via == Via::Text && !said.contains(&format) {
            said.push(format);
            let message = format!(
                "`via = \"text\"` does not apply to numbers, and `{}` is read from one",
                own.path.trim_start_matches("::")
            );
            let setting = config.schemas.formats.iter().find_map(|(name, rule)| {
                let is_meant = matches!(rule, FormatRule::Own(other) if std::ptr::eq(other, own));
                is_meant.then(|| pointer::of(&["schemas", "formats", name, "via"]))
            });
            let place = setting
                .and_then(|setting| config.origin.place(&setting))
                .map_or_else(|| document.place(&node.pointer), |(_, place)| place);
            diagnostics.push(Diagnostic::warning(Code::BadConfig, place, message).help(
                "serde's traits are used; say `via = \"serde\"`, or give the format of numbers another type",
            ));
        }
    }
}

/// A manifest names a crate once: two rules must not ask for it in two versions, or from two folders.
fn crates_in_two_ways(document: &Document, config: &Config, diagnostics: &mut Diagnostics) {
    let mut known = BTreeMap::new();
    for (format, rule) in &config.schemas.formats {
        let FormatRule::Own(own) = rule else { continue };
        let Some(new) = &own.dependency else { continue };
        let (first, old) = known.entry(&new.name).or_insert((format, new));
        if (&old.version, &old.path) != (&new.version, &new.path) {
            let message = format!(
                "the formats `{first}` and `{format}` ask for the crate `{}` in two versions or from two folders",
                new.name
            );
            let setting = pointer::of(&["schemas", "formats", format]);
            let place = config.origin.place(&setting).map(|(_, place)| place);
            let place = place.unwrap_or_else(|| document.place(""));
            let error = Diagnostic::error(Code::BadConfig, place, message);
            diagnostics.push(error.help("say the same of it in both"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::testing;

    const PETS: &str = "
openapi: 3.0.0
info: {title: T, version: '1'}
paths: {}
components: {schemas: {Pet: {type: object, properties: {id: {type: integer, format: pet-id}, name: {type: string, format: pet-name}}}}}
";

    /// The messages that settings get for the document.
    fn messages(settings: &str) -> Vec<String> {
        let config = Config::from_toml(settings).expect("settings");
        testing::messages(PETS, &config)
    }

    #[test]
    fn what_is_read_in_another_way_than_asked_is_said() {
        let rule = "{ type = \"std::num::NonZeroU64\", via = \"text\" }";
        let found = messages(&format!("[schemas.formats]\npet-id = {rule}\n"));
        assert_eq!(
            found,
            [
                "`via = \"text\"` does not apply to numbers, and `std::num::NonZeroU64` is read from one"
            ]
        );
        let found = messages(&format!("[schemas.formats]\npet-name = {rule}\n"));
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn a_crate_has_one_version() {
        let found = messages(
            "[schemas.formats]\n\
             pet-id = { type = \"ids::Pet\", version = \"1\" }\n\
             pet-name = { type = \"ids::Name\", version = \"2\" }\n",
        );
        assert_eq!(
            found,
            [
                "the formats `pet-id` and `pet-name` ask for the crate `ids` in two versions or from two folders"
            ]
        );
    }
}
