//! `#[cfg(feature = …)]` attributes of modules and items.

use quote::quote;

use super::ast;
use super::tokens::text;
use crate::hash::Map;
use crate::model::{Features, Gate, Namespace, Paths};

/// The gates of items and of the modules around them.
#[derive(Default)]
pub(super) struct Gates<'a> {
    features: Option<&'a Features>,
    /// By the path of a module: the features with any of which something in it is compiled; `None` where that always is.
    modules: Map<Vec<&'a str>, Option<Gate>>,
}

impl<'a> Gates<'a> {
    /// The gates of a model; none where everything is always compiled.
    pub(super) fn new(root: &'a Namespace, features: &'a Features, paths: &Paths<'a>) -> Self {
        if features.is_empty() {
            return Self::default();
        }
        let mut gates = Self {
            features: Some(features),
            modules: Map::default(),
        };
        // a module holds links to others, whose gates are known once all that is in them is: until nothing changes
        loop {
            let mut has_changed = false;
            gates.gather(root, &mut Vec::new(), paths, &mut has_changed);
            if !has_changed {
                return gates;
            }
        }
    }

    fn gather(
        &mut self,
        namespace: &'a Namespace,
        at: &mut Vec<&'a str>,
        paths: &Paths<'a>,
        has_changed: &mut bool,
    ) {
        let mut parts: Vec<Option<Option<Gate>>> = Vec::new();
        for child in &namespace.children {
            at.push(&child.ident);
            self.gather(child, at, paths, has_changed);
            parts.push(self.modules.get(at.as_slice()).cloned());
            at.pop();
        }
        for item in &namespace.items {
            let path = [at.as_slice(), &[item.ident()]].concat();
            parts.push(Some(self.features.and_then(|all| all.gate(&path)).cloned()));
        }
        for link in &namespace.links {
            parts.push(self.known(&paths.real(&link.target), paths));
        }
        if let (Some(methods), Some((_, above))) = (&namespace.methods, at.split_last()) {
            let path = [above, &[methods.of.as_str()]].concat();
            parts.push(Some(self.features.and_then(|all| all.gate(&path)).cloned()));
        }
        let is_empty = parts.is_empty();
        let mut all = Gate::new();
        let mut is_gated = !is_empty;
        for part in parts {
            match part {
                // not known yet
                None => {}
                Some(None) => is_gated = false,
                Some(Some(gate)) => all.extend(gate),
            }
        }
        let gate = is_gated.then_some(all);
        if self.modules.get(at.as_slice()) != Some(&gate) {
            *has_changed = true;
            self.modules.insert(at.clone(), gate);
        }
    }

    /// The gate of what lies at a path, as far as it is known.
    fn known(&self, real: &[&'a str], paths: &Paths<'a>) -> Option<Option<Gate>> {
        match paths.at(real) {
            Some(_) => Some(self.features.and_then(|all| all.gate(real)).cloned()),
            None => self.modules.get(real).cloned(),
        }
    }

    /// Whether there are features at all.
    pub(super) fn is_empty(&self) -> bool {
        self.features.is_none()
    }

    /// The gate of the item or module to which a path leads.
    pub(super) fn of(&self, path: Vec<&'a str>, paths: &Paths<'a>) -> Option<Gate> {
        self.features?;
        self.known(&paths.lead(path), paths).flatten()
    }

    /// The gate of the module at a path.
    pub(super) fn of_module<'s>(&'s self, path: &[&'s str]) -> Option<&'s Gate> {
        let modules: &Map<Vec<&'s str>, Option<Gate>> = &self.modules;
        modules.get(path).and_then(Option::as_ref)
    }
}

/// `#[cfg(…)]` for a gate, within something that has one itself.
pub(super) fn attribute(gate: Option<&Gate>, around: Option<&Gate>) -> Option<syn::Attribute> {
    let gate = gate?;
    if around.is_some_and(|around| around.is_subset(gate)) {
        return None;
    }
    let features = gate.iter().map(|name| {
        let name = text(name);
        quote!(feature = #name)
    });
    let condition = match gate.len() {
        1 => quote!(#(#features)*),
        _ => quote!(any(#(#features),*)),
    };
    Some(ast::list("cfg", condition))
}

/// The same as a line of source code.
pub(super) fn line(gate: Option<&Gate>, around: Option<&Gate>) -> String {
    let Some(gate) = gate.filter(|gate| !around.is_some_and(|around| around.is_subset(gate)))
    else {
        return String::new();
    };
    let features: Vec<_> = gate
        .iter()
        .map(|name| format!("feature = {}", text(name)))
        .collect();
    match features.as_slice() {
        [one] => format!("#[cfg({one})]\n"),
        several => format!("#[cfg(any({}))]\n", several.join(", ")),
    }
}
