//! Classifies one schema: a combination of others, or a shape of its own.

use super::keywords::{Keywords, Kind};
use super::says::{is_constraint, says_nothing, untyped};
use crate::diagnostic::Code;
use crate::graph::{Hints, Meta, ObjectShape, Shape, Untyped, Use};
use crate::shape::annotation::{hints, notes};
use crate::shape::config::KeepUndeclared;
use crate::shape::shaper::{Edge, Shaper, Site, below, item};
use crate::shape::union::raw::{Claim, Join, JoinBranch, Meet, Raw};
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

/// The result of converting a schema.
pub(in crate::shape) struct Converted {
    pub(in crate::shape) form: Form,
    pub(in crate::shape) nullable: bool,
    pub(in crate::shape) meta: Meta,
    pub(in crate::shape) hints: Hints,
    /// The members that a base lists.
    pub(in crate::shape) listed: Option<Join>,
    /// Why its values have no type, if they have none.
    pub(in crate::shape) untyped: Untyped,
}

/// The form of a schema.
pub(in crate::shape) enum Form {
    /// Another node.
    Edge(Use),
    /// This shape, and required properties that it does not declare.
    Shape(Shape, Vec<String>),
    /// A shape that depends on other nodes.
    Raw(Raw),
}

impl Form {
    pub(in crate::shape) fn shape(shape: Shape) -> Self {
        Self::Shape(shape, Vec::new())
    }
}

/// The schemas that must all match.
#[derive(Default)]
struct Conjunction {
    parts: Vec<Edge>,
    /// Parts that only constrain the others: used if there is nothing else.
    weak: Vec<Edge>,
    /// The types that such parts state, and where.
    claims: Vec<(Kind, String)>,
    joins: Vec<Join>,
    required: Vec<String>,
    /// Parts that only annotate, in the order of the document.
    descriptions: Vec<Meta>,
    notes: Vec<String>,
    nullable: bool,
    /// Whether a part lists values of several types, so that a part with only a type narrows it.
    is_mixed: bool,
}

impl Shaper<'_> {
    /// Classifies and converts a schema.
    pub(in crate::shape) fn convert(&mut self, schema: &Schema, site: &Site<'_>) -> Converted {
        let resources;
        let schema = match self.any_resource(schema, site) {
            Some(union) => {
                resources = union;
                &resources
            }
            None => schema,
        };
        let mut keywords = Keywords::of(schema);
        if keywords.kind.is_none() && !keywords.combines() && keywords.constant().is_none() {
            keywords.kind = site.assumed;
        }
        let mut meta = notes::meta(&keywords);
        let mut hints = hints::of(keywords.data);
        let is_integer = |format: &str| format.starts_with("int") || format.starts_with("uint");
        hints.number =
            keywords.kind == Some(Kind::Number) && !keywords.format.is_some_and(is_integer);
        if keywords.not.is_some() && !keywords.is_never() {
            let pointer = below(site.pointer, &["not"]);
            self.note(
                Code::NotExpressed,
                &pointer,
                "`not` can't be expressed in types",
            );
        }
        let mut nullable = keywords.data.nullable || keywords.is_null();
        let mut listed = None;
        let form = if keywords.combines() {
            let mut conjunction = self.conjunction(&keywords, site);
            nullable |= conjunction.nullable;
            if site.component.is_some_and(|at| self.families.is_listed(at)) {
                listed = conjunction.joins.pop();
            }
            self.combined(conjunction, &keywords, site, &mut meta)
        } else {
            self.base(&keywords, site, &mut nullable, &mut meta)
        };
        Converted {
            form,
            nullable,
            meta,
            hints,
            listed,
            untyped: untyped(&keywords),
        }
    }

    fn conjunction(&mut self, keywords: &Keywords<'_>, site: &Site<'_>) -> Conjunction {
        let mut all = Conjunction::default();
        for (index, part) in keywords.all_of.iter().enumerate() {
            self.part(
                part,
                &site.same(&item(site.pointer, "allOf", index)),
                &mut all,
            );
        }
        all.required.extend(keywords.required.iter().cloned());
        if self.keeps_undeclared(keywords) {
            let pointer = below(site.pointer, &["additionalProperties"]);
            let any = self.any(&site.inner(&pointer), Untyped::Additional);
            let object = ObjectShape {
                additional: Some(any),
                ..ObjectShape::default()
            };
            let ty = self.node(Shape::Object(object), site);
            all.parts.push(Edge::bare(Use {
                ty,
                nullable: false,
            }));
        }
        if keywords.has_base() || (all.is_mixed && keywords.kind.is_some()) {
            let mut nullable = false;
            let mut meta = Meta::default();
            let form = self.base(keywords, site, &mut nullable, &mut meta);
            all.notes.append(&mut meta.notes);
            let id = self.node(Shape::Any, site);
            self.put(id, form);
            all.parts.push(Edge::bare(Use { ty: id, nullable }));
        }
        for (key, branches, several) in [
            ("anyOf", keywords.any_of, true),
            ("oneOf", keywords.one_of, false),
        ] {
            if !branches.is_empty() {
                self.join(key, branches, several, keywords, site, &mut all);
            }
        }
        all
    }

    /// Whether a schema says of objects that others describe that they may have further properties, and nothing else.
    fn keeps_undeclared(&self, keywords: &Keywords<'_>) -> bool {
        let is_any = match keywords.additional {
            Some(AdditionalProperties::Any(any)) => *any,
            Some(AdditionalProperties::Schema(schema)) => says_nothing(schema),
            None => false,
        };
        is_any
            && self.config.keep_undeclared != KeepUndeclared::Typed
            && keywords.properties.is_none()
            && (keywords.kind == Some(Kind::Object) || keywords.data.discriminator.is_some())
    }

    /// One schema of an `allOf`.
    fn part(&mut self, part: &ReferenceOr<Schema>, site: &Site<'_>, all: &mut Conjunction) {
        if let ReferenceOr::Item(schema) = part {
            let keywords = Keywords::of(schema);
            if keywords.is_vacuous() {
                all.nullable |= keywords.data.nullable;
                all.descriptions.push(notes::meta(&keywords));
                return;
            }
            if keywords.is_constraint() {
                all.required.extend(keywords.required.iter().cloned());
                all.notes.extend(notes::constraint(&keywords));
                return;
            }
            if !keywords.has_base() && !keywords.combines() && keywords.required.is_empty() {
                // Lengths, bounds, or `type` alone: the other parts decide the shape, if any does.
                let edge = self.edge(part, site);
                let shape = &self.graph[edge.ty.ty].shape;
                all.notes.extend(edge.meta.notes.iter().cloned());
                if !matches!(shape, Shape::Any) {
                    all.weak.push(Edge {
                        meta: Meta::default(),
                        ..edge
                    });
                }
                let claim = keywords.kind.map(|kind| (kind, site.pointer.to_owned()));
                all.claims.extend(claim);
                return;
            }
        }
        all.is_mixed |= self.is_mixed(part);
        let edge = self.edge(part, site);
        all.parts.push(edge);
    }

    fn join(
        &mut self,
        key: &str,
        branches: &[ReferenceOr<Schema>],
        several: bool,
        keywords: &Keywords<'_>,
        site: &Site<'_>,
        all: &mut Conjunction,
    ) {
        let mut join = Join {
            branches: Vec::new(),
            discriminator: None,
            several,
            expandable: false,
        };
        let constrained = branches
            .iter()
            .filter(|branch| is_constraint(branch))
            .count();
        let declares = keywords.has_base() || !keywords.all_of.is_empty();
        if constrained == branches.len() || (constrained > 0 && declares) {
            all.notes.extend(notes::alternatives(branches, several));
        }
        let assumed = keywords.kind.or(site.assumed);
        for (index, branch) in branches.iter().enumerate() {
            if let ReferenceOr::Item(schema) = branch {
                let branch = Keywords::of(schema);
                // `{ nullable: true }` is how some generators write a null branch in 3.0.
                if branch.is_null() || (branch.data.nullable && branch.is_vacuous()) {
                    all.nullable = true;
                    continue;
                }
                if branch.is_never() {
                    continue;
                }
                if branch.is_constraint() && (declares || constrained == branches.len()) {
                    continue;
                }
            }
            let pointer = item(site.pointer, key, index);
            let edge = self.edge(
                branch,
                &Site {
                    assumed,
                    ..site.same(&pointer)
                },
            );
            let origin = match branch {
                ReferenceOr::Reference { .. } => Some(edge.ty.ty),
                ReferenceOr::Item(_) => self.graph[edge.ty.ty]
                    .component
                    .is_some()
                    .then_some(edge.ty.ty),
            };
            join.branches.push(JoinBranch {
                ty: edge.ty,
                origin,
                meta: edge.meta,
                pointer,
            });
        }
        if join.branches.is_empty() {
            return;
        }
        join.discriminator = self.discriminator(keywords, site);
        join.expandable = keywords.extension("x-expansionResources").is_some();
        all.joins.push(join);
    }

    /// The form of a conjunction.
    fn combined(
        &mut self,
        all: Conjunction,
        keywords: &Keywords<'_>,
        site: &Site<'_>,
        meta: &mut Meta,
    ) -> Form {
        let Conjunction {
            mut parts,
            weak,
            claims,
            mut joins,
            required,
            descriptions,
            notes,
            nullable: _,
            is_mixed,
        } = all;
        for note in notes {
            if !meta.notes.contains(&note) {
                meta.notes.push(note);
            }
        }
        for other in descriptions {
            notes::fill(meta, &other);
        }
        for join in &mut joins {
            if join.branches.len() == 1
                && let Some(branch) = join.branches.pop()
            {
                let element = None;
                parts.push(Edge {
                    ty: branch.ty,
                    meta: branch.meta,
                    element,
                });
            }
        }
        joins.retain(|join| !join.branches.is_empty());
        match is_mixed || (parts.is_empty() && joins.is_empty()) {
            true => parts.extend(weak),
            false => self.claim(claims, &parts, &joins),
        }
        if let Some(kind) = keywords.kind
            && !keywords.has_base()
            && !is_mixed
        {
            let own = vec![(kind, site.pointer.to_owned())];
            self.claim(own, &parts, &joins);
        }
        if required.is_empty() && parts.len().saturating_add(joins.len()) == 1 {
            if let Some(edge) = parts.pop() {
                notes::fill(meta, &edge.meta);
                let included = self.included(edge.ty);
                if site.component.is_none() || !self.is_family(edge.ty) {
                    return Form::Edge(edge.ty);
                }
                // a member of the family that adds nothing to its base
                return Form::Raw(Raw::Meet(Meet {
                    parts: vec![included],
                    required,
                    discriminator: None,
                    is_own: true,
                }));
            }
            if let Some(join) = joins.pop() {
                return Form::Raw(Raw::Join(join));
            }
        }
        if parts.is_empty() && joins.is_empty() {
            let kind = keywords
                .kind
                .or((!required.is_empty()).then_some(Kind::Object));
            let shape = self.untyped(kind, site);
            return Form::Shape(shape, required);
        }
        if let [edge] = &parts[..]
            && joins.is_empty()
        {
            notes::fill(meta, &edge.meta);
        }
        let mut uses: Vec<Use> = parts.iter().map(|edge| self.included(edge.ty)).collect();
        let is_own = parts.iter().zip(&uses).any(|(edge, ty)| edge.ty != *ty);
        for join in joins {
            let id = self.node(Shape::Any, site);
            self.raw.insert(id, Raw::Join(join));
            uses.push(Use {
                ty: id,
                nullable: false,
            });
        }
        let discriminator = self.discriminator(keywords, site);
        Form::Raw(Raw::Meet(Meet {
            parts: uses,
            required,
            discriminator,
            is_own,
        }))
    }

    /// Notes types that must not contradict the schemas that they are combined with.
    fn claim(&mut self, claims: Vec<(Kind, String)>, parts: &[Edge], joins: &[Join]) {
        if claims.is_empty() {
            return;
        }
        let alternatives = |join: &Join| join.branches.iter().map(|branch| branch.ty).collect();
        let single = parts.iter().map(|part| vec![part.ty]);
        let parts: Vec<Vec<Use>> = single.chain(joins.iter().map(alternatives)).collect();
        self.claims
            .extend(claims.into_iter().map(|(kind, pointer)| Claim {
                kind,
                pointer,
                parts: parts.clone(),
            }));
    }
}
