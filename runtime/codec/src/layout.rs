//! The tables that describe how a struct is written.
//!
//! Variants and functions are named like the keywords of the macros (`required`, `query`, …), so that a macro can use a word as
//! a path without translating it: that keeps expansion cheap.

use std::borrow::Cow;

use crate::plain::{is_plain, same};

/// How one struct looks on the wire. Made by the macros; fields are parallel arrays in the struct's order.
#[doc(hidden)]
#[derive(Debug)]
pub struct Layout {
    /// Names of properties, as JSON writes them within the quotation marks: so they are compared and copied without a
    /// look at what is in them. A flattened map of undeclared keys has none and comes last in `presence`.
    pub names: &'static [&'static str],
    /// Whether each may be absent or null.
    pub presence: &'static [Presence],
    /// For params: where each goes. Empty for other structs.
    pub places: &'static [Place],
}

impl Layout {
    /// The name of a property; empty for a map of undeclared keys.
    pub fn name(&self, index: usize) -> Cow<'static, str> {
        let written = self.names.get(index).copied().unwrap_or_default();
        if !written.contains('\\') {
            return Cow::Borrowed(written);
        }
        crate::from_str(&format!("\"{written}\"")).map_or(Cow::Borrowed(written), Cow::Owned)
    }

    /// The property of a name, looked for from one on, then before it.
    #[inline]
    pub(crate) fn find(&self, name: &str, from: usize) -> Option<usize> {
        let (before, after) = self.names.split_at(from.min(self.names.len()));
        let is_name = |written: &&str| same(written.as_bytes(), name.as_bytes());
        let found = (after
            .iter()
            .position(is_name)
            .map(|index| index.wrapping_add(before.len())))
        .or_else(|| before.iter().position(is_name));
        match found {
            // what JSON does not write as it is, is not found so
            None if !is_plain(name.as_bytes()) => {
                (0..self.names.len()).find(|index| self.name(*index) == name)
            }
            found => found,
        }
    }
}

/// Whether a property may be absent, and whether it may be null.
#[doc(hidden)]
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// `T`: there, and not null unless `T` itself reads null.
    required,
    /// `T` of a tag: there. What is made without a text has the value behind it.
    told,
    /// `T` of a list or map: there; null counts as one without entries.
    filled,
    /// `Option<T>`: there, perhaps null.
    nullable,
    /// `Option<T>`: perhaps null; one that is absent counts as null.
    lenient,
    /// `Option<T>`: perhaps absent.
    optional,
    /// `Option<T>` of a `T` that reads null itself, mostly an `Option`: perhaps absent, perhaps null.
    maybe,
    /// `Map<T>` of all undeclared keys.
    extra,
}

impl Presence {
    /// Whether a text without the property is refused.
    #[inline]
    pub(crate) fn must_be_there(self) -> bool {
        matches!(
            self,
            Self::required | Self::told | Self::filled | Self::nullable
        )
    }

    /// Whether null leaves the slot empty.
    #[inline]
    pub(crate) fn takes_null(self) -> bool {
        matches!(
            self,
            Self::filled | Self::nullable | Self::lenient | Self::optional
        )
    }
}

/// Where a parameter goes.
#[doc(hidden)]
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the path template.
    path,
    /// Into the query string.
    query(Style),
    /// A request header.
    header,
    /// A request header in which objects are written as `name=value`.
    header_exploded,
    /// A request header that holds JSON.
    header_json,
    /// Cookies: one, or one for each part.
    cookie(Style),
    /// The whole query string.
    querystring(Style),
    /// A property of the body.
    body,
    /// A property of a form, in a style of its own.
    form(Style),
    /// The body itself.
    whole_body,
    /// A header of a part of a multipart body: the name is `part/header`.
    part_header,
    /// Such a header in which objects are written as `name=value`.
    part_header_exploded,
    /// Such a header that holds JSON.
    part_header_json,
}

/// How a value is written in a query string, a form, a path or a cookie.
#[doc(hidden)]
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    form,
    form_exploded,
    space_delimited,
    pipe_delimited,
    deep_object,
    brackets,
    /// Objects as JSON, lists as repeated names, all else as text.
    form_json,
    json,
    /// In a cookie: `name=1,2`, as it stands (OpenAPI 3.2, `style: cookie`).
    cookie,
    /// In a cookie: `name=1; name=2`, as it stands.
    cookie_exploded,
    /// In a path: `1,2`. As a query string: the text.
    simple,
    /// In a path: `a=1,b=2`.
    simple_exploded,
    /// In a path: `.1,2`.
    label,
    /// In a path: `.1.2`.
    label_exploded,
    /// In a path: `;name=1,2`.
    matrix,
    /// In a path: `;name=1;name=2`.
    matrix_exploded,
    form_reserved,
    form_exploded_reserved,
    space_delimited_reserved,
    pipe_delimited_reserved,
    deep_object_reserved,
    brackets_reserved,
    json_reserved,
    simple_reserved,
    simple_exploded_reserved,
    label_reserved,
    label_exploded_reserved,
    matrix_reserved,
    matrix_exploded_reserved,
}

impl Style {
    /// The style itself, and whether reserved characters stay as they are.
    pub fn split(self) -> (Style, bool) {
        match self {
            Style::form_reserved => (Style::form, true),
            Style::form_exploded_reserved => (Style::form_exploded, true),
            Style::space_delimited_reserved => (Style::space_delimited, true),
            Style::pipe_delimited_reserved => (Style::pipe_delimited, true),
            Style::deep_object_reserved => (Style::deep_object, true),
            Style::brackets_reserved => (Style::brackets, true),
            Style::json_reserved => (Style::json, true),
            Style::simple_reserved => (Style::simple, true),
            Style::simple_exploded_reserved => (Style::simple_exploded, true),
            Style::label_reserved => (Style::label, true),
            Style::label_exploded_reserved => (Style::label_exploded, true),
            Style::matrix_reserved => (Style::matrix, true),
            Style::matrix_exploded_reserved => (Style::matrix_exploded, true),
            style => (style, false),
        }
    }
}

/// From a filled slot to the field's value, by presence.
#[doc(hidden)]
pub mod take {
    /// The reader has checked that the property was there.
    #[inline]
    #[track_caller]
    pub fn required<T>(slot: Option<T>) -> T {
        match slot {
            Some(value) => value,
            None => unfilled(),
        }
    }

    #[cold]
    #[inline(never)]
    #[track_caller]
    fn unfilled() -> ! {
        unreachable!("`Reader::object` returns `Ok` only when every required slot is filled")
    }

    /// The reader has checked that the property was there, unless there is no text.
    #[inline]
    pub fn told<T>(slot: Option<T>) -> Told<T> {
        Told(slot)
    }

    /// A tag that was read, or none where there is no text.
    #[derive(Debug)]
    pub struct Told<T>(Option<T>);

    impl<T> Told<T> {
        /// What was read, or the tag.
        #[inline]
        #[track_caller]
        pub fn or_else(self, tag: fn() -> Option<T>) -> T {
            match self.0 {
                Some(value) => value,
                None => required(tag()),
            }
        }
    }

    #[inline]
    pub fn filled<T: Default>(slot: Option<T>) -> T {
        slot.unwrap_or_default()
    }

    #[inline]
    pub fn nullable<T>(slot: Option<T>) -> Option<T> {
        slot
    }

    #[inline]
    pub fn lenient<T>(slot: Option<T>) -> Option<T> {
        slot
    }

    #[inline]
    pub fn optional<T>(slot: Option<T>) -> Option<T> {
        slot
    }

    /// What a property that is absent is read as. Nothing, where the type can't hold it after all.
    #[cold]
    pub fn default<T: crate::Decode>(json: &str) -> Option<T> {
        crate::from_str(json).ok()
    }

    #[inline]
    pub fn maybe<T>(slot: Option<T>) -> Option<T> {
        slot
    }

    #[inline]
    pub fn extra<T: Default>(slot: Option<T>) -> T {
        slot.unwrap_or_default()
    }
}
