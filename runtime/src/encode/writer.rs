//! The one writer behind JSON and forms.

use super::Encode;
use super::form::Form;
use super::params::Parts;
use crate::layout::{Layout, Presence};
use crate::types::Binary;

/// Takes the events of a value and writes them as JSON or as a nested form.
///
/// Hand-written [`Encode`] impls call its methods; each writes one whole value.
#[derive(Debug)]
pub struct Writer {
    pub(super) out: Vec<u8>,
    mode: Mode,
    /// Where the outermost value is params: its fields go here.
    parts: Option<Box<Parts>>,
    /// Where bytes go that the body sends as they are; null stands for them in the text.
    pub(super) binaries: Option<Vec<Binary>>,
}

#[derive(Debug)]
enum Mode {
    Json,
    Form(Form),
}

impl Writer {
    /// A writer of JSON text.
    pub fn json() -> Self {
        Self {
            out: Vec::new(),
            mode: Mode::Json,
            parts: None,
            binaries: None,
        }
    }

    /// A writer of nested forms.
    pub fn form() -> Self {
        Self::form_below("")
    }

    /// A writer of a form that lies below a name which is already percent-encoded.
    pub(super) fn form_below(name: &str) -> Self {
        Self {
            out: Vec::new(),
            mode: Mode::Form(Form::below(name)),
            parts: None,
            binaries: None,
        }
    }

    /// A writer that sorts the fields of params by their places.
    pub(crate) fn params(parts: Parts) -> Self {
        Self {
            out: Vec::new(),
            mode: Mode::Json,
            parts: Some(Box::new(parts)),
            binaries: None,
        }
    }

    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    pub(crate) fn into_parts(self) -> Parts {
        self.parts.map_or_else(Parts::default, |parts| *parts)
    }

    /// Writes `null`; a form has an empty value there.
    pub fn null(&mut self) {
        match &self.mode {
            Mode::Json => self.out.extend_from_slice(b"null"),
            Mode::Form(form) => form.pair(&mut self.out, ""),
        }
    }

    /// Writes a boolean.
    pub fn bool(&mut self, value: bool) {
        self.scalar(if value { "true" } else { "false" });
    }

    /// Writes an integer.
    pub fn i64(&mut self, value: i64) {
        self.scalar(itoa::Buffer::new().format(value));
    }

    /// Writes an integer.
    pub fn u64(&mut self, value: u64) {
        self.scalar(itoa::Buffer::new().format(value));
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

    /// Writes a string.
    pub fn str(&mut self, value: &str) {
        match &self.mode {
            Mode::Json => json_string(&mut self.out, value),
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
        if let Mode::Json = self.mode {
            self.out.push(b'[');
            for (index, item) in items.enumerate() {
                if index > 0 {
                    self.out.push(b',');
                }
                item.encode(self);
            }
            self.out.push(b']');
            return;
        }
        let mut empty = true;
        for (index, item) in items.enumerate() {
            empty = false;
            let outer = self.enter(itoa::Buffer::new().format(index));
            item.encode(self);
            self.leave(outer);
        }
        if empty {
            self.null();
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
        if let Some(parts) = &mut self.parts {
            parts.sort(layout, fields);
            return;
        }
        self.open();
        let mut first = true;
        for (index, (presence, field)) in layout.presence.iter().zip(fields).enumerate() {
            match presence {
                Presence::optional | Presence::maybe if field.is_absent() => {}
                Presence::extra => self.entries(&mut first, *field),
                _ => self.property(&mut first, layout.names[index], *field),
            }
        }
        self.close();
    }

    /// Writes a map's entries into the object that is open.
    fn entries(&mut self, first: &mut bool, map: &dyn Encode) {
        if let Mode::Form(_) = self.mode {
            map.encode(self);
            return;
        }
        let start = self.out.len();
        map.encode(self);
        // `{…}` or `{}`: the braces go, and a comma comes where something stands before and behind
        let empty = self.out.len() - start <= 2;
        self.out.pop();
        if empty {
            self.out.truncate(start);
        } else if *first {
            self.out.remove(start);
        } else {
            self.out[start] = b',';
        }
        *first = *first && empty;
    }

    fn open(&mut self) {
        if let Mode::Json = self.mode {
            self.out.push(b'{');
        }
    }

    fn close(&mut self) {
        if let Mode::Json = self.mode {
            self.out.push(b'}');
        }
    }

    pub(super) fn property(&mut self, first: &mut bool, name: &str, value: &dyn Encode) {
        if let Mode::Json = self.mode {
            if !std::mem::take(first) {
                self.out.push(b',');
            }
            json_string(&mut self.out, name);
            self.out.push(b':');
            value.encode(self);
        } else {
            *first = false;
            let outer = self.enter(name);
            value.encode(self);
            self.leave(outer);
        }
    }

    fn enter(&mut self, name: &str) -> usize {
        match &mut self.mode {
            Mode::Form(form) => form.enter(name),
            Mode::Json => 0,
        }
    }

    fn leave(&mut self, outer: usize) {
        if let Mode::Form(form) = &mut self.mode {
            form.leave(outer);
        }
    }
}

/// Most strings need no escape: those are copied; `serde_json` writes the others.
pub(super) fn json_string(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let special = bytes.iter().fold(false, |special, byte| {
        special | (*byte < 0x20) | (*byte == b'"') | (*byte == b'\\')
    });
    if special && serde_json::to_writer(&mut *out, text).is_ok() {
        return;
    }
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    out.extend_from_slice(bytes);
    out.push(b'"');
}
