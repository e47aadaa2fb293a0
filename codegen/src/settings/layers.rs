//! Merges settings of several sources, and records the source of each.

use std::ops::Range;
use std::sync::Arc;

use super::text::Text;
use crate::diagnostic::{FileId, Part, Place, Severity, Sources};

/// Where settings came from: the files that were laid over each other, the one that counts most first.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    layers: Vec<Layer>,
}

/// One of the files.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    file: FileId,
    text: Arc<Text>,
    /// The JSON pointer of the table that holds the settings.
    prefix: String,
    /// Whether the settings are for several documents, so that some may apply to nothing in one of them.
    is_shared: bool,
}

impl Layer {
    /// A file for one document.
    pub(super) fn own(file: FileId, text: Arc<Text>) -> Self {
        Self {
            file,
            text,
            prefix: String::new(),
            is_shared: false,
        }
    }

    /// The same file, where it is for several documents.
    pub(super) fn for_several(self) -> Self {
        Self {
            is_shared: true,
            ..self
        }
    }

    /// The same file, but only what is below a JSON pointer.
    pub(super) fn below(self, prefix: String) -> Self {
        Self { prefix, ..self }
    }
}

impl Origin {
    pub(super) fn of(layer: Layer) -> Self {
        Self {
            layers: vec![layer],
        }
    }

    /// Adds a file that counts less than those that are here.
    pub(super) fn under(&mut self, layer: Layer) {
        self.layers.push(layer);
    }

    /// Adds a file that counts more.
    pub(super) fn over(&mut self, layer: Layer) {
        self.layers.insert(0, layer);
    }

    /// Where the setting at a JSON pointer stands, such as `/select/include/0`; with how much it matters when it
    /// applies to nothing: settings that are for several documents may.
    #[must_use]
    pub fn place(&self, pointer: &str) -> Option<(Severity, Place)> {
        self.layers.iter().find_map(|layer| {
            let place = layer
                .text
                .place(layer.file, &format!("{}{pointer}", layer.prefix))?;
            let severity = if layer.is_shared {
                Severity::Note
            } else {
                Severity::Warning
            };
            Some((severity, place))
        })
    }

    /// The texts of a document and of its settings, to render diagnostics about both.
    #[must_use]
    pub fn with<'a>(&'a self, document: &'a dyn Sources) -> impl Sources + 'a {
        Both {
            origin: self,
            document,
        }
    }

    /// Adds selectors of a command line: for each list how many there are already, and those that are new.
    pub(crate) fn add_selectors(
        &mut self,
        include: (usize, &[String]),
        exclude: (usize, &[String]),
    ) {
        if include.1.is_empty() && exclude.1.is_empty() {
            return;
        }
        let mut text = Text::default();
        text.name.push_str("the command line");
        for (name, (start, selectors)) in [("include", include), ("exclude", exclude)] {
            for (at, selector) in selectors.iter().enumerate() {
                text.append(
                    &format!("--{name} "),
                    selector,
                    format!("/select/{name}/{}", start.saturating_add(at)),
                );
            }
        }
        self.over(Layer::own(FileId::ARGUMENTS, Arc::new(text)));
    }

    fn text_of(&self, file: FileId) -> Option<&Text> {
        let layer = self.layers.iter().find(|layer| layer.file == file)?;
        Some(&layer.text)
    }
}

impl Sources for Origin {
    fn name(&self, file: FileId) -> &str {
        self.text_of(file).map_or("", |text| &text.name)
    }

    fn text(&self, file: FileId) -> &str {
        self.text_of(file).map_or("", |text| &text.text)
    }

    fn bytes(&self, place: &Place) -> Option<Range<usize>> {
        match place.part {
            Part::Bytes { start, end } => Some(start as usize..end as usize),
            Part::Key | Part::FirstKey | Part::Value => None,
        }
    }

    fn position(&self, file: FileId, byte: usize) -> (usize, usize) {
        self.text_of(file)
            .map_or((1, 1), |text| text.position(byte))
    }
}

/// The texts of a document and of its settings.
struct Both<'a> {
    origin: &'a Origin,
    document: &'a dyn Sources,
}

impl Both<'_> {
    fn of(&self, file: FileId) -> &dyn Sources {
        match self.origin.text_of(file) {
            Some(_) => self.origin,
            None => self.document,
        }
    }
}

impl Sources for Both<'_> {
    fn name(&self, file: FileId) -> &str {
        self.of(file).name(file)
    }

    fn text(&self, file: FileId) -> &str {
        self.of(file).text(file)
    }

    fn bytes(&self, place: &Place) -> Option<Range<usize>> {
        self.of(place.file).bytes(place)
    }

    fn position(&self, file: FileId, byte: usize) -> (usize, usize) {
        self.of(file).position(file, byte)
    }
}

/// Puts the entries of one table over those of another; tables in them are joined, anything else is replaced.
pub(crate) fn lay_over(table: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (table.get_mut(&key), value) {
            (Some(toml::Value::Table(table)), toml::Value::Table(over)) => lay_over(table, over),
            (_, value) => {
                table.insert(key, value);
            }
        }
    }
}
