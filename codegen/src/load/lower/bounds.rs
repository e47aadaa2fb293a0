//! Bounds of numbers: 3.0 has a boolean beside a bound that is exclusive, later versions a bound of its own.

use super::super::node::{Node, Object};
use super::Lower;

impl Lower<'_> {
    /// Exclusive bounds that are numbers.
    pub(super) fn bounds(&mut self, object: &mut Object) {
        for (exclusive, inclusive, upper) in [
            ("exclusiveMinimum", "minimum", false),
            ("exclusiveMaximum", "maximum", true),
        ] {
            let bound = match object.get(exclusive).cloned() {
                Some(Node::Number(bound)) => bound,
                Some(Node::Bool(_)) if self.version.is_json_schema() => {
                    self.warn_once(
                        exclusive,
                        "a boolean beside a bound is of OpenAPI 3.0; from 3.1 on it is the bound itself",
                    );
                    continue;
                }
                _ => continue,
            };
            if !self.version.is_json_schema() {
                self.warn_once(
                    exclusive,
                    "an exclusive bound that is a number is of OpenAPI 3.1",
                );
            }
            let tighter = match object.get(inclusive) {
                Some(Node::Number(other)) => {
                    let (other, bound) = (other.as_f64(), bound.as_f64());
                    if upper { other < bound } else { other > bound }
                }
                _ => false,
            };
            if tighter {
                object.remove(exclusive);
            } else {
                object.insert(inclusive, Node::Number(bound));
                object.insert(exclusive, true);
                self.moved([(format!("/{inclusive}"), format!("/{exclusive}"))]);
            }
        }
    }
}
