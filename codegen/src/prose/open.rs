//! The stack of open elements while a description is parsed. Tags may be closed in any order; the result is a tree.

use super::tree::{Block, Inline, flatten};

/// How deep elements may stand in each other; what is deeper loses its marks, not its text.
const DEEPEST: usize = 48;

/// What an open element will become.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Root,
    Quote,
    List {
        start: Option<u64>,
        /// Opened by an item that stood in no list.
        is_implied: bool,
    },
    Item,
    Table,
    Row,
    Cell,
    Paragraph,
    Heading(u8),
    Emphasis,
    Strong,
    Strike,
    Link(String),
    /// A code span or block of HTML, of which `from` is the place in the source if it is to be cut out there.
    Raw {
        is_block: bool,
        from: Option<usize>,
    },
    /// Contents that are not for readers.
    Hidden,
}

impl Kind {
    /// Whether paragraphs can stand in it.
    fn holds_blocks(&self) -> bool {
        matches!(self, Kind::Root | Kind::Quote | Kind::Item | Kind::Cell)
    }

    /// Whether it is made of blocks rather than of text.
    fn is_structure(&self) -> bool {
        self.holds_blocks() || matches!(self, Kind::List { .. } | Kind::Table | Kind::Row)
    }
}

struct Frame {
    id: usize,
    kind: Kind,
    /// The name of the HTML element; none for what Markdown opened.
    element: Option<String>,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    /// Items of a list, cells of a row.
    items: Vec<Vec<Block>>,
    rows: Vec<Vec<Vec<Inline>>>,
    raw: String,
}

/// The stack of open elements.
pub(super) struct Open {
    frames: Vec<Frame>,
    last_id: usize,
}

impl Open {
    pub(super) fn new() -> Self {
        let mut open = Self {
            frames: Vec::new(),
            last_id: 0,
        };
        open.push(Kind::Root, None);
        open
    }

    fn push(&mut self, kind: Kind, element: Option<&str>) -> usize {
        self.last_id = self.last_id.saturating_add(1);
        self.frames.push(Frame {
            id: self.last_id,
            kind,
            element: element.map(str::to_owned),
            blocks: Vec::new(),
            inlines: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
            raw: String::new(),
        });
        self.last_id
    }

    /// The kind of the innermost element.
    pub(super) fn top(&self) -> &Kind {
        self.frames.last().map_or(&Kind::Root, |frame| &frame.kind)
    }

    /// Whether the innermost element is the code or hidden element of this name.
    pub(super) fn is_top(&self, element: &str) -> bool {
        self.frames
            .last()
            .is_some_and(|frame| frame.element.as_deref() == Some(element))
    }

    /// Whether text would stand in a link.
    pub(super) fn is_in_link(&self) -> bool {
        self.frames
            .iter()
            .any(|frame| matches!(frame.kind, Kind::Link(_)))
    }

    /// Ends the paragraph, and the inline elements in it.
    pub(super) fn end_paragraph(&mut self) {
        while !self.top().is_structure() {
            self.pop();
        }
    }

    /// Opens an element made of blocks. Gives its id, or 0 when it is left out.
    pub(super) fn block(&mut self, kind: Kind, element: Option<&str>) -> usize {
        self.end_paragraph();
        if self.frames.len() >= DEEPEST {
            return 0;
        }
        match kind {
            Kind::Item => {
                if element.is_some() {
                    self.end_sibling(
                        |kind| *kind == Kind::Item,
                        |kind| {
                            matches!(
                                kind,
                                Kind::List { .. } | Kind::Quote | Kind::Cell | Kind::Root
                            )
                        },
                    );
                }
                if !matches!(self.top(), Kind::List { .. }) {
                    self.make_room();
                    self.push(
                        Kind::List {
                            start: None,
                            is_implied: true,
                        },
                        element,
                    );
                }
            }
            Kind::Row => {
                self.end_sibling(|kind| *kind == Kind::Row, |kind| *kind == Kind::Table);
                if *self.top() != Kind::Table {
                    self.make_room();
                    self.push(Kind::Table, element);
                }
            }
            Kind::Cell => {
                self.end_sibling(
                    |kind| *kind == Kind::Cell,
                    |kind| matches!(kind, Kind::Row | Kind::Table),
                );
                if *self.top() != Kind::Row {
                    if *self.top() != Kind::Table {
                        self.make_room();
                        self.push(Kind::Table, element);
                    }
                    self.push(Kind::Row, element);
                }
            }
            _ => self.make_room(),
        }
        self.push(kind, element)
    }

    /// Closes an element of which a new one of the same kind is the end, if it is open within its parent.
    fn end_sibling(
        &mut self,
        is_sibling: impl Fn(&Kind) -> bool,
        is_parent: impl Fn(&Kind) -> bool,
    ) {
        for at in (0..self.frames.len()).rev() {
            let Some(frame) = self.frames.get(at) else {
                continue;
            };
            if is_sibling(&frame.kind) {
                // an item that Markdown opened is closed by Markdown
                if frame.element.is_some() {
                    self.pop_to(at);
                }
                return;
            }
            if is_parent(&frame.kind) {
                return;
            }
        }
    }

    /// Makes the innermost element one that blocks can stand in.
    fn make_room(&mut self) {
        loop {
            match self.top() {
                Kind::List {
                    is_implied: true, ..
                } => self.pop(),
                Kind::List { .. } => {
                    self.push(Kind::Item, Some("li"));
                }
                Kind::Table => {
                    self.push(Kind::Row, Some("tr"));
                }
                Kind::Row => {
                    self.push(Kind::Cell, Some("td"));
                }
                kind if kind.holds_blocks() => return,
                _ => self.pop(),
            }
        }
    }

    /// Makes the innermost element one that text can stand in.
    fn make_line(&mut self) {
        if self.top().is_structure() {
            self.make_room();
            self.push(Kind::Paragraph, None);
        }
    }

    /// Opens an element within a line. Gives its id, or 0 when it is left out.
    pub(super) fn inline(&mut self, kind: Kind, element: Option<&str>) -> usize {
        if self.frames.len() >= DEEPEST || (matches!(kind, Kind::Link(_)) && self.is_in_link()) {
            return 0;
        }
        self.make_line();
        self.push(kind, element)
    }

    /// Closes the element of this id with all in it; nothing when it is closed already.
    pub(super) fn close(&mut self, id: usize) {
        if let Some(at) = self.frames.iter().rposition(|frame| frame.id == id) {
            self.pop_to(at);
        }
    }

    /// Closes the innermost HTML element of this name, unless something that Markdown opened stands between.
    pub(super) fn close_element(&mut self, element: &str) {
        for at in (0..self.frames.len()).rev() {
            let Some(frame) = self.frames.get(at) else {
                continue;
            };
            match frame.element.as_deref() {
                Some(name) if name == element => return self.pop_to(at),
                None if frame.kind.is_structure() => return,
                _ => {}
            }
        }
    }

    /// Adds a block, as it stands.
    pub(super) fn add_block(&mut self, block: Block) {
        self.end_paragraph();
        self.make_room();
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(block);
        }
    }

    /// Adds something to the line.
    pub(super) fn add(&mut self, inline: Inline) {
        match (self.top(), &inline) {
            (Kind::Hidden, _) => return,
            (Kind::Raw { .. }, _) => {
                let text = match &inline {
                    Inline::Text(text) | Inline::Code(text) => text,
                    _ => "\n",
                };
                return self.add_raw(text);
            }
            (kind, Inline::Soft | Inline::Hard) if kind.is_structure() => return,
            _ => {}
        }
        self.make_line();
        if let Some(frame) = self.frames.last_mut() {
            match (frame.inlines.last_mut(), inline) {
                (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
                (_, inline) => frame.inlines.push(inline),
            }
        }
    }

    /// Adds text; blanks alone do not begin a paragraph.
    pub(super) fn add_text(&mut self, text: &str) {
        if self.top().is_structure() && text.trim().is_empty() {
            return;
        }
        if !text.is_empty() {
            self.add(Inline::Text(text.to_owned()));
        }
    }

    /// Adds to the code that is open.
    pub(super) fn add_raw(&mut self, text: &str) {
        if let Some(frame) = self.frames.last_mut() {
            frame.raw.push_str(text);
        }
    }

    /// Closes what is open, down to and with the frame at this index, which is never the root.
    fn pop_to(&mut self, at: usize) {
        while self.frames.len() > at.max(1) {
            self.pop();
        }
    }

    /// Closes the innermost element. The root stays.
    fn pop(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let Some(parent) = self.frames.last_mut() else {
            return;
        };
        let inlines = frame.inlines;
        let has_text = !inlines.is_empty();
        match frame.kind {
            Kind::Root | Kind::Hidden => {}
            Kind::Paragraph if has_text => parent.blocks.push(Block::Paragraph(inlines)),
            Kind::Heading(level) if has_text => parent.blocks.push(Block::Heading(level, inlines)),
            Kind::Emphasis if has_text => parent.inlines.push(Inline::Emphasis(inlines)),
            Kind::Strong if has_text => parent.inlines.push(Inline::Strong(inlines)),
            Kind::Strike if has_text => parent.inlines.push(Inline::Strike(inlines)),
            Kind::Link(url) if has_text => parent.inlines.push(Inline::Link {
                url,
                content: inlines,
            }),
            Kind::Raw { is_block: true, .. } => parent.blocks.push(Block::Code(frame.raw)),
            Kind::Raw { .. } => parent.inlines.push(Inline::Code(frame.raw)),
            Kind::Quote if !frame.blocks.is_empty() => {
                parent.blocks.push(Block::Quote(frame.blocks))
            }
            Kind::Item | Kind::Cell => parent.items.push(frame.blocks),
            Kind::List { start, .. } if !frame.items.is_empty() => {
                parent.blocks.push(Block::List {
                    start,
                    items: frame.items,
                })
            }
            Kind::Row => parent
                .rows
                .push(frame.items.into_iter().map(flatten).collect()),
            Kind::Table if frame.rows.iter().any(|row| !row.is_empty()) => {
                parent.blocks.push(Block::Table(frame.rows));
            }
            _ => {}
        }
    }

    /// Closes everything.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.pop_to(1);
        self.frames
            .pop()
            .map(|root| root.blocks)
            .unwrap_or_default()
    }
}
