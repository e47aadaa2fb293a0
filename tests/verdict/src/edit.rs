//! Single changes to a document, each of one kind and at one place.

use crate::tree::Tree;

/// A document with one change.
pub struct Edit {
    /// Which kind of change it is.
    pub kind: &'static str,
    /// Where it was made.
    pub place: String,
    /// The changed document.
    pub tree: Tree,
}

/// One step into a tree.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

type Place = Vec<Step>;

/// All kinds of change, with where they can be made and how.
type Rule = (&'static str, fn(&Tree, &[Step]) -> bool, fn(&mut Tree));

const RULES: &[Rule] = &[
    ("a property is added", is_object, |schema| {
        insert(schema, "properties", "castiron_new", string());
    }),
    ("a required property is added", is_object, |schema| {
        insert(schema, "properties", "castiron_new", string());
        require(schema, "castiron_new", true);
    }),
    ("a property is removed", is_object, |schema| {
        let name = first_property(schema);
        remove(schema, "properties", &name);
        require(schema, &name, false);
    }),
    ("a property is renamed", is_object, |schema| {
        let name = first_property(schema);
        if let Some(Tree::Object(properties)) = schema.get_mut("properties") {
            properties[0].0 = "castiron_renamed".to_owned();
        }
        require(schema, &name, false);
    }),
    ("a property is required", has_optional, |schema| {
        let name = optional(schema).unwrap_or_default();
        require(schema, &name, true);
    }),
    (
        "a property is no longer required",
        |tree, _| {
            list(tree, "required").is_some_and(|list| !list.is_empty())
                && tree.get("properties").is_some()
        },
        |schema| {
            if let Some(Tree::Array(list)) = schema.get_mut("required") {
                list.remove(0);
            }
        },
    ),
    ("a type is another", is_plain_string, |schema| {
        set(schema, "type", text("integer"))
    }),
    ("a format is another", is_plain_string, |schema| {
        set(schema, "format", text("date-time"))
    }),
    ("null is allowed", is_plain_string, |schema| {
        set(schema, "nullable", Tree::Bool(true))
    }),
    ("a string is a list", is_plain_string, |schema| {
        *schema = object(&[("type", text("array")), ("items", string())]);
    }),
    ("a rule is added", is_plain_string, |schema| {
        set(schema, "maxLength", Tree::Number("77".to_owned()))
    }),
    ("a description is another", is_plain_string, |schema| {
        set(schema, "description", text("In other words."))
    }),
    ("a default is another", is_plain_string, |schema| {
        set(schema, "default", text("castiron"))
    }),
    ("a string becomes an enum", is_plain_string, |schema| {
        set(schema, "enum", Tree::Array(vec![text("one"), text("two")]))
    }),
    ("a value is added", is_enum, |schema| {
        push(schema, "enum", text("castiron_value"))
    }),
    (
        "a value is removed",
        |tree, at| is_enum(tree, at) && list(tree, "enum").is_some_and(|list| list.len() > 2),
        |schema| {
            if let Some(Tree::Array(list)) = schema.get_mut("enum") {
                list.remove(0);
            }
        },
    ),
    ("an enum is any string", is_enum, |schema| {
        take(schema, "enum")
    }),
    ("one type is told from another", is_enum, |schema| {
        set(schema, "description", text("Another enum than before."))
    }),
    ("additional properties are allowed", is_object, |schema| {
        set(schema, "additionalProperties", string())
    }),
    ("a parameter is added", is_operation, |operation| {
        push(operation, "parameters", parameter(false))
    }),
    ("a required parameter is added", is_operation, |operation| {
        push(operation, "parameters", parameter(true))
    }),
    ("a parameter is removed", has_query, |operation| {
        if let Some(Tree::Array(list)) = operation.get_mut("parameters")
            && let Some(at) = list.iter().position(is_query)
        {
            list.remove(at);
        }
    }),
    (
        "a body is required",
        |tree, at| is_operation(tree, at) && is_body(tree, false),
        |operation| {
            if let Some(body) = operation.get_mut("requestBody") {
                set(body, "required", Tree::Bool(true));
            }
        },
    ),
    (
        "a body is no longer required",
        |tree, at| is_operation(tree, at) && is_body(tree, true),
        |operation| {
            if let Some(body) = operation.get_mut("requestBody") {
                take(body, "required");
            }
        },
    ),
    ("an answer is another", is_operation, |operation| {
        let schema = object(&[("type", text("array")), ("items", string())]);
        let content = object(&[("application/json", object(&[("schema", schema)]))]);
        let answer = object(&[("description", text("ok")), ("content", content)]);
        set(operation, "responses", object(&[("200", answer)]));
    }),
    ("a status is added", is_operation, |operation| {
        let content = object(&[("application/json", object(&[("schema", string())]))]);
        let answer = object(&[("description", text("taken")), ("content", content)]);
        insert(operation, "responses", "423", answer);
    }),
    ("an operation is deprecated", is_operation, |operation| {
        set(operation, "deprecated", Tree::Bool(true))
    }),
    (
        "an operation has another name",
        |tree, at| is_operation(tree, at) && tree.get("operationId").is_some(),
        |operation| {
            set(operation, "operationId", text("castironOtherName"));
        },
    ),
    (
        "an operation has another tag",
        |tree, at| is_operation(tree, at) && tree.get("tags").is_some(),
        |operation| {
            set(operation, "tags", Tree::Array(vec![text("castiron")]));
        },
    ),
    ("an operation is removed", is_path, |path| {
        if let Tree::Object(entries) = path
            && let Some(at) = entries
                .iter()
                .position(|(key, _)| METHODS.contains(&key.as_str()))
        {
            entries.remove(at);
        }
    }),
    (
        "an operation is added",
        |tree, at| is_path(tree, at) && tree.get("patch").is_none(),
        |path| {
            let answer = object(&[("description", text("ok"))]);
            let operation = object(&[
                ("operationId", text("castironAdded")),
                ("responses", object(&[("204", answer)])),
            ]);
            set(path, "patch", operation);
        },
    ),
    (
        "a component has another name",
        |tree, at| at.len() == 2 && tree.get("type").is_some(),
        |_| {},
    ),
    ("a path is another", |tree, at| is_path(tree, at), |_| {}),
];

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Makes up to so many changes of every kind, at places spread over the document.
#[must_use]
pub fn edits(document: &Tree, of_each: usize) -> Vec<Edit> {
    let mut places = Vec::new();
    walk(document, &mut Vec::new(), &mut places);
    let mut out = Vec::new();
    for (kind, applies, change) in RULES {
        let fitting: Vec<&Place> = places
            .iter()
            .filter(|place| at(document, place).is_some_and(|tree| applies(tree, place)))
            .collect();
        let step = fitting.len().div_ceil(of_each.max(1)).max(1);
        for place in fitting
            .into_iter()
            .skip(step / 2)
            .step_by(step)
            .take(of_each)
        {
            let mut tree = document.clone();
            match *kind {
                "a component has another name" => rename_component(&mut tree, place),
                "a path is another" => rename_path(&mut tree, place),
                _ => {
                    if let Some(found) = at_mut(&mut tree, place) {
                        change(found);
                    }
                }
            }
            let place = place.iter().map(|step| match step {
                Step::Key(key) => format!("/{key}"),
                Step::Index(at) => format!("/{at}"),
            });
            out.push(Edit {
                kind,
                place: place.collect(),
                tree,
            });
        }
    }
    out
}

fn rename_path(tree: &mut Tree, place: &[Step]) {
    if let (Some(Tree::Object(paths)), [_, Step::Key(name)]) = (tree.get_mut("paths"), place) {
        for (key, _) in paths.iter_mut().filter(|(key, _)| key == name) {
            *key = format!("/castiron{key}");
        }
    }
}

fn rename_component(tree: &mut Tree, place: &[Step]) {
    let Some(Step::Key(name)) = place.last() else {
        return;
    };
    let (old, new) = (format!("/{name}"), format!("/Castiron{name}"));
    fn references(tree: &mut Tree, old: &str, new: &str) {
        match tree {
            Tree::Object(entries) => {
                for (key, value) in entries {
                    match value {
                        Tree::String(to) if key == "$ref" && to.ends_with(old) => {
                            *to = to.replace(old, new)
                        }
                        value => references(value, old, new),
                    }
                }
            }
            Tree::Array(list) => list
                .iter_mut()
                .for_each(|value| references(value, old, new)),
            _ => {}
        }
    }
    references(tree, &old, &new);
    let schemas = match tree.get("components") {
        Some(_) => tree
            .get_mut("components")
            .and_then(|components| components.get_mut("schemas")),
        None => tree.get_mut("definitions"),
    };
    if let Some(Tree::Object(schemas)) = schemas {
        for (key, _) in schemas.iter_mut().filter(|(key, _)| key == name) {
            *key = format!("Castiron{key}");
        }
    }
}

/// Every schema below the components, every path and every operation.
fn walk(document: &Tree, _: &mut Place, out: &mut Vec<Place>) {
    let key = |name: &str| Step::Key(name.to_owned());
    if let Some(Tree::Object(paths)) = document.get("paths") {
        for (path, item) in paths {
            out.push(vec![key("paths"), key(path)]);
            for method in METHODS.iter().filter(|method| item.get(method).is_some()) {
                out.push(vec![key("paths"), key(path), key(method)]);
            }
        }
    }
    let schemas = document
        .get("components")
        .and_then(|components| components.get("schemas"));
    if let Some(Tree::Object(schemas)) = schemas {
        for (name, schema) in schemas {
            // two steps mark a component; the third is put between again
            schema_places(schema, &mut vec![key("components/schemas"), key(name)], out);
        }
    }
}

fn schema_places(schema: &Tree, place: &mut Place, out: &mut Vec<Place>) {
    out.push(place.clone());
    if let Some(Tree::Object(properties)) = schema.get("properties") {
        for (name, property) in properties {
            place.extend([Step::Key("properties".to_owned()), Step::Key(name.clone())]);
            schema_places(property, place, out);
            place.truncate(place.len() - 2);
        }
    }
    if let Some(items) = schema.get("items") {
        place.push(Step::Key("items".to_owned()));
        schema_places(items, place, out);
        place.pop();
    }
    if let Some(Tree::Array(parts)) = schema.get("allOf") {
        for (at, part) in parts.iter().enumerate() {
            place.extend([Step::Key("allOf".to_owned()), Step::Index(at)]);
            schema_places(part, place, out);
            place.truncate(place.len() - 2);
        }
    }
}

fn keys(key: &str) -> Vec<&str> {
    match key {
        "components/schemas" => vec!["components", "schemas"],
        key => vec![key],
    }
}

fn at<'t>(tree: &'t Tree, place: &[Step]) -> Option<&'t Tree> {
    place.iter().try_fold(tree, |tree, step| match step {
        Step::Key(key) => keys(key)
            .into_iter()
            .try_fold(tree, |tree, key| tree.get(key)),
        Step::Index(at) => match tree {
            Tree::Array(list) => list.get(*at),
            _ => None,
        },
    })
}

fn at_mut<'t>(tree: &'t mut Tree, place: &[Step]) -> Option<&'t mut Tree> {
    place.iter().try_fold(tree, |tree, step| match step {
        Step::Key(key) => keys(key)
            .into_iter()
            .try_fold(tree, |tree, key| tree.get_mut(key)),
        Step::Index(at) => match tree {
            Tree::Array(list) => list.get_mut(*at),
            _ => None,
        },
    })
}

fn text(text: &str) -> Tree {
    Tree::String(text.to_owned())
}

fn object(entries: &[(&str, Tree)]) -> Tree {
    Tree::Object(
        entries
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect(),
    )
}

fn string() -> Tree {
    object(&[("type", text("string"))])
}

fn parameter(required: bool) -> Tree {
    object(&[
        ("name", text("castiron_given")),
        ("in", text("query")),
        ("required", Tree::Bool(required)),
        ("schema", string()),
    ])
}

fn set(tree: &mut Tree, key: &str, value: Tree) {
    if let Tree::Object(entries) = tree {
        match entries.iter_mut().find(|(known, _)| known == key) {
            Some(known) => known.1 = value,
            None => entries.push((key.to_owned(), value)),
        }
    }
}

fn take(tree: &mut Tree, key: &str) {
    if let Tree::Object(entries) = tree {
        entries.retain(|(known, _)| known != key);
    }
}

fn insert(tree: &mut Tree, map: &str, key: &str, value: Tree) {
    if let Some(map) = tree.get_mut(map) {
        set(map, key, value);
    }
}

fn remove(tree: &mut Tree, map: &str, key: &str) {
    if let Some(map) = tree.get_mut(map) {
        take(map, key);
    }
}

fn push(tree: &mut Tree, list: &str, value: Tree) {
    match tree.get_mut(list) {
        Some(Tree::Array(list)) => list.push(value),
        _ => set(tree, list, Tree::Array(vec![value])),
    }
}

fn require(schema: &mut Tree, name: &str, required: bool) {
    if let Some(Tree::Array(list)) = schema.get_mut("required") {
        list.retain(|known| *known != text(name));
    }
    if required {
        push(schema, "required", text(name));
    }
    if list(schema, "required").is_some_and(<[Tree]>::is_empty) {
        take(schema, "required");
    }
}

fn list<'t>(tree: &'t Tree, key: &str) -> Option<&'t [Tree]> {
    match tree.get(key) {
        Some(Tree::Array(list)) => Some(list),
        _ => None,
    }
}

fn first_property(schema: &Tree) -> String {
    match schema.get("properties") {
        Some(Tree::Object(properties)) => properties
            .first()
            .map(|(name, _)| name.clone())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

fn optional(schema: &Tree) -> Option<String> {
    let required = list(schema, "required").unwrap_or_default();
    match schema.get("properties") {
        Some(Tree::Object(properties)) => {
            let mut names = properties.iter().map(|(name, _)| name);
            names.find(|name| !required.contains(&text(name))).cloned()
        }
        _ => None,
    }
}

fn has_optional(tree: &Tree, place: &[Step]) -> bool {
    is_object(tree, place) && optional(tree).is_some()
}

fn is_object(tree: &Tree, _: &[Step]) -> bool {
    tree.get("type") == Some(&text("object"))
        && matches!(tree.get("properties"), Some(Tree::Object(properties)) if properties.len() > 1)
}

fn is_plain_string(tree: &Tree, place: &[Step]) -> bool {
    place.len() > 2
        && tree.get("type") == Some(&text("string"))
        && ["enum", "format", "default", "const"]
            .iter()
            .all(|key| tree.get(key).is_none())
}

fn is_enum(tree: &Tree, _: &[Step]) -> bool {
    tree.get("type") == Some(&text("string"))
        && list(tree, "enum").is_some_and(|list| {
            list.len() > 1 && list.iter().all(|value| matches!(value, Tree::String(_)))
        })
}

fn is_operation(tree: &Tree, place: &[Step]) -> bool {
    matches!(place, [Step::Key(paths), _, Step::Key(_)] if paths == "paths")
        && tree.get("responses").is_some()
}

fn is_path(tree: &Tree, place: &[Step]) -> bool {
    matches!(place, [Step::Key(paths), _] if paths == "paths")
        && METHODS.iter().any(|method| tree.get(method).is_some())
}

fn is_query(parameter: &Tree) -> bool {
    parameter.get("in") == Some(&text("query"))
}

fn has_query(tree: &Tree, place: &[Step]) -> bool {
    is_operation(tree, place)
        && list(tree, "parameters").is_some_and(|list| list.iter().any(is_query))
}

fn is_body(operation: &Tree, required: bool) -> bool {
    let body = operation
        .get("requestBody")
        .filter(|body| body.get("content").is_some());
    body.is_some_and(|body| (body.get("required") == Some(&Tree::Bool(true))) == required)
}
