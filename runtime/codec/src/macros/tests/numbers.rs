//! Enums of numbers, with all ways to write a number.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::{self as rt, Number, from_str, to_string};

#[derive(Clone, Debug, PartialEq)]
enum Ratio {
    N1,
    N20,
    Minus3,
    Unrecognized(Number),
}
rt::number_enum!(Ratio { N1 = 1, N20 = 20, Minus3 = -3; Unrecognized });

/// A stream of numbers below a limit.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % limit
    }
}

/// A number, as a multiple of a thousandth, in one of the ways to write it.
fn written(random: &mut Random) -> (i64, String) {
    let value = match random.below(4) {
        0 => [1_000, 20_000, -3_000][random.below(3) as usize],
        1 => (random.below(41) as i64 - 20) * 1_000,
        2 => (random.below(41) as i64 - 20) * 500,
        _ => random.below(60_000) as i64 - 30_000,
    };
    let shift = random.below(7) as usize;
    // the decimal point is moved to the left and the exponent makes up for it
    let digits = format!("{:0>12}", value.abs());
    let (whole, fraction) = digits.split_at(digits.len() - 3 - shift);
    let whole = whole.trim_start_matches('0');
    let mut fraction = fraction.trim_end_matches('0').to_owned();
    fraction.push_str(["", "0", "00"][random.below(3) as usize]);
    let sign = if value < 0 { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    let mut text = format!("{sign}{whole}");
    if !fraction.is_empty() {
        text += &format!(".{fraction}");
    }
    if shift > 0 || random.below(3) == 0 {
        let letter = ["e", "E", "e+"][random.below(3) as usize];
        text += &format!("{letter}{shift}");
    }
    (value, text)
}

#[test]
fn numbers_are_ordered_by_value_and_parsed_as_they_are_read() {
    let mut random = Random(7);
    let mut all: Vec<(i64, String)> = (0..400).map(|_| written(&mut random)).collect();
    all.extend([0, 1, 20, -3].map(|one| (one * 1_000, one.to_string())));
    all.push((0, "-0".to_owned()));
    let mut listed = 0;
    let mut values = Vec::new();
    for (value, text) in &all {
        let read: Ratio = from_str(text).unwrap();
        let number: Number = text.parse().unwrap();
        assert_eq!(text.parse::<Ratio>().unwrap(), read, "{text}");
        assert_eq!(Ratio::from(number.clone()), read, "{text}");
        let known = match value {
            1_000 => Some(Ratio::N1),
            20_000 => Some(Ratio::N20),
            -3_000 => Some(Ratio::Minus3),
            _ => None,
        };
        listed += usize::from(known.is_some());
        match known {
            // the same number, however it is written
            Some(known) => assert_eq!(read, known, "{text}"),
            None => assert_eq!(to_string(&read), *text),
        }
        assert_eq!(read.to_string(), to_string(&read));
        assert_eq!(read.to_string().parse::<Ratio>().unwrap(), read);
        values.push((*value, number, read));
    }
    assert!(listed > 50, "{listed}");
    for (value, number, read) in &values {
        for (other_value, other_number, other) in &values {
            let by_value = value.cmp(other_value);
            let orders = [number.cmp(other_number), read.cmp(other)];
            if by_value != Ordering::Equal {
                assert_eq!(orders, [by_value; 2], "{number} {other_number}");
            }
            // only what is equal is of the same rank
            assert_eq!(orders[0].is_eq(), number == other_number);
            assert_eq!(orders[1].is_eq(), read == other);
            assert_eq!(orders[1].reverse(), other.cmp(read));
        }
    }
    let sorted: BTreeSet<_> = values.iter().map(|(.., read)| read.clone()).collect();
    let sorted: Vec<_> = sorted.into_iter().collect();
    assert!(sorted.windows(2).all(|two| two[0] < two[1]));
    assert!("one".parse::<Ratio>().is_err() && "".parse::<Ratio>().is_err());
}

#[test]
fn numbers_beyond_all_types_have_their_place() {
    let ascending = [
        "-1e99999999999999999999",
        "-1e400",
        "-18446744073709551616",
        "-9223372036854775809",
        "-9223372036854775808",
        "-1e-400",
        "-1e-99999999999999999999",
        "0",
        "1e-99999999999999999999",
        "1e-400",
        "0.1",
        "0.10000000000000001",
        "9007199254740992.5",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615",
        "18446744073709551615.5",
        "18446744073709551616",
        "1e400",
        "1e99999999999999999999",
    ];
    let numbers: Vec<Number> = ascending.iter().map(|text| text.parse().unwrap()).collect();
    for (at, a) in numbers.iter().enumerate() {
        for (other, b) in numbers.iter().enumerate() {
            assert_eq!(a.cmp(b), at.cmp(&other), "{a} {b}");
        }
    }
}
