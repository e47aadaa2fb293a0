//! Responses of operations.

use openapiv3::{ReferenceOr, Response, Responses};

use super::media::{self, Entry};
use super::section::RESPONSES;
use super::status::{Rank, rank, reason};
use super::streams;
use crate::graph::{
    Answer, AnswerHead, AnswerHeader, Meta, Shape, StreamAnswer, StringFormat, UnionBranch,
    UnionShape, Use, XmlBody,
};
use crate::media::Kind;
use crate::shape::shaper::{Shaper, Site, below};

/// The responses of an operation.
pub(super) struct Answers {
    pub(super) answer: Answer,
    pub(super) stream: Option<StreamAnswer>,
    pub(super) accept: Vec<String>,
    pub(super) redirects: bool,
    /// Error bodies by status.
    pub(super) errors: Vec<(String, Use)>,
    pub(super) headers: Vec<AnswerHeader>,
    /// Response and error bodies in XML that are decoded as a type.
    pub(super) xml: Vec<XmlBody>,
}

impl<'a> Shaper<'a> {
    /// The successful response, and error bodies by status.
    pub(super) fn answers(&mut self, responses: &Responses, pointer: &str) -> Answers {
        let Responses {
            default,
            responses,
            extensions: _,
        } = responses;
        let pointer = below(pointer, &["responses"]);
        let mut listed: Vec<(Rank, String, &ReferenceOr<Response>)> = responses
            .iter()
            .map(|(status, response)| (rank(status), status.to_string(), response))
            .collect();
        listed.extend(
            default
                .iter()
                .map(|response| (Rank::Default, "default".to_owned(), response)),
        );
        listed.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let succeeds = listed.iter().any(|(rank, ..)| *rank <= Rank::Redirect);
        let mut headers = Vec::new();
        let mut errors: Vec<(String, Use)> = Vec::new();
        let mut found = Found::default();
        for (rank, status, response) in listed {
            let Some((response, at)) =
                self.referred(&RESPONSES, response, &below(&pointer, &[&status]))
            else {
                continue;
            };
            let success = match rank {
                Rank::Default => !succeeds,
                rank => rank <= Rank::Redirect,
            };
            if success {
                found.redirects |= rank == Rank::Redirect;
                self.headers(response, None, &at, &mut headers);
                self.success(response, &status, &at, &mut found);
            } else if matches!(rank, Rank::Default | Rank::Error) {
                self.headers(response, Some(&status), &at, &mut headers);
                for ty in self.error_bodies(response, &status, &at, &mut found.xml) {
                    errors.push((status.clone(), ty));
                }
            }
        }
        headers.sort_by(|a: &AnswerHeader, b| a.wire.cmp(&b.wire));
        errors.sort_by(|a, b| a.0.cmp(&b.0));
        let (redirects, stream) = (found.redirects, found.stream.take());
        let mut xml = std::mem::take(&mut found.xml);
        xml.sort_by(|a, b| (&a.status, &a.media_type).cmp(&(&b.status, &b.media_type)));
        let mut accept: Vec<String> = Vec::new();
        for body in &found.bodies {
            if !accept.contains(&body.media_type) {
                accept.push(body.media_type.clone());
            }
        }
        Answers {
            answer: self.whole(found, stream.is_some(), &pointer),
            stream,
            accept,
            redirects,
            errors,
            headers,
            xml,
        }
    }

    /// Adds the bodies of a successful response.
    fn success(&mut self, response: &Response, status: &str, at: &str, found: &mut Found) {
        let description = match response.description.trim() {
            "" => format!("The answer with status {status}."),
            text => format!("The answer with status {status}: {text}"),
        };
        let before = found.bodies.len();
        let mut streams = Vec::new();
        let content = self.ranked(&response.content);
        let real = (content.iter()).any(|entry| media::is_said(entry.content));
        for (index, entry) in content.iter().enumerate() {
            let Entry { media, kind, .. } = *entry;
            let pointer = below(at, &["content", media]);
            if let Some(stream) = streams::kind(entry) {
                streams.push((*entry, stream));
                continue;
            }
            if kind == Kind::Xml && self.leaves_out_xml(&content, *entry, &pointer) {
                continue;
            }
            // beside a media type with a schema, one without adds nothing
            if kind == Kind::Json && real && !media::is_said(entry.content) {
                continue;
            }
            // a string or form of the same schema as JSON, and any type beside the one that is meant
            let twice = media::is_said(entry.content)
                && content.iter().enumerate().any(|(other_index, other)| {
                    kind != Kind::Json
                        && other.kind == Kind::Json
                        && other.content.schema == entry.content.schema
                        || other_index < index && entry.is_wildcard_of(other)
                });
            if twice {
                continue;
            }
            // one type for what is the same schema, written in place for each media type
            let known = content
                .iter()
                .take(index)
                .find(|known| entry.is_json_like(known));
            let known = known.and_then(|known| {
                let bodies = found.bodies.get(before..)?;
                let body = bodies.iter().find(|body| body.media_type == known.media)?;
                Some(body.ty)
            });
            let ty = match known {
                Some(ty) => ty,
                None => self.body_of(*entry, &pointer),
            };
            found.xml.extend(xml_body(status, *entry, &ty));
            found.bodies.push(Body {
                status: status.to_owned(),
                media_type: media.to_owned(),
                ty,
                description: description.clone(),
            });
        }
        for (entry, kind) in streams {
            let pointer = below(at, &["content", entry.media]);
            self.streamed(entry, kind, &pointer, &mut found.stream);
        }
        if before == found.bodies.len() && found.stream.is_none() {
            found.empty.push(status.to_owned());
        }
    }

    /// The type of a response body.
    fn body_of(&mut self, entry: Entry<'_>, pointer: &str) -> BodyType {
        match entry.kind {
            Kind::Json | Kind::Xml => {
                let pointer = below(pointer, &["schema"]);
                match self.typed(entry, &Site::root(&pointer, false)) {
                    (Kind::Text, _) => BodyType::Text,
                    (_, edge) => BodyType::Json(edge.ty),
                }
            }
            // responses in forms are not decoded: they are read as text
            Kind::Text | Kind::Form | Kind::Events | Kind::Lines => BodyType::Text,
            Kind::Binary | Kind::Multipart => BodyType::Binary,
        }
    }

    /// The bodies of an error, one for each media type with a different type, the preferred one first.
    fn error_bodies(
        &mut self,
        response: &Response,
        status: &str,
        at: &str,
        xml: &mut Vec<XmlBody>,
    ) -> Vec<Use> {
        let mut bodies: Vec<BodyType> = Vec::new();
        let ranked = self.ranked(&response.content);
        for (index, entry) in ranked.iter().enumerate() {
            let pointer = below(at, &["content", entry.media]);
            if entry.kind == Kind::Xml && self.leaves_out_xml(&ranked, *entry, &pointer) {
                continue;
            }
            if (ranked.iter().take(index)).any(|known| entry.is_json_like(known)) {
                continue;
            }
            let body = self.body_of(*entry, &pointer);
            xml.extend(xml_body(status, *entry, &body));
            if !bodies.iter().any(|known| self.is_same(known, &body)) {
                bodies.push(body);
            }
        }
        let bodies = bodies.into_iter();
        bodies
            .map(|body| match body {
                BodyType::Json(ty) => ty,
                BodyType::Text => {
                    self.bare(Shape::String(StringFormat::Plain), &Site::root(at, false))
                }
                BodyType::Binary => {
                    self.bare(Shape::String(StringFormat::Binary), &Site::root(at, false))
                }
            })
            .collect()
    }

    /// Combines all successful responses that are not streams.
    fn whole(&mut self, found: Found, is_streamed: bool, pointer: &str) -> Answer {
        let mut distinct: Vec<&Body> = Vec::new();
        for body in &found.bodies {
            let same = |other: &&Body| self.is_same(&other.ty, &body.ty);
            if !distinct.iter().any(same) {
                distinct.push(body);
            }
        }
        let is_empty = !found.empty.is_empty();
        match &distinct[..] {
            [] if is_streamed => Answer::Streamed,
            [] => Answer::Empty,
            // a redirect has no body to decode
            [one] if !found.redirects => match &one.ty {
                BodyType::Json(ty) => Answer::Json(Use {
                    nullable: ty.nullable || is_empty,
                    ..*ty
                }),
                BodyType::Text => Answer::Text,
                BodyType::Binary => Answer::Binary,
            },
            _ => self.several(found, pointer),
        }
    }

    /// Whether two bodies have the same type.
    fn is_same(&self, a: &BodyType, b: &BodyType) -> bool {
        let is_text = |ty: &Use| {
            let node = &self.graph[ty.ty];
            node.component.is_none()
                && !ty.nullable
                && !self.raw.contains_key(&ty.ty)
                && node.shape == Shape::String(StringFormat::Plain)
        };
        match (a, b) {
            (BodyType::Json(ty), BodyType::Text) | (BodyType::Text, BodyType::Json(ty)) => {
                is_text(ty)
            }
            (BodyType::Json(a), BodyType::Json(b)) => a == b || is_text(a) && is_text(b),
            (a, b) => a == b,
        }
    }

    /// One of several bodies, by status and media type.
    fn several(&mut self, found: Found, pointer: &str) -> Answer {
        let statuses: Vec<&String> = {
            let bodies = found.bodies.iter().map(|body| &body.status);
            bodies.chain(&found.empty).collect()
        };
        let by_status = statuses
            .iter()
            .any(|status| Some(status) != statuses.first());
        let by_media = |status: &String| statuses.iter().filter(|one| **one == status).count() > 1;
        let media_names = |status: &String| {
            let of_status = found.bodies.iter().filter(|body| body.status == *status);
            media::names(of_status.map(|body| body.media_type.as_str()))
        };
        let mut heads = Vec::new();
        let mut branches = Vec::new();
        for body in &found.bodies {
            let name = match (by_status, by_media(&body.status)) {
                (true, false) => reason(&body.status).to_owned(),
                (is_mixed, _) => {
                    let all = media_names(&body.status);
                    let media = all.get(&body.media_type).cloned().unwrap_or_default();
                    match is_mixed {
                        true => format!("{} {media}", reason(&body.status)),
                        false => media,
                    }
                }
            };
            let site = Site::root(pointer, false);
            let ty = match body.ty {
                BodyType::Json(ty) => ty,
                BodyType::Text => self.bare(Shape::String(StringFormat::Plain), &site),
                BodyType::Binary => self.bare(Shape::String(StringFormat::Binary), &site),
            };
            heads.push(AnswerHead {
                status: body.status.clone(),
                media_type: Some(body.media_type.clone()),
                name,
            });
            branches.push(branch(ty, &body.description));
        }
        for status in &found.empty {
            let ty = self.bare(Shape::Any, &Site::root(pointer, false));
            self.graph[ty.ty].untyped = None;
            heads.push(AnswerHead {
                status: status.clone(),
                media_type: None,
                name: reason(status).to_owned(),
            });
            branches.push(branch(
                ty,
                &format!("The answer with status {status}, without a body."),
            ));
        }
        let union = Shape::Union(UnionShape { branches });
        let ty = self.bare(union, &Site::root(pointer, false));
        Answer::Several(ty, heads)
    }

    fn bare(&mut self, shape: Shape, site: &Site<'_>) -> Use {
        Use {
            ty: self.node(shape, site),
            nullable: false,
        }
    }
}

fn branch(ty: Use, description: &str) -> UnionBranch {
    let meta = Meta {
        description: description.to_owned(),
        ..Meta::default()
    };
    UnionBranch::new(ty, meta)
}

/// An XML body that is decoded as a type.
fn xml_body(status: &str, entry: Entry<'_>, body: &BodyType) -> Option<XmlBody> {
    let BodyType::Json(ty) = body else {
        return None;
    };
    (entry.kind == Kind::Xml).then(|| XmlBody {
        status: status.to_owned(),
        media_type: entry.media.to_owned(),
        ty: *ty,
    })
}

/// The successful responses found so far.
#[derive(Default)]
struct Found {
    bodies: Vec<Body>,
    /// Statuses without a body.
    empty: Vec<String>,
    stream: Option<StreamAnswer>,
    redirects: bool,
    /// XML bodies that are decoded as a type.
    xml: Vec<XmlBody>,
}

/// A body of a successful response.
struct Body {
    status: String,
    media_type: String,
    ty: BodyType,
    description: String,
}

/// The type of a body.
#[derive(Clone, Copy, PartialEq)]
enum BodyType {
    Json(Use),
    Text,
    Binary,
}
