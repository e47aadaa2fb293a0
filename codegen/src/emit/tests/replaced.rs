//! Conversions into unions of which a branch is a type of the user's own.

use crate::config::Config;
use crate::testing;

/// Branches beside it.
const BESIDE: [&str; 5] = [
    "{$ref: '#/components/schemas/Plain'}",
    "{type: string, enum: [on, off]}",
    "{type: boolean}",
    "{type: integer}",
    "{type: array, items: {type: boolean}}",
];

/// The types that convert into the union `Choice`.
fn conversions(branches: &[&str], settings: &str) -> Vec<String> {
    let branches = branches.join(", ");
    let document = testing::document(&format!(
        "openapi: 3.1.0
info: {{title: T, version: '1'}}
paths: {{}}
components:
  schemas:
    Choice: {{oneOf: [{branches}]}}
    Own: {{type: object, required: [x], properties: {{x: {{type: integer}}}}}}
    Plain: {{type: object, required: [y], properties: {{y: {{type: integer}}}}}}
"
    ));
    let config = Config::from_toml(settings).expect("settings");
    let (model, said) = crate::model(&document, &config);
    assert!(!said.has_errors(), "{said:?}");
    let file = syn::parse_file(&crate::emit::module(&model)).expect("Rust");
    let mut found = Vec::new();
    of(&file.items, &mut found);
    found.sort();
    found
}

fn of(items: &[syn::Item], out: &mut Vec<String>) {
    use quote::ToTokens as _;
    for item in items {
        match item {
            syn::Item::Mod(module) => {
                if let Some((_, items)) = &module.content {
                    of(items, out);
                }
            }
            syn::Item::Impl(block) => {
                let Some((_, path, _)) = &block.trait_ else {
                    continue;
                };
                let last = path.segments.last().expect("a path");
                let ty = block.self_ty.to_token_stream().to_string();
                if last.ident == "From" && ty.ends_with("Choice") {
                    let given = last.arguments.to_token_stream().to_string();
                    let given = given.replace([' ', '<', '>'], "");
                    out.push(given.replace("super::", ""));
                }
            }
            _ => {}
        }
    }
}

/// A type of another crate doesn't convert, as it may have a `From` for everything. What stands beside it converts as if it
/// weren't there; if it is of the standard library, it may be any type but those of this crate.
#[test]
fn what_is_beside_a_replaced_branch_converts() {
    const OWN: &str = "{$ref: '#/components/schemas/Own'}";
    let sets = 1..1_usize << BESIDE.len();
    for set in sets {
        let schemas: Vec<&str> = (0..BESIDE.len())
            .filter(|at| set >> at & 1 == 1)
            .map(|at| BESIDE[at])
            .collect();
        for front in [true, false] {
            let mut all = schemas.clone();
            all.insert(if front { 0 } else { all.len() }, OWN);
            let whole = conversions(&all, "");
            assert!(whole.contains(&"Own".to_owned()), "{whole:?}");
            let without: Vec<String> = (whole.iter())
                .filter(|one| *one != "Own")
                .cloned()
                .collect();
            for (own, is_of_std) in [
                ("{ type = \"geo::Point\", version = \"1\" }", false),
                (
                    "{ type = \"geo::Point\", version = \"1\", via = \"castiron\" }",
                    false,
                ),
                ("\"std::net::IpAddr\"", true),
            ] {
                let found = conversions(&all, &format!("[types.replace]\nOwn = {own}\n"));
                // what names itself is none of the standard library's
                let is_told = |one: &&String| !matches!(one.as_str(), "bool" | "Vecbool" | "[T;N]");
                let expected: Vec<&String> = without
                    .iter()
                    .filter(|one| !is_of_std || is_told(one))
                    .collect();
                assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{own}: {all:?}");
            }
        }
    }
}
