//! `string_enum!`, `value_enum!` and `tag!`: values that a document lists. Those of numbers are in `numbers`.

/// Says which texts the variants of an enum have. An open enum has a last variant that holds any other text as
/// `Box<str>`; a closed one has none, and refuses other texts.
///
/// The enum gets `Eq`, `Ord` and `Hash` here, by the text, rather than by derives, which cost the compiler more than all
/// the rest of it.
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Status { Open, Closed, Unrecognized(Box<str>) }
/// castiron_codec::string_enum!(Status { Open = "open", Closed = "closed"; Unrecognized });
///
/// assert_eq!(Status::from("open"), Status::Open);
/// assert_eq!(Status::from("lost").as_str(), "lost");
/// assert_eq!(Status::KNOWN, [Status::Open, Status::Closed]);
///
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// pub enum Side { Left, Right }
/// castiron_codec::string_enum!(Side { Left = "left", Right = "right" });
///
/// assert_eq!("left".parse(), Ok(Side::Left));
/// assert!("top".parse::<Side>().is_err());
/// ```
#[macro_export]
macro_rules! string_enum {
    ($ty:path { $($variant:ident = $text:literal),* $(,)?; $other:ident }) => {
        impl $ty {
            /// The values that the document lists, in its order.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];
            /// The text on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$other(text) => text,
                }
            }
        }
        $crate::__string_enum!($ty, [$($text),*], $crate::Some(Self::$other));
        impl $crate::From<&str> for $ty {
            #[inline]
            fn from(text: &str) -> Self {
                match $crate::StringEnum::find(text) {
                    $crate::Some(known) => known,
                    $crate::None => Self::$other(text.into()),
                }
            }
        }
        impl $crate::FromStr for $ty {
            type Err = $crate::Infallible;
            #[inline]
            fn from_str(text: &str) -> $crate::Result<Self, $crate::Infallible> {
                $crate::Ok($crate::From::from(text))
            }
        }
    };
    ($ty:path { $($variant:ident = $text:literal),+ $(,)? }) => {
        impl $ty {
            /// All values, in the document's order.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),+];
            /// The text on the wire.
            #[inline]
            pub fn as_str(&self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
        $crate::__string_enum!($ty, [$($text),+], $crate::None);
        impl $crate::FromStr for $ty {
            type Err = $crate::Unlisted;
            #[inline]
            fn from_str(text: &str) -> $crate::Result<Self, $crate::Unlisted> {
                $crate::StringEnum::find(text).ok_or($crate::Unlisted)
            }
        }
    };
}

/// What open and closed enums of strings share.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($ty:path, [$($text:literal),*], $other:expr) => {
        impl $crate::StringEnum for $ty {
            const TABLE: $crate::StringTable<Self> = $crate::StringTable {
                texts: &[$($text),*],
                values: <$ty>::KNOWN,
                other: $other,
            };
        }
        impl $crate::Decode for $ty {
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Result<Self, $crate::DecodeError> {
                reader.string_enum()
            }
        }
        $crate::__ordered!($ty, as_str);
        $crate::__text!($ty);
    };
}

/// `Eq`, `Ord` and `Hash` of an enum, by the value that a method of it returns.
#[doc(hidden)]
#[macro_export]
macro_rules! __ordered {
    ($ty:path, $value:ident) => {
        impl $crate::Eq for $ty {}
        impl $crate::Ord for $ty {
            #[inline]
            fn cmp(&self, other: &Self) -> $crate::Ordering {
                $crate::Ord::cmp(&self.$value(), &other.$value())
            }
        }
        impl $crate::PartialOrd for $ty {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> $crate::Option<$crate::Ordering> {
                $crate::Some($crate::Ord::cmp(self, other))
            }
        }
        impl $crate::Hash for $ty {
            #[inline]
            fn hash<H: $crate::Hasher>(&self, state: &mut H) {
                $crate::Hash::hash(&self.$value(), state);
            }
        }
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

/// Says which JSON texts the variants of an enum stand for. The last variant of an open one holds any other
/// [`Json`](crate::Json); a closed one has none and refuses others.
#[macro_export]
macro_rules! value_enum {
    ($ty:path { $($variant:ident = $json:literal),* $(,)?; $other:ident }) => {
        const _: () = {
            static TEXTS: &[&str] = &[$($json),*];
            impl $ty {
                /// The values that the document lists, in its order.
                pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];
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
                        $crate::Some(index) => Self::KNOWN[index].clone(),
                        $crate::None => Self::$other(json),
                    }
                }
            }
            impl $crate::Decode for $ty {
                fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Result<Self, $crate::DecodeError> {
                    $crate::Ok(match $crate::listed_json(reader, TEXTS)? {
                        $crate::Ok(index) => Self::KNOWN[index].clone(),
                        $crate::Err(json) => Self::$other(json),
                    })
                }
            }
            $crate::__value_enum!($ty);
        };
    };
    ($ty:path { $($variant:ident = $json:literal),+ $(,)? }) => {
        const _: () = {
            static TEXTS: &[&str] = &[$($json),+];
            impl $ty {
                /// All values, in the document's order.
                pub const KNOWN: &'static [Self] = &[$(Self::$variant),+];
                /// The value on the wire.
                pub fn to_json(self) -> $crate::Json {
                    match self {
                        $(Self::$variant => $crate::known_json($json),)+
                    }
                }
            }
            impl $crate::TryFrom<$crate::Json> for $ty {
                type Error = $crate::Unlisted;
                fn try_from(json: $crate::Json) -> $crate::Result<Self, $crate::Unlisted> {
                    match $crate::json_index(TEXTS, &json) {
                        $crate::Some(index) => $crate::Ok(Self::KNOWN[index].clone()),
                        $crate::None => $crate::Err($crate::Unlisted),
                    }
                }
            }
            impl $crate::Decode for $ty {
                fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Result<Self, $crate::DecodeError> {
                    reader.kind()?;
                    let start = reader.index();
                    match $crate::listed_json(reader, TEXTS)? {
                        $crate::Ok(index) => $crate::Ok(Self::KNOWN[index].clone()),
                        $crate::Err(_) => $crate::Err($crate::unlisted(reader, &[$(&$crate::JsonText($json)),+], start)),
                    }
                }
            }
            $crate::__value_enum!($ty);
        };
    };
}

/// What open and closed enums of any values share.
#[doc(hidden)]
#[macro_export]
macro_rules! __value_enum {
    ($ty:path) => {
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
