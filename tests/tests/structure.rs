//! How the sources are laid out: modules are folders with a table of contents, no file is long, and no two files need each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use castiron_tests::{files_under, workspace};
use syn::visit::Visit;

/// The most lines of a file that is written by hand.
const LINES: usize = 400;

/// Circles that stay, each with the reason: the crate, a file of the circle, how many files it has at most.
const CIRCLES: &[(&str, &str, usize, &str)] = &[
    (
        "codegen",
        "load::bundle::rewrite",
        2,
        "one recursion: what is written out in full is rewritten too",
    ),
    (
        "codegen",
        "name::grouping::decisions",
        2,
        "what is decided for all paths is asked for each",
    ),
    (
        "runtime",
        "client::error",
        17,
        "errors hold what was asked and answered, and each part of a request may end in one",
    ),
    (
        "runtime/codec",
        "layout",
        2,
        "tables hold the functions that decode by them",
    ),
    (
        "runtime/codec",
        "decode::reader",
        3,
        "one machine: its steps, and the place of an error in it",
    ),
    (
        "runtime/codec",
        "encode::writer",
        3,
        "the writer sets bytes aside, and bytes are written",
    ),
    (
        "runtime/codec",
        "types::json",
        3,
        "a value holds a map of values, and serde reads both",
    ),
];

/// The folders of sources that are written by hand, from the root of the workspace.
const SOURCES: &[&str] = &[
    "benches", "castiron", "codegen", "runtime", "tests", "xtask",
];

/// All sources that are written by hand, from the root of the workspace.
fn sources() -> Vec<String> {
    let mut out = Vec::new();
    for folder in SOURCES {
        for file in files_under(&workspace().join(folder)) {
            let file = format!("{folder}/{}", file.to_string_lossy().replace('\\', "/"));
            let is_made = file.contains("/expected/") || file.contains("/target/");
            if file.ends_with(".rs") && !is_made {
                out.push(file);
            }
        }
    }
    assert!(out.len() > 300, "only {} sources", out.len());
    out
}

#[test]
fn a_module_with_files_of_its_own_is_a_folder() {
    let sources: BTreeSet<String> = sources().into_iter().collect();
    let folders: BTreeSet<&str> = (sources.iter())
        .filter_map(|file| Some(file.rsplit_once('/')?.0))
        .collect();
    let beside: Vec<&String> = (sources.iter())
        .filter(|file| folders.contains(file.trim_end_matches(".rs")))
        .collect();
    assert!(
        beside.is_empty(),
        "beside folders of their names: {beside:?}"
    );
}

#[test]
fn no_file_is_long() {
    let long: Vec<String> = (sources().iter())
        .filter_map(|file| {
            let text = fs::read_to_string(workspace().join(file)).expect("a source");
            let lines = text.lines().count();
            (lines > LINES).then(|| format!("{file}: {lines}"))
        })
        .collect();
    assert!(long.is_empty(), "more than {LINES} lines: {long:#?}");
}

/// Allocations are counted for the whole process, and the tests of one file run side by side.
#[test]
fn a_test_that_counts_allocations_is_alone_in_its_file() {
    let counting: Vec<(String, usize)> = (sources().into_iter())
        .filter_map(|file| {
            let text = fs::read_to_string(workspace().join(&file)).expect("a source");
            let counts = text.lines().any(|line| line == "#[global_allocator]");
            counts.then(|| (file, text.lines().filter(|line| *line == "#[test]").count()))
        })
        .collect();
    assert!(!counting.is_empty(), "nothing counts allocations any more");
    let crowded: Vec<&(String, usize)> = counting.iter().filter(|(_, tests)| *tests > 1).collect();
    assert!(crowded.is_empty(), "{crowded:?}");
}

/// A module of a crate: what it imports under which name, and what it mentions.
#[derive(Default)]
struct Module {
    /// Names that `use` brings in, with the paths that they stand for.
    imports: BTreeMap<String, Vec<String>>,
    /// Paths that begin with `crate`, `self` or `super`, from the root of the crate.
    mentions: BTreeSet<Vec<String>>,
}

/// Collects what a file uses, outside of its tests.
struct Reader<'a> {
    at: &'a [String],
    module: Module,
}

impl Reader<'_> {
    /// A path from the root of the crate; `None` for other crates and for names of the file's own.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let mut base = match path.first()?.as_str() {
            "crate" => Vec::new(),
            "self" | "super" => self.at.to_vec(),
            _ => return None,
        };
        let mut rest = path;
        while let Some(first) = rest.first() {
            match first.as_str() {
                "crate" | "self" => {}
                "super" => drop(base.pop()),
                _ => break,
            }
            rest = rest.get(1..).unwrap_or_default();
        }
        base.extend(rest.iter().cloned());
        Some(base)
    }

    fn tree(&mut self, tree: &syn::UseTree, before: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.tree(&path.tree, before);
                before.pop();
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.tree(tree, before));
            }
            syn::UseTree::Name(name) => self.import(&name.ident, &name.ident, before),
            syn::UseTree::Rename(name) => self.import(&name.ident, &name.rename, before),
            syn::UseTree::Glob(_) => self.mention(before),
        }
    }

    fn import(&mut self, ident: &syn::Ident, known_as: &syn::Ident, before: &[String]) {
        let mut path = before.to_vec();
        if ident != "self" {
            path.push(ident.to_string());
        }
        let name = match known_as == "self" {
            true => path.last().cloned().unwrap_or_default(),
            false => known_as.to_string(),
        };
        // a child: `use types::Shape`
        let own = [self.at, &path[..]].concat();
        let absolute = self.absolute(&path).unwrap_or(own);
        self.module.imports.insert(name, absolute);
        self.mention(&path);
    }

    fn mention(&mut self, path: &[String]) {
        let absolute = self.absolute(path);
        self.module.mentions.extend(absolute);
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_cfg = attribute.path().is_ident("cfg");
        is_cfg
            && attribute
                .parse_args::<syn::Ident>()
                .is_ok_and(|one| one == "test")
    })
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_test(&item.attrs) {
            self.tree(&item.tree, &mut Vec::new());
        }
    }

    /// `pub(in …)` says who uses an item, not what the item uses.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = (path.segments.iter())
            .map(|segment| segment.ident.to_string())
            .collect();
        self.mention(&names);
        syn::visit::visit_path(self, path);
    }
}

/// The modules of a crate by their paths, with what each uses.
fn modules(root: &Path) -> BTreeMap<Vec<String>, Module> {
    let mut out = BTreeMap::new();
    for file in files_under(root) {
        let text = file.to_string_lossy().replace('\\', "/");
        let Some(path) = text.strip_suffix(".rs") else {
            continue;
        };
        let mut at: Vec<String> = path.split('/').map(str::to_owned).collect();
        let is_of_tests =
            |name: &String| matches!(name.as_str(), "tests" | "testing" | "bin" | "main");
        if at.iter().any(is_of_tests) {
            continue;
        }
        if at
            .last()
            .is_some_and(|last| last == "mod" || at.len() == 1 && last == "lib")
        {
            at.pop();
        }
        let source = fs::read_to_string(root.join(&file)).expect("a source");
        let parsed = syn::parse_file(&source).unwrap_or_else(|error| panic!("{text}: {error}"));
        let mut reader = Reader {
            at: &at,
            module: Module::default(),
        };
        reader.visit_file(&parsed);
        let module = reader.module;
        out.insert(at, module);
    }
    out
}

/// The module that declares what a path leads to, through any number of `use`.
fn home(modules: &BTreeMap<Vec<String>, Module>, path: &[String]) -> Vec<String> {
    let mut path = path.to_vec();
    for _ in 0..16 {
        let mut at = Vec::new();
        let mut rest = path.iter();
        let next = loop {
            let Some(name) = rest.next() else { return at };
            at.push(name.clone());
            if modules.contains_key(&at) {
                continue;
            }
            at.pop();
            match modules.get(&at).and_then(|module| module.imports.get(name)) {
                Some(target) => break [&target[..], &rest.cloned().collect::<Vec<_>>()].concat(),
                None => return at,
            }
        };
        if next == path {
            return at;
        }
        path = next;
    }
    path
}

/// The circles of a crate: modules of which each needs all others.
fn circles(root: &Path) -> Vec<BTreeSet<String>> {
    let modules = modules(root);
    let names: Vec<&Vec<String>> = modules.keys().collect();
    let number: BTreeMap<&Vec<String>, usize> = names.iter().copied().zip(0..).collect();
    let edges: Vec<BTreeSet<usize>> = (modules.iter())
        .map(|(at, module)| {
            let homes = module.mentions.iter().map(|path| home(&modules, path));
            let mut to: BTreeSet<usize> = homes
                .filter_map(|home| number.get(&home).copied())
                .collect();
            to.remove(&number[at]);
            to
        })
        .collect();
    let reached: Vec<BTreeSet<usize>> = (0..names.len())
        .map(|from| {
            let mut seen = BTreeSet::new();
            let mut stack: Vec<usize> = edges[from].iter().copied().collect();
            while let Some(one) = stack.pop() {
                if seen.insert(one) {
                    stack.extend(&edges[one]);
                }
            }
            seen
        })
        .collect();
    let mut out: Vec<BTreeSet<String>> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let others = reached[at]
            .iter()
            .filter(|other| reached[**other].contains(&at));
        let circle: BTreeSet<String> = others.map(|other| names[*other].join("::")).collect();
        if circle.len() > 1 && circle.contains(&name.join("::")) && !out.contains(&circle) {
            if std::env::var_os("CASTIRON_FULL").is_some() {
                for from in (0..names.len()).filter(|one| circle.contains(&names[*one].join("::")))
                {
                    let to = edges[from].iter().map(|to| names[*to].join("::"));
                    let to: Vec<String> = to.filter(|to| circle.contains(to)).collect();
                    println!("{} -> {}", names[from].join("::"), to.join(", "));
                }
            }
            out.push(circle);
        }
    }
    out
}

#[test]
fn modules_do_not_need_each_other() {
    let mut wrong = Vec::new();
    for krate in ["codegen", "castiron", "runtime", "runtime/codec"] {
        let root: PathBuf = workspace().join(krate).join("src");
        let circles = circles(&root);
        for (of, member, most, _) in CIRCLES.iter().filter(|(of, ..)| *of == krate) {
            let is_there = circles
                .iter()
                .any(|circle| circle.contains(*member) && circle.len() == *most);
            if !is_there {
                wrong.push(format!(
                    "{of}: no circle of {most} modules with {member} any more"
                ));
            }
        }
        for circle in circles {
            let is_known = |member: &str| circle.contains(member);
            if !CIRCLES
                .iter()
                .any(|(of, member, ..)| *of == krate && is_known(member))
            {
                wrong.push(format!("{krate}: {} modules: {circle:?}", circle.len()));
            }
        }
    }
    assert!(wrong.is_empty(), "circles:\n{}", wrong.join("\n"));
}
