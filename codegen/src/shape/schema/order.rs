//! The order of the required properties of an object.
//!
//! They are the arguments of `new`, so their order is part of the Rust API. The order of a map has no meaning, and tools
//! change it; they keep the order of lists. So required properties are sorted as in `required`, within the positions that
//! required properties have among all properties.

use crate::graph::Property;
use crate::hash::Map;

/// The order of required properties: by the schema that declares them, then by the lists of required names.
#[derive(Default)]
pub(in crate::shape) struct Order {
    /// The index of the declaring schema, in the order in which schemas were merged.
    parts: Map<String, usize>,
    /// The number of schemas.
    count: usize,
    /// Required names, with their position in the order.
    names: Map<String, usize>,
}

impl Order {
    /// The order of properties before others are added or become required.
    pub(in crate::shape) fn of(properties: &[Property]) -> Self {
        let mut order = Self::default();
        order.add(properties);
        order
    }

    /// Adds properties that come after these.
    pub(in crate::shape) fn add(&mut self, properties: &[Property]) {
        let first = self.count;
        for property in properties {
            let part = first.saturating_add(property.part);
            self.parts.entry(property.wire.clone()).or_insert(part);
            self.count = self.count.max(part.saturating_add(1));
        }
        let required = properties.iter().filter(|property| property.required);
        self.require(required.map(|property| &property.wire));
    }

    /// Records which schema declares each property first, for merging their object with others.
    pub(in crate::shape) fn note(&self, properties: &mut [Property]) {
        for property in properties {
            if let Some(part) = self.parts.get(&property.wire) {
                property.part = *part;
            }
        }
    }

    /// Adds further required names.
    pub(in crate::shape) fn require<'n>(&mut self, names: impl IntoIterator<Item = &'n String>) {
        for name in names {
            let next = self.names.len();
            self.names.entry(name.clone()).or_insert(next);
        }
    }

    /// Sorts the required properties in this order; the others keep their positions.
    pub(in crate::shape) fn apply(&self, properties: &mut [Property]) {
        let places: Vec<&mut Property> = properties
            .iter_mut()
            .filter(|property| property.required)
            .collect();
        let key = |property: &Property| {
            let rank = self.names.get(&property.wire).copied();
            (self.parts.get(&property.wire).copied(), rank)
        };
        if places.is_sorted_by_key(|property| key(property)) {
            return;
        }
        let mut ordered: Vec<Property> = places.iter().map(|place| (**place).clone()).collect();
        ordered.sort_by_cached_key(key);
        for (place, property) in places.into_iter().zip(ordered) {
            *place = property;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::model::Item;
    use crate::testing;

    /// The fields of `A`, in their order.
    fn fields(schemas: &str) -> Vec<String> {
        let yaml = format!(
            "openapi: 3.0.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
        );
        let model = testing::model(&yaml, &Config::default());
        let children = model.root.children.iter();
        let mut items = model
            .root
            .items
            .iter()
            .chain(children.flat_map(|child| &child.items));
        let Some(Item::Object(object)) = items.find(|item| item.ident() == "A") else {
            panic!("A is no object")
        };
        object
            .fields
            .iter()
            .map(|field| field.ident.clone())
            .collect()
    }

    #[test]
    fn required_properties_follow_the_list() {
        let properties = [
            "x: {type: string}",
            "b: {type: string}",
            "a: {type: string}",
        ];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]] {
            let properties = order.map(|at| properties[at]).join(", ");
            let fields = fields(&format!(
                "    A: {{required: [b, a], properties: {{{properties}}}}}\n"
            ));
            let required: Vec<_> = fields.iter().filter(|name| *name != "x").collect();
            assert_eq!(required, ["b", "a"], "{properties}");
        }
        let untouched = fields(
            "    A: {required: [a, b], properties: {a: {type: string}, x: {type: string}, b: {type: string}}}\n",
        );
        assert_eq!(untouched, ["a", "x", "b"]);
    }

    #[test]
    fn what_a_part_takes_over_from_another_changes_no_order() {
        let orders = [["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"]];
        for names in orders {
            let base = names.map(|name| format!("{name}: {{type: string}}"));
            let found = fields(&format!(
                "    Base: {{type: object, properties: {{{}}}}}
    Own: {{allOf: [{{$ref: '#/components/schemas/Base'}}, {{properties: {{b: {{type: string, maxLength: 3}}}}}}]}}
    A: {{allOf: [{{required: [c, b]}}, {{$ref: '#/components/schemas/Own'}}, {{required: [a]}}]}}\n",
                base.join(", ")
            ));
            assert_eq!(found, ["c", "b", "a"], "{names:?}");
        }
    }

    #[test]
    fn parts_come_one_after_the_other() {
        for base in [
            "{d: {type: string}, c: {type: string}}",
            "{c: {type: string}, d: {type: string}}",
        ] {
            for own in [
                "{a: {type: string}, b: {type: string}}",
                "{b: {type: string}, a: {type: string}}",
            ] {
                let fields = fields(&format!(
                    "    Base: {{type: object, required: [d], properties: {base}}}
    A: {{allOf: [{{$ref: '#/components/schemas/Base'}}, {{required: [b, c, a], properties: {own}}}]}}\n"
                ));
                assert_eq!(fields, ["d", "c", "b", "a"], "{base} {own}");
            }
        }
    }
}
