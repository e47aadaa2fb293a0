use super::parse::parse;
use super::tree::Tree;

/// A pattern as a text that is read more easily than its tree.
fn shown(pattern: &Tree) -> String {
    let list = |parts: &[Tree]| parts.iter().map(shown).collect::<Vec<_>>();
    let ranges = |ranges: &[(char, char)]| -> String {
        let one = |(first, last): &(char, char)| match first == last {
            true => first.escape_default().to_string(),
            false => format!("{}-{}", first.escape_default(), last.escape_default()),
        };
        ranges.iter().map(one).collect()
    };
    match pattern {
        Tree::Start => "start".to_owned(),
        Tree::End => "end".to_owned(),
        Tree::Text(text) => format!("{text:?}"),
        Tree::One(one) => format!("[{}]", ranges(one)),
        Tree::Not(not) => format!("![{}]", ranges(not)),
        Tree::All(parts) => list(parts).join(" "),
        Tree::Any(parts) => format!("({})", list(parts).join(" | ")),
        Tree::Repeat(least, u32::MAX, part) => format!("({}){{{least},}}", shown(part)),
        Tree::Repeat(least, most, part) => format!("({}){{{least},{most}}}", shown(part)),
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

/// What a pattern is worth: the names that match, and some that don't.
#[test]
fn names_that_match() {
    let long = "a".repeat(5_000);
    let broken = long.clone() + "b";
    for (text, matching, others) in [
        ("^S_", &["S_", "S_a"][..], &["", "s_", "aS_"][..]),
        ("b", &["b", "abc"], &["", "ac"]),
        (
            "^[a-z]+(-[a-z0-9]+)*$",
            &["a", "ab-c1", "a-b-c"],
            &["", "a-", "-a", "a--b", "A", "a_b", "a\n"],
        ),
        (
            "^[^x]{2,3}$",
            &["ab", "äöü", "a\n"],
            &["", "a", "ax", "abcd"],
        ),
        (
            "^(a|ab)(c|bcd)$",
            &["ac", "abc", "abcd"],
            &["a", "abcdd", "bc"],
        ),
        ("^(a*)*$", &["", "a", &long], &["b", &broken]),
        ("^a|b$", &["a", "ax", "xb"], &["xa", "bx"]),
        ("^x.y$", &["xay", "x😀y"], &["xy", "x\ny", "x\u{2028}y"]),
        (r"^[\w.\-\]&&~]+$", &["a_9.-]&~"], &["ä", "[", "^"]),
        ("^[[a]+$", &["[a["], &["]", "b"]),
        (r"^\s\S\D$", &["\u{feff}aé", " 1a"], &["aaa", " a1"]),
        (r"^\x41\u00e9\/\.$", &["Aé/."], &["Aé/x"]),
        ("^a]}#$", &["a]}#"], &["a"]),
        ("", &["", "a"], &[]),
        ("^[]$", &[], &["", "a", "]"]),
        ("^[^]$", &["a", "\n"], &["", "ab"]),
        ("^(?:ab){2}c?$", &["abab", "ababc"], &["ab", "ababab"]),
    ] {
        let pattern = super::parse(text).expect(text);
        let regex = regex_lite::Regex::new(&pattern.regex).expect(text);
        for name in matching {
            assert!(
                regex.is_match(name),
                "{text} as {}: {name:?}",
                pattern.regex
            );
        }
        for name in others {
            assert!(
                !regex.is_match(name),
                "{text} as {}: {name:?}",
                pattern.regex
            );
        }
    }
}

/// Any text of the syntax's own characters is read as the same by both sides, or by none.
#[test]
fn whatever_is_understood_can_be_matched() {
    let parts = [
        "a",
        "[",
        "]",
        "^",
        "$",
        "(",
        ")",
        "|",
        "*",
        "+",
        "{2}",
        "{1,3}",
        "\\d",
        "\\W",
        "-",
        "&&",
        ".",
        "?",
        "#",
        " ",
        "\\u{1f600}",
    ];
    let mut state = 7_u64;
    let mut understood = 0;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..7 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text += parts[usize::try_from(state >> 33).unwrap_or_default() % parts.len()];
        }
        if let Some(tree) = parse(&text) {
            understood += 1;
            let regex = tree.regex();
            assert!(regex_lite::Regex::new(&regex).is_ok(), "{text} as {regex}");
        }
    }
    assert!(understood > 1_000, "{understood}");
}

#[test]
fn what_becomes_too_large_is_not_understood() {
    assert!(parse("(a{1000}){1000}").is_some());
    assert_eq!(super::parse("(a{1000}){1000}"), None);
}
