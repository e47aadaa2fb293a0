//! Strings that need not go through the word splitter, as most.

/// Whether a string is snake case already, as most are, so that it need not be split into words.
pub(super) fn is_snake(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    text.bytes().all(is_plain)
        && !text.starts_with('_')
        && !text.ends_with('_')
        && !text.contains("__")
}

/// The words of a string, if they are what is between its symbols: it has no capitals, no letters beyond ASCII, and no
/// symbols that have a name or belong to a word.
pub(super) fn plain(text: &str) -> Option<impl Iterator<Item = &str>> {
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'\'';
    let all = text.bytes().all(is_plain) && !text.starts_with(['+', '-']);
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    (all && text.bytes().any(|byte| byte.is_ascii_alphanumeric()))
        .then(|| words.filter(|word| !word.is_empty()))
}

/// The identifier of a string whose words are told by single capitals and underscores, as those of most types: in pascal case,
/// or in snake case.
pub(super) fn by_case(text: &str, is_pascal: bool) -> Option<String> {
    let mut ident = String::with_capacity(text.len().saturating_add(4));
    // whether the last letter of this word is a capital
    let mut last = None;
    let mut begins = true;
    for letter in text.chars() {
        match letter {
            '_' => {
                (last, begins) = (None, true);
                continue;
            }
            '0'..='9' => {}
            'a'..='z' => last = Some(false),
            'A'..='Z' => {
                match last {
                    // which of several capitals begins a word is a longer story
                    Some(true) => return None,
                    Some(false) => begins = true,
                    None => {}
                }
                last = Some(true);
            }
            _ => return None,
        }
        let is_parted = match is_pascal {
            true => super::is_number_torn(&ident, Some(letter)),
            false => !ident.is_empty(),
        };
        if begins && is_parted {
            ident.push('_');
        }
        ident.push(match begins && is_pascal {
            true => letter.to_ascii_uppercase(),
            false => letter.to_ascii_lowercase(),
        });
        begins = false;
    }
    (!ident.is_empty()).then_some(ident)
}
