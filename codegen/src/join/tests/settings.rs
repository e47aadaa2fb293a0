//! What settings change in the model, and what leaves it as it is.

use crate::config::Config;
use crate::model::{
    BodyEncoding, Guard, Item, Method, Model, Namespace, Paging, Place, Scalar, Type, Wrapper,
};
use crate::testing;

/// A document with one operation on `/pets`.
pub(super) fn document(verb: &str, operation: &str, schemas: &str) -> String {
    format!(
        "
openapi: 3.0.0
info: {{title: T, version: '1'}}
paths: {{/pets: {{{verb}: {{tags: [pets], operationId: doPets, {operation}}}}}}}
components: {{schemas: {{Pet: {{type: object, properties: {{id: {{type: string}}}}}}{schemas}}}}}
"
    )
}

const NOTHING: &str = "responses: {'204': {description: ok}}";
pub(super) const PETS: &str = "responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}}";

#[track_caller]
pub(super) fn model(yaml: &str, settings: &str) -> Model {
    testing::model(yaml, &Config::from_toml(settings).expect("settings"))
}

#[track_caller]
fn method(model: &Model) -> &Method {
    let Item::Resource(resource) = testing::item(model, "pets::PetsResource") else {
        panic!("no handle")
    };
    &resource.methods[0]
}

#[test]
fn links_lead_from_page_to_page_of_what_is_read() {
    for (verb, settings, expected) in [
        ("get", "[client]\npaging = \"link\"", Paging::Link),
        ("post", "[client]\npaging = \"link\"", Paging::None),
        ("get", "[client]\npaging = \"none\"", Paging::None),
    ] {
        let model = model(&document(verb, PETS, ""), settings);
        assert_eq!(
            method(&model).operation.paging,
            expected,
            "{verb} {settings}"
        );
    }
}

/// A list of the usual form is paged by the parameter that the operation takes.
#[test]
fn lists_are_paged_by_the_parameter_that_there_is() {
    let list = "responses: {'200': {description: ok, content: {application/json: {schema: {type: object, required: [object, data, has_more, url], properties: {object: {type: string, enum: [list]}, data: {type: array, items: {$ref: '#/components/schemas/Pet'}}, has_more: {type: boolean}, url: {type: string}}}}}}}";
    let token = |from: &str, to: &str| Paging::Token {
        from: from.to_owned(),
        to: to.to_owned(),
    };
    for (parameter, expected) in [
        ("starting_after", Paging::Cursor),
        ("page", token("/next_page", "page")),
        ("after", token("/last_id", "after")),
    ] {
        let operation = format!(
            "parameters: [{{name: {parameter}, in: query, schema: {{type: string}}}}], {list}"
        );
        let model = model(&document("get", &operation, ""), "");
        assert_eq!(method(&model).operation.paging, expected, "{parameter}");
    }
}

/// A body has the property that asks for a stream whether it is an object, another name for one, or one of several.
#[test]
fn streams_are_asked_for_wherever_the_property_is() {
    let schemas = ", Asked: {type: object, properties: {stream: {type: boolean}, n: {type: integer}}}, Other: {type: object, properties: {m: {type: string}}}, Named: {$ref: '#/components/schemas/Asked'}, Some: {oneOf: [{$ref: '#/components/schemas/Other'}, {$ref: '#/components/schemas/Named'}]}, None: {oneOf: [{$ref: '#/components/schemas/Other'}, {type: object, required: [k], properties: {k: {type: integer}}}]}";
    for (body, has) in [
        ("Asked", true),
        ("Named", true),
        ("Some", true),
        ("Other", false),
        ("None", false),
    ] {
        let operation = format!(
            "requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{body}'}}}}}}}}, responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Pet'}}}}, text/event-stream: {{schema: {{$ref: '#/components/schemas/Pet'}}}}}}}}}}"
        );
        let settings = "[client]\nstream-property = \"stream\"";
        let model = model(&document("post", &operation, schemas), settings);
        let stream = method(&model).operation.stream.as_ref().expect("a stream");
        assert_eq!(stream.flag.is_some(), has, "{body}");
    }
}

/// How the property of a form is written, by what the document says of it.
#[test]
fn properties_of_forms_have_the_style_that_is_stated() {
    use crate::model::QueryStyle::{
        Form, FormExploded, FormJson, Json, PipeDelimited, SpaceDelimited,
    };
    let list = "{type: array, items: {type: string}}";
    let object = "{type: object, properties: {a: {type: string}}}";
    let union = "{oneOf: [{type: integer}, {type: string}]}";
    let vague = "{oneOf: [{type: integer}, {type: object, properties: {a: {type: string}}}]}";
    let form = |style| Place::Form(style, false);
    for (schema, said, expected) in [
        (list, "style: form, explode: false", form(Form)),
        (list, "style: form, explode: true", form(FormExploded)),
        (
            list,
            "style: spaceDelimited, explode: false",
            form(SpaceDelimited),
        ),
        (
            list,
            "style: pipeDelimited, explode: false",
            form(PipeDelimited),
        ),
        (
            list,
            "style: pipeDelimited, explode: true",
            form(FormExploded),
        ),
        (list, "contentType: application/json", form(Json)),
        (object, "contentType: application/json", form(FormJson)),
        (
            object,
            "contentType: application/problem+json",
            form(FormJson),
        ),
        (object, "style: deepObject, explode: true", Place::Body),
        // nothing said: lists repeat the name, what may be an object is JSON
        (list, "", form(FormExploded)),
        (object, "", form(FormJson)),
        (vague, "", form(FormJson)),
        (union, "", Place::Body),
        ("{type: string}", "", Place::Body),
    ] {
        let encoding = match said {
            "" => String::new(),
            said => format!(", encoding: {{p: {{{said}}}}}"),
        };
        let operation = format!(
            "requestBody: {{content: {{application/x-www-form-urlencoded: {{schema: {{type: object, properties: {{p: {schema}}}}}{encoding}}}}}}}, {NOTHING}"
        );
        let model = model(&document("post", &operation, ""), "");
        assert_eq!(method(&model).operation.body, BodyEncoding::Form);
        let places = places(&model.root).expect("params");
        assert_eq!(places, [expected], "{schema} {said}");
    }
}

/// The places of the only params.
fn places(namespace: &Namespace) -> Option<Vec<Place>> {
    let mut here = namespace.items.iter().filter_map(|item| match item {
        Item::Params(params) => Some(params.places.clone()),
        _ => None,
    });
    here.next()
        .or_else(|| namespace.children.iter().find_map(places))
}

/// The media type of a part is stated where it isn't the usual one of what the part holds.
#[test]
fn parts_have_the_media_type_that_is_stated() {
    let kinds = [
        (
            "{type: object, properties: {a: {type: string}}}",
            "application/json",
        ),
        (
            "{type: array, items: {type: object, properties: {a: {type: string}}}}",
            "application/json",
        ),
        ("{type: string, format: binary}", "application/octet-stream"),
        ("{type: string}", "text/plain"),
        ("{type: integer}", "text/plain"),
        ("{type: boolean}", "text/plain"),
    ];
    for (schema, usual) in kinds {
        for media in [
            "application/json",
            "application/octet-stream",
            "text/plain",
            "Text/Plain",
            "image/png",
            "image/*",
            "image/png, image/gif",
        ] {
            let operation = format!(
                "requestBody: {{content: {{multipart/form-data: {{schema: {{type: object, properties: {{p: {schema}}}}}, encoding: {{p: {{contentType: '{media}'}}}}}}}}}}, {NOTHING}"
            );
            let model = model(&document("post", &operation, ""), "");
            let parts = &method(&model).operation.parts;
            let stated = parts.iter().find_map(|part| part.media_type.as_deref());
            let leaves_a_choice = media.contains([',', '*']);
            let expected =
                (!media.eq_ignore_ascii_case(usual) && !leaves_a_choice).then_some(media);
            assert_eq!(stated, expected, "{schema}");
        }
    }
}

/// A type in the place of a component is read as text where the component is one, and with serde where it isn't.
#[test]
fn replacements_by_text_are_for_texts() {
    for (schema, wrapper) in [
        ("{type: string}", Wrapper::Text),
        ("{type: string, enum: [x, y]}", Wrapper::Text),
        ("{type: integer}", Wrapper::Serde),
        (
            "{type: object, properties: {a: {type: string, enum: [x, y]}}}",
            Wrapper::Serde,
        ),
    ] {
        let schemas = format!(
            ", Own: {schema}, Holder: {{type: object, required: [own], properties: {{own: {{$ref: '#/components/schemas/Own'}}}}}}"
        );
        let settings =
            "[types.replace]\nOwn = { type = \"a::Own\", version = \"1\", via = \"text\" }";
        let model = model(&document("get", PETS, &schemas), settings);
        let Some(Item::Object(holder)) = find(&model.root, "Holder") else {
            panic!("no object")
        };
        let Type::Custom(own) = &holder.fields[0].ty else {
            panic!("{:?}", holder.fields[0].ty)
        };
        assert_eq!(own.wrapper, Some(wrapper), "{schema}");
    }
}

/// The item of that name, wherever it lies.
fn find<'a>(namespace: &'a Namespace, ident: &str) -> Option<&'a Item> {
    let mut here = namespace.items.iter();
    here.find(|item| item.ident() == ident)
        .or_else(|| (namespace.children.iter()).find_map(|child| find(child, ident)))
}

fn all_items<'a>(namespace: &'a Namespace, found: &mut Vec<&'a str>) {
    found.extend(namespace.items.iter().map(Item::ident));
    for child in &namespace.children {
        all_items(child, found);
    }
}

/// With a component go the types that only it holds; what others hold as well stays.
#[test]
fn what_only_a_replaced_component_holds_is_gone() {
    let schemas = ", Own: {type: object, properties: {inner: {type: object, properties: {a: {type: string}}}, pet: {$ref: '#/components/schemas/Pet'}}}, Holder: {type: object, properties: {own: {$ref: '#/components/schemas/Own'}, kind: {type: string, enum: [x, y]}}}";
    let yaml = document("get", PETS, schemas);
    let items = |settings: &str| {
        let model = model(&yaml, settings);
        let mut found = Vec::new();
        all_items(&model.root, &mut found);
        found.sort_unstable();
        found.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let all = items("");
    let left =
        items("[types.replace]\nOwn = { type = \"a::Own\", version = \"1\", via = \"serde\" }");
    let gone: Vec<_> = all.iter().filter(|item| !left.contains(item)).collect();
    assert_eq!(gone, ["Inner", "Own"]);
    assert!(left.iter().all(|item| all.contains(item)), "{left:?}");
}

/// The guards of the branches of `A`.
fn guards(schemas: &str) -> Vec<Guard> {
    let model = model(&document("get", PETS, &format!(", {schemas}")), "");
    let Some(Item::Union(union)) = find(&model.root, "A") else {
        panic!("no union")
    };
    union
        .branches
        .iter()
        .map(|branch| branch.guard.clone())
        .collect()
}

/// A branch is tried for the same values under another name, and one that is a union for those of all its branches.
#[test]
fn guards_are_of_what_a_branch_is() {
    let objects = "B: {type: object, required: [b], properties: {b: {type: string}}}, C: {type: object, required: [c], properties: {c: {type: string}}}";
    let direct = guards(&format!(
        "A: {{oneOf: [{{$ref: '#/components/schemas/B'}}, {{$ref: '#/components/schemas/C'}}]}}, {objects}"
    ));
    let named = guards(&format!(
        "A: {{oneOf: [{{$ref: '#/components/schemas/N'}}, {{$ref: '#/components/schemas/C'}}]}}, N: {{$ref: '#/components/schemas/B'}}, {objects}"
    ));
    assert_eq!(direct, named);
    assert!(
        direct.iter().all(|guard| *guard != Guard::Any),
        "{direct:?}"
    );
    let mixed = guards(
        "A: {oneOf: [{$ref: '#/components/schemas/U'}, {type: boolean}]}, U: {oneOf: [{type: array, items: {type: string}}, {type: string}]}",
    );
    assert_eq!(mixed, [Guard::Any, Guard::Boolean]);
}

/// Every place that has a type of its own in the model is in the map, with or without a name.
#[test]
fn the_map_has_every_place() {
    let yaml = document(
        "get",
        PETS,
        ", A: {type: object, properties: {list: {type: array, items: {type: object, properties: {n: {type: integer}}}}, kind: {type: string, enum: [x, y]}}}",
    );
    let (graph, names) = testing::names(&yaml, &Config::default());
    let map = crate::join::map(&graph, &names, &Config::default());
    for place in [
        "/components/schemas/A",
        "/components/schemas/A/properties/list",
        "/components/schemas/A/properties/list/items",
        "/components/schemas/A/properties/list/items/properties/n",
        "/components/schemas/A/properties/kind",
    ] {
        assert!(map.contains_key(place), "{place}: {:?}", map.keys());
    }
    let list = &map["/components/schemas/A/properties/list/items"];
    assert!(matches!(list.ty, Type::Item(_)), "{list:?}");
    let n = &map["/components/schemas/A/properties/list/items/properties/n"];
    assert_eq!(n.ty, Type::Scalar(Scalar::I64));
}
