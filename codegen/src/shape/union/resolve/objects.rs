//! Objects within `allOf`: merges their properties.

use std::collections::{BTreeMap, HashMap};
use std::mem::discriminant;

use super::Resolver;
use super::meet::{Part, require};
use crate::graph::{ObjectShape, Property, Shape, TypeId, Use};
use crate::limits::Limit;
use crate::shape::annotation::notes;
use crate::shape::schema::order::Order;

impl Resolver<'_, '_> {
    /// Merges objects and maps.
    pub(super) fn merged(
        &mut self,
        parts: &[Part],
        required: &[String],
        pointer: &str,
        id: TypeId,
    ) -> Shape {
        let mut whole = Merged::default();
        let mut maps: Vec<(Use, Use)> = Vec::new();
        for part in parts {
            match self.shaper.graph[part.end.ty].shape.clone() {
                Shape::Object(object) => self.merge(&mut whole, object, pointer, id),
                Shape::Map(values) => maps.push((part.given, values)),
                _ => {}
            }
        }
        let mut values: Option<Use> = None;
        for (_, more) in &maps {
            values = Some(match values {
                Some(values) => self.meet(values, *more, pointer, id),
                None => *more,
            });
        }
        if !whole.is_object {
            return match (values, maps.first()) {
                (Some(values), Some((given, first))) if values == *first => Shape::Alias(*given),
                (Some(values), _) => Shape::Map(values),
                (None, _) => Shape::Any,
            };
        }
        let mut object = self.finished(whole, id);
        if values.is_some() {
            object.additional = values;
        }
        require(&mut object, required);
        Shape::Object(object)
    }

    /// Adds the properties of an object; a property that both declare must match both.
    pub(super) fn merge(
        &mut self,
        whole: &mut Merged,
        object: ObjectShape,
        pointer: &str,
        like: TypeId,
    ) {
        whole.is_object = true;
        self.copied = self.copied.saturating_add(object.properties.len());
        if self.copied > self.most_copied {
            self.shaper.exceeded(
                Limit::Inherited,
                pointer,
                format!(
                    "objects have more than {} inherited properties",
                    self.most_copied
                ),
            );
            return;
        }
        whole.order.add(&object.properties);
        for property in object.properties {
            if let Some(at) = whole.positions.get(&property.wire)
                && let Some(earlier) = whole.object.properties.get_mut(*at)
            {
                let types = whole.several.entry(*at);
                let types = types.or_insert_with(|| vec![(earlier.ty, earlier.partial)]);
                types.push((property.ty, property.partial));
                says_more(earlier, property);
            } else {
                whole.push(property);
            }
        }
        for pattern in object.patterns {
            let mut known = whole.object.patterns.iter_mut();
            match known.find(|known| known.text == pattern.text) {
                None => whole.object.patterns.push(pattern),
                Some(known) => known.ty = self.meet(known.ty, pattern.ty, pointer, like),
            }
        }
        whole.object.additional = match (whole.object.additional, object.additional) {
            (Some(a), Some(b)) => Some(self.meet(a, b, pointer, like)),
            (a, b) => a.or(b),
        };
    }

    /// All properties in order, each with its combined type.
    pub(super) fn finished(&mut self, whole: Merged, like: TypeId) -> ObjectShape {
        let mut object = whole.object;
        for (index, types) in whole.several {
            let types = self.of_all(types);
            if let Some(property) = object.properties.get_mut(index)
                && let Some(ty) = self.meet_all(&types, &property.pointer, like)
            {
                property.ty = ty;
            }
        }
        whole.order.note(&mut object.properties);
        whole.order.apply(&mut object.properties);
        object
    }

    /// The types that narrow a property of which these are said, with whether only some of several objects say it. What
    /// all say counts beside those, except that what some say of objects, lists or unions may add to what all say of such.
    fn of_all(&self, types: Vec<(Use, bool)>) -> Vec<Use> {
        let of_all: Vec<Use> = (types.iter())
            .filter(|(_, partial)| !partial)
            .map(|(ty, _)| *ty)
            .collect();
        let is_deep = |ty: Use| !self.takes_any(ty) && !self.is_shallow(ty);
        let kind = |ty: Use| match self.look(ty) {
            None | Some(Shape::Union(_)) => None,
            Some(shape) => Some(discriminant(shape)),
        };
        let adds = |some: Use, all: Use| {
            let (some, all) = (kind(some), kind(all));
            some.is_none() || all.is_none() || some == all
        };
        let counts = |(ty, partial): &(Use, bool)| {
            let mut all = of_all.iter();
            !partial || (is_deep(*ty) && all.all(|all| is_deep(*all) && adds(*ty, *all)))
        };
        match of_all.is_empty() {
            true => types.into_iter().map(|(ty, _)| ty).collect(),
            false => {
                let counting = types.into_iter().filter(counts);
                counting.map(|(ty, _)| ty).collect()
            }
        }
    }
}

/// Adds what a later schema declares about a property, apart from its type.
fn says_more(earlier: &mut Property, later: Property) {
    let mut meta = later.meta;
    notes::fill(&mut meta, &earlier.meta);
    earlier.meta = meta;
    earlier.required |= later.required;
    earlier.read_only |= later.read_only;
    earlier.write_only |= later.write_only;
    earlier.partial &= later.partial;
    earlier.name = later.name.or(earlier.name.take());
    earlier.element = later.element.or(earlier.element.take());
    earlier.pointer = later.pointer;
}

/// Properties that are being merged, and their positions.
#[derive(Default)]
pub(super) struct Merged {
    object: ObjectShape,
    order: Order,
    positions: HashMap<String, usize>,
    /// The types of properties that several schemas declare, and whether only some of several objects do.
    several: BTreeMap<usize, Vec<(Use, bool)>>,
    is_object: bool,
}

impl Merged {
    pub(super) fn push(&mut self, property: Property) {
        let at = self.object.properties.len();
        self.positions.insert(property.wire.clone(), at);
        self.object.properties.push(property);
    }

    pub(super) fn get(&self, wire: &str) -> Option<&Property> {
        self.object.properties.get(*self.positions.get(wire)?)
    }

    pub(super) fn properties_mut(&mut self) -> impl Iterator<Item = &mut Property> {
        self.object.properties.iter_mut()
    }

    pub(super) fn get_mut(&mut self, wire: &str) -> Option<&mut Property> {
        self.object.properties.get_mut(*self.positions.get(wire)?)
    }
}
