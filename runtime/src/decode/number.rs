//! Numbers: the usual ones quickly, the others with care.

use jiter::NumberInt;

use super::reader::excerpt;
use super::{DecodeError, DecodeErrorKind, Reader};

impl<'a> Reader<'a> {
    /// Reads an integer in the range of `i64`; `10.0` and `1e3` are integers too.
    #[inline]
    pub fn i64(&mut self) -> Result<i64, DecodeError> {
        let peek = self.peek()?;
        if peek.is_num() {
            #[allow(irrefutable_let_patterns)]
            // jiter may be compiled with big integers by someone else
            if let Ok(NumberInt::Int(value)) = self.jiter.known_int(peek) {
                return Ok(value);
            }
        }
        self.odd_integer(
            i64::MIN as f64,
            i64::MAX as f64,
            |text| text.parse().ok(),
            |float| float as i64,
        )
    }

    /// Reads an integer in the range of `u64`.
    pub fn u64(&mut self) -> Result<u64, DecodeError> {
        let peek = self.peek()?;
        if peek.is_num() {
            let before = self.jiter.clone();
            #[allow(irrefutable_let_patterns)]
            if let Ok(NumberInt::Int(value)) = self.jiter.known_int(peek)
                && let Ok(value) = u64::try_from(value)
            {
                return Ok(value);
            }
            self.jiter = before;
        }
        self.odd_integer(
            0.0,
            u64::MAX as f64,
            |text| text.parse().ok(),
            |float| float as u64,
        )
    }

    /// Integers that are written unusually or do not fit, and what is no integer at all.
    #[cold]
    fn odd_integer<T>(
        &mut self,
        min: f64,
        max: f64,
        parse: fn(&str) -> Option<T>,
        cast: fn(f64) -> T,
    ) -> Result<T, DecodeError> {
        let start = self.index();
        if !self.peek()?.is_num() {
            return Err(self.unexpected("an integer"));
        }
        let before = self.mark();
        let text = self.number_text()?;
        if let Some(value) = parse(text) {
            return Ok(value);
        }
        if text.contains(['.', 'e', 'E'])
            && let Ok(float) = text.parse::<f64>()
            && float.fract() == 0.0
            && float >= min
            && float < max
        {
            return Ok(cast(float));
        }
        self.rewind(before);
        let found = excerpt(text);
        Err(if text.contains(['.', 'e', 'E']) {
            self.error(
                DecodeErrorKind::Type,
                format!("expected an integer, found {found}"),
                start,
            )
        } else {
            self.error(
                DecodeErrorKind::Value,
                format!("{found} is out of range"),
                start,
            )
        })
    }

    /// Reads any number as the nearest `f64`.
    pub fn f64(&mut self) -> Result<f64, DecodeError> {
        let peek = self.peek()?;
        if !peek.is_num() {
            return Err(self.unexpected("a number"));
        }
        self.jiter
            .known_float(peek)
            .map_err(|error| self.syntax(error))
    }

    /// Reads a number's text as it stands.
    pub fn number_text(&mut self) -> Result<&'a str, DecodeError> {
        let peek = self.peek()?;
        if !peek.is_num() {
            return Err(self.unexpected("a number"));
        }
        let start = self.index();
        match self.jiter.known_number_bytes(peek) {
            Ok(_) => Ok(self.text.get(start..self.index()).unwrap_or_default()),
            Err(error) => Err(self.syntax(error)),
        }
    }
}
