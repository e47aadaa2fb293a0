//! Which components are two types, by the rule alone: used in both directions, and other in one than in the other.

use super::schemas::{Components, Property, Schema, Way};

/// The components that requests and answers need a type of each for.
pub(crate) fn twins(
    all: &Components,
    roots: &[(Option<Schema>, Option<Schema>)],
    tolerant: bool,
) -> Vec<usize> {
    let bodies = roots.iter().filter_map(|(body, _)| body.as_ref());
    let answers = roots.iter().filter_map(|(_, answer)| answer.as_ref());
    let sent = reached(all, bodies, Way::Request);
    let read = reached(all, answers, Way::Answer);
    let count = all.all.len();
    let mut two: Vec<bool> = (0..count)
        .map(|index| differs(&all.all[index], tolerant))
        .collect();
    loop {
        let next: Vec<bool> = (0..count)
            .map(|index| {
                let mut refs = Vec::new();
                held(&all.all[index], None, &mut refs);
                two[index] || refs.iter().any(|other| two[*other])
            })
            .collect();
        if next == two {
            break;
        }
        two = next;
    }
    (0..count)
        .filter(|index| two[*index] && sent[*index] && read[*index])
        .collect()
}

fn reached<'s>(all: &Components, roots: impl Iterator<Item = &'s Schema>, way: Way) -> Vec<bool> {
    let mut open = Vec::new();
    for root in roots {
        held(root, Some(way), &mut open);
    }
    let mut out = vec![false; all.all.len()];
    while let Some(index) = open.pop() {
        if !out[index] {
            out[index] = true;
            held(&all.all[index], Some(way), &mut open);
        }
    }
    out
}

/// Calls with each property of a schema and of the unnamed ones in it, but for what is in those of one direction.
fn properties(schema: &Schema, visit: &mut dyn FnMut(&Property)) {
    match schema {
        Schema::List(of)
        | Schema::Map(of)
        | Schema::Patterns(of)
        | Schema::Tuple(of)
        | Schema::Nullable(of) => {
            properties(of, visit);
        }
        Schema::Object(all) => {
            for property in all {
                visit(property);
                if property.only.is_none() {
                    properties(&property.schema, visit);
                }
            }
        }
        Schema::Text | Schema::Integer | Schema::Ref(_) | Schema::OneOf(_) | Schema::Family(_) => {}
    }
}

fn differs(schema: &Schema, tolerant: bool) -> bool {
    let mut out = false;
    properties(schema, &mut |property| {
        out |=
            property.required && (property.only.is_some() || (tolerant && !property.is_constant()));
    });
    out
}

/// The components that a schema holds in a direction, or in both alike.
fn held(schema: &Schema, way: Option<Way>, out: &mut Vec<usize>) {
    match schema {
        Schema::Text | Schema::Integer => {}
        Schema::Ref(index) => out.push(*index),
        Schema::OneOf(all) | Schema::Family(all) => out.extend(all),
        Schema::List(of)
        | Schema::Map(of)
        | Schema::Patterns(of)
        | Schema::Tuple(of)
        | Schema::Nullable(of) => {
            held(of, way, out);
        }
        Schema::Object(all) => {
            for property in all {
                if property.only.is_none() || (property.only == way && way.is_some()) {
                    held(&property.schema, way, out);
                }
            }
        }
    }
}
