//! `union!`: enums of several types.

/// Says what the values of an enum's variants look like; the last variant holds any other [`Json`](crate::Json).
///
/// Guards decide which variants are tried: `null`, `boolean`, `integer` (without fraction and exponent), `number`,
/// `string`, `array`, `object`, `any`. An object may ask for tags, `object("type" = "a" | "b", "live" = true)`, for
/// properties that must be there, `object(has "a", "b")`, or for both, `object("type" = "a", has "b")`; and for tags that are
/// not there, `object(lacks "type", has "b")`. `several("a", "b" or null, "c")`
/// is an object with at least two of these, where `null` counts only for those that say so. Of several variants that can be
/// read, the one wins that keeps most of the value, and of several of these the one that lists most of the values in it.
///
/// Where any value is one of the union's, the last variant says so, `; Other: any`: it is for what no other variant holds as a
/// whole, also what one could read only in part, or not at all.
///
/// A variant that is for objects of one property, whose value it holds, names that: `Failed in "failed"`. An object with any
/// further property is none of its.
///
/// Variants that hold nothing stand for a value each, in brackets before all others: `[Idle = "idle", Zero = 0]`, with
/// `(json "TEXT")` for what is no string, boolean or integer.
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Id { Name(String), Number(i64), Off, Unrecognized(castiron_codec::Json) }
/// castiron_codec::union!(Id { [Off = false], Name: string, Number: integer; Unrecognized });
///
/// assert_eq!(castiron_codec::from_str::<Id>("7")?, Id::Number(7));
/// assert_eq!(castiron_codec::from_str::<Id>("false")?, Id::Off);
/// # Ok::<_, castiron_codec::DecodeError>(())
/// ```
#[macro_export]
macro_rules! union {
    ($ty:path {
        $([$($unit:ident = $($value:literal)? $((json $text:literal))?),+] $(,)?)?
        $($variant:ident $(in $key:literal)? $(: $guard:ident $(($($demand:tt)*))?)?),* $(,)?; $other:ident $(: $any:ident)?
    }) => {
        const _: () = {
            static LAYOUT: $crate::UnionLayout = $crate::UnionLayout {
                branches: &[
                    $($((stringify!($unit), $crate::Guard::value(&$($value)? $($crate::JsonText($text))?)),)+)?
                    $((stringify!($variant), $crate::__guard!($($key)? $($guard $(($($demand)*))?)?)),)*
                    $((stringify!($other), $crate::__guard!($any)))?
                ],
            };
            impl $crate::Decode for $ty {
                #[inline]
                fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Result<Self, $crate::DecodeError> {
                    let mut choice = reader.choose(&LAYOUT)?;
                    let mut found = $crate::None;
                    'found: {
                        $(if let $crate::Some(unit) = choice.unit(reader)? {
                            found = $crate::Some(const { &[$(Self::$unit),+] }[unit].clone());
                            break 'found;
                        })?
                        $(if choice$(.under($key))?.attempt(reader, Self::$variant, &mut found)? {
                            break 'found;
                        })*
                        $(
                            let $any = choice.attempt(reader, Self::$other, &mut found)?;
                            if $any {
                                break 'found;
                            }
                        )?
                        found = choice.settle(reader, found)?;
                    }
                    match found {
                        $crate::Some(found) => $crate::Ok(found),
                        $crate::None => $crate::Decode::decode(reader).map(Self::$other),
                    }
                }
            }
            impl $crate::Encode for $ty {
                #[inline]
                fn encode(&self, writer: &mut $crate::Writer) {
                    match self {
                        $($(Self::$unit => $crate::TagValue::write(&$($value)? $($crate::JsonText($text))?, writer),)+)?
                        $(Self::$variant(value) => {
                            $(let value = &$crate::under($key, value);)?
                            $crate::Encode::encode(value, writer)
                        })*
                        Self::$other(value) => $crate::Encode::encode(value, writer),
                    }
                }
            }
            $crate::serde_impls!($ty);
        };
    };
}

/// From a guard's words to its value.
#[doc(hidden)]
#[macro_export]
macro_rules! __guard {
    (object) => {
        $crate::Guard::object($crate::Demand { tags: &[], has: &[] })
    };
    (object($($tag:literal = $($value:literal)|+),* $(,)?)) => {
        $crate::Guard::object($crate::Demand { tags: &[$(($tag, &[$(&$value),+])),*], has: &[] })
    };
    (object($($tag:literal = $($value:literal)|+,)* lacks $($absent:literal),+ $(, has $($name:literal),+)? $(,)?)) => {
        $crate::Guard::object($crate::Demand {
            tags: &[$(($tag, &[$(&$value),+]),)* $(($absent, &[])),+],
            has: &[$($($name),+)?],
        })
    };
    (object($($tag:literal = $($value:literal)|+,)* has $($name:literal),+ $(,)?)) => {
        $crate::Guard::object($crate::Demand {
            tags: &[$(($tag, &[$(&$value),+])),*],
            has: &[$($name),+],
        })
    };
    ($name:literal) => {
        $crate::Guard::only($name)
    };
    (several($($name:literal $(or $null:ident)?),+)) => {
        $crate::Guard::several(&[$($crate::__counted!($name $(or $null)?)),+])
    };
    ($kind:ident) => {
        $crate::Guard::$kind
    };
}

/// A property that counts, and whether it does with `null`.
#[doc(hidden)]
#[macro_export]
macro_rules! __counted {
    ($name:literal or null) => {
        ($name, true)
    };
    ($name:literal) => {
        ($name, false)
    };
}
