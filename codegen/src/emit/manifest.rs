//! `Cargo.toml` of the generated crate.

use super::{EmitOptions, NOTICE, PackageValue, docs};
use crate::hidden::turns;
use crate::model::{Api, Dependency, Features};

/// Features of the runtime that users switch on through the generated crate, with what each is for.
pub(super) const FEATURES: [(&str, &str); 15] = [
    ("reqwest", "asynchronous transport, in browsers too"),
    ("hyper", "asynchronous transport, with fewer packages"),
    ("ureq", "blocking transport"),
    ("gzip", "compressed responses"),
    ("xml", "bodies in XML"),
    ("tower", "tower services as transports"),
    ("oauth2", "OAuth 2 tokens, obtained and renewed"),
    ("webhooks", "verification of webhook signatures"),
    ("tracing", "a span per call"),
    ("chrono", "conversions of dates and times"),
    ("time", "conversions of dates and times"),
    ("jiff", "conversions of dates and times"),
    ("uuid", "conversions of identifiers"),
    ("url", "conversions of addresses"),
    ("rust_decimal", "conversions of decimal numbers"),
];

/// Whether every generated crate has a feature of this name.
pub(crate) fn is_feature(name: &str) -> bool {
    FEATURES.iter().any(|(feature, _)| *feature == name)
}

/// Whether a feature is about types, and has a use without a client.
pub(super) fn is_of_types(feature: &str) -> bool {
    [
        "chrono",
        "time",
        "jiff",
        "uuid",
        "url",
        "rust_decimal",
        "webhooks",
    ]
    .contains(&feature)
}

/// The version of a crate that none is set for.
pub(super) const FIRST_VERSION: &str = "0.1.0";

/// Keys of `[package]` in the order in which cargo writes them.
const KEYS: [&str; 14] = [
    "version",
    "edition",
    "rust-version",
    "authors",
    "description",
    "documentation",
    "readme",
    "homepage",
    "repository",
    "license",
    "license-file",
    "keywords",
    "categories",
    "publish",
];

/// The value of a key that is not set.
fn usual(key: &str, api: &Api) -> Option<PackageValue> {
    let text = match key {
        "version" => FIRST_VERSION.to_owned(),
        "edition" => "2024".to_owned(),
        "description" => docs::plain(&format!(
            "Types and client of {} {}",
            api.title, api.version
        ))
        .into_owned(),
        _ => return None,
    };
    Some(PackageValue::Text(text))
}

fn printed(value: &PackageValue) -> String {
    match value {
        PackageValue::Text(text) => quoted(text),
        PackageValue::Flag(flag) => flag.to_string(),
        PackageValue::List(list) => {
            let items: Vec<_> = list.iter().map(|item| quoted(item)).collect();
            format!("[{}]", items.join(", "))
        }
        PackageValue::Inherited { workspace } => format!("{{ workspace = {workspace} }}"),
    }
}

/// Prints the manifest.
pub(super) fn print(api: &Api, features: &Features, options: &EmitOptions) -> String {
    let mut out = format!("# {NOTICE}\n\n");
    let mut line = |parts: &[&str]| {
        out.extend(parts.iter().copied());
        out.push('\n');
    };
    line(&["[package]"]);
    line(&["name = ", &quoted(&options.name)]);
    for key in KEYS {
        let value = options
            .package
            .keys
            .get(key)
            .cloned()
            .or_else(|| usual(key, api));
        match value {
            Some(PackageValue::Inherited { .. }) => line(&[key, ".workspace = true"]),
            Some(value) => line(&[key, " = ", &printed(&value)]),
            None => {}
        }
    }
    if options.package.lints.workspace {
        line(&[""]);
        line(&["[lints]"]);
        line(&["workspace = true"]);
    }
    line(&[""]);
    line(&["[lib]"]);
    line(&["# texts of the document are no tests"]);
    line(&["doctest = false"]);
    line(&[""]);
    line(&["[features]"]);
    if !features.is_empty() {
        line(&[
            "# what is compiled: nothing but what many handles share, unless features of handles are named",
        ]);
        line(&["default = []"]);
        line(&["# everything"]);
        line(&["full = ["]);
        for feature in &features.list {
            line(&["    ", &quoted(&feature.name), ","]);
        }
        line(&["]"]);
        for feature in &features.list {
            line(&["# ", &docs::plain(&feature.doc)]);
            line(&[&quoted(&feature.name), " = []"]);
        }
    }
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
    if !features.is_empty() {
        line(&[""]);
        line(&["[package.metadata.docs.rs]"]);
        line(&["all-features = true"]);
    }
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
            c if c.is_control() || turns(c) => out.push_str(&format!("\\u{:04X}", u32::from(c))),
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
