//! The files that were loaded: their texts, and the places of values in them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::lines::Lines;
use super::parse::Format;
use super::spans::Spans;
use crate::diagnostic::{FileId, Part, Place, Sources};
use crate::text::head;

/// One file that was read, or could not be read.
#[derive(Debug)]
pub struct File {
    path: PathBuf,
    name: String,
    text: String,
    format: Format,
    spans: OnceLock<Spans>,
    lines: OnceLock<Lines>,
}

impl File {
    pub(super) fn new(path: PathBuf, name: String, text: String, format: Format) -> Self {
        Self {
            path,
            name,
            text,
            format,
            spans: OnceLock::new(),
            lines: OnceLock::new(),
        }
    }

    /// The canonical path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name in messages: the given path, or the path in the reference, relative to the root document.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, without a byte order mark. Empty if the file could not be read.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The format of the text.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    pub(super) fn set_format(&mut self, format: Format) {
        self.format = format;
    }

    fn spans(&self) -> &Spans {
        self.spans
            .get_or_init(|| Spans::of(&self.text, self.format))
    }

    /// The text of a number, a boolean or a string as the author wrote it.
    pub(super) fn raw(&self, pointer: &str) -> Option<&str> {
        let (start, end) = match self.spans.get() {
            None if self.text.len() > 2 * HEAD => {
                // What is asked for most is a version without quotes, near the beginning.
                let end = head(&self.text, HEAD).rfind('\n').unwrap_or(0);
                let head = Spans::of(head(&self.text, end), self.format);
                head.scalar(pointer)
                    .or_else(|| self.spans().scalar(pointer))?
            }
            _ => self.spans().scalar(pointer)?,
        };
        self.text.get(start as usize..end as usize)
    }
}

/// How much of a text is looked through before all of it is.
const HEAD: usize = 1 << 14;

/// All files of a load; the first one is the root document.
#[derive(Debug, Default)]
pub struct Files {
    all: Vec<File>,
    missing: BTreeMap<String, Option<PathBuf>>,
}

impl Files {
    pub(super) fn push(&mut self, file: File) -> FileId {
        self.all.push(file);
        FileId(u32::try_from(self.all.len().saturating_sub(1)).unwrap_or(u32::MAX))
    }

    /// Adds a file that can't be read.
    pub(super) fn unread(&mut self, path: &Path, name: String) -> FileId {
        self.push(File::new(
            path.to_owned(),
            name,
            String::new(),
            Format::Json,
        ))
    }

    /// Adds the files of another load; the number of the first of them.
    pub(super) fn append(&mut self, mut other: Self) -> u32 {
        let first = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.append(&mut other.all);
        self.missing.append(&mut other.missing);
        first
    }

    /// A file by its id.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&File> {
        self.all.get(id.0 as usize)
    }

    pub(super) fn get_mut(&mut self, id: FileId) -> Option<&mut File> {
        self.all.get_mut(id.0 as usize)
    }

    /// Notes a document that a reference names by URL and that is not at hand. `copy` is where `[references]` puts it.
    pub(super) fn miss(&mut self, url: &str, copy: Option<PathBuf>) {
        let is_web = ["http://", "https://"]
            .iter()
            .any(|scheme| url.starts_with(scheme));
        if is_web {
            self.missing.insert(url.to_owned(), copy);
        }
    }

    /// The documents that references name by URL and that are not at hand, each with its place if `[references]` says where
    /// copies are.
    pub fn missing(&self) -> impl ExactSizeIterator<Item = (&str, Option<&Path>)> {
        let all = self.missing.iter();
        all.map(|(url, copy)| (url.as_str(), copy.as_deref()))
    }

    /// All files in the order in which they were first needed.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (FileId, &File)> {
        self.all
            .iter()
            .enumerate()
            .map(|(at, file)| (FileId(u32::try_from(at).unwrap_or(u32::MAX)), file))
    }
}

impl Sources for Files {
    fn name(&self, file: FileId) -> &str {
        self.get(file).map_or("", File::name)
    }

    fn text(&self, file: FileId) -> &str {
        self.get(file).map_or("", File::text)
    }

    fn bytes(&self, place: &Place) -> Option<Range<usize>> {
        let (start, end) = match place.part {
            Part::Bytes { start, end } => (start, end),
            part => self.get(place.file)?.spans().find(&place.pointer, part)?,
        };
        Some(start as usize..end as usize)
    }

    fn position(&self, file: FileId, byte: usize) -> (usize, usize) {
        self.get(file).map_or((1, 1), |file| {
            let lines = file.lines.get_or_init(|| Lines::of(&file.text));
            lines.position(&file.text, byte)
        })
    }
}
