//! Parses a regular expression.

use std::iter::Peekable;
use std::str::Chars;

use super::class::{DIGITS, LINE_ENDS, Range, SPACE, WORD, complement};
use super::tree::Tree;

/// How deep groups may lie in each other.
const DEPTH: u32 = 16;
/// How deep repetitions may lie in each other: each level may take as long as a name for each character of it.
const REPEATED: u32 = 2;
/// How often a repetition with a number may repeat.
const TIMES: u32 = 1000;

/// The tree of a regular expression, unless it says what trees can't.
#[must_use]
pub(super) fn parse(text: &str) -> Option<Tree> {
    let mut parser = Parser {
        rest: text.chars().peekable(),
    };
    let pattern = parser.any(0)?;
    (parser.rest.next().is_none() && repeated(&pattern) <= REPEATED).then_some(pattern)
}

/// How many repetitions lie in each other.
fn repeated(pattern: &Tree) -> u32 {
    match pattern {
        Tree::All(parts) | Tree::Any(parts) => parts.iter().map(repeated).max().unwrap_or_default(),
        Tree::Repeat(_, most, part) => repeated(part).saturating_add(u32::from(*most > 1)),
        _ => 0,
    }
}

struct Parser<'t> {
    rest: Peekable<Chars<'t>>,
}

/// What a character, or an escaped one, stands for.
enum Atom {
    One(char),
    Class(Vec<Range>),
}

impl Parser<'_> {
    fn takes(&mut self, char: char) -> bool {
        self.rest.next_if_eq(&char).is_some()
    }

    /// Alternatives, up to the end of the group.
    fn any(&mut self, depth: u32) -> Option<Tree> {
        let mut all = vec![self.all(depth)?];
        while self.takes('|') {
            all.push(self.all(depth)?);
        }
        match all.len() {
            1 => all.pop(),
            _ => Some(Tree::Any(all)),
        }
    }

    /// One alternative.
    fn all(&mut self, depth: u32) -> Option<Tree> {
        let mut all: Vec<Tree> = Vec::new();
        while let Some(char) = self.rest.next_if(|char| !matches!(char, '|' | ')')) {
            let part = match char {
                '^' => Tree::Start,
                '$' => Tree::End,
                '.' => Tree::Not(LINE_ENDS.to_vec()),
                '(' => self.group(depth)?,
                '[' => self.class()?,
                '*' | '+' | '?' => return None,
                '\\' => match self.escaped(false)? {
                    Atom::One(char) => Tree::Text(char.to_string()),
                    Atom::Class(ranges) => Tree::One(ranges),
                },
                char => Tree::Text(char.to_string()),
            };
            let is_place = matches!(part, Tree::Start | Tree::End);
            match self.times()? {
                None => match (all.last_mut(), part) {
                    (Some(Tree::Text(before)), Tree::Text(text)) => before.push_str(&text),
                    (_, part) => all.push(part),
                },
                Some(_) if is_place => return None,
                Some((least, most)) => all.push(Tree::Repeat(least, most, Box::new(part))),
            }
        }
        match all.len() {
            1 => all.pop(),
            _ => Some(Tree::All(all)),
        }
    }

    /// `(…)`, `(?:…)` or `(?<name>…)`.
    fn group(&mut self, depth: u32) -> Option<Tree> {
        if depth == DEPTH {
            return None;
        }
        if self.takes('?') {
            match self.rest.next()? {
                ':' => {}
                '<' => {
                    // `(?<=` and `(?<!` look behind
                    self.rest
                        .next_if(|char| char.is_alphabetic() || *char == '_')?;
                    while !self.takes('>') {
                        self.rest.next()?;
                    }
                }
                _ => return None,
            }
        }
        let inner = self.any(depth.saturating_add(1))?;
        self.takes(')').then_some(inner)
    }

    /// How often what came last repeats, where that is said.
    #[expect(
        clippy::option_option,
        reason = "what is not understood is another thing than nothing"
    )]
    fn times(&mut self) -> Option<Option<(u32, u32)>> {
        let times = match self.rest.peek() {
            Some('*') => (0, u32::MAX),
            Some('+') => (1, u32::MAX),
            Some('?') => (0, 1),
            Some('{') => {
                self.rest.next();
                let least = self.number()?;
                let most = match self.takes(',') {
                    false => least,
                    true if self.rest.peek() == Some(&'}') => u32::MAX,
                    true => self.number()?,
                };
                // the brace itself goes below
                if self.rest.peek() != Some(&'}') || least > most {
                    return None;
                }
                (least, most)
            }
            _ => return Some(None),
        };
        self.rest.next();
        // as few as possible or as many: the same texts match
        self.takes('?');
        Some(Some(times))
    }

    fn number(&mut self) -> Option<u32> {
        let mut digits = String::new();
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        digits.parse().ok().filter(|times| *times <= TIMES)
    }

    /// `[…]`
    fn class(&mut self) -> Option<Tree> {
        let is_not = self.takes('^');
        let mut ranges: Vec<Range> = Vec::new();
        while !self.takes(']') {
            let first = match self.member()? {
                Atom::One(first) => first,
                Atom::Class(class) => {
                    ranges.extend(class);
                    continue;
                }
            };
            if !self.takes('-') {
                ranges.push((first, first));
                continue;
            }
            if self.rest.peek() == Some(&']') {
                ranges.extend([(first, first), ('-', '-')]);
                continue;
            }
            match self.member()? {
                Atom::One(last) if first <= last => ranges.push((first, last)),
                Atom::One(_) => return None,
                Atom::Class(class) => {
                    ranges.extend([(first, first), ('-', '-')]);
                    ranges.extend(class);
                }
            }
        }
        Some(match is_not {
            true => Tree::Not(ranges),
            false => Tree::One(ranges),
        })
    }

    fn member(&mut self) -> Option<Atom> {
        match self.rest.next()? {
            '\\' => self.escaped(true),
            char => Some(Atom::One(char)),
        }
    }

    /// What stands behind a backslash.
    fn escaped(&mut self, in_class: bool) -> Option<Atom> {
        Some(match self.rest.next()? {
            'd' => Atom::Class(DIGITS.to_vec()),
            'D' => Atom::Class(complement(DIGITS)),
            'w' => Atom::Class(WORD.to_vec()),
            'W' => Atom::Class(complement(WORD)),
            's' => Atom::Class(SPACE.to_vec()),
            'S' => Atom::Class(complement(SPACE)),
            't' => Atom::One('\t'),
            'n' => Atom::One('\n'),
            'r' => Atom::One('\r'),
            'f' => Atom::One('\u{c}'),
            'v' => Atom::One('\u{b}'),
            'b' if in_class => Atom::One('\u{8}'),
            '0' if !self.rest.peek().is_some_and(char::is_ascii_digit) => Atom::One('\0'),
            'x' => Atom::One(self.code(2)?),
            'u' if self.takes('{') => {
                let mut digits = String::new();
                while !self.takes('}') {
                    digits.push(self.rest.next()?);
                }
                let code = u32::from_str_radix(&digits, 16).ok()?;
                Atom::One(char::from_u32(code)?)
            }
            'u' => Atom::One(self.code(4)?),
            char if char.is_alphanumeric() => return None,
            char => Atom::One(char),
        })
    }

    /// A character by its number in so many hexadecimal digits.
    fn code(&mut self, digits: usize) -> Option<char> {
        let mut code = 0;
        for _ in 0..digits {
            let digit = self.rest.next()?.to_digit(16)?;
            code = u32::checked_mul(code, 16)?.checked_add(digit)?;
        }
        char::from_u32(code)
    }
}
