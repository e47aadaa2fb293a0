//! The two nodes of a base: its own object, and the union of its members.

use std::collections::HashSet;

use openapiv3::Schema;

use super::raw::{Discriminator, Join, JoinBranch, Meet, Raw};
use crate::graph::{Meta, Shape, TypeId, Use};
use crate::limits::Limit;
use crate::shape::schema::form::Form;
use crate::shape::schema::keywords::Keywords;
use crate::shape::schema::parts::{discriminated_part, lists_values};
use crate::shape::shaper::{Shaper, Site};

impl Shaper<'_> {
    /// Creates the own nodes of all bases. If the members of all unions are too many, there are no unions.
    pub(in crate::shape) fn own_nodes(&mut self) {
        let most = self.input.limits.of(Limit::Members);
        let bases: Vec<usize> = self.families.bases().collect();
        let mut count = 0_usize;
        for at in &bases {
            count = count.saturating_add(self.families.descendants(*at).len());
            if count > most {
                let id = self.numbered(*at);
                let pointer = self.graph[id].pointer.clone();
                let message = format!("bases have more than {most} members");
                return self.exceeded(Limit::Members, &pointer, message);
            }
        }
        for at in bases {
            let Some((_, base)) = self.graph.components.get(at).cloned() else {
                continue;
            };
            let pointer = self.graph[base].pointer.clone();
            let own = self.node(Shape::Any, &Site::root(&pointer, false));
            self.own.insert(base, own);
        }
    }

    /// Whether an included component is a base, or a member of its family: then the including one is a member as well.
    pub(in crate::shape) fn is_family(&self, ty: Use) -> bool {
        let end = self.families.ends.get(ty.ty.0 as usize);
        end.is_some_and(|end| self.families.members.get(*end as usize) == Some(&true))
    }

    /// Whether a node is a component that others include, or the copy of one for requests.
    pub(in crate::shape) fn is_included(&self, id: TypeId) -> bool {
        let id = self.originals.get(&id).copied().unwrap_or(id);
        // components are the first nodes
        self.families.is_included(id.0 as usize)
    }

    /// The target of a reference in an `allOf`: for a base, its own object.
    pub(in crate::shape) fn included(&self, ty: Use) -> Use {
        // components are the first nodes
        let end = self.families.ends.get(ty.ty.0 as usize);
        match end.and_then(|end| self.own.get(&TypeId(*end))) {
            Some(own) => Use { ty: *own, ..ty },
            None => ty,
        }
    }

    /// Sets the shape of a component, or both shapes of a base. `listed` are the members that a base lists, `form` is the
    /// rest of the component.
    pub(in crate::shape) fn put_component(
        &mut self,
        at: usize,
        schema: &Schema,
        form: Form,
        listed: Option<Join>,
    ) {
        let base = self.numbered(at);
        let Some(own) = self.own.get(&base).copied() else {
            return self.put(base, form);
        };
        let pointer = self.graph[base].pointer.clone();
        let site = Site::root(&pointer, false);
        self.put(own, form);
        let node = &self.graph[base];
        let meta = Meta {
            title: Some("Base".to_owned()),
            ..node.meta.clone()
        };
        self.graph[own].meta = meta;
        let join = match listed {
            Some(join) => Some(self.with_own(at, own, join, &site)),
            None => discriminated_part(schema)
                .and_then(|(part, place)| {
                    let pointer = pointer.to_string() + &place;
                    self.discriminator(&Keywords::of(part), &Site::root(&pointer, false))
                })
                .map(|discriminator| self.members(at, base, own, discriminator)),
        };
        match join {
            Some(join) => self.put(base, Form::Raw(Raw::Join(join))),
            None => self.put(base, Form::Edge(plain(own))),
        }
    }

    /// The branches that a base lists, each combined with the base's own object unless a member includes it already.
    fn with_own(&mut self, at: usize, own: TypeId, mut join: Join, site: &Site<'_>) -> Join {
        let members = self.families.descendants(at);
        let apart = match &mut join.discriminator {
            Some(discriminator) => self.inner_texts(&members, discriminator),
            None => members.iter().map(|at| self.numbered(*at)).collect(),
        };
        let members: HashSet<usize> = members.into_iter().collect();
        let end = |this: &Self, ty: TypeId| {
            let end = this.families.ends.get(ty.0 as usize);
            end.map(|end| *end as usize)
        };
        let listed: HashSet<usize> = (join.branches.iter())
            .filter_map(|branch| end(self, branch.ty.ty))
            .collect();
        let mut added: HashSet<usize> = HashSet::new();
        let mut branches = Vec::with_capacity(join.branches.len());
        for mut branch in join.branches {
            let component = end(self, branch.ty.ty).filter(|at| members.contains(at));
            let id = component.map(|at| self.numbered(at));
            if let (Some(component), Some(id)) = (component, id) {
                // A base with the same property: itself, and the schemas that include it.
                if let Some(own) = self.own.get(&id).filter(|_| !apart.contains(&id)) {
                    branch.origin = Some(id);
                    branch.ty.ty = *own;
                    for inner in self.families.descendants(component) {
                        let is_leaf = !self.families.is_included(inner);
                        if is_leaf && !listed.contains(&inner) && added.insert(inner) {
                            let id = self.numbered(inner);
                            branches.push(self.branch(id, id));
                        }
                    }
                }
            } else {
                let here = Site {
                    pointer: &branch.pointer,
                    ..*site
                };
                let ty = self.node(Shape::Any, &here);
                let source = &self.graph[branch.ty.ty];
                let title = source.component.clone().or(source.meta.title.clone());
                self.graph[ty].meta.title = title;
                let meet = Meet {
                    parts: vec![plain(own), branch.ty],
                    required: Vec::new(),
                    discriminator: None,
                    is_own: false,
                };
                self.raw.insert(ty, Raw::Meet(meet));
                branch.ty = plain(ty);
            }
            branches.push(branch);
        }
        Join { branches, ..join }
    }

    /// A base as the union of its members.
    fn members(
        &mut self,
        at: usize,
        base: TypeId,
        own: TypeId,
        mut discriminator: Discriminator,
    ) -> Join {
        let descendants = self.families.descendants(at);
        let apart = self.inner_texts(&descendants, &mut discriminator);
        let mapped: HashSet<TypeId> = discriminator.mapping.iter().map(|(_, id)| *id).collect();
        let is_implicit = discriminator.mapping.is_empty();
        // Members of a nested union are found there, unless the mapping names them here as well, or each has its own name here.
        let mut within: HashSet<usize> = HashSet::new();
        for child in &descendants {
            let id = self.graph.components.get(*child).map(|(_, id)| *id);
            let is_union = id.is_some_and(|id| apart.contains(&id));
            let lists = |schema| lists_values(schema, &discriminator.property);
            if is_union && (!is_implicit || self.component_schema(*child).is_some_and(lists)) {
                within.extend(self.families.descendants(*child));
            }
        }
        let mut branches = Vec::with_capacity(descendants.len().saturating_add(1));
        for child in &descendants {
            let Some((_, id)) = self.graph.components.get(*child) else {
                continue;
            };
            let is_leaf = !self.families.is_included(*child) && !within.contains(child);
            let is_named = is_implicit && !within.contains(child);
            if is_leaf || is_named || mapped.contains(id) || apart.contains(id) {
                let ty = match self.own.get(id) {
                    Some(own) if !apart.contains(id) => *own,
                    _ => *id,
                };
                branches.push(self.branch(ty, *id));
            }
        }
        if is_implicit || mapped.contains(&base) || branches.len() < 2 {
            branches.push(self.branch(own, base));
        }
        Join {
            branches,
            discriminator: Some(discriminator),
            several: false,
            expandable: false,
        }
    }

    /// Adds the tag values of members that are bases themselves. Returns the members that use another property as the tag.
    fn inner_texts(&self, members: &[usize], discriminator: &mut Discriminator) -> HashSet<TypeId> {
        let mapped: HashSet<TypeId> = discriminator.mapping.iter().map(|(_, id)| *id).collect();
        let mut texts: HashSet<String> = (discriminator.mapping.iter())
            .map(|(text, _)| text.clone())
            .collect();
        let mut apart: HashSet<TypeId> = HashSet::new();
        for member in members {
            let Some((id, inner)) = self.discriminated_child(*member) else {
                continue;
            };
            if inner.property != discriminator.property {
                apart.insert(id);
                continue;
            }
            for (text, target) in inner.mapping {
                if !mapped.contains(&target) && texts.insert(text.clone()) {
                    discriminator.mapping.push((text, target));
                }
            }
        }
        apart
    }

    /// The discriminator of a member that is a base itself.
    fn discriminated_child(&self, at: usize) -> Option<(TypeId, Discriminator)> {
        let (_, id) = self.graph.components.get(at)?;
        self.own.get(id)?;
        let (part, _) = discriminated_part(self.component_schema(at)?)?;
        let discriminator = part.schema_data.discriminator.as_ref()?;
        let mapping = (discriminator.mapping.iter())
            .filter_map(|(text, target)| Some((text.clone(), self.mapped(target)?)))
            .collect();
        let discriminator = Discriminator {
            property: discriminator.property_name.clone(),
            mapping,
            default: None,
        };
        Some((*id, discriminator))
    }

    /// The schema of a component, unless it is a reference.
    fn component_schema(&self, at: usize) -> Option<&Schema> {
        let (name, _) = self.graph.components.get(at)?;
        let components = self.input.api.components.as_ref()?;
        components.schemas.get(name)?.as_item()
    }

    fn branch(&self, ty: TypeId, origin: TypeId) -> JoinBranch {
        JoinBranch {
            ty: plain(ty),
            origin: Some(origin),
            meta: Meta::default(),
            pointer: self.graph[ty].pointer.clone(),
        }
    }
}

fn plain(ty: TypeId) -> Use {
    Use {
        ty,
        nullable: false,
    }
}
