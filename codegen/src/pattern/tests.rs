use super::{Pattern, parse};

/// A pattern as a text that is read more easily than its tree.
fn shown(pattern: &Pattern) -> String {
    let list = |parts: &[Pattern]| parts.iter().map(shown).collect::<Vec<_>>();
    let ranges = |ranges: &[(char, char)]| -> String {
        let one = |(first, last): &(char, char)| match first == last {
            true => first.escape_default().to_string(),
            false => format!("{}-{}", first.escape_default(), last.escape_default()),
        };
        ranges.iter().map(one).collect()
    };
    match pattern {
        Pattern::Start => "start".to_owned(),
        Pattern::End => "end".to_owned(),
        Pattern::Text(text) => format!("{text:?}"),
        Pattern::One(one) => format!("[{}]", ranges(one)),
        Pattern::Not(not) => format!("![{}]", ranges(not)),
        Pattern::All(parts) => list(parts).join(" "),
        Pattern::Any(parts) => format!("({})", list(parts).join(" | ")),
        Pattern::Repeat(least, u32::MAX, part) => format!("({}){{{least},}}", shown(part)),
        Pattern::Repeat(least, most, part) => format!("({}){{{least},{most}}}", shown(part)),
    }
}

#[test]
fn what_is_understood() {
    for (text, tree) in [
        ("", ""),
        ("x-", r#""x-""#),
        ("^S_", r#"start "S_""#),
        ("^[A-Z_]+$", "start ([A-Z_]){1,} end"),
        (
            r"^\d{3}-?\w*$",
            r#"start ([0-9]){3,3} ("-"){0,1} ([0-9A-Z_a-z]){0,} end"#,
        ),
        ("^(a|bc)d?$", r#"start ("a" | "bc") ("d"){0,1} end"#),
        ("(?:a){2,}?", r#"("a"){2,}"#),
        (r"(?<year>[0-9]{1,4})", "([0-9]){1,4}"),
        ("a.b", r#""a" ![\n\r\u{2028}-\u{2029}] "b""#),
        (
            r"[^\s,]",
            r"![\t-\r \u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}-\u{2029}\u{202f}\u{205f}\u{3000}\u{feff},]",
        ),
        (r"[-a\]\-\x41\u00e9\u{1f600}]", r"[-a]-A\u{e9}\u{1f600}]"),
        ("[a-]", "[a-]"),
        (r"[\d-x]", "[0-9-x]"),
        (r"\.\/\\\$", r#"".\/\\$""#),
        (r"[\W]", r"[\u{0}-/:-@[-^`{-\u{10ffff}]"),
        ("[]|[^]", "([] | ![])"),
        ("|a", r#"( | "a")"#),
        ("a]}", r#""a]}""#),
    ] {
        let tree = tree.replace(r"\/", "/");
        assert_eq!(parse(text).as_ref().map(shown), Some(tree), "{text}");
    }
}

#[test]
fn what_is_not() {
    for text in [
        "(?=a)", "(?!a)b", "(?<=a)b", "(?<!a)b", r"a\b", r"(a)\1", r"\p{L}", "(", ")", "[a", "*a",
        "a**", "^*", "[b-a]", "a{2,1}", "a{x}", "a{1001}", "((a*)*)*", r"\", r"\u00", r"\ud800",
        r"\q",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
    let deep = "(".repeat(17) + "a" + &")".repeat(17);
    assert_eq!(parse(&deep), None);
    assert!(parse(&"(".repeat(100_000)).is_none());
}
