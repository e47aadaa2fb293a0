//! What comes out, for descriptions of all kinds.

use super::{Prose, ProseOptions, check, clean, read, write};

fn links(word: &str) -> Option<String> {
    match word {
        "VerificationSession" | "identity.verification_session" => {
            Some("crate::identity::VerificationSession".to_owned())
        }
        "Local" => Some("Local".to_owned()),
        _ => None,
    }
}

fn options() -> ProseOptions {
    ProseOptions {
        base_url: Some("https://example.com".to_owned()),
    }
}

fn markdown(description: &str) -> String {
    Prose::new(&options(), &links).markdown(description)
}

/// `want` comes out of the description and then of itself.
#[track_caller]
fn test(description: &str, want: &str) {
    let got = markdown(description);
    assert_eq!(got, want, "of {description:?}");
    assert!(check::is_fine(&got, &links), "is not fine: {got}");
    assert_eq!(markdown(&got), got, "a second time");
}

#[track_caller]
fn stays(text: &str) {
    test(text, text);
}

#[test]
fn what_is_fine_stays_byte_for_byte() {
    stays("");
    stays("Time at which the object was created. Measured in seconds since the Unix epoch.");
    stays("A foo_bar_baz, 5 * 3, a < b > c, x & y, #5, $1.00, 10% [1.5, 2.5]; ’ “ — … é 漢");
    stays("See **bold** and *it* and ~~old~~, __this__ or _that_.");
    stays("One\ntwo\n\n* a\n* b\n  c\n\n1) d\n\n> quote\n> more\n\n---\n\nEnd");
    stays("## Heading\n\n| a | b |\n|---|:-:|\n| 1 | `2` |");
    stays("```text\nlet x = 1;\n\n\n    y\n```");
    stays("[a](https://a.b/c_(d)), [b][1], <https://x.y>, <me@x.org>\n\n[1]: https://a.b/");
    stays("{@link Foo} and {{ jinja }} and $E=mc^2$ */ \"\"\" '''");
    stays("Line one\\\nline two");
}

#[test]
fn html() {
    test(
        "<p>You can <strong>use</strong> <code>a_b*</code>; see <a href=\"/docs/x\">the docs</a>.</p>\n\n<p>Then&nbsp;more &mdash; 5 &lt; 6.</p>",
        "You can **use** `a_b*`; see [the docs](https://example.com/docs/x).\n\nThen more — 5 < 6.",
    );
    test(
        "<p>List:</p><ul><li>a<li>b <ul><li>c</li></ul></li></ul><ol start=3><li>x</li></ol>",
        "List:\n\n- a\n- b\n  - c\n\n3. x",
    );
    test("<h1>Top</h1><h2>Sub</h2>text", "## Top\n\n### Sub\n\ntext");
    test(
        "<pre><code class=\"x\">fn main() {\n    a &amp; b\n}</code></pre>",
        "```text\nfn main() {\n    a & b\n}\n```",
    );
    test("a<br>b<br/><br/>c<hr>", "a\\\nb\n\nc\n\n***");
    test(
        "<table><tr><th>a</th><th>b|c</th></tr><tr><td>1<td><p>x</p><p>y</p></table>",
        "| a | b\\|c |\n| --- | --- |\n| 1 | x y |",
    );
    test("<blockquote>Note: <em>so</em></blockquote>", "> Note: *so*");
    test("<p>unclosed <b>bold", "unclosed \\<b>bold");
    test("<b>a<i>b</b>c</i> d", "a*b*c d");
    test("A total of <currency>100</currency>.", "A total of 100.");
    test("To:<ul><li>a.</li><li>b.</li><ul>", "To:\n\n- a.\n- b.");
    test("<b>Note:</b>text", "Note:text");
    test(
        "<script>alert(1)</script><!-- no --><p>x<!-- y --></p>",
        "x",
    );
    test("10<sup>2</sup>", "10^2");
    test("<li>a</li><li>b</li> after", "- a\n- b\n\nafter");
}

#[test]
fn placeholders_are_text() {
    test("GET /v1/<id>/x", "GET /v1/\\<id>/x");
    test("The </id>", "The \\</id>");
    test("At <time> of `<day>`", "At \\<time> of `<day>`");
    test("<your-key>", "\\<your-key>");
    test(
        "https://<host>/x, http://{a}.b/c",
        "`https://<host>/x`, `http://{a}.b/c`",
    );
    test("<foo:bar>", "\\<foo:bar>");
}

#[test]
fn mixtures() {
    test(
        "Text <ul><li>`a`</li><li>**b**</li></ul> more",
        "Text\n\n- `a`\n- **b**\n\nmore",
    );
    test(
        "<div>\n\n**bold** [x](/y)\n\n</div>",
        "**bold** [x](https://example.com/y)",
    );
    test("- a <code>x*y*</code>\n- b", "- a `x*y*`\n- b");
    test("| a |\n|---|\n| x<br>y |", "| a |\n| --- |\n| x y |");
}

#[test]
fn brackets_and_links() {
    test("[DEPRECATED] a[0], b[]", "\\[DEPRECATED] a\\[0], b\\[]");
    test("[text][ref] and [ref][]", "\\[text]\\[ref] and \\[ref]\\[]");
    test(
        "[a](#b) [c](d) [e](javascript:x)",
        "a [c](https://example.com/d) e",
    );
    test("See https://a.b/c_d.", "See <https://a.b/c_d>.");
    test("(http://a.b)", "(<http://a.b>)");
    test(
        "![logo](/l.png) ![](x)",
        "[logo](https://example.com/l.png)",
    );
    test("a[^1]\n\n[^1]: Foot note", "a\\[^1]\n\n\\[^1]: Foot note");
    let none = ProseOptions::default();
    assert_eq!(
        Prose::new(&none, &links).markdown("[a](/b) <a href='/c'>d</a>"),
        "a d"
    );
}

#[test]
fn items_are_linked_once() {
    test(
        "# `VerificationSession`\n\nA `VerificationSession`, the `identity.verification_session`, `Local` and [`Local`].",
        "## `VerificationSession`\n\nA [`VerificationSession`](crate::identity::VerificationSession), \
         the `identity.verification_session`, [`Local`] and `Local`.",
    );
    test(
        "[`VerificationSession`](/x)",
        "[`VerificationSession`](https://example.com/x)",
    );
    test("[`Other`](crate::other::Other)", "`Other`");
    test("`VerificationSession x`", "`VerificationSession x`");
}

#[test]
fn code_is_text() {
    test(
        "```rust,should_panic\n#![no_std]\n```",
        "```text\n#![no_std]\n```",
    );
    test("~~~\nx ``` y\n~~~", "````text\nx ``` y\n````");
    test(
        "a\n\n    panic!()\n    x\n\nb",
        "a\n\n```text\npanic!()\nx\n```\n\nb",
    );
    test("```\nnever closed", "```text\nnever closed\n```");
    test("- a\n\n      code", "- a\n\n  ```text\n  code\n  ```");
    test("a ` b", "a \\` b");
    test("``", "\\`\\`");
}

#[test]
fn lines() {
    test("# One\n\n## Two", "## One\n\n### Two");
    test(
        "\r\n  One  \r\ntwo \r\n\r\n\r\n\r\nthree\u{202e}\u{0}\t\r\n",
        "One\\\ntwo\n\nthree",
    );
    test("- a\nlazy\n- b", "- a\n  lazy\n- b");
    test(
        "1. a\n   * b\n     c\n\n2. d",
        "1. a\n   * b\n     c\n\n2. d",
    );
    test("a\n===", "## a");
}

#[test]
fn one_line() {
    let options = options();
    let prose = Prose::new(&options, &links);
    let line = |text| prose.line(text);
    assert_eq!(line("One, e.g. two\nthree. Four."), "One, e.g. two three.");
    assert_eq!(
        line("# Head\n\n<p>See <a href='/x'>x</a>. More</p>"),
        "See [x](https://example.com/x)."
    );
    assert_eq!(line("- a\n- b"), "a");
    assert_eq!(line("# Head"), "Head");
    assert_eq!(
        line("A `VerificationSession`<br>both.\nC"),
        "A [`VerificationSession`](crate::identity::VerificationSession) both."
    );
    assert_eq!(line("```\ncode\n```"), "");
    assert_eq!(line(" \n"), "");
}

/// Pieces put together at random, always the same: whatever comes out is fine, and stays.
#[test]
fn any_input() {
    const PIECES: &[&str] = &[
        "a",
        "b_c",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n    ",
        "*",
        "**",
        "_",
        "`",
        "```",
        "``` rust",
        "~~",
        "~~~",
        "[",
        "]",
        "](",
        ")",
        "[x]: ",
        "[^1]",
        "[^1]: ",
        "<",
        ">",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<ul>",
        "<li>",
        "</ul>",
        "</li>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<a href='/x'>",
        "</a>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<br>",
        "<id>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "&",
        "&lt;",
        "&#x202e;",
        "&#10;",
        "&#96;",
        "\\",
        "#",
        "# ",
        "- ",
        "1. ",
        "+ ",
        "> ",
        "|",
        "\n|---|---|\n",
        "---",
        "===",
        "https://a.b/c",
        "http://",
        "![",
        "!",
        "é",
        "漢",
        "\t",
        "\r",
        "\u{202e}",
        "`Local`",
        "[`Local`]",
        "`VerificationSession`",
        ":",
        "- [ ] ",
        "\n- ",
        "\n  ",
        "0",
        "<h1>",
        "</h1>",
        "<blockquote>",
        "</blockquote>",
        "<https://x.y>",
        "$",
        "\"",
    ];
    let mut state: u64 = 7;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let options = options();
    let prose = Prose::new(&options, &links);
    let mut last_resort = 0;
    for _ in 0..4000 {
        let text: String = (0..next(14) + 1)
            .map(|_| PIECES[next(PIECES.len())])
            .collect();
        let got = prose.markdown(&text);
        assert!(check::is_fine(&got, &links), "of {text:?}: {got:?}");
        assert_eq!(prose.markdown(&got), got, "of {text:?}");
        let line = prose.line(&text);
        assert!(
            check::is_fine(&line, &links) && !line.contains('\n'),
            "of {text:?}: {line:?}"
        );
        let cleaned = clean::clean(&text);
        let tree = read::read(&cleaned, None, &links);
        let written = write::document(&tree, &links);
        if !check::is_fine(&cleaned, &links) && !check::is_fine(&written, &links) {
            last_resort += 1;
        }
    }
    // the writer alone does nearly always
    assert!(last_resort < 200, "{last_resort}");
}

#[test]
fn depth_and_length() {
    for piece in [
        "> ",
        "<div>",
        "<b>",
        "<ul><li>",
        "- ",
        "[",
        "*a ",
        "<table><tr><td>",
        "`",
        "</b>",
        "&",
    ] {
        let text = piece.repeat(1000);
        assert!(check::is_fine(&markdown(&text), &links), "{piece}");
        let closed = format!("{text}x</b></ul></table>");
        assert!(check::is_fine(&markdown(&closed), &links), "{piece}");
    }
}
