//! Answers of operations.

use openapiv3::{ParameterSchemaOrContent, ReferenceOr, Response, Responses, StatusCode};

use super::media::{self, Kind};
use super::section::{HEADERS, RESPONSES};
use crate::diagnostic::Code;
use crate::graph::{Answer, Meta, Shape, StringFormat, Use};
use crate::shape::annotation::notes;
use crate::shape::shaper::{Shaper, Site, below};
use crate::shape::union::raw::{Join, JoinBranch, Raw};

impl<'a> Shaper<'a> {
    /// What a success answers, and the bodies of errors by status.
    pub(super) fn answers(
        &mut self,
        responses: &Responses,
        pointer: &str,
        meta: &mut Meta,
    ) -> (Answer, Vec<(String, Use)>) {
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
        let succeeds = listed.iter().any(|(rank, ..)| *rank < Rank::Default);
        let mut errors: Vec<(String, Use)> = Vec::new();
        let mut successes: Vec<Success> = Vec::new();
        for (rank, status, response) in listed {
            let Some((response, at)) =
                self.referred(&RESPONSES, response, &below(&pointer, &[&status]))
            else {
                continue;
            };
            let success = rank < Rank::Default || (rank == Rank::Default && !succeeds);
            if success {
                for note in self.headers(response, &at) {
                    if !meta.notes.contains(&note) {
                        meta.notes.push(note);
                    }
                }
                successes.push(Success {
                    status,
                    description: response.description.clone(),
                    answer: self.answer(response, &at),
                });
            } else if rank >= Rank::Default
                && rank != Rank::Other
                && let Some(Answer::Json(ty)) = self.answer(response, &at)
            {
                errors.push((status, ty));
            }
        }
        errors.sort_by(|a, b| a.0.cmp(&b.0));
        (self.success(successes, &pointer, meta), errors)
    }

    /// What all successes together answer: one of the JSON bodies, or null where some have none.
    fn success(&mut self, successes: Vec<Success>, pointer: &str, meta: &mut Meta) -> Answer {
        let is_empty = successes.iter().any(|one| one.answer.is_none());
        let mut distinct: Vec<Success> = Vec::new();
        for success in successes {
            if success.answer.is_some()
                && !distinct.iter().any(|other| other.answer == success.answer)
            {
                distinct.push(success);
            }
        }
        let mut distinct = distinct.into_iter();
        let Some((first, Some(answer))) = distinct.next().map(|mut one| {
            let answer = one.answer.take();
            (one, answer)
        }) else {
            return Answer::Empty;
        };
        let mut bodies = Vec::new();
        bodies.extend(first.branch(&answer, pointer));
        for mut other in distinct {
            let Some(found) = other.answer.take() else {
                continue;
            };
            match (other.branch(&found, pointer), &answer) {
                (Some(branch), Answer::Json(_)) => bodies.push(branch),
                _ => {
                    let status = other.status;
                    let pointer = below(pointer, &[&status]);
                    self.note(
                        Code::NotExpressed,
                        &pointer,
                        format!("the operation's type is that of an earlier success; the body of {status} is not typed"),
                    );
                    meta.notes.push(format!(
                        "May also answer with status {status} and another body."
                    ));
                }
            }
        }
        let first = answer;
        let (Answer::Json(first), [_, _, ..]) = (&first, &bodies[..]) else {
            return match first {
                Answer::Json(ty) => Answer::Json(Use {
                    nullable: ty.nullable || is_empty,
                    ..ty
                }),
                other => other,
            };
        };
        let nullable = first.nullable || is_empty;
        let ty = self.node(Shape::Any, &Site::root(pointer, false));
        let join = Join {
            branches: bodies,
            discriminator: None,
            several: false,
            expandable: false,
        };
        self.raw.insert(ty, Raw::Join(join));
        Answer::Json(Use { ty, nullable })
    }

    /// The headers that an answer carries, with the types that they can be read as.
    fn headers<'r>(&mut self, response: &'r Response, pointer: &str) -> Vec<String>
    where
        'a: 'r,
    {
        let mut notes = Vec::new();
        for (name, header) in &response.headers {
            if for_browsers(name) {
                continue;
            }
            let header = HEADERS.follow(self.input.api, header, "");
            let mut what = "String";
            let mut text = String::new();
            if let Some((header, _)) = header {
                if let ParameterSchemaOrContent::Schema(schema) = &header.format {
                    let pointer = below(pointer, &["headers", name, "schema"]);
                    let edge = self.edge(schema, &Site::root(&pointer, false));
                    what = rust_type(&self.graph[edge.ty.ty].shape);
                    text.clone_from(&edge.meta.description);
                }
                if let Some(description) = &header.description {
                    text.clone_from(description);
                }
            }
            let line = text.lines().next().unwrap_or_default().trim();
            let colon = if line.is_empty() { "" } else { ": " };
            notes.push(format!(
                "Header {} (`{what}`){colon}{line}",
                notes::code(name)
            ));
        }
        notes
    }

    /// What a response holds, in the media type that fits best; `None` where it has no body.
    fn answer(&mut self, response: &Response, pointer: &str) -> Option<Answer> {
        let Response {
            description: _,
            headers: _,
            content,
            links: _,
            extensions: _,
        } = response;
        let ranked = media::ranked(content);
        // Forms are no answers that anything reads: they come as text.
        let (media, chosen) =
            ranked
                .into_iter()
                .min_by_key(|(media, _)| match media::kind(media) {
                    Kind::Json => 0,
                    Kind::Text | Kind::Form => 1,
                    Kind::Binary | Kind::Multipart => 2,
                })?;
        let kind = media::kind(media);
        Some(match kind {
            // Nothing is known of what comes.
            Kind::Json if chosen.schema.is_none() && media.contains('*') => {
                Answer::Binary(media.clone())
            }
            Kind::Json => {
                let pointer = below(pointer, &["content", media, "schema"]);
                let edge = self.content(chosen, kind, &Site::root(&pointer, false));
                let node = &self.graph[edge.ty.ty];
                match node.shape {
                    Shape::String(StringFormat::Binary) if node.component.is_none() => {
                        Answer::Binary(media.clone())
                    }
                    _ => Answer::Json(edge.ty),
                }
            }
            Kind::Text | Kind::Form => Answer::Text(media.clone()),
            Kind::Binary | Kind::Multipart => Answer::Binary(media.clone()),
        })
    }
}

/// What a header of this shape can be read as.
fn rust_type(shape: &Shape) -> &'static str {
    match shape {
        Shape::Integer(_) => "i64",
        Shape::Number(_) => "f64",
        Shape::Boolean => "bool",
        Shape::Array(_) => "Vec<String>",
        _ => "String",
    }
}

/// A response of success.
struct Success {
    status: String,
    description: String,
    answer: Option<Answer>,
}

impl Success {
    /// A JSON body as a branch of all successes.
    fn branch(&self, answer: &Answer, pointer: &str) -> Option<JoinBranch> {
        let Answer::Json(ty) = answer else {
            return None;
        };
        let status = &self.status;
        let description = match self.description.trim() {
            "" => format!("The answer with status {status}."),
            text => format!("The answer with status {status}: {text}"),
        };
        Some(JoinBranch {
            ty: *ty,
            origin: None,
            meta: Meta {
                description,
                ..Meta::default()
            },
            pointer: below(pointer, &[status]),
        })
    }
}

/// Which status speaks for a success, first to last; then errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Ok,
    Created,
    Success,
    Successes,
    Default,
    Error,
    Other,
}

fn rank(status: &StatusCode) -> Rank {
    match status {
        StatusCode::Code(200) => Rank::Ok,
        StatusCode::Code(201) => Rank::Created,
        StatusCode::Code(code) if code / 100 == 2 => Rank::Success,
        StatusCode::Range(2) => Rank::Successes,
        StatusCode::Code(code) if *code >= 400 => Rank::Error,
        StatusCode::Range(class) if *class >= 4 => Rank::Error,
        StatusCode::Code(_) | StatusCode::Range(_) => Rank::Other,
    }
}

/// Whether a header speaks to a browser (Fetch Standard, 3.2): no program reads it.
fn for_browsers(name: &str) -> bool {
    name.get(..15)
        .is_some_and(|start| start.eq_ignore_ascii_case("access-control-"))
}
