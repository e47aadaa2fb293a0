//! Reads files into trees, and reports what went wrong.

use std::ops::Range;
use std::path::Path;

use super::files::{File, Files};
use super::node::{Node, Number};
use super::options::LoadOptions;
use super::parse::{self, Cause, Duplicate, Format, Relaxed, Twice};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Part, Place};
use crate::limits::Limit;
use crate::source::{ReadError, Source};

/// Reads the root document.
pub(super) fn root(
    source: &dyn Source,
    path: &Path,
    options: &LoadOptions,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let name = path.display().to_string();
    match source.read(path, options.limits.of(Limit::FileBytes) as u64) {
        Ok(bytes) => file(bytes, path, name, files, diagnostics).1,
        Err(error) => {
            let id = files.unread(path, name);
            let code = if matches!(error, ReadError::TooLarge { .. }) {
                Code::FileTooLarge
            } else {
                Code::UnreadableFile
            };
            let diagnostic = Diagnostic::error(
                code,
                Place::value(id, ""),
                format!("the document can't be read: {error}"),
            );
            diagnostics.push(match code {
                Code::FileTooLarge => diagnostic.help(Limit::FileBytes.remedy()),
                _ => diagnostic,
            });
            None
        }
    }
}

/// Reads what a file holds. Its tree is absent if it can't be read; a diagnostic says why.
pub(super) fn file(
    bytes: Vec<u8>,
    path: &Path,
    name: String,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> (FileId, Option<Node>) {
    let hint = match path
        .extension()
        .and_then(|e| e.to_str())
        .map(str::to_ascii_lowercase)
        .as_deref()
    {
        Some("json") => Some(Format::Json),
        Some("yaml" | "yml") => Some(Format::Yaml),
        _ => None,
    };
    let format = hint.unwrap_or(Format::Yaml);
    let text = match text(bytes) {
        Ok(text) => text,
        Err((text, at)) => {
            let id = files.push(File::new(path.to_owned(), name, text, format));
            let place = at_bytes(id, at..at.saturating_add(1));
            diagnostics.push(
                Diagnostic::error(Code::NotUtf8, place, "this file is not valid UTF-8")
                    .label("the first invalid byte")
                    .help("save it as UTF-8; UTF-16 is read as well, if it is whole"),
            );
            return (id, None);
        }
    };
    // a description in a file of its own
    let is_prose = path
        .extension()
        .and_then(|e| e.to_str())
        .is_some_and(|e| ["md", "markdown", "txt"].contains(&e.to_ascii_lowercase().as_str()));
    if is_prose {
        let node = Node::from(text.as_str());
        let id = files.push(File::new(path.to_owned(), name, text, format));
        return (id, Some(node));
    }
    let id = files.push(File::new(path.to_owned(), name, text, format));
    let Some(file) = files.get_mut(id) else {
        return (id, None);
    };
    match parse::parse(file.text(), hint) {
        Ok(parsed) => {
            file.set_format(parsed.format);
            let mut node = parsed.node;
            for pointer in parsed.rounded {
                restore(&mut node, &pointer, file);
            }
            let relaxed = parsed.relaxed.into_iter();
            diagnostics.extend(relaxed.map(|(at, what)| nearly_json(id, at, what)));
            diagnostics.extend(parsed.duplicates.into_iter().map(|found| twice(id, found)));
            if parsed.more {
                diagnostics.push(Diagnostic::warning(
                    Code::SeveralDocuments,
                    Place::value(id, ""),
                    "this file holds several YAML documents; only the first one is read",
                ));
            }
            (id, Some(node))
        }
        Err(error) => {
            let (code, message) = match error.cause {
                Cause::Syntax if file.format() == Format::Json => {
                    (Code::Syntax, "this JSON can't be read")
                }
                Cause::Syntax => (Code::Syntax, "this YAML can't be read"),
                Cause::Depth => (Code::TooDeep, "this document is nested too deeply"),
                Cause::Aliases => (
                    Code::AliasBomb,
                    "this document grows too large when its aliases are written out",
                ),
            };
            let mut diagnostic = Diagnostic::error(code, at_bytes(id, error.at), message);
            diagnostic.label = error.message;
            diagnostic.help = error.help;
            if let Some((place, label)) = error.beside {
                diagnostic = diagnostic.mark(at_bytes(id, place), label);
            }
            diagnostics.push(diagnostic);
            (id, None)
        }
    }
}

/// Bytes of a file; at least one, so that there is something to mark.
fn at_bytes(file: FileId, bytes: Range<usize>) -> Place {
    Place::bytes(
        file,
        bytes.start,
        bytes.end.max(bytes.start.saturating_add(1)),
    )
}

/// What is said of a text that calls itself JSON and is not quite.
fn nearly_json(file: FileId, at: usize, what: Relaxed) -> Diagnostic {
    let place = at_bytes(file, at..at.saturating_add(1));
    let message = match what {
        Relaxed::Comment => "JSON has no comments",
        Relaxed::TrailingComma => "JSON has no comma after the last entry",
    };
    Diagnostic::warning(Code::Syntax, place, message).label("the first one; all are ignored")
}

/// What is said of a key that was given twice.
fn twice(file: FileId, found: Duplicate) -> Diagnostic {
    let place = Place::key(file, found.pointer);
    let mut first = place.clone();
    first.part = Part::FirstKey;
    match found.outcome {
        Twice::Last => Diagnostic::warning(
            Code::DuplicateKey,
            place,
            "this key appears twice in one object",
        )
        .label("this one counts")
        .mark(first, "this one is ignored"),
        Twice::Joined => Diagnostic::warning(
            Code::DuplicateKey,
            place,
            "this key appears twice in one object",
        )
        .label("the two are merged")
        .mark(first, "the first one"),
        Twice::Collides => Diagnostic::error(
            Code::DuplicateKey,
            place,
            "this key appears twice in one object, and both contain the same part",
        )
        .label("the second one")
        .mark(first, "the first one")
        .help("remove or rename one of the two"),
    }
}

/// Bytes as text, without a byte order mark; UTF-16 is understood by its mark, or by the zeros in its first two characters,
/// which are ASCII in any document. Otherwise the text as far as it can be
/// shown, and the offset of the first bad byte.
fn text(bytes: Vec<u8>) -> Result<String, (String, usize)> {
    let wide = |from: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| from(*pair)).collect();
        // the mark is the first unit
        let units = units.strip_prefix(&[0xfeff]).unwrap_or(&units);
        match String::from_utf16(units) {
            Ok(text) if rest.is_empty() => Ok(text),
            _ => Err((String::from_utf16_lossy(units), 0)),
        }
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] | [1..=0x7f, 0, 1..=0x7f, 0, ..] => return wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, 1..=0x7f, 0, 1..=0x7f, ..] => return wide(u16::from_be_bytes),
        _ => {}
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes());
            Err((text.into_owned(), at))
        }
    }
}

/// Puts the digits of a rounded integer back, from the text.
fn restore(node: &mut Node, pointer: &str, file: &File) {
    let Some(raw) = file.raw(pointer) else { return };
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    if !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
        && let Some(place) = node.at_mut(pointer)
    {
        *place = Node::Number(Number::Big(raw.into()));
    }
}
