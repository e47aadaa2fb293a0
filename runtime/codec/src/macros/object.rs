//! `object!` and `newtype!`: structs.

/// Says how a struct is read and written.
///
/// Fields come in the struct's order, each with a word and its name on the wire, escaped as in JSON: `required` (`T`), `told` (the same, of a tag: `= "JSON"` is what it is in a
/// [`blank`](crate::blank()) value), `filled`
/// (`T` of a list or map; null counts as one without entries), `nullable`
/// (`Option<T>`, `None` is null), `lenient` (the same, but one that is absent counts as null), `optional` (`Option<T>`,
/// left out when `None`; perhaps with `= "JSON"`, the value that one that is absent is read as), `maybe` (`Option<Option<T>>`: `None` is absent, `Some(None)` null), and at the end perhaps `extra`, a [`Map`](crate::Map)
/// of the keys that no other field has.
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct Account {
///     pub id: String,
///     pub email: Option<String>,
/// }
/// castiron_codec::object!(Account { id: required "id", email: optional "email" });
///
/// let account: Account = castiron_codec::from_str(r#"{"id": "a1"}"#)?;
/// assert_eq!(account, Account { id: "a1".into(), email: None });
/// # Ok::<_, castiron_codec::DecodeError>(())
/// ```
#[macro_export]
macro_rules! object {
    ($ty:path { $($field:ident : $presence:ident $($wire:literal)? $(= $default:literal)?),* $(,)? }) => {
        $crate::__object!($ty { $($field : $presence $(= $default)?),* } {
            names: &[$($($wire,)?)*],
            presence: &[$($crate::Presence::$presence),*],
            places: &[],
        });
    };
}

/// What `object!` shares with the runtime's `params!`, whose tables say where each field goes.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($ty:path { $($field:ident : $presence:ident $(= $default:literal)?),* } $layout:tt) => {
        impl $crate::Decode for $ty {
            const LAYOUT: &'static $crate::Layout = &$crate::Layout $layout;
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Result<Self, $crate::DecodeError> {
                $(let mut $field = $crate::None;)*
                reader.object(<Self as $crate::Decode>::LAYOUT, &mut [$(&mut $field),*])?;
                $crate::Ok(Self { $($field: $crate::take::$presence($field)$(.or_else(|| $crate::take::default($default)))?),* })
            }
        }
        impl $crate::Encode for $ty {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.object(<Self as $crate::Decode>::LAYOUT, &[$(&self.$field),*]);
            }
        }
        $crate::serde_impls!($ty);
    };
}

/// Says that a tuple struct of one field is read and written as that field.
#[macro_export]
macro_rules! newtype {
    ($ty:path) => {
        impl $crate::Decode for $ty {
            #[inline]
            fn decode(
                reader: &mut $crate::Reader<'_>,
            ) -> $crate::Result<Self, $crate::DecodeError> {
                static TABLE: u8 = 0;
                reader.held(&TABLE, $crate::Decode::decode).map(Self)
            }
        }
        impl $crate::Encode for $ty {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                $crate::Encode::encode(&self.0, writer);
            }
        }
        $crate::serde_impls!($ty);
    };
}

/// Says how a struct is read and written whose undeclared properties are sorted by patterns of their names.
///
/// Fields come first, as for [`object!`](crate::object); behind them the maps, each with its regular expression, and at the end perhaps a
/// map of all names that match none, `.. rest`. A name belongs to the first pattern that it matches.
///
/// ```
/// use castiron_codec::Map;
///
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct Labels { pub id: String, pub texts: Map<String>, pub sizes: Map<i64> }
/// castiron_codec::sorted!(Labels {
///     id: required "id",
///     @ texts: "^t-",
///     @ sizes: "^s-",
/// });
///
/// let labels: Labels = castiron_codec::from_str(r#"{"s-a": 1, "id": "i", "t-a": "b"}"#)?;
/// assert_eq!((labels.texts["t-a"].as_str(), labels.sizes["s-a"]), ("b", 1));
/// # Ok::<_, castiron_codec::DecodeError>(())
/// ```
#[macro_export]
macro_rules! sorted {
    ($ty:path {
        $($field:ident : $presence:ident $wire:literal $(= $default:literal)?,)*
        $(@ $map:ident : $pattern:literal),+
        $(, .. $rest:ident)? $(,)?
    }) => {
        impl $crate::Decode for $ty {
            const LAYOUT: &'static $crate::Layout = &$crate::Layout {
                names: &[$($wire),*],
                presence: &[$($crate::Presence::$presence,)* $crate::Presence::extra],
                places: &[],
            };
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Result<Self, $crate::DecodeError> {
                static PATTERNS: [$crate::Pattern; [$($pattern),+].len()] = [$($crate::Pattern::new($pattern)),+];
                $(let mut $field = $crate::None;)*
                $(let mut $map = $crate::Map::new();)+
                $(let mut $rest = $crate::Map::new();)?
                {
                    let maps: &mut [&mut dyn $crate::Entries] = &mut [$(&mut $map),+ $(, &mut $rest)?];
                    let mut maps = $crate::Sorted::new(&PATTERNS, maps);
                    reader.object(<Self as $crate::Decode>::LAYOUT, &mut [$(&mut $field,)* &mut maps])?;
                }
                $crate::Ok(Self {
                    $($field: $crate::take::$presence($field)$(.or_else(|| $crate::take::default($default)))?,)*
                    $($map,)+
                    $($rest)?
                })
            }
        }
        impl $crate::Encode for $ty {
            fn encode(&self, writer: &mut $crate::Writer) {
                let maps: &[&dyn $crate::WriteEntries] = &[$(&self.$map),+ $(, &self.$rest)?];
                let maps = $crate::Together(maps);
                writer.object(<Self as $crate::Decode>::LAYOUT, &[$(&self.$field,)* &maps]);
            }
        }
        $crate::serde_impls!($ty);
    };
}
