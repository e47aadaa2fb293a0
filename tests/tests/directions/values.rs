//! Values that a direction allows, and what they must have.

use serde_json::{Map, Value, json};

use super::schemas::{Components, Schema, Way};

impl Components {
    /// A value that this direction allows: with all of its properties to a depth, below that with the required ones.
    pub(crate) fn value(&self, schema: &Schema, way: Way, depth: usize) -> Value {
        let inner = depth.saturating_sub(1);
        match schema {
            Schema::Text => json!("a"),
            Schema::Integer => json!(1),
            Schema::Ref(index) => self.value(&self.all[*index], way, depth),
            Schema::List(of) => json!([self.value(of, way, depth)]),
            Schema::Map(of) => json!({ "k": self.value(of, way, depth) }),
            Schema::Patterns(of) => json!({ "xa": self.value(of, way, depth), "ya": 2 }),
            Schema::Tuple(of) => json!([self.value(of, way, depth), 3]),
            Schema::Nullable(of) => self.value(of, way, depth),
            Schema::OneOf(all) | Schema::Family(all) => {
                self.value(&Schema::Ref(all[depth % all.len()]), way, depth)
            }
            Schema::Object(properties) => {
                let sent = properties
                    .iter()
                    .filter(|one| one.only.is_none_or(|only| only == way));
                let mut out = Map::new();
                for property in sent.filter(|one| one.required || depth > 0) {
                    let value = match &property.tag {
                        Some((constant, _)) => json!(constant),
                        None => self.value(&property.schema, way, inner),
                    };
                    out.insert(property.name.clone(), value);
                }
                Value::Object(out)
            }
        }
    }

    /// The pointers of the required properties in such a value, and whether each is a constant, but for the constants by
    /// which a union tells its branches apart.
    pub(crate) fn required(
        &self,
        schema: &Schema,
        way: Way,
        depth: usize,
        at: &str,
        out: &mut Vec<(String, bool)>,
    ) {
        let inner = depth.saturating_sub(1);
        match schema {
            Schema::Text | Schema::Integer => {}
            Schema::Ref(index) => self.required(&self.all[*index], way, depth, at, out),
            Schema::List(of) | Schema::Tuple(of) => {
                self.required(of, way, depth, &format!("{at}/0"), out)
            }
            Schema::Map(of) => self.required(of, way, depth, &format!("{at}/k"), out),
            Schema::Patterns(of) => self.required(of, way, depth, &format!("{at}/xa"), out),
            Schema::Nullable(of) => self.required(of, way, depth, at, out),
            // without its discriminator, any text is the tag of a family's members
            Schema::OneOf(all) if all.iter().any(|index| self.base_of[*index].is_some()) => {}
            Schema::OneOf(all) | Schema::Family(all) => {
                let tag = format!("{at}/tag");
                let from = out.len();
                self.required(&Schema::Ref(all[depth % all.len()]), way, depth, at, out);
                let of_branch = out.split_off(from);
                out.extend(of_branch.into_iter().filter(|(pointer, _)| *pointer != tag));
            }
            Schema::Object(properties) => {
                let sent = properties
                    .iter()
                    .filter(|one| one.only.is_none_or(|only| only == way));
                for property in sent.filter(|one| one.required || depth > 0) {
                    let below = format!("{at}/{}", property.name);
                    if property.required {
                        out.push((below.clone(), property.is_constant()));
                    }
                    self.required(&property.schema, way, inner, &below, out);
                }
            }
        }
    }
}
