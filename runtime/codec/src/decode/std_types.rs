//! `Decode` for the types of the standard library.

use super::{Decode, DecodeError, DecodeErrorKind, Reader};

impl Decode for bool {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.bool()
    }
}

impl Decode for i64 {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.i64()
    }
}

impl Decode for u64 {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.u64()
    }
}

impl Decode for f64 {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.f64()
    }
}

impl Decode for f32 {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.f32()
    }
}

/// Narrow integers are read as wide ones first.
macro_rules! narrow {
    ($($ty:ty),*) => {$(
        impl Decode for $ty {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                reader.kind()?;
                let start = reader.index();
                let wide = reader.i64()?;
                Self::try_from(wide).map_err(|_| out_of_range(reader, wide, start))
            }
        }
    )*};
}
narrow!(i8, i16, i32, u8, u16, u32);

#[cold]
fn out_of_range(reader: &Reader<'_>, value: i64, start: usize) -> DecodeError {
    reader.error(
        DecodeErrorKind::Value,
        format!("{value} is out of range"),
        start,
    )
}

impl Decode for String {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(reader.str()?.to_owned())
    }

    const AS_IT_CAME: bool = true;

    /// A text of any media type; of JSON, the text of the string. Where nothing is said, it is whichever it can be.
    fn decode_body(body: &bytes::Bytes, media_type: Option<&str>) -> Result<Self, DecodeError> {
        let text = || super::utf8(body).map(str::to_owned);
        match media_type {
            Some(media_type) if super::is_json(media_type) => super::from_slice(body),
            // the data of an event is a part of a text: a byte order mark in it is a character
            Some("text/event-stream") => match std::str::from_utf8(body) {
                Ok(text) => Ok(text.to_owned()),
                Err(_) => text(),
            },
            Some(_) => text(),
            None => super::from_slice(body).or_else(|_| text()),
        }
    }
}

impl Decode for Box<str> {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(reader.str()?.into())
    }
}

impl<T: Decode> Decode for Option<T> {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.null()? {
            Ok(None)
        } else {
            T::decode(reader).map(Some)
        }
    }

    const AS_IT_CAME: bool = T::AS_IT_CAME;

    /// No body is no value.
    fn decode_body(body: &bytes::Bytes, media_type: Option<&str>) -> Result<Self, DecodeError> {
        if body.is_empty() {
            Ok(None)
        } else {
            T::decode_body(body, media_type).map(Some)
        }
    }
}

impl<T: Decode> Decode for Box<T> {
    const LAYOUT: &'static crate::layout::Layout = T::LAYOUT;

    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        T::decode(reader).map(Box::new)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut items = Vec::new();
        let mut more = reader.array()?;
        while more {
            match T::decode(reader) {
                Ok(item) => items.push(item),
                Err(error) => return Err(error.in_index(items.len())),
            }
            more = reader.array_next()?;
        }
        Ok(items)
    }
}

/// What nobody wants to know: any value, passed over.
impl Decode for () {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.skip()
    }

    const AS_IT_CAME: bool = true;

    fn decode_body(_: &bytes::Bytes, _: Option<&str>) -> Result<Self, DecodeError> {
        Ok(())
    }
}
