//! `number_enum!`: integers that a document lists for numbers.

/// Says which integers the variants of an enum stand for. The last variant holds any other [`Number`](crate::Number), with a
/// fraction or without.
#[macro_export]
macro_rules! number_enum {
    ($ty:path { $($variant:ident = $value:literal),* $(,)?; $other:ident }) => {
        impl $ty {
            /// The values that the document lists, in its order.
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
                $crate::listed_number(reader, Self::KNOWN.first().map(Self::to_number)).map($crate::From::from)
            }
        }
        impl $crate::Eq for $ty {}
        impl $crate::Hash for $ty {
            fn hash<H: $crate::Hasher>(&self, state: &mut H) {
                $crate::Hash::hash(&self.to_number(), state);
            }
        }
        impl $crate::Encode for $ty {
            fn encode(&self, writer: &mut $crate::Writer) {
                $crate::Encode::encode(&self.to_number(), writer);
            }
        }
        impl $crate::Display for $ty {
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::fmt::Result {
                $crate::Display::fmt(&self.to_number(), f)
            }
        }
        $crate::serde_impls!($ty);
    };
}
