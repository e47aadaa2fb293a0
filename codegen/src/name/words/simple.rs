//! Strings that need not go through the word splitter, as most.

/// Whether a string is snake case already, as most are, so that it need not be split into words.
pub(super) fn is_snake(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    text.bytes().all(is_plain)
        && !text.starts_with('_')
        && !text.ends_with('_')
        && !text.contains("__")
}

/// The identifier of a string of ASCII letters, digits and symbols, none of which has a name or belongs to a word: in pascal
/// case, or in snake case.
///
/// Words stand between symbols, and are told by their capitals: those that `heck` finds, which writes each letter through a
/// formatter.
pub(super) fn by_words(text: &str, is_pascal: bool) -> Option<String> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii() && byte != b'\'');
    if !is_plain || text.starts_with(['+', '-']) {
        return None;
    }
    let text = super::acronyms(text);
    let mut ident = String::with_capacity(text.len().saturating_add(8));
    // whether the last letter of this word is a capital
    let mut last = None;
    let mut begins = true;
    let mut letters = text.bytes().peekable();
    while let Some(letter) = letters.next() {
        if !letter.is_ascii_alphanumeric() {
            (last, begins) = (None, true);
            continue;
        }
        if letter.is_ascii_uppercase()
            && match last {
                Some(false) => true,
                // the last of several capitals begins the word of the small letters behind it
                Some(true) => letters.peek().is_some_and(u8::is_ascii_lowercase),
                None => false,
            }
        {
            begins = true;
        }
        if letter.is_ascii_alphabetic() {
            last = Some(letter.is_ascii_uppercase());
        }
        if !begins {
            ident.push(char::from(letter.to_ascii_lowercase()));
            continue;
        }
        begins = false;
        let is_parted = match is_pascal {
            true => super::is_number_torn(&ident, Some(char::from(letter))),
            false => !ident.is_empty(),
        };
        if is_parted {
            ident.push('_');
        }
        ident.push(char::from(match is_pascal {
            true => letter.to_ascii_uppercase(),
            false => letter.to_ascii_lowercase(),
        }));
    }
    (!ident.is_empty()).then_some(ident)
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
