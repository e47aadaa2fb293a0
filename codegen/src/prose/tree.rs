//! A description as a tree: the blocks and inlines that Markdown and HTML have in common.

/// What stands below each other.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// From 1 to 6.
    Heading(u8, Vec<Inline>),
    Code(String),
    Quote(Vec<Block>),
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    /// Rows of cells; the first row is the header.
    Table(Vec<Vec<Vec<Inline>>>),
    Rule,
}

/// What stands beside each other.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Inline {
    Text(String),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Strike(Vec<Inline>),
    Link {
        url: String,
        content: Vec<Inline>,
    },
    /// The box before an item of a task list, and whether it is ticked.
    Task(bool),
    /// A line break of the source that means a space.
    Soft,
    /// A line break that is meant.
    Hard,
}

/// The text without any marks.
pub(super) fn text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    collect(inlines, &mut out);
    out
}

fn collect(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Link { content, .. } => collect(content, out),
            Inline::Task(done) => out.push_str(if *done { "[x] " } else { "[ ] " }),
            Inline::Soft | Inline::Hard => out.push(' '),
        }
    }
}

/// The first paragraph, wherever it stands; else the first heading.
pub(super) fn first_text(blocks: &[Block]) -> Option<&[Inline]> {
    first_paragraph(blocks).or_else(|| {
        blocks.iter().find_map(|block| match block {
            Block::Heading(_, content) => Some(content.as_slice()),
            Block::Table(rows) => rows.first()?.first().map(Vec::as_slice),
            _ => None,
        })
    })
}

fn first_paragraph(blocks: &[Block]) -> Option<&[Inline]> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(content) => Some(content.as_slice()),
        Block::Quote(content) => first_paragraph(content),
        Block::List { items, .. } => items.iter().find_map(|item| first_paragraph(item)),
        _ => None,
    })
}

/// What blocks say, in one row: for a table's cell, which has no room for blocks.
pub(super) fn flatten(blocks: Vec<Block>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for block in blocks {
        let part = match block {
            Block::Paragraph(content) => content,
            Block::Heading(_, content) => vec![Inline::Strong(content)],
            Block::Code(code) => vec![Inline::Code(code)],
            Block::Quote(content) => flatten(content),
            Block::List { items, .. } => {
                let mut parts: Vec<Inline> = Vec::new();
                for item in items {
                    if !parts.is_empty() {
                        parts.push(Inline::Text("; ".to_owned()));
                    }
                    parts.extend(flatten(item));
                }
                parts
            }
            Block::Table(rows) => rows.into_iter().flatten().flatten().collect(),
            Block::Rule => continue,
        };
        if !out.is_empty() {
            out.push(Inline::Soft);
        }
        out.extend(part);
    }
    out
}
