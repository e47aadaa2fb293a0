//! Objects of `anyOf`: a value that fits several of them has the properties of all these, however the objects are put: in
//! unions that are branches of the union, behind references, as parts of an `allOf`, beside a union in one.

use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

use super::Case;

/// Properties that the objects share or don't.
pub(super) const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// What a property may be, with values: constants too, which tell objects apart, and `null`.
pub(super) fn types() -> [(Value, Vec<Value>); 8] {
    [
        (json!({ "type": "string" }), vec![json!("text")]),
        (json!({ "type": "integer" }), vec![json!(7)]),
        (
            json!({ "type": "array", "items": { "type": "integer" } }),
            vec![json!([1, 2])],
        ),
        (json!({ "type": "boolean" }), vec![json!(true)]),
        (json!({ "const": "p" }), vec![json!("p")]),
        (json!({ "type": "string", "enum": ["q"] }), vec![json!("q")]),
        (
            json!({ "type": ["integer", "null"] }),
            vec![json!(7), Value::Null],
        ),
        (
            json!({ "type": ["string", "null"] }),
            vec![json!("text"), Value::Null],
        ),
    ]
}

/// An object: for each of its properties the number of its type, and whether it is required.
type Object = Vec<(&'static str, usize, bool)>;

/// What objects are put together to.
enum Form {
    Object(Object),
    /// `anyOf`, or `oneOf`.
    Union(bool, Vec<Form>),
    /// `allOf` of an object and another form.
    And(Object, Box<Form>),
    /// What is defined somewhere else.
    Named(Box<Form>),
}

/// A union of two to four objects, and values that fit one of them, or two, or more.
pub(crate) fn flat(random: &mut Random, name: &str) -> Case {
    let branches = (0..2 + random.below(3)).map(|_| Form::Object(object(random)));
    let form = Form::Union(true, branches.collect());
    case(random, name, &form)
}

/// The same of objects that lie in unions, references and `allOf` within each other.
pub(crate) fn nested(random: &mut Random, name: &str) -> Case {
    let form = union(random, 0);
    case(random, name, &form)
}

/// Objects with constants that a value may lack, beside properties of which one has more than the other.
pub(crate) fn tagged(random: &mut Random, name: &str) -> Case {
    let branches = (0..2 + random.below(3)).map(|_| {
        let mut object: Object = Vec::new();
        for (name, percent) in [("a", 80), ("e", 50)] {
            if random.chance(percent) {
                object.push((name, 4 + random.below(2), random.chance(40)));
            }
        }
        let most = random.below(4);
        for (at, name) in ["b", "c", "d"].into_iter().enumerate() {
            if at < most || random.chance(10) {
                let ty = *random.pick(&[at, at, at, 6]);
                object.push((name, ty, random.chance(30)));
            }
        }
        Form::Object(object)
    });
    let form = Form::Union(true, branches.collect());
    case(random, name, &form)
}

fn union(random: &mut Random, depth: usize) -> Form {
    let branches = (0..2 + random.below(2)).map(|_| branch(random, depth + 1));
    let branches = branches.collect();
    Form::Union(random.chance(70), branches)
}

fn branch(random: &mut Random, depth: usize) -> Form {
    match random.below(if depth > 2 { 3 } else { 8 }) {
        0 | 1 => Form::Object(object(random)),
        2 => Form::And(object(random), Box::new(Form::Object(object(random)))),
        3 => Form::And(object(random), Box::new(union(random, depth))),
        4 => Form::Named(Box::new(branch(random, depth))),
        _ => union(random, depth),
    }
}

fn object(random: &mut Random) -> Object {
    let mut object = Vec::new();
    for name in NAMES {
        if random.chance(45) {
            // mostly the same type under the same name
            let usual = usize::from(name.as_bytes()[0]);
            let ty = match random.chance(80) {
                true => usual,
                false => random.below(8),
            };
            // constants, required or not, that are the same or others
            let ty = match ty % 8 {
                4 | 5 if random.chance(50) => 9 - ty % 8,
                ty => ty,
            };
            object.push((name, ty, random.chance(50)));
        }
    }
    object
}

fn case(random: &mut Random, name: &str, form: &Form) -> Case {
    let mut named = Map::new();
    let mut schema = schema(form, name, &mut named);
    if !named.is_empty() {
        schema["$defs"] = Value::Object(named);
    }
    let mut objects = Vec::new();
    leaves(form, &mut objects);
    let mut values = Vec::new();
    for _ in 0..12 {
        let value = value(random, &objects).filter(|value| knows_whole(form, value));
        values.extend(value.filter(|_| !contradicts(form)));
    }
    Case {
        schema,
        values,
        typed: Vec::new(),
    }
}

fn schema(form: &Form, root: &str, named: &mut Map<String, Value>) -> Value {
    let types = types();
    match form {
        Form::Object(object) => {
            let properties: Map<String, Value> = (object.iter())
                .map(|(name, ty, _)| ((*name).to_owned(), types[*ty].0.clone()))
                .collect();
            let required = object.iter().filter(|(_, _, required)| *required);
            let required: Vec<&str> = required.map(|(name, _, _)| *name).collect();
            json!({ "type": "object", "properties": properties, "required": required })
        }
        Form::Union(is_any, forms) => {
            let branches: Vec<Value> = (forms.iter())
                .map(|form| schema(form, root, named))
                .collect();
            json!({ if *is_any { "anyOf" } else { "oneOf" }: branches })
        }
        Form::And(object, form) => {
            let object = schema(&Form::Object(object.clone()), root, named);
            json!({ "allOf": [object, schema(form, root, named)] })
        }
        Form::Named(form) => {
            let schema = schema(form, root, named);
            let key = format!("Part{}", named.len());
            named.insert(key.clone(), schema);
            json!({ "$ref": format!("#/components/schemas/{root}/$defs/{key}") })
        }
    }
}

/// Whether an `allOf` asks a property for two constants. No value has both, and the last one counts, with a warning.
fn contradicts(form: &Form) -> bool {
    match form {
        Form::Object(_) => false,
        Form::Union(_, forms) => forms.iter().any(contradicts),
        Form::Named(form) => contradicts(form),
        Form::And(object, form) => {
            let mut inner = Vec::new();
            leaves(form, &mut inner);
            let constants = |object: &Object| -> Vec<(&'static str, usize)> {
                let all = object.iter().filter(|(_, ty, _)| matches!(ty, 4 | 5));
                all.map(|(name, ty, _)| (*name, *ty)).collect()
            };
            let own = constants(object);
            let mut others = inner.into_iter().flat_map(constants);
            let other = |(name, ty): (&str, usize)| {
                let mut own = own.iter();
                own.any(|(known, constant)| *known == name && *constant != ty)
            };
            others.any(other) || contradicts(form)
        }
    }
}

fn leaves<'f>(form: &'f Form, out: &mut Vec<&'f Object>) {
    match form {
        Form::Object(object) => out.push(object),
        Form::Union(_, forms) => forms.iter().for_each(|form| leaves(form, out)),
        Form::And(object, form) => {
            out.push(object);
            leaves(form, out);
        }
        Form::Named(form) => leaves(form, out),
    }
}

/// A value with the properties of one object or several.
fn value(random: &mut Random, objects: &[&Object]) -> Option<Value> {
    let types = types();
    let percent = *random.pick(&[25, 60]);
    let chosen = objects.iter().filter(|_| random.chance(percent));
    let chosen: Vec<&Object> = chosen.copied().collect();
    let mut out: Map<String, Value> = Map::new();
    for (name, ty, required) in chosen.into_iter().flatten() {
        if *required || random.chance(70) {
            let (_, values) = &types[*ty];
            out.insert((*name).to_owned(), random.pick(values).clone());
        }
    }
    (!out.is_empty()).then_some(Value::Object(out))
}

/// Whether what a value fits declares all of its properties.
fn knows_whole(form: &Form, value: &Value) -> bool {
    let entries = value.as_object().into_iter().flatten();
    known(form, value).is_some_and(|known| {
        let mut names = entries.map(|(name, _)| name.as_str());
        names.all(|name| known.contains(&name))
    })
}

/// The properties that are declared by all that a value fits; none where the form does not allow the value.
fn known(form: &Form, value: &Value) -> Option<Vec<&'static str>> {
    match form {
        Form::Object(object) => {
            let types = types();
            // what an object declares as something else is no value of it
            let mut properties = object.iter();
            let fits = properties.all(|(name, ty, required)| match value.get(name) {
                Some(value) => {
                    let is_any_text = matches!(ty, 0 | 7) && value.is_string();
                    types[*ty].1.contains(value) || is_any_text
                }
                None => !required,
            });
            fits.then(|| object.iter().map(|(name, _, _)| *name).collect())
        }
        Form::Union(is_any, forms) => {
            let fitting: Vec<_> = forms.iter().filter_map(|form| known(form, value)).collect();
            let is_one = fitting.len() == 1;
            (is_one || *is_any && !fitting.is_empty()).then(|| fitting.concat())
        }
        Form::And(object, form) => {
            let mut names = known(&Form::Object(object.clone()), value)?;
            names.extend(known(form, value)?);
            Some(names)
        }
        Form::Named(form) => known(form, value),
    }
}
