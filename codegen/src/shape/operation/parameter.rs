//! One parameter of an operation.

use openapiv3::{
    CookieStyle, HeaderStyle, Parameter as ApiParameter, ParameterData, ParameterSchemaOrContent,
    PathStyle, QueryStyle, ReferenceOr,
};

use super::media::Entry;
use super::section::PARAMETERS;
use crate::diagnostic::Code;
use crate::graph::{Location, Meta, Parameter, Style, Untyped};
use crate::media::Kind;
use crate::shape::annotation::{extension, hints, notes};
use crate::shape::shaper::{Edge, Shaper, Site, below};

/// Headers that the client controls, even if the document declares them.
const OWN_HEADERS: &[&str] = &["accept", "content-type", "authorization"];

impl<'a> Shaper<'a> {
    /// A parameter as declared; `None` if the client controls it.
    pub(super) fn parameter(
        &mut self,
        parameter: &ReferenceOr<ApiParameter>,
        pointer: &str,
        operation: &mut Meta,
    ) -> Option<Parameter> {
        let (parameter, pointer) = self.referred(&PARAMETERS, parameter, pointer)?;
        let Declared {
            data,
            mut location,
            mut style,
            mut reserved,
        } = declared(parameter);
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
        let mut content_kind = None;
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
                let ranked = self.ranked(content);
                let Entry {
                    media,
                    content: schema,
                    kind,
                } = *ranked.first()?;
                if ranked.len() > 1 {
                    // OpenAPI 3.0, Parameter Object, `content`: the map has one entry
                    let message =
                        format!("a parameter has one media type: it is written as {media}");
                    self.warn(Code::MediaType, &pointer, message);
                }
                site_pointer = below(&pointer, &["content", media, "schema"]);
                content_kind = Some(kind);
                if !schema.encoding.is_empty() {
                    self.warn(
                        Code::UnsupportedOperation,
                        &pointer,
                        "`encoding` in a parameter is ignored; its properties are written by the default rules",
                    );
                }
                match &schema.schema {
                    Some(schema) => self.edge(schema, &Site::root(&site_pointer, true)),
                    None => {
                        Edge::bare(self.any(&Site::root(&site_pointer, true), Untyped::Anything))
                    }
                }
            }
        };
        let is_whole = extensions.contains_key(extension::QUERYSTRING);
        if is_whole {
            location = Location::Querystring;
        }
        if extensions.contains_key(extension::COOKIE) {
            style = Style::Cookie;
        }
        reserved |= extensions.get(extension::ALLOW_RESERVED) == Some(&true.into());
        let mut explode = explode.unwrap_or(matches!(style, Style::Form | Style::Cookie));
        match content_kind {
            None => {}
            Some(Kind::Json) => style = Style::Json,
            // `style` and `explode` do not apply to `content`
            Some(Kind::Form) if is_whole => {}
            Some(kind) => {
                if is_whole {
                    style = Style::Simple;
                }
                explode = false;
                if kind == Kind::Form {
                    self.warn(
                        Code::UnsupportedOperation,
                        &pointer,
                        "a form in a parameter is not supported; its parts are joined by commas",
                    );
                }
            }
        }
        if extensions.contains_key(extension::COLLECTION_FORMAT) {
            self.warn(
                Code::UnsupportedOperation,
                &pointer,
                "tab-separated values are not supported; they are joined by commas",
            );
        }
        let mut meta = Meta {
            description: description.clone().unwrap_or_default(),
            ..Meta::default()
        };
        notes::fill(&mut meta, &edge.meta);
        meta.deprecated |= deprecated.unwrap_or(false);
        let example = example.as_ref().or_else(|| {
            // examples are a map: the alphabetically first, independent of the document's order
            match examples.iter().min_by_key(|(name, _)| *name) {
                Some((_, ReferenceOr::Item(example))) => example.value.as_ref(),
                _ => None,
            }
        });
        if let Some(note) = example.and_then(notes::example)
            && !meta.notes.contains(&note)
        {
            meta.notes.push(note);
        }
        Some(Parameter {
            wire: name.clone(),
            name: hints::parameter(extensions),
            location,
            style,
            explode,
            reserved,
            ty: edge.ty,
            required: *required || location == Location::Path,
            meta,
            element: edge.element,
            pointer,
        })
    }
}

/// The declaration of a parameter.
struct Declared<'p> {
    data: &'p ParameterData,
    location: Location,
    style: Style,
    reserved: bool,
}

fn declared(parameter: &ApiParameter) -> Declared<'_> {
    let mut reserved = false;
    let (data, location, style) = match parameter {
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
            let style = match style {
                PathStyle::Simple => Style::Simple,
                PathStyle::Label => Style::Label,
                PathStyle::Matrix => Style::Matrix,
            };
            (parameter_data, Location::Path, style)
        }
        ApiParameter::Cookie {
            parameter_data,
            style: CookieStyle::Form,
        } => (parameter_data, Location::Cookie, Style::Form),
    };
    Declared {
        data,
        location,
        style,
        reserved,
    }
}
