//! The page: a fixed HTML frame with the data inside.

use super::data;
use crate::diff::Diff;
use crate::hidden::in_json;
use crate::model::Model;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The page of a model. `krate` is the name by which programs call the crate; with a comparison, what changed is marked.
pub fn page(model: &Model, krate: &str, diff: Option<&Diff>) -> String {
    let data = data::data(model, krate, diff);
    // within a script element only `<` could end it
    let data = in_json(&data.to_string()).replace('<', "\\u003c");
    let mut out = String::with_capacity(
        data.len()
            .saturating_add(PAGE.len())
            .saturating_add(STYLE.len())
            .saturating_add(SCRIPT.len()),
    );
    let parts = [
        ("{{style}}", STYLE),
        ("{{data}}", data.as_str()),
        ("{{script}}", SCRIPT),
    ];
    let mut rest = PAGE;
    for (mark, text) in parts {
        if let Some((before, after)) = rest.split_once(mark) {
            out.push_str(before);
            out.push_str(text);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}
