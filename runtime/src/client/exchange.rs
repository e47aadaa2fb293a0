//! One call from its first attempt to its outcome, without I/O: the next step is a value.

use std::time::Duration;

use bytes::Bytes;
use http::header::{DATE, LOCATION, RETRY_AFTER};
use http::{HeaderMap, Method, StatusCode, Uri};

use super::api_error::ApiError;
use super::bounds::Bounds;
use super::error::{Error, Redirect};
use super::hooks::Attempt;
use super::operation::Operation;
use super::provider::Provided;
use super::request::Draft;
use super::transport_error::{TransportError, TransportErrorKind};
use super::{Config, random};

/// How long a server may ask to be left alone before the call is given up.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// Between the first attempt and the second; it doubles from there.
const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_BACKOFF: Duration = Duration::from_secs(8);
const MOST_REDIRECTS: u32 = 5;

/// What to do next.
#[derive(Debug)]
pub(crate) enum Step {
    /// Send the request again, after a wait.
    Retry(Duration),
    /// Follow a redirect.
    Follow,
    /// Send the request again, with new credentials.
    Renew,
    /// The call has ended.
    Done(Result<http::Response<Bytes>, Error>),
}

/// The course of one call.
#[derive(Debug)]
pub(crate) struct Exchange {
    request: http::Request<Bytes>,
    /// Whether the server may see the request twice.
    repeatable: bool,
    /// Whether a redirect is what the operation answers.
    redirects_answer: bool,
    /// How often it may still be repeated, and how often it was.
    retries: u32,
    retried: u32,
    redirects: u32,
    /// Whether a body can be sent a second time at all.
    reopens: bool,
    /// The credentials that come from providers, and whether they were renewed.
    pub(super) provided: Provided,
    renewed: bool,
    /// What the JSON of an error may come to.
    bounds: Bounds,
    pub(crate) operation: &'static Operation,
    pub(crate) attempts: u32,
}

impl Exchange {
    pub(crate) fn new(config: &Config, draft: Draft) -> Result<Self, Error> {
        Ok(Self {
            request: draft.request()?,
            redirects_answer: draft.operation.redirects,
            repeatable: draft.repeatable(config.api.idempotency_header),
            retries: draft.retries,
            retried: 0,
            redirects: 0,
            // what can be read once can be sent once
            reopens: (draft.stream.as_ref()).is_none_or(super::StreamBody::can_reopen),
            bounds: draft.bounds,
            operation: draft.operation,
            provided: Provided::new(draft.provided),
            renewed: false,
            attempts: 1,
        })
    }

    /// The request to send next, without the credentials of providers.
    pub(crate) fn request(&self) -> http::Request<Bytes> {
        self.request.clone()
    }

    /// The attempt that comes next.
    pub(crate) fn attempt(&self) -> Attempt {
        Attempt {
            operation: self.operation,
            number: self.attempts,
        }
    }

    /// What follows from the outcome of an attempt.
    pub(crate) fn next(
        &mut self,
        config: &Config,
        outcome: Result<http::Response<Bytes>, TransportError>,
    ) -> Step {
        let response = match outcome {
            Err(error) => {
                let unseen = error.kind() == TransportErrorKind::Connect;
                let lasting = error.kind() == TransportErrorKind::TooLarge;
                return match self.backoff(config) {
                    Some(wait) if !lasting && (unseen || self.repeatable) => self.again(wait),
                    _ => Step::Done(Err(error.into())),
                };
            }
            Ok(response) => response,
        };
        let status = response.status();
        if self.is_answer(status) {
            return Step::Done(Ok(response));
        }
        if status.is_redirection() {
            return self.redirect(&response);
        }
        // who was refused has done nothing: whatever it is, it may be sent again
        let renewable = !self.provided.is_empty() && !self.renewed && self.reopens;
        if status == StatusCode::UNAUTHORIZED && renewable {
            (self.renewed, self.provided.refused) = (true, true);
            self.attempts = self.attempts.saturating_add(1);
            return Step::Renew;
        }
        if self.worth_repeating(status, response.headers())
            && let Some(wait) = self.wait(config, response.headers())
        {
            return self.again(wait);
        }
        Step::Done(Err(Error::Api(Box::new(ApiError::new(
            config.api,
            self.bounds,
            response,
        )))))
    }

    /// Whether a status is that of an answer, rather than of an error or of a redirect that is not documented.
    pub(crate) fn is_answer(&self, status: StatusCode) -> bool {
        status.is_success() || self.redirects_answer && status.is_redirection()
    }

    /// 408, 409, 429 and server errors are temporary; others are not. A header from the server takes precedence. Requests
    /// that could have an effect twice are never retried; after a 429 the server did nothing.
    fn worth_repeating(&self, status: StatusCode, headers: &HeaderMap) -> bool {
        let advice = ["stripe-should-retry", "x-should-retry"]
            .into_iter()
            .find_map(|name| headers.get(name));
        let passing = match advice.map(|value| value.as_bytes()) {
            Some(b"true") => true,
            Some(b"false") => false,
            _ => matches!(status.as_u16(), 408 | 409 | 429 | 500..=599),
        };
        passing && (self.repeatable || status == StatusCode::TOO_MANY_REQUESTS)
    }

    /// How long to wait: as the server asks, unless that is too long, else with exponential backoff.
    fn wait(&self, config: &Config, headers: &HeaderMap) -> Option<Duration> {
        let backoff = self.backoff(config)?;
        match retry_after(headers) {
            Some(asked) if asked > LONGEST_WAIT => None,
            Some(asked) => Some(asked.max(backoff.mul_f64(0.5))),
            None => Some(backoff),
        }
    }

    /// Half of the doubled time is fixed, half random, so that many clients do not return at once. `None` once all retries
    /// are used.
    fn backoff(&self, config: &Config) -> Option<Duration> {
        if self.retried >= self.retries || !self.reopens {
            return None;
        }
        let doubled = FIRST_WAIT
            .saturating_mul(1 << self.retried.min(10))
            .min(LONGEST_BACKOFF);
        let chance = random::bits(config).unwrap_or(u64::MAX / 2) as f64 / u64::MAX as f64;
        // half of it at least, and no more than all of it
        Some(doubled.mul_f64(0.5 + 0.5 * chance))
    }

    fn again(&mut self, wait: Duration) -> Step {
        self.attempts = self.attempts.saturating_add(1);
        self.retried = self.retried.saturating_add(1);
        Step::Retry(wait)
    }

    /// Follows only redirects of `GET` and `HEAD` on the same server: credentials go nowhere else.
    fn redirect(&mut self, response: &http::Response<Bytes>) -> Step {
        let location = response
            .headers()
            .get(LOCATION)
            .and_then(|value| value.to_str().ok());
        let reading = matches!(*self.request.method(), Method::GET | Method::HEAD);
        let target = location.and_then(|location| resolve(self.request.uri(), location));
        if let Some(target) = target
            && reading
            && self.redirects < MOST_REDIRECTS
            && matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308)
            && same_server(&target, self.request.uri())
        {
            self.redirects = self.redirects.saturating_add(1);
            *self.request.uri_mut() = target;
            return Step::Follow;
        }
        let redirect = Redirect {
            status: response.status(),
            location: location.map(str::to_owned),
            operation: None,
        };
        Step::Done(Err(Error::Redirect(Box::new(redirect))))
    }
}

/// Whether credentials for one address may go to the other.
pub(crate) fn same_server(a: &Uri, b: &Uri) -> bool {
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    let port = |uri: &Uri| {
        uri.port_u16().or(match uri.scheme_str() {
            Some("https") => Some(443),
            Some("http") => Some(80),
            _ => None,
        })
    };
    a.scheme() == b.scheme() && host(a) == host(b) && port(a) == port(b)
}

/// A reference as seen from a URI: absolute, from the host, or from the path.
pub(crate) fn resolve(base: &Uri, reference: &str) -> Option<Uri> {
    let (scheme, authority) = (base.scheme_str()?, base.authority()?);
    let reference = reference.split('#').next().unwrap_or_default();
    let absolute = reference.contains("://") && reference.find("://") < reference.find(['/', '?']);
    let text = if absolute {
        reference.to_owned()
    } else if reference.starts_with("//") {
        format!("{scheme}:{reference}")
    } else if reference.starts_with('/') {
        format!("{scheme}://{authority}{reference}")
    } else if reference.starts_with('?') {
        format!("{scheme}://{authority}{}{reference}", base.path())
    } else {
        let folder = base
            .path()
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        format!("{scheme}://{authority}{folder}/{reference}")
    };
    text.parse().ok()
}

/// How long the server asks to be left alone: in milliseconds, in seconds, or until a date, which is compared with
/// the date of the answer itself.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::trim)
    };
    if let Some(milliseconds) = text("retry-after-ms").and_then(|text| text.parse().ok()) {
        return Some(Duration::from_millis(milliseconds));
    }
    let after = text(RETRY_AFTER.as_str())?;
    if let Ok(seconds) = after.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let seconds = http_date(after)?.checked_sub(http_date(text(DATE.as_str())?)?)?;
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

/// Seconds of an HTTP date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "no part has more than four digits: nothing here comes near the end of an i64"
)]
fn http_date(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut words = text.split_once(", ")?.1.split(' ');
    let bounded = |text: &str, most: i64| {
        text.parse()
            .ok()
            .filter(|number| (0..=most).contains(number))
    };
    let day = bounded(words.next()?, 31)?;
    let month = words.next()?;
    let month = MONTHS.iter().position(|name| *name == month)? as i64 + 1;
    let year = bounded(words.next()?, 9999)?;
    let mut clock = words.next()?.split(':').map(|part| bounded(part, 60));
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    // days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March
    let year = year - i64::from(month <= 2);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(http_date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(
            http_date("Sun, 06 Nov 1994 08:49:37 GMT"),
            Some(784_111_777)
        );
        assert_eq!(
            http_date("Thu, 29 Feb 2024 12:00:00 GMT"),
            Some(1_709_208_000)
        );
        for text in [
            "yesterday",
            "Sun, 9223372036854775807 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49",
        ] {
            assert_eq!(http_date(text), None, "{text}");
        }
    }

    #[test]
    fn waiting() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            pairs
                .iter()
                .map(|(n, v)| (n.parse().unwrap(), v.parse().unwrap()))
                .collect::<HeaderMap>()
        };
        assert_eq!(
            retry_after(&headers(&[("retry-after", "2")])),
            Some(Duration::from_secs(2))
        );
        assert_eq!(
            retry_after(&headers(&[("retry-after-ms", "20")])),
            Some(Duration::from_millis(20))
        );
        let date = [
            ("retry-after", "Thu, 01 Jan 1970 00:01:00 GMT"),
            ("date", "Thu, 01 Jan 1970 00:00:30 GMT"),
        ];
        assert_eq!(retry_after(&headers(&date)), Some(Duration::from_secs(30)));
        assert_eq!(retry_after(&headers(&[("retry-after", "soon")])), None);
        assert_eq!(retry_after(&headers(&[("retry-after", "-1")])), None);
    }

    #[test]
    fn references() {
        let base: Uri = "https://a.example/v1/things?x=1".parse().unwrap();
        let resolved = |reference| resolve(&base, reference).map(|uri| uri.to_string());
        assert_eq!(resolved("/v2").as_deref(), Some("https://a.example/v2"));
        assert_eq!(
            resolved("others").as_deref(),
            Some("https://a.example/v1/others")
        );
        assert_eq!(
            resolved("?page=2").as_deref(),
            Some("https://a.example/v1/things?page=2")
        );
        assert_eq!(
            resolved("https://b.example/x#y").as_deref(),
            Some("https://b.example/x")
        );
        assert_eq!(
            resolved("//b.example/").as_deref(),
            Some("https://b.example/")
        );
        assert!(same_server(
            &base,
            &"https://A.example:443/other".parse().unwrap()
        ));
        assert!(!same_server(&base, &"http://a.example/".parse().unwrap()));
        assert!(!same_server(
            &base,
            &"https://a.example.evil/".parse().unwrap()
        ));
    }
}
