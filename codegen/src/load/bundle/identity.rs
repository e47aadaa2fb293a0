//! Identifiers in schemas: `$id`, `$anchor`, `$dynamicAnchor`, and `$self` of a document.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::node::Node;
use super::super::pointer::Path;
use super::reference::{join, normal};
use crate::diagnostic::FileId;

/// A place in a file.
pub(super) type Spot = (FileId, String);

/// All such names of all files.
#[derive(Default)]
pub(super) struct Identities {
    /// Places by the URI that `$id` gives them, as written and as resolved.
    ids: HashMap<String, Spot>,
    /// Places by the resource that they are in and the anchor; none if several have it.
    anchors: HashMap<(FileId, String, String), Option<String>>,
    /// Places by the file that they are in and the anchor.
    named: HashMap<(FileId, String), BTreeSet<String>>,
    /// The names of dynamic anchors.
    dynamic: HashSet<String>,
    /// URIs of the resources that have one.
    uris: HashMap<Spot, String>,
}

impl Identities {
    /// Learns the names in a file. `text` is looked through first, as most documents have none.
    pub(super) fn learn(&mut self, file: FileId, tree: &Node, text: &str) {
        if !["$id", "$anchor", "$dynamicAnchor", "$self"]
            .iter()
            .any(|word| text.contains(word))
        {
            return;
        }
        if let Some(uri) = tree.get("$self").and_then(Node::as_str) {
            self.ids.insert(uri.to_owned(), (file, String::new()));
            let normal = normal(uri).into_owned();
            self.ids.entry(normal).or_insert((file, String::new()));
            self.uris.insert((file, String::new()), uri.to_owned());
        }
        self.walk(file, tree, &mut Path::default(), "");
    }

    fn walk(&mut self, file: FileId, node: &Node, path: &mut Path, resource: &str) {
        match node {
            Node::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let mark = path.push_index(index);
                    self.walk(file, item, path, resource);
                    path.pop(mark);
                }
            }
            Node::Object(object) => {
                let mut resource = resource.to_owned();
                if let Some(id) = object.str("$id").filter(|id| !id.starts_with('#')) {
                    let id = id.trim_end_matches('#');
                    let base = self
                        .uris
                        .get(&(file, resource.clone()))
                        .map_or("", String::as_str);
                    let uri = join(base, id);
                    path.as_str().clone_into(&mut resource);
                    let spot = (file, resource.clone());
                    self.ids
                        .entry(id.to_owned())
                        .or_insert_with(|| spot.clone());
                    self.ids.insert(uri.clone(), spot.clone());
                    self.ids
                        .entry(normal(&uri).into_owned())
                        .or_insert_with(|| spot.clone());
                    self.uris.insert(spot, uri);
                }
                for key in ["$anchor", "$dynamicAnchor"] {
                    if let Some(anchor) = object.str(key) {
                        self.anchor_at(file, &resource, anchor, path.as_str());
                        let named = self.named.entry((file, anchor.to_owned())).or_default();
                        named.insert(path.as_str().to_owned());
                        if key == "$dynamicAnchor" {
                            self.dynamic.insert(anchor.to_owned());
                        }
                    }
                }
                // Older drafts spell an anchor as an `$id` of a fragment alone.
                if let Some(anchor) = object.str("$id").and_then(|id| id.strip_prefix('#')) {
                    self.anchor_at(file, &resource, anchor, path.as_str());
                }
                for (key, value) in object.iter() {
                    if matches!(key, "enum" | "const" | "example" | "examples" | "default") {
                        continue;
                    }
                    let mark = path.push(key);
                    self.walk(file, value, path, &resource);
                    path.pop(mark);
                }
            }
            _ => {}
        }
    }

    fn anchor_at(&mut self, file: FileId, resource: &str, anchor: &str, at: &str) {
        let key = (file, resource.to_owned(), anchor.to_owned());
        let is_new = !self.anchors.contains_key(&key);
        self.anchors.insert(key, is_new.then(|| at.to_owned()));
    }

    /// The resource of this URI, seen from another resource.
    pub(super) fn resource(&self, from: &Spot, uri: &str) -> Option<&Spot> {
        if self.ids.is_empty() {
            return None;
        }
        let base = self.uris.get(from).map_or("", String::as_str);
        let joined = join(base, uri);
        let exact = self.ids.get(&joined).or_else(|| self.ids.get(uri));
        exact.or_else(|| self.ids.get(&*normal(&joined)))
    }

    /// The place of an anchor within a resource; if it has none of this name, the only one in the file, which is what
    /// a dynamic reference may mean.
    pub(super) fn anchor(&self, resource: &Spot, anchor: &str) -> Option<&str> {
        let within = (resource.0, resource.1.clone(), anchor.to_owned());
        if let Some(pointer) = self.anchors.get(&within) {
            return pointer.as_deref();
        }
        let mut elsewhere = self
            .anchors
            .iter()
            .filter(|((file, _, name), _)| *file == resource.0 && name == anchor)
            .map(|(_, pointer)| pointer.as_deref());
        let found = elsewhere.next()??;
        elsewhere.next().is_none().then_some(found)
    }

    /// The outermost place of an anchor within a component.
    pub(super) fn within(&self, file: FileId, component: &str, anchor: &str) -> Option<&str> {
        let all = self.named.get(&(file, anchor.to_owned()))?;
        let all = all.range(component.to_owned()..).map(String::as_str);
        let inside = all.map_while(|pointer| Some((pointer, pointer.strip_prefix(component)?)));
        let inside = inside.filter(|(_, rest)| rest.is_empty() || rest.starts_with('/'));
        let found = inside.min_by_key(|(_, rest)| rest.matches('/').count());
        found.map(|(pointer, _)| pointer)
    }

    /// Whether there are dynamic anchors of this name.
    pub(super) fn is_dynamic(&self, anchor: &str) -> bool {
        self.dynamic.contains(anchor)
    }

    /// Whether the object at this place is a resource of its own.
    pub(super) fn is_resource(&self, spot: &Spot) -> bool {
        self.uris.contains_key(spot)
    }

    /// Whether there is any name at all.
    pub(super) fn is_empty(&self) -> bool {
        self.uris.is_empty()
    }
}
