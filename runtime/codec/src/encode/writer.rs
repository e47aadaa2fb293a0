//! The one writer behind JSON and forms.

use std::any::Any;

use super::Encode;
use super::form::Form;
use super::string::{key, quoted, written_key};
use crate::layout::{Layout, Presence};
use crate::types::Binary;

/// Writes values as JSON or as a nested form.
///
/// Hand-written [`Encode`] impls call its methods; each writes one whole value.
#[derive(Debug)]
pub struct Writer {
    pub(super) out: Vec<u8>,
    mode: Mode,
    /// Where the outermost value is params: its fields go here.
    places: Option<Box<dyn Places>>,
    /// Where bytes go that the body sends as they are; null stands for them in the text.
    binaries: Option<Vec<Binary>>,
}

#[derive(Debug)]
enum Mode {
    Json,
    Form(Form),
}

/// Where the fields of params go: into the parts of a request, which this crate knows nothing of.
///
/// Calls hold it, and go from thread to thread.
#[doc(hidden)]
pub trait Places: Any + std::fmt::Debug + Send + Sync {
    /// Puts each field in its place.
    fn sort(&mut self, layout: &'static Layout, fields: &[&dyn Encode]);
}

/// The fields that are written, each with its place in the table.
#[inline]
fn present<'a>(
    layout: &'static Layout,
    fields: &'a [&'a dyn Encode],
) -> impl Iterator<Item = (usize, Presence, &'a dyn Encode)> {
    let all = layout.presence.iter().zip(fields).enumerate();
    all.filter(|(_, (presence, field))| {
        !(matches!(presence, Presence::optional | Presence::maybe) && field.is_absent())
    })
    .map(|(index, (presence, field))| (index, *presence, *field))
}

/// An array that is being written.
#[derive(Debug, Default)]
pub(super) struct Elements {
    count: usize,
    /// How a form leaves the current element.
    outer: usize,
}

impl Writer {
    /// A writer of JSON.
    pub fn json() -> Self {
        Self {
            out: Vec::new(),
            mode: Mode::Json,
            places: None,
            binaries: None,
        }
    }

    /// A writer of nested forms.
    pub fn form() -> Self {
        Self::form_below("")
    }

    /// A writer of a form that lies below a name which is already percent-encoded.
    #[doc(hidden)]
    pub fn form_below(name: &str) -> Self {
        Self {
            out: Vec::new(),
            mode: Mode::Form(Form::below(name)),
            places: None,
            binaries: None,
        }
    }

    /// A writer that sorts the fields of params by their places.
    #[doc(hidden)]
    pub fn params(places: Box<dyn Places>) -> Self {
        Self {
            places: Some(places),
            ..Self::json()
        }
    }

    /// A writer of JSON that keeps bytes beside the text.
    #[doc(hidden)]
    pub fn beside_binaries() -> Self {
        Self {
            binaries: Some(Vec::new()),
            ..Self::json()
        }
    }

    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// What the fields of params were sorted into.
    #[doc(hidden)]
    pub fn into_places(self) -> Option<Box<dyn Places>> {
        self.places
    }

    /// The bytes beside the text.
    #[doc(hidden)]
    pub fn take_binaries(&mut self) -> Vec<Binary> {
        self.binaries.take().unwrap_or_default()
    }

    /// Writes `null`; a form has an empty value there.
    pub fn null(&mut self) {
        match &self.mode {
            Mode::Json => self.out.extend_from_slice(b"null"),
            Mode::Form(form) => form.pair_plain(&mut self.out, ""),
        }
    }

    /// Writes a boolean.
    pub fn bool(&mut self, value: bool) {
        self.unreserved(if value { "true" } else { "false" });
    }

    /// Writes an integer.
    pub fn i64(&mut self, value: i64) {
        self.unreserved(itoa::Buffer::new().format(value));
    }

    /// Writes an integer.
    pub fn u64(&mut self, value: u64) {
        self.unreserved(itoa::Buffer::new().format(value));
    }

    /// Writes a number; one without fraction as an integer, and what is no number as `null`.
    pub fn f64(&mut self, value: f64) {
        const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: below it every integer has a float of its own
        if !value.is_finite() {
            self.null();
        } else if value.fract() == 0.0
            && value.abs() < EXACT
            && !(value == 0.0 && value.is_sign_negative())
        {
            self.i64(value as i64);
        } else {
            self.scalar(zmij::Buffer::new().format_finite(value));
        }
    }

    /// Writes a number by its text, which must be a JSON number.
    pub fn number_text(&mut self, text: &str) {
        self.scalar(text);
    }

    #[inline]
    fn scalar(&mut self, text: &str) {
        match &self.mode {
            Mode::Json => self.out.extend_from_slice(text.as_bytes()),
            Mode::Form(form) => form.pair(&mut self.out, text),
        }
    }

    /// Writes a scalar that looks the same in JSON and in a form.
    #[inline]
    fn unreserved(&mut self, text: &str) {
        match &self.mode {
            Mode::Json => self.out.extend_from_slice(text.as_bytes()),
            Mode::Form(form) => form.pair_plain(&mut self.out, text),
        }
    }

    /// Writes a string.
    pub fn str(&mut self, value: &str) {
        match &self.mode {
            Mode::Json => quoted(&mut self.out, value),
            Mode::Form(form) => form.pair(&mut self.out, value),
        }
    }

    /// Writes bytes: raw where the body can carry them, else in base64.
    pub fn binary(&mut self, value: &Binary) {
        if let Some(binaries) = &mut self.binaries {
            binaries.push(value.clone());
            return self.null();
        }
        match value.to_base64() {
            Some(text) => self.str(&text),
            None => self.null(),
        }
    }

    /// Writes an array.
    pub fn array(&mut self, items: &mut dyn Iterator<Item = &dyn Encode>) {
        let mut elements = self.open_array();
        for item in items {
            self.element(&mut elements);
            item.encode(self);
        }
        self.close_array(elements);
    }

    pub(super) fn open_array(&mut self) -> Elements {
        if let Mode::Json = self.mode {
            self.out.push(b'[');
        }
        Elements::default()
    }

    /// Goes to the next element, which the caller then writes.
    pub(super) fn element(&mut self, elements: &mut Elements) {
        let index = elements.count;
        elements.count = index.wrapping_add(1);
        match &mut self.mode {
            Mode::Json if index > 0 => self.out.push(b','),
            Mode::Json => {}
            Mode::Form(form) => {
                if index > 0 {
                    form.leave(elements.outer);
                }
                elements.outer = form.enter_index(index);
            }
        }
    }

    /// Ends an array; a form has an empty value where there is no element.
    pub(super) fn close_array(&mut self, elements: Elements) {
        match &mut self.mode {
            Mode::Json => self.out.push(b']'),
            Mode::Form(form) if elements.count == 0 => form.pair_plain(&mut self.out, ""),
            Mode::Form(form) => form.leave(elements.outer),
        }
    }

    /// Writes an object from names and values.
    pub fn map<'a>(&mut self, entries: &mut dyn Iterator<Item = (&'a str, &'a dyn Encode)>) {
        self.open();
        let mut first = true;
        for (name, value) in entries {
            self.property(&mut first, name, value);
        }
        self.close();
    }

    /// Writes an object from a table and its fields.
    #[doc(hidden)]
    pub fn object(&mut self, layout: &'static Layout, fields: &[&dyn Encode]) {
        if let Some(places) = &mut self.places {
            places.sort(layout, fields);
            return;
        }
        match self.mode {
            Mode::Json => self.json_object(layout, fields),
            Mode::Form(_) => {
                for (index, presence, field) in present(layout, fields) {
                    match presence {
                        Presence::extra => field.encode(self),
                        _ => self.form_property(layout, index, field),
                    }
                }
            }
        }
    }

    /// Each property goes behind a comma, without a question; the first one becomes the brace that opens the object.
    fn json_object(&mut self, layout: &'static Layout, fields: &[&dyn Encode]) {
        let start = self.out.len();
        for (index, presence, field) in present(layout, fields) {
            if presence == Presence::extra {
                self.entries(field);
                continue;
            }
            let name = layout.names.get(index).copied().unwrap_or_default();
            written_key(&mut self.out, name);
            field.encode(self);
        }
        match self.out.get_mut(start) {
            Some(first) => *first = b'{',
            None => self.out.push(b'{'),
        }
        self.out.push(b'}');
    }

    /// Writes a map's entries, each behind a comma.
    fn entries(&mut self, map: &dyn Encode) {
        let start = self.out.len();
        map.encode(self);
        // `{…}` or `{}`: the braces go
        self.out.pop();
        if self.out.len() == start.saturating_add(1) {
            self.out.truncate(start);
        } else if let Some(open) = self.out.get_mut(start) {
            *open = b',';
        }
    }

    /// Begins an object.
    #[doc(hidden)]
    pub fn open(&mut self) {
        if let Mode::Json = self.mode {
            self.out.push(b'{');
        }
    }

    /// Ends an object.
    #[doc(hidden)]
    pub fn close(&mut self) {
        if let Mode::Json = self.mode {
            self.out.push(b'}');
        }
    }

    /// Writes a property into the object that is open.
    #[doc(hidden)]
    #[inline]
    pub fn property(&mut self, first: &mut bool, name: &str, value: &dyn Encode) {
        let is_first = std::mem::take(first);
        match &mut self.mode {
            Mode::Json => {
                key(&mut self.out, is_first, name);
                value.encode(self);
            }
            Mode::Form(form) => {
                let outer = form.enter(name);
                value.encode(self);
                self.leave(outer);
            }
        }
    }

    /// Writes a property of an object that has a table into a form.
    fn form_property(&mut self, layout: &'static Layout, index: usize, value: &dyn Encode) {
        let Mode::Form(form) = &mut self.mode else {
            return;
        };
        let name = layout.names.get(index).copied().unwrap_or_default();
        let outer = match form.enter_written(name) {
            Some(outer) => outer,
            None => form.enter(&layout.name(index)),
        };
        value.encode(self);
        self.leave(outer);
    }

    fn leave(&mut self, outer: usize) {
        if let Mode::Form(form) = &mut self.mode {
            form.leave(outer);
        }
    }
}
