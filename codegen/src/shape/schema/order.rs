//! In which order the required properties of an object stand.
//!
//! They are the arguments of `new`, so their order is part of the Rust API. The order of a map means nothing, and changes
//! when a document is sorted or written by another tool; the order of a list is kept by every tool. So required
//! properties stand in the order of `required`, in the places that they have among the others.

use crate::graph::Property;

/// Puts the required properties in the order of these names; those that are not among them come last, as they stood.
pub(in crate::shape) fn order_required<'n>(
    properties: &mut [Property],
    names: impl IntoIterator<Item = &'n str>,
) {
    let names: Vec<&str> = names.into_iter().collect();
    let places: Vec<usize> = (0..properties.len())
        .filter(|&at| properties[at].required)
        .collect();
    let rank = |property: &Property| {
        let rank = names.iter().position(|name| *name == property.wire);
        rank.unwrap_or(names.len())
    };
    let mut ordered: Vec<Property> = places.iter().map(|&at| properties[at].clone()).collect();
    if ordered.is_sorted_by_key(rank) {
        return;
    }
    ordered.sort_by_key(rank);
    for (at, property) in places.into_iter().zip(ordered) {
        properties[at] = property;
    }
}

/// The names of the required properties, in their order.
pub(in crate::shape) fn required_names(properties: &[Property]) -> Vec<String> {
    let required = properties.iter().filter(|property| property.required);
    required.map(|property| property.wire.clone()).collect()
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
                assert_eq!(fields, ["d", "b", "a", "c"], "{base} {own}");
            }
        }
    }
}
