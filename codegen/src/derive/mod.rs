//! Derives and attributes from the settings: `Model` → `Model`.
//!
//! If a type can't derive a trait, the error names the field that prevents it, so that a generated crate always compiles.

mod config;
mod parts;
mod traits;

use std::collections::BTreeMap;

pub(crate) use config::canonical;
use config::is_of;
pub use config::{DeriveRule, TypesConfig};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::model::{Dependency, Derived, Item, Model, Namespace, Paths};
use crate::nearest::nearest;
use parts::Parts;
use traits::{Forbidden, Trait, forbidden, with_supertraits};

/// What asks for a derive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Asker {
    /// The rule with this index.
    Rule(usize),
    /// Another derive, which needs this one.
    Another,
    /// A setting for all types that can have it.
    All,
}

/// A derive, and the types that are to have it.
struct Request<'a> {
    derive: String,
    asked: BTreeMap<Vec<&'a str>, Asker>,
}

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
    let mut parts = Parts::default();
    let index = Paths::new(model);
    let all = types(&index);
    let mut requests: Vec<Request<'_>> = Vec::new();
    let rules: Vec<DeriveRule> = settings
        .derive
        .iter()
        .cloned()
        .map(DeriveRule::joined)
        .collect();
    let mut needed = Vec::new();
    if settings.hash {
        for name in ["Eq", "Hash"] {
            ask(&mut requests, &all, name, all.keys().cloned(), Asker::All);
        }
    }
    for (number, rule) in rules.iter().enumerate() {
        let place_of = |within: &str| {
            let setting = format!("/types/derive/{number}");
            let found = config.origin.place(&format!("{setting}{within}"));
            let found = found.or_else(|| config.origin.place(&setting));
            found.unwrap_or_else(|| (Severity::Warning, place()))
        };
        let matched = matched(rule, number, &index, &all, &place_of, diagnostics);
        if matched.is_empty() {
            continue;
        }
        needed.push(rule);
        for derive in &rule.derive {
            let derive = canonical(derive);
            for name in with_supertraits(&derive) {
                let asker = match name == derive {
                    true => Asker::Rule(number),
                    false => Asker::Another,
                };
                ask(&mut requests, &all, &name, matched.iter().cloned(), asker);
            }
        }
        if !rule.fields.is_empty() {
            of_parts(
                rule,
                number,
                (&matched, &all),
                &mut parts,
                &place_of,
                diagnostics,
            );
            continue;
        }
        for path in &matched {
            let derived = found.entry(owned(path)).or_default();
            for attribute in &rule.attributes {
                if !derived.attributes.contains(attribute) {
                    derived.attributes.push(attribute.clone());
                }
            }
        }
    }
    for Request { derive, mut asked } in requests {
        let askers = asked.clone();
        for (path, why) in forbidden(&index, &derive, &parts, &mut asked) {
            let Some(Asker::Rule(number)) = askers.get(&path) else {
                continue;
            };
            let setting = format!("/types/derive/{number}");
            let at = (config.origin.place(&setting)).map_or_else(place, |(_, place)| place);
            let path = index.public(path).join("::");
            diagnostics.push(refusal(&derive, &path, &why, at));
        }
        for path in asked.keys() {
            let derived = found.entry(owned(path)).or_default();
            derived.derives.push(derive.clone());
        }
    }
    for (path, derived) in &mut found {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let derives = &derived.derives;
        let has = |derive: &str| {
            let is_given = |item: &&Item| Trait::of(derive).is_given(item);
            derives.iter().any(|known| known == derive) || all.get(&path).is_some_and(is_given)
        };
        let attributes = std::mem::take(&mut derived.attributes);
        derived.attributes = (attributes.iter())
            .filter_map(|text| DeriveRule::without(text, &has))
            .collect();
    }
    apply(&mut model.root, &mut Vec::new(), &mut found, &parts);
    for rule in needed {
        depend(&mut model.api.dependencies, rule);
    }
}

/// Asks for a derive, where types don't have it already.
fn ask<'a>(
    requests: &mut Vec<Request<'a>>,
    all: &BTreeMap<Vec<&'a str>, &'a Item>,
    derive: &str,
    paths: impl Iterator<Item = Vec<&'a str>>,
    asker: Asker,
) {
    let which = Trait::of(derive);
    let lacking = paths.filter(|path| all.get(path).is_some_and(|item| !which.is_given(item)));
    let add = |asked: &mut BTreeMap<Vec<&'a str>, Asker>| {
        for path in lacking {
            let known = asked.entry(path).or_insert(asker);
            // a rule reports what can't be derived
            *known = asker.min(*known);
        }
    };
    match requests.iter_mut().find(|request| request.derive == derive) {
        Some(request) => add(&mut request.asked),
        None => {
            let derive = derive.to_owned();
            let mut asked = BTreeMap::new();
            add(&mut asked);
            requests.push(Request { derive, asked });
        }
    }
}

/// The types that a rule is for; reports patterns without any.
fn matched<'a>(
    rule: &DeriveRule,
    number: usize,
    index: &Paths<'a>,
    all: &BTreeMap<Vec<&'a str>, &'a Item>,
    place_of: &dyn Fn(&str) -> (Severity, Place),
    diagnostics: &mut Diagnostics,
) -> Vec<Vec<&'a str>> {
    let publics: Vec<String> = (all.keys())
        .map(|path| index.public(path.clone()).join("::"))
        .collect();
    for (at_pattern, pattern) in rule.types.iter().enumerate() {
        if publics.iter().any(|public| is_of(pattern, public)) {
            continue;
        }
        let (severity, place) = place_of(&format!("/types/{at_pattern}"));
        let message = format!(
            "`{pattern}` in rule {} of `types.derive` matches no type",
            number.saturating_add(1)
        );
        let diagnostic = Diagnostic::new(severity, Code::UnusedConfig, place, message);
        diagnostics.push(diagnostic.help(remedy(pattern, &publics)));
    }
    (all.keys().zip(&publics))
        .filter(|(_, public)| rule.matches(public))
        .map(|(path, _)| path.clone())
        .collect()
}

/// Collects the attributes of fields and variants; reports patterns without any.
fn of_parts<'a>(
    rule: &DeriveRule,
    number: usize,
    (matched, all): (&[Vec<&'a str>], &BTreeMap<Vec<&'a str>, &'a Item>),
    parts: &mut Parts,
    place_of: &dyn Fn(&str) -> (Severity, Place),
    diagnostics: &mut Diagnostics,
) {
    for (at_pattern, pattern) in rule.fields.iter().enumerate() {
        let mut is_any = false;
        for path in matched {
            if let Some(item) = all.get(path) {
                is_any |= parts.add(path, item, pattern, &rule.attributes);
            }
        }
        if is_any || matched.is_empty() {
            continue;
        }
        let (severity, place) = place_of(&format!("/fields/{at_pattern}"));
        let message = format!(
            "`{pattern}` in rule {} of `types.derive` matches no field or variant of its types",
            number.saturating_add(1)
        );
        let help = "it names a field or variant as in Rust, without `r#`; `*` stands for any text";
        let diagnostic = Diagnostic::new(severity, Code::UnusedConfig, place, message);
        diagnostics.push(diagnostic.help(help));
    }
}

/// The error that a type can't derive a trait.
fn refusal(derive: &str, path: &str, why: &Forbidden, place: Place) -> Diagnostic {
    let (reason, help) = match why {
        Forbidden::Has(has) => (
            format!("it implements `{has}` without a derive"),
            "leave the type out of the pattern".to_owned(),
        ),
        Forbidden::Holds {
            part,
            lacking,
            ident,
        } => {
            let reason = format!("its {part} holds {lacking}");
            let help = match (Trait::of(derive), part.starts_with("variant")) {
                (Trait::Unit, true) => format!(
                    "`closed-enums = true` makes enums without such a variant; or have the macro skip it, by an \
                     attribute: `fields = [\"{ident}\"]`"
                ),
                (Trait::Other | Trait::Unit, _) => format!(
                    "leave the type out of the pattern, have the pattern match what it holds as well, or tell the \
                     macro what to do with it by an attribute: `fields = [\"{ident}\"]`"
                ),
                _ => "leave the type out of the pattern, or have the pattern match what it holds as well"
                    .to_owned(),
            };
            (reason, help)
        }
    };
    let message = format!("`{derive}` can't be derived for `{path}`: {reason}");
    Diagnostic::error(Code::NotDerivable, place, message).help(help)
}

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|&segment| segment.to_owned()).collect()
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

fn apply(
    namespace: &mut Namespace,
    at: &mut Vec<String>,
    found: &mut BTreeMap<Vec<String>, Derived>,
    parts: &Parts,
) {
    for item in &mut namespace.items {
        at.push(item.ident().to_owned());
        if let (Some(derived), Some(meta)) = (found.remove(at), item.meta_mut()) {
            meta.derived = derived;
        }
        parts.apply(at, item);
        at.pop();
    }
    for child in &mut namespace.children {
        at.push(child.ident.clone());
        apply(child, at, found, parts);
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
mod tests;
