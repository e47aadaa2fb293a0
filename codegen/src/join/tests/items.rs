//! Which items a model has, and which words of documentation mean them.

use crate::config::Config;
use crate::model::{BodyEncoding, Item, Namespace};
use crate::testing;

/// Of types that are the same in everything, the one whose path is the shortest stays.
#[test]
fn the_shortest_path_of_twins_stays() {
    let kind = "kind: {type: string, enum: [x, y]}";
    for (short, long) in [("a", "z"), ("z", "a")] {
        let model = super::of(&format!(
            "{short}: {{type: object, properties: {{{kind}, own_{short}: {{type: string}}}}}}
{long}: {{type: object, properties: {{inner: {{type: object, properties: {{{kind}, n: {{type: integer}}}}}}}}}}"
        ));
        let mut enums = Vec::new();
        enums_of(&model.root, &mut Vec::new(), &mut enums);
        assert_eq!(enums.len(), 1, "{enums:?}");
        assert!(enums[0].iter().any(|module| module == short), "{enums:?}");
    }
}

fn enums_of(namespace: &Namespace, at: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    for item in &namespace.items {
        if matches!(item, Item::Enum(_)) {
            found.push(at.clone());
        }
    }
    for child in &namespace.children {
        at.push(child.ident.clone());
        enums_of(child, at, found);
        at.pop();
    }
}

/// A word of one part in lower case is more often a field than a type; other names of components are linked.
#[test]
fn words_that_mean_types() {
    let yaml = "
openapi: 3.0.0
info: {title: T, version: '1'}
paths: {}
components: {schemas: {pet: {type: object}, line_item: {type: object}, PetShop: {type: object}, a.b: {type: object}}}
";
    let (graph, names) = testing::names(yaml, &Config::default());
    let words = crate::join::prose::words(&graph, &names);
    for (word, is_linked) in [
        ("pet", false),
        ("Pet", true),
        ("line_item", true),
        ("LineItem", true),
        ("PetShop", true),
        ("a.b", true),
    ] {
        assert_eq!(words.contains_key(word), is_linked, "{word}");
    }
}

/// A form without properties of its own has objects as settings say, unless the document says how.
#[test]
fn forms_of_any_properties_have_objects_as_settings_say() {
    for (settings, encoding, expected) in [
        ("", "", BodyEncoding::FormJson),
        (
            "[client]\nform-objects = \"brackets\"",
            "",
            BodyEncoding::FormExploded,
        ),
        (
            "",
            ", encoding: {p: {style: deepObject}}",
            BodyEncoding::Form,
        ),
    ] {
        let yaml = format!(
            "
openapi: 3.0.0
info: {{title: T, version: '1'}}
paths:
  /pets:
    post:
      tags: [pets]
      requestBody: {{content: {{application/x-www-form-urlencoded: {{schema: {{type: object, additionalProperties: {{type: string}}}}{encoding}}}}}}}
      responses: {{'204': {{description: ok}}}}
"
        );
        let config = Config::from_toml(settings).expect("settings");
        let model = testing::model(&yaml, &config);
        let Item::Resource(resource) = testing::item(&model, "pets::PetsResource") else {
            panic!("no handle")
        };
        assert_eq!(
            resource.methods[0].operation.body, expected,
            "{settings}{encoding}"
        );
    }
}
