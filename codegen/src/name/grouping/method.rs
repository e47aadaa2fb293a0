//! What a method is called: its `operationId` without the words that its handle says already, or verb and path.
//!
//! A name is made of the operation and of its own group alone, never of other operations: a new operation renames none.

use super::{id, segments, words};
use crate::graph::{Answer, Operation, Shape, TypeGraph};

/// The `operationId` as it is: for a method whose shorter name another has as well.
pub(super) fn full(operation: &Operation) -> Option<String> {
    id::given(operation).map(words::snake)
}

/// The method of an operation on the handle of a group, which goes by one or more names (a tag, a path segment).
///
/// On a second level its word goes as well, after the group's. `dropped` is the word that all ids begin with. An id that is
/// too long to be read gives way to verb and path.
pub(super) fn name(
    graph: &TypeGraph,
    operation: &Operation,
    groups: &[&str],
    second: Option<&str>,
    dropped: &str,
) -> String {
    let mut groups: Vec<Group> = groups.iter().map(|text| Group::new(text)).collect();
    let second = second.map(|text| vec![Group::new(text)]);
    let reads = Reads {
        many: answers_many(graph, operation),
        one: operation.template.ends_with('}'),
        acts: operation.verb != "GET",
    };
    let from_id = id::given(operation).map(|id| {
        let id = without(id, dropped);
        let first = of_id(&id, &groups, &operation.template, reads);
        match &second {
            Some(second) => of_id(&first, second, &operation.template, reads),
            None => first,
        }
    });
    if let Some(name) = from_id.as_ref().filter(|name| letters(name) <= LONGEST) {
        return name.clone();
    }
    groups.extend(second.into_iter().flatten());
    let from_path = of_path(operation, &groups, reads.many);
    match from_id {
        Some(name) if letters(&name) <= letters(&from_path) => name,
        _ => from_path,
    }
}

/// Names with more letters, and the types called after them, can't be read at a glance.
const LONGEST: usize = 52;

fn letters(name: &str) -> usize {
    name.chars().filter(|c| *c != '_').count()
}

/// An id without the word that all of the document begin with.
fn without(id: &str, dropped: &str) -> String {
    let whole = words::snake(id);
    match whole
        .strip_prefix(dropped)
        .and_then(|rest| rest.strip_prefix('_'))
    {
        Some(rest) if !dropped.is_empty() && rest.starts_with(char::is_alphabetic) => {
            rest.to_owned()
        }
        _ => id.to_owned(),
    }
}

/// The method of a path that is a verb: what the id says, or the verb.
pub(super) fn of_procedure(operation: &Operation, verb: &str, dropped: &str) -> String {
    match id::given(operation) {
        Some(id) => words::snake(&without(id, dropped)),
        None => words::snake(verb),
    }
}

/// The word of a path that comes next after a group's own: `branches` of `/repos/{owner}/{repo}/branches` for `repos`. One
/// at the end that is a verb is something that the group does.
pub(super) fn second<'a>(operation: &'a Operation, group: &str) -> Option<&'a str> {
    let all = segments(&operation.template);
    let group = Group::new(group);
    let is_group = |segment: &str| {
        let snake = words::snake(segment);
        let parts: Vec<&str> = snake.split('_').collect();
        group.is(&parts)
    };
    let is_fixed = |segment: &&&str| !segment.starts_with('{');
    let own = all.iter().position(|segment| is_group(segment));
    let from = own.map_or(0, |at| at + 1);
    let word = all.get(from..)?.iter().find(is_fixed)?;
    let is_last = all.last() == Some(word);
    let is_act = is_last && operation.verb != "GET" && is_verb(&words::snake(word));
    (!is_act && !is_group(word)).then_some(*word)
}

/// What an operation reads, if it does.
#[derive(Clone, Copy, Debug)]
struct Reads {
    /// Whether it answers with several of something.
    many: bool,
    /// Whether its path ends with what tells one of them apart.
    one: bool,
    /// Whether it does something else than to read.
    acts: bool,
}

/// A name of a group, taken apart.
struct Group {
    /// In the singular, without what parts its words: `vectorstore`.
    joined: String,
    /// The same of the words from each of the later ones on: `StudioV1ExecutionStep` is also a `step`.
    endings: Vec<String>,
    /// Whether it is one word that is a verb as well: `search`, `invites`.
    verb: bool,
}

impl Group {
    fn new(text: &str) -> Self {
        let snake = words::snake(text);
        let parts: Vec<&str> = snake.split('_').collect();
        Self {
            joined: joined(&parts),
            endings: (1..parts.len())
                .map(|from| joined(&parts[from..]))
                .collect(),
            verb: is_verb(&words::singular(&snake)),
        }
    }

    /// How many of the words at the front are the group's name, in singular or plural, however it is parted.
    fn length(&self, text: &[&str]) -> Option<usize> {
        (1..=text.len())
            .rev()
            .find(|&n| joined(&text[..n]) == self.joined)
    }

    /// Whether the words are the group's name, or the end of it.
    fn is(&self, text: &[&str]) -> bool {
        let text = joined(text);
        text == self.joined || self.endings.contains(&text)
    }
}

fn joined(words: &[&str]) -> String {
    words::singular(&words.concat())
}

/// The method that an `operationId` names.
///
/// The group's name goes where it stands in front (`issues/list-for-repo`), where it is all that follows the verb
/// (`listIssues`, `FetchExecutionStep`), and where it stands between the verb and the rest (`createChatCompletion`).
fn of_id(id: &str, groups: &[Group], template: &str, reads: Reads) -> String {
    let whole = words::snake(id);
    let mut rest: Vec<&str> = whole.split('_').collect();
    // `v1.application.list`
    while rest.len() > 1 && is_version(rest[0]) && speaks(&rest[1..]) {
        rest.remove(0);
    }
    let whole = rest.join("_");
    for group in groups {
        if let Some(length) = group.length(&rest)
            && speaks(&rest[length..])
            && (!group.verb || id.contains(|c: char| !c.is_alphanumeric()))
        {
            return rest[length..].join("_");
        }
    }
    let verb = match verb(&rest) {
        // a word of no list, before what it is done to
        0 if reads.acts
            && groups.iter().any(|group| group.is(&rest[1..]))
            && !is_noun(rest[0], template) =>
        {
            1
        }
        found => found,
    };
    if verb == 0 {
        return whole;
    }
    for group in groups {
        let object = &rest[verb..];
        if object.is_empty() {
            break;
        }
        if group.is(object) {
            let plural = joined(object) != object.concat();
            let is_read = verb == 1 && READS.contains(&rest[0]);
            let is_list = verb == 1 && rest[0] == "list";
            let several = reads.many || !reads.one && !ONE.contains(&object[object.len() - 1]);
            return if plural && is_read && several {
                "list".to_owned()
            } else if is_list && !plural && reads.one {
                // `listCrate` of `/crates/{id}` beside `listCrates`
                "get".to_owned()
            } else if plural && !is_read && !MANY.contains(&rest[0]) {
                // `deleteUsers` beside `deleteUser`
                whole
            } else {
                rest[..verb].join("_")
            };
        }
        // out of the middle goes the first half of a compound (`createChatCompletion`), or what a preposition follows
        if let Some(length) = group.length(object)
            && speaks(&object[length..])
            && (object[..length].concat() == group.joined || PREPOSITIONS.contains(&object[length]))
        {
            rest.drain(verb..verb + length);
        }
    }
    rest.join("_")
}

/// Whether a word is a version: `v1`, `v20`.
fn is_version(word: &str) -> bool {
    word.strip_prefix('v')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a word is a thing by the operation's own path: part of a segment, unless it is all of the last one, as in
/// `/users/{id}/anonymize`.
fn is_noun(word: &str, template: &str) -> bool {
    let segments = segments(template);
    let fixed = segments.iter().filter(|segment| !segment.starts_with('{'));
    let words: Vec<String> = fixed.map(|segment| words::snake(segment)).collect();
    let is_last = words.last().is_some_and(|last| last == word);
    !is_last
        && words.iter().any(|segment| {
            let mut parts = segment.split('_');
            parts.any(|part| part == word || words::singular(part) == word)
        })
}

/// Whether words can follow a verb, or stand alone, without what stood before them.
fn speaks(words: &[&str]) -> bool {
    words.first().is_some_and(|first| {
        first.starts_with(char::is_alphabetic) && !matches!(*first, "and" | "or")
    })
}

/// How many words at the front are a verb: `create`, `bulk_update`, `create_or_update`.
fn verb(text: &[&str]) -> usize {
    let start = usize::from(matches!(text.first(), Some(&("bulk" | "batch"))));
    let mut end = start;
    while text.get(end).is_some_and(|word| is_verb(word)) {
        end += 1;
        let joint = matches!(text.get(end), Some(&("or" | "and")));
        if joint && text.get(end + 1).is_some_and(|word| is_verb(word)) {
            end += 1;
        } else {
            break;
        }
    }
    if end == start { 0 } else { end }
}

/// A method spelled from verb and path, for operations without an `operationId`: `get_by_id`, `list_posts`.
fn of_path(operation: &Operation, groups: &[Group], many: bool) -> String {
    let segments = segments(&operation.template);
    let own = segments
        .iter()
        .position(|segment| {
            let snake = words::snake(segment);
            let parts: Vec<&str> = snake.split('_').collect();
            !segment.starts_with('{') && groups.iter().any(|group| group.is(&parts))
        })
        .map_or(0, |at| at + 1);
    let last = segments.last().copied().unwrap_or_default();
    let verb = match operation.verb.as_str() {
        "GET" if many && !last.starts_with('{') => "list".to_owned(),
        other => other.to_lowercase(),
    };
    let mut text = vec![verb];
    for segment in &segments[own..] {
        if !segment.starts_with('{') {
            text.push((*segment).to_owned());
        }
    }
    // what follows the group's own name says which of them; anything else is told apart by it
    let is_own = own > 0 && own + 1 == segments.len();
    if last.starts_with('{') && !is_own {
        text.push(format!("by_{last}"));
    }
    words::snake(&text.join("_"))
}

/// Whether an answer has several of something: an array, or an object with one.
fn answers_many(graph: &TypeGraph, operation: &Operation) -> bool {
    let Answer::Json(answer) = &operation.answer else {
        return false;
    };
    match &graph[graph.behind(*answer).ty].shape {
        Shape::List(_) | Shape::Array(_) => true,
        Shape::Object(object) => object.properties.iter().any(|property| {
            matches!(
                graph[property.ty.ty].shape,
                Shape::List(_) | Shape::Array(_)
            )
        }),
        _ => false,
    }
}

/// Verbs that are for many by themselves.
const MANY: &[&str] = &[
    "bulk", "count", "export", "import", "list", "query", "search", "sync", "watch",
];

/// Plurals that are one thing.
const ONE: &[&str] = &[
    "analytics",
    "credentials",
    "details",
    "metrics",
    "preferences",
    "settings",
    "statistics",
    "stats",
];

/// Words that say where, after what something is done to.
const PREPOSITIONS: &[&str] = &[
    "as", "at", "by", "for", "from", "in", "of", "on", "to", "via", "with",
];

/// Verbs that read, and so list where what they read is many.
const READS: &[&str] = &["get", "fetch", "find", "read", "retrieve"];

/// Whether a word says what is done.
pub(super) fn is_verb(word: &str) -> bool {
    VERBS.binary_search(&word).is_ok()
}

/// First words of an `operationId` that say what is done. A noun in front of a group's name belongs to it
/// (`chatCompletions` under `completions`), so that not every word will do.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "accept", "acknowledge", "activate", "add", "adjust", "apply", "approve", "archive", "assign", "attach",
    "authorize", "block", "build", "calculate", "cancel", "capture", "change", "check", "clear", "clone", "close",
    "complete", "compute", "configure", "confirm", "connect", "convert", "copy", "count", "create", "deactivate",
    "decline", "delete", "deploy", "destroy", "detach", "disable", "disconnect", "dismiss", "download", "edit",
    "enable", "execute", "export", "extend", "fetch", "find", "follow", "generate", "get", "grant", "head", "identify",
    "import", "install", "invite", "invoke", "join", "leave", "link", "list", "lock", "lookup", "manage", "mark",
    "merge", "modify", "move", "mute", "notify", "open", "patch", "pause", "post", "preview", "provision", "publish",
    "purge", "put", "query", "read", "refresh", "refund", "regenerate", "register", "reject", "release", "remove",
    "rename", "render", "renew", "reopen", "replace", "resend", "reset", "resolve", "restart", "restore", "resume",
    "retrieve", "retry", "revert", "revoke", "rollback", "rotate", "run", "save", "schedule", "search", "send", "set",
    "show", "start", "stop", "submit", "subscribe", "suspend", "sync", "test", "track", "transfer", "trigger",
    "unarchive", "unassign", "unblock", "undo", "unfollow", "uninstall", "unlink", "unlock", "unmute", "unpublish",
    "unset", "unsubscribe", "unsuspend", "update", "upgrade", "upload", "upsert", "validate", "verify", "view", "void",
    "watch",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn of(id: &str, groups: &[&str]) -> String {
        let groups: Vec<Group> = groups.iter().map(|text| Group::new(text)).collect();
        of_id(
            id,
            &groups,
            "/",
            Reads {
                many: true,
                one: false,
                acts: true,
            },
        )
    }

    #[test]
    fn verbs_are_sorted() {
        assert!(VERBS.is_sorted());
        assert!(READS.iter().all(|word| is_verb(word)));
    }

    #[test]
    fn the_groups_name_goes_in_front() {
        for (id, group, want) in [
            ("repos/list-for-org", "repos", "list_for_org"),
            ("instance_view", "instances", "view"),
            ("Apis_ListByService", "Apis", "list_by_service"),
            ("admin_apps_approve", "admin.apps", "approve"),
            ("pets", "pets", "pets"),
            // what is left would be no name
            ("pets_2", "pets", "pets_2"),
            // a tag that is a verb, parted and not
            ("search/repos", "search", "repos"),
            ("searchRepos", "search", "search_repos"),
            ("inviteUser", "invites", "invite_user"),
        ] {
            assert_eq!(of(id, &[group]), want, "{id}");
        }
    }

    #[test]
    fn the_groups_name_goes_behind_the_verb() {
        for (id, group, want) in [
            ("listIssues", "issues", "list"),
            ("getIssues", "issues", "list"),
            ("getIssue", "issues", "get"),
            ("createIssue", "issues", "create"),
            ("deleteIssue", "issues", "delete"),
            ("deleteIssues", "issues", "delete_issues"),
            ("searchIssues", "issues", "search"),
            ("bulkDeleteIssues", "issues", "bulk_delete"),
            ("mergeContact", "Contacts", "merge"),
            ("createOrUpdateCompany", "companies", "create_or_update"),
            (
                "bulk_set_application_commands",
                "applications",
                "bulk_set_commands",
            ),
            ("FetchExecutionStep", "StudioV1ExecutionStep", "fetch"),
            ("FetchStep", "StudioV1Step", "fetch"),
            ("createChatCompletion", "chat", "create_completion"),
            ("createVectorStoreFile", "Vector stores", "create_file"),
            (
                "readPersistentVolumeClaim",
                "persistentvolumeclaims",
                "read",
            ),
            ("deleteUserById", "users", "delete_by_id"),
            // no verb: a noun with another
            // another thing, which only begins or ends alike
            ("listTeamMembers", "members", "list_team_members"),
            ("createThreadAndRun", "threads", "create_thread_and_run"),
            ("getUser2", "user", "get_user2"),
        ] {
            assert_eq!(of(id, &[group]), want, "{id}");
        }
    }

    #[test]
    fn a_group_may_have_two_names() {
        assert_eq!(of("listCoreV1Node", &["nodes", "core_v1"]), "list_node");
        assert_eq!(of("listCoreV1Node", &["core_v1", "nodes"]), "list");
        assert_eq!(
            of("listCoreV1NamespacedPod", &["core_v1", "pods"]),
            "list_namespaced_pod"
        );
    }

    #[test]
    fn what_is_left_keeps_its_sense() {
        for (id, group, template, want) in [
            (
                "remove-albums-user",
                "albums",
                "/me/albums",
                "remove_albums_user",
            ),
            (
                "chatCompletions",
                "completions",
                "/chat/completions",
                "chat_completions",
            ),
            (
                "anonymizeUser",
                "users",
                "/users/{id}/anonymize",
                "anonymize",
            ),
            (
                "v1.application.list",
                "application",
                "/v1/applications",
                "list",
            ),
            ("listCrate", "crates", "/crates/{id}", "get"),
            ("listCrates", "crates", "/crates", "list"),
            ("getCrates", "crates", "/crates", "list"),
            ("getCrates", "crates", "/crates/{id}", "get"),
        ] {
            let reads = Reads {
                many: false,
                one: template.ends_with('}'),
                acts: id.starts_with('a'),
            };
            assert_eq!(
                of_id(id, &[Group::new(group)], template, reads),
                want,
                "{id}"
            );
        }
    }

    #[test]
    fn what_is_one_is_not_listed() {
        let group = [Group::new("settings")];
        assert_eq!(
            of_id(
                "getSettings",
                &group,
                "/settings",
                Reads {
                    many: false,
                    one: false,
                    acts: false
                }
            ),
            "get"
        );
    }
}
