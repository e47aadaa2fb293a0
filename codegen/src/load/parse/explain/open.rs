//! What is open at a position in YAML: brackets, quotes, block scalars, and the lines that later lines are nested under.

/// A bracket or a quote that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opened {
    /// The byte where it stands.
    pub(super) at: usize,
    pub(super) character: char,
}

/// A line that begins a level of indentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level {
    /// How many blanks are before what the level holds.
    pub(super) indent: usize,
    /// The byte of its first entry.
    pub(super) at: usize,
    /// Whether the entry is an item of a list.
    pub(super) is_item: bool,
}

/// What is open.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) quote: Option<Opened>,
    /// Brackets, the innermost last.
    pub(super) brackets: Vec<Opened>,
    /// Levels of indentation, the deepest last.
    pub(super) levels: Vec<Level>,
    /// The literal or folded block that ended last: the byte of its `|` or `>`, and the line behind its end.
    pub(super) block_ended: Option<(usize, usize)>,
    block: Option<Block>,
}

/// A literal or folded block: lines that are indented deeper than the line of its header.
#[derive(Debug)]
struct Block {
    header: usize,
    above: usize,
    /// How deep its lines are indented, as the first one that is not blank says.
    indent: Option<usize>,
}

impl Open {
    /// What is open before the byte `until`.
    pub(super) fn at(text: &str, until: usize) -> Self {
        let mut open = Self::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if start >= until {
                break;
            }
            let content = line.trim_end_matches(['\n', '\r']);
            let seen = content.len().min(until.saturating_sub(start));
            open.line(content.get(..seen).unwrap_or(content), start);
            start = start.saturating_add(line.len());
        }
        open
    }

    fn line(&mut self, line: &str, start: usize) {
        let indent = line
            .len()
            .saturating_sub(line.trim_start_matches(' ').len());
        if let Some(block) = &mut self.block {
            if line.trim().is_empty() {
                return;
            }
            let least = *block
                .indent
                .get_or_insert(indent.max(block.above.saturating_add(1)));
            if indent >= least {
                return;
            }
            self.block_ended = Some((block.header, start));
            self.block = None;
        }
        if self.quote.is_some() || !self.brackets.is_empty() {
            self.rest(line, 0, start, indent);
            return;
        }
        let is_blank = line.trim().is_empty() || line.trim_start().starts_with('#');
        if is_blank || (indent == 0 && (line.starts_with("---") || line.starts_with('%'))) {
            return;
        }
        let mut at = indent;
        loop {
            let content = line.get(at..).unwrap_or_default();
            let is_item = content == "-" || content.starts_with("- ");
            self.level(at, start.saturating_add(at), is_item);
            if !is_item {
                break;
            }
            let behind = content.get(1..).unwrap_or_default();
            let blanks = behind
                .len()
                .saturating_sub(behind.trim_start_matches(' ').len());
            at = at.saturating_add(blanks.saturating_add(1));
            if behind.trim().is_empty() {
                return;
            }
        }
        self.rest(line, at, start, at);
    }

    /// Notes an entry at an indentation.
    fn level(&mut self, indent: usize, at: usize, is_item: bool) {
        while self
            .levels
            .last()
            .is_some_and(|level| level.indent > indent)
        {
            self.levels.pop();
        }
        match self.levels.last_mut() {
            // a list may stand as deep as the key that it belongs to
            Some(level) if level.indent == indent && level.is_item == is_item => {}
            Some(level) if level.indent == indent && level.is_item => {
                self.levels.pop();
            }
            _ => self.levels.push(Level {
                indent,
                at,
                is_item,
            }),
        }
    }

    /// Reads a line from a byte of it on; `above` is how deep a block that begins on it must be indented at least.
    fn rest(&mut self, line: &str, from: usize, start: usize, above: usize) {
        // whether a value may begin here, rather than go on
        let mut fresh = self.quote.is_none();
        let mut before = ' ';
        let mut characters = line
            .char_indices()
            .skip_while(|(at, _)| *at < from)
            .peekable();
        while let Some((at, character)) = characters.next() {
            let next = characters.peek().map(|(_, next)| *next);
            let opened = Opened {
                at: start.saturating_add(at),
                character,
            };
            match (self.quote, character) {
                (Some(quote), '\\') if quote.character == '"' => {
                    characters.next();
                }
                (Some(quote), '\'') if quote.character == '\'' && next == Some('\'') => {
                    characters.next();
                }
                (Some(quote), _) => {
                    if quote.character == character {
                        self.quote = None;
                    }
                }
                (None, '#') if before == ' ' => return,
                (None, '"' | '\'') if fresh => {
                    self.quote = Some(opened);
                    fresh = false;
                }
                (None, '[' | '{') if fresh || !self.brackets.is_empty() => {
                    self.brackets.push(opened);
                    fresh = true;
                }
                (None, ']' | '}') if !self.brackets.is_empty() => {
                    self.brackets.pop();
                    fresh = false;
                }
                (None, '|' | '>') if fresh && self.brackets.is_empty() => {
                    self.block = Some(Block {
                        header: start.saturating_add(at),
                        above,
                        indent: None,
                    });
                    return;
                }
                (None, ',') if !self.brackets.is_empty() => fresh = true,
                (None, ':') if next.is_none_or(|next| next == ' ') => fresh = true,
                (None, ' ') => {}
                (None, _) => fresh = false,
            }
            before = character;
        }
    }
}
