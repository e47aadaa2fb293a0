//! Settings that keep the names of an existing crate.
//!
//! One more operation can reverse a decision that is made by counting. If the settings do not fix such a decision, the crate on
//! disk does: its methods are compared with those that the document would give now, and the settings that keep their names are
//! found by trying.

mod handles;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, Grouping, NameConfig};
use crate::diagnostic::Diagnostics;
use crate::graph::{Operation, TypeGraph};
use crate::join::sendable;
use crate::load::Document;
use crate::name::{self, Names};
use crate::shape;

/// A method of a generated crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Method {
    /// The `operationId` of its operation.
    pub id: String,
    /// The verb of its operation.
    pub verb: String,
    /// The path template of its operation.
    pub template: String,
    /// The handle that has it.
    pub handle: String,
    /// Its name.
    pub name: String,
}

/// What keeps the names of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// Methods that would have other names, as `ItemsResource::list`, each with the new one.
    pub moved: Vec<(String, String)>,
    /// Lines of a settings file, which may hold less than all of them.
    pub settings: String,
}

/// The methods in one generated source, by the operations in them. A source that is no Rust has none.
#[must_use]
pub fn methods(source: &str) -> Vec<Method> {
    let Ok(file) = syn::parse_file(source) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for item in file.items {
        let syn::Item::Impl(block) = item else {
            continue;
        };
        let syn::Type::Path(of) = block.self_ty.as_ref() else {
            continue;
        };
        let handle = of.path.segments.last().map(|last| plain(&last.ident));
        let functions = block.items.into_iter().filter_map(|item| match item {
            syn::ImplItem::Fn(function) => Some(function),
            _ => None,
        });
        for function in functions {
            let Some([id, verb, template]) = function.block.stmts.iter().find_map(operation) else {
                continue;
            };
            out.push(Method {
                id,
                verb,
                template,
                handle: handle.clone().unwrap_or_default(),
                name: plain(&function.sig.ident),
            });
        }
    }
    out
}

/// An identifier without `r#`.
fn plain(ident: &proc_macro2::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

/// Id, verb and path of a method's `static OPERATION`: the texts that it is made of.
fn operation(statement: &syn::Stmt) -> Option<[String; 3]> {
    let syn::Stmt::Item(syn::Item::Static(item)) = statement else {
        return None;
    };
    let mut at = item.expr.as_ref();
    loop {
        match at {
            syn::Expr::MethodCall(call) => at = &call.receiver,
            syn::Expr::Call(call) => {
                let texts = call.args.iter().filter_map(|argument| match argument {
                    syn::Expr::Lit(literal) => match &literal.lit {
                        syn::Lit::Str(text) => Some(text.value()),
                        _ => None,
                    },
                    _ => None,
                });
                return texts.collect::<Vec<_>>().try_into().ok();
            }
            _ => return None,
        }
    }
}

/// The methods of a crate that have other names in its new sources, as `ItemsResource::list`, each with the new one.
#[must_use]
pub fn moved(old: &[Method], new: &[Method]) -> Vec<(String, String)> {
    let new = mains(new);
    let moved = mains(old).into_iter().filter_map(|(key, before)| {
        let after = new.get(&key)?;
        (before.path() != after.path()).then(|| (before.path(), after.path()))
    });
    moved.collect()
}

/// The method of each operation. Of those with several bodies it is the first: the others are called after it.
fn mains(methods: &[Method]) -> Old<'_> {
    let mut mains: Old<'_> = BTreeMap::new();
    for method in methods {
        let main = mains.entry(method.key()).or_insert(method);
        if (method.name.len(), &method.name) < (main.name.len(), &main.name) {
            *main = method;
        }
    }
    mains
}

impl Method {
    fn key(&self) -> (&str, &str) {
        (&self.verb, &self.template)
    }

    fn path(&self) -> String {
        format!("{}::{}", self.handle, self.name)
    }
}

/// What keeps the names of a crate with these methods; nothing where all of them stay, or where the document itself calls them
/// otherwise: by another `operationId`.
#[must_use]
pub fn remedy(old: &[Method], document: &Document, config: &Config) -> Option<Remedy> {
    if old.is_empty() {
        return None;
    }
    let graph = shape::shape(
        document,
        &config.schemas,
        &config.types.replace,
        &mut Diagnostics::new(),
    );
    let old = mains(old);
    let mut best = Trial::of(&graph, &old, config.names.clone());
    if best.moved.is_empty() {
        return None;
    }
    let moved = best.renamed(&graph, &old);
    let mut lines = Vec::new();
    // where a few names are contended, and no more, a decision over all of the document is no remedy
    while !best.is_pinned(&graph, &old) {
        let trials = best.others(&graph).into_iter().map(|(line, names)| {
            let trial = Trial::of(&graph, &old, names);
            (line, trial)
        });
        let Some((line, next)) = trials.min_by_key(|(_, trial)| trial.moved.len()) else {
            break;
        };
        if next.moved.len() >= best.moved.len() {
            break;
        }
        lines.push(line);
        best = next;
    }
    let kept = handles::kept(&best, &graph, &old);
    let mut pins = best.pins(&graph, &old);
    pins.extend(kept.operations);
    pins.sort();
    if lines.is_empty() && pins.is_empty() && kept.handles.is_empty() {
        return None;
    }
    let mut settings = String::new();
    let tables = [
        ("[names]", lines),
        ("[names.handles]", kept.handles),
        ("[names.operations]", pins),
    ];
    for (table, lines) in tables.iter().filter(|(_, lines)| !lines.is_empty()) {
        for line in [*table].into_iter().chain(lines.iter().map(String::as_str)) {
            settings.push_str(line);
            settings.push('\n');
        }
    }
    Some(Remedy { moved, settings })
}

/// So many names are kept one by one, before a decision is looked for that keeps them all.
const FEW: usize = 3;

type Old<'a> = BTreeMap<(&'a str, &'a str), &'a Method>;

/// The method that an operation had: a crate has its path as requests do.
fn before<'a>(old: &Old<'a>, operation: &Operation) -> Option<&'a Method> {
    let template = sendable(&operation.template);
    old.get(&(operation.verb.as_str(), template.as_str()))
        .copied()
}

/// What comes of some settings.
struct Trial {
    config: NameConfig,
    names: Names,
    /// Operations with another method than before, by their places in the graph.
    moved: BTreeSet<usize>,
}

impl Trial {
    fn of(graph: &TypeGraph, old: &Old<'_>, config: NameConfig) -> Self {
        let names = name::name(graph, &config);
        let all = graph.operations.iter().zip(&names.operations).enumerate();
        let moved = all.filter(|(_, (operation, named))| {
            let is_main = operation.variant.is_none();
            let before = before(old, operation).filter(|_| is_main);
            before.is_some_and(|before| {
                before.name != named.method || Some(&before.handle) != named.resource.last()
            })
        });
        let moved = moved.map(|(at, _)| at).collect();
        Self {
            config,
            names,
            moved,
        }
    }

    /// Whether overrides keep all that moves, and few of them.
    fn is_pinned(&self, graph: &TypeGraph, old: &Old<'_>) -> bool {
        self.moved.len() <= FEW && self.pins(graph, old).len() == self.moved.len()
    }

    fn renamed(&self, graph: &TypeGraph, old: &Old<'_>) -> Vec<(String, String)> {
        let moved = self.moved.iter().filter_map(|at| {
            let operation = graph.operations.get(*at)?;
            let named = self.names.operations.get(*at)?;
            let before = before(old, operation)?;
            let handle = named.resource.last()?;
            Some((
                format!("{}::{}", before.handle, before.name),
                format!("{handle}::{}", named.method),
            ))
        });
        moved.collect()
    }

    /// Every other decision of one kind, with the line that says it. What the settings say already is decided.
    fn others(&self, graph: &TypeGraph) -> Vec<(String, NameConfig)> {
        let mut out = Vec::new();
        let decided = &self.names.decisions;
        let mut add = |line: String, change: &dyn Fn(&mut NameConfig)| {
            let mut config = self.config.clone();
            change(&mut config);
            out.push((line, config));
        };
        if self.config.grouping == Grouping::Auto {
            let all = [
                Grouping::Annotation,
                Grouping::Tag,
                Grouping::Resource,
                Grouping::Path,
                Grouping::Collection,
            ];
            for grouping in all.into_iter().filter(|one| *one != decided.grouping) {
                let line = format!("grouping = \"{}\"", grouping.word());
                add(line, &|config| config.grouping = grouping);
            }
        }
        if self.config.no_handles.is_none() && !decided.no_handles.is_empty() {
            add("no-handles = []".to_owned(), &|config| {
                config.no_handles = Some(Vec::new());
            });
        }
        if self.config.no_handles.is_none() && decided.no_handles.is_empty() {
            for tag in self.tags(graph) {
                let line = format!("no-handles = [{}]", toml::Value::from(tag.as_str()));
                add(line, &|config| config.no_handles = Some(vec![tag.clone()]));
            }
        }
        if self.config.drop_prefix.is_none() && !decided.drop_prefix.is_empty() {
            add("drop-prefix = \"\"".to_owned(), &|config| {
                config.drop_prefix = Some(String::new());
            });
        }
        if self.config.drop_prefix.is_none() && decided.drop_prefix.is_empty() {
            for word in self.first_words() {
                let line = format!("drop-prefix = {}", toml::Value::from(word.as_str()));
                add(line, &|config| config.drop_prefix = Some(word.clone()));
            }
        }
        if self.config.second_level.is_none() {
            for level in self.levels() {
                let mut levels = decided.second_level.clone();
                if !levels.remove(&level) {
                    levels.insert(level);
                }
                let levels: Vec<String> = levels.into_iter().collect();
                let line = format!("second-level = {}", toml::Value::from(levels.clone()));
                add(line, &|config| config.second_level = Some(levels.clone()));
            }
        }
        out
    }

    /// Handles of the first level around what has moved.
    fn levels(&self) -> BTreeSet<String> {
        let moved = self.moved.iter();
        let paths = moved.filter_map(|at| Some(&self.names.operations.get(*at)?.resource));
        paths
            .filter(|path| path.len() > 1)
            .filter_map(|path| path.first().cloned())
            .collect()
    }

    /// Tags of what has moved.
    fn tags(&self, graph: &TypeGraph) -> BTreeSet<String> {
        let moved = self.moved.iter();
        let tags = moved.filter_map(|at| graph.operations.get(*at)?.tags.first().cloned());
        tags.collect()
    }

    /// First words of methods that have moved.
    fn first_words(&self) -> BTreeSet<String> {
        let moved = self.moved.iter();
        let methods = moved.filter_map(|at| Some(&self.names.operations.get(*at)?.method));
        let words = methods.filter_map(|method| Some(method.split_once('_')?.0.to_owned()));
        let words: BTreeSet<String> = words.collect();
        words.into_iter().take(2).collect()
    }
}

#[cfg(test)]
mod tests;
