//! Encodes Rust values as JSON, and as bodies and parameters of requests.
//!
//! [`Encode`] is implemented by types; [`Writer`] decides the format, so that one small function per type serves JSON and forms
//! alike.

mod form;
mod std_types;
mod string;
#[cfg(test)]
mod tests;
mod tuples;
mod writer;

#[doc(hidden)]
pub use form::percent;
#[doc(hidden)]
pub use writer::Places;
pub use writer::Writer;

/// A type that can be encoded.
pub trait Encode {
    /// Encodes the value.
    fn encode(&self, writer: &mut Writer);

    /// Whether an object omits the property with this value.
    fn is_absent(&self) -> bool {
        false
    }
}

/// The two hexadecimal digits of a byte, of these sixteen.
#[inline]
fn hexadecimal(byte: u8, digits: [u8; 16]) -> [u8; 2] {
    // four bits are never out of range
    [byte >> 4, byte & 15].map(|digit| digits.get(usize::from(digit)).copied().unwrap_or_default())
}

/// The bytes that a text is given to begin with: growing from nothing would copy it six times until then.
const USUAL: usize = 512;

/// Encodes a value as JSON.
pub fn to_vec(value: &dyn Encode) -> Vec<u8> {
    let mut writer = Writer::json();
    writer.out.reserve(USUAL);
    value.encode(&mut writer);
    writer.into_bytes()
}

/// Encodes a value as JSON.
pub fn to_string(value: &dyn Encode) -> String {
    text(to_vec(value))
}

/// Encodes a value as a nested form, as in `a[b][0][c]=d`, percent-encoded.
pub fn to_form(value: &dyn Encode) -> String {
    let mut writer = Writer::form();
    writer.out.reserve(USUAL);
    value.encode(&mut writer);
    text(writer.into_bytes())
}

/// What a [`Writer`] wrote, as a text: writers write UTF-8 only.
#[doc(hidden)]
pub fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
