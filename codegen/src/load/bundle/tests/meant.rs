//! References to where there is nothing, where one component has the name that they end in.

use serde_json::{Value, json};

use super::repairs::components;
use super::{bundled, document, ref_to};
use crate::diagnostic::{Code, Severity};

/// However a reference spells the way to a component, it means the only one of its name and kind.
#[test]
fn names_tell_what_is_meant() {
    let schemas =
        json!({"Pet": {"type": "object"}, "a/b": {"type": "string"}, "Two": {}, "TWO": {}});
    for (text, want) in [
        ("#/definitions/Pet", Some("Pet")),
        ("#/components/schema/Pet", Some("Pet")),
        ("#/component/schemas/Pet", Some("Pet")),
        ("#/Components/Schemas/Pet", Some("Pet")),
        ("#/schemas/Pet", Some("Pet")),
        ("#/Pet", Some("Pet")),
        ("#Pet", Some("Pet")),
        ("Pet", Some("Pet")),
        ("components/schemas/Pet", Some("Pet")),
        ("/components/schemas/Pet", Some("Pet")),
        ("#components/schemas/Pet", Some("Pet")),
        ("#/components/schemas/Pet/", Some("Pet")),
        ("#/components/schemas/Pet#", Some("Pet")),
        ("#//components/schemas/Pet", Some("Pet")),
        ("#/components/schemas/pet", Some("Pet")),
        ("#/definitions/PET", Some("Pet")),
        ("#/definitions/a~1b", Some("a~1b")),
        ("#/components/schemas/two", None),
        ("#/components/schemas/Pets", None),
        ("#/paths/Pet", None),
        ("#/definitions/Pet/properties/a", None),
        ("pets.yaml#/components/schemas/Pet", None),
        ("Pet.yaml", None),
        ("#/components/responses/Two", Some("Two")),
    ] {
        let components = json!({"schemas": schemas, "responses": {"R": {"description": ""}}});
        let mut root: Value = serde_json::from_str(&document(components, json!({}))).expect("JSON");
        root["components"]["schemas"]["Use"] = json!({"items": ref_to(text), "type": "array"});
        let (tree, loaded) = bundled(&[("api.json", &root.to_string())]);
        assert_eq!(loaded.diagnostics.count(Severity::Warning), 1, "{text}");
        let code = loaded.diagnostics.iter().next().map(|one| one.code);
        let got = &tree["components"]["schemas"]["Use"]["items"];
        match want {
            Some(want) => {
                assert_eq!(code, Some(Code::WrongReference), "{text}");
                assert_eq!(
                    *got,
                    ref_to(&format!("#/components/schemas/{want}")),
                    "{text}"
                );
            }
            None => assert_eq!(got["x-castiron-unresolved"], text, "{text}"),
        }
    }
    let paths = json!({"/a": {"get": {"parameters": [ref_to("#/parameters/p")], "responses": {
        "200": ref_to("#/responses/R"), "201": {"description": "", "headers": {"X": ref_to("#/headers/H")}}}}}});
    let (tree, loaded) = bundled(&[("api.json", &document(components(), paths))]);
    assert_eq!(loaded.diagnostics.count(Severity::Warning), 3);
    let operation = &tree["paths"]["/a"]["get"];
    assert_eq!(
        operation["parameters"][0],
        ref_to("#/components/parameters/P")
    );
    assert_eq!(
        operation["responses"]["200"],
        ref_to("#/components/responses/R")
    );
    // the document by the name of its file, and a path as Windows writes it
    let references = [
        ("api.json#/components/schemas/s", "S"),
        ("..\\api\\b.json#/Thing", "Thing"),
    ];
    for (text, name) in references {
        let items = format!(r#"{{"items": {}, "type": "array"}}"#, ref_to(text));
        let (tree, loaded) = bundled(&[
            (
                "api/api.json",
                &document(
                    components(),
                    json!({"/a": {"get": {"responses": {"200": {"description": "",
                "content": {"text/plain": {"schema": ref_to("list.json")}}}}}}}),
                ),
            ),
            ("api/list.json", &items),
            ("api/b.json", r#"{"Thing": {"type": "integer"}}"#),
        ]);
        assert_eq!(loaded.diagnostics.count(Severity::Warning), 1, "{text}");
        let items = &tree["components"]["schemas"]["list"]["items"];
        assert_eq!(
            *items,
            ref_to(&format!("#/components/schemas/{name}")),
            "{text}"
        );
    }
    // a file that means a component of the document that refers to it
    let (tree, loaded) = bundled(&[
        (
            "api.json",
            &document(components(), json!({"/a": ref_to("a.json")})),
        ),
        (
            "a.json",
            r##"{"get": {"responses": {"200": {"description": "", "content": {"text/plain": {"schema": {"$ref": "#/components/schemas/S"}}}}}}}"##,
        ),
    ]);
    assert_eq!(loaded.diagnostics.count(Severity::Warning), 1);
    let content = &tree["paths"]["/a"]["get"]["responses"]["200"]["content"];
    assert_eq!(
        content["text/plain"]["schema"],
        ref_to("#/components/schemas/S")
    );
}
