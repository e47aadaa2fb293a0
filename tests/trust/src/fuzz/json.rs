//! The decoder against serde_json: the same texts are JSON, with the same values.

use castiron_runtime::{Json, from_slice, from_str, to_string};
use castiron_tests::random::Random;
use serde_json::Value;

use super::bytes;

/// Any text.
pub(super) fn texts(random: &mut Random) -> Result<(), String> {
    let mut text = Vec::new();
    written(random, 0, &mut text);
    if random.chance(60) {
        bytes::mutate(&mut text, &[], random);
    }
    let ours = from_slice::<Json>(&text);
    // a byte order mark may be passed over (RFC 8259, 8.1), which serde_json does not
    let plain = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
    let theirs = serde_json::from_slice::<Value>(plain);
    let show = || String::from_utf8_lossy(&text).into_owned();
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            if !same(&ours, &theirs) {
                return Err(format!(
                    "{} is {ours:?}, and {theirs:?} to serde_json",
                    show()
                ));
            }
            // what is written is read as the same, by both
            let again = to_string(&ours);
            if from_str::<Json>(&again).as_ref() != Ok(&ours) {
                return Err(format!("{} is written as {again}", show()));
            }
            match serde_json::from_str::<Value>(&again) {
                Ok(again) if same(&ours, &again) => Ok(()),
                other => Err(format!(
                    "{} is written as {again}, which is {other:?} to serde_json",
                    show()
                )),
            }
        }
        (Err(_), Err(_)) => Ok(()),
        // numbers keep their text, and have no limit
        (Ok(_), Err(error)) if error.to_string().starts_with("number out of range") => Ok(()),
        (ours, theirs) => Err(format!(
            "{:?} is {ours:?}, and {theirs:?} to serde_json",
            show()
        )),
    }
}

fn same(ours: &Json, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(a), Value::Bool(b)) => a == b,
        (Json::String(a), Value::String(b)) => a == b,
        (Json::Number(a), Value::Number(b)) => match (b.as_i64(), b.as_u64()) {
            (Some(b), _) => a.as_i64() == Some(b),
            (_, Some(b)) => a.as_u64() == Some(b),
            // serde_json takes a neighbour now and then
            _ => {
                let (ours, theirs) = (a.as_f64(), b.as_f64().unwrap_or(f64::NAN));
                a.to_string().parse() == Ok(ours) && (ours - theirs).abs() <= ours.abs() * 1e-15
            }
        },
        (Json::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Json::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => false,
    }
}

/// A text of JSON with blanks, escapes and numbers as nobody writes them.
fn written(random: &mut Random, depth: usize, out: &mut Vec<u8>) {
    blank(random, out);
    match random.below(if depth > 4 { 5 } else { 8 }) {
        0 => out.extend(b"null"),
        1 => out.extend(random.pick(&[&b"true"[..], b"false"]).iter()),
        2 => out.extend(number(random).bytes()),
        3 | 4 => string(random, out),
        5 => {
            out.push(b'[');
            for at in 0..random.below(5) {
                if at > 0 {
                    out.push(b',');
                }
                written(random, depth + 1, out);
            }
            out.push(b']');
        }
        _ => {
            out.push(b'{');
            for at in 0..random.below(5) {
                if at > 0 {
                    out.push(b',');
                }
                blank(random, out);
                string(random, out);
                blank(random, out);
                out.push(b':');
                written(random, depth + 1, out);
            }
            out.push(b'}');
        }
    }
    blank(random, out);
}

fn blank(random: &mut Random, out: &mut Vec<u8>) {
    for _ in 0..random.below(3) * random.below(2) {
        out.push(*random.pick(b" \t\n\r"));
    }
}

fn string(random: &mut Random, out: &mut Vec<u8>) {
    out.push(b'"');
    for _ in 0..random.below(12) {
        match random.below(12) {
            0 => out.extend(
                random
                    .pick(&["\\n", "\\t", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\r"])
                    .bytes(),
            ),
            1 => out.extend(format!("\\u{:04x}", random.below(0xd800)).bytes()),
            2 => out.extend(format!("\\ud83d\\ude{:02X}", random.below(256)).bytes()),
            3 => out.extend(
                format!("\\u{:04X}", 0xd800 + random.below(0x800))
                    .bytes()
                    .take(6 * random.below(2)),
            ),
            4 => {
                let char = char::from_u32(random.below(0x11_0000) as u32).unwrap_or('\u{fffd}');
                if !char.is_control() && char != '"' && char != '\\' {
                    out.extend(char.to_string().bytes());
                }
            }
            _ => out.push(b'a' + random.below(26) as u8),
        }
    }
    out.push(b'"');
}

/// A number, mostly near an edge.
fn number(random: &mut Random) -> String {
    const EDGES: &[i128] = &[
        0,
        1 << 7,
        1 << 24,
        1 << 31,
        1 << 32,
        1 << 53,
        1 << 63,
        1 << 64,
        1 << 100,
        10_i128.pow(18),
        10_i128.pow(19),
    ];
    let sign = if random.chance(40) { "-" } else { "" };
    match random.below(6) {
        0 | 1 => {
            let near = *random.pick(EDGES) + random.below(5) as i128 - 2;
            near.to_string()
        }
        2 => format!(
            "{sign}{}.{}",
            random.below(1000),
            random.any() % 10_u64.pow(1 + random.below(18) as u32)
        ),
        3 => format!(
            "{sign}{}e{}{}",
            random.below(100),
            random.pick(&["", "+", "-"]),
            random.below(330)
        ),
        4 => format!(
            "{sign}{}.{:0>3}E{}",
            random.any(),
            random.below(1000),
            random.below(40) as i32 - 20
        ),
        _ => f64::from_bits(random.any()).to_string(),
    }
}

/// Numbers as each type of them.
pub(super) fn numbers(random: &mut Random) -> Result<(), String> {
    let mut text = number(random);
    if random.chance(20) {
        let mut changed = text.into_bytes();
        bytes::mutate(&mut changed, &[], random);
        text = String::from_utf8_lossy(&changed).into_owned();
    }
    macro_rules! as_serde_json {
        ($($ty:ty),*) => {$(
            match (from_str::<$ty>(&text), serde_json::from_str::<$ty>(&text)) {
                (Ok(a), Ok(b)) if a == b => {
                    let again = to_string(&a);
                    if from_str::<$ty>(&again).as_ref() != Ok(&a) {
                        return Err(format!("{text} is written as {again} by {}", stringify!($ty)));
                    }
                }
                (Err(_), Err(_)) => {}
                // an integer by its value, such as `2e3`
                (Ok(a), Err(_)) if text.trim().parse() == Ok(a as f64) => {}
                (ours, theirs) => {
                    return Err(format!("{text:?} is {ours:?} as {}, and {theirs:?} to serde_json", stringify!($ty)));
                }
            }
        )*};
    }
    as_serde_json!(i32, i64, u32, u64);
    // to the nearest, which serde_json is not always
    let float = from_str::<f64>(&text);
    match (&float, serde_json::from_str::<f64>(&text)) {
        (Ok(ours), Ok(_))
            if text.trim().parse() == Ok(*ours)
                && from_str(&to_string(ours)).as_ref() == Ok(ours) =>
        {
            Ok(())
        }
        (Err(_), Err(_)) => Ok(()),
        (_, theirs) => Err(format!(
            "{text:?} is {float:?} as f64, and {theirs:?} to serde_json"
        )),
    }
}
