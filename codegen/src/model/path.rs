//! Paths and identifiers as source code.

/// The path of an item as source code: `crate::identity::r#type::Name`.
pub fn rust_path(path: &[String]) -> String {
    path.iter().fold("crate".to_owned(), |out, ident| {
        out + "::" + &rust_ident(ident)
    })
}

/// An identifier as source code; keywords become raw identifiers.
pub fn rust_ident(ident: &str) -> String {
    if crate::name::words::is_keyword(ident) {
        format!("r#{ident}")
    } else {
        ident.to_owned()
    }
}
