//! Types that literals and arrays convert into.

/// A type that a plain text can be meant as.
///
/// Of a reference in a setter's argument the compiler must know that it is no value of such a type itself: hence a trait
/// beside [`From`].
pub trait FromText: for<'a> From<&'a str> {}

/// A type that a plain integer can be meant as.
pub trait FromInteger: From<i64> {}

/// A type that a plain number can be meant as.
pub trait FromFloat: From<f64> {}

/// A type beside lists that an array can be meant as: a [`From`] makes it of one.
pub trait FromItems {}
