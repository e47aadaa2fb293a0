//! The generated method of each operation, and what it takes.

use std::collections::BTreeMap;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::emit::{self, EmitOptions, Files};
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::model::{
    self, BodyEncoding, Item, Model, Namespace, Presence, Resource, Scalar, Type,
};
use castiron_codegen::source::Disk;
use castiron_tests::spelled;

/// A document that was cast for some of its operations.
pub(crate) struct Cast {
    /// The generated crate, without the program.
    pub files: Files,
    /// One call an operation.
    pub calls: Vec<Call>,
    /// How many operations the document has.
    pub total: usize,
}

/// How an operation is called.
pub(crate) struct Call {
    /// `VERB /path/template`, for people.
    pub name: String,
    /// The operation's JSON pointer.
    pub pointer: String,
    /// Path parameters as the document calls them, in the order of the arguments.
    pub path: Vec<String>,
    /// The fields of the params.
    pub fields: Vec<Field>,
    /// Which media types the client sends.
    pub body: Box<dyn Fn(&str) -> bool>,
    /// The Rust of the call: a function body with `client`, `path` and `params` in scope.
    pub source: String,
}

/// A field of params.
pub(crate) struct Field {
    /// The name on the wire.
    pub wire: String,
    /// Whether it must be given.
    pub required: bool,
    /// What it is.
    pub place: Place,
}

/// Where the value of a field is described.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// By a parameter in `query`, `header` or `cookie`.
    Parameter(&'static str),
    /// By a property of the body.
    Property,
    /// By the body's schema.
    Whole,
}

/// Casts a document; of its operations at most so many are called, spread over the whole.
pub(crate) fn cast(path: &Path, most: usize) -> Result<Cast, String> {
    let loaded = load(&Disk, path, &LoadOptions::default());
    let Some(document) = loaded.document.filter(|_| !loaded.diagnostics.has_errors()) else {
        return Err(format!("{}: refused", path.display()));
    };
    let title = &document.api.info.title;
    let bundled = Config::bundled(title, document.servers()).map_err(|error| error.to_string())?;
    let mut config = bundled.map_or_else(Config::default, |(_, config)| config);
    let (whole, _) = castiron_codegen::model(&document, &config);
    let all: Vec<String> = (Handles::new(&whole).methods.keys())
        .filter(|pointer| pointer.starts_with("/paths/"))
        .map(|pointer| (*pointer).to_owned())
        .collect();
    let chosen: Vec<&String> = if all.len() <= most {
        all.iter().collect()
    } else {
        (0..most).map(|at| &all[at * all.len() / most]).collect()
    };
    if chosen.len() < all.len() {
        config.select.include = chosen.iter().map(|pointer| selector(pointer)).collect();
    }
    let (model, _) = castiron_codegen::model(&document, &config);
    let handles = Handles::new(&model);
    let mut calls = Vec::new();
    for pointer in chosen {
        match handles.call(pointer) {
            Some(call) => calls.push(call),
            None => eprintln!("{}: no method for {pointer}", path.display()),
        }
    }
    Ok(Cast {
        files: emit::emit(&model, &EmitOptions::default()),
        calls,
        total: all.len(),
    })
}

/// What selects the path of an operation.
fn selector(pointer: &str) -> String {
    let (path, _) = pointer.rsplit_once('/').unwrap_or_default();
    let path = path.trim_start_matches("/paths/");
    format!("path:{}", path.replace("~1", "/").replace("~0", "~"))
}

/// How every operation is reached.
struct Handles<'a> {
    root: &'a Namespace,
    /// Operation → expression of its resource, resource, index of the method.
    methods: BTreeMap<&'a str, (String, &'a Resource, usize)>,
}

impl<'a> Handles<'a> {
    fn new(model: &'a Model) -> Self {
        let mut handles = Self {
            root: &model.root,
            methods: BTreeMap::new(),
        };
        let client = ["client", "Client"].map(str::to_owned);
        handles.add_methods(&client, "client".to_owned(), 0);
        handles
    }

    fn add_methods(&mut self, path: &[String], expression: String, depth: u32) {
        if depth > 16 {
            return;
        }
        match find(self.root, path) {
            Some(Item::Group(group)) => {
                for member in &group.members {
                    let method = model::rust_ident(&member.ident);
                    let inner = format!("{expression}.{method}()");
                    self.add_methods(&member.target, inner, depth + 1);
                }
            }
            Some(Item::Resource(resource)) => {
                for (index, method) in resource.methods.iter().enumerate() {
                    self.methods
                        .insert(&method.meta.pointer, (expression.clone(), resource, index));
                }
            }
            _ => {}
        }
    }

    fn call(&self, pointer: &str) -> Option<Call> {
        let (expression, resource, index) = self.methods.get(pointer)?;
        let method = &resource.methods[*index];
        let mut source = String::new();
        let mut arguments = Vec::new();
        for (at, param) in method.path.iter().enumerate() {
            let ty = spelled::source(&param.ty);
            source.push_str(&format!("    let p{at}: {ty} = read(&path[{at}])?;\n"));
            let by_value = match self.behind_aliases(&param.ty) {
                Type::Scalar(Scalar::String) => false,
                Type::Scalar(scalar) => {
                    scalar.is_text()
                        || matches!(
                            scalar,
                            Scalar::Bool
                                | Scalar::I32
                                | Scalar::I64
                                | Scalar::U32
                                | Scalar::U64
                                | Scalar::F32
                                | Scalar::F64
                                | Scalar::Timestamp
                                | Scalar::Number
                        )
                }
                Type::Item(path) => matches!(find(self.root, path), Some(Item::Union(_))),
                _ => false,
            };
            arguments.push(format!("{}p{at}", if by_value { "" } else { "&" }));
        }
        let mut after = String::new();
        let mut fields = Vec::new();
        if let Some(params) = &method.params {
            let ty = spelled::source(&Type::Item(params.path.clone()));
            source.push_str(&format!("    let params: {ty} = read(params)?;\n"));
            if params.required {
                arguments.push("params".to_owned());
            } else {
                after.push_str(".params(params)");
            }
            let Some(Item::Params(item)) = find(self.root, &params.path) else {
                return None;
            };
            for (field, place) in item.object.fields.iter().zip(&item.places) {
                fields.push(Field {
                    wire: field.wire.clone(),
                    required: field.presence == Presence::Required,
                    place: match place {
                        model::Place::Query(..) | model::Place::Querystring(_) => {
                            Place::Parameter("query")
                        }
                        model::Place::Header(_) => Place::Parameter("header"),
                        model::Place::Cookie(..) => Place::Parameter("cookie"),
                        model::Place::Body | model::Place::Form(..) => Place::Property,
                        model::Place::Part(_) => Place::Parameter("part"),
                        model::Place::WholeBody => Place::Whole,
                    },
                });
            }
        }
        let ident = model::rust_ident(&method.ident);
        let arguments = arguments.join(", ");
        source.push_str(&format!(
            "    done({expression}.{ident}({arguments}){after}.send_blocking())\n"
        ));
        let operation = &method.operation;
        Some(Call {
            name: format!("{} {}", operation.verb, operation.template),
            pointer: pointer.to_owned(),
            path: method.path.iter().map(|param| param.wire.clone()).collect(),
            fields,
            body: sent(&operation.body),
            source,
        })
    }

    fn behind_aliases(&self, ty: &'a Type) -> &'a Type {
        match ty {
            Type::Item(path) => match find(self.root, path) {
                Some(Item::Alias(alias)) => &alias.ty,
                _ => ty,
            },
            _ => ty,
        }
    }
}

/// The item that is found at a path, through re-exports and links.
fn find<'a>(root: &'a Namespace, path: &[String]) -> Option<&'a Item> {
    find_within(root, path, 0)
}

fn find_within<'a>(root: &'a Namespace, path: &[String], depth: u32) -> Option<&'a Item> {
    if depth > 16 {
        return None;
    }
    let mut at = root;
    for (index, ident) in path.iter().enumerate() {
        let is_last = index + 1 == path.len();
        if is_last && let Some(item) = at.items.iter().find(|item| item.ident() == ident) {
            return Some(item);
        }
        if let Some(link) = at.links.iter().find(|link| link.ident == *ident) {
            let path = [link.target.as_slice(), &path[index + 1..]].concat();
            return find_within(root, &path, depth + 1);
        }
        let shown = (at.reexports.iter()).find(|reexport| reexport.names.contains(ident));
        if let Some(shown) = shown {
            let child = at
                .children
                .iter()
                .find(|child| child.ident == shown.module)?;
            at = child;
            if is_last {
                return at.items.iter().find(|item| item.ident() == ident);
            }
        }
        at = at.children.iter().find(|child| child.ident == *ident)?;
    }
    None
}

/// Which media types a body is sent in.
fn sent(body: &BodyEncoding) -> Box<dyn Fn(&str) -> bool> {
    fn bare(media_type: &str) -> &str {
        media_type.split(';').next().unwrap_or_default().trim()
    }
    let exactly = |wanted: String| -> Box<dyn Fn(&str) -> bool> {
        Box::new(move |media_type| bare(media_type) == bare(&wanted) || media_type == "*/*")
    };
    match body {
        BodyEncoding::None => Box::new(|_| false),
        BodyEncoding::Form | BodyEncoding::FormExploded | BodyEncoding::FormJson => {
            exactly("application/x-www-form-urlencoded".to_owned())
        }
        BodyEncoding::Json => exactly("application/json".to_owned()),
        BodyEncoding::Multipart => exactly("multipart/form-data".to_owned()),
        BodyEncoding::JsonAs(media_type)
        | BodyEncoding::Parts(media_type)
        | BodyEncoding::Xml(media_type)
        | BodyEncoding::Text(media_type)
        | BodyEncoding::Binary(media_type) => exactly(media_type.clone()),
    }
}
