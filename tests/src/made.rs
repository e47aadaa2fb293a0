//! Programs that make a value of every type of a crate.

use castiron_codegen::model::{Guard, Item, Model, Namespace, rust_ident};

/// The types of a model that are read and written, as programs spell them below the crate.
#[must_use]
pub fn types(model: &Model) -> Vec<String> {
    let mut out = Vec::new();
    add(&model.root, "", &mut out);
    out
}

fn add(namespace: &Namespace, at: &str, out: &mut Vec<String>) {
    for item in &namespace.items {
        let is_read = match item {
            Item::Resource(_) | Item::Group(_) | Item::Params(_) => false,
            // told apart by status and media type
            Item::Union(union) => {
                let mut guards = union.branches.iter().map(|branch| &branch.guard);
                !guards.any(|guard| matches!(guard, Guard::Answer { .. }))
            }
            Item::Object(_) | Item::Enum(_) | Item::Alias(_) | Item::Newtype(_) | Item::Tag(_) => {
                true
            }
        };
        if is_read {
            out.push(format!("{at}::{}", rust_ident(item.ident())));
        }
    }
    for child in &namespace.children {
        // what lies in a private module is found in the one around it
        match child.private {
            true => add(child, at, out),
            false => add(child, &format!("{at}::{}", rust_ident(&child.ident)), out),
        }
    }
}

/// A function `main` that prints the types of which a blank value is not read back as it was written, given the module
/// or crate of each model.
#[must_use]
pub fn program(models: &[(String, &Model)]) -> String {
    let mut calls = String::new();
    for (krate, model) in models {
        for ty in types(model) {
            let path = format!("{krate}{ty}");
            calls += &format!("    back::<{path}>({path:?});\n");
        }
    }
    format!("{BACK}fn main() {{\n{calls}}}\n")
}

const BACK: &str = r#"
fn back<T: castiron_runtime::Decode + castiron_runtime::Encode + PartialEq + std::fmt::Debug>(name: &str) {
    let Ok(made) = std::panic::catch_unwind(castiron_runtime::blank::<T>) else {
        println!("{name}: no value");
        return;
    };
    let text = castiron_runtime::to_string(&made);
    if format!("{made:?}").contains("Unrecognized(") {
        println!("{name} {text}: {made:?} is not of the document");
    }
    match castiron_runtime::from_str::<T>(&text) {
        Ok(read) if read == made => {}
        Ok(read) => println!("{name} {text}: {read:?} is not {made:?}"),
        Err(error) => println!("{name} {text}: {error}"),
    }
}

"#;
