//! The client, groups, resources and the crate root.

use super::*;

fn path(path: &[&str]) -> ItemPath {
    path.iter().map(|segment| (*segment).to_owned()).collect()
}

fn operation(id: &str, verb: &str, template: &str) -> Operation {
    Operation {
        id: id.to_owned(),
        verb: verb.to_owned(),
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
    }
}

fn method(ident: &str, operation: Operation) -> Method {
    Method {
        ident: ident.to_owned(),
        meta: Meta::default(),
        path: vec![],
        params: None,
        answer: Type::Scalar(Scalar::Unit),
        items: None,
        errors: vec![],
        headers: vec![],
        operation,
    }
}

#[test]
fn a_resource() {
    let mut create = method("create", operation("CreatePet", "POST", "/pets"));
    create.meta.doc = "Adds a pet.".to_owned();
    create.params = Some(MethodParams {
        path: path(&["pets", "PetCreateParams"]),
        required: true,
        sole_body: false,
    });
    create.answer = item(&["pets", "Pet"]);
    create.operation.body = BodyEncoding::JsonAs("application/pet+json".to_owned());
    create.errors = vec![("404".to_owned(), item(&["errors", "NotFound"]))];
    let mut list = method(
        "list",
        operation("ListPets", "GET", "/owners/{owner}/pets/{n}/{k}"),
    );
    let param = |ident: &str, ty: Type, doc: &str| PathParam {
        ident: ident.to_owned(),
        wire: ident.to_owned(),
        ty,
        style: (ident == "type").then_some(PathStyle::MatrixExploded),
        reserved: false,
        doc: doc.to_owned(),
    };
    list.path = vec![
        param("owner", Type::Scalar(Scalar::String), "Who."),
        param("params", Type::Scalar(Scalar::I64), ""),
        param("type", item(&["pets", "Kind"]), ""),
    ];
    list.params = Some(MethodParams {
        path: path(&["pets", "PetListParams"]),
        required: false,
        sole_body: false,
    });
    list.answer = Type::List(boxed(item(&["pets", "Pet"])));
    list.operation.paging = Paging::Cursor;
    list.operation.accept = Some("application/json".to_owned());
    list.operation.server = Some(Server {
        url: "https://other.example".to_owned(),
        ..Server::default()
    });
    list.operation.security = Some(Vec::new());
    let resource = Resource {
        ident: "PetsResource".to_owned(),
        meta: meta("Pets."),
        methods: vec![create, list],
    };
    check(
        &module(vec![Item::Resource(resource)], vec![]),
        r##"use crate::rt::{Body, Call, Client, List, Operation, Paging, Style};

/// Pets.
#[derive(Clone, Debug)]
pub struct PetsResource {
    pub(crate) client: Client,
}

impl PetsResource {
    /// Adds a pet.
    ///
    /// # Errors
    ///
    /// Bodies of errors by status, for `ApiError::body`:
    ///
    /// - 404: [`NotFound`](crate::errors::NotFound)
    #[inline]
    pub fn create(&self, params: PetCreateParams) -> Call<Pet, PetCreateParams> {
        static OPERATION: Operation = Operation::new("CreatePet", "POST", "/pets")
            .body(Body::JsonAs("application/pet+json"));
        Call::new(&self.client, &OPERATION).params(params)
    }

    /// - `owner`: Who.
    #[inline]
    pub fn list(&self, owner: &str, params: i64, r#type: &Kind) -> Call<List<Pet>, PetListParams> {
        static OPERATION: Operation = Operation::new(
            "ListPets",
            "GET",
            "/owners/{owner}/pets/{n}/{k}",
        )
        .accept("application/json")
        .server("https://other.example")
        .paging(Paging::Cursor)
        .security(&[]);
        Call::new(&self.client, &OPERATION)
            .path("owner", owner)
            .path("params", params)
            .path_as("type", Style::matrix_exploded, r#type)
    }
}
"##,
    );
}

#[test]
fn the_client_and_the_root() {
    let member = |ident: &str, target: &[&str]| GroupMember {
        ident: ident.to_owned(),
        target: path(target),
        doc: "Pets.".to_owned(),
    };
    let client = Group {
        ident: "Client".to_owned(),
        meta: meta("Talks to the API."),
        members: vec![member("pets", &["pets", "PetsResource"])],
        client: true,
    };
    let metadata = Alias {
        ident: "Metadata".to_owned(),
        meta: Meta::default(),
        ty: Type::Map(boxed(Type::Scalar(Scalar::Secret))),
    };
    let inner = Namespace {
        ident: "pet".to_owned(),
        private: true,
        file: Some("pet.rs".to_owned()),
        ..Namespace::default()
    };
    let module = Namespace {
        ident: "client".to_owned(),
        file: Some("client.rs".to_owned()),
        items: vec![Item::Group(client)],
        ..Namespace::default()
    };
    let root = Namespace {
        items: vec![Item::Alias(metadata)],
        children: vec![module, inner],
        reexports: vec![Reexport {
            module: "pet".to_owned(),
            names: vec!["Error".to_owned()],
        }],
        links: vec![Link {
            ident: "Cat".to_owned(),
            target: path(&["pet", "Error"]),
            listed: false,
        }],
        ..Namespace::default()
    };
    let files = files(root);
    let text = &files["src/lib.rs"];
    assert!(
        text.contains("\n//! Types and a client of Pets \\*\\/ \"API\".\n"),
        "{text}"
    );
    let (_, text) = text.split_once("rustdoc::all)]\n\n").expect("the levels");
    let (head, text) = text
        .split_once("\nuse crate::rt::{Map, Secret};\n")
        .expect("imports behind what every crate has");
    assert!(
        head.starts_with("use ::castiron_runtime as rt;\n\n/// What most programs need"),
        "{head}"
    );
    // no line of rustdoc shows the runtime beside the module that is for it
    for (at, _) in head.match_indices("pub use") {
        let before = head[..at].trim_end();
        assert!(
            before.ends_with("#[doc(hidden)]") || before.ends_with("#[doc(inline)]"),
            "{head}"
        );
    }
    check(
        text,
        r#"
pub mod client;
mod pet;

#[doc(inline)]
pub use self::pet::Error;
#[doc(hidden)]
pub use crate::pet::Error as Cat;

pub type Metadata = Map<Secret>;
"#,
    );
    let (_, text) = files["src/client.rs"]
        .split_once("rustfmt_skip)]\n\n")
        .expect("the head");
    let (docs, text) = text.split_once("\n\n").expect("a line on the module");
    assert!(
        docs.starts_with("//! The client, and the types that its calls"),
        "{docs}"
    );
    check(
        text,
        r#"#[doc(hidden)]
pub use ::castiron_runtime::{
    ApiError, Call, ClientBuilder, Error, RequestOptions, Response, Secret, Transport,
};

/// Talks to the API.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) client: crate::rt::Client,
}

impl Client {
    /// Starts a client with the key that says who is calling; a transport and options may be added before `build`.
    pub fn builder(key: impl Into<Secret>) -> ClientBuilder<Self> {
        ClientBuilder::new(&API, Some(key.into()))
    }

    /// Starts a client without a key.
    pub fn anonymous() -> ClientBuilder<Self> {
        ClientBuilder::new(&API, None)
    }

    /// Pets.
    pub fn pets(&self) -> crate::pets::PetsResource {
        crate::pets::PetsResource {
            client: self.client.clone(),
        }
    }
}

impl From<crate::rt::Client> for Client {
    fn from(client: crate::rt::Client) -> Self {
        Self { client }
    }
}

impl AsRef<crate::rt::Client> for Client {
    fn as_ref(&self) -> &crate::rt::Client {
        &self.client
    }
}

static API: crate::rt::Api = crate::rt::Api::new("Pets\n*/ \"API\"", "1.0")
    .server("https://pets.example/")
    .schemes(&[crate::rt::Scheme::new("token", crate::rt::Auth::Bearer)])
    .security(&[&["token"]]);
"#,
    );
}

#[test]
fn a_page_of_the_document() {
    let string = Type::Array(boxed(Type::Expandable(boxed(item(&["pets", "Pet"])))));
    let page = object(
        "PetPage",
        vec![field("pets", "the-pets", string, Presence::Optional)],
        false,
    );
    let mut list = method("list", operation("ListPets", "GET", "/pets"));
    list.answer = item(&["pets", "PetPage"]);
    list.operation.paging = Paging::Link;
    list.operation.page_items = vec!["the-pets".to_owned()];
    let resource = Resource {
        ident: "Pets".to_owned(),
        meta: Meta::default(),
        methods: vec![list],
    };
    let got = module(vec![Item::Object(page), Item::Resource(resource)], vec![]);
    let want = "crate::rt::page!(PetPage { pets \"the-pets\": crate::rt::Expandable<crate::pets::Pet> });\n";
    assert!(got.ends_with(want), "{got}");
}
