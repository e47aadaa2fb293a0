//! Answers of operations.

use openapiv3::{ReferenceOr, Response, Responses, StatusCode};

use super::media::{self, Kind};
use super::notes;
use super::walk::{Shaper, Site, below};
use crate::diagnostic::Code;
use crate::graph::{Answer, Meta, Shape, StringFormat, Use};

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
        let mut answer = None;
        let mut errors: Vec<(String, Use)> = Vec::new();
        let mut others: Vec<String> = Vec::new();
        for (rank, status, response) in listed {
            let Some((response, at)) =
                self.referred_response(response, &below(&pointer, &[&status]))
            else {
                continue;
            };
            let success = rank < Rank::Default || (rank == Rank::Default && !succeeds);
            if success {
                if answer.is_none() {
                    meta.notes.extend(headers(response));
                }
                match (self.answer(response, &at), &answer) {
                    (found, None) => answer = found,
                    (Some(found), Some(first)) if found != *first => others.push(status),
                    (_, Some(_)) => {}
                }
            } else if rank >= Rank::Default
                && rank != Rank::Other
                && let Some(Answer::Json(ty)) = self.answer(response, &at)
            {
                errors.push((status, ty));
            }
        }
        for status in others {
            let pointer = below(&pointer, &[&status]);
            self.note(
                Code::NotExpressed,
                &pointer,
                format!("the operation's type is that of an earlier success; the body of {status} is not typed"),
            );
            meta.notes.push(format!(
                "May also answer with status {status} and another body."
            ));
        }
        errors.sort_by(|a, b| a.0.cmp(&b.0));
        (answer.unwrap_or(Answer::Empty), errors)
    }

    fn referred_response<'r>(
        &mut self,
        response: &'r ReferenceOr<Response>,
        pointer: &str,
    ) -> Option<(&'r Response, String)>
    where
        'a: 'r,
    {
        let mut response = response;
        let mut at = pointer.to_owned();
        for _ in 0..16 {
            match response {
                ReferenceOr::Item(found) => return Some((found, at)),
                ReferenceOr::Reference { reference } => {
                    let name = reference
                        .strip_prefix("#/components/responses/")
                        .unwrap_or_default();
                    let components = self.input.api.components.as_ref();
                    let Some(next) =
                        components.and_then(|components| components.responses.get(name))
                    else {
                        break;
                    };
                    response = next;
                    at = below("", &["components", "responses", name]);
                }
            }
        }
        self.warn(
            Code::DanglingReference,
            pointer,
            "this reference leads to no response; it is left out",
        );
        None
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

/// The headers that an answer carries.
fn headers(response: &Response) -> Option<String> {
    let names: Vec<_> = response
        .headers
        .keys()
        .map(|name| notes::code(name))
        .collect();
    (!names.is_empty()).then(|| format!("The answer carries the headers {}.", names.join(", ")))
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
