//! What the crate as a whole says of the API.

use super::change::{Concern, Impact};
use super::changes::{Changes, Found};
use super::handles::schemes;
use super::show;
use super::side::{Entry, Side};
use crate::model::{Api, Item, Server};

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
                let spelled = changes.retyped(|p| show::ty(&was.ty, p), |p| show::ty(&is.ty, p));
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
    (titles.0 != titles.1 && fewer > 0 && shared * 5 < fewer).then_some(titles)
}
