//! Removes from the runtime what users of a crate do not need: test modules, and the sources as data.

use std::collections::BTreeMap;

/// What stands above the declaration of such a module.
const CONDITIONS: [&str; 2] = ["#[cfg(test)]", "#[cfg(feature = \"sources\")]"];

/// The sources, by path below `src/`, without these modules and without their declarations.
pub(super) fn strip(files: &BTreeMap<String, &str>) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let mut left_out = Vec::new();
    for (path, text) in files {
        let (text, modules) = without_modules(&text.replace("\r\n", "\n"));
        left_out.extend(modules.iter().map(|name| module_path(path, name)));
        out.insert(path.clone(), text);
    }
    for text in out.values_mut() {
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    out.retain(|path, _| !left_out.iter().any(|module| is_of(path, module)));
    out
}

/// A source without the declarations, and the names of the modules that these declare.
fn without_modules(text: &str) -> (String, Vec<String>) {
    let mut out = String::with_capacity(text.len());
    let mut names = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let line = take_line(&mut rest);
        if CONDITIONS.contains(&line.trim_end()) {
            let mut after = rest;
            let mut declaration = take_line(&mut after);
            while declaration.starts_with("#[") {
                declaration = take_line(&mut after);
            }
            if let Some(name) = declared(declaration, ";") {
                names.push(name.to_owned());
                rest = after;
                continue;
            }
            // its end is the first line that is not indented: the sources are laid out by rustfmt
            if declared(declaration, " {").is_some() {
                while !after.is_empty() && take_line(&mut after).trim_end() != "}" {}
                rest = after;
                continue;
            }
        }
        out.push_str(line);
    }
    (out, names)
}

/// The next line of a text, with its line break.
fn take_line<'a>(text: &mut &'a str) -> &'a str {
    let end = text
        .find('\n')
        .map_or(text.len(), |at| at.saturating_add(1));
    let (line, rest) = text.split_at(end);
    *text = rest;
    line
}

/// The module that a line declares and that ends so: `mod tests;`, `pub(super) mod faults {`.
fn declared<'a>(line: &'a str, end: &str) -> Option<&'a str> {
    let (visibility, name) = line.trim_end().strip_suffix(end)?.rsplit_once("mod ")?;
    (visibility.is_empty() || visibility.starts_with("pub")).then_some(name)
}

/// Where the source of a module lies, without the ending, that is declared in the file at a path.
fn module_path(path: &str, name: &str) -> String {
    let folder = match path.rsplit_once('/') {
        Some((folder, "mod.rs")) => folder,
        None if path == "lib.rs" => "",
        _ => path.strip_suffix(".rs").unwrap_or(path),
    };
    let sign = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{sign}{name}")
}

/// Whether a file is the source of a module or of one inside of it.
fn is_of(path: &str, module: &str) -> bool {
    path.strip_prefix(module)
        .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::strip;

    #[test]
    fn modules_of_tests_are_left_out_wherever_they_are_declared() {
        let files = [
            (
                "lib.rs",
                "//! Docs.\r\nmod a;\n#[cfg(test)]\nmod tests;\n\
                 #[cfg(feature = \"sources\")]\n#[doc(hidden)]\npub mod sources;\n",
            ),
            (
                "a/mod.rs",
                "#[cfg(test)]\npub(super) mod faults;\npub mod b;\n#[cfg(test)]\nuse x;\n",
            ),
            (
                "a/b.rs",
                "fn b() {}\n\n#[cfg(test)]\nmod tests {\n    fn c() {\n    }\n}\n#[cfg(test)]\nmod more;",
            ),
            ("a/b/more.rs", ""),
            ("a/faults.rs", ""),
            ("a/faultless.rs", "fn faultless() {}"),
            ("tests/mod.rs", ""),
            ("tests/more.rs", ""),
            ("sources.rs", ""),
        ];
        let files: BTreeMap<_, _> = files
            .into_iter()
            .map(|(path, text)| (path.to_owned(), text))
            .collect();
        let want = [
            ("a/b.rs", "fn b() {}\n"),
            ("a/faultless.rs", "fn faultless() {}\n"),
            ("a/mod.rs", "pub mod b;\n#[cfg(test)]\nuse x;\n"),
            ("lib.rs", "//! Docs.\nmod a;\n"),
        ];
        let found = strip(&files);
        let found: Vec<_> = found
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        assert_eq!(found, want);
    }
}
