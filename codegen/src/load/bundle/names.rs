//! Names for targets of references that become components.
//!
//! A name is made from the end of the target's path. If two targets would get the same name, or a component of the root has it,
//! all of them take in more of their paths. So names never depend on the order in which targets are found.

use crate::tally::one_more;
use std::collections::{BTreeMap, HashMap};

use super::super::files::Files;
use super::super::grammar::Kind;
use super::super::node::Object;
use super::super::pointer;
use super::collected::{Collected, Holder, Outcome};
use crate::diagnostic::FileId;
use crate::hash::Set;

/// Gives every target that becomes a component its name.
pub(super) fn assign(all: &mut Collected, files: &Files) {
    if all.targets.is_empty() {
        return;
    }
    adopt(all);
    let mut open: BTreeMap<&'static str, Vec<(usize, Words)>> = BTreeMap::new();
    for (index, target) in all.targets.iter().enumerate() {
        if target.replaces || !target.is_component() {
            continue;
        }
        if let Some(section) = target.kind.section() {
            let path = files
                .get(target.file)
                .map(|file| all.trees.words(target.file, file.path()));
            let words = Words::of(path.unwrap_or_default(), &target.pointer);
            open.entry(section).or_default().push((index, words));
        }
    }
    for (section, mut candidates) in open {
        let empty = Set::default();
        let taken = all.known.names(section).unwrap_or(&empty);
        loop {
            let mut count: HashMap<String, usize> = HashMap::new();
            for (_, words) in &candidates {
                one_more(count.entry(words.name().to_lowercase()).or_default());
            }
            let mut changed = false;
            for (_, words) in &mut candidates {
                let name = words.name();
                if count.get(&name.to_lowercase()).is_some_and(|&n| n > 1)
                    || taken.contains(name.as_str())
                {
                    changed |= words.lengthen();
                }
            }
            if !changed {
                break;
            }
        }
        for (index, words) in candidates {
            if let Some(target) = all.targets.get_mut(index) {
                target.name = words.name();
            }
        }
    }
}

/// A component of the root that is nothing but a reference to a target gives it its name: the target moves in.
fn adopt(all: &mut Collected) {
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    let Some(components) = all
        .trees
        .get(FileId::ROOT)
        .and_then(|root| root.get("components")?.as_object())
    else {
        return;
    };
    for (section, node) in components.iter() {
        let Some(kind) = Kind::of_section(section) else {
            continue;
        };
        for (name, node) in node.as_object().into_iter().flat_map(Object::iter) {
            let Some(object) = node.as_object().filter(|object| object.len() == 1) else {
                continue;
            };
            let Some(text) = object.str("$ref") else {
                continue;
            };
            let path = pointer::of(&["components", section, name]);
            let holder = Holder {
                file: FileId::ROOT,
                path: &path,
                resource: "",
                kind,
                each: false,
            };
            let site = all.site(holder, object, text);
            if let Some(Outcome::Target(index)) = all.outcomes.get(&site) {
                // Of several such components, the first by its text.
                let entry = names.entry(*index).or_insert_with(|| name.to_owned());
                if name < entry.as_str() {
                    name.clone_into(entry);
                }
            }
        }
    }
    for (index, name) in names {
        if let Some(target) = all.targets.get_mut(index)
            && target.is_component()
        {
            target.name = name;
            target.replaces = true;
        }
    }
}

/// The words that a target's name can be made of.
struct Words {
    words: Vec<String>,
    /// How many of them, from the end, are in use.
    used: usize,
    /// All words, when those are not enough.
    all: Option<Vec<String>>,
    /// Told apart by a checksum of the whole path, when not even they are enough.
    checksum: Option<u32>,
}

impl Words {
    fn of(path: Vec<String>, pointer: &str) -> Self {
        let keys: Vec<String> = pointer::keys(pointer).map(|key| key.into_owned()).collect();
        let anchor = anchor(&keys);
        let mut words = path.clone();
        let mut first = words.len();
        for (at, key) in keys.iter().enumerate() {
            if at == anchor {
                first = words.len();
            }
            if at == anchor || !is_structure(key) {
                words.push(key.clone());
            }
        }
        if keys.is_empty() || words.len() == first {
            first = words.len().saturating_sub(1);
        }
        if words.is_empty() {
            words.push("document".to_owned());
            first = 0;
        }
        let used = words.len().saturating_sub(first);
        Self {
            words,
            used,
            all: Some(path.into_iter().chain(keys).collect()),
            checksum: None,
        }
    }

    fn name(&self) -> String {
        let mut name = String::new();
        let first = self.words.len().saturating_sub(self.used);
        for word in self.words.iter().skip(first) {
            for c in word.chars() {
                if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') {
                    name.push(c);
                } else if !name.ends_with('_') && !name.is_empty() {
                    name.push('_');
                }
            }
            if !name.ends_with('_') && !name.is_empty() {
                name.push('_');
            }
        }
        let length = name.trim_end_matches('_').len();
        name.truncate(length);
        if let Some(checksum) = self.checksum {
            name.push_str(&format!("_{checksum:08x}"));
        }
        if name.is_empty() {
            "unnamed".to_owned()
        } else {
            name
        }
    }

    /// Takes in one more word. Whether there was anything left to take.
    fn lengthen(&mut self) -> bool {
        if self.used < self.words.len() {
            self.used = self.used.saturating_add(1);
        } else if let Some(all) = self.all.take().filter(|all| !all.is_empty()) {
            self.used = all.len();
            // FNV-1a: stable, and short enough to read.
            let sum = all
                .iter()
                .flat_map(|word| word.bytes().chain([0]))
                .fold(0x811c_9dc5u32, |sum, byte| {
                    (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)
                });
            self.words = all;
            self.checksum = Some(sum);
        } else {
            return false;
        }
        true
    }
}

/// Where the part of a pointer begins that names the thing: at the component or definition, else at the path, else at
/// its last key.
fn anchor(keys: &[String]) -> usize {
    let named = |at: usize| {
        let key = keys.get(at).map(String::as_str).unwrap_or_default();
        let above = at.checked_sub(1).and_then(|above| keys.get(above));
        matches!(key, "$defs" | "definitions")
            || Kind::of_section(key).is_some() && above.is_some_and(|above| above == "components")
    };
    match (0..keys.len().saturating_sub(1))
        .rev()
        .find(|&at| named(at))
    {
        Some(at) => at.saturating_add(1),
        None if keys.first().is_some_and(|key| key == "paths") => {
            1.min(keys.len().saturating_sub(1))
        }
        None => keys
            .iter()
            .rposition(|key| !is_structure(key))
            .unwrap_or(keys.len().saturating_sub(1)),
    }
}

/// Keys that say how a document is built rather than what it is about.
fn is_structure(key: &str) -> bool {
    Kind::of_section(key).is_some()
        || matches!(
            key,
            "components"
                | "definitions"
                | "$defs"
                | "paths"
                | "properties"
                | "items"
                | "schema"
                | "content"
                | "requestBody"
                | "allOf"
                | "anyOf"
                | "oneOf"
                | "additionalProperties"
                | "patternProperties"
        )
        || key.contains('/') && !key.starts_with('/')
        || key == "/"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_the_end_of_a_path() {
        for (path, pointer, name) in [
            (&["schemas", "Pet"][..], "", "Pet"),
            (&["common"], "/components/schemas/Pet", "Pet"),
            (&["common"], "/Pet", "Pet"),
            (&["common"], "/definitions/Pet/properties/tag", "Pet_tag"),
            (
                &[],
                "/components/schemas/Pet/properties/tag/items",
                "Pet_tag",
            ),
            (&[], "/components/schemas/Pet/$defs/Tag", "Tag"),
            (
                &[],
                "/paths/~1a~1{id}/get/responses/200/content/application~1json/schema",
                "a_id_get_200",
            ),
            (&[], "", "document"),
            (&["a"], "/items", "items"),
        ] {
            let words = Words::of(path.iter().map(|s| (*s).to_owned()).collect(), pointer);
            assert_eq!(words.name(), name, "{path:?} {pointer}");
        }
    }
}
