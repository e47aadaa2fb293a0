//! One document: its crate, and its examples with the types that they are checked against.

use std::collections::BTreeMap;
use std::path::Path;

use castiron_codegen::config::{Config, KeepUndeclared};
use castiron_codegen::emit::{self, EmitOptions, Files};
use castiron_codegen::load::{Document, LoadOptions, load};
use castiron_codegen::model::{Item, Mapped, Namespace, Params, Place, Presence, Type};
use castiron_codegen::source::Disk;
use castiron_tests::spelled;
use serde_json::Value;

use crate::examples::{self, Example, Where};
use crate::judge::{Judge, Verdict};
use crate::shown;

/// A document that was cast.
pub(crate) struct Cast {
    /// The document's name.
    pub name: String,
    /// The generated crate, without the program.
    pub files: Files,
    /// The types that values are decoded into, as Rust source.
    pub types: Vec<String>,
    /// The values to decode.
    pub values: Vec<Checked>,
    /// What can't be checked.
    pub left: Left,
    /// The document.
    pub document: Document,
}

/// A value that is valid, and the type that it is for.
pub(crate) struct Checked {
    /// The place of the value in the loaded document.
    pub pointer: String,
    /// The place of its schema.
    pub schema: String,
    /// The value.
    pub value: Value,
    /// Index of the type.
    pub ty: usize,
}

/// Values that can't be checked.
#[derive(Default)]
pub(crate) struct Left {
    /// Not valid under their own schema.
    pub invalid: usize,
    /// The judge could not read the schema.
    pub unjudged: Vec<String>,
    /// No type is generated for their schema: of all media types of a body, the best is typed.
    pub untyped: Vec<String>,
}

/// Casts a document and finds its examples.
pub(crate) fn cast(path: &Path, keep_undeclared: bool) -> Result<Cast, String> {
    let loaded = load(&Disk, path, &LoadOptions::default());
    let Some(document) = loaded.document.filter(|_| !loaded.diagnostics.has_errors()) else {
        return Err("refused".to_owned());
    };
    let title = &document.api.info.title;
    let bundled = Config::bundled(title, document.servers()).map_err(|error| error.to_string())?;
    let mut config = bundled.map_or_else(Config::default, |(_, config)| config);
    if keep_undeclared {
        config.schemas.keep_undeclared = KeepUndeclared::Always;
    }
    let (built, diagnostics) = castiron_codegen::model(&document, &config);
    let files = emit::emit(&built, &EmitOptions::default());
    if diagnostics.has_errors() {
        return Err("refused".to_owned());
    }
    let map = castiron_codegen::map(&document, &config);
    let mut cast = Cast {
        name: shown(path),
        files,
        types: Vec::new(),
        values: Vec::new(),
        left: Left::default(),
        document,
    };
    let mut params = BTreeMap::new();
    find_params(&built.root, &mut Vec::new(), &mut params);
    let types = Types { map, params };
    let judge = Judge::new(&cast.document)?;
    let mut session = judge.session();
    for example in examples::find(&cast.document) {
        match session.verdict(&cast.document, &example) {
            Verdict::Invalid => cast.left.invalid += 1,
            Verdict::Unjudged(why) => cast
                .left
                .unjudged
                .push(format!("{}: {why}", example.schema)),
            Verdict::Valid => types.place(example, &mut cast),
        }
    }
    Ok(cast)
}

/// The params of a model, by the place of their operation.
fn find_params<'a>(
    namespace: &'a Namespace,
    at: &mut Vec<&'a str>,
    out: &mut BTreeMap<&'a str, (Vec<String>, &'a Params)>,
) {
    for item in &namespace.items {
        if let Item::Params(params) = item {
            let path = at.iter().copied().chain([params.object.ident.as_str()]);
            let path = path.map(str::to_owned).collect();
            out.insert(&params.object.meta.pointer, (path, params));
        }
    }
    for child in &namespace.children {
        at.push(&child.ident);
        find_params(child, at, out);
        at.pop();
    }
}

/// From schemas to types.
struct Types<'a> {
    map: BTreeMap<String, Mapped>,
    params: BTreeMap<&'a str, (Vec<String>, &'a Params)>,
}

impl Types<'_> {
    /// Adds an example, with its type, to what is checked.
    fn place(&self, example: Example, cast: &mut Cast) {
        let Some((schema, mapped)) = self.mapped(&cast.document, &example.schema, 0) else {
            cast.left.untyped.push(example.schema);
            return;
        };
        let schema = schema.to_owned();
        let ty = if mapped.is_flattened && example.place == Where::Body {
            match self.whole_params(&example) {
                Some(ty) => ty,
                None => return self.by_property(example, cast),
            }
        } else if mapped.is_flattened {
            // A default of the whole body, or an example in its schema: as one beside it.
            let operation = example.operation.clone();
            match operation.and_then(|_| self.whole_params(&example)) {
                Some(ty) => ty,
                None => return self.by_property(example, cast),
            }
        } else {
            let nullable = mapped.nullable || example.value.is_null();
            let text = spelled::source(&mapped.ty);
            if nullable {
                format!("Option<{text}>")
            } else {
                text
            }
        };
        self.add(example, schema, ty, cast);
    }

    fn add(&self, example: Example, schema: String, ty: String, cast: &mut Cast) {
        let index = cast.types.iter().position(|other| *other == ty);
        let index = index.unwrap_or_else(|| {
            cast.types.push(ty);
            cast.types.len() - 1
        });
        cast.values.push(Checked {
            pointer: example.pointer,
            schema,
            value: example.value,
            ty: index,
        });
    }

    /// The params struct, where a body alone makes one.
    fn whole_params(&self, example: &Example) -> Option<String> {
        let (path, params) = self.params.get(example.operation.as_deref()?)?;
        let others = params.object.fields.iter().zip(&params.places);
        let needs_more = others
            .filter(|(_, place)| **place != Place::Body)
            .any(|(field, _)| field.presence == Presence::Required);
        (!needs_more).then(|| spelled::source(&Type::Item(path.clone())))
    }

    /// Checks the properties of a body one by one, where its operation asks for more than the body.
    fn by_property(&self, example: Example, cast: &mut Cast) {
        let Value::Object(properties) = &example.value else {
            cast.left.untyped.push(example.schema);
            return;
        };
        for (name, value) in properties {
            let Some(schema) = examples::property(&cast.document, &example.schema, name) else {
                continue;
            };
            let inner = Example {
                pointer: format!("{}/{name}", example.pointer),
                schema,
                value: value.clone(),
                place: Where::Schema,
                operation: None,
            };
            self.place(inner, cast);
        }
    }

    /// The type of a schema, and the schema's own place.
    fn mapped<'s>(
        &'s self,
        document: &Document,
        pointer: &str,
        depth: u32,
    ) -> Option<(&'s str, &'s Mapped)> {
        if let Some((key, mapped)) = self.map.get_key_value(pointer) {
            return Some((key, mapped));
        }
        let node = document.node(pointer).filter(|_| depth < 32)?;
        if let Some(reference) = node.get("$ref").and_then(|node| node.as_str()) {
            return self.mapped(document, reference.strip_prefix('#')?, depth + 1);
        }
        for key in ["allOf", "oneOf", "anyOf"] {
            if let Some([_]) = node.get(key).and_then(|node| node.as_array()) {
                return self.mapped(document, &format!("{pointer}/{key}/0"), depth + 1);
            }
        }
        None
    }
}
