//! Tags that the document gives: `discriminator`.

use std::collections::HashSet;

use serde_json::Value;

use super::{Guard, end, is_object, listed};
use crate::diagnostic::Code;
use crate::graph::{TypeId, Use};
use crate::shape::annotation::notes;
use crate::shape::shaper::Shaper;
use crate::shape::union::resolve::UnionFacts;

/// Tags that `discriminator` gives.
pub(super) fn discriminated(
    shaper: &mut Shaper<'_>,
    facts: &UnionFacts,
    id: TypeId,
    uses: &[Use],
    guards: &mut [Guard],
) -> bool {
    let Some(discriminator) = &facts.discriminator else {
        return false;
    };
    let graph = &shaper.graph;
    let mut used: HashSet<&str> = HashSet::new();
    for (index, ty) in uses.iter().enumerate() {
        let origin = facts.origins.get(index).copied().flatten().unwrap_or(ty.ty);
        let target = end(graph, *ty);
        let is_this = |id: TypeId| id == origin || id == target;
        let mapped: Vec<&str> = discriminator
            .mapping
            .iter()
            .filter(|(_, id)| is_this(*id))
            .map(|(text, _)| text.as_str())
            .collect();
        used.extend(&mapped);
        if !is_object(graph, *ty) || discriminator.default.is_some_and(is_this) {
            // The default takes what no other branch is for.
            continue;
        }
        let values = if mapped.is_empty() {
            listed(graph, *ty, &discriminator.property, false, 0)
                .or_else(|| {
                    graph[origin]
                        .component
                        .clone()
                        .map(|name| vec![name.into()])
                })
                .unwrap_or_default()
        } else {
            mapped.into_iter().map(Value::from).collect()
        };
        if !values.is_empty() {
            guards[index].tags = vec![(discriminator.property.clone(), values)];
        }
    }
    let stray: Vec<String> = discriminator
        .mapping
        .iter()
        .filter(|(text, _)| !used.contains(text.as_str()))
        .map(|(text, _)| notes::code(text))
        .collect();
    if !stray.is_empty() {
        let pointer = shaper.graph[id].pointer.clone();
        shaper.note(
            Code::BadDiscriminator,
            &pointer,
            format!(
                "the discriminator maps {} to schemas that are no branches here",
                stray.join(", ")
            ),
        );
    }
    true
}
