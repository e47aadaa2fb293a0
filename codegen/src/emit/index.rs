//! Lookups while printing: items by path, and the kind of crate that is printed.

use std::ops::Deref;

use super::gates::Gates;
use super::root::Root;
use super::tokens::free;
use crate::model::{Api, Gate, Model, Namespace, Paths, XmlTable};

/// The model with its items found by path, and how paths are written.
pub(crate) struct Index<'a> {
    paths: Paths<'a>,
    /// What the crate as a whole says of the API.
    pub(super) api: &'a Api,
    /// Whether everything is printed as one module, whose paths can't begin at a crate.
    is_module: bool,
    /// The crate root's name for the runtime.
    pub(super) runtime: &'static str,
    /// Modules of the user's own in the crate root.
    pub(super) modules: &'a [String],
    /// By which features modules and items are compiled; all always are in a module of a crate of the user's own.
    pub(super) gates: Gates<'a>,
    /// How values are represented in XML.
    pub(super) xml: &'a [XmlTable],
    /// The private module of the crate root that has these tables.
    pub(super) xml_module: String,
    /// The front page, as lines of a comment; none for a module.
    pub(super) front: String,
}

impl<'a> Index<'a> {
    /// The index for a crate.
    pub(super) fn new(model: &'a Model, paths: Paths<'a>) -> Self {
        Self::with_form(model, paths, false)
    }

    /// The index for a module.
    pub(super) fn of_module(model: &'a Model) -> Self {
        Self::with_form(model, Paths::new(model), true)
    }

    fn with_form(model: &'a Model, paths: Paths<'a>, is_module: bool) -> Self {
        let root = &model.root;
        let is_taken = |name: &str| {
            root.children.iter().any(|child| child.ident == name)
                || root.items.iter().any(|item| item.ident() == name)
        };
        let runtime = ["rt", "castiron_rt", "castiron_runtime_"]
            .into_iter()
            .find(|name| !is_taken(name));
        let gates = match is_module {
            true => Gates::default(),
            false => Gates::new(root, &model.features, &paths),
        };
        Self {
            paths,
            gates,
            api: &model.api,
            is_module,
            runtime: runtime.unwrap_or("rt"),
            modules: &[],
            xml: &model.xml,
            xml_module: xml_module(root, &[]),
            front: String::new(),
        }
    }

    /// Sets the user's own modules.
    pub(super) fn with_modules(&mut self, root: &Namespace, modules: &'a [String]) {
        self.modules = modules;
        self.xml_module = xml_module(root, modules);
    }

    /// Whether everything is printed as one module.
    pub(super) fn is_module(&self) -> bool {
        self.is_module
    }

    /// The gate of the item or module to which a path leads.
    pub(super) fn gate(&self, path: Vec<&'a str>) -> Option<Gate> {
        self.gates.of(path, &self.paths)
    }

    /// How paths begin in a module, given by its path.
    pub(super) fn start(&self, path: &[&str]) -> Root {
        if self.is_module {
            Root::Above(path.len())
        } else {
            Root::Crate
        }
    }
}

impl<'a> Deref for Index<'a> {
    type Target = Paths<'a>;

    fn deref(&self) -> &Paths<'a> {
        &self.paths
    }
}

/// A name of a module that nothing in the crate root has.
fn xml_module(root: &Namespace, modules: &[String]) -> String {
    let is_taken = |name: &str| {
        root.children.iter().any(|child| child.ident == name)
            || root.items.iter().any(|item| item.ident() == name)
            || modules.iter().any(|module| module == name)
    };
    free("xml", is_taken)
}
