//! Values of schemas with branches.

use serde_json::{Map, Value};

use super::{Extent, Sampler, discriminated, is_possible, join, kind};
use crate::spec::reference;

impl Sampler<'_> {
    /// A value of the first branch that one can be made for; of `oneOf`, of the first that no other branch fits as well.
    pub(super) fn branch(
        &self,
        schema: &Map<String, Value>,
        key: &str,
        branches: &[Value],
        extent: Extent,
        depth: usize,
    ) -> Option<Value> {
        let mut base = schema.clone();
        base.remove(key);
        let tag = base.remove("discriminator");
        let is_text = |branch: &&Value| {
            let target = self.spec.follow(branch).as_object();
            target.is_some_and(|target| kind(target) == "string")
        };
        let (texts, others): (Vec<_>, Vec<_>) =
            (branches.iter()).partition(|branch| self.is_parameter && is_text(branch));
        let mut made = texts.into_iter().chain(others).filter_map(|branch| {
            let pointer = reference(branch);
            let is_open = pointer
                .as_ref()
                .is_some_and(|pointer| self.open.borrow().contains(pointer));
            let target = self.spec.follow(branch).as_object()?;
            if is_open || kind(target) == "null" {
                return None;
            }
            let mut whole = base.clone();
            join(&mut whole, target.clone());
            if !is_possible(&whole) {
                return None;
            }
            if let Some(pointer) = &pointer {
                self.open.borrow_mut().push(pointer.clone());
            }
            let made = self.make(&Value::Object(whole), extent, depth + 1);
            if pointer.is_some() {
                self.open.borrow_mut().pop();
            }
            let mut made = made.filter(|made| !made.is_null())?;
            if let (Some(tag), Some(pointer), Some(object)) = (&tag, &pointer, made.as_object_mut())
                && let Some((name, value)) = discriminated(tag, pointer)
            {
                // a branch that lists its own values knows them better
                let listed = target.get("properties").and_then(|all| all.get(&name));
                let listed = listed.map(|schema| self.spec.follow(schema));
                let own = listed
                    .filter(|schema| schema.get("enum").is_some() || schema.get("const").is_some());
                let own = own.and_then(|schema| self.make(schema, extent, depth + 1));
                object.entry(name).or_insert(own.unwrap_or(value.into()));
            }
            Some((branch, made))
        });
        if key == "anyOf" {
            return made.next().map(|(_, value)| value);
        }
        // exactly one may fit; where that can't be seen, the first is as good as any
        let mut first = None;
        for (branch, mut value) in made {
            let others = || branches.iter().filter(|other| *other != branch);
            let own = self.required(&base, branch);
            for other in others() {
                if let (true, Some(object)) = (self.fits(&value, other), value.as_object_mut()) {
                    let theirs = self.required(&Map::new(), other);
                    object.retain(|name, _| own.contains(name) || !theirs.contains(name));
                }
            }
            if !others().any(|other| self.fits(&value, other)) {
                return Some(value);
            }
            first.get_or_insert(value);
        }
        first
    }

    /// The names of properties that a schema and one of its branches require.
    fn required(&self, schema: &Map<String, Value>, branch: &Value) -> Vec<String> {
        let of = |schema: &Map<String, Value>| {
            let names = schema.get("required").and_then(Value::as_array).cloned();
            let names = names.unwrap_or_default().into_iter();
            names
                .filter_map(|name| name.as_str().map(str::to_owned))
                .collect::<Vec<_>>()
        };
        let mut names = of(schema);
        names.extend(
            self.spec
                .follow(branch)
                .as_object()
                .map(of)
                .unwrap_or_default(),
        );
        names
    }

    /// Whether an object has what a branch requires, by the names of its properties and the values listed for them.
    fn fits(&self, value: &Value, branch: &Value) -> bool {
        let (Some(object), Some(target)) =
            (value.as_object(), self.spec.follow(branch).as_object())
        else {
            return false;
        };
        if !matches!(kind(target), "object" | "") || target.keys().any(|key| key.ends_with("Of")) {
            return false;
        }
        let required = self.required(&Map::new(), branch);
        let empty = Map::new();
        let properties = target.get("properties").and_then(Value::as_object);
        let properties = properties.unwrap_or(&empty);
        let is_closed = target.get("additionalProperties") == Some(&Value::Bool(false));
        let is_listed = |(name, value): (&String, &Value)| {
            let Some(schema) = properties.get(name) else {
                return !is_closed;
            };
            let schema = self.spec.follow(schema);
            let listed = schema.get("enum").and_then(Value::as_array);
            let only = schema.get("const");
            listed.is_none_or(|values| values.contains(value))
                && only.is_none_or(|only| only == value)
        };
        required.iter().all(|name| object.contains_key(name)) && object.iter().all(is_listed)
    }
}
