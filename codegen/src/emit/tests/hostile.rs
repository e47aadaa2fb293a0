//! Text that tries to become code.

use super::*;

const TEXTS: [&str; 6] = [
    "*/ pub fn pwned() {} /*",
    "\"; pub fn pwned() {} //",
    "a\npub fn pwned() {}\n",
    "a\r\u{2028}pub fn pwned() {}\u{202e}",
    "})]} pub fn pwned() {} #[doc(",
    "\"#; r#type self Self crate $crate ::",
];

/// A model with the same text in every place that can hold one.
fn model_of(text: &str) -> Model {
    let text = || text.to_owned();
    let meta = || Meta {
        doc: text(),
        rules: vec![text()],
        deprecated: Some(text()),
        pointer: text(),
        derived: Default::default(),
    };
    let ty = || Type::Item(vec![text(), text()]);
    let field = || Field {
        ident: text(),
        wire: text(),
        ty: ty(),
        presence: Presence::Optional,
        null_is_empty: false,
        tag: None,
        default: None,
        meta: meta(),
    };
    let extra = vec![Extra {
        ident: format!("{}_", text()),
        pattern: Some(text()),
        ty: ty(),
        meta: meta(),
    }];
    let object = Object {
        ident: text(),
        meta: meta(),
        fields: vec![field()],
        extra,
        constructible: true,
    };
    let variant = Variant {
        ident: text(),
        wire: text(),
        meta: meta(),
    };
    let guard = Guard::Object {
        tags: vec![(text(), vec![Literal::String(text())])],
        keys: vec![text()],
    };
    let operation = Operation {
        id: text(),
        verb: text(),
        template: text(),
        body: BodyEncoding::JsonAs(text()),
        accept: Some(text()),
        stream: None,
        redirects: false,
        content_type: None,
        null_as: None,
        xml: None,
        shared: vec![],
        server: Some(server(&text)),
        paging: Paging::Token {
            from: text(),
            to: text(),
        },
        pages_in_body: false,
        page_items: vec![],
        page_end: None,
        security: None,
        empty_object: false,
        parts: Vec::new(),
    };
    let method = Method {
        ident: text(),
        meta: meta(),
        path: vec![PathParam {
            ident: text(),
            wire: text(),
            ty: ty(),
            style: None,
            reserved: false,
            doc: text(),
        }],
        params: Some(MethodParams {
            path: vec![text()],
            required: true,
            sole_body: false,
        }),
        answer: Type::Custom(Custom {
            path: text(),
            wrapper: Some(Wrapper::Serde),
            hash: None,
        }),
        items: None,
        errors: vec![(text(), ty())],
        headers: vec![],
        operation,
    };
    let items = vec![
        Item::Params(Params {
            object: object.clone(),
            places: vec![Place::Body],
            sole_body: None,
        }),
        Item::Object(object),
        Item::Enum(Enum {
            ident: text(),
            meta: meta(),
            kind: EnumKind::Integer,
            variants: vec![variant],
            catch_all: text(),
            closed: false,
        }),
        Item::Union(Union {
            ident: text(),
            meta: meta(),
            branches: vec![Branch {
                ident: text(),
                ty: ty(),
                guard,
                meta: meta(),
            }],
            catch_all: text(),
            open: None,
        }),
        Item::Alias(Alias {
            ident: text(),
            meta: meta(),
            ty: ty(),
        }),
        Item::Newtype(Alias {
            ident: text(),
            meta: meta(),
            ty: ty(),
        }),
        Item::Tag(Tag {
            ident: text(),
            meta: meta(),
            json: text(),
        }),
        Item::Resource(Resource {
            ident: text(),
            meta: meta(),
            methods: vec![method],
        }),
        Item::Group(Group {
            ident: text(),
            meta: meta(),
            members: vec![GroupMember {
                ident: text(),
                target: vec![text()],
                doc: text(),
            }],
            client: true,
        }),
    ];
    let inner = Namespace {
        ident: text(),
        doc: text(),
        items: items.clone(),
        ..Namespace::default()
    };
    let child = Namespace {
        ident: text(),
        doc: text(),
        file: Some("child.rs".to_owned()),
        items,
        children: vec![inner],
        reexports: vec![Reexport {
            module: text(),
            names: vec![text(), text()],
        }],
        links: vec![Link {
            ident: text(),
            target: vec![text()],
            listed: false,
        }],
        ..Namespace::default()
    };
    let api = Api {
        title: text(),
        version: text(),
        doc: text(),
        servers: vec![server(&text)],
        operation_servers: vec![server(&text)],
        schemes: vec![(text(), Auth::Header(text()))],
        tokens: vec![TokenSource {
            scheme: text(),
            url: text(),
            for_program: true,
            scopes: vec![text()],
        }],
        security: vec![vec![text()]],
        version_header: Some((text(), text())),
        account_header: Some(text()),
        idempotency_header: Some(text()),
        request_id_header: Some(text()),
        ..api()
    };
    Model {
        api,
        root: Namespace {
            children: vec![child],
            ..Namespace::default()
        },
        xml: Vec::new(),
        features: Features::default(),
    }
}

/// Whether an identifier stands anywhere among tokens; what literals hold does not count.
fn has_identifier(tokens: proc_macro2::TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        proc_macro2::TokenTree::Ident(ident) => ident == name,
        proc_macro2::TokenTree::Group(group) => has_identifier(group.stream(), name),
        _ => false,
    })
}

#[test]
fn text_stays_text() {
    for text in TEXTS {
        let files = emit(
            &model_of(text),
            &EmitOptions {
                name: text.to_owned(),
                ..EmitOptions::default()
            },
        );
        for (path, content) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let file = syn::parse_file(content);
            let file =
                file.unwrap_or_else(|error| panic!("{text:?} in {path}: {error}\n{content}"));
            let tokens = quote::quote!(#file);
            assert!(
                !has_identifier(tokens, "pwned"),
                "{text:?} in {path}:\n{content}"
            );
        }
        let manifest = &files["Cargo.toml"];
        assert_eq!(manifest.matches("[dependencies]").count(), 1, "{manifest}");
        assert!(
            manifest
                .lines()
                .skip(1)
                .all(|line| !line.starts_with("pub fn")),
            "{manifest}"
        );
    }
}

fn server(text: &dyn Fn() -> String) -> Server {
    Server {
        url: text(),
        description: text(),
        variables: vec![ServerVariable {
            name: text(),
            default: text(),
            values: vec![text()],
        }],
    }
}
