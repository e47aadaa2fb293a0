use super::{Impact, Kind, diff};
use crate::model::*;

mod beside;
mod links;
mod same;
mod settings;
mod silent;

fn model(items: Vec<Item>) -> Model {
    let api = Api {
        title: "Pets".to_owned(),
        version: "1".to_owned(),
        doc: String::new(),
        servers: vec![],
        operation_servers: vec![],
        schemes: vec![],
        tokens: vec![],
        security: vec![],
        version_header: None,
        account_header: None,
        idempotency_header: None,
        request_id_header: None,
        error: None,
        error_pointers: ErrorPointers::default(),
        parameters: vec![],
        headers: vec![],
        exhaustive: false,
        dependencies: Vec::new(),
    };
    let pet = Namespace {
        ident: "pet".to_owned(),
        items,
        ..Namespace::default()
    };
    let reexports = vec![Reexport {
        module: "pet".to_owned(),
        names: vec!["Pet".to_owned()],
    }];
    Model {
        api,
        root: Namespace {
            children: vec![pet],
            reexports,
            ..Namespace::default()
        },
        xml: Vec::new(),
        features: Features::default(),
    }
}

fn field(ident: &str, ty: Type, presence: Presence) -> Field {
    Field {
        ident: ident.to_owned(),
        wire: ident.to_owned(),
        ty,
        presence,
        null_is_empty: false,
        tag: None,
        default: None,
        meta: Meta::default(),
    }
}

fn text() -> Type {
    Type::Scalar(Scalar::String)
}

fn pet(fields: Vec<Field>, constructible: bool) -> Item {
    let meta = Meta {
        pointer: "/components/schemas/pet".to_owned(),
        ..Meta::default()
    };
    Item::Object(Object {
        ident: "Pet".to_owned(),
        meta,
        fields,
        extra: Vec::new(),
        constructible,
    })
}

fn kind(variants: &[&str]) -> Item {
    let variant = |name: &&str| Variant {
        ident: (*name).to_owned(),
        wire: (*name).to_owned(),
        meta: Meta::default(),
    };
    Item::Enum(Enum {
        ident: "Kind".to_owned(),
        meta: Meta {
            pointer: "/components/schemas/kind".to_owned(),
            ..Meta::default()
        },
        kind: EnumKind::String,
        variants: variants.iter().map(variant).collect(),
        catch_all: "Unrecognized".to_owned(),
        closed: false,
    })
}

/// The changes in short: `impact kind item.member detail`.
#[track_caller]
fn check(old: Vec<Item>, new: Vec<Item>, want: &[&str]) {
    let diff = diff(&model(old), &model(new));
    let got: Vec<String> = diff
        .changes
        .iter()
        .map(|change| {
            let kind = match change.kind {
                Kind::Removed => "-",
                Kind::Moved => ">",
                Kind::Renamed => "=",
                Kind::Changed => "~",
                Kind::Split => "/",
                Kind::Added => "+",
            };
            let member = change
                .member
                .as_ref()
                .map_or(String::new(), |member| format!(".{member}"));
            format!(
                "{} {kind} {} {}{member} {}",
                change.impact, change.what, change.item, change.detail
            )
        })
        .collect();
    let got: Vec<&str> = got.iter().map(|line| line.trim_end()).collect();
    assert_eq!(got, want);
}

#[test]
fn nothing() {
    let items = || {
        vec![
            pet(vec![field("id", text(), Presence::Required)], true),
            kind(&["A"]),
        ]
    };
    check(items(), items(), &[]);
    assert_eq!(diff(&model(items()), &model(items())).impact(), None);
}

#[test]
fn fields_come_and_go() {
    check(
        vec![pet(
            vec![
                field("a", text(), Presence::Optional),
                field("b", text(), Presence::Optional),
            ],
            false,
        )],
        vec![pet(
            vec![
                field("b", text(), Presence::Required),
                field("c", text(), Presence::Nullable),
            ],
            false,
        )],
        &[
            "major ~ struct Pet `Default` is gone",
            "major - struct Pet.a",
            "major ~ struct Pet.b `String` was `Option<String>`",
            "minor ~ struct Pet can be made with `new`",
            "minor + struct Pet.c Option<String>",
        ],
    );
}

#[test]
fn what_is_made_by_callers() {
    check(
        vec![pet(vec![field("a", text(), Presence::Optional)], true)],
        vec![pet(
            vec![
                field("a", text(), Presence::Optional),
                field("b", text(), Presence::Required),
            ],
            true,
        )],
        &[
            "major ~ struct Pet `new(b: String)` was `new()`",
            "minor + struct Pet.b String",
        ],
    );
}

#[test]
fn absent_or_null_is_the_same_type() {
    check(
        vec![pet(vec![field("a", text(), Presence::Optional)], false)],
        vec![pet(vec![field("a", text(), Presence::Nullable)], false)],
        &[
            "major ~ struct Pet `Default` is gone",
            "minor ~ struct Pet can be made with `new`",
            "minor ~ struct Pet.a always there, may be null, was may be missing",
        ],
    );
}

#[test]
fn variants_and_items() {
    check(
        vec![kind(&["A", "B"]), pet(vec![], false)],
        vec![kind(&["B", "C"])],
        &[
            "major - struct Pet",
            "major - enum pet::Kind.A",
            "minor + enum pet::Kind.C \"C\"",
        ],
    );
}

#[test]
fn another_name_for_the_same_schema() {
    let mut renamed = kind(&["A"]);
    if let Item::Enum(item) = &mut renamed {
        item.ident = "Species".to_owned();
    }
    check(
        vec![kind(&["A"])],
        vec![renamed],
        &["major > enum pet::Kind is `pet::Species` now"],
    );
}

#[test]
fn methods() {
    let resource = |template: &str, answer: Type, required: bool| {
        let operation = Operation {
            id: "op".to_owned(),
            verb: "GET".to_owned(),
            template: template.to_owned(),
            body: BodyEncoding::None,
            accept: None,
            stream: None,
            redirects: false,
            content_type: None,
            null_as: None,
            xml: None,
            shared: vec![],
            server: None,
            paging: Paging::None,
            pages_in_body: false,
            page_items: vec![],
            page_end: None,
            security: None,
            empty_object: false,
            parts: Vec::new(),
        };
        let params = MethodParams {
            path: vec!["P".to_owned()],
            required,
            sole_body: false,
        };
        let method = Method {
            ident: "get".to_owned(),
            meta: Meta::default(),
            path: vec![],
            params: Some(params),
            answer,
            items: None,
            errors: vec![],
            headers: vec![],
            operation,
        };
        vec![Item::Resource(Resource {
            ident: "Pets".to_owned(),
            meta: Meta::default(),
            methods: vec![method],
        })]
    };
    check(
        resource("/a", text(), false),
        resource("/b", text(), false),
        &["minor ~ resource pet::Pets.get calls GET /b instead of GET /a"],
    );
    check(
        resource("/a", text(), false),
        resource("/a", Type::Array(Box::new(text())), true),
        &["major ~ resource pet::Pets.get `fn(P) -> Call<Vec<String>>` was `fn() -> Call<String>`"],
    );
}

#[test]
fn the_verdict_is_the_gravest() {
    let diff = diff(&model(vec![kind(&["A"])]), &model(vec![kind(&["A", "B"])]));
    assert_eq!(
        (
            diff.impact(),
            diff.count(Impact::Minor),
            diff.count(Impact::Major)
        ),
        (Some(Impact::Minor), 1, 0)
    );
}

fn named(ident: &str) -> Meta {
    Meta {
        pointer: format!("/components/schemas/{ident}"),
        ..Meta::default()
    }
}

fn item(path: &str) -> Type {
    Type::Item(path.split("::").map(str::to_owned).collect())
}

#[test]
fn unions_aliases_and_tags() {
    let union = |ident: &str, ty: Type, guard: Guard, catch_all: &str| {
        Item::Union(Union {
            ident: "Either".to_owned(),
            meta: named("either"),
            branches: vec![Branch {
                ident: ident.to_owned(),
                ty,
                guard,
                meta: Meta::default(),
            }],
            catch_all: catch_all.to_owned(),
            open: None,
        })
    };
    check(
        vec![union("A", text(), Guard::Number, "Unrecognized")],
        vec![union("A", item("Pet"), Guard::String, "Other")],
        &[
            "major ~ union pet::Either.A `From<&str>` is gone",
            "major ~ union pet::Either.A `Pet` was `String`",
            "major = union pet::Either.Unrecognized is `Other` now",
            "minor ~ union pet::Either.A is told from the others in another way",
        ],
    );
    let alias = |ty: Type| {
        Item::Alias(Alias {
            ident: "Name".to_owned(),
            meta: named("name"),
            ty,
        })
    };
    check(
        vec![alias(text())],
        vec![alias(Type::Map(Box::new(text())))],
        &["major ~ alias pet::Name `Map<String>` was `String`"],
    );
    check(
        vec![alias(text())],
        vec![kind(&["A"])],
        &["major - alias pet::Name", "minor + enum pet::Kind"],
    );
}
