//! Texts that are nearly right, against `serde_json`: what is JSON, and what it means, must not depend on how it is read.

use crate as rt;
use rt::{Json, Map, from_str, to_string};

#[derive(Clone, Debug, PartialEq)]
struct Person {
    name: String,
    age: Option<i64>,
    rate: Option<f64>,
    friends: Option<Vec<Person>>,
    flag: Option<Option<bool>>,
    more: Map<Json>,
}

rt::object!(Person {
    name: required "name", age: optional "age", rate: lenient "rate", friends: optional "friends",
    flag: maybe "flag", more: extra,
});

const TEXTS: [&str; 5] = [
    r#"{"name":"Ada","age":36,"rate":1.5e0,"friends":[{"name":"Bob","flag":null},{"name":""}],"flag":true}"#,
    "{\n  \"age\" : -7 ,\r\n\t\"friends\" : [ ] , \"name\" : \"\\u00e9\\n\\\"\" , \"x\" : {\"y\":[1,2.50,\"z\",{}]}\n}",
    r#"{"flag":false,"name":"long enough to be read in several steps of eight bytes \\ and more","rate":null}"#,
    r#"{"n\u0061me":"x","age":10.0,"zip":"zap","zip":[[[]]],"rate":-0.5,"name":"y"}"#,
    r#"{"name":"\ud83d\ude00😀","age":1e2,"friends":[{"name":"a","friends":[{"name":"b","age":0}]}]}"#,
];

/// Pieces that are put in: each may be right somewhere.
const PIECES: [&str; 30] = [
    "\"", "\\", "{", "}", "[", "]", ",", ":", " ", "\n", "\t", "0", "9", "-", "+", ".", "e5",
    "null", "true", "fals", "\"a\":", "{}", "[]", "\"\"", "\u{1}", "é", "\\u12", "\\ud800", "name",
    "1,",
];

/// A generator of numbers that are the same in every run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap_or_default()
    }
}

fn mutated(numbers: &mut Numbers) -> String {
    let mut letters: Vec<char> = TEXTS[numbers.below(TEXTS.len())].chars().collect();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(letters.len() + 1);
        match numbers.below(4) {
            0 => letters.truncate(at),
            1 => {
                letters.drain(at..(at + numbers.below(4)).min(letters.len()));
            }
            _ => {
                let piece = PIECES[numbers.below(PIECES.len())];
                letters.splice(at..at, piece.chars());
            }
        }
    }
    letters.into_iter().collect()
}

/// Where the two are known to differ: numbers of which `f64` holds not all, and halves of surrogate pairs.
fn is_known(text: &str) -> bool {
    let exponent = text.split(['e', 'E']).skip(1).any(|rest| {
        let digits = rest.trim_start_matches(['+', '-']);
        digits.bytes().take_while(u8::is_ascii_digit).count() > 1
    });
    exponent || text.contains("\\ud") || text.contains("\\uD")
}

#[test]
fn the_same_texts_are_json() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let (mut good, mut bad) = (0, 0);
    for _ in 0..40_000 {
        let text = mutated(&mut numbers);
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        let ours = from_str::<Json>(&text);
        if !is_known(&text) {
            assert_eq!(ours.is_ok(), theirs.is_ok(), "{text}\n{ours:?}\n{theirs:?}");
        }
        let (Ok(ours), Ok(theirs)) = (ours, theirs) else {
            bad += 1;
            assert!(from_str::<Person>(&text).is_err(), "{text}");
            continue;
        };
        good += 1;
        if !is_known(&text) {
            assert_eq!(serde_json::Value::from(ours.clone()), theirs, "{text}");
        }
        // written anew, it has one spelling, one order of equal keys and no white space
        let anew = to_string(&ours);
        assert_eq!(from_str::<Json>(&anew).as_ref(), Ok(&ours), "{text}");
        let (one, other) = (from_str::<Person>(&text), from_str::<Person>(&anew));
        match (&one, &other) {
            (Ok(one), Ok(other)) => assert_eq!(one, other, "{text}"),
            (Err(_), Err(_)) => {}
            // a key that is there twice is read twice here, and may be wrong the first time
            (Err(_), Ok(_)) => {}
            (Ok(_), Err(error)) => panic!("{text}: {error}"),
        }
    }
    assert!(good > 4_000 && bad > 10_000, "{good} good, {bad} bad");
}
