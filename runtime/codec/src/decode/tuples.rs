//! Tuples: arrays of a fixed length, whose items have types of their own.

use super::{Decode, DecodeError, DecodeErrorKind, Reader};

/// An array that is read item by item.
struct Items {
    /// How many there must be.
    length: usize,
    /// How many were read.
    read: usize,
    /// Where the array begins.
    start: usize,
    /// Whether one more comes.
    more: bool,
}

impl Items {
    fn begin(reader: &mut Reader<'_>, length: usize) -> Result<Self, DecodeError> {
        reader.kind()?;
        Ok(Self {
            length,
            read: 0,
            start: reader.index(),
            more: reader.array()?,
        })
    }

    fn next<T: Decode>(&mut self, reader: &mut Reader<'_>) -> Result<T, DecodeError> {
        if !self.more && !reader.is_blank() {
            return Err(self.other_length(reader, "fewer"));
        }
        let item = T::decode(reader).map_err(|error| error.in_index(self.read))?;
        self.read = self.read.saturating_add(1);
        self.more = self.more && reader.array_next()?;
        Ok(item)
    }

    fn end(&self, reader: &Reader<'_>) -> Result<(), DecodeError> {
        if self.more {
            return Err(self.other_length(reader, "more"));
        }
        Ok(())
    }

    #[cold]
    fn other_length(&self, reader: &Reader<'_>, found: &str) -> DecodeError {
        let items = if self.length == 1 { "item" } else { "items" };
        let message = format!(
            "expected an array of {} {items}, found {found}",
            self.length
        );
        reader.error(DecodeErrorKind::Value, message, self.start)
    }
}

macro_rules! tuples {
    ($($length:literal: $($item:ident)+;)*) => {$(
        impl<$($item: Decode),+> Decode for ($($item,)+) {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let mut items = Items::begin(reader, $length)?;
                let value = ($(items.next::<$item>(reader)?,)+);
                items.end(reader)?;
                Ok(value)
            }
        }
    )*};
}
tuples! {
    1: A;
    2: A B;
    3: A B C;
    4: A B C D;
    5: A B C D E;
    6: A B C D E F;
    7: A B C D E F G;
    8: A B C D E F G H;
    9: A B C D E F G H I;
    10: A B C D E F G H I J;
    11: A B C D E F G H I J K;
    12: A B C D E F G H I J K L;
}

#[cfg(test)]
mod tests {
    use crate::{Number, blank, from_str, to_form, to_string};

    #[test]
    fn what_was_read_is_written() {
        let text = r#"["a",7,[true,null]]"#;
        let value: (String, i64, (bool, Option<f64>)) = from_str(text).unwrap();
        assert_eq!(value, ("a".to_owned(), 7, (true, None)));
        assert_eq!(to_string(&value), text);
        assert_eq!(to_form(&("a", 7)), "0=a&1=7");
        let one: (Number,) = from_str(" [ 1.0 ] ").unwrap();
        assert_eq!(to_string(&one), "[1.0]");
        let long = "[1,2,3,4,5,6,7,8,9,10,11,12]";
        type Long = (u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8);
        assert_eq!(to_string(&from_str::<Long>(long).unwrap()), long);
    }

    #[test]
    fn another_length_is_an_error() {
        let error = |text: &str| {
            from_str::<Vec<(i64, String)>>(text)
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            error(r#"[[1,"a"],[2]]"#),
            "[1]: expected an array of 2 items, found fewer (line 1, column 10)"
        );
        assert_eq!(
            error(r#"[[1,"a",null]]"#),
            "[0]: expected an array of 2 items, found more (line 1, column 2)"
        );
        assert_eq!(
            error(r#"[[1,2]]"#),
            "[0][1]: expected a string, found 2 (line 1, column 5)"
        );
        assert_eq!(
            error("[{}]"),
            "[0]: expected an array, found an object (line 1, column 2)"
        );
        assert!(from_str::<(i64,)>("[]").is_err() && from_str::<(i64, i64)>("[1,").is_err());
    }

    #[test]
    fn a_blank_tuple_has_all_items() {
        assert_eq!(
            blank::<(i64, String, Vec<i64>)>(),
            (0, String::new(), Vec::new())
        );
    }
}
