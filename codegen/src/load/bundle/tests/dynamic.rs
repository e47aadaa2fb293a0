//! Random templates and uses of them, in several files, against the meaning that JSON Schema gives them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::bundled;
use crate::diagnostic::Severity;

const ANCHORS: [&str; 3] = ["item", "meta", "node"];
const LEAVES: [&str; 3] = ["string", "integer", "boolean"];

/// What a dynamic anchor stands for.
#[derive(Clone)]
enum Bound {
    Schema(usize),
    Leaf(&'static str),
    Any,
}

type Bindings = Vec<(&'static str, Bound)>;

enum Field {
    Leaf(&'static str),
    Reference(usize),
    Dynamic(&'static str),
    Use(usize, Bindings),
    List(Box<Field>),
}

/// How a schema takes in another.
#[derive(Clone, Copy)]
enum Takes {
    Nothing,
    Beside(usize),
    AllOf(usize),
}

struct Schema {
    file: usize,
    has_id: bool,
    own: Option<&'static str>,
    bindings: Bindings,
    takes: Takes,
    fields: Vec<Field>,
}

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn bindings(&mut self, schemas: usize) -> Bindings {
        let mut bindings = Bindings::new();
        for anchor in ANCHORS {
            match self.below(4) {
                0 => bindings.push((anchor, Bound::Schema(self.below(schemas)))),
                1 => bindings.push((anchor, Bound::Leaf(self.of(&LEAVES)))),
                _ => {}
            }
        }
        bindings
    }

    fn field(&mut self, schemas: usize) -> Field {
        match self.below(7) {
            0 => Field::Leaf(self.of(&LEAVES)),
            1 => Field::Reference(self.below(schemas)),
            2 => Field::Use(self.below(schemas), self.bindings(schemas)),
            3 => Field::List(Box::new(self.field(schemas))),
            _ => Field::Dynamic(self.of(&ANCHORS)),
        }
    }

    fn schemas(&mut self) -> Vec<Schema> {
        let count = self.below(5) + 2;
        let mut schemas: Vec<Schema> = (0..count)
            .map(|at| {
                let takes = match self.below(5) {
                    0 if at + 1 < count => Takes::Beside(at + 1 + self.below(count - at - 1)),
                    1 if at + 1 < count => Takes::AllOf(at + 1 + self.below(count - at - 1)),
                    _ => Takes::Nothing,
                };
                Schema {
                    file: self.below(3),
                    has_id: self.below(3) == 0,
                    own: (self.below(3) == 0).then(|| self.of(&ANCHORS)),
                    bindings: match self.below(3) {
                        0 => self.bindings(count),
                        _ => Bindings::new(),
                    },
                    takes,
                    fields: (0..self.below(4)).map(|_| self.field(count)).collect(),
                }
            })
            .collect();
        for schema in &mut schemas {
            schema
                .bindings
                .retain(|(anchor, _)| schema.own != Some(*anchor));
            // a dynamic reference has to be resolved without uses too
            let mut needs = Vec::new();
            for mut field in &schema.fields {
                while let Field::List(inner) = field {
                    field = inner;
                }
                if let Field::Dynamic(anchor) = field {
                    needs.push(*anchor);
                }
            }
            for anchor in needs {
                let has = schema.bindings.iter().any(|(name, _)| *name == anchor);
                if !has && schema.own != Some(anchor) {
                    schema.bindings.push((anchor, Bound::Any));
                }
            }
        }
        schemas
    }
}

/// How a document writes them.
struct Written<'s>(&'s [Schema]);

impl Written<'_> {
    /// The reference to a schema as a file writes it.
    fn to(&self, from: usize, to: usize) -> String {
        let schema = &self.0[to];
        match (schema.file, from) {
            (2, _) => format!("S{to}.json"),
            // what is in another file is known by its identifier only once that was read
            (file, from) if file == from && schema.has_id => id(to),
            (file, from) if file == from => format!("#/components/schemas/S{to}"),
            (0, _) => format!("api.json#/components/schemas/S{to}"),
            _ => format!("common.json#/components/schemas/S{to}"),
        }
    }

    fn definitions(&self, from: usize, bindings: &Bindings) -> Value {
        let of = |bound: &Bound, anchor: &str| match bound {
            Bound::Schema(to) => json!({ "$dynamicAnchor": anchor, "$ref": self.to(from, *to) }),
            Bound::Leaf(leaf) => json!({ "$dynamicAnchor": anchor, "type": leaf }),
            Bound::Any => json!({ "$dynamicAnchor": anchor }),
        };
        let all = bindings
            .iter()
            .map(|(anchor, bound)| ((*anchor).to_owned(), of(bound, anchor)));
        Value::Object(all.collect())
    }

    fn field(&self, from: usize, field: &Field) -> Value {
        match field {
            Field::Leaf(leaf) => json!({ "type": leaf }),
            Field::Reference(to) => json!({ "$ref": self.to(from, *to) }),
            Field::Dynamic(anchor) => json!({ "$dynamicRef": format!("#{anchor}") }),
            Field::Use(to, bindings) => {
                json!({ "$ref": self.to(from, *to), "$defs": self.definitions(from, bindings) })
            }
            Field::List(inner) => json!({ "type": "array", "items": self.field(from, inner) }),
        }
    }

    fn schema(&self, at: usize) -> Value {
        let schema = &self.0[at];
        let from = schema.file;
        let mut out = Map::new();
        if schema.has_id {
            out.insert("$id".into(), id(at).into());
        }
        if let Some(anchor) = schema.own {
            out.insert("$dynamicAnchor".into(), anchor.into());
        }
        if !schema.bindings.is_empty() {
            out.insert("$defs".into(), self.definitions(from, &schema.bindings));
        }
        match schema.takes {
            Takes::Nothing => {}
            Takes::Beside(to) => {
                out.insert("$ref".into(), self.to(from, to).into());
            }
            Takes::AllOf(to) => {
                out.insert("allOf".into(), json!([{ "$ref": self.to(from, to) }]));
            }
        }
        let fields = schema.fields.iter().enumerate();
        let fields: Map<_, _> = fields
            .map(|(index, field)| (format!("f{at}_{index}"), self.field(from, field)))
            .collect();
        out.insert("type".into(), "object".into());
        out.insert("properties".into(), fields.into());
        out.into()
    }

    fn files(&self) -> Vec<(String, String)> {
        let of = |file: usize| -> Map<String, Value> {
            let all = (0..self.0.len()).filter(|at| self.0[*at].file == file);
            all.map(|at| (format!("S{at}"), self.schema(at))).collect()
        };
        let uses = (0..self.0.len()).map(|at| {
            let schema = json!({ "$ref": self.to(0, at) });
            let content = json!({ "application/json": { "schema": schema } });
            let get = json!({ "responses": { "200": { "description": "", "content": content } } });
            (format!("/s{at}"), json!({ "get": get }))
        });
        let document = json!({
            "openapi": "3.1.0",
            "info": { "title": "t", "version": "1" },
            "paths": Value::Object(uses.collect()),
            "components": { "schemas": of(0) },
        });
        let mut files = vec![
            ("api.json".to_owned(), document.to_string()),
            (
                "common.json".to_owned(),
                json!({ "components": { "schemas": of(1) } }).to_string(),
            ),
        ];
        for (name, schema) in of(2) {
            files.push((format!("{name}.json"), schema.to_string()));
        }
        files
    }
}

fn id(at: usize) -> String {
    format!("https://schemas.example/S{at}")
}

/// What a schema means: the names of its fields, and what each of them means.
#[derive(Debug, PartialEq)]
enum Meaning {
    Any,
    Leaf(String),
    List(Box<Meaning>),
    Fields(BTreeMap<String, Meaning>),
    /// Further down than is looked.
    Deep,
}

type Scope = BTreeMap<&'static str, Bound>;

/// The meaning by the rules of JSON Schema: the outermost schema that binds an anchor decides.
struct Rules<'s>(&'s [Schema]);

impl Rules<'_> {
    fn enter(bindings: &Bindings, scope: &Scope) -> Scope {
        let mut scope = scope.clone();
        for (anchor, bound) in bindings {
            scope.entry(anchor).or_insert(bound.clone());
        }
        scope
    }

    fn fields(&self, at: usize, scope: &Scope, depth: usize, out: &mut BTreeMap<String, Meaning>) {
        let schema = &self.0[at];
        let mut inner = scope.clone();
        if let Some(anchor) = schema.own {
            inner.entry(anchor).or_insert(Bound::Schema(at));
        }
        let scope = Self::enter(&schema.bindings, &inner);
        if let Takes::Beside(to) | Takes::AllOf(to) = schema.takes {
            self.fields(to, &scope, depth, out);
        }
        for (index, field) in schema.fields.iter().enumerate() {
            out.insert(format!("f{at}_{index}"), self.field(field, &scope, depth));
        }
    }

    fn schema(&self, at: usize, scope: &Scope, depth: usize) -> Meaning {
        if depth == 0 {
            return Meaning::Deep;
        }
        let mut out = BTreeMap::new();
        self.fields(at, scope, depth - 1, &mut out);
        Meaning::Fields(out)
    }

    fn field(&self, field: &Field, scope: &Scope, depth: usize) -> Meaning {
        match field {
            Field::Leaf(leaf) => Meaning::Leaf((*leaf).to_owned()),
            Field::Reference(to) => self.schema(*to, scope, depth),
            Field::Use(to, bindings) => self.schema(*to, &Self::enter(bindings, scope), depth),
            Field::List(inner) => Meaning::List(Box::new(self.field(inner, scope, depth))),
            Field::Dynamic(anchor) => match &scope[anchor] {
                Bound::Any => Meaning::Any,
                Bound::Leaf(leaf) => Meaning::Leaf((*leaf).to_owned()),
                Bound::Schema(to) => self.schema(*to, scope, depth),
            },
        }
    }
}

/// The meaning of a schema of a bundled tree, which has plain references alone.
fn meaning(tree: &Value, schema: &Value, depth: usize) -> Meaning {
    let mut out = BTreeMap::new();
    let mut parts = vec![schema];
    let mut is_object = false;
    let mut found = None;
    let mut deep = false;
    while let Some(part) = parts.pop() {
        if let Some(text) = part["$ref"].as_str() {
            parts.push(tree.pointer(&text[1..]).unwrap_or_else(|| panic!("{text}")));
        }
        assert!(part.get("$dynamicRef").is_none(), "{part}");
        parts.extend(part["allOf"].as_array().into_iter().flatten());
        match part["type"].as_str() {
            Some("array") => {
                found = Some(Meaning::List(Box::new(meaning(
                    tree,
                    &part["items"],
                    depth,
                ))))
            }
            Some("object") => is_object = true,
            Some(leaf) => found = Some(Meaning::Leaf(leaf.to_owned())),
            None => {}
        }
        if depth == 0 {
            deep |= is_object;
            continue;
        }
        for (name, field) in part["properties"].as_object().into_iter().flatten() {
            out.insert(name.clone(), meaning(tree, field, depth - 1));
        }
    }
    match found {
        _ if deep => Meaning::Deep,
        _ if is_object => Meaning::Fields(out),
        Some(found) => found,
        None => Meaning::Any,
    }
}

#[test]
fn dynamic_references_mean_what_json_schema_says() {
    for seed in 0..150 {
        let schemas = Random(seed).schemas();
        let files = Written(&schemas).files();
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let (tree, loaded) = bundled(&files);
        for at in 0..schemas.len() {
            let schema = &tree["paths"][format!("/s{at}")]["get"]["responses"]["200"]["content"]["application/json"]
                ["schema"];
            let want = Rules(&schemas).schema(at, &Scope::new(), 4);
            assert_eq!(
                meaning(&tree, schema, 4),
                want,
                "seed {seed}, S{at}\n{files:#?}\n{tree:#}"
            );
        }
        let found = loaded.diagnostics.iter();
        let found: Vec<_> = found
            .filter(|found| found.severity != Severity::Note)
            .collect();
        assert!(found.is_empty(), "seed {seed}: {found:#?}\n{files:#?}");
    }
}
