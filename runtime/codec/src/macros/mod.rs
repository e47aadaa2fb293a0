//! The macros of the tables behind generated types.
//!
//! They expand to as little code as possible: functions of the runtime do the work, and are not generic over the type.

mod enums;
mod numbers;
mod object;
#[cfg(test)]
mod tests;
mod union;

/// Implements serde's traits through the runtime's own.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_impls {
    (generic $($ty:ident),*) => {$(
        impl<T: $crate::Encode> $crate::serde::Serialize for $ty<T> {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> $crate::Result<S::Ok, S::Error> {
                $crate::serde_bridge::serialize(self, serializer)
            }
        }
        impl<'de, T: $crate::Decode> $crate::serde::Deserialize<'de> for $ty<T> {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> $crate::Result<Self, D::Error> {
                $crate::serde_bridge::deserialize(deserializer)
            }
        }
    )*};
    ($ty:path) => {
        impl $crate::serde::Serialize for $ty {
            #[inline]
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> $crate::Result<S::Ok, S::Error> {
                $crate::serde_bridge::serialize(self, serializer)
            }
        }
        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            #[inline]
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> $crate::Result<Self, D::Error> {
                $crate::serde_bridge::deserialize(deserializer)
            }
        }
    };
}
