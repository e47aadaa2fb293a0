//! Statuses: which of them are answers, and their names.

use openapiv3::StatusCode;

/// Ranks statuses: the preferred successful one first, errors last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Ok,
    Created,
    Success,
    Successes,
    Redirect,
    Default,
    Error,
    Other,
}

pub(super) fn rank(status: &StatusCode) -> Rank {
    match status {
        StatusCode::Code(200) => Rank::Ok,
        StatusCode::Code(201) => Rank::Created,
        StatusCode::Code(code) if code / 100 == 2 => Rank::Success,
        StatusCode::Range(2) => Rank::Successes,
        StatusCode::Code(301 | 302 | 303 | 307 | 308) | StatusCode::Range(3) => Rank::Redirect,
        StatusCode::Code(code) if *code >= 400 => Rank::Error,
        StatusCode::Range(class) if *class >= 4 => Rank::Error,
        StatusCode::Code(_) | StatusCode::Range(_) => Rank::Other,
    }
}

/// The reason phrase of a status (RFC 9110, 15), for use in names.
pub(super) fn reason(status: &str) -> &str {
    match status {
        "200" => "ok",
        "201" => "created",
        "202" => "accepted",
        "203" => "non authoritative",
        "204" => "no content",
        "205" => "reset content",
        "206" => "partial content",
        "207" => "multi status",
        "208" => "already reported",
        "226" => "im used",
        "2XX" => "success",
        "3XX" => "redirect",
        "301" => "moved permanently",
        "302" => "found",
        "303" => "see other",
        "307" => "temporary redirect",
        "308" => "permanent redirect",
        "default" => "default",
        other => other,
    }
}
