//! Parameters and headers.

use openapiv3::{
    CookieStyle, Header, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent,
    PathStyle, QueryStyle, ReferenceOr, Schema, SchemaData, SchemaKind, StringType, Type,
};

use super::super::node::{Node, Object};
use super::{Extensions, Fill};
use crate::diagnostic::{Code, Diagnostic, Place};

/// What parameters and headers have in common.
#[derive(Default)]
struct Common {
    name: Option<String>,
    description: Option<String>,
    required: Option<bool>,
    deprecated: Option<bool>,
    format: Option<ParameterSchemaOrContent>,
    example: Option<serde_json::Value>,
    examples: indexmap::IndexMap<String, ReferenceOr<openapiv3::Example>>,
    explode: Option<bool>,
    style: Option<String>,
    allow_reserved: bool,
    allow_empty_value: Option<bool>,
    extensions: Extensions,
}

impl<'a> Fill<'a> {
    /// A parameter, or a reference to one. One that does not say its name or where it goes is left out: nobody can tell
    /// how to send it.
    pub(super) fn parameter_or_reference(
        &mut self,
        node: &'a Node,
    ) -> Option<ReferenceOr<Parameter>> {
        if let Some(text) = super::reference(node) {
            let object = self.resolved(node)?;
            if !says_name(object) || object.str("in").and_then(location).is_none() {
                self.warn_label(
                    Code::WrongReference,
                    "this parameter can't be sent: `name` or `in` is missing there",
                    "left out",
                );
                return None;
            }
            return Some(ReferenceOr::Reference {
                reference: text.to_owned(),
            });
        }
        self.parameter(node).map(ReferenceOr::Item)
    }

    /// Warns that a parameter is left out.
    fn unusable(&mut self, code: Code, place: Place, message: String, help: &str) {
        self.diagnostics.push(
            Diagnostic::warning(code, place, message)
                .label("left out")
                .help(help),
        );
    }

    fn parameter(&mut self, node: &'a Node) -> Option<Parameter> {
        let object = self.object(node)?;
        let mut common = self.common(object);
        let here = self.here().at_key();
        let location = match object.get("in") {
            Some(Node::String(place)) => self.location(place)?,
            // a variable of the path has one place only
            _ if common
                .name
                .as_deref()
                .is_some_and(|name| self.has_variable(name)) =>
            {
                self.missing("`in`", "treated as `path`, where it is a variable");
                "path"
            }
            _ => {
                let message = "this parameter does not say where it goes";
                self.unusable(Code::Missing, here, message.to_owned(), PLACES);
                return None;
            }
        };
        if common.name.is_none() {
            let variable = self.only_variable().filter(|_| location == "path");
            let Some(variable) = variable else {
                let message = "this parameter has no name";
                self.unusable(Code::Missing, here, message.to_owned(), "add a `name`");
                return None;
            };
            self.missing(
                "`name`",
                &format!("treated as `{variable}`, the only variable of the path"),
            );
            common.name = Some(variable.to_owned());
        }
        let style = common.style.clone();
        let allow_reserved = common.allow_reserved;
        let allow_empty_value = common.allow_empty_value;
        let mut parameter_data = self.parameter_data(common)?;
        match location {
            "query" => Some(Parameter::Query {
                style: self.style(style.as_deref(), QueryStyle::Form, |style| match style {
                    "form" => Some(QueryStyle::Form),
                    "spaceDelimited" => Some(QueryStyle::SpaceDelimited),
                    "pipeDelimited" => Some(QueryStyle::PipeDelimited),
                    "deepObject" => Some(QueryStyle::DeepObject),
                    _ => None,
                }),
                parameter_data,
                allow_reserved,
                allow_empty_value,
            }),
            "header" => Some(Parameter::Header {
                style: self.style(style.as_deref(), HeaderStyle::Simple, |style| {
                    (style == "simple").then_some(HeaderStyle::Simple)
                }),
                parameter_data,
            }),
            "path" => {
                if !parameter_data.required {
                    self.warn_label(
                        Code::Missing,
                        "a path parameter is always required: add `required: true`",
                        "treated as `required: true`",
                    );
                    parameter_data.required = true;
                }
                Some(Parameter::Path {
                    style: self.style(style.as_deref(), PathStyle::Simple, |style| match style {
                        "simple" => Some(PathStyle::Simple),
                        "label" => Some(PathStyle::Label),
                        "matrix" => Some(PathStyle::Matrix),
                        _ => None,
                    }),
                    parameter_data,
                })
            }
            _ => Some(Parameter::Cookie {
                style: self.style(style.as_deref(), CookieStyle::Form, |style| {
                    (style == "form").then_some(CookieStyle::Form)
                }),
                parameter_data,
            }),
        }
    }

    /// Where a parameter goes, by what it says.
    fn location(&mut self, place: &str) -> Option<&'static str> {
        let here = self.here().child("in");
        let message = format!("`{place}` is not a parameter location");
        let Some(location) = location(place) else {
            self.unusable(Code::UnknownValue, here, message, PLACES);
            return None;
        };
        if location != place {
            self.diagnostics.push(
                Diagnostic::warning(Code::UnknownValue, here, message)
                    .label(format!("treated as `{location}`")),
            );
        }
        Some(location)
    }

    /// Whether the path that the walk is in has a variable of this name.
    fn has_variable(&self, name: &str) -> bool {
        variables(self.template).any(|variable| variable == name)
    }

    /// The variable of the path that the walk is in, where it has one only.
    fn only_variable(&self) -> Option<&'a str> {
        let mut variables = variables(self.template);
        variables.next().filter(|_| variables.next().is_none())
    }

    fn parameter_data(&mut self, common: Common) -> Option<ParameterData> {
        let name = common.name?;
        Some(ParameterData {
            name,
            description: common.description,
            required: common.required.unwrap_or(false),
            deprecated: common.deprecated,
            format: match common.format {
                Some(format) => format,
                None => self.no_schema(),
            },
            example: common.example,
            examples: common.examples,
            explode: common.explode,
            extensions: common.extensions,
        })
    }

    /// A header, or a reference to one.
    pub(super) fn header_or_reference(&mut self, node: &'a Node) -> Option<ReferenceOr<Header>> {
        self.reference_or(node, |fill, node| {
            let object = fill.object(node)?;
            let mut common = fill.common(object);
            // the type has no place for it
            if common.explode == Some(true) {
                (common.extensions).insert("x-castiron-explode".to_owned(), true.into());
            }
            Some(Header {
                description: common.description,
                style: HeaderStyle::Simple,
                required: common.required.unwrap_or(false),
                deprecated: common.deprecated,
                format: match common.format {
                    Some(format) => format,
                    None => fill.no_schema(),
                },
                example: common.example,
                examples: common.examples,
                extensions: common.extensions,
            })
        })
    }

    fn common(&mut self, object: &'a Object) -> Common {
        let mut common = Common::default();
        self.each(object, |fill, key, node| match key {
            "name" => common.name = fill.text(node),
            "description" => common.description = fill.text(node),
            "required" => common.required = fill.flag(node),
            "deprecated" => common.deprecated = fill.flag(node),
            "schema" => {
                common.format = fill
                    .schema_or_reference(node)
                    .map(ParameterSchemaOrContent::Schema);
            }
            "content" => {
                let content = fill.content(node);
                if !content.is_empty() {
                    common
                        .format
                        .get_or_insert(ParameterSchemaOrContent::Content(content));
                }
            }
            "example" => common.example = Some(node.to_json()),
            "examples" => common.examples = fill.examples(node),
            "explode" => common.explode = fill.flag(node),
            "style" => common.style = fill.text(node),
            "allowReserved" => common.allow_reserved = fill.flag(node).unwrap_or(false),
            "allowEmptyValue" => common.allow_empty_value = fill.flag(node),
            _ => fill.extension(&mut common.extensions, key, node),
        });
        common
    }

    /// What stands for a missing schema: a string, which is what travels.
    fn no_schema(&mut self) -> ParameterSchemaOrContent {
        self.missing("`schema`", "treated as a string");
        ParameterSchemaOrContent::Schema(ReferenceOr::Item(Schema {
            schema_data: SchemaData::default(),
            schema_kind: SchemaKind::Type(Type::String(StringType::default())),
        }))
    }

    /// A style by its name, or the default with a warning.
    fn style<T>(&mut self, name: Option<&str>, default: T, of: impl Fn(&str) -> Option<T>) -> T {
        let Some(name) = name else { return default };
        of(name).unwrap_or_else(|| {
            let place = self.here().child("style");
            self.diagnostics.push(
                Diagnostic::warning(
                    Code::UnknownValue,
                    place,
                    format!("parameters of this kind have no style `{name}`"),
                )
                .label("the default is used"),
            );
            default
        })
    }
}

/// The variables of a path template.
fn variables(template: Option<&str>) -> impl Iterator<Item = &str> {
    let parts = template.unwrap_or_default().split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

/// Whether a parameter has a name, as a text or as what can be converted to one.
fn says_name(object: &Object) -> bool {
    matches!(
        object.get("name"),
        Some(Node::String(_) | Node::Number(_) | Node::Bool(_))
    )
}

const PLACES: &str = "parameters go to `query`, `path`, `header` or `cookie`";

/// Where a parameter goes: as it says, or what it nearly says.
fn location(place: &str) -> Option<&'static str> {
    let known = ["query", "header", "path", "cookie"];
    known.into_iter().find(|known| *known == place).or_else(|| {
        known
            .into_iter()
            .find(|known| strsim::osa_distance(known, &place.to_lowercase()) <= 2)
    })
}
