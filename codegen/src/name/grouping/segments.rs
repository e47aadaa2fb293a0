//! Splits path templates into segments.

use crate::text::tail;
/// The meaningful segments of a path template: without the API's version and prefix.
pub(super) fn segments(template: &str) -> Vec<&str> {
    // some documents distinguish operations by a query or fragment in the path, which is not a segment
    let path = template.split(['?', '#']).next().unwrap_or_default();
    let mut all: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    while let Some(&first) = all.first() {
        let version = first.len() > 1
            && first.starts_with(['v', 'V'])
            && tail(first, 1).starts_with(|c: char| c.is_ascii_digit())
            && first.len() <= 12;
        let date = first.len() >= 8
            && first
                .chars()
                .all(|c| c.is_ascii_digit() || c == '-' || c == '.');
        if all.len() > 1 && (version || date || matches!(first, "api" | "rest" | "apis")) {
            all.remove(0);
        } else {
            break;
        }
    }
    all
}
