//! Types that require themselves have no finite value, so that one of the properties may be missing. It tells no branch then.

use castiron_codegen::config::Config;
use castiron_codegen::model::Type;
use castiron_tests::interpret::Tables;
use serde_json::{Value, json};

/// A ring of objects, each of which requires the next one as `k` and, if `others`, another property; and a union of all of them
/// and of an object that requires nothing.
fn ring(length: usize, others: bool, keyword: &str) -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let mut schemas = json!({
        "Free": { "type": "object", "properties": { "b": { "type": "string" } } },
    });
    let mut branches = vec![reference("Free")];
    for at in 0..length {
        let name = format!("R{at}");
        let next = reference(&format!("R{}", (at + 1) % length));
        let own = format!("p{at}");
        let mut properties = json!({ "k": next, "a": { "type": "integer" } });
        properties[&own] = json!({ "type": "string" });
        let required = match others {
            true => json!(["k", own]),
            false => json!(["k"]),
        };
        branches.push(reference(&name));
        schemas[name] = json!({ "type": "object", "required": required, "properties": properties });
    }
    schemas["U"] = json!({ keyword: branches });
    super::around(schemas)
}

/// Objects that hold each other as `k`, the innermost with a null, with nothing, or with another object in that place.
fn values() -> Vec<Value> {
    let mut values = Vec::new();
    for own in ["a", "b", "p0", "p1", "z"] {
        let own = match own {
            "a" => json!({ "a": 1 }),
            name => json!({ name: "x" }),
        };
        for inner in [
            None,
            Some(json!(null)),
            Some(json!({})),
            Some(json!({ "b": "y" })),
        ] {
            let mut value = own.clone();
            if let Some(inner) = inner {
                value["k"] = inner;
            }
            for _ in 0..3 {
                values.push(value.clone());
                let mut outer = own.clone();
                outer["k"] = value;
                value = outer;
            }
        }
    }
    values
}

#[test]
fn what_is_written_of_endless_types_is_read_again() {
    for length in 1..4 {
        for (others, keyword) in [
            (false, "oneOf"),
            (true, "oneOf"),
            (false, "anyOf"),
            (true, "anyOf"),
        ] {
            let document = ring(length, others, keyword);
            let loaded = super::loaded(&document).expect("a document");
            let (model, _) = castiron_codegen::model(&loaded, &Config::default());
            let tables = Tables::new(&model);
            let ty = Type::Item(vec!["U".to_owned()]);
            for value in values() {
                let Ok(read) = tables.read(&ty, &value) else {
                    continue;
                };
                let again = tables.read(&ty, &read.written);
                assert_eq!(
                    again.as_ref().map(|again| &again.written),
                    Ok(&read.written),
                    "{value} of {document:#}"
                );
            }
        }
    }
}
