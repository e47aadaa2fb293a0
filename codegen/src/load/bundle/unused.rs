//! Removes the components that bundling made of other parts and that nothing refers to any more: templates and their
//! parameters, once all uses have copies of them.

use std::collections::HashSet;

use super::super::node::{Node, Object};
use super::super::pointer;
use super::collected::Known;

/// Removes the schemas that the document does not name among its components, and that nothing else reaches.
pub(super) fn remove(root: &mut Node, known: &Known) {
    let Some(schemas) = root.at("/components/schemas").and_then(Node::as_object) else {
        return;
    };
    let is_known = |name: &str| known.names("schemas").is_some_and(|all| all.contains(name));
    let made = schemas.keys().filter(|name| !is_known(name));
    let made: HashSet<String> = made.map(str::to_owned).collect();
    if made.is_empty() {
        return;
    }
    let mut reached: HashSet<String> = HashSet::new();
    let mut open: Vec<(&Node, bool)> = vec![(&*root, true)];
    while let Some((node, is_root)) = open.pop() {
        match node {
            Node::Array(items) => open.extend(items.iter().map(|item| (item, false))),
            Node::Object(object) if is_root => {
                // its components apart
                let all = object.iter().filter(|(key, _)| *key != "components");
                open.extend(all.map(|(_, node)| (node, false)));
                let sections = object.get("components").and_then(Node::as_object);
                for (section, node) in sections.into_iter().flat_map(Object::iter) {
                    let all = node.as_object().into_iter().flat_map(Object::iter);
                    let all = all.filter(|(name, _)| section != "schemas" || !made.contains(*name));
                    open.extend(all.map(|(_, node)| (node, false)));
                }
            }
            Node::Object(object) => open.extend(object.iter().map(|(_, node)| (node, false))),
            Node::String(text) => {
                let name = text.strip_prefix("#/components/schemas/");
                let name = name.and_then(|name| {
                    pointer::keys(&format!("/{name}"))
                        .next()
                        .map(|key| key.into_owned())
                });
                if let Some(name) = name.filter(|name| made.contains(name))
                    && let Some(node) = schemas.get(&name)
                    && reached.insert(name)
                {
                    open.push((node, false));
                }
            }
            _ => {}
        }
    }
    if let Some(Node::Object(schemas)) = root.at_mut("/components/schemas") {
        schemas.retain(|name, _| !made.contains(name) || reached.contains(name));
    }
}
