//! Parameters of operations.

use std::collections::HashSet;

use openapiv3::{
    CookieStyle, HeaderStyle, Parameter as ApiParameter, ParameterData, ParameterSchemaOrContent,
    PathStyle, QueryStyle, ReferenceOr,
};

use super::operations::Shared;
use super::walk::{Edge, Shaper, Site, below, item};
use super::{extension, media, notes};
use crate::diagnostic::Code;
use crate::graph::{Location, Meta, Parameter, Shape, StringFormat, Style, Use};

/// Headers that belong to the client, whatever the document says of them.
const OWN_HEADERS: &[&str] = &["accept", "content-type", "authorization"];

impl<'a> Shaper<'a> {
    /// Path parameters in the order of the template, and all others in the document's order.
    pub(super) fn parameters(
        &mut self,
        own: &[ReferenceOr<ApiParameter>],
        shared: &Shared<'_>,
        pointer: &str,
        meta: &mut Meta,
    ) -> (Vec<Parameter>, Vec<Parameter>) {
        let mut all: Vec<Parameter> = Vec::new();
        for (list, base) in [(shared.parameters, shared.pointer), (own, pointer)] {
            let mut seen = HashSet::new();
            for (index, parameter) in list.iter().enumerate() {
                let pointer = item(base, "parameters", index);
                let Some(parameter) = self.parameter(parameter, &pointer, meta) else {
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
                let same = |other: &Parameter| {
                    other.wire == parameter.wire && other.location == parameter.location
                };
                match all.iter().position(same) {
                    // The operation's own declaration takes the place of the path's.
                    Some(index) => all[index] = parameter,
                    None => all.push(parameter),
                }
            }
        }
        let (declared, rest): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|parameter| parameter.location == Location::Path);
        (
            self.path_parameters(declared, shared.template, pointer),
            rest,
        )
    }

    fn path_parameters(
        &mut self,
        mut declared: Vec<Parameter>,
        template: &str,
        pointer: &str,
    ) -> Vec<Parameter> {
        let mut path: Vec<Parameter> = Vec::new();
        for name in variables(template) {
            if path.iter().any(|parameter| parameter.wire == name) {
                continue;
            }
            match declared.iter().position(|parameter| parameter.wire == name) {
                Some(index) => path.push(declared.remove(index)),
                None => {
                    self.warn(
                        Code::UndeclaredPathVariable,
                        pointer,
                        format!("no parameter declares `{{{name}}}` of `{template}`; it is taken as a string"),
                    );
                    let ty = self.node(
                        Shape::String(StringFormat::Plain),
                        &Site::root(pointer, true),
                    );
                    path.push(Parameter {
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
                    });
                }
            }
        }
        for parameter in declared {
            self.warn(
                Code::UnusedPathParameter,
                &parameter.pointer,
                format!(
                    "`{template}` has no variable `{{{}}}`; the parameter is left out",
                    parameter.wire
                ),
            );
        }
        path
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
    ) -> Option<Parameter> {
        let (parameter, pointer) = self.referred(parameter, pointer)?;
        let mut reserved = false;
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
                if !matches!(style, PathStyle::Simple) {
                    self.warn(
                        Code::UnsupportedOperation,
                        &pointer,
                        "the styles `label` and `matrix` are not written; the value goes into the path as `simple`",
                    );
                }
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
        Some(Parameter {
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
        })
    }
}

/// The variables of a path template, in order.
fn variables(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::variables;

    #[test]
    fn finds_every_variable() {
        let names = |template| variables(template).collect::<Vec<_>>();
        assert_eq!(names("/a/{b}/{c}.{d}"), ["b", "c", "d"]);
        assert_eq!(names("/a/{b}{c}"), ["b", "c"]);
        assert_eq!(names("/a/{}/{open"), [""; 0]);
    }
}
