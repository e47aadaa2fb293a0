//! Settings for derives and attributes of generated types.

use std::collections::BTreeMap;

use quote::ToTokens;
use serde::Deserialize;
use syn::punctuated::Punctuated;
use syn::token::Comma;

use crate::shape::FormatRule;

/// What a user can say about the types that are generated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct TypesConfig {
    /// Whether structs and enums can be made and matched in full: none is `#[non_exhaustive]`. A property that the
    /// document comes to have then breaks programs.
    pub exhaustive: bool,
    /// Whether enums have the listed values and no others: an unknown one is an error, and they are `Copy`.
    pub closed_enums: bool,
    /// Whether types are `Eq` and `Hash` where all that they hold is.
    pub hash: bool,
    /// Derives and attributes of the user's own.
    pub derive: Vec<DeriveRule>,
    /// Types of the user's own that replace components, by name of the component.
    pub replace: BTreeMap<String, FormatRule>,
}

/// Derives and attributes for the types that a pattern matches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DeriveRule {
    /// Names of types, or whole paths such as `pets::Pet`; `*` stands for any text.
    pub types: Vec<String>,
    /// Traits, by name where the language has them (`Eq`, `Ord`), else by the path of their macro: `schemars::JsonSchema`.
    pub derive: Vec<String>,
    /// Attributes as they are written in Rust: `#[must_use]`. The traits of `#[derive(…)]` count as those of `derive`.
    pub attributes: Vec<String>,
    /// Names of fields and variants that get the attributes instead of the types; `*` stands for any text.
    pub fields: Vec<String>,
    /// The crate that they need, where its name is not the first of the path.
    #[serde(rename = "crate")]
    pub krate: Option<String>,
    /// The version of that crate.
    pub version: Option<String>,
    /// Its folder, absolute or relative to the generated crate.
    pub path: Option<String>,
    /// Its features.
    pub features: Vec<String>,
    /// Whether its default features are switched on too; they are unless told otherwise.
    pub default_features: Option<bool>,
}

impl DeriveRule {
    /// The crate that the rule needs: the first name of the first path among its derives, unless it is named.
    #[must_use]
    pub fn crate_name(&self) -> Option<&str> {
        let of_path = || {
            let mut paths = self.derive.iter().filter(|path| path.contains("::"));
            let path = paths.next()?.trim_start_matches("::");
            path.split("::").next()
        };
        (self.krate.as_deref().or_else(of_path))
            .filter(|name| !matches!(*name, "std" | "core" | "alloc"))
    }

    /// The rule with the traits of its attributes `#[derive(…)]` among its derives, so that each is asked for once.
    pub(crate) fn joined(mut self) -> Self {
        self.attributes.retain(|text| {
            let derive = Self::attribute(text).filter(|one| one.path().is_ident("derive"));
            let is_derive = derive.is_some();
            if is_derive {
                self.derive.extend(Self::derived(text));
            }
            !is_derive
        });
        self
    }

    /// An attribute without those derives under its conditions that a type `has` in any case; nothing, if none is left.
    pub(super) fn without(text: &str, has: &dyn Fn(&str) -> bool) -> Option<String> {
        let is_repeated = |derive: &String| has(&canonical(derive));
        match Self::attribute(text) {
            Some(mut attribute) if Self::derived(text).iter().any(is_repeated) => {
                attribute.meta = left_out(&attribute.meta, has)?;
                Some(attribute.to_token_stream().to_string())
            }
            _ => Some(text.to_owned()),
        }
    }

    /// An attribute of one line of Rust, and nothing else.
    pub(crate) fn attribute(text: &str) -> Option<syn::Attribute> {
        let attributes = syn::Attribute::parse_outer;
        let mut found = syn::parse::Parser::parse_str(attributes, text).ok()?;
        let one = found.pop()?;
        found.is_empty().then_some(one)
    }

    /// The derives of an attribute, also of one under a condition: `#[derive(A)]`, `#[cfg_attr(unix, derive(A))]`.
    pub(crate) fn derived(text: &str) -> Vec<String> {
        let Some(attribute) = Self::attribute(text) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        add_derives(&attribute.meta, &mut out);
        out
    }

    /// Whether the rule is for a type, given by its public path.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        self.types.iter().any(|pattern| is_of(pattern, path))
    }
}

/// A derive as it is compared: traits of the language by name, others by their path without leading colons.
pub(crate) fn canonical(derive: &str) -> String {
    let path = derive.trim().trim_start_matches("::").replace(' ', "");
    match path.split_once("::") {
        Some(("std" | "core" | "alloc", rest)) => {
            rest.rsplit("::").next().unwrap_or(rest).to_owned()
        }
        _ => path,
    }
}

/// Without derives that a type has in any case.
fn left_out(meta: &syn::Meta, has: &dyn Fn(&str) -> bool) -> Option<syn::Meta> {
    let syn::Meta::List(list) = meta else {
        return Some(meta.clone());
    };
    let within = list.parse_args_with(Punctuated::<syn::Meta, Comma>::parse_terminated);
    let Ok(within) = within else {
        return Some(meta.clone());
    };
    let left: Vec<syn::Meta> = if list.path.is_ident("derive") {
        let is_new = |one: &syn::Meta| !has(&canonical(&one.path().to_token_stream().to_string()));
        within.into_iter().filter(is_new).collect()
    } else if list.path.is_ident("cfg_attr") {
        let mut parts = within.into_iter();
        let condition = parts.next()?;
        let left: Vec<_> = parts.filter_map(|one| left_out(&one, has)).collect();
        match left.is_empty() {
            true => left,
            false => std::iter::once(condition).chain(left).collect(),
        }
    } else {
        return Some(meta.clone());
    };
    (!left.is_empty()).then(|| {
        let tokens = quote::quote!(#(#left),*);
        syn::Meta::List(syn::MetaList {
            tokens,
            ..list.clone()
        })
    })
}

fn add_derives(meta: &syn::Meta, out: &mut Vec<String>) {
    let syn::Meta::List(list) = meta else { return };
    let within = list.parse_args_with(Punctuated::<syn::Meta, Comma>::parse_terminated);
    let Ok(within) = within else { return };
    if list.path.is_ident("derive") {
        let derives = within.iter().map(|one| one.path().to_token_stream());
        out.extend(derives.map(|path| path.to_string().replace(' ', "")));
    } else if list.path.is_ident("cfg_attr") {
        // the condition comes first
        within.iter().skip(1).for_each(|one| add_derives(one, out));
    }
}

/// Whether a pattern is for a type, given by its public path.
pub(super) fn is_of(pattern: &str, path: &str) -> bool {
    let name = path.rsplit("::").next().unwrap_or(path);
    fits(pattern, path) || (!pattern.contains("::") && fits(pattern, name))
}

/// Whether a text fits a pattern in which `*` stands for any text.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut left) = text.strip_prefix(start) else {
        return false;
    };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match left.find(part) {
            Some(at) => {
                left = left
                    .get(at.saturating_add(part.len())..)
                    .unwrap_or_default()
            }
            None => return false,
        }
    }
    left.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, text, want) in [
            ("Pet", "Pet", true),
            ("Pet", "Pets", false),
            ("*", "Pet", true),
            ("Pet*", "Pets", true),
            ("*Params", "ListParams", true),
            ("*a*a*", "banana", true),
            ("*a*b*", "banana", false),
            ("pets::*", "pets::Pet", true),
        ] {
            assert_eq!(fits(pattern, text), want, "{pattern} {text}");
        }
        let rule = DeriveRule {
            types: vec!["Pet".to_owned(), "toys::*".to_owned()],
            derive: vec!["Eq".to_owned(), "::schemars::JsonSchema".to_owned()],
            ..DeriveRule::default()
        };
        assert!(rule.matches("pets::Pet") && rule.matches("toys::Ball"));
        assert!(!rule.matches("toys") && !rule.matches("pets::Toy"));
        assert_eq!(rule.crate_name(), Some("schemars"));
    }
}
