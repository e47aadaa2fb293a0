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
pub(super) fn by_words(text: &str, is_pascal: bool) -> Option<String> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii() && byte != b'\'');
    if !is_plain || text.starts_with(['+', '-']) {
        return None;
    }
    let mut ident = String::with_capacity(text.len().saturating_add(8));
    for word in words(&super::acronyms(text)) {
        let is_parted = match is_pascal {
            true => super::is_number_torn(&ident, word.chars().next()),
            false => !ident.is_empty(),
        };
        if is_parted {
            ident.push('_');
        }
        let mut letters = word.chars();
        ident.extend(letters.next().map(|first| match is_pascal {
            true => first.to_ascii_uppercase(),
            false => first.to_ascii_lowercase(),
        }));
        let from = ident.len();
        ident.push_str(letters.as_str());
        if let Some(rest) = ident.get_mut(from..) {
            rest.make_ascii_lowercase();
        }
    }
    (!ident.is_empty()).then_some(ident)
}

/// The words of an ASCII string, between its symbols and told by its capitals: those that `heck` finds, which writes each
/// letter through a formatter.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_ascii_alphanumeric());
    runs.flat_map(|mut run| {
        std::iter::from_fn(move || {
            let (word, rest) = run.split_at_checked(first_word(run.as_bytes()))?;
            run = rest;
            (!word.is_empty()).then_some(word)
        })
    })
}

/// The length of the first word of letters and digits.
fn first_word(run: &[u8]) -> usize {
    // whether the last letter is a capital
    let mut last = None;
    for (at, pair) in run.windows(2).enumerate() {
        let &[this, next] = pair else { break };
        let was = last;
        if this.is_ascii_alphabetic() {
            last = Some(this.is_ascii_uppercase());
        }
        if last == Some(false) && next.is_ascii_uppercase() {
            return at.saturating_add(1);
        }
        // the last of several capitals begins the word of the small letters behind it
        if was == Some(true) && this.is_ascii_uppercase() && next.is_ascii_lowercase() {
            return at;
        }
    }
    run.len()
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
