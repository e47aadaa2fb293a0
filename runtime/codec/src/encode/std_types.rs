//! `Encode` for the types of the standard library.

use super::{Encode, Writer};

macro_rules! number {
    ($($ty:ty => $method:ident as $wide:ty),*) => {$(
        impl Encode for $ty {
            #[inline]
            fn encode(&self, writer: &mut Writer) {
                writer.$method(<$wide>::from(*self));
            }
        }
    )*};
}
number!(i8 => i64 as i64, i16 => i64 as i64, i32 => i64 as i64, i64 => i64 as i64);
number!(u8 => u64 as u64, u16 => u64 as u64, u32 => u64 as u64, u64 => u64 as u64);
number!(f64 => f64 as f64);

/// A `f32` is written by its own shortest text, not by that of the `f64` next to it.
impl Encode for f32 {
    fn encode(&self, writer: &mut Writer) {
        match self.to_string().parse::<f64>() {
            Ok(value) => writer.f64(value),
            Err(_) => writer.null(),
        }
    }
}

impl Encode for bool {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.bool(*self);
    }
}

impl Encode for str {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.str(self);
    }
}

impl Encode for String {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.str(self);
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Encode> Encode for Option<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.null(),
        }
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, writer: &mut Writer) {
        let mut elements = writer.open_array();
        for item in self {
            writer.element(&mut elements);
            item.encode(writer);
        }
        writer.close_array(elements);
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        self.as_slice().encode(writer);
    }
}

/// Nothing: an empty object.
impl Encode for () {
    fn encode(&self, writer: &mut Writer) {
        writer.map(&mut std::iter::empty());
    }
}
