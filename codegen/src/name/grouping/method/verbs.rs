//! Verbs in `operationId`s, and their objects.

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

/// Whether a word is a verb.
pub(in crate::name::grouping) fn is_verb(word: &str) -> bool {
    VERBS.binary_search(&word).is_ok()
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
