//! Applies the settings of the client to the graph, before anything is named: client parameters, response types, and
//! required bodies ([`bodies`]).
//!
//! Knows the graph and the settings; must not know documents, Rust or names.

mod bodies;

use crate::config::{AnswerAs, ClientConfig};
use crate::graph::{
    Answer, Hints, Location, Meta, Operation, Parameter, Shape, SharedParameter, TypeGraph, TypeId,
    TypeNode, Untyped, Use,
};
use crate::name::NameConfig;

/// What was changed without a word of the settings.
#[derive(Debug, Default)]
pub(crate) struct Inferred {
    /// The places of bodies that are required though the document doesn't say so.
    pub(crate) bodies: Vec<String>,
}

/// Changes the graph as the settings say.
pub(crate) fn apply(graph: &mut TypeGraph, config: &ClientConfig) -> Inferred {
    for name in &config.parameters {
        share(graph, name);
    }
    if let Some(header) = &config.version_header {
        // the client sends it with every request
        let parameters = graph
            .operations
            .iter_mut()
            .flat_map(|one| &mut one.parameters);
        for parameter in parameters.filter(|one| is_called(one, header, Location::Header)) {
            parameter.required = false;
        }
    }
    for (key, said) in &config.operations {
        let Some(answer) = said.answer else { continue };
        let named = graph.operations.iter().enumerate();
        let named: Vec<usize> = named
            .filter(|(_, operation)| NameConfig::means(key, operation))
            .map(|(index, _)| index)
            .collect();
        for index in named {
            answer_as(graph, index, answer);
        }
    }
    let required = match config.infer_required_bodies {
        Some(false) => Vec::new(),
        _ => bodies::require(graph),
    };
    match config.infer_required_bodies {
        None => Inferred { bodies: required },
        Some(_) => Inferred::default(),
    }
}

/// Lets a parameter belong to the client: no method asks for it.
fn share(graph: &mut TypeGraph, name: &str) {
    let mut default = None;
    let mut required = false;
    let mut found = false;
    let mut values = Vec::new();
    for operation in &mut graph.operations {
        let mut shared = Vec::new();
        operation.path.retain(|parameter| {
            let is_it = parameter.wire == name;
            if is_it {
                values.push((parameter.ty, parameter.meta.default.clone()));
                shared.push((parameter.wire.clone(), Location::Path));
                required = true;
            }
            !is_it
        });
        for parameter in &mut operation.parameters {
            let location = parameter.location;
            let is_whole = location == Location::Querystring;
            if !is_whole && is_called(parameter, name, location) {
                values.push((parameter.ty, parameter.meta.default.clone()));
                shared.push((parameter.wire.clone(), location));
                required |= parameter.required;
                parameter.required = false;
            }
        }
        found |= !shared.is_empty();
        operation.shared.extend(shared);
    }
    for (ty, said) in values {
        default = default.or_else(|| said.as_ref().and_then(plain).or_else(|| only(graph, ty)));
    }
    if found && !graph.info.parameters.iter().any(|known| known.wire == name) {
        graph.info.parameters.push(SharedParameter {
            wire: name.to_owned(),
            default,
            required,
        });
    }
}

/// Whether a parameter has this name in this place. Names of headers have no case (RFC 9110, 5.1).
fn is_called(parameter: &Parameter, name: &str, location: Location) -> bool {
    parameter.location == location
        && match location {
            Location::Header => parameter.wire.eq_ignore_ascii_case(name),
            _ => parameter.wire == name,
        }
}

/// The one value that a type has.
fn only(graph: &TypeGraph, ty: Use) -> Option<String> {
    match &graph[graph.behind(ty).ty].shape {
        Shape::Constant(value) => plain(value),
        Shape::Enum(values) => match &values[..] {
            [only] => plain(&only.value),
            _ => None,
        },
        _ => None,
    }
}

/// A scalar as it stands in a request.
fn plain(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(_) | serde_json::Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

fn answer_as(graph: &mut TypeGraph, index: usize, answer: AnswerAs) {
    let Some(pointer) = graph.operations.get(index).map(|one| one.pointer.clone()) else {
        return;
    };
    let answer = match answer {
        AnswerAs::Json => {
            let ty = TypeId(u32::try_from(graph.types.len()).unwrap_or(u32::MAX));
            graph.types.push(TypeNode {
                shape: Shape::Any,
                meta: Meta::default(),
                pointer,
                component: None,
                hints: Hints::default(),
                untyped: Some(Untyped::Settings),
            });
            Answer::Json(Use {
                ty,
                nullable: false,
            })
        }
        AnswerAs::Text => Answer::Text,
        AnswerAs::Bytes => Answer::Binary,
        AnswerAs::Nothing => Answer::Empty,
    };
    let Some(operation) = graph.operations.get_mut(index) else {
        return;
    };
    if operation.accept.is_empty() {
        operation.accept.extend(match answer {
            Answer::Text | Answer::Binary => Some("*/*".to_owned()),
            _ => None,
        });
    }
    operation.answer = answer;
}

/// The settings that apply to nothing: their JSON pointers.
pub(crate) fn unused(graph: &TypeGraph, config: &ClientConfig) -> Vec<String> {
    let parameters = config.parameters.iter().enumerate();
    let parameters = parameters.filter(|(_, name)| {
        !graph
            .info
            .parameters
            .iter()
            .any(|known| known.wire == **name)
    });
    let parameters = parameters.map(|(index, _)| format!("/client/parameters/{index}"));
    let means = |key: &str, operation: &Operation| NameConfig::means(key, operation);
    let operations = config.operations.keys();
    let operations = operations
        .filter(|key| {
            !graph
                .operations
                .iter()
                .any(|operation| means(key, operation))
        })
        .map(|key| crate::load::pointer::of(&["client", "operations", key]));
    parameters.chain(operations).collect()
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::model::{Item, Model, Resource, Scalar, Type};
    use crate::testing;

    const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /orgs/{org}/books:
    parameters:
      - {name: org, in: path, required: true, schema: {type: string}}
      - {name: Revision, in: header, required: true, schema: {type: string, default: '2024-10-15'}}
      - {name: api-version, in: query, required: true, schema: {type: string, enum: ['7']}}
    get:
      tags: [books]
      operationId: listBooks
      responses: {'200': {description: d, content: {text/plain: {schema: {type: string}}}}}
    post:
      tags: [books]
      operationId: createBook
      parameters: [{name: title, in: query, required: true, schema: {type: string}}]
      responses: {'204': {description: d}}
";

    fn model(settings: &str) -> Model {
        testing::model(DOCUMENT, &Config::from_toml(settings).expect("settings"))
    }

    fn books(model: &Model) -> &Resource {
        match testing::item(model, "books::BooksResource") {
            Item::Resource(resource) => resource,
            other => panic!("{other:?}"),
        }
    }

    /// Arguments of a method, and what its params ask for.
    fn asked(model: &Model, at: usize) -> (Vec<&str>, Vec<&str>) {
        let method = &books(model).methods[at];
        let path = method.path.iter().map(|one| one.wire.as_str()).collect();
        let Some(params) = &method.params else {
            return (path, Vec::new());
        };
        let Item::Params(params) = testing::item(model, &params.path.join("::")) else {
            panic!("no params")
        };
        let fields = params.object.fields.iter();
        let required = fields.filter(|field| field.presence == crate::model::Presence::Required);
        (path, required.map(|field| field.wire.as_str()).collect())
    }

    #[test]
    fn what_belongs_to_the_client_is_asked_for_by_no_method() {
        let before = model("");
        assert_eq!(
            asked(&before, 0),
            (vec!["org"], vec!["Revision", "api-version", "title"])
        );
        let after = model("[client]\nparameters = ['org', 'revision', 'api-version']\n");
        assert_eq!(asked(&after, 0), (vec![], vec!["title"]));
        assert_eq!(asked(&after, 1), (vec![], vec![]));
        let shared = after.api.parameters.iter();
        let shared: Vec<_> = shared
            .map(|one| (one.wire.as_str(), one.default.as_deref(), one.required))
            .collect();
        assert_eq!(
            shared,
            [
                ("org", None, true),
                ("revision", Some("2024-10-15"), true),
                ("api-version", Some("7"), true)
            ]
        );
    }

    #[test]
    fn the_version_header_is_sent_by_the_client() {
        let after = model("[client]\nversion-header = 'revision'\n");
        assert_eq!(asked(&after, 1), (vec!["org"], vec!["api-version"]));
    }

    #[test]
    fn answers_by_settings() {
        for (answer, want) in [
            ("json", Scalar::Json),
            ("text", Scalar::String),
            ("bytes", Scalar::Binary),
            ("nothing", Scalar::Unit),
        ] {
            for key in ["createBook", "POST /orgs/{org}/books"] {
                let settings =
                    format!("[client.operations]\n\"{key}\" = {{ answer = \"{answer}\" }}\n");
                let model = model(&settings);
                assert_eq!(
                    books(&model).methods[0].answer,
                    Type::Scalar(want),
                    "{key} {answer}"
                );
                assert_eq!(
                    books(&model).methods[1].answer,
                    Type::Scalar(Scalar::String)
                );
            }
        }
    }

    #[test]
    fn settings_that_apply_to_nothing_are_warnings() {
        let settings = "[client]\nparameters = ['tenant', 'org']\n[client.operations]\nnowhere = { answer = 'json' }\n";
        let config = Config::from_toml(settings).expect("settings");
        assert_eq!(
            testing::messages(DOCUMENT, &config),
            [
                "the setting `client.parameters.0` matches nothing in the document",
                "the setting `client.operations.nowhere` matches nothing in the document"
            ]
        );
    }
}
