//! Texts that would do harm in one language or another, were they not kept as text.

/// A text, and harmless words of the same length class.
#[derive(Clone, Copy, Debug)]
pub struct Payload {
    /// What it tries.
    pub name: &'static str,
    /// The text.
    pub text: &'static str,
    /// How often the text is repeated.
    pub times: usize,
}

impl Payload {
    /// The text that goes into a document.
    #[must_use]
    pub fn text(&self) -> String {
        self.text.repeat(self.times)
    }

    /// The same words with nothing between them but spaces. `kept` are characters that mean something at a place, such
    /// as the braces of a path, and stay.
    #[must_use]
    pub fn twin(&self, kept: &[char]) -> String {
        let mut out = String::new();
        for char in self.text().chars() {
            if char.is_alphanumeric() || kept.contains(&char) {
                out.push(char);
            } else if !out.ends_with(' ') {
                out.push(' ');
            }
        }
        let out = out.trim();
        let is_name = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit();
        match out.chars().next() {
            // a name that Rust takes as it is has no text beside it; the payload has
            Some(first) if out.chars().all(is_name) && out != self.text() => {
                format!("{}{}", first.to_ascii_uppercase(), &out[1..])
            }
            _ if out.chars().any(char::is_alphanumeric) => out.to_owned(),
            // what has no words at all is a word
            _ => format!("Wordless{out}"),
        }
    }
}

const fn one(name: &'static str, text: &'static str) -> Payload {
    Payload {
        name,
        text,
        times: 1,
    }
}

/// What JSON pointers and URLs escape.
pub(super) const ESCAPES: Payload = one("escapes of a pointer", "A~b/c%d~1e%2Ff");

/// All of them.
pub const PAYLOADS: &[Payload] = &[
    one("a string ends", "a\"; pub fn injected() {} //"),
    one("a string ends, escaped", "a\\\"; pub fn injected() {} //"),
    one("a character ends", "a'; pub fn injected() {} //"),
    one("a raw string ends", "a\"#; pub fn injected() {} //"),
    one(
        "a longer raw string ends",
        "a\"####); compile_error!(\"injected\"); //",
    ),
    one("a block comment ends", "a */ pub fn injected() {} /*"),
    one("a comment line ends", "a\npub fn injected() {}\n"),
    one(
        "a comment line ends with a carriage return",
        "a\rpub fn injected() {}\r",
    ),
    one(
        "a line of Unicode ends",
        "a\u{2028}pub fn injected() {}\u{2029}pub fn again() {}\u{85}x",
    ),
    one("an attribute", "#![allow(injected)]"),
    one("an outer attribute", "\n#[cfg(injected)]\n"),
    one(
        "an attribute ends",
        "a\")] pub fn injected() {} #[doc = (\"",
    ),
    one("a fenced block", "a\n\n```\ninjected();\n```\n"),
    one("a fenced block of Rust", "a\n\n~~~rust\ninjected();\n~~~\n"),
    one("an indented block", "a\n\n    injected();\n\n"),
    one(
        "a fence in a list",
        "- a\n\n  ````rust,should_panic\n  injected();\n  ````",
    ),
    one("a fence in a quotation", "> ```\n> injected();\n> ```"),
    one(
        "a doc attribute of rustdoc",
        "a\n```compile_fail\ninjected\n",
    ),
    one("a format", "{} {0} {injected} {{ {:?} %s $injected"),
    one("a macro", "} } } injected!({[("),
    one("macro variables", "$crate::injected $($injected:tt)*"),
    one(
        "include",
        "include!(\"/etc/passwd\") include_str!(concat!(env!(\"HOME\")))",
    ),
    one("a raw identifier", "r#fn"),
    one("a keyword", "self"),
    one("another keyword", "crate"),
    one("an underscore", "_"),
    one("a lifetime", "'static"),
    ESCAPES,
    one("a path", "../../../../tmp/injected"),
    one("an absolute path", "/etc/injected"),
    one("a path of Windows", "..\\..\\injected\\C:\\injected"),
    one("a device", "nul"),
    one("a name of cargo", "build"),
    one("nothing at all", "\0injected\0"),
    one("controls", "a\u{1b}[2Jinjected\u{7}\u{8}\u{7f}"),
    one(
        "text that turns",
        "a\u{202e}injected\u{2066}b\u{2069}\u{200f}\u{61c}",
    ),
    one(
        "invisible text",
        "a\u{200b}injected\u{2060}\u{feff}\u{ad}\u{e0041}",
    ),
    one("noncharacters", "a\u{fffe}injected\u{ffff}\u{10ffff}"),
    one("CDATA ends", "a]]><injected/>"),
    one("a script ends", "a</script><script>injected()</script>"),
    one("a comment of HTML", "a--><!-- injected <!--<script>"),
    one(
        "an attribute of HTML",
        "a\" onload=\"injected()\" '><img src=x onerror=injected()>",
    ),
    one(
        "a link",
        "[a](javascript:injected) ![b](file:///etc/passwd) <https://injected> [`injected`] [x]: y",
    ),
    one("a line of TOML", "a\"\n[dependencies]\ninjected = \"1\"\n#"),
    one("strings of TOML", "a\"\"\"\n[injected]\n'''"),
    one("a line of YAML", "a\n- injected: &a !!x *a\n---\n%YAML"),
    one("a reference", "#/components/schemas/~0~1%2e%2e/injected"),
    one(
        "a URL of metadata",
        "http://169.254.169.254/latest/injected",
    ),
    one("a header", "a\r\nInjected: 1\r\n\r\n"),
    one(
        "a shell",
        "$(injected) `injected` ; injected | injected && injected",
    ),
    one("digits first", "0injected"),
    one("nothing", ""),
    one("spaces", "  \t  "),
    one("signs", "!@#$%^&*()"),
    one(
        "letters that are no identifiers",
        "\u{1d4d0}\u{fb01}\u{301}\u{2118}",
    ),
    Payload {
        name: "very long",
        text: "injected",
        times: 20_000,
    },
    Payload {
        name: "very long, of many words",
        text: "in jected ",
        times: 5_000,
    },
    Payload {
        name: "very many brackets",
        text: "[",
        times: 20_000,
    },
    Payload {
        name: "very many backquotes",
        text: "`",
        times: 20_000,
    },
];
