//! `string_enum!`, `integer_enum!`, `value_enum!` and `tag!`: values of which a document lists those it knows.

/// Says which texts the variants of an open enum have; the last variant holds any other text as `Box<str>`.
///
/// The enum gets `Eq` and `Hash` here rather than by derives, which cost the compiler more than all the rest of it.
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Status { Open, Closed, Unrecognized(Box<str>) }
/// castiron_codec::string_enum!(Status { Open = "open", Closed = "closed"; Unrecognized });
///
/// assert_eq!(Status::from("open"), Status::Open);
/// assert_eq!(Status::from("lost").as_str(), "lost");
/// ```
#[macro_export]
macro_rules! string_enum {
    ($ty:path { $($variant:ident = $text:literal),* $(,)?; $other:ident }) => {
        impl $ty {
            /// The text on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$other(text) => text,
                }
            }
        }
        impl $crate::StringEnum for $ty {
            const TABLE: $crate::StringTable<Self> = $crate::StringTable {
                texts: &[$($text),*],
                values: &[$(Self::$variant),*],
                other: Self::$other,
            };
        }
        impl $crate::Decode for $ty {
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Result<Self, $crate::DecodeError> {
                reader.string_enum()
            }
        }
        impl $crate::From<&str> for $ty {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::StringEnum::known(text)
            }
        }
        impl $crate::Eq for $ty {}
        impl $crate::Hash for $ty {
            #[inline]
            fn hash<H: $crate::Hasher>(&self, state: &mut H) {
                $crate::Hash::hash(self.as_str(), state);
            }
        }
        $crate::__text!($ty);
    };
}

/// What every type with `as_str` gets.
#[doc(hidden)]
#[macro_export]
macro_rules! __text {
    ($ty:path) => {
        impl $crate::Encode for $ty {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.str(self.as_str());
            }
        }
        impl $crate::Display for $ty {
            #[inline]
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl $crate::AsRef<str> for $ty {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
        $crate::serde_impls!($ty);
    };
}

/// Says which integers the variants of an open enum stand for; the last variant holds any other as `i64`. `Eq` and
/// `Hash` are part of it, as with [`string_enum!`].
#[macro_export]
macro_rules! integer_enum {
    ($ty:path { $($variant:ident = $value:literal),* $(,)?; $other:ident }) => {
        impl $ty {
            /// The number on the wire.
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$other(value) => *value,
                }
            }
        }
        impl $crate::Eq for $ty {}
        impl $crate::Hash for $ty {
            #[inline]
            fn hash<H: $crate::Hasher>(&self, state: &mut H) {
                $crate::Hash::hash(&self.as_i64(), state);
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
                $crate::Ok(Self::from(reader.i64()?))
            }
        }
        impl $crate::Encode for $ty {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.i64(self.as_i64());
            }
        }
        impl $crate::Display for $ty {
            fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::fmt::Result {
                $crate::Display::fmt(&self.as_i64(), f)
            }
        }
        $crate::serde_impls!($ty);
    };
}

/// Says which JSON texts the variants of an open enum stand for; the last variant holds any other [`Json`](crate::Json).
#[macro_export]
macro_rules! value_enum {
    ($ty:path { $($variant:ident = $json:literal),* $(,)?; $other:ident }) => {
        const _: () = {
            static TEXTS: &[&str] = &[$($json),*];
            static VALUES: &[$ty] = &[$(<$ty>::$variant),*];
            impl $ty {
                /// The value on the wire.
                pub fn to_json(&self) -> $crate::Json {
                    match self {
                        $(Self::$variant => $crate::known_json($json),)*
                        Self::$other(json) => json.clone(),
                    }
                }
            }
            impl $crate::From<$crate::Json> for $ty {
                fn from(json: $crate::Json) -> Self {
                    match $crate::json_index(TEXTS, &json) {
                        $crate::Some(index) => VALUES[index].clone(),
                        $crate::None => Self::$other(json),
                    }
                }
            }
            impl $crate::Decode for $ty {
                fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Result<Self, $crate::DecodeError> {
                    <$crate::Json as $crate::Decode>::decode(reader).map(Self::from)
                }
            }
            impl $crate::Encode for $ty {
                fn encode(&self, writer: &mut $crate::Writer) {
                    $crate::Encode::encode(&self.to_json(), writer);
                }
            }
            impl $crate::Display for $ty {
                fn fmt(&self, f: &mut $crate::Formatter<'_>) -> $crate::fmt::Result {
                    $crate::Display::fmt(&self.to_json(), f)
                }
            }
            $crate::serde_impls!($ty);
        };
    };
}

/// Says which one value a unit struct stands for: a string, a boolean, an integer, or `(json "TEXT")`.
#[macro_export]
macro_rules! tag {
    ($ty:path = (json $text:literal)) => {
        $crate::__tag!($ty, $crate::JsonText($text));
    };
    ($ty:path = $value:literal) => {
        $crate::__tag!($ty, $value);
    };
}

/// What both forms of `tag!` share.
#[doc(hidden)]
#[macro_export]
macro_rules! __tag {
    ($ty:path, $value:expr) => {
        impl $crate::Decode for $ty {
            #[inline]
            fn decode(
                reader: &mut $crate::Reader<'_>,
            ) -> $crate::Result<Self, $crate::DecodeError> {
                reader.tag(&$value)
            }
        }
        impl $crate::Encode for $ty {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                $crate::TagValue::write(&$value, writer);
            }
        }
        $crate::serde_impls!($ty);
    };
}
