//! Paths of items.

/// The path of an item from the crate root, without `r#`.
pub(crate) type Path = Vec<String>;

/// The module of an item. The root is its own parent.
pub(crate) fn parent(path: &[String]) -> &[String] {
    path.split_last().map_or(&[], |(_, parent)| parent)
}

/// A path and all enclosing modules, from the inside to the root.
pub(crate) fn ancestors(path: &[String]) -> impl Iterator<Item = &[String]> {
    let lengths = (0..=path.len()).rev();
    lengths.filter_map(|length| path.get(..length))
}

/// Whether every crate has a module of this name at its root.
fn is_in_every_crate(module: &str) -> bool {
    matches!(module, "client" | "prelude" | "runtime" | "types")
}

/// Whether a path begins with a module that every crate has at its root.
pub(crate) fn is_of_every_crate(path: &[String]) -> bool {
    path.first().is_some_and(|first| is_in_every_crate(first))
}

/// The path of a package, beside the modules that every crate has.
pub(crate) fn of_package(mut package: Path) -> Path {
    if let Some(first) = package.first_mut().filter(|first| is_in_every_crate(first)) {
        first.push('_');
    }
    package
}

/// What the call for a package is: the name of its module, as the document says it.
pub(crate) fn called(module: &str) -> &str {
    let plain = module.strip_suffix('_');
    plain
        .filter(|plain| is_in_every_crate(plain))
        .unwrap_or(module)
}

#[cfg(test)]
mod tests {
    use super::{ancestors, called, of_package, parent};

    #[test]
    fn packages_lie_beside_the_modules_of_every_crate() {
        let path = |path: &[&str]| path.iter().map(|&part| part.to_owned()).collect::<Vec<_>>();
        assert_eq!(of_package(path(&["client", "types"])), ["client_", "types"]);
        assert_eq!(of_package(path(&["boats"])), ["boats"]);
        assert_eq!(of_package(Vec::new()), [] as [String; 0]);
        assert_eq!(
            [called("client_"), called("type_"), called("boats")],
            ["client", "type_", "boats"]
        );
    }

    #[test]
    fn from_the_inside_to_the_root() {
        let path = ["a", "b"].map(str::to_owned);
        let all: Vec<String> = ancestors(&path).map(|path| path.join("::")).collect();
        assert_eq!(all, ["a::b", "a", ""]);
        assert_eq!(parent(&path), ["a"]);
        assert_eq!(ancestors(&[]).count(), 1);
        assert_eq!(parent(&[]), [] as [String; 0]);
    }
}
