//! The settings that ship with castiron, and the documents that they apply to.

use super::keys::BUNDLED;
use super::layers::Layer;
use super::read::{Parsed, bundled_name, parse, read};
use super::{Origin, SettingsError};
use crate::config::Config;
use crate::diagnostic::FileId;

/// The bundled settings, of those with these names and texts, that are for a document of this title or these servers.
pub(crate) fn bundled(
    all: &[(&'static str, &'static str)],
    title: &str,
    servers: &[&str],
) -> Result<Option<(&'static str, Config)>, SettingsError> {
    let hosts: Vec<&str> = servers.iter().filter_map(|server| host(server)).collect();
    let mut by_host = None;
    for (name, text) in all {
        let parsed = parse(text, &bundled_name(name), FileId::BUNDLED, BUNDLED)?;
        let has = |key: &str, fits: &dyn Fn(&str) -> bool| {
            let list = parsed.table.get(key).and_then(toml::Value::as_array);
            list.is_some_and(|list| list.iter().filter_map(toml::Value::as_str).any(fits))
        };
        if has("titles", &|known| known == title.trim()) {
            return Ok(Some((*name, read_bundled(parsed)?)));
        }
        if by_host.is_none()
            && has("hosts", &|pattern| {
                hosts.iter().any(|host| is_host(pattern, host))
            })
        {
            by_host = Some((*name, parsed));
        }
    }
    by_host
        .map(|(name, parsed)| Ok((name, read_bundled(parsed)?)))
        .transpose()
}

fn read_bundled(parsed: Parsed) -> Result<Config, SettingsError> {
    let layer = Layer::own(FileId::BUNDLED, parsed.text).for_several();
    read(parsed.table, Origin::of(layer))
}

/// The host of a URL.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    host.split(':').next()
}

/// Whether a host is what a pattern says: `api.example.com`, or `*.example.com` for all below.
fn is_host(pattern: &str, host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    match pattern.strip_prefix('*') {
        Some(below) => host.ends_with(below),
        None => host == pattern,
    }
}
