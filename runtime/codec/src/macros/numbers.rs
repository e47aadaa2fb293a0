//! `integer_enum!` and `number_enum!`: integers that a document lists, for integers and for numbers.

/// Says which integers the variants of an enum stand for. The last variant of an open one holds any other as `i64`; a
/// closed one has none and refuses others. `Eq`, `Ord` and `Hash` are part of it, by the number, as with
/// [`string_enum!`](crate::string_enum!).
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Size { Small, Large, Unrecognized(i64) }
/// castiron_codec::integer_enum!(Size { Small = 1, Large = 10; Unrecognized });
///
/// assert_eq!("10".parse(), Ok(Size::Large));
/// assert!(Size::Small < Size::from(5));
/// assert!("ten".parse::<Size>().is_err());
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($ty:path { $($variant:ident = $value:literal),* $(,)?; $other:ident }) => {
        impl $ty {
            /// The values that the document lists, in its order.
            #[allow(dead_code)]
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];
            /// The number on the wire.
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$other(value) => *value,
                }
            }
        }
        impl $crate::From<i64> for $ty {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    value => Self::$other(value),
                }
            }
        }
        impl $crate::Decode for $ty {
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Result<Self, $crate::DecodeError> {
                $crate::Ok(Self::from(reader.listed_integer(&[$($value),*])?))
            }
        }
        impl $crate::FromStr for $ty {
            type Err = $crate::ParseIntError;
            fn from_str(text: &str) -> $crate::Result<Self, $crate::ParseIntError> {
                text.parse::<i64>().map($crate::From::from)
            }
        }
        $crate::__listed_number!($ty, as_i64);
    };
    ($ty:path { $($variant:ident = $value:literal),+ $(,)? }) => {
        impl $ty {
            /// All values, in the document's order.
            #[allow(dead_code)]
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),+];
            /// The number on the wire.
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)+
                }
            }
        }
        impl $crate::TryFrom<i64> for $ty {
            type Error = $crate::Unlisted;
            #[inline]
            fn try_from(value: i64) -> $crate::Result<Self, $crate::Unlisted> {
                match value {
                    $($value => $crate::Ok(Self::$variant),)+
                    _ => $crate::Err($crate::Unlisted),
                }
            }
        }
        impl $crate::Decode for $ty {
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Result<Self, $crate::DecodeError> {
                reader.kind()?;
                let start = reader.index();
                match Self::try_from(reader.listed_integer(&[$($value),+])?) {
                    $crate::Ok(value) => $crate::Ok(value),
                    $crate::Err(_) => $crate::Err($crate::unlisted(reader, &[$(&$value),+], start)),
                }
            }
        }
        impl $crate::FromStr for $ty {
            type Err = $crate::Unlisted;
            fn from_str(text: &str) -> $crate::Result<Self, $crate::Unlisted> {
                match text.parse::<i64>() {
                    $crate::Ok(value) => $crate::TryFrom::try_from(value),
                    $crate::Err(_) => $crate::Err($crate::Unlisted),
                }
            }
        }
        $crate::__listed_number!($ty, as_i64);
    };
}

/// Says which integers the variants of an enum of numbers stand for. The last variant holds any other
/// [`Number`](crate::Number), with a fraction or without. `Eq`, `Ord` and `Hash` are part of it, by the number: a listed one is
/// the same however it is written, and others of one value are ordered by their text, so that all of them stay apart.
///
/// ```
/// use castiron_codec::Number;
///
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Rate { Half, Whole, Unrecognized(Number) }
/// castiron_codec::number_enum!(Rate { Half = 50, Whole = 100; Unrecognized });
///
/// assert_eq!("1e2".parse::<Rate>().ok(), Some(Rate::Whole));
/// assert!(Rate::Half < Rate::from(Number::from(50.5)) && Rate::from(51) < Rate::Whole);
/// assert!("all".parse::<Rate>().is_err());
/// ```
#[macro_export]
macro_rules! number_enum {
    ($ty:path { $($variant:ident = $value:literal),* $(,)?; $other:ident }) => {
        impl $ty {
            /// The values that the document lists, in its order.
            #[allow(dead_code)]
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];
            /// The number on the wire.
            pub fn to_number(&self) -> $crate::Number {
                match self {
                    $(Self::$variant => $crate::From::<i64>::from($value),)*
                    Self::$other(value) => value.clone(),
                }
            }
        }
        impl $crate::From<i64> for $ty {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    value => Self::$other($crate::From::from(value)),
                }
            }
        }
        impl $crate::From<$crate::Number> for $ty {
            fn from(value: $crate::Number) -> Self {
                match value.to_i64() {
                    $($crate::Some($value) => Self::$variant,)*
                    _ => Self::$other(value),
                }
            }
        }
        impl $crate::Decode for $ty {
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Result<Self, $crate::DecodeError> {
                $crate::listed_number(reader, &[$($value),*]).map($crate::From::from)
            }
        }
        impl $crate::FromStr for $ty {
            type Err = $crate::DecodeError;
            fn from_str(text: &str) -> $crate::Result<Self, $crate::DecodeError> {
                text.parse::<$crate::Number>().map($crate::From::from)
            }
        }
        $crate::__listed_number!($ty, to_number);
    };
}

/// What all enums of integers and numbers share: a method returns the number of a value.
#[doc(hidden)]
#[macro_export]
macro_rules! __listed_number {
    ($ty:path, $value:ident) => {
        $crate::__ordered!($ty, $value);
        impl $crate::Encode for $ty {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                $crate::Encode::encode(&self.$value(), writer);
            }
        }
        impl $crate::Display for $ty {
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::fmt::Result {
                $crate::Display::fmt(&self.$value(), f)
            }
        }
        $crate::serde_impls!($ty);
    };
}
