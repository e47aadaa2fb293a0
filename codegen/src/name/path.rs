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

#[cfg(test)]
mod tests {
    use super::{ancestors, parent};

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
