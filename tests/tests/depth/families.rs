//! Families: a base with a discriminator, which its members include by `allOf`.

use serde_json::{Map, Value, json};

use super::made::{Field, Given, Made, Member, Node, Object, declared, reference};

/// What says the tags of members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Mapping,
    Name,
    Constant,
}

/// What a base in the middle includes.
pub(crate) struct Above<'a> {
    name: &'a str,
    fields: &'a [Field],
    /// The tags that it declares.
    tags: usize,
}

impl Made<'_> {
    /// A family, as the component of its base. `around` are the tags of the branch that it is.
    pub(crate) fn family(
        &mut self,
        depth: usize,
        around: &[Given],
        above: Option<Above<'_>>,
    ) -> (String, Vec<Member>) {
        let level = around.len();
        let tag = format!("t{level}");
        let by = *self
            .random
            .pick(&[By::Mapping, By::Mapping, By::Name, By::Constant]);
        // its members follow, which refer to it
        let name = self.component(Value::Null);
        let own = self.fields(depth.saturating_sub(1), &format!("b{level}_"), false);
        let known = above.as_ref().map_or(0, |above| above.tags);
        let mut tags: Vec<_> = around.iter().skip(known).map(Given::declared).collect();
        tags.push((tag.clone(), json!({ "type": "string" })));
        let (mut schema, own) = declared(&tags, own);
        let fields = match &above {
            Some(above) => [above.fields, &own].concat(),
            None => own,
        };
        let (mut members, mut mapping) = (Vec::new(), Map::new());
        let mut before: Option<(String, Vec<Field>)> = None;
        for index in 0..2 + self.random.below(2) {
            let value = format!("v{}", self.number());
            // a member may include the one before it
            let parent = (before.take()).filter(|_| by != By::Constant && self.random.chance(30));
            let is_base = by != By::Name && level < 2 && depth > 0 && self.random.chance(25);
            let mut given = Given {
                tag: tag.clone(),
                values: vec![value],
                by_mapping: by == By::Mapping,
            };
            if is_base && parent.is_none() {
                let tags = [around, &[given.clone()]].concat();
                let above = Above {
                    name: &name,
                    fields: &fields,
                    tags: level + usize::from(by == By::Mapping),
                };
                let (middle, held) = self.family(depth - 1, &tags, Some(above));
                self.adds(
                    &given,
                    &middle,
                    Node::Union(held),
                    &mut mapping,
                    &mut members,
                );
                continue;
            }
            let is_child = parent.is_some();
            let (above, inherited) = parent.unwrap_or_else(|| (name.clone(), fields.clone()));
            let tags = match by {
                By::Constant => vec![given.declared()],
                By::Mapping | By::Name => Vec::new(),
            };
            let more = self.fields(depth, &format!("m{index}_"), true);
            let (more, own) = declared(&tags, more);
            let member = self.component(json!({ "allOf": [reference(&above), more] }));
            if by == By::Name {
                given.values = vec![member.clone()];
            }
            if is_child {
                // what is included may be any of those that include it
                self.mapped.retain(|(name, ..)| *name != above);
            }
            let all = [inherited, own].concat();
            self.is_mapped(&member, &[around, &[given.clone()]].concat());
            before = Some((member.clone(), all.clone()));
            let held = Node::Object(Object {
                name: Some(member.clone()),
                fields: all,
                maps: Vec::new(),
            });
            self.adds(&given, &member, held, &mut mapping, &mut members);
        }
        schema["discriminator"] = json!({ "propertyName": tag });
        if by == By::Mapping {
            schema["discriminator"]["mapping"] = mapping.into();
        }
        if let Some(above) = above {
            let discriminator = schema["discriminator"].take();
            let is_inside = self.random.chance(50);
            let mut both = json!({ "allOf": [reference(above.name), schema] });
            match is_inside {
                true => both["allOf"][1]["discriminator"] = discriminator,
                false => both["discriminator"] = discriminator,
            }
            schema = both;
        }
        self.schemas.insert(name.clone(), schema);
        (name, members)
    }

    /// A member with its tag.
    fn adds(
        &mut self,
        given: &Given,
        name: &str,
        held: Node,
        mapping: &mut Map<String, Value>,
        members: &mut Vec<Member>,
    ) {
        for value in &given.values {
            mapping.insert(value.clone(), format!("#/components/schemas/{name}").into());
        }
        let tag = Some((given.tag.clone(), given.values.clone()));
        members.push(Member { tag, held });
    }
}
