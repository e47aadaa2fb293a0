//! Resources from tags, methods from `operationId`s.

use super::{Placement, by_path, words};
use crate::graph::{Operation, TypeGraph};

/// The placement under the operation's first tag: a namespace of the tag's name with one handle in it.
pub fn place(_: &TypeGraph, operation: &Operation) -> Placement {
    let tag = operation.tags.first().map_or("default", String::as_str);
    let words_of_tag = words::snake(tag);
    let class = words::pascal(tag).trim_end_matches('_').to_owned();
    let method = match &operation.id {
        Some(id) => method(id, &words_of_tag),
        None => by_path::method(operation),
    };
    Placement {
        params: words::pascal(&format!("{method}_params")),
        resource: format!("{class}Resource"),
        accessor: words_of_tag.clone(),
        home: words_of_tag.clone(),
        package: vec![words_of_tag],
        class,
        method,
    }
}

/// The method that an `operationId` names, without the tag when it stands in front (`issues/list-for-repo`) or is all
/// that follows the verb (`listIssues`).
fn method(id: &str, tag: &str) -> String {
    let whole = words::snake(id);
    let one = words::singular(tag);
    let strip = |prefix: &str| {
        whole
            .strip_prefix(prefix)
            .and_then(|rest| rest.strip_prefix('_'))
    };
    if let Some(rest) = strip(tag).or_else(|| strip(&one))
        && rest.starts_with(|c: char| c.is_alphabetic())
    {
        return rest.to_owned();
    }
    if let Some((verb, rest)) = whole.split_once('_')
        && (rest == tag || rest == one)
        && matches!(
            verb,
            "create"
                | "list"
                | "get"
                | "retrieve"
                | "update"
                | "delete"
                | "search"
                | "find"
                | "fetch"
                | "add"
                | "remove"
                | "replace"
                | "patch"
        )
    {
        return if rest == tag && rest != one && matches!(verb, "get" | "find" | "fetch") {
            "list".into()
        } else {
            verb.to_owned()
        };
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_of_tags() {
        for (id, tag, want) in [
            ("repos/list-for-org", "repos", "list_for_org"),
            ("createChatCompletion", "chat", "create_chat_completion"),
            ("listIssues", "issues", "list"),
            ("createIssue", "issues", "create"),
            ("pets", "pets", "pets"),
        ] {
            assert_eq!(method(id, tag), want, "{id}");
        }
    }
}
