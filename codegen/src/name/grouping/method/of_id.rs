//! Derives the name of a method from an `operationId`.

use super::group::{Group, joined};
use super::order::{collection, verb_first};
use super::sense::{behind_path, without};
use super::verbs::{ONE, PREPOSITIONS, READS, Reads, is_noun, is_plural, is_verb};
use super::{segments, words};

/// Last words of classes whose functions are operations.
const CLASSES: [&str; 6] = [
    "api",
    "controller",
    "endpoint",
    "endpoints",
    "management",
    "resource",
];

/// Derives a method name from an `operationId`.
///
/// The group's name is removed at the front (`issues/list-for-repo`), if nothing else follows the verb (`listIssues`,
/// `FetchExecutionStep`), and between the verb and the rest (`createChatCompletion`).
///
/// The verb comes first, also if it is last in the id (`domain_list`).
pub(super) fn of_id(id: &str, groups: &[Group], template: &str, reads: Reads) -> String {
    let name = in_order(id, groups, template, reads);
    let snake = words::snake(id);
    let first = snake.split('_').next().unwrap_or_default();
    verb_first(name, first, template, reads)
}

fn in_order(id: &str, groups: &[Group], template: &str, reads: Reads) -> String {
    let snake = words::snake(id);
    let all: Vec<&str> = snake.split('_').collect();
    let mut rest = &all[..];
    // `v1.application.list`
    while let Some((first, after)) = rest.split_first()
        && is_version(first)
        && speaks(after)
    {
        rest = after;
    }
    for group in groups {
        if let Some(after) = behind_path(group, rest, template)
            && speaks(after)
        {
            rest = after;
            break;
        }
    }
    // `invoices_search_invoices` of `search_invoices`
    if let Some(act) = groups.iter().find_map(|group| group.act(rest)) {
        return act.to_owned();
    }
    let whole = rest.join("_");
    for group in groups {
        if let Some((name, after)) = group.split(rest)
            && speaks(after)
            && (!group.verb || id.contains(|c: char| !c.is_alphanumeric()))
        {
            let is_all = joined(name) != name.concat() && is_collection(group, template);
            return match after {
                // `Boats_Get` of `/boats`
                [read] if is_all && !reads.acts && READS.contains(read) => "list".to_owned(),
                // `BoatsController_Get`, `BoatsApi_GetList`
                [class, act @ ..] if CLASSES.contains(class) && verb(act) > 0 => act.join("_"),
                _ => after.join("_"),
            };
        }
    }
    let length = match (verb(rest), rest.split_first()) {
        // an unknown verb, followed by its object
        (0, Some((first, after)))
            if reads.acts
                && groups.iter().any(|group| group.is(after))
                && !is_noun(first, template) =>
        {
            1
        }
        (found, _) => found,
    };
    let Some((verb @ [first, ..], mut object)) = rest.split_at_checked(length) else {
        return whole;
    };
    let listed = match verb {
        [read] if READS.contains(read) => collection(object, template, reads),
        _ => None,
    };
    if let Some(things) = listed {
        return in_order(&format!("list_{things}"), groups, template, reads);
    }
    for group in groups {
        let Some(last) = object.last() else {
            break;
        };
        if let Some(all) = whole_of(group, object) {
            let plural = joined(object) != object.concat();
            let is_read = verb.len() == 1 && READS.contains(first);
            let is_list = verb == ["list"];
            let several = reads.many || !reads.one && !ONE.contains(last);
            return if plural && is_read && several || is_list && all {
                "list".to_owned()
            } else if is_list && !plural && reads.one {
                // `listCrate` of `/crates/{id}` beside `listCrates`
                "get".to_owned()
            } else if all {
                // `replaceAllTopics` beside `replaceTopics`
                format!("{}_all", verb.join("_"))
            } else {
                // also of a plural: the handle says of what (`archiveBoats`)
                verb.join("_")
            };
        }
        // `listAllBoatsForHarbour`, as `listBoatsForHarbour`
        let (is_all, things) = match (verb, object) {
            (["list"], ["all", things @ ..]) => (true, things),
            _ => (false, object),
        };
        // from the middle, only half of a compound (`createChatCompletion`) or a name before a preposition is removed
        if let Some((name, after)) = group.split(things)
            && speaks(after)
            && (!is_all && name.concat() == group.joined
                || after
                    .first()
                    .is_some_and(|next| PREPOSITIONS.contains(next)))
        {
            object = after;
        }
    }
    for group in groups {
        if let Some(rest) = without(group, object, template)
            && rest.first().is_none_or(|_| speaks(&rest))
        {
            return [verb, &rest].concat().join("_");
        }
    }
    [verb, object].concat().join("_")
}

/// Whether a path ends in the name of a group, of several things.
fn is_collection(group: &Group, template: &str) -> bool {
    let all = segments(template);
    all.last().is_some_and(|last| {
        let snake = words::snake(last);
        is_plural(last) && group.is(&snake.split('_').collect::<Vec<_>>())
    })
}

/// Whether the object of a verb is the group, and if so whether the id says that it is all of it: `allBoats`.
fn whole_of(group: &Group, object: &[&str]) -> Option<bool> {
    if group.is(object) {
        return Some(false);
    }
    let (all, rest) = object.split_first()?;
    (*all == "all" && group.is(rest) && joined(rest) != rest.concat()).then_some(true)
}

/// Whether a word is a version: `v1`, `v20`.
fn is_version(word: &str) -> bool {
    word.strip_prefix('v')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether words can follow a verb, or be a name without what came before them.
fn speaks(words: &[&str]) -> bool {
    words.first().is_some_and(|first| {
        first.starts_with(char::is_alphabetic) && !matches!(*first, "and" | "or")
    })
}

/// How many leading words form a verb: `create`, `bulk_update`, `create_or_update`.
fn verb(text: &[&str]) -> usize {
    let start = usize::from(matches!(text.first(), Some(&("bulk" | "batch"))));
    let mut end = start;
    while text.get(end).is_some_and(|word| is_verb(word)) {
        end = end.saturating_add(1);
        let joint = matches!(text.get(end), Some(&("or" | "and")));
        if joint
            && text
                .get(end.saturating_add(1))
                .is_some_and(|word| is_verb(word))
        {
            end = end.saturating_add(1);
        } else {
            break;
        }
    }
    if end == start { 0 } else { end }
}

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
    fn the_groups_name_goes_in_front() {
        for (id, group, want) in [
            ("repos/list-for-org", "repos", "list_for_org"),
            ("instance_view", "instances", "view"),
            ("Apis_ListByService", "Apis", "list_by_service"),
            ("admin_apps_approve", "admin.apps", "approve"),
            ("pets", "pets", "pets"),
            // the rest would not be a name
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
            ("deleteIssues", "issues", "delete"),
            ("archiveIssues", "issues", "archive"),
            ("updateSettings", "settings", "update"),
            ("getAllIssues", "issues", "list"),
            ("listAllIssues", "issues", "list"),
            ("replaceAllIssues", "issues", "replace_all"),
            ("getAllIssue", "issues", "get_all_issue"),
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
            ("listAllIssuesForRepo", "issues", "list_for_repo"),
            ("listAllIssueByDate", "issues", "list_by_date"),
            (
                "deleteAllIssuesForRepo",
                "issues",
                "delete_all_issues_for_repo",
            ),
            (
                "listAllIssueTypesForRepo",
                "issues",
                "list_all_issue_types_for_repo",
            ),
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
            "list_namespaced"
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
