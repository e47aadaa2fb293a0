//! `Cargo.toml` of the generated crate.

use super::{EmitOptions, NOTICE, docs};
use crate::model::{Api, Dependency};

/// Features of the runtime that users switch on through the generated crate, with what each is for.
const FEATURES: [(&str, &str); 11] = [
    ("reqwest", "asynchronous transport"),
    ("ureq", "blocking transport"),
    ("gzip", "compressed answers"),
    ("webhooks", "signatures of events"),
    ("tracing", "a span a call"),
    ("chrono", "conversions of dates and times"),
    ("time", "conversions of dates and times"),
    ("jiff", "conversions of dates and times"),
    ("uuid", "conversions of identifiers"),
    ("url", "conversions of addresses"),
    ("rust_decimal", "conversions of decimal numbers"),
];

/// Prints the manifest.
pub(super) fn print(api: &Api, options: &EmitOptions) -> String {
    let mut out = format!("# {NOTICE}\n\n");
    let mut line = |parts: &[&str]| {
        out.extend(parts.iter().copied());
        out.push('\n');
    };
    let description = format!("Types and client of {} {}", api.title, api.version);
    let description = docs::plain(&description);
    line(&["[package]"]);
    line(&["name = ", &quoted(&options.name)]);
    line(&["version = ", &quoted(&options.version)]);
    line(&["edition = \"2024\""]);
    line(&["description = ", &quoted(&description)]);
    line(&[""]);
    line(&["[lib]"]);
    line(&["# texts of the document are no tests"]);
    line(&["doctest = false"]);
    line(&[""]);
    line(&["[features]"]);
    for (feature, purpose) in FEATURES {
        line(&["# ", purpose]);
        line(&[
            feature,
            " = [",
            &quoted(&format!("castiron-runtime/{feature}")),
            "]",
        ]);
    }
    line(&[""]);
    line(&["[dependencies]"]);
    line(&[
        "castiron-runtime = ",
        &options.runtime.dependency(&options.name),
    ]);
    for dependency in &api.dependencies {
        line(&[&krate(dependency)]);
    }
    line(&[""]);
    line(&["# the version of castiron that wrote this crate"]);
    line(&["[package.metadata.castiron]"]);
    line(&["version = ", &quoted(crate::VERSION)]);
    if options.own_workspace {
        line(&[""]);
        line(&["# not a member of a workspace that happens to lie around it"]);
        line(&["[workspace]"]);
    }
    out
}

/// The line of a crate that types of formats come from.
fn krate(dependency: &Dependency) -> String {
    let mut keys = Vec::new();
    if let Some(version) = &dependency.version {
        keys.push(format!("version = {}", quoted(version)));
    }
    if let Some(path) = &dependency.path {
        keys.push(format!("path = {}", quoted(&path.replace('\\', "/"))));
    }
    if !dependency.default_features {
        keys.push("default-features = false".to_owned());
    }
    if !dependency.features.is_empty() {
        let features: Vec<_> = dependency
            .features
            .iter()
            .map(|name| quoted(name))
            .collect();
        keys.push(format!("features = [{}]", features.join(", ")));
    }
    format!("{} = {{ {} }}", quoted(&dependency.name), keys.join(", "))
}

/// A basic string of TOML (TOML 1.0, String).
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn strings() {
        assert_eq!(quoted("a \"b\" \\ \n"), r#""a \"b\" \\ \u000A""#);
    }
}
