//! Derives and attributes from the settings: `Model` → `Model`.
//!
//! If a type can't derive a trait, the error names the field that prevents it, so that a generated crate always compiles.

mod config;
mod traits;

use std::collections::{BTreeMap, BTreeSet};

use config::is_of;
pub use config::{DeriveRule, TypesConfig};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::model::{Dependency, Derived, Item, Model, Namespace, Paths};
use crate::nearest::nearest;
use traits::{Forbidden, Trait, forbidden};

/// Decides which derives and attributes each type has beside those of every type.
///
/// `place` is where messages about settings without a place of their own point.
pub(crate) fn decide(
    model: &mut Model,
    config: &Config,
    place: &dyn Fn() -> Place,
    diagnostics: &mut Diagnostics,
) {
    let settings = &config.types;
    if !settings.hash && settings.derive.is_empty() {
        return;
    }
    let mut found: BTreeMap<Vec<String>, Derived> = BTreeMap::new();
    let index = Paths::new(model);
    let all = types(&index);
    if settings.hash {
        for (name, which) in [("Eq", Trait::Eq), ("Hash", Trait::Hash)] {
            let mut able: BTreeSet<_> = (all.iter())
                .filter(|(_, item)| !which.is_given(item))
                .map(|(path, _)| path.clone())
                .collect();
            forbidden(&index, which, &mut able);
            add(&mut found, &able, name);
        }
    }
    for (number, rule) in settings.derive.iter().enumerate() {
        let setting = format!("/types/derive/{number}");
        let at = || {
            let found = config.origin.place(&setting);
            found.unwrap_or_else(|| (Severity::Warning, place()))
        };
        let publics: Vec<String> = (all.keys())
            .map(|path| index.public(path.clone()).join("::"))
            .collect();
        let matched: BTreeSet<_> = (all.keys().zip(&publics))
            .filter(|(_, public)| rule.matches(public))
            .map(|(path, _)| path.clone())
            .collect();
        for (at_pattern, pattern) in rule.types.iter().enumerate() {
            if publics.iter().any(|public| is_of(pattern, public)) {
                continue;
            }
            let found = config
                .origin
                .place(&format!("{setting}/types/{at_pattern}"));
            let (severity, place) = found.unwrap_or_else(at);
            let message = format!(
                "`{pattern}` in rule {} of `types.derive` matches no type",
                number.saturating_add(1)
            );
            let diagnostic = Diagnostic::new(severity, Code::UnusedConfig, place, message);
            diagnostics.push(diagnostic.help(remedy(pattern, &publics)));
        }
        for derive in &rule.derive {
            let which = Trait::of(derive);
            let mut asked: BTreeSet<_> = (matched.iter())
                .filter(|path| all.get(*path).is_some_and(|item| !which.is_given(item)))
                .cloned()
                .collect();
            for (path, Forbidden { part, lacking }) in forbidden(&index, which, &mut asked) {
                let path = index.public(path).join("::");
                let message =
                    format!("`{derive}` can't be derived for `{path}`: its {part} holds {lacking}");
                let help = "leave the type out of the pattern, or have the pattern match what it holds as well";
                diagnostics.push(Diagnostic::error(Code::NotDerivable, at().1, message).help(help));
            }
            add(&mut found, &asked, derive);
        }
        for path in &matched {
            let path = path.iter().map(|&segment| segment.to_owned()).collect();
            let derived = found.entry(path).or_default();
            for attribute in &rule.attributes {
                if !derived.attributes.contains(attribute) {
                    derived.attributes.push(attribute.clone());
                }
            }
        }
    }
    apply(&mut model.root, &mut Vec::new(), &mut found);
    for rule in &settings.derive {
        depend(&mut model.api.dependencies, rule);
    }
}

/// What to write in place of a pattern that matches no type.
fn remedy(pattern: &str, publics: &[String]) -> String {
    let is_path = pattern.contains("::");
    let names = publics.iter().map(|public| match is_path {
        true => public,
        false => public.rsplit("::").next().unwrap_or(public),
    });
    match nearest(pattern, names) {
        Some(name) => format!("there is `{name}`"),
        None => "patterns are names or paths of generated types, in which `*` stands for any text"
            .to_owned(),
    }
}

/// All items that are types, by the paths at which they lie.
fn types<'a>(index: &Paths<'a>) -> BTreeMap<Vec<&'a str>, &'a Item> {
    let is_type =
        |item: &Item| !matches!(item, Item::Alias(_) | Item::Resource(_) | Item::Group(_));
    (index.all())
        .filter(|(_, item)| is_type(item))
        .map(|(path, item)| (path.clone(), item))
        .collect()
}

fn add(found: &mut BTreeMap<Vec<String>, Derived>, paths: &BTreeSet<Vec<&str>>, derive: &str) {
    for path in paths {
        let path = path.iter().map(|&segment| segment.to_owned()).collect();
        let derived = found.entry(path).or_default();
        if !derived.derives.iter().any(|other| other == derive) {
            derived.derives.push(derive.to_owned());
        }
    }
}

fn apply(
    namespace: &mut Namespace,
    at: &mut Vec<String>,
    found: &mut BTreeMap<Vec<String>, Derived>,
) {
    for item in &mut namespace.items {
        at.push(item.ident().to_owned());
        if let (Some(derived), Some(meta)) = (found.remove(at), item.meta_mut()) {
            meta.derived = derived;
        }
        at.pop();
    }
    for child in &mut namespace.children {
        at.push(child.ident.clone());
        apply(child, at, found);
        at.pop();
    }
}

/// Adds the crate that a rule needs.
fn depend(dependencies: &mut Vec<Dependency>, rule: &DeriveRule) {
    let Some(name) = rule.crate_name() else {
        return;
    };
    if let Some(known) = dependencies.iter_mut().find(|known| known.name == name) {
        for feature in &rule.features {
            if !known.features.contains(feature) {
                known.features.push(feature.clone());
            }
        }
        return;
    }
    dependencies.push(Dependency {
        name: name.to_owned(),
        version: rule.version.clone(),
        path: rule.path.clone(),
        features: rule.features.clone(),
        default_features: rule.default_features.unwrap_or(true),
    });
    dependencies.sort_by(|a, b| a.name.cmp(&b.name));
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::diagnostic::Code;
    use crate::model::{Item, Model};
    use crate::testing;

    /// The model of a document with these schemas, by settings.
    fn model(schemas: &str, settings: &str) -> (Model, Vec<String>) {
        let head =
            "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
        let document = testing::document(&format!("{head}{schemas}"));
        let config = Config::from_toml(settings).unwrap_or_else(|error| panic!("{error}"));
        let (model, diagnostics) = crate::model(&document, &config);
        let said = (diagnostics.iter())
            .filter(|said| matches!(said.code, Code::NotDerivable | Code::UnusedConfig))
            .map(|said| said.message.clone());
        (model, said.collect())
    }

    fn derives(model: &Model, name: &str) -> Vec<String> {
        let items = model.root.children.iter().flat_map(|child| &child.items);
        let all = model.root.items.iter().chain(items);
        let found = all.filter_map(|item| match item {
            Item::Object(object) if object.ident == name => {
                Some(object.meta.derived.derives.clone())
            }
            _ => None,
        });
        found.flatten().collect()
    }

    const SCHEMAS: &str = "    whole: {type: object, properties: {name: {type: string}, tags: {type: object, additionalProperties: {type: string}}, any: {}}}
    part: {type: object, properties: {size: {type: number}}}
    holder: {type: object, properties: {part: {$ref: '#/components/schemas/part'}}}
    ring: {type: object, properties: {next: {$ref: '#/components/schemas/ring'}}}\n";

    #[test]
    fn hashes_where_all_that_is_held_has_them() {
        let (model, said) = model(SCHEMAS, "[types]\nhash = true\n");
        assert_eq!(derives(&model, "Whole"), ["Eq", "Hash"]);
        assert_eq!(derives(&model, "Ring"), ["Eq", "Hash"]);
        assert_eq!(derives(&model, "Part"), [""; 0]);
        assert_eq!(derives(&model, "Holder"), [""; 0]);
        assert_eq!(said, [""; 0]);
    }

    #[test]
    fn what_forbids_a_derive_is_named() {
        let settings =
            "[[types.derive]]\ntypes = [\"Holder\", \"Whole\"]\nderive = [\"Eq\", \"Ord\"]\n";
        let (model, said) = model(SCHEMAS, settings);
        assert_eq!(derives(&model, "Whole"), ["Eq"]);
        assert_eq!(
            said,
            [
                "`Eq` can't be derived for `Holder`: its field `part` holds `Part`",
                "`Ord` can't be derived for `Holder`: its field `part` holds `Part`",
                "`Ord` can't be derived for `Whole`: its field `tags` holds a map",
            ]
        );
    }

    #[test]
    fn derives_of_other_crates_bring_them_along() {
        let settings = "[[types.derive]]\ntypes = [\"Part\", \"Hold*\"]\nderive = [\"schemars::JsonSchema\"]\nversion = \"1\"\n";
        let (model, said) = model(SCHEMAS, settings);
        assert_eq!(derives(&model, "Holder"), ["schemars::JsonSchema"]);
        assert_eq!(said, [""; 0]);
        let crates: Vec<_> = (model.api.dependencies.iter())
            .map(|one| (one.name.as_str(), one.version.as_deref()))
            .collect();
        assert_eq!(crates, [("schemars", Some("1"))]);
    }

    #[test]
    fn settings_that_match_nothing() {
        let settings = "[[types.derive]]\ntypes = [\"Hol\"]\nderive = [\"Eq\"]\n[types.replace]\nnobody = \"geo::Point\"\n";
        let error = Config::from_toml(settings)
            .expect_err("no crate")
            .to_string();
        assert!(error.contains("say where that is found"), "{error}");
        let (_, said) = model(SCHEMAS, &settings.replace("geo::Point", "std::net::IpAddr"));
        assert_eq!(
            said,
            [
                "`types.replace`: there is no component `nobody`",
                "`Hol` in rule 1 of `types.derive` matches no type",
            ]
        );
        // each pattern of a rule is looked at, and what it may have meant is said
        let settings = "[[types.derive]]\ntypes = [\"Part\", \"Holdr\", \"No*\"]\nderive = [\"schemars::JsonSchema\"]\nversion = \"1\"\n";
        let (_, said) = model(SCHEMAS, settings);
        assert_eq!(
            said,
            [
                "`Holdr` in rule 1 of `types.derive` matches no type",
                "`No*` in rule 1 of `types.derive` matches no type",
            ]
        );
        let publics = ["Part".to_owned(), "holder::Holder".to_owned()];
        assert_eq!(super::remedy("Holdr", &publics), "there is `Holder`");
        assert_eq!(
            super::remedy("holder::Holdr", &publics),
            "there is `holder::Holder`"
        );
        let error = Config::from_toml("[types.replace]\na = \"date\"\n").expect_err("a format");
        assert!(
            error.to_string().contains("whole path of a type"),
            "{error}"
        );
    }
}
