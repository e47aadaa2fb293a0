//! Models of small documents.

mod crates;
mod items;
mod methods;
mod settings;
mod tables;

use crate::config::Config;
use crate::model::{Guard, Item, Model, Namespace, Object, Paging, Presence, Scalar, Type};
use crate::testing;

/// The model of a document with these schemas.
#[track_caller]
fn of(schemas: &str) -> Model {
    let schemas: String = schemas
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    let head =
        "openapi: 3.0.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
    testing::model(&format!("{head}{schemas}"), &Config::default())
}

#[track_caller]
fn object<'a>(model: &'a Model, path: &str) -> &'a Object {
    match testing::item(model, path) {
        Item::Object(object) => object,
        other => panic!("{path} is {other:?}"),
    }
}

/// The object that a component became, wherever it lies.
fn of_component<'a>(namespace: &'a Namespace, name: &str) -> Option<&'a Object> {
    let mut here = namespace.items.iter().filter_map(|item| match item {
        Item::Object(object) if object.meta.pointer == format!("/components/schemas/{name}") => {
            Some(object)
        }
        _ => None,
    });
    let inner = || (namespace.children.iter()).find_map(|child| of_component(child, name));
    here.next().or_else(inner)
}

fn item(path: &str) -> Type {
    Type::Item(path.split("::").map(str::to_owned).collect())
}

#[test]
fn the_model_reads_back_equal() {
    let model = of(
        "a: {type: object, properties: {x: {type: string, enum: [p, q]}, y: {$ref: '#/components/schemas/a'}}}",
    );
    let json = serde_json::to_string(&model).unwrap_or_default();
    assert_eq!(serde_json::from_str::<Model>(&json).ok(), Some(model));
}

#[test]
fn tolerance_is_for_what_the_api_sends() {
    let document = "
openapi: 3.0.0
info: {title: T, version: '1'}
paths:
  /a:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/sent'}}}}
      responses: {'200': {description: a, content: {application/json: {schema: {$ref: '#/components/schemas/got'}}}}}
components:
  schemas:
    sent: {type: object, required: [a, both], properties: {a: {$ref: '#/components/schemas/part'}, both: {$ref: '#/components/schemas/both'}}}
    part: {type: object, required: [x], properties: {x: {type: string}}}
    got: {type: object, required: [both, n], properties: {both: {$ref: '#/components/schemas/both'}, n: {type: string, nullable: true}}}
    both: {type: object, required: [x], properties: {x: {type: string}}}
";
    let presences = |tolerant| {
        let mut config = Config::default();
        config.schemas.tolerant = crate::config::Loosened::All(tolerant);
        let model = testing::model(document, &config);
        ["part", "got", "both"].map(|name| {
            let object = of_component(&model.root, name).expect("an object");
            let fields = object.fields.iter();
            fields.map(|field| field.presence).collect::<Vec<_>>()
        })
    };
    use Presence::{Lenient, Nullable, Optional, Required};
    assert_eq!(
        presences(false),
        [vec![Required], vec![Required, Nullable], vec![Required]]
    );
    assert_eq!(
        presences(true),
        [vec![Required], vec![Optional, Lenient], vec![Optional]]
    );
}

#[test]
fn presence_has_four_kinds() {
    let model = of("
a:
  type: object
  required: [r, n]
  properties:
    r: {type: string}
    n: {type: string, nullable: true}
    o: {type: string}
    b: {type: string, nullable: true}
");
    let presences: Vec<Presence> = object(&model, "types::A")
        .fields
        .iter()
        .map(|f| f.presence)
        .collect();
    assert_eq!(
        presences,
        [
            Presence::Required,
            Presence::Nullable,
            Presence::Optional,
            Presence::OptionalNullable
        ]
    );
}

#[test]
fn cycles_are_boxed_by_the_graph() {
    let model = of("
node: {type: object, properties: {next: {$ref: '#/components/schemas/node'}, all: {type: array, items: {$ref: '#/components/schemas/node'}}}}
leaf: {type: object, properties: {node: {$ref: '#/components/schemas/node'}}}
");
    let fields = &object(&model, "types::Node").fields;
    assert_eq!(fields[0].ty, Type::Boxed(Box::new(item("Node"))));
    assert_eq!(fields[1].ty, Type::Array(Box::new(item("Node"))));
    assert_eq!(object(&model, "types::Leaf").fields[0].ty, item("Node"));
}

#[test]
fn what_no_finite_value_could_hold_becomes_optional() {
    let model = of(
        "loop: {type: object, required: [next], properties: {next: {$ref: '#/components/schemas/loop'}}}",
    );
    assert_eq!(
        object(&model, "types::Loop").fields[0].presence,
        Presence::Optional
    );
}

#[test]
fn an_array_of_itself_is_a_type() {
    let model = of("tree: {type: array, items: {$ref: '#/components/schemas/tree'}}");
    match testing::item(&model, "types::Tree") {
        Item::Newtype(alias) => assert_eq!(alias.ty, Type::Array(Box::new(item("Tree")))),
        other => panic!("{other:?}"),
    }
}

#[test]
fn long_chains_of_names_are_spelled_in_pieces() {
    // each schema is an array of the next; the last is a string
    let count = 2_000;
    let mut schemas: String = (0..count)
        .map(|n| {
            format!(
                "a{n:04}: {{type: array, items: {{$ref: '#/components/schemas/a{:04}'}}}}\n",
                n + 1
            )
        })
        .collect();
    schemas += &format!("a{count:04}: {{type: string}}\n");
    let model = of(&schemas);
    let mut newtypes = 0;
    let mut deepest = 0;
    let mut namespaces = vec![&model.root];
    while let Some(namespace) = namespaces.pop() {
        namespaces.extend(&namespace.children);
        for item in &namespace.items {
            let (Item::Alias(alias) | Item::Newtype(alias)) = item else {
                continue;
            };
            newtypes += usize::from(matches!(item, Item::Newtype(_)));
            let mut depth = 0;
            let mut ty = &alias.ty;
            while let Type::Array(inner) = ty {
                depth += 1;
                ty = inner;
            }
            assert!(
                matches!(ty, Type::Item(_) | Type::Scalar(Scalar::String)),
                "{ty:?}"
            );
            deepest = deepest.max(depth);
        }
    }
    assert!(newtypes > 10, "{newtypes}");
    assert!(deepest <= 70, "{deepest}");
}

#[test]
fn another_name_for_itself_is_any_json() {
    let model = of("me: {allOf: [{$ref: '#/components/schemas/me'}]}");
    match testing::item(&model, "types::Me") {
        Item::Alias(alias) => assert_eq!(alias.ty, Type::Scalar(Scalar::Json)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn branches_have_guards_by_kind() {
    let model = of("
value:
  type: object
  properties:
    v: {anyOf: [{type: string}, {type: integer}, {type: array, items: {type: string}}]}
");
    match testing::item(&model, "value::V") {
        Item::Union(union) => {
            let guards: Vec<&Guard> = union.branches.iter().map(|b| &b.guard).collect();
            assert_eq!(guards, [&Guard::String, &Guard::Integer, &Guard::Array]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_schema_that_says_nothing_is_any_json_and_counted() {
    let model = of("a: {type: object, required: [x], properties: {x: {}}}");
    assert_eq!(
        object(&model, "types::A").fields[0].ty,
        Type::Scalar(Scalar::Json)
    );
    assert_eq!(
        crate::stats::Stats::of(&model, std::collections::BTreeMap::new()).untyped_at,
        ["/components/schemas/a/properties/x"]
    );
}

#[test]
fn methods_know_their_request() {
    let model = testing::model(
        "
openapi: 3.0.0
info: {title: T, version: '1'}
servers: [{url: 'https://api.example'}]
paths:
  /pets/{id}:
    post:
      tags: [pets]
      operationId: updatePet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}
      responses: {'204': {description: ok}, '404': {description: no, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}}
components: {schemas: {Problem: {type: object, properties: {title: {type: string}}}}}
",
        &Config::default(),
    );
    let Item::Resource(resource) = testing::item(&model, "pets::PetsResource") else {
        panic!("no handle")
    };
    let method = &resource.methods[0];
    assert_eq!(method.ident, "update");
    assert_eq!(method.path[0].ty, Type::Scalar(Scalar::I64));
    assert_eq!(method.answer, Type::Scalar(Scalar::Unit));
    assert_eq!(method.errors, [("404".to_owned(), item("Problem"))]);
    assert_eq!(method.operation.paging, Paging::None);
    assert_eq!(method.params.as_ref().map(|p| p.required), Some(false));
    assert_eq!(model.api.error, Some(vec!["Problem".to_owned()]));
}
