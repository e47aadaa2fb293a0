//! The tables behind the types: invocations of the runtime's macros, formatted for readers.
//!
//! A table is on one line if it fits, else it has one row per line:
//! ```text
//! crate::rt::object!(Address {
//!     city: nullable "city",
//!     country: nullable "country",
//! });
//! ```

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Ident, Literal, Spacing, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};

use super::tokens::{ident, text};

/// The longest line that holds a whole table.
const WIDTH: usize = 100;

/// The invocation of a macro of the runtime.
pub(super) struct Table {
    name: &'static str,
    path: Vec<Ident>,
    rows: Vec<TokenStream>,
    catch_all: Option<String>,
    is_bare: bool,
    value: Option<TokenStream>,
}

impl Table {
    /// A table without rows for the item at a path relative to the module in which the table stands.
    pub(super) fn new(name: &'static str, path: &[&str]) -> Self {
        let path = path.iter().map(|segment| ident(segment)).collect();
        Self {
            name,
            path,
            rows: Vec::new(),
            catch_all: None,
            is_bare: false,
            value: None,
        }
    }

    /// A table of nothing but its path: `crate::rt::newtype!(Name);`
    pub(super) fn bare(name: &'static str, path: &[&str]) -> Self {
        Self {
            is_bare: true,
            ..Self::new(name, path)
        }
    }

    /// The single value of a tag: `crate::rt::tag!(Name = "value");`
    pub(super) fn tag(path: &[&str], json: &str) -> Self {
        Self {
            value: Some(value(json)),
            ..Self::bare("tag", path)
        }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, tokens: TokenStream) {
        self.rows.push(tokens);
    }

    /// Names the variant for all else, which stands behind the rows and a semicolon.
    pub(super) fn catch_all(&mut self, name: &str) {
        self.catch_all = Some(ident(name).to_string());
    }

    /// The same for a variant that takes what no row holds as a whole.
    pub(super) fn anything(&mut self, name: &str) {
        self.catch_all = Some(format!("{}: any", ident(name)));
    }

    /// Prints the table; the runtime is given by its path.
    pub(super) fn print(&self, runtime: &str, out: &mut String) {
        let mut head = format!("{runtime}::{}!(", self.name);
        for (at, segment) in self.path.iter().enumerate() {
            if at > 0 {
                head.push_str("::");
            }
            head.push_str(&segment.to_string());
        }
        let rows: Vec<String> = self
            .rows
            .iter()
            .map(|row| {
                let mut line = String::new();
                spaced(row.clone(), &mut line);
                line
            })
            .collect();
        let catch_all = self.catch_all.clone();
        out.push_str(&head);
        if self.is_bare {
            if let Some(value) = &self.value {
                out.push_str(" = ");
                spaced(value.clone(), out);
            }
            out.push_str(");\n");
            return;
        }
        if self.is_short(&head, &rows) {
            let rows = rows.join(", ");
            match (rows.as_str(), catch_all) {
                ("", None) => {}
                (rows, None) => out.push_str(&[" { ", rows, " });\n"].concat()),
                ("", Some(catch_all)) => out.push_str(&[" { ; ", &catch_all, " });\n"].concat()),
                (rows, Some(catch_all)) => {
                    out.push_str(&[" { ", rows, "; ", &catch_all, " });\n"].concat())
                }
            }
            if self.rows.is_empty() && self.catch_all.is_none() {
                out.push_str(" {});\n");
            }
            return;
        }
        out.push_str(" {\n");
        for (at, row) in rows.iter().enumerate() {
            let is_last = at.saturating_add(1) == rows.len() && catch_all.is_some();
            out.push_str("    ");
            out.push_str(row);
            out.push_str(if is_last { ";\n" } else { ",\n" });
        }
        if let Some(catch_all) = catch_all {
            out.push_str("    ");
            out.push_str(&catch_all);
            out.push('\n');
        }
        out.push_str("});\n");
    }

    fn is_short(&self, head: &str, rows: &[String]) -> bool {
        let catch_all = self
            .catch_all
            .as_ref()
            .map_or(0, |name| name.len().saturating_add(2));
        head.len()
            .saturating_add(
                rows.iter()
                    .map(|row| row.len().saturating_add(2))
                    .sum::<usize>(),
            )
            .saturating_add(catch_all)
            .saturating_add(8)
            <= WIDTH
    }
}

/// A JSON value in a table: a literal for what Rust has literals for, else `(json "…")`.
pub(super) fn value(json: &str) -> TokenStream {
    match serde_json::from_str::<serde_json::Value>(json) {
        Ok(serde_json::Value::String(value)) => text(&value).into_token_stream(),
        Ok(serde_json::Value::Bool(true)) => quote!(true),
        Ok(serde_json::Value::Bool(false)) => quote!(false),
        Ok(serde_json::Value::Number(number)) if number.is_i64() => {
            let number = number.as_i64().unwrap_or_default();
            let digits = Literal::u64_unsuffixed(number.unsigned_abs());
            if number < 0 {
                quote!(-#digits)
            } else {
                quote!(#digits)
            }
        }
        _ => {
            let json = text(json);
            quote!((json #json))
        }
    }
}

/// Prints the tokens of a row with the spaces that a person would put between them.
fn spaced(tokens: TokenStream, out: &mut String) {
    // whether the next token follows without a space
    let mut is_glued = true;
    for token in tokens {
        match token {
            TokenTree::Punct(punct) => {
                let c = punct.as_char();
                // in a table `<` and `>` are around the arguments of a type
                if !is_glued && !matches!(c, ',' | ';' | ':' | '<' | '>') {
                    out.push(' ');
                }
                if c == ':' && !is_glued && out.ends_with(':') {
                    // a path from outside the crate, behind the colon of a row
                    out.push(' ');
                }
                let ends_path = c == ':' && out.ends_with(':');
                out.push(c);
                is_glued = punct.spacing() == Spacing::Joint || matches!(c, '-' | '<') || ends_path;
            }
            TokenTree::Group(group) => {
                if out.ends_with('=') {
                    out.push(' ');
                }
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                out.push_str(open);
                spaced(group.stream(), out);
                out.push_str(close);
                is_glued = false;
            }
            token => {
                if !is_glued {
                    out.push(' ');
                }
                // writing to a string cannot fail
                let _ = write!(out, "{token}");
                is_glued = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::Table;

    fn print(table: &Table) -> String {
        let mut out = String::new();
        table.print("crate::rt", &mut out);
        out
    }

    #[test]
    fn empty() {
        assert_eq!(
            print(&Table::new("object", &["Empty"])),
            "crate::rt::object!(Empty {});\n"
        );
        let mut table = Table::new("string_enum", &["inner", "Never"]);
        table.catch_all("Unrecognized");
        assert_eq!(
            print(&table),
            "crate::rt::string_enum!(inner::Never { ; Unrecognized });\n"
        );
    }

    #[test]
    fn on_one_line() {
        let mut table = Table::new("params", &["type", "P"]);
        table.row(quote!(r#type: optional "type" => query(form)));
        table.row(quote!(b: object("a" = "b" | "c", has "d")));
        let want = "crate::rt::params!(r#type::P { r#type: optional \"type\" => query(form), b: object(\"a\" = \"b\" | \"c\", has \"d\") });\n";
        let got = print(&table).replace("\n    ", " ").replace(",\n}", " }");
        assert_eq!(got, want);
    }

    #[test]
    fn types() {
        let mut table = Table::new("page", &["P"]);
        table.row(quote!(a "b": ::std::vec::Vec<crate::rt::Map<crate::A>>));
        let want = "crate::rt::page!(P { a \"b\": ::std::vec::Vec<crate::rt::Map<crate::A>> });\n";
        assert_eq!(print(&table), want);
    }

    #[test]
    fn patterns() {
        let mut table = Table::new("sorted", &["P"]);
        table.row(quote!(@ a: "^[a-z]+$"));
        table.row(quote!(..b));
        let want = "crate::rt::sorted!(P { @ a: \"^[a-z]+$\", .. b });\n";
        assert_eq!(print(&table), want);
    }

    #[test]
    fn values() {
        let mut table = Table::new("union", &["U"]);
        table.row(quote!([A = "a", B = -1, C = (json "1.5")]));
        table.row(quote!(D: string));
        table.catch_all("Unrecognized");
        let want = "crate::rt::union!(U { [A = \"a\", B = -1, C = (json \"1.5\")], D: string; Unrecognized });\n";
        let got = print(&table).replace("\n    ", " ").replace("\n}", " }");
        assert_eq!(got, want);
    }

    #[test]
    fn a_row_a_line() {
        let mut table = Table::new("integer_enum", &["Size"]);
        for _ in 0..8 {
            table.row(quote!(Minus12345 = -12345));
        }
        table.catch_all("Unrecognized");
        let got = print(&table);
        assert!(
            got.starts_with("crate::rt::integer_enum!(Size {\n    Minus12345 = -12345,\n"),
            "{got}"
        );
        assert!(
            got.ends_with("    Minus12345 = -12345;\n    Unrecognized\n});\n"),
            "{got}"
        );
    }
}
