//! Parameters of operations.

use std::collections::HashSet;

use openapiv3::{
    CookieStyle, HeaderStyle, Parameter as ApiParameter, ParameterData, ParameterSchemaOrContent,
    PathStyle, QueryStyle, ReferenceOr,
};

use super::operations::Shared;
use super::template::{PathForm, Variable, rewrite, variables};
use super::walk::{Edge, Shaper, Site, below, item};
use super::{extension, media, notes};
use crate::diagnostic::Code;
use crate::graph::{Location, Meta, Parameter, Shape, StringFormat, Style, Use};

/// Headers that belong to the client, whatever the document says of them.
const OWN_HEADERS: &[&str] = &["accept", "content-type", "authorization"];

/// The parameters of an operation.
pub(super) struct Parameters {
    /// Those of the path, in the order of its template.
    pub(super) path: Vec<Parameter>,
    /// All others, in the document's order.
    pub(super) rest: Vec<Parameter>,
    /// The template, with the styles of its variables written into it.
    pub(super) template: String,
}

impl<'a> Shaper<'a> {
    /// The parameters of an operation.
    pub(super) fn parameters(
        &mut self,
        own: &[ReferenceOr<ApiParameter>],
        shared: &Shared<'_>,
        pointer: &str,
        meta: &mut Meta,
    ) -> Parameters {
        let mut all: Vec<(Parameter, PathForm)> = Vec::new();
        for (list, base) in [(shared.parameters, shared.pointer), (own, pointer)] {
            let mut seen = HashSet::new();
            for (index, parameter) in list.iter().enumerate() {
                let pointer = item(base, "parameters", index);
                let Some((parameter, form)) = self.parameter(parameter, &pointer, meta) else {
                    continue;
                };
                if !seen.insert((parameter.location as u8, parameter.wire.clone())) {
                    self.warn(
                        Code::DuplicateParameter,
                        &pointer,
                        format!(
                            "the parameter `{}` is declared twice; the first declaration counts",
                            parameter.wire
                        ),
                    );
                    continue;
                }
                let same = |(other, _): &(Parameter, PathForm)| {
                    other.wire == parameter.wire && other.location == parameter.location
                };
                match all.iter().position(same) {
                    // The operation's own declaration takes the place of the path's.
                    Some(index) => all[index] = (parameter, form),
                    None => all.push((parameter, form)),
                }
            }
        }
        let (declared, rest): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|(parameter, _)| parameter.location == Location::Path);
        let (path, template) = self.path_parameters(declared, shared.template, pointer);
        Parameters {
            path,
            rest: rest.into_iter().map(|(parameter, _)| parameter).collect(),
            template,
        }
    }

    /// The parameters of a path in the order of its template, and the template with their styles written into it.
    fn path_parameters(
        &mut self,
        mut declared: Vec<(Parameter, PathForm)>,
        template: &str,
        pointer: &str,
    ) -> (Vec<Parameter>, String) {
        let mut path: Vec<Parameter> = Vec::new();
        let mut written = template.to_owned();
        for variable in variables(template) {
            let Variable { raw, name, form } = variable;
            if path
                .iter()
                .any(|known| known.wire == name || known.wire == raw)
            {
                continue;
            }
            let by_name = |name: &str| declared.iter().position(|(known, _)| known.wire == name);
            let Some(index) = by_name(raw).or_else(|| by_name(name)) else {
                self.warn(
                    Code::UndeclaredPathVariable,
                    pointer,
                    format!(
                        "no parameter declares `{{{raw}}}` of `{template}`; it is taken as a string"
                    ),
                );
                written = rewrite(&written, raw, name, form);
                path.push(self.undeclared(name, pointer));
                continue;
            };
            let (mut parameter, own) = declared.remove(index);
            let form = if own == PathForm::Simple && parameter.wire != raw {
                form
            } else {
                own
            };
            // What has several parts brings the text before it along.
            let form = if self.is_scalar(parameter.ty) {
                form
            } else {
                parameter.style = match form {
                    PathForm::Simple => Style::Simple,
                    PathForm::Label => Style::Label,
                    PathForm::Matrix => Style::Matrix,
                };
                parameter.explode |= raw.ends_with('*');
                PathForm::Simple
            };
            written = rewrite(&written, raw, &parameter.wire, form);
            path.push(parameter);
        }
        for (parameter, _) in declared {
            self.warn(
                Code::UnusedPathParameter,
                &parameter.pointer,
                format!(
                    "`{template}` has no variable `{{{}}}`; the parameter is left out",
                    parameter.wire
                ),
            );
        }
        (path, written)
    }

    /// A variable that no parameter declares.
    fn undeclared(&mut self, name: &str, pointer: &str) -> Parameter {
        let ty = self.node(
            Shape::String(StringFormat::Plain),
            &Site::root(pointer, true),
        );
        Parameter {
            wire: name.to_owned(),
            location: Location::Path,
            style: Style::Simple,
            explode: false,
            reserved: false,
            ty: Use {
                ty,
                nullable: false,
            },
            required: true,
            meta: Meta::default(),
            element: None,
            pointer: pointer.to_owned(),
        }
    }

    fn is_scalar(&self, ty: Use) -> bool {
        !matches!(
            self.graph[ty.ty].shape,
            Shape::Array(_) | Shape::Object(_) | Shape::Map(_)
        )
    }

    /// The parameter behind a reference, and where it stands.
    fn referred<'p>(
        &mut self,
        parameter: &'p ReferenceOr<ApiParameter>,
        pointer: &str,
    ) -> Option<(&'p ApiParameter, String)>
    where
        'a: 'p,
    {
        let mut parameter = parameter;
        let mut at = pointer.to_owned();
        for _ in 0..16 {
            match parameter {
                ReferenceOr::Item(found) => return Some((found, at)),
                ReferenceOr::Reference { reference } => {
                    let name = reference
                        .strip_prefix("#/components/parameters/")
                        .unwrap_or_default();
                    let components = self.input.api.components.as_ref();
                    match components.and_then(|components| components.parameters.get(name)) {
                        Some(next) => {
                            parameter = next;
                            at = below("", &["components", "parameters", name]);
                        }
                        None => break,
                    }
                }
            }
        }
        self.warn(
            Code::DanglingReference,
            pointer,
            "this reference leads to no parameter; it is left out",
        );
        None
    }

    fn parameter(
        &mut self,
        parameter: &ReferenceOr<ApiParameter>,
        pointer: &str,
        operation: &mut Meta,
    ) -> Option<(Parameter, PathForm)> {
        let (parameter, pointer) = self.referred(parameter, pointer)?;
        let mut reserved = false;
        let mut form = PathForm::Simple;
        let (data, location, mut style) = match parameter {
            ApiParameter::Query {
                parameter_data,
                allow_reserved,
                style,
                allow_empty_value: _,
            } => {
                reserved = *allow_reserved;
                let style = match style {
                    QueryStyle::Form => Style::Form,
                    QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                    QueryStyle::PipeDelimited => Style::PipeDelimited,
                    QueryStyle::DeepObject => Style::DeepObject,
                };
                (parameter_data, Location::Query, style)
            }
            ApiParameter::Header {
                parameter_data,
                style: HeaderStyle::Simple,
            } => (parameter_data, Location::Header, Style::Simple),
            ApiParameter::Path {
                parameter_data,
                style,
            } => {
                form = match style {
                    PathStyle::Simple => PathForm::Simple,
                    PathStyle::Label => PathForm::Label,
                    PathStyle::Matrix => PathForm::Matrix,
                };
                (parameter_data, Location::Path, Style::Simple)
            }
            ApiParameter::Cookie {
                parameter_data,
                style: CookieStyle::Form,
            } => (parameter_data, Location::Cookie, Style::Form),
        };
        let ParameterData {
            name,
            description,
            required,
            deprecated,
            format,
            example,
            examples,
            explode,
            extensions,
        } = data;
        if location == Location::Header
            && OWN_HEADERS.iter().any(|own| name.eq_ignore_ascii_case(own))
        {
            // OpenAPI 3.0, Parameter Object, `name`: these are ignored.
            operation.notes.push(format!(
                "The header {} is set by the client.",
                notes::code(name)
            ));
            return None;
        }
        let site_pointer;
        let edge = match format {
            ParameterSchemaOrContent::Schema(schema) => {
                site_pointer = below(&pointer, &["schema"]);
                self.edge(
                    schema,
                    &Site {
                        property: Some(name),
                        ..Site::root(&site_pointer, true)
                    },
                )
            }
            ParameterSchemaOrContent::Content(content) => {
                let (media, schema) = content.first()?;
                if media::kind(media) == media::Kind::Json {
                    style = Style::Json;
                }
                site_pointer = below(&pointer, &["content", media, "schema"]);
                match &schema.schema {
                    Some(schema) => self.edge(schema, &Site::root(&site_pointer, true)),
                    None => Edge::bare(self.any(&Site::root(&site_pointer, true))),
                }
            }
        };
        let whole = extensions.contains_key(extension::QUERYSTRING);
        if whole && style != Style::Json {
            // The whole query string: its properties are parameters of their own.
            style = Style::Form;
        }
        if extensions.contains_key(extension::COLLECTION_FORMAT) {
            self.warn(
                Code::UnsupportedOperation,
                &pointer,
                "values separated by tabs are not written; they are separated by commas",
            );
        }
        let mut meta = Meta {
            description: description.clone().unwrap_or_default(),
            ..Meta::default()
        };
        notes::fill(&mut meta, &edge.meta);
        meta.deprecated |= deprecated.unwrap_or(false);
        let example = example.as_ref().or_else(|| match examples.values().next() {
            Some(ReferenceOr::Item(example)) => example.value.as_ref(),
            _ => None,
        });
        if let Some(note) = example.and_then(notes::example)
            && !meta.notes.contains(&note)
        {
            meta.notes.push(note);
        }
        let parameter = Parameter {
            wire: name.clone(),
            location,
            style,
            explode: whole || explode.unwrap_or(matches!(style, Style::Form)),
            reserved,
            ty: edge.ty,
            required: *required || location == Location::Path,
            meta,
            element: edge.element,
            pointer,
        };
        Some((parameter, form))
    }
}
