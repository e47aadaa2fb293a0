//! Signatures of events, paths and base URLs.

use castiron_runtime::webhooks::Webhook;
use castiron_runtime::{Api, Call, Client, Operation};
use castiron_tests::random::Random;

use super::bytes;
use super::forms::decoded;

static API: Api = Api::new("Paths", "1").server("https://paths.example/v1");
static OPERATION: Operation = Operation::new("path", "GET", "/a/{id}/b/{other}");

/// What was signed is accepted; what was changed after it is not, whatever was changed.
pub(super) fn webhooks(random: &mut Random) -> Result<(), String> {
    let mut body = bytes::text(random).into_bytes();
    let secret = format!("whsec_{}", bytes::text(random));
    let webhook = Webhook::new(secret.as_str());
    let time = (random.any() >> random.below(64)) as i64;
    let header = webhook.sign(&body, time);
    let show =
        |header: &str, body: &[u8]| format!("{header:?} for {:?}", String::from_utf8_lossy(body));
    if let Err(error) = webhook.verify_at(&body, &header, time) {
        return Err(format!("{}: {error}", show(&header, &body)));
    }
    let before = body.clone();
    let mut changed = header.clone().into_bytes();
    match random.below(4) {
        0 => bytes::mutate(&mut body, &[], random),
        1 => bytes::mutate(&mut changed, &[], random),
        2 => {
            let other = Webhook::new(format!("{secret}x"));
            return match other.verify_at(&body, &header, time) {
                Ok(()) => Err(format!("{} with another secret", show(&header, &body))),
                Err(_) => Ok(()),
            };
        }
        _ => {
            let later = time.saturating_add(301);
            return match webhook.verify_at(&body, &header, later) {
                Ok(()) if later != time && later.abs_diff(time) > 300 => {
                    Err(format!("{} later", show(&header, &body)))
                }
                _ => Ok(()),
            };
        }
    }
    let changed = String::from_utf8_lossy(&changed).into_owned();
    let accepted = webhook.verify_at(&body, &changed, time).is_ok();
    // signature and time may stand among other things, and in other letters
    let signature = header
        .split_once("v1=")
        .map(|(_, hex)| hex)
        .unwrap_or_default();
    let is_whole = body == before
        && changed.to_ascii_lowercase().contains(signature)
        && changed
            .split(',')
            .any(|item| item.trim() == format!("t={time}"));
    if accepted && !is_whole {
        return Err(show(&changed, &body));
    }
    Ok(())
}

/// A text as a path's segment stays in it; a base URL is taken, or refused in words.
pub(super) fn urls(random: &mut Random) -> Result<(), String> {
    let (id, other) = (bytes::text(random), bytes::text(random));
    let client = Client::anonymous(&API)
        .without_transport()
        .build()
        .map_err(|error| error.to_string())?;
    let call = Call::<()>::new(&client, &OPERATION)
        .path("id", id.as_str())
        .path("other", other.as_str());
    match call.into_request() {
        Ok(request) => {
            let path = request.uri().path();
            let segments: Vec<&str> = path.split('/').collect();
            let ["", "v1", "a", first, "b", second] = segments.as_slice() else {
                return Err(format!("{id:?} and {other:?} are {path}"));
            };
            let is_dots = |segment: &&str| {
                matches!(
                    segment.to_ascii_lowercase().replace("%2e", ".").as_str(),
                    "." | ".."
                )
            };
            if decoded(first).as_ref() != Some(&id)
                || decoded(second).as_ref() != Some(&other)
                || [*first, *second].iter().any(is_dots)
            {
                return Err(format!("{id:?} and {other:?} are {path}"));
            }
            if request.uri().query().is_some() || request.uri().host() != Some("paths.example") {
                return Err(format!("{id:?} and {other:?} are {}", request.uri()));
            }
        }
        // nothing, or dots alone, would leave the segment
        Err(_)
            if [&id, &other]
                .iter()
                .any(|text| matches!(text.as_str(), "" | "." | "..")) => {}
        Err(error) => return Err(format!("{id:?} and {other:?}: {error}")),
    }
    let base = match random.below(3) {
        0 => bytes::text(random),
        1 => format!("https://{}", bytes::text(random)),
        _ => format!("https://host.example/{}", bytes::text(random)),
    };
    let client: Result<Client, _> = Client::anonymous(&API)
        .base_url(base.as_str())
        .without_transport()
        .build();
    let request = client.and_then(|client| {
        Call::<()>::new(&client, &OPERATION)
            .path("id", "1")
            .path("other", "2")
            .into_request()
    });
    match request {
        Ok(request)
            if request.uri().host().is_none() || !request.uri().path().ends_with("/a/1/b/2") =>
        {
            Err(format!("{base:?} is {}", request.uri()))
        }
        Ok(request)
            if base.starts_with("https://host.example/")
                && request.uri().host() != Some("host.example") =>
        {
            Err(format!("{base:?} is {}", request.uri()))
        }
        Err(error) if crate::inject::hidden_controls(&error.to_string()).is_some() => {
            Err(format!("a message has controls: {error:?}"))
        }
        _ => Ok(()),
    }
}
