//! Limits on received JSON, other than its length, if a request sets stricter ones than the reader.

use bytes::Bytes;

use super::options::RequestOptions;
use crate::{Decode, DecodeError, DecodeErrorKind};

/// What a text of JSON may come to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bounds {
    depth: Option<usize>,
    digits: Option<usize>,
}

impl Bounds {
    /// What the options say.
    pub(super) fn of(options: &RequestOptions) -> Self {
        Self {
            depth: options.max_json_depth,
            digits: options.max_number_digits,
        }
    }

    /// Reads a body, unless it comes to more.
    pub(super) fn decode<T: Decode>(
        self,
        body: &Bytes,
        media_type: Option<&str>,
    ) -> Result<T, DecodeError> {
        if !T::AS_IT_CAME {
            self.check(body)?;
        }
        T::decode_body(body, media_type)
    }

    /// Refuses a text that comes to more. What is no JSON is left to its reader: only brackets and digits outside of
    /// strings are counted.
    pub(super) fn check(self, text: &[u8]) -> Result<(), DecodeError> {
        if self.depth.is_none() && self.digits.is_none() {
            return Ok(());
        }
        let most_depth = self.depth.unwrap_or(usize::MAX);
        let most_digits = self.digits.unwrap_or(usize::MAX);
        let (mut depth, mut digits) = (0_usize, 0_usize);
        let mut bytes = text.iter();
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' => {
                    digits = 0;
                    while let Some(byte) = bytes.next() {
                        match byte {
                            b'\\' => {
                                bytes.next();
                            }
                            b'"' => break,
                            _ => {}
                        }
                    }
                }
                b'[' | b'{' => depth = depth.saturating_add(1),
                b']' | b'}' => depth = depth.saturating_sub(1),
                b'0'..=b'9' => digits = digits.saturating_add(1),
                b'.' | b'-' | b'+' | b'e' | b'E' => continue,
                _ => {}
            }
            if depth > most_depth {
                let message = format!("arrays and objects lie more than {most_depth} deep");
                return Err(DecodeError::new(DecodeErrorKind::TooDeep, message));
            }
            if digits > most_digits {
                let message = format!("a number has more than {most_digits} digits");
                return Err(DecodeError::new(DecodeErrorKind::Value, message));
            }
            if !byte.is_ascii_digit() {
                digits = 0;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Bounds;

    #[test]
    fn depth_and_digits_are_counted_outside_of_strings() {
        let check = |depth, digits, text: &str| {
            let bounds = Bounds { depth, digits };
            bounds.check(text.as_bytes()).is_ok()
        };
        for (text, depth, digits) in [
            ("1", 0, 1),
            ("[]", 1, 0),
            (r#"{"a":[{},{}]}"#, 3, 0),
            (r#"{"[[[[":"]}[{\"[[\\","b":[1]}"#, 2, 1),
            (r#"["12345678",1.25e-10,12]"#, 1, 5),
            ("[-123,45 , 6]", 1, 3),
            (r#""\\"1"#, 0, 1),
        ] {
            assert!(check(Some(depth), Some(digits), text), "{text}");
            assert!(check(None, None, text), "{text}");
            if depth > 0 {
                assert!(!check(Some(depth - 1), None, text), "{text}");
            }
            if digits > 0 {
                assert!(!check(None, Some(digits - 1), text), "{text}");
            }
        }
    }
}
