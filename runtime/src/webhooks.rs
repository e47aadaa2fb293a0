//! Webhooks (feature `webhooks`): verifies that an event comes from the server, and decodes it.
//!
//! The header has a time and signatures, `t=1492774577,v1=5257a869…`: HMAC-SHA256 of `TIME.BODY` in hexadecimal, once
//! for each secret that is in use.
//!
//! ```
//! use castiron_runtime::{Json, webhooks::Webhook};
//!
//! let webhook = Webhook::new("whsec_test");
//! let header = webhook.sign(br#"{"id":"evt_1"}"#, 1_492_774_577);
//! let event: Json = webhook.read_at(br#"{"id":"evt_1"}"#, &header, 1_492_774_600)?;
//! assert_eq!(event.get("id").and_then(Json::as_str), Some("evt_1"));
//! # Ok::<_, castiron_runtime::webhooks::WebhookError>(())
//! ```

use std::fmt;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{Decode, DecodeError, Secret};

/// Verifies and decodes the events that a server sends.
#[derive(Clone, Debug)]
pub struct Webhook {
    secrets: Vec<Secret>,
    tolerance: Duration,
}

/// Why an event was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// The header does not have the form `t=…,v1=…`.
    Header,
    /// No signature matches: the body was changed, or was signed with another secret.
    Signature,
    /// The event was signed too long ago, or too far in the future: it may be a replay.
    Time,
    /// The signature matches but the body is not of the type.
    Decode(DecodeError),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => f.write_str("the signature header is not of the form `t=…,v1=…`"),
            Self::Signature => f.write_str("no signature fits the body"),
            Self::Time => f.write_str("the event was not signed recently"),
            Self::Decode(error) => write!(f, "the event cannot be read: {error}"),
        }
    }
}

impl std::error::Error for WebhookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Decode(error) => Some(error),
            _ => None,
        }
    }
}

impl Webhook {
    /// Uses the secret of the endpoint, and a tolerance of five minutes.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self {
            secrets: vec![secret.into()],
            tolerance: Duration::from_secs(300),
        }
    }

    /// Accepts an additional secret, for secret rotation.
    #[must_use]
    pub fn secret(mut self, secret: impl Into<Secret>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// Sets how far the time of an event may be from now, in the past and in the future.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Verifies the signature with the system's clock and decodes the event. `body` must be the bytes as received.
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub fn read<T: Decode>(&self, body: &[u8], header: &str) -> Result<T, WebhookError> {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let now = now.map_or(0, |since| {
            i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
        });
        self.read_at(body, header, now)
    }

    /// Verifies the signature at a Unix time in seconds, and decodes the event.
    pub fn read_at<T: Decode>(
        &self,
        body: &[u8],
        header: &str,
        now: i64,
    ) -> Result<T, WebhookError> {
        self.verify_at(body, header, now)?;
        crate::from_slice(body).map_err(WebhookError::Decode)
    }

    /// Verifies the signature at a Unix time in seconds.
    pub fn verify_at(&self, body: &[u8], header: &str, now: i64) -> Result<(), WebhookError> {
        let mut time = None;
        let mut signatures = Vec::new();
        for (name, value) in header
            .split(',')
            .filter_map(|item| item.trim().split_once('='))
        {
            match name {
                "t" => time = Some(value),
                "v1" => signatures.extend(unhex(value)),
                _ => {}
            }
        }
        let time = time.ok_or(WebhookError::Header)?;
        let seconds: i64 = time.parse().map_err(|_| WebhookError::Header)?;
        if signatures.is_empty() {
            return Err(WebhookError::Header);
        }
        // every pair is compared in constant time, and all of them, whichever fits
        let mut fits = false;
        for secret in &self.secrets {
            let mac = authenticate(secret, time, body);
            for signature in &signatures {
                fits |= mac
                    .as_ref()
                    .is_some_and(|mac| mac.clone().verify_slice(signature).is_ok());
            }
        }
        if !fits {
            return Err(WebhookError::Signature);
        }
        if now.abs_diff(seconds) > self.tolerance.as_secs() {
            return Err(WebhookError::Time);
        }
        Ok(())
    }

    /// The header that a server with these secrets would send, for tests.
    pub fn sign(&self, body: &[u8], time: i64) -> String {
        let mut header = format!("t={time}");
        for secret in &self.secrets {
            if let Some(mac) = authenticate(secret, &time.to_string(), body) {
                header.push_str(",v1=");
                mac.finalize()
                    .into_bytes()
                    .iter()
                    .for_each(|byte| header.push_str(&format!("{byte:02x}")));
            }
        }
        header
    }
}

fn authenticate(secret: &Secret, time: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).ok()?;
    mac.update(time.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    (pairs.iter())
        .map(|[high, low]| u8::try_from(digit(*high)? << 4 | digit(*low)?).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Json;

    const BODY: &[u8] = br#"{"id":"evt_1","type":"new.kind"}"#;

    #[test]
    fn signatures() {
        let webhook = Webhook::new("old").secret("new");
        let header = Webhook::new("new").sign(BODY, 1000);
        assert!(webhook.read_at::<Json>(BODY, &header, 1100).is_ok());
        assert!(
            webhook
                .read_at::<Json>(BODY, &format!("v0=aa,{header},v1=zz"), 900)
                .is_ok()
        );
        let verify =
            |body: &[u8], header: &str, now| webhook.verify_at(body, header, now).unwrap_err();
        assert_eq!(verify(b"{}", &header, 1000), WebhookError::Signature);
        assert_eq!(
            verify(BODY, &Webhook::new("x").sign(BODY, 1000), 1000),
            WebhookError::Signature
        );
        assert_eq!(verify(BODY, &header, 1301), WebhookError::Time);
        assert_eq!(verify(BODY, &header, 0), WebhookError::Time);
        let forged = header.replace("t=1000", "t=1300");
        assert_eq!(verify(BODY, &forged, 1300), WebhookError::Signature);
        for broken in [
            "",
            "t=1000",
            "v1=00",
            "t=x,v1=00",
            "t=1000,v1=0",
            "t=1000,v1=é",
        ] {
            assert_eq!(verify(BODY, broken, 1000), WebhookError::Header, "{broken}");
        }
        let error = webhook
            .read_at::<Vec<i64>>(BODY, &header, 1000)
            .unwrap_err();
        assert!(matches!(error, WebhookError::Decode(_)));
        assert!(!format!("{webhook:?}").contains("old"));
    }

    #[test]
    fn a_known_signature() {
        let header =
            "t=1700000000,v1=35495024f4ef3f94e5a93e22221544c4b75e9a42300cd965ab81cb85cd994e91";
        assert_eq!(
            Webhook::new("whsec_test").sign(b"{}", 1_700_000_000),
            header
        );
    }

    #[test]
    fn the_clock_of_the_system() {
        let webhook = Webhook::new("s");
        assert_eq!(
            webhook.read::<Json>(BODY, &webhook.sign(BODY, 0)),
            Err(WebhookError::Time)
        );
    }
}
