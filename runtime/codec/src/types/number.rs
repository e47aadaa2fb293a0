//! Numbers that are written exactly as they were read.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use crate::decode::{Decode, DecodeError, Reader};
use crate::encode::{Encode, Writer};

/// A JSON number that is written exactly as it was read: `10` stays `10`, `10.0` stays `10.0`, and digits beyond the
/// precision of an `f64` are kept.
///
/// Numbers are ordered by value, exactly, and those of one value by their text: `9.5 < 10 < 10.0 < 1e2`.
#[derive(Clone)]
pub struct Number(Repr);

#[derive(Clone)]
enum Repr {
    I64(i64),
    U64(u64),
    /// Any other, by its text. Whoever reads JSON without asking for a float then needs no code that makes one.
    Text(Box<str>),
}

impl Number {
    /// A number from its JSON text.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let number = Self::decode(&mut reader).ok()?;
        (reader.finish().is_ok() && text == text.trim()).then_some(number)
    }

    /// A number from the text of a valid JSON number.
    fn of(text: &str) -> Self {
        let integer = !text.contains(['.', 'e', 'E']) && text != "-0";
        if integer && let Ok(value) = text.parse() {
            return Self(Repr::I64(value));
        }
        if integer && let Ok(value) = text.parse() {
            return Self(Repr::U64(value));
        }
        Self(Repr::Text(text.into()))
    }

    /// The nearest `f64`.
    pub fn as_f64(&self) -> f64 {
        match &self.0 {
            Repr::I64(value) => *value as f64,
            Repr::U64(value) => *value as f64,
            Repr::Text(text) => text.parse().unwrap_or(f64::NAN),
        }
    }

    /// The number as `i64`, if it is written as an integer and in range.
    pub fn as_i64(&self) -> Option<i64> {
        match self.0 {
            Repr::I64(value) => Some(value),
            _ => None,
        }
    }

    /// The number as `i64`, however it is written, if it is an integer and in range: `1.0` and `1e0` are 1.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::I64(value) => Some(*value),
            Repr::U64(_) => None,
            Repr::Text(text) => i64::try_from(crate::decode::number::integer(text)?).ok(),
        }
    }

    /// The number as `u64`, if it is written as an integer and in range.
    pub fn as_u64(&self) -> Option<u64> {
        match self.0 {
            Repr::I64(value) => u64::try_from(value).ok(),
            Repr::U64(value) => Some(value),
            _ => None,
        }
    }

    /// Whether two numbers have the same value, however they are written: `1`, `1.0` and `1e0` do.
    pub fn is_same(&self, other: &Self) -> bool {
        self == other
            || self.with_text(|a| {
                other
                    .with_text(|b| matches!((decimal(a), decimal(b)), (Some(a), Some(b)) if a == b))
            })
    }

    fn with_text<R>(&self, then: impl FnOnce(&str) -> R) -> R {
        match &self.0 {
            Repr::I64(value) => then(itoa::Buffer::new().format(*value)),
            Repr::U64(value) => then(itoa::Buffer::new().format(*value)),
            Repr::Text(text) => then(text),
        }
    }
}

/// A number for an enum of these; the first of them where there is no text.
#[doc(hidden)]
pub fn listed_number(reader: &mut Reader<'_>, listed: &[i64]) -> Result<Number, DecodeError> {
    match listed.first() {
        Some(first) if reader.is_blank() => Ok((*first).into()),
        _ => {
            let number = Number::decode(reader)?;
            if !number.to_i64().is_some_and(|value| listed.contains(&value)) {
                reader.unlisted();
            }
            Ok(number)
        }
    }
}

/// Sign, digits without zeros at either end, and the power of ten of the last of them.
fn decimal(text: &str) -> Option<(bool, String, i64)> {
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text),
    };
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    let zeros = i64::try_from(digits.len().checked_sub(significant.len())?).ok()?;
    let places = i64::try_from(fraction.len()).ok()?;
    let significant = significant.trim_start_matches('0');
    if significant.is_empty() {
        return Some((false, String::new(), 0));
    }
    let exponent = exponent.parse::<i64>().ok()?;
    let power = exponent.checked_add(zeros.checked_sub(places)?)?;
    Some((is_negative, significant.to_owned(), power))
}

/// The order of two JSON numbers by value.
fn by_value(a: &str, b: &str) -> Ordering {
    let ((a_sign, a_size), (b_sign, b_size)) = (size(a), size(b));
    a_sign.cmp(&b_sign).then_with(|| match a_sign {
        Ordering::Less => b_size.cmp(&a_size),
        _ => a_size.cmp(&b_size),
    })
}

/// How a JSON number compares to zero; the power of ten of its first digit that is not zero, and the digits from there. An
/// exponent that is out of range is the largest or the least one.
fn size(text: &str) -> (Ordering, (i64, String)) {
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (Ordering::Less, text),
        None => (Ordering::Greater, text),
    };
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0');
    let zeros = digits.len().saturating_sub(significant.len());
    let significant = significant.trim_end_matches('0');
    if significant.is_empty() {
        return (Ordering::Equal, (0, String::new()));
    }
    let exponent = exponent
        .parse::<i64>()
        .unwrap_or(match exponent.starts_with('-') {
            true => i64::MIN,
            false => i64::MAX,
        });
    let count = |of: usize| i64::try_from(of).unwrap_or(i64::MAX);
    let before = count(whole.len()).saturating_sub(count(zeros));
    let power = exponent.saturating_add(before);
    (sign, (power, significant.to_owned()))
}

/// A float that is no number (infinite or NaN) has no JSON text and becomes 0.
impl From<f64> for Number {
    fn from(value: f64) -> Self {
        let mut writer = Writer::json();
        writer.f64(if value.is_finite() { value } else { 0.0 });
        Self::of(&crate::encode::text(writer.into_bytes()))
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self(Repr::I64(value.into()))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(Repr::I64(value.into()))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(Repr::I64(value))
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        i64::try_from(value).map_or(Self(Repr::U64(value)), Self::from)
    }
}

impl Default for Number {
    fn default() -> Self {
        Self(Repr::I64(0))
    }
}

/// Two numbers are equal when their texts are: `10` and `10.0` differ.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::I64(a), Repr::I64(b)) => a == b,
            (Repr::U64(a), Repr::U64(b)) => a == b,
            (Repr::Text(a), Repr::Text(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Number {}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::I64(a), Repr::I64(b)) => a.cmp(b),
            (Repr::U64(a), Repr::U64(b)) => a.cmp(b),
            (Repr::I64(_), Repr::U64(_)) => Ordering::Less,
            (Repr::U64(_), Repr::I64(_)) => Ordering::Greater,
            _ => self.with_text(|a| other.with_text(|b| by_value(a, b).then_with(|| a.cmp(b)))),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.with_text(|text| text.hash(state));
    }
}

/// From JSON text, as [`from_str`](crate::from_str) reads it.
impl FromStr for Number {
    type Err = DecodeError;
    fn from_str(text: &str) -> Result<Self, DecodeError> {
        crate::from_str(text)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.write_str(text))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Decode for Number {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.number_text().map(Self::of)
    }
}

impl Encode for Number {
    fn encode(&self, writer: &mut Writer) {
        self.with_text(|text| writer.number_text(text));
    }
}

crate::serde_impls!(Number);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_written() {
        for text in [
            "0",
            "-0",
            "10",
            "10.0",
            "1.50",
            "-7",
            "1e3",
            "1E+3",
            "0.1",
            "18446744073709551615",
            "9223372036854775808",
            "123456789012345678901234567890",
            "3.14159265358979323846264338327950288",
            "1e400",
            "-0.0",
        ] {
            let number = Number::parse(text).unwrap();
            assert_eq!(number.to_string(), text);
            assert_eq!(crate::to_string(&number), text);
        }
    }

    #[test]
    fn no_number_is_no_number() {
        for text in ["", "01", "1.", "+1", "0x1", "NaN", "1 ", " 1", "\"1\"", "-"] {
            assert!(Number::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_same_value() {
        let number = |text| Number::parse(text).unwrap();
        for (a, b) in [
            ("1", "1.0"),
            ("1", "10e-1"),
            ("0", "-0.0e9"),
            ("120", "1.2E+2"),
            ("0.5", "5e-1"),
            ("9007199254740993", "9007199254740993.0"),
            ("1e400", "10e399"),
        ] {
            assert!(number(a).is_same(&number(b)), "{a} {b}");
            assert!(number(b).is_same(&number(a)), "{b} {a}");
        }
        for (a, b) in [
            ("1", "-1"),
            ("1", "10"),
            ("9007199254740993", "9007199254740992.0"),
            ("1e400", "1e401"),
            ("0.1", "0.10000000000000001"),
        ] {
            assert!(!number(a).is_same(&number(b)), "{a} {b}");
        }
    }

    #[test]
    fn conversions() {
        assert_eq!(Number::from(10.0).to_string(), "10");
        assert_eq!(Number::from(0.5).to_string(), "0.5");
        assert_eq!(Number::from(u64::MAX).as_u64(), Some(u64::MAX));
        assert_eq!(Number::from(u64::MAX).as_i64(), None);
        assert_eq!(Number::from(-1).as_u64(), None);
        assert_eq!(Number::from(3u64), Number::from(3));
        assert_eq!(Number::parse("1.5").unwrap().as_f64(), 1.5);
        assert_eq!(Number::from(f64::NAN).to_string(), "0");
    }
}
