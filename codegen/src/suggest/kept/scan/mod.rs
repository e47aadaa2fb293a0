//! Finds the methods in generated sources. Only what tells them is read, as parsing a large crate takes longer than making it.

use super::Method;
use crate::text::tail;

/// The methods in one generated source, by the operations in them. A source that castiron did not write may have none.
#[must_use]
pub fn methods(source: &str) -> Vec<Method> {
    let mut out = Vec::new();
    let mut handle = None;
    let mut name = None;
    let mut at = 0_usize;
    for line in source.split_inclusive('\n') {
        let start = at;
        at = at.saturating_add(line.len());
        let words = line.trim_start();
        if line.starts_with("impl") {
            handle = of(line);
        } else if let Some(rest) = words.strip_prefix("pub ") {
            let rest = rest.strip_prefix("async ").unwrap_or(rest);
            if let Some(rest) = rest.strip_prefix("fn ") {
                let ident = rest.split(['(', '<']).next();
                name = ident.map(|ident| ident.trim_start_matches("r#"));
            }
        } else if words.starts_with("static OPERATION")
            && let (Some(handle), Some(name)) = (&handle, name)
            && let Some([id, verb, template]) = texts(tail(source, start))
        {
            out.push(Method {
                id,
                verb,
                template,
                handle: String::clone(handle),
                name: name.to_owned(),
            });
        }
    }
    out
}

/// The name of the type that the first line of an `impl` is for.
fn of(line: &str) -> Option<String> {
    let header = line.trim_end().strip_suffix('{')?;
    let block: syn::ItemImpl = syn::parse_str(&format!("{header}{{}}")).ok()?;
    let syn::Type::Path(of) = *block.self_ty else {
        return None;
    };
    let ident = of.path.segments.last()?.ident.to_string();
    Some(ident.trim_start_matches("r#").to_owned())
}

/// Id, verb and path: the texts that an operation is made of.
fn texts(source: &str) -> Option<[String; 3]> {
    let (_, mut rest) = source.split_once("::new(")?;
    let mut out = [const { String::new() }; 3];
    for text in &mut out {
        rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
        let literal = literal(rest)?;
        let parsed: syn::LitStr = syn::parse_str(literal).ok()?;
        *text = parsed.value();
        rest = tail(rest, literal.len());
    }
    Some(out)
}

/// The string literal at the beginning of a source.
fn literal(source: &str) -> Option<&str> {
    let mut is_escaped = true;
    for (at, byte) in source.bytes().enumerate() {
        match byte {
            _ if at == 0 && byte != b'"' => return None,
            b'"' if !is_escaped => return source.get(..=at),
            b'\\' if !is_escaped => is_escaped = true,
            _ => is_escaped = false,
        }
    }
    None
}

#[cfg(test)]
mod tests;
