//! Which operations send or receive an item.

use std::cell::RefCell;

use crate::hash::Map;
use crate::model::{Item, Method, Model, Namespace, Paths, Type, held, items};

/// Template and verb of an operation.
type Endpoint<'a> = (&'a str, &'a str);

/// What holds each item, and which operations have it themselves. The operations of an item are those of all that hold it.
/// They are looked for when they are asked for: most items don't change, and in a large API each operation reaches most types.
pub(super) struct Usage<'a> {
    /// The numbers of items, by the paths at which they lie.
    numbers: Map<Vec<&'a str>, usize>,
    items: Vec<Use>,
    endpoints: Vec<Endpoint<'a>>,
    search: RefCell<Search>,
}

/// Where an item is used.
#[derive(Default)]
struct Use {
    /// The items that hold it.
    holders: Vec<usize>,
    /// The operations that send or receive it.
    operations: Vec<usize>,
    /// Those of which it is an error.
    errors: Vec<usize>,
}

/// The operations of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Users {
    /// Some of them, as `VERB /template`, the nearest first.
    pub(super) nearest: Vec<String>,
    /// How many there are.
    pub(super) count: usize,
}

/// So many of an item's operations are named.
const NAMED: usize = 3;

/// What only the error of an operation holds says less about it than anything else.
const ERROR: usize = 1000;

/// What a search writes down, kept for the next one.
#[derive(Default)]
struct Search {
    /// Which search it is, from one.
    number: usize,
    /// The last search that came to an item.
    items: Vec<usize>,
    /// The last search that came to an operation.
    operations: Vec<usize>,
    /// The items that this one has come to, with the number of items that lie between.
    found: Vec<(usize, usize)>,
}

#[expect(
    clippy::indexing_slicing,
    reason = "items and operations have numbers; all lists have an entry for each"
)]
impl<'a> Usage<'a> {
    pub(super) fn new(model: &'a Model, index: &Paths<'a>) -> Self {
        let mut usage = Self {
            numbers: Map::default(),
            items: Vec::new(),
            endpoints: Vec::new(),
            search: RefCell::default(),
        };
        for (path, item) in index.all() {
            let (holder, _) = usage.item(path.clone());
            for inner in held(item).into_iter().flat_map(|ty| items(ty, index)) {
                usage.item(inner).1.holders.push(holder);
            }
        }
        walk(&model.root, &mut |method: &'a Method| {
            let operation = usage.endpoints.len();
            let call = &method.operation;
            usage.endpoints.push((&call.template, &call.verb));
            let mut types: Vec<&'a Type> = vec![&method.answer];
            types.extend(method.items.iter().map(|items| &items.ty));
            types.extend(method.path.iter().map(|param| &param.ty));
            let params = method.params.iter().map(|params| index.real(&params.path));
            for path in types
                .into_iter()
                .flat_map(|ty| items(ty, index))
                .chain(params)
            {
                usage.item(path).1.operations.push(operation);
            }
            let errors = method.errors.iter().map(|(_, ty)| ty);
            for path in errors.flat_map(|ty| items(ty, index)) {
                usage.item(path).1.errors.push(operation);
            }
        });
        let search = usage.search.get_mut();
        search.items = vec![0; usage.items.len()];
        search.operations = vec![0; usage.endpoints.len()];
        usage
    }

    /// An item's number and where it is used.
    fn item(&mut self, path: Vec<&'a str>) -> (usize, &mut Use) {
        let next = self.items.len();
        let number = *self.numbers.entry(path).or_insert(next);
        if number == next {
            self.items.push(Use::default());
        }
        (number, &mut self.items[number])
    }

    /// The operations that send or receive the item that lies at a path.
    pub(super) fn of(&self, path: &[&str]) -> Users {
        let Some(&item) = self.numbers.get(path) else {
            return Users::default();
        };
        let search = &mut *self.search.borrow_mut();
        search.number = search.number.saturating_add(1);
        self.find_holders(item, search);
        let mut nearest: Vec<(usize, Endpoint<'a>)> = Vec::new();
        let mut count = 0_usize;
        // an operation that has the item in both ways is nearer than one that only has it in an error
        for (farther, is_error) in [(0, false), (ERROR, true)] {
            for (item, between) in &search.found {
                let used = &self.items[*item];
                let operations = if is_error {
                    &used.errors
                } else {
                    &used.operations
                };
                for operation in operations {
                    let last = &mut search.operations[*operation];
                    if std::mem::replace(last, search.number) == search.number {
                        continue;
                    }
                    count = count.saturating_add(1);
                    let distance = between.saturating_add(farther);
                    nearest.push((distance, self.endpoints[*operation]));
                    if nearest.len() > NAMED {
                        nearest.sort_unstable();
                        nearest.truncate(NAMED);
                    }
                }
            }
        }
        nearest.sort_unstable();
        let named = nearest.into_iter();
        Users {
            nearest: named
                .map(|(_, (template, verb))| format!("{verb} {template}"))
                .collect(),
            count,
        }
    }

    /// Finds an item and all that hold it, the nearest first.
    fn find_holders(&self, item: usize, search: &mut Search) {
        search.found.clear();
        search.found.push((item, 0));
        search.items[item] = search.number;
        let mut next = 0_usize;
        while let Some(&(item, between)) = search.found.get(next) {
            next = next.saturating_add(1);
            for holder in &self.items[item].holders {
                if std::mem::replace(&mut search.items[*holder], search.number) != search.number {
                    search.found.push((*holder, between.saturating_add(1)));
                }
            }
        }
    }
}

fn walk<'a>(namespace: &'a Namespace, each: &mut impl FnMut(&'a Method)) {
    for item in &namespace.items {
        if let Item::Resource(resource) = item {
            resource.methods.iter().for_each(&mut *each);
        }
    }
    namespace
        .children
        .iter()
        .for_each(|child| walk(child, each));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::testing;

    /// The operations of an item and how far it is from each, found the other way round: from each operation.
    fn of_all(model: &Model, index: &Paths<'_>, item: &[&str]) -> Vec<(usize, String)> {
        let mut out = Vec::new();
        walk(&model.root, &mut |method| {
            let own = items(&method.answer, index);
            let params = method.params.iter().map(|params| index.real(&params.path));
            let errors = method.errors.iter().flat_map(|(_, ty)| items(ty, index));
            let starts = [
                own.into_iter().chain(params).collect::<Vec<_>>(),
                errors.collect(),
            ];
            let distance = std::iter::zip(starts, [0, ERROR]).find_map(|(start, farther)| {
                let mut level = start;
                let mut seen = level.clone();
                for distance in 0..100 {
                    if level.iter().any(|path| path == item) {
                        return Some(distance + farther);
                    }
                    let below = level.iter().filter_map(|path| index.at(path));
                    level = (below.flat_map(held).flat_map(|ty| items(ty, index)))
                        .filter(|path| !seen.contains(path))
                        .collect();
                    seen.extend(level.iter().cloned());
                }
                None
            });
            let call = &method.operation;
            out.extend(distance.map(|at| (at, call.template.clone(), call.verb.clone())));
        });
        out.sort();
        out.into_iter()
            .map(|(at, template, verb)| (at, format!("{verb} {template}")))
            .collect()
    }

    #[test]
    fn operations_are_those_that_lead_to_an_item() {
        let mut state = 7_u64;
        let mut one = |limit: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(state >> 33).expect("31 bits") % limit
        };
        for _ in 0..40 {
            let count = 8;
            let reference = |at: usize| format!("{{$ref: '#/components/schemas/t{at}x'}}");
            let mut schemas = String::new();
            for at in 0..count {
                schemas.push_str(&format!(
                    "    t{at}x: {{type: object, properties: {{n{at}: {{type: string}}"
                ));
                for number in 0..one(3) {
                    schemas.push_str(&format!(", p{number}: {}", reference(one(count))));
                }
                schemas.push_str("}}\n");
            }
            let mut paths = String::new();
            for at in 0..6 {
                let content = |at| {
                    format!(
                        "{{description: d, content: {{application/json: {{schema: {}}}}}}}",
                        reference(at)
                    )
                };
                paths.push_str(&format!(
                    "  /o{at}: {{get: {{responses: {{'200': {}, default: {}}}}}}}\n",
                    content(one(count)),
                    content(one(count))
                ));
            }
            let text = format!(
                "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}components:\n  schemas:\n{schemas}"
            );
            let model = testing::model(&text, &Config::default());
            let index = Paths::new(&model);
            let usage = Usage::new(&model, &index);
            for (path, _) in index.all() {
                let all = of_all(&model, &index, path);
                let users = usage.of(path);
                assert_eq!(users.count, all.len(), "{path:?}\n{text}");
                let nearest: Vec<String> =
                    all.into_iter().map(|(_, one)| one).take(NAMED).collect();
                assert_eq!(users.nearest, nearest, "{path:?}\n{text}");
            }
        }
    }
}
