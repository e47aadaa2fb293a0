//! Random schemas, and the document that they make in each version of OpenAPI.

use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

/// Who sends a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Request,
    Answer,
}

/// The version of OpenAPI that a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    Swagger2,
    OpenApi30,
    OpenApi31,
}

#[derive(Clone, Debug)]
pub(crate) enum Schema {
    Text,
    Integer,
    /// A component.
    Ref(usize),
    List(Box<Schema>),
    Map(Box<Schema>),
    /// `patternProperties`: of this for names that begin with `x`, of integers for `y`.
    Patterns(Box<Schema>),
    /// This and an integer.
    Tuple(Box<Schema>),
    Object(Vec<Property>),
    Nullable(Box<Schema>),
    /// Of components that a constant tells apart.
    OneOf(Vec<usize>),
    /// What a discriminator and `allOf` make of these components.
    Family(Vec<usize>),
}

#[derive(Clone, Debug)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) schema: Schema,
    pub(crate) required: bool,
    /// Who alone sends it, if not both.
    pub(crate) only: Option<Way>,
    /// Whether a component says so, to which the property refers.
    by_reference: bool,
    /// The only value of a tag, and whether the schema itself has it: in a family the discriminator does.
    pub(crate) tag: Option<(String, bool)>,
}

impl Property {
    pub(crate) fn is_constant(&self) -> bool {
        self.tag.as_ref().is_some_and(|(_, is_own)| *is_own)
    }
}

/// Components, each by its number.
#[derive(Debug)]
pub(crate) struct Components {
    pub(crate) all: Vec<Schema>,
    /// The family whose base an object includes.
    pub(crate) base_of: Vec<Option<usize>>,
    version: Version,
}

pub(crate) fn name(index: usize) -> String {
    format!("C{index}")
}

impl Components {
    pub(crate) fn random(random: &mut Random, version: Version) -> Self {
        let count = 2 + random.below(5);
        let mut all = Vec::new();
        let family = (random.chance(30) && count > 3).then(|| count - 3);
        for index in 0..count {
            all.push(match family {
                Some(base) if base == index => Schema::Family(vec![base + 1, base + 2]),
                _ => Schema::Object(object(random, index, count, version)),
            });
        }
        let base_of = (0..count).map(|index| family.filter(|base| index > *base));
        let base_of = base_of.collect();
        let mut out = Self {
            all,
            base_of,
            version,
        };
        out.tell_apart();
        out
    }

    /// Gives each object the constant that tells it apart, with that of the base's name in a family.
    fn tell_apart(&mut self) {
        for (index, schema) in self.all.iter_mut().enumerate() {
            if let Schema::Object(properties) = schema {
                properties.insert(
                    0,
                    Property {
                        name: "tag".to_owned(),
                        schema: Schema::Text,
                        required: true,
                        only: None,
                        by_reference: false,
                        tag: Some((name(index), self.base_of[index].is_none())),
                    },
                );
            }
        }
    }

    /// The document, with one operation for each of these bodies and answers.
    pub(crate) fn document(&self, roots: &[(Option<Schema>, Option<Schema>)]) -> Value {
        let mut paths = Map::new();
        for (index, (body, answer)) in roots.iter().enumerate() {
            let mut operation = json!({ "operationId": format!("op{index}") });
            let media =
                |schema: &Schema| json!({ "application/json": { "schema": self.written(schema) } });
            if let Some(body) = body {
                if self.version == Version::Swagger2 {
                    operation["parameters"] = json!([{ "name": "body", "in": "body", "required": true, "schema": self.written(body) }]);
                } else {
                    operation["requestBody"] = json!({ "required": true, "content": media(body) });
                }
            }
            operation["responses"] = match answer {
                None => json!({ "204": { "description": "D." } }),
                Some(answer) if self.version == Version::Swagger2 => {
                    json!({ "200": { "description": "D.", "schema": self.written(answer) } })
                }
                Some(answer) => json!({ "200": { "description": "D.", "content": media(answer) } }),
            };
            paths.insert(format!("/p{index}"), json!({ "post": operation }));
        }
        let mut schemas = Map::new();
        for (index, schema) in self.all.iter().enumerate() {
            schemas.insert(name(index), self.component(index, schema));
        }
        for (kind, key) in [("Read", "readOnly"), ("Write", "writeOnly")] {
            for (suffix, ty) in [("Text", "string"), ("Integer", "integer")] {
                schemas.insert(format!("{kind}{suffix}"), json!({ "type": ty, key: true }));
            }
        }
        let info = json!({ "title": "T", "version": "1" });
        match self.version {
            Version::Swagger2 => json!({
                "swagger": "2.0", "info": info, "host": "x.example", "paths": paths, "definitions": schemas,
                "consumes": ["application/json"], "produces": ["application/json"],
            }),
            Version::OpenApi30 => {
                json!({ "openapi": "3.0.3", "info": info, "paths": paths, "components": { "schemas": schemas } })
            }
            Version::OpenApi31 => {
                json!({ "openapi": "3.1.0", "info": info, "paths": paths, "components": { "schemas": schemas } })
            }
        }
    }

    fn component(&self, index: usize, schema: &Schema) -> Value {
        let base = self.base_of.get(index).copied().flatten();
        match schema {
            Schema::Object(properties) => {
                let tagged = usize::from(base.is_some());
                let mut whole = self.object(&properties[tagged..]);
                // what is required elsewhere than where it is declared
                let required = whole
                    .as_object_mut()
                    .and_then(|whole| whole.remove("required"));
                let mut parts = vec![whole];
                if let Some(base) = base {
                    parts.insert(0, self.reference(base));
                }
                match required {
                    Some(required) if index.is_multiple_of(2) => {
                        parts.push(json!({ "type": "object", "required": required }))
                    }
                    Some(required) => parts[tagged]["required"] = required,
                    None => {}
                }
                if parts.len() == 1 {
                    parts.remove(0)
                } else {
                    json!({ "allOf": parts })
                }
            }
            Schema::Family(_) => {
                let discriminator = match self.version {
                    Version::Swagger2 => json!("tag"),
                    _ => json!({ "propertyName": "tag" }),
                };
                json!({ "type": "object", "required": ["tag"], "properties": { "tag": { "type": "string" } }, "discriminator": discriminator })
            }
            other => self.written(other),
        }
    }

    fn reference(&self, index: usize) -> Value {
        self.named(&name(index))
    }

    fn named(&self, name: &str) -> Value {
        match self.version {
            Version::Swagger2 => json!({ "$ref": format!("#/definitions/{name}") }),
            _ => json!({ "$ref": format!("#/components/schemas/{name}") }),
        }
    }

    fn object(&self, properties: &[Property]) -> Value {
        let mut out = Map::new();
        for property in properties {
            out.insert(property.name.clone(), self.property(property));
        }
        let required: Vec<_> = (properties.iter())
            .filter(|property| property.required)
            .map(|property| property.name.as_str())
            .collect();
        let mut whole = json!({ "type": "object", "properties": out });
        if !required.is_empty() {
            whole["required"] = json!(required);
        }
        whole
    }

    fn property(&self, property: &Property) -> Value {
        if let Some((constant, _)) = &property.tag {
            return match self.version {
                Version::OpenApi31 => json!({ "const": constant }),
                _ => json!({ "type": "string", "enum": [constant] }),
            };
        }
        let Some(only) = property.only else {
            return self.written(&property.schema);
        };
        let (kind, key) = match only {
            Way::Answer => ("Read", "readOnly"),
            Way::Request => ("Write", "writeOnly"),
        };
        match &property.schema {
            // null takes nothing from what the other branch says
            Schema::Nullable(of)
                if property.by_reference
                    && self.version == Version::OpenApi31
                    && matches!(**of, Schema::Text | Schema::Integer) =>
            {
                let (branch, union) = match **of {
                    Schema::Text => (self.named(&format!("{kind}Text")), "anyOf"),
                    _ => (json!({ "type": "integer", key: true }), "oneOf"),
                };
                json!({ union: [branch, { "type": "null" }] })
            }
            // beside the schema rather than in it
            Schema::List(_) | Schema::Map(_) if property.by_reference => {
                json!({ "allOf": [self.written(&property.schema), { key: true }] })
            }
            Schema::Text if property.by_reference => self.named(&format!("{kind}Text")),
            Schema::Integer if property.by_reference => {
                json!({ "allOf": [self.named(&format!("{kind}Integer"))] })
            }
            schema => match self.written(schema) {
                // beside a reference other keywords count in 3.1 alone
                written if written.get("$ref").is_some() && self.version != Version::OpenApi31 => {
                    json!({ "allOf": [written], key: true })
                }
                mut written => {
                    written[key] = json!(true);
                    written
                }
            },
        }
    }

    fn written(&self, schema: &Schema) -> Value {
        match schema {
            Schema::Text => json!({ "type": "string" }),
            Schema::Integer => json!({ "type": "integer" }),
            Schema::Ref(index) => self.reference(*index),
            Schema::List(of) => json!({ "type": "array", "items": self.written(of) }),
            Schema::Map(of) => {
                json!({ "type": "object", "additionalProperties": self.written(of) })
            }
            Schema::Patterns(of) => {
                json!({ "type": "object", "patternProperties": { "^x": self.written(of), "^y": { "type": "integer" } } })
            }
            Schema::Tuple(of) => {
                json!({ "type": "array", "prefixItems": [self.written(of), { "type": "integer" }], "minItems": 2, "items": false })
            }
            Schema::Object(properties) => self.object(properties),
            Schema::Nullable(of) => match self.version {
                Version::OpenApi31 => json!({ "anyOf": [self.written(of), { "type": "null" }] }),
                _ => json!({ "nullable": true, "allOf": [self.written(of)] }),
            },
            Schema::OneOf(all) | Schema::Family(all) => {
                let all: Vec<_> = all.iter().map(|index| self.reference(*index)).collect();
                json!({ "oneOf": all })
            }
        }
    }
}

fn object(random: &mut Random, index: usize, count: usize, version: Version) -> Vec<Property> {
    let size = random.below(4);
    (0..size)
        .map(|number| property(random, format!("p{number}"), index, count, version, 2))
        .collect()
}

fn property(
    random: &mut Random,
    name: String,
    index: usize,
    count: usize,
    version: Version,
    depth: usize,
) -> Property {
    let required = random.chance(60);
    let only = match random.below(4) {
        0 => Some(Way::Answer),
        1 if version != Version::Swagger2 => Some(Way::Request),
        _ => None,
    };
    Property {
        name,
        // what is required is of later components, so that values end
        schema: schema(
            random,
            if required { index + 1 } else { 0 },
            count,
            version,
            depth,
        ),
        required,
        only,
        by_reference: random.chance(40),
        tag: None,
    }
}

/// A schema that refers to components from the first on.
pub(crate) fn schema(
    random: &mut Random,
    first: usize,
    count: usize,
    version: Version,
    depth: usize,
) -> Schema {
    if depth == 0 || random.chance(25) {
        return if random.chance(50) {
            Schema::Text
        } else {
            Schema::Integer
        };
    }
    let inner = |random: &mut Random| Box::new(schema(random, first, count, version, depth - 1));
    match random.below(9) {
        0 => Schema::List(inner(random)),
        1 => Schema::Map(inner(random)),
        2 if version == Version::OpenApi31 => Schema::Patterns(inner(random)),
        3 if version == Version::OpenApi31 => Schema::Tuple(inner(random)),
        4 if version != Version::Swagger2 => match inner(random) {
            of if matches!(*of, Schema::Nullable(_)) => *of,
            of => Schema::Nullable(of),
        },
        5 => {
            let size = 1 + random.below(2);
            let properties = (0..size).map(|number| {
                property(
                    random,
                    format!("q{number}"),
                    count.min(first),
                    count,
                    version,
                    depth - 1,
                )
            });
            let mut properties: Vec<_> = properties.collect();
            for property in &mut properties {
                property.required &= first > 0;
            }
            Schema::Object(properties)
        }
        6 if first + 1 < count && version != Version::Swagger2 => {
            Schema::OneOf(vec![first, first + 1])
        }
        _ if first < count => Schema::Ref(first + random.below(count - first)),
        _ => Schema::Text,
    }
}
