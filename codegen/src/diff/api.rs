//! Compares what applies to the API as a whole: servers, credentials, shared parameters.

use super::change::{Concern, Impact, Kind};
use super::changes::{Changes, Found};
use super::handles::schemes;
use super::side::{Entry, Side};
use crate::model::{Api, Dependency, Features, Item, Server, spelled};

/// Compares the features by which programs choose what is compiled. One that is gone, or that no longer brings a path, breaks the
/// programs that name it; that there are features where there were none, those that name none.
fn features(changes: &mut Changes<'_>) {
    let (old, new) = (&changes.old.model.features, &changes.new.model.features);
    let is_known = |of: &Features, name: &str| of.list.iter().any(|feature| feature.name == name);
    let mut found = Vec::new();
    if old.is_empty() && !new.is_empty() {
        let message = "handles are behind features, none of which is on by default";
        found.push(Found::api(Impact::Major, message.to_owned()));
    }
    for feature in &old.list {
        if !is_known(new, &feature.name) {
            let message = format!("the feature `{}` is gone", feature.name);
            found.push(Found::api(Impact::Major, message).kind(Kind::Removed));
        }
    }
    for feature in &new.list {
        if !is_known(old, &feature.name) {
            let message = format!("there is a feature `{}`", feature.name);
            found.push(Found::api(Impact::Minor, message).kind(Kind::Added));
        }
    }
    for one in found {
        changes.push(one);
    }
}

/// Compares the crates whose types and traits are part of this one's API. That one is gone shows in what it was used for.
fn dependencies(changes: &mut Changes<'_>) {
    let (old, new) = (&changes.old.model.api, &changes.new.model.api);
    let mut found = Vec::new();
    for was in &old.dependencies {
        let is = (new.dependencies.iter()).find(|one| one.name == was.name);
        let Some(is) = is.filter(|is| *is != was) else {
            continue;
        };
        let wanted = |of: &Dependency| match (&of.path, &of.version) {
            (Some(path), _) => format!("at {path}"),
            (None, version) => version.clone().unwrap_or_default(),
        };
        let (before, now) = (wanted(was), wanted(is));
        let name = &was.name;
        if before == now {
            let detail = format!("the crate `{name}` has other features");
            found.push(Found::api(Impact::Minor, detail));
        } else if was.path == is.path && kept(&was.version) == kept(&is.version) {
            let detail = format!("needs the crate `{name}` {now} (was: {before})");
            found.push(Found::api(Impact::Minor, detail));
        } else {
            let detail =
                format!("types and traits are those of the crate `{name}` {now}, not of {before}");
            let instead = format!("`{name}` {now} in `Cargo.toml`");
            found.push(Found::api(Impact::Major, detail).instead(instead));
        }
    }
    for one in found {
        changes.push(one);
    }
}

/// The part of a version requirement that stays the same in compatible versions; the whole, if it is no plain version.
fn kept(version: &Option<String>) -> String {
    let text = version.as_deref().unwrap_or_default().trim();
    let plain = text.strip_prefix('^').unwrap_or(text).trim();
    let parts: Option<Vec<u64>> = plain.split('.').map(|part| part.parse().ok()).collect();
    let Some(parts) = parts else {
        return text.to_owned();
    };
    let mut kept = Vec::new();
    for part in parts {
        kept.push(part.to_string());
        if part != 0 {
            break;
        }
    }
    kept.join(".")
}

/// Compares what holds for all requests.
pub(super) fn compare<'a>(changes: &mut Changes<'a>) {
    let (old, new): (&'a Api, &'a Api) = (&changes.old.model.api, &changes.new.model.api);
    changes.at("client::Client", "client");
    let list = |values: &[String]| {
        if values.is_empty() {
            "none".to_owned()
        } else {
            values.join(", ")
        }
    };
    let one = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    let mut differs = |what: &str, old: String, new: String| {
        if old != new {
            changes.push(Found::wire(format!("{what}: {new} (was: {old})")));
        }
    };
    let urls = |servers: &[Server]| {
        let urls: Vec<String> = servers.iter().map(super::handles::server).collect();
        list(&urls)
    };
    differs("servers", urls(&old.servers), urls(&new.servers));
    let known = |api: &Api| {
        let mut known: Vec<String> = api
            .schemes
            .iter()
            .map(|(name, way)| format!("{name} {way:?}"))
            .collect();
        known.sort();
        list(&known)
    };
    differs("credentials", known(old), known(new));
    let needed = |api: &Api| format!("{:?}", schemes(Some(&api.security)).unwrap_or_default());
    differs("needed credentials", needed(old), needed(new));
    let version = |api: &Api| {
        api.version_header
            .as_ref()
            .map(|(name, value)| format!("{name}: {value}"))
    };
    differs(
        "header of the version",
        one(&version(old)),
        one(&version(new)),
    );
    differs(
        "header of the account",
        one(&old.account_header),
        one(&new.account_header),
    );
    differs(
        "header of repetitions",
        one(&old.idempotency_header),
        one(&new.idempotency_header),
    );
    differs(
        "header of the request's name",
        one(&old.request_id_header),
        one(&new.request_id_header),
    );
    let pointers = |api: &Api| {
        let of = &api.error_pointers;
        let all = [&of.message, &of.code, &of.kind];
        list(&all.into_iter().flatten().cloned().collect::<Vec<_>>())
    };
    differs(
        "places of an error's message, code and kind",
        pointers(old),
        pointers(new),
    );
    let parameters = |api: &Api| {
        let parameters = api.parameters.iter();
        let mut known: Vec<String> = parameters
            .map(|one| match &one.default {
                Some(default) => format!("{}={default}", one.wire),
                None => one.wire.clone(),
            })
            .collect();
        known.sort();
        list(&known)
    };
    differs("parameters of the client", parameters(old), parameters(new));
    features(changes);
    dependencies(changes);
    match (old.exhaustive, new.exhaustive) {
        (true, false) => {
            let found = Found::api(
                Impact::Major,
                "structs and enums are `#[non_exhaustive]` now",
            );
            changes
                .push(found.instead("`new`, `..` in patterns of structs, `_` in those of enums"));
        }
        (false, true) => changes.push(Found::api(
            Impact::Minor,
            "structs and enums are exhaustive now",
        )),
        _ => {}
    }
    headers(changes, old, new);
    let about = |api: &Api| (api.title.clone(), api.version.clone(), api.doc.clone());
    if about(old) != about(new) {
        let detail = if old.version == new.version {
            "is documented in other words".to_owned()
        } else {
            format!("version {} was {}", new.version, old.version)
        };
        changes.push(Found {
            concern: Concern::Documentation,
            ..Found::api(Impact::Patch, detail)
        });
    }
}

/// Compares the methods that read headers.
fn headers<'a>(changes: &mut Changes<'a>, old: &'a Api, new: &'a Api) {
    for was in &old.headers {
        let is = new.headers.iter().find(|is| is.ident == was.ident);
        let detail = match is {
            None => format!(
                "`{}()` is gone: no answer has the header {}",
                was.ident, was.wire
            ),
            Some(is) => {
                if was.required != is.required {
                    let detail = match is.required {
                        true => format!(
                            "`{}()` is an error where the header is missing, not `None`",
                            was.ident
                        ),
                        false => format!(
                            "`{}()` is an `Option`: the header may be missing",
                            was.ident
                        ),
                    };
                    changes.push(Found::api(Impact::Major, detail).instead("`header_as`"));
                }
                let spelled = changes.retyped(|p| spelled(&was.ty, p), |p| spelled(&is.ty, p));
                match spelled {
                    Some((was_ty, is_ty)) => {
                        format!("`{}()` reads a `{is_ty}`, not a `{was_ty}`", was.ident)
                    }
                    None => continue,
                }
            }
        };
        changes.push(Found::api(Impact::Major, detail).instead("`header_as`"));
    }
    for is in &new.headers {
        if old.headers.iter().all(|was| was.ident != is.ident) {
            let detail = format!("`{}()` reads the header {}", is.ident, is.wire);
            changes.push(Found::api(Impact::Minor, detail));
        }
    }
}

/// The titles of two documents that have next to nothing in common.
pub(super) fn unrelated(old: &Side<'_>, new: &Side<'_>) -> Option<(String, String)> {
    let titles = (old.model.api.title.clone(), new.model.api.title.clone());
    let of = |side: &Side<'_>| -> Vec<String> {
        let mut endpoints = Vec::new();
        for entry in side.entries.values() {
            if let Entry::Item(Item::Resource(resource)) = entry {
                let methods = resource.methods.iter();
                endpoints.extend(
                    methods.map(|m| format!("{} {}", m.operation.verb, m.operation.template)),
                );
            }
        }
        if endpoints.is_empty() {
            endpoints.extend(side.entries.keys().cloned());
        }
        endpoints.sort();
        endpoints
    };
    let (was, is) = (of(old), of(new));
    let shared = was
        .iter()
        .filter(|one| is.binary_search(one).is_ok())
        .count();
    let fewer = was.len().min(is.len());
    (titles.0 != titles.1 && fewer > 0 && shared.saturating_mul(5) < fewer).then_some(titles)
}
