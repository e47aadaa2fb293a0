//! Follows references to components other than schemas.

use indexmap::IndexMap;
use openapiv3::{
    Components, Header, OpenAPI, Parameter, ReferenceOr, RequestBody, Response, SecurityScheme,
};

use crate::diagnostic::Code;
use crate::load::pointer::unescape;
use crate::shape::shaper::{Shaper, below};

/// A section of `components` (OpenAPI 3.0, Components Object).
pub(super) struct Section<T> {
    /// Its key.
    key: &'static str,
    /// The noun for one of its components.
    noun: &'static str,
    /// Its components.
    of: fn(&Components) -> &IndexMap<String, ReferenceOr<T>>,
}

pub(super) const PARAMETERS: Section<Parameter> = Section {
    key: "parameters",
    noun: "parameter",
    of: |components| &components.parameters,
};

pub(super) const REQUEST_BODIES: Section<RequestBody> = Section {
    key: "requestBodies",
    noun: "request body",
    of: |components| &components.request_bodies,
};

pub(super) const RESPONSES: Section<Response> = Section {
    key: "responses",
    noun: "response",
    of: |components| &components.responses,
};

pub(super) const HEADERS: Section<Header> = Section {
    key: "headers",
    noun: "header",
    of: |components| &components.headers,
};

pub(super) const SECURITY_SCHEMES: Section<SecurityScheme> = Section {
    key: "securitySchemes",
    noun: "security scheme",
    of: |components| &components.security_schemes,
};

impl<T> Section<T> {
    /// Resolves a reference at `pointer` to an object and its pointer. `None` if it points to no component of this section,
    /// or is circular.
    pub(super) fn follow<'r>(
        &self,
        api: &'r OpenAPI,
        start: &'r ReferenceOr<T>,
        pointer: &str,
    ) -> Option<(&'r T, String)> {
        let mut at = start;
        let mut pointer = pointer.to_owned();
        let mut steps = 0_usize;
        loop {
            match at {
                ReferenceOr::Item(found) => return Some((found, pointer)),
                ReferenceOr::Reference { reference } => {
                    let components = (self.of)(api.components.as_ref()?);
                    let name = reference
                        .strip_prefix("#/components/")
                        .and_then(|rest| rest.strip_prefix(self.key)?.strip_prefix('/'))?;
                    let (name, next) = components
                        .get_key_value(name)
                        .or_else(|| components.get_key_value(&*unescape(name)))?;
                    // a chain that is longer than the section is circular
                    steps = steps.saturating_add(1);
                    if steps > components.len() {
                        return None;
                    }
                    at = next;
                    pointer = below("", &["components", self.key, name]);
                }
            }
        }
    }
}

impl<'a> Shaper<'a> {
    /// Resolves a reference at `pointer` to an object and its pointer; `None` with a warning if there is none.
    pub(super) fn referred<'r, T>(
        &mut self,
        section: &Section<T>,
        start: &'r ReferenceOr<T>,
        pointer: &str,
    ) -> Option<(&'r T, String)>
    where
        'a: 'r,
    {
        let found = section.follow(self.input.api, start, pointer);
        if found.is_none() {
            let message = format!(
                "this reference points to no {}; it is left out",
                section.noun
            );
            self.warn(Code::DanglingReference, pointer, message);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use openapiv3::{Components, OpenAPI, ReferenceOr, Response};

    use super::RESPONSES;

    /// An API with a chain of `count` responses, each a reference to the next; the last one to `end`, if not itself one.
    fn chain(count: usize, end: Option<&str>) -> OpenAPI {
        let reference = |to: &str| ReferenceOr::ref_(&format!("#/components/responses/{to}"));
        let mut components = Components::default();
        for index in 0..count {
            let next = match end {
                Some(end) if index + 1 == count => reference(end),
                None if index + 1 == count => ReferenceOr::Item(Response::default()),
                _ => reference(&format!("r{}", index + 1)),
            };
            components.responses.insert(format!("r{index}"), next);
        }
        OpenAPI {
            components: Some(components),
            ..OpenAPI::default()
        }
    }

    fn end_of(api: &OpenAPI) -> Option<String> {
        let start = ReferenceOr::ref_("#/components/responses/r0");
        RESPONSES.follow(api, &start, "/start").map(|(_, at)| at)
    }

    #[test]
    fn chains_of_any_length_are_followed() {
        for count in [1, 2, 17, 300] {
            let last = format!("/components/responses/r{}", count - 1);
            assert_eq!(end_of(&chain(count, None)), Some(last));
        }
    }

    #[test]
    fn circles_and_dead_ends_lead_nowhere() {
        for count in [1, 2, 17] {
            assert_eq!(end_of(&chain(count, Some("r0"))), None);
            assert_eq!(end_of(&chain(count, Some("missing"))), None);
        }
    }

    #[test]
    fn escaped_names_are_found() {
        let mut api = chain(0, None);
        if let Some(components) = &mut api.components {
            let response = ReferenceOr::Item(Response::default());
            components.responses.insert("a/b~c".to_owned(), response);
        }
        let start = ReferenceOr::ref_("#/components/responses/a~1b~0c");
        let found = RESPONSES.follow(&api, &start, "").map(|(_, at)| at);
        assert_eq!(found.as_deref(), Some("/components/responses/a~1b~0c"));
    }
}
