//! Numbers: a fast path for common ones, an exact one for all others.

use jiter::Peek;

use super::reader::excerpt;
use super::{DecodeError, DecodeErrorKind, Reader};

impl<'a> Reader<'a> {
    /// Reads an integer in the range of `i64`; `10.0` and `1e3` are integers too.
    #[inline]
    pub fn i64(&mut self) -> Result<i64, DecodeError> {
        match self.usual_integer()? {
            Some(value) => Ok(value),
            None => self.odd_integer(),
        }
    }

    /// Reads an integer in the range of `u64`.
    pub fn u64(&mut self) -> Result<u64, DecodeError> {
        if self.peek()? != Peek::Minus
            && let Some(value) = self.usual_integer()?
        {
            return Ok(value.unsigned_abs());
        }
        self.odd_integer()
    }

    /// Reads an integer of up to 18 digits without fraction and exponent, or leaves what comes next.
    fn usual_integer(&mut self) -> Result<Option<i64>, DecodeError> {
        let minus = self.peek()? == Peek::Minus;
        let start = self.index().wrapping_add(usize::from(minus));
        let digits = self.text.as_bytes().get(start..).unwrap_or_default();
        // no sum of at most 18 digits reaches the end of `i64`
        let (mut value, mut length) = (0_i64, 0_usize);
        while let Some(digit @ b'0'..=b'9') = digits.get(length) {
            if length == 18 {
                return Ok(None);
            }
            value = value.wrapping_mul(10).wrapping_add(i64::from(digit & 15));
            length = length.wrapping_add(1);
        }
        let leading_zero = length > 1 && digits.first() == Some(&b'0');
        if length == 0 || leading_zero || matches!(digits.get(length), Some(b'.' | b'e' | b'E')) {
            return Ok(None);
        }
        self.at = start.wrapping_add(length);
        Ok(Some(if minus { value.wrapping_neg() } else { value }))
    }

    /// Reads an integer for an enum of these; the first of them where there is no text.
    #[doc(hidden)]
    pub fn listed_integer(&mut self, listed: &[i64]) -> Result<i64, DecodeError> {
        match listed.first() {
            Some(first) if self.is_blank() => Ok(*first),
            _ => {
                let value = self.i64()?;
                if !listed.contains(&value) {
                    self.unlisted();
                }
                Ok(value)
            }
        }
    }

    /// Integers that are written unusually or do not fit, and what is no integer at all.
    #[cold]
    fn odd_integer<T: TryFrom<i128>>(&mut self) -> Result<T, DecodeError> {
        if !self.peek()?.is_num() {
            self.lacks("an integer")?;
            return T::try_from(0).map_err(|_| self.unexpected("an integer"));
        }
        let before = self.mark();
        let start = self.index();
        let text = self.number_text()?;
        if let Some(Ok(value)) = integer(text).map(T::try_from) {
            return Ok(value);
        }
        self.rewind(before);
        let found = excerpt(text, 40);
        Err(if text.contains(['.', 'e', 'E']) {
            self.error(
                DecodeErrorKind::Type,
                format!("expected an integer, found {found}"),
                start,
            )
        } else {
            self.out_of_range(text, start)
        })
    }

    /// Reads any number as the nearest `f64`. One that is beyond the largest is an error: it could not be written back.
    pub fn f64(&mut self) -> Result<f64, DecodeError> {
        let text = self.number_text()?;
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.out_of_range(text, self.index().saturating_sub(text.len()))),
        }
    }

    /// Reads any number as the nearest `f32`; one that is beyond the largest is an error.
    pub fn f32(&mut self) -> Result<f32, DecodeError> {
        let text = self.number_text()?;
        match text.parse::<f32>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.out_of_range(text, self.index().saturating_sub(text.len()))),
        }
    }

    #[cold]
    fn out_of_range(&self, text: &str, start: usize) -> DecodeError {
        let found = excerpt(text, 40);
        self.error(
            DecodeErrorKind::Value,
            format!("{found} is out of range"),
            start,
        )
    }

    /// Reads a number's text as it stands.
    pub fn number_text(&mut self) -> Result<&'a str, DecodeError> {
        if !self.peek()?.is_num() {
            return self.lacks("a number").map(|()| "0");
        }
        self.raw()
    }
}

/// The integer that a JSON number stands for, if it is one of up to 38 digits.
///
/// Exact, and without a float: code that reads those is large, and most programs need none of it.
pub(crate) fn integer(text: &str) -> Option<i128> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    if matches!(significant, "" | "-") {
        return Some(0);
    }
    // a value of `significant` times this power of ten
    let zeros = i64::try_from(digits.len().checked_sub(significant.len())?).ok()?;
    let places = i64::try_from(fraction.len()).ok()?;
    let exponent = i64::from(exponent.parse::<i32>().ok()?);
    let power = exponent.checked_add(zeros)?.checked_sub(places)?;
    let scale = 10_i128.checked_pow(u32::try_from(power).ok()?)?;
    significant.parse::<i128>().ok()?.checked_mul(scale)
}

#[cfg(test)]
mod tests {
    use super::integer;

    #[test]
    fn integers_in_every_way() {
        for (text, value) in [
            ("0", 0),
            ("-0", 0),
            ("-0.0e99999999999", 0),
            ("120", 120),
            ("10.0", 10),
            ("1e3", 1000),
            ("-1.25E+2", -125),
            ("12000e-3", 12),
            ("0.05e2", 5),
            ("9007199254740993.0", 9_007_199_254_740_993),
            ("18446744073709551615", u64::MAX.into()),
        ] {
            assert_eq!(integer(text), Some(value), "{text}");
        }
        for text in [
            "1.5",
            "1e-1",
            "120e-2",
            "1e39",
            "1e99999999999",
            "0.1e-2147483648",
        ] {
            assert_eq!(integer(text), None, "{text}");
        }
        assert_eq!(integer("-1e38"), Some(-10_i128.pow(38)));
    }
}
