//! A parsed regular expression, printed in the syntax that the runtime supports.

/// A pattern that texts may match, anywhere in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// `^`
    Start,
    /// `$`
    End,
    /// These characters.
    Text(String),
    /// A character in one of these ranges.
    One(Vec<(char, char)>),
    /// A character in none of these ranges.
    Not(Vec<(char, char)>),
    /// All of them, one behind the other.
    All(Vec<Tree>),
    /// Any of them.
    Any(Vec<Tree>),
    /// As often as the first number says, and at most as often as the second.
    Repeat(u32, u32, Box<Tree>),
}

impl Tree {
    /// The texts that are written out in it, in order.
    pub(super) fn texts(&self) -> Vec<String> {
        let mut out = Vec::new();
        let mut stack = vec![self];
        while let Some(pattern) = stack.pop() {
            match pattern {
                Self::Text(text) => out.push(text.clone()),
                Self::All(parts) | Self::Any(parts) => stack.extend(parts.iter().rev()),
                Self::Repeat(_, _, part) => stack.push(part),
                Self::Start | Self::End | Self::One(_) | Self::Not(_) => {}
            }
        }
        out
    }

    /// The same in the syntax of the `regex` packages, which differs from ECMA-262's in classes, escapes and braces.
    pub(super) fn regex(&self) -> String {
        match self {
            Self::Start => "^".to_owned(),
            Self::End => "$".to_owned(),
            Self::Text(text) => regex_lite::escape(text),
            Self::One(ranges) if ranges.is_empty() => format!("[^{}]", class(&ALL)),
            Self::One(ranges) => format!("[{}]", class(ranges)),
            Self::Not(ranges) if ranges.is_empty() => format!("[{}]", class(&ALL)),
            Self::Not(ranges) => format!("[^{}]", class(ranges)),
            Self::All(parts) => parts.iter().map(Self::regex).collect(),
            Self::Any(parts) => {
                let parts: Vec<String> = parts.iter().map(Self::regex).collect();
                format!("(?:{})", parts.join("|"))
            }
            Self::Repeat(least, most, part) => {
                let part = match &**part {
                    Self::One(_) | Self::Not(_) | Self::Any(_) => part.regex(),
                    _ => format!("(?:{})", part.regex()),
                };
                match (least, most) {
                    (0, 1) => format!("{part}?"),
                    (0, &u32::MAX) => format!("{part}*"),
                    (1, &u32::MAX) => format!("{part}+"),
                    (least, &u32::MAX) => format!("{part}{{{least},}}"),
                    (least, most) if least == most => format!("{part}{{{least}}}"),
                    (least, most) => format!("{part}{{{least},{most}}}"),
                }
            }
        }
    }
}

/// All characters.
const ALL: [(char, char); 1] = [('\0', char::MAX)];

/// What stands between the brackets of a class.
fn class(ranges: &[(char, char)]) -> String {
    // letters and digits stand for themselves in every syntax
    let one = |char: char| match char.is_ascii_alphanumeric() {
        true => char.to_string(),
        false => format!(r"\x{{{:x}}}", u32::from(char)),
    };
    let range = |(first, last): &(char, char)| match first == last {
        true => one(*first),
        false => format!("{}-{}", one(*first), one(*last)),
    };
    ranges.iter().map(range).collect()
}
