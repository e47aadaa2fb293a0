//! `operationId`s: detects which parts of them the author chose.

use super::segments::segments;
use super::words;
use crate::graph::Operation;

/// The part of an `operationId` that is a name. Some frameworks generate ids from function, path and verb: the function is
/// the name. Others use only path and verb, which add nothing to the path.
pub(crate) fn given(operation: &Operation) -> Option<&str> {
    let id = operation.id.as_deref()?;
    let own = without_path(id, &operation.template, &operation.verb);
    (!is_path(own, &operation.template, &operation.verb)).then_some(own)
}

/// An id without its own path and verb at the end, as in `create_flow_flows__post` of `POST /flows/`.
pub(crate) fn without_path<'a>(id: &'a str, template: &str, verb: &str) -> &'a str {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let path: String = template
        .chars()
        .map(|c| if is_word(c) { c } else { '_' })
        .collect();
    let suffix = format!("{path}_{}", verb.to_lowercase());
    match id.strip_suffix(suffix.as_str()) {
        Some(name) if name.contains(char::is_alphanumeric) => name,
        _ => id,
    }
}

/// Whether an id is only verb and path, of more than one segment, in any spelling.
fn is_path(id: &str, template: &str, verb: &str) -> bool {
    let plain = |text: &str| -> Vec<String> {
        let snake = words::snake(text);
        let parts = snake
            .split('_')
            .filter(|word| !matches!(*word, "" | "by" | "with" | "and"));
        parts.map(str::to_owned).collect()
    };
    let all: Vec<&str> = template.split('/').filter(|s| !s.is_empty()).collect();
    let own = segments(template);
    if own.len() < 2 {
        return false;
    }
    let id = plain(id).concat();
    let verb = verb.to_lowercase();
    let fixed = |of: &[&str]| -> Vec<String> {
        let of = of.iter().filter(|segment| !segment.starts_with('{'));
        of.map(|segment| (*segment).to_owned()).collect()
    };
    let spelled = |of: &[String]| plain(&of.join("_")).concat();
    let owned = |of: &[&str]| -> Vec<String> { of.iter().map(|s| (*s).to_owned()).collect() };
    let has_parameters = own.iter().any(|segment| segment.starts_with('{'));
    let mut paths = vec![owned(&all), owned(&own)];
    // without parameters only if there are some: `getUsers` of `/users` is a good name
    if has_parameters && fixed(&own).len() > 1 {
        paths.extend([fixed(&all), fixed(&own)]);
    }
    paths.iter().any(|path| {
        let path = spelled(path);
        id == format!("{verb}{path}") || id == format!("{path}{verb}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_path_and_verb() {
        for (id, verb, template, want) in [
            ("create_flow_flows__post", "POST", "/flows/", "create_flow"),
            (
                "read_flow_flows__id__get",
                "GET",
                "/flows/{id}",
                "read_flow",
            ),
            (
                "read_flows_flows_filter_post",
                "POST",
                "/flows/filter",
                "read_flows",
            ),
            ("flows__post", "POST", "/flows/", "flows__post"),
            ("listFlows", "GET", "/flows", "listFlows"),
        ] {
            assert_eq!(without_path(id, template, verb), want);
        }
    }

    #[test]
    fn path_and_verb_are_no_name() {
        for (id, verb, template, want) in [
            (
                "ByProjectKeyApiClientsGet",
                "GET",
                "/{projectKey}/api-clients",
                true,
            ),
            (
                "post-/crm/v3/objects/batch_/crm/v3/objects/batch",
                "POST",
                "/crm/v3/objects/batch",
                false,
            ),
            (
                "post-/crm/v3/objects/batch",
                "POST",
                "/crm/v3/objects/batch",
                true,
            ),
            ("getUsersById", "GET", "/users/{id}", true),
            ("getUsers", "GET", "/users", false),
            ("createFlow", "POST", "/flows/{id}", false),
            ("archive", "POST", "/flows/{id}/archive", false),
        ] {
            assert_eq!(is_path(id, template, verb), want, "{id}");
        }
    }
}
