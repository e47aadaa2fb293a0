//! Verbs in `operationId`s, and their objects.

use super::segments::segments;
use super::words;

/// Plurals that mean a single object.
pub(super) const ONE: &[&str] = &[
    "analytics",
    "credentials",
    "details",
    "metrics",
    "preferences",
    "settings",
    "statistics",
    "stats",
];

/// Prepositions that follow the object of a verb.
pub(super) const PREPOSITIONS: &[&str] = &[
    "as", "at", "by", "for", "from", "in", "of", "on", "to", "via", "with",
];

/// Verbs that read, and become `list` for several objects.
pub(super) const READS: &[&str] = &["get", "fetch", "find", "read", "retrieve"];

/// Verbs that read, however many.
pub(super) const GETS: [&str; 8] = [
    "fetch", "find", "get", "list", "read", "retrieve", "show", "view",
];

/// What an operation reads, if anything.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reads {
    /// Whether it returns several items.
    pub(super) many: bool,
    /// Whether its path ends with an identifier of one of them.
    pub(super) one: bool,
    /// Whether it does something other than reading.
    pub(super) acts: bool,
}

/// Whether a word is a noun by the operation's own path: part of a segment, unless it is all of the last one, as in
/// `/users/{id}/anonymize`.
pub(super) fn is_noun(word: &str, template: &str) -> bool {
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

/// Whether the last word of a segment is a plural, of more than one thing.
pub(super) fn is_plural(segment: &str) -> bool {
    let snake = words::snake(segment);
    let last = snake.rsplit('_').next().unwrap_or_default();
    words::singular(last) != last && !ONE.contains(&last)
}

/// Whether a segment has another singular, even if it means a single object, as `settings` does.
pub(super) fn is_several(segment: &str) -> bool {
    let snake = words::snake(segment);
    words::singular(&snake) != snake
}

/// Whether a word is a verb.
pub(super) fn is_verb(word: &str) -> bool {
    VERBS.binary_search(&word).is_ok()
}

/// All verbs.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    VERBS.iter().copied()
}

/// First words of an `operationId` that are verbs. A noun in front of a group's name belongs to it (`chatCompletions` under
/// `completions`), so not every word qualifies.
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

    #[test]
    fn verbs_are_sorted() {
        assert!(VERBS.is_sorted());
        assert!(READS.iter().all(|word| is_verb(word)));
    }
}
