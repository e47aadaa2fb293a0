//! The document that an overlay says it is for (Overlay Specification 1.1, `extends`).

use std::path::Path;

use super::super::bundle::{Reference, copy_of, is_url, normal};
use super::super::node::Node;
use super::super::options::LoadOptions;
use crate::source::Source;

/// An overlay and the document that it is applied to.
#[derive(Clone, Copy)]
pub(super) struct Applied<'a> {
    /// The overlay's file.
    pub(super) overlay: &'a Path,
    /// The document's file.
    pub(super) document: &'a Path,
    /// The document.
    pub(super) root: &'a Node,
}

impl Applied<'_> {
    /// Whether the overlay names another document. Nobody can tell where a URL leads of which there is no local copy, unless
    /// the document says its own.
    pub(super) fn is_for_another(
        self,
        extends: &str,
        source: &dyn Source,
        options: &LoadOptions,
    ) -> bool {
        let reference = Reference::parse(extends);
        let named = &*reference.resource;
        if named.is_empty() {
            return false;
        }
        let own = self.root.get("$self").and_then(Node::as_str);
        let own = own.filter(|own| is_url(own));
        if own.is_some_and(|own| normal(own) == normal(named)) {
            return false;
        }
        let path = if let Some(path) = named.strip_prefix("file://") {
            // what stands before the path is a host, this one
            path.find('/').and_then(|at| path.get(at..)).map(Into::into)
        } else if is_url(named) {
            copy_of(named, options)
        } else {
            let folder = self.overlay.parent().unwrap_or(Path::new(""));
            Some(folder.join(named))
        };
        match path {
            Some(path) => match (source.canonical(&path), source.canonical(self.document)) {
                (Ok(path), Ok(document)) => path != document,
                // where there is no file of that name, it is not the one that was read
                (Err(_), Ok(_)) => true,
                (_, Err(_)) => false,
            },
            None => own.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::diagnostic::{Code, Severity, Sources as _};
    use crate::load::{LoadOptions, load};
    use crate::source::Memory;

    /// How the document that an overlay is for can be written, with whether it is `apis/hotel.yaml`, which the overlay
    /// `overlays/o.yaml` is applied to; of which `https://own.example/hotel` is the URL, if it has any.
    const NAMES: [(&str, bool, bool); 12] = [
        ("../apis/hotel.yaml", true, true),
        ("./../apis/./hotel.yaml#", true, true),
        ("..%2Fapis/hotel.yaml", true, true),
        ("file:///apis/hotel.yaml", true, true),
        ("file:///apis/pets.yaml", false, false),
        ("../apis/pets.yaml", false, false),
        ("hotel.yaml", false, false),
        ("https://copies.example/hotel.yaml", true, true),
        ("https://copies.example/pets.yaml", false, false),
        ("https://own.example/hotel", true, true),
        // nobody can tell, unless the document has a URL
        ("https://else.example/hotel.yaml", true, false),
        ("", true, true),
    ];

    /// The warnings about an overlay that is for `extends`, applied to these documents.
    fn warnings(extends: &str, documents: &[&str], own: &str, strict: bool) -> Vec<String> {
        let document = |own: &str| {
            format!("openapi: 3.2.0\n{own}info: {{title: T, version: '1'}}\npaths: {{}}\n")
        };
        let overlay = format!(
            "overlay: 1.1.0\nextends: {extends}\ninfo: {{title: T, version: '1'}}\nactions: [{{target: $.info, update: {{x-a: 1}}}}]\n"
        );
        let source = Memory::new()
            .with("apis/hotel.yaml", document(own))
            .with("apis/pets.yaml", document(""))
            .with("apis/shops.yaml", document(""))
            .with("overlays/o.yaml", overlay);
        let options = LoadOptions {
            overlays: vec!["overlays/o.yaml".into()],
            beside: documents[1..].iter().map(Into::into).collect(),
            urls: vec![("https://copies.example/".to_owned(), "apis".into())],
            strict,
            ..LoadOptions::default()
        };
        let loaded = load(&source, Path::new(documents[0]), &options);
        let mut said = Vec::new();
        for one in loaded
            .diagnostics
            .iter()
            .filter(|one| one.code == Code::BadOverlay)
        {
            let want = match strict {
                true => Severity::Error,
                false => Severity::Warning,
            };
            assert_eq!(one.severity, want);
            assert!(loaded.files.bytes(&one.place).is_some());
            assert_eq!(loaded.files.name(one.place.file), "overlays/o.yaml");
            said.push(one.message.clone());
        }
        said
    }

    #[test]
    fn an_overlay_for_another_document_is_told() {
        for (name, is_for_it, is_for_it_by_url) in NAMES {
            let extends = format!("'{name}'");
            for (own, is_for_it) in [
                ("", is_for_it),
                ("$self: https://own.example/hotel\n", is_for_it_by_url),
            ] {
                let want = match is_for_it {
                    true => Vec::new(),
                    false => vec![format!("this overlay is for another document: `{name}`")],
                };
                for strict in [false, true] {
                    let said = warnings(&extends, &["apis/hotel.yaml"], own, strict);
                    assert_eq!(said, want, "{name} {own}");
                }
            }
        }
    }

    /// Of several documents an overlay is for one.
    #[test]
    fn one_of_several_documents_is_enough() {
        let both = ["apis/hotel.yaml", "apis/pets.yaml"];
        for name in ["../apis/hotel.yaml", "../apis/pets.yaml"] {
            assert_eq!(warnings(name, &both, "", false), [""; 0], "{name}");
        }
        let said = warnings("../apis/shops.yaml", &both, "", false);
        assert_eq!(said.len(), 1);
    }

    #[test]
    fn what_is_no_reference_is_told() {
        let said = warnings("1", &["apis/hotel.yaml"], "", false);
        assert_eq!(said, ["`extends` has the wrong type"]);
    }
}
