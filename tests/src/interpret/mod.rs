//! Reads and writes values by the tables of a model, as generated code does, without compiling any.
//!
//! The rules are those of `castiron_codec`: which branches of a union are tried, which of them wins, what is lost, what
//! is an error. Besides, it counts steps, and it stops where a type is read twice at one place.

mod found;
mod plain;
mod types;

use std::collections::HashMap;

use castiron_codegen::model::{
    Extra, Item, ItemPath, Model, Namespace, Object, Presence, Type, Union,
};
use serde_json::{Map, Value};

use found::Lacking;
use plain::{below, enumeration, fits, plain, unknown};

/// The items of a model, by the paths that types name.
#[derive(Debug)]
pub struct Tables<'m> {
    items: HashMap<ItemPath, &'m Item>,
    /// Where else items and modules are found.
    links: HashMap<ItemPath, ItemPath>,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// What it is written back as.
    pub written: Value,
    /// The struct that it was read into, where it is one; that of the innermost branch of unions.
    pub item: Option<ItemPath>,
    /// Whether a union did not know it.
    pub unknown: bool,
}

/// Why a value could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miss {
    /// It is of another form: a constant differs, or a union in a union does not know it.
    Unfit,
    /// A property is missing, or the type is another, below this property of the value.
    Bad(Option<String>),
    /// A type was to be read twice at one place.
    Endless(ItemPath),
    /// It takes too many steps.
    TooMany,
}

/// A reading.
struct State {
    /// Unions and newtypes that are being read, with the place of the value.
    open: Vec<(usize, ItemPath, bool)>,
    misfit: u64,
    steps: usize,
    /// What unions came to, by place: another union may try its branches there again.
    decided: HashMap<(usize, ItemPath), Decided>,
}

/// What a union came to, nothing if no branch fits, with the misfit.
type Decided = (Result<Option<Read>, Miss>, u64);

/// What weighs a byte that is lost, as in the decoder.
const LOST: u64 = 1 << 32;

/// More steps than any value of the tests needs.
const MOST_STEPS: usize = 1_000_000;

impl<'m> Tables<'m> {
    /// The tables of a model.
    #[must_use]
    pub fn new(model: &'m Model) -> Self {
        let mut tables = Self {
            items: HashMap::new(),
            links: HashMap::new(),
        };
        tables.add(&model.root, &[]);
        tables
    }

    fn add(&mut self, space: &'m Namespace, at: &[String]) {
        let below = |names: &[&String]| -> ItemPath {
            at.iter().chain(names.iter().copied()).cloned().collect()
        };
        for item in &space.items {
            self.items.insert(below(&[&item.ident().to_owned()]), item);
        }
        for reexport in &space.reexports {
            for name in &reexport.names {
                let target = below(&[&reexport.module, name]);
                self.links.insert(below(&[name]), target);
            }
        }
        for link in &space.links {
            self.links
                .insert(below(&[&link.ident]), link.target.clone());
        }
        for child in &space.children {
            self.add(child, &below(&[&child.ident]));
        }
    }

    /// The item at a path, and where it lies.
    #[must_use]
    pub fn item(&self, path: &[String]) -> Option<(ItemPath, &'m Item)> {
        let mut path = path.to_vec();
        for _ in 0..100 {
            if let Some(item) = self.items.get(&path) {
                return Some((path, item));
            }
            let known = (1..=path.len()).find_map(|length| {
                let target = self.links.get(&path[..length])?;
                Some([target.as_slice(), &path[length..]].concat())
            });
            path = known?;
        }
        None
    }

    /// Reads a value as a type.
    ///
    /// # Errors
    /// Where generated code would fail, and where it would not end.
    pub fn read(&self, ty: &Type, value: &Value) -> Result<Read, Miss> {
        let mut state = State {
            open: Vec::new(),
            misfit: 0,
            steps: 0,
            decided: HashMap::new(),
        };
        self.ty(ty, value, &mut state)
    }

    fn ty(&self, ty: &Type, value: &Value, state: &mut State) -> Result<Read, Miss> {
        state.steps += 1;
        if state.steps > MOST_STEPS {
            return Err(Miss::TooMany);
        }
        match ty {
            Type::Item(path) => self.named(path, value, state),
            Type::Boxed(inner) => self.ty(inner, value, state),
            Type::Nullable(_) if value.is_null() => Ok(plain(value)),
            Type::Nullable(inner) => self.ty(inner, value, state),
            Type::Array(inner) | Type::List(inner) => {
                let items = value.as_array().ok_or(Miss::Bad(None))?;
                let mut out = Vec::with_capacity(items.len());
                for item in items {
                    out.push(self.ty(inner, item, state).map_err(below)?.written);
                }
                Ok(plain(&Value::Array(out)))
            }
            Type::Tuple(types) => {
                let items = value.as_array().ok_or(Miss::Bad(None))?;
                if items.len() != types.len() {
                    return Err(Miss::Bad(None));
                }
                let mut out = Vec::with_capacity(items.len());
                for (ty, item) in types.iter().zip(items) {
                    out.push(self.ty(ty, item, state).map_err(below)?.written);
                }
                Ok(plain(&Value::Array(out)))
            }
            Type::Map(inner) => {
                let entries = value.as_object().ok_or(Miss::Bad(None))?;
                let mut out = Map::new();
                for (key, value) in entries {
                    let read = self.ty(inner, value, state).map_err(below)?;
                    out.insert(key.clone(), read.written);
                }
                Ok(plain(&Value::Object(out)))
            }
            Type::Expandable(inner) if value.is_object() => self.ty(inner, value, state),
            Type::Emptyable(inner) if *value != "" => self.ty(inner, value, state),
            Type::Expandable(_) | Type::Emptyable(_) if value.is_string() => Ok(plain(value)),
            Type::Range(inner) => self.ty(inner, value, state),
            Type::Scalar(scalar) if fits(*scalar, value) => Ok(plain(value)),
            Type::Custom(_) => Ok(plain(value)),
            _ => Err(Miss::Bad(None)),
        }
    }

    fn named(&self, path: &[String], value: &Value, state: &mut State) -> Result<Read, Miss> {
        let Some((path, item)) = self.item(path) else {
            panic!("the model has no {}", path.join("::"))
        };
        match item {
            Item::Object(object) => self.object(object, path, value, state),
            Item::Params(params) => self.object(&params.object, path, value, state),
            Item::Union(union) => self.union(union, path, value, state),
            Item::Enum(item) => enumeration(item, value, state),
            Item::Tag(tag) => match serde_json::from_str::<Value>(&tag.json) {
                Ok(only) if only == *value => Ok(plain(value)),
                _ => Err(Miss::Unfit),
            },
            Item::Alias(alias) => self.ty(&alias.ty, value, state),
            Item::Newtype(alias) => {
                let level = open(state, value, path, false)?;
                let read = self.ty(&alias.ty, value, state)?;
                state.open.truncate(level);
                Ok(read)
            }
            Item::Resource(_) | Item::Group(_) => panic!("no type of values"),
        }
    }

    fn object(
        &self,
        object: &Object,
        path: ItemPath,
        value: &Value,
        state: &mut State,
    ) -> Result<Read, Miss> {
        let entries = value.as_object().ok_or(Miss::Bad(None))?;
        let mut out = Map::new();
        for field in &object.fields {
            let at = |_| Miss::Bad(Some(field.wire.clone()));
            match (entries.get(&field.wire), field.presence) {
                (None, Presence::Required | Presence::Nullable) => return Err(Miss::Bad(None)),
                (None, _) => {}
                (Some(Value::Null), Presence::Optional) if !self.is_any(&field.ty) => {
                    state.misfit += LOST;
                }
                (
                    Some(Value::Null),
                    Presence::Nullable
                    | Presence::Lenient
                    | Presence::Optional
                    | Presence::OptionalNullable,
                ) => {
                    out.insert(field.wire.clone(), Value::Null);
                }
                (Some(value), _) => {
                    let read = self
                        .ty(&field.ty, value, state)
                        .map_err(|miss| match miss {
                            Miss::Bad(_) => at(()),
                            other => other,
                        })?;
                    out.insert(field.wire.clone(), read.written);
                }
            }
        }
        for (key, value) in entries {
            if object.fields.iter().any(|field| field.wire == *key) {
                continue;
            }
            let mut maps = object.extra.iter();
            let holds = |extra: &&Extra| match &extra.pattern {
                Some(pattern) => found::is_match(pattern, key),
                None => true,
            };
            match maps.find(holds) {
                Some(extra) => {
                    let read = self.ty(&extra.ty, value, state).map_err(below)?;
                    out.insert(key.clone(), read.written);
                }
                None => state.misfit += (1 + value.to_string().len() as u64) * LOST,
            }
        }
        Ok(Read {
            written: Value::Object(out),
            item: Some(path),
            unknown: false,
        })
    }

    fn union(
        &self,
        union: &Union,
        path: ItemPath,
        value: &Value,
        state: &mut State,
    ) -> Result<Read, Miss> {
        let level = open(state, value, path.clone(), true)?;
        let (place, before) = (std::ptr::from_ref(value).addr(), state.misfit);
        let key = (place, path);
        let (found, misfit) = match state.decided.get(&key) {
            Some(decided) => decided.clone(),
            None => {
                let found = self.choose(union, level, value, state);
                let decided = (found, state.misfit - before);
                if !matches!(decided.0, Err(Miss::Endless(_))) {
                    state.decided.insert(key, decided.clone());
                }
                decided
            }
        };
        state.misfit = before + misfit;
        let mut here = (state.open[..level].iter().rev()).take_while(|one| one.0 == place);
        let nested = here.any(|(_, _, is_union)| *is_union);
        state.open.truncate(level);
        match found? {
            Some(read) => Ok(read),
            None if nested => Err(Miss::Unfit),
            None => {
                state.misfit += 1;
                Ok(unknown(value))
            }
        }
    }

    /// Reads the branch that fits best; nothing if none does. `level` is that of the union.
    fn choose(
        &self,
        union: &Union,
        level: usize,
        value: &Value,
        state: &mut State,
    ) -> Result<Option<Read>, Miss> {
        let fitting = |lacking: Lacking| -> Vec<&castiron_codegen::model::Branch> {
            let branches = union.branches.iter();
            branches
                .filter(|branch| found::guards(&branch.guard, value, lacking))
                .collect()
        };
        let untagged =
            fitting(Lacking::None).is_empty() && value.is_object() && union.open.is_none();
        let candidates = match untagged {
            true => fitting(Lacking::All),
            false => fitting(Lacking::Some),
        };
        let several = candidates.len() > 1 || untagged || union.open.is_some();
        let before = state.misfit;
        let mut best: Option<(Read, u64, &Type)> = None;
        let mut failed: Vec<(Miss, &Type)> = Vec::new();
        let unit = candidates.iter().find_map(|branch| branch.unit());
        if let Some(written) = unit.and_then(|json| serde_json::from_str(json).ok()) {
            return Ok(Some(Read {
                written,
                item: None,
                unknown: false,
            }));
        }
        for branch in candidates {
            let read = match branch.under() {
                Some(key) => self.ty(&branch.ty, &value[key], state).map(|read| Read {
                    written: serde_json::json!({ key: read.written }),
                    item: None,
                    ..read
                }),
                None => self.ty(&branch.ty, value, state),
            };
            match read {
                Ok(read) if state.misfit == before || !several => {
                    return Ok(Some(read));
                }
                Ok(read) => {
                    let misfit = state.misfit - before;
                    if best.as_ref().is_none_or(|(_, best, _)| misfit < *best) {
                        best = Some((read, misfit, &branch.ty));
                    }
                }
                Err(miss @ (Miss::Endless(_) | Miss::TooMany)) => return Err(miss),
                // beyond the range of the branch
                Err(Miss::Bad(None)) if value.is_number() => {
                    failed.push((Miss::Unfit, &branch.ty));
                }
                Err(miss) => failed.push((miss, &branch.ty)),
            }
            state.misfit = before;
            state.open.truncate(level + 1);
        }
        if union.open.is_some() && best.as_ref().is_none_or(|(_, misfit, _)| *misfit >= LOST) {
            // the last branch reads anything as it is
            return Ok(Some(unknown(value)));
        }
        if let Some((read, misfit, ty)) = best {
            match failed
                .iter()
                .find(|(miss, by)| self.is_richer(miss, by, ty, value))
            {
                None => {
                    state.misfit += misfit;
                    return Ok(Some(read));
                }
                Some(_) if untagged => failed.clear(),
                Some((miss, _)) => return Err(miss.clone()),
            }
        }
        if !untagged && let Some((miss, _)) = failed.iter().find(|(miss, _)| *miss != Miss::Unfit) {
            return Err(miss.clone());
        }
        Ok(None)
    }
}

fn open(state: &mut State, value: &Value, path: ItemPath, is_union: bool) -> Result<usize, Miss> {
    let place = std::ptr::from_ref(value).addr();
    let open = state.open.iter().rev();
    let mut here = open.take_while(|(at, _, _)| *at == place);
    if here.any(|(_, other, _)| *other == path) {
        return Err(Miss::Endless(path));
    }
    state.open.push((place, path, is_union));
    Ok(state.open.len() - 1)
}
