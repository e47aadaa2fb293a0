//! Documents in which everything that has a name is called like something of Rust or of the client.

use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

/// Names that are taken already: by the client, by its modules, by Rust's prelude, its keywords and its primitives, by the
/// methods and the types that are generated.
const TAKEN: [&str; 154] = [
    "Client",
    "Error",
    "RequestOptions",
    "Response",
    "Call",
    "prelude",
    "runtime",
    "client",
    "types",
    "rt",
    "Option",
    "Vec",
    "String",
    "Result",
    "Box",
    "Some",
    "None",
    "Ok",
    "Err",
    "Self",
    "self",
    "super",
    "crate",
    "Default",
    "Clone",
    "Debug",
    "From",
    "Into",
    "TryFrom",
    "Iterator",
    "IntoIterator",
    "IntoFuture",
    "Deref",
    "PartialEq",
    "Eq",
    "Hash",
    "Ord",
    "Display",
    "FromStr",
    "ToString",
    "AsRef",
    "Send",
    "Sync",
    "Sized",
    "Copy",
    "Drop",
    "Fn",
    "str",
    "u8",
    "i64",
    "f64",
    "bool",
    "usize",
    "char",
    "std",
    "core",
    "alloc",
    "serde",
    "castiron_runtime",
    "castiron_codec",
    "testing",
    "Serialize",
    "Deserialize",
    "Encode",
    "Decode",
    "Json",
    "Map",
    "List",
    "Date",
    "DateTime",
    "Timestamp",
    "Uuid",
    "Binary",
    "Number",
    "Secret",
    "Emptyable",
    "Expandable",
    "Metadata",
    "Unrecognized",
    "KNOWN",
    "as_str",
    "blank",
    "from",
    "into",
    "clone",
    "default",
    "eq",
    "fmt",
    "hash",
    "cmp",
    "new",
    "builder",
    "anonymous",
    "send",
    "send_blocking",
    "all",
    "all_blocking",
    "request",
    "body",
    "options",
    "params",
    "Params",
    "config",
    "extra",
    "key",
    "value",
    "type",
    "async",
    "await",
    "dyn",
    "fn",
    "mod",
    "struct",
    "enum",
    "union",
    "gen",
    "try",
    "static",
    "const",
    "where",
    "macro_rules",
    "Request",
    "Headers",
    "Page",
    "Items",
    "Item",
    "ApiError",
    "ClientBuilder",
    "Transport",
    "http",
    "bytes",
    "reqwest",
    "full",
    "main",
    "test",
    "lib",
    "examples",
    "build",
    "object",
    "list",
    "json",
    "text",
    "derive",
    "ClientResource",
    "OptionsResource",
    "ListParams",
    "Client_",
    "client_",
    "option_",
    "webhooks",
    "Webhook",
    "Event",
    "",
    "_",
];

/// A document of a seed.
pub(crate) fn document(seed: u64) -> Value {
    let mut writer = Writer {
        random: Random::new(seed),
        schemas: Vec::new(),
        ids: Vec::new(),
    };
    writer.schemas = (0..9)
        .map(|_| writer.word())
        .filter(|word| !word.is_empty())
        .collect();
    writer.schemas.sort_unstable();
    writer.schemas.dedup();
    writer.whole()
}

struct Writer {
    random: Random,
    schemas: Vec<&'static str>,
    ids: Vec<&'static str>,
}

impl Writer {
    fn word(&mut self) -> &'static str {
        self.random.pick::<&str>(&TAKEN)
    }

    /// A word that can stand in a path, in a header, and the like.
    fn plain(&mut self) -> &'static str {
        loop {
            let word = self.word();
            if word.len() > 1 {
                return word;
            }
        }
    }

    fn words(&mut self, most: usize) -> Vec<&'static str> {
        let count = self.random.below(most) + 1;
        let mut words: Vec<_> = (0..count).map(|_| self.word()).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    fn reference(&mut self) -> Value {
        let name = *self.random.pick(&self.schemas);
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    fn object(&mut self, depth: usize) -> Value {
        let words = self.words(5);
        let required: Vec<_> = words.iter().filter(|_| self.random.chance(40)).collect();
        let properties: Map<String, Value> = (words.iter())
            .map(|word| ((*word).to_owned(), self.schema(depth)))
            .collect();
        let mut schema =
            json!({ "type": "object", "required": required, "properties": properties });
        if self.random.chance(15) {
            schema["additionalProperties"] = self.leaf();
        }
        schema
    }

    fn leaf(&mut self) -> Value {
        match self.random.below(7) {
            0 => json!({ "type": "string" }),
            1 => json!({ "type": "integer" }),
            2 => json!({ "type": "string", "enum": self.words(6) }),
            3 => json!({ "type": "string", "format": "date-time" }),
            4 => json!({ "type": "string", "nullable": true }),
            5 => json!({}),
            _ => self.reference(),
        }
    }

    fn schema(&mut self, depth: usize) -> Value {
        let Some(below) = depth.checked_sub(1) else {
            return self.leaf();
        };
        match self.random.below(8) {
            0 => self.object(below),
            1 => json!({ "type": "array", "items": self.schema(below) }),
            2 => json!({ "type": "object", "additionalProperties": self.schema(below) }),
            3 => self.union(below),
            4 => json!({ "allOf": [self.reference(), self.object(below)] }),
            _ => self.leaf(),
        }
    }

    fn union(&mut self, depth: usize) -> Value {
        let mut branches: Vec<Value> = self
            .words(4)
            .into_iter()
            .map(|word| {
                let mut branch = self.object(depth);
                if self.random.chance(60) {
                    branch["title"] = json!(word);
                } else {
                    branch["properties"]["kind"] = json!({ "type": "string", "enum": [word] });
                }
                branch
            })
            .collect();
        if self.random.chance(50) {
            branches.push(self.reference());
        }
        if self.random.chance(40) {
            branches.push(json!({ "type": "string" }));
        }
        let form = *self.random.pick(&["oneOf", "anyOf"]);
        json!({ form: branches })
    }

    fn component(&mut self) -> Value {
        match self.random.below(8) {
            0 => json!({ "type": "string", "enum": self.words(6) }),
            1 => json!({ "type": "array", "items": self.reference() }),
            2 => json!({ "type": "object", "additionalProperties": self.reference() }),
            3 => self.union(1),
            4 => json!({ "type": "string" }),
            _ => self.object(2),
        }
    }

    fn operation(&mut self, in_path: &[&str], with_body: bool) -> Value {
        let mut parameters: Vec<Value> = in_path
            .iter()
            .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
            .collect();
        for place in ["query", "header", "cookie"] {
            for name in self.words(3) {
                if name.is_empty() || self.random.chance(50) {
                    continue;
                }
                let schema = match self.random.below(3) {
                    0 => json!({ "type": "string", "enum": self.words(3) }),
                    1 => json!({ "type": "array", "items": { "type": "string" } }),
                    _ => json!({ "type": "string" }),
                };
                let required = self.random.chance(30);
                parameters.push(
                    json!({ "name": name, "in": place, "required": required, "schema": schema }),
                );
            }
        }
        let header = self.plain();
        let mut operation = json!({
            "parameters": parameters,
            "responses": {
                "200": {
                    "description": "One.",
                    "headers": { header: { "schema": { "type": "string" } } },
                    "content": { "application/json": { "schema": self.schema(1) } }
                },
                "default": {
                    "description": "Another.",
                    "content": { "application/json": { "schema": self.reference() } }
                }
            }
        });
        if self.random.chance(80) {
            operation["tags"] = json!([self.plain()]);
        }
        let id = self.plain();
        if self.random.chance(70) && !self.ids.contains(&id) {
            self.ids.push(id);
            operation["operationId"] = json!(id);
        }
        if with_body {
            let form = *self.random.pick(&[
                "application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
            ]);
            let schema = match self.random.chance(50) && form == "application/json" {
                true => self.schema(1),
                false => self.object(1),
            };
            let required = self.random.chance(70);
            operation["requestBody"] =
                json!({ "required": required, "content": { form: { "schema": schema } } });
        }
        operation
    }

    fn whole(&mut self) -> Value {
        let mut paths = Map::new();
        for _ in 0..6 {
            let (first, last) = (self.plain(), self.plain());
            let parameter = self.plain();
            let (path, inside) = match self.random.below(3) {
                0 => (format!("/{first}"), Vec::new()),
                1 => (format!("/{first}/{{{parameter}}}"), vec![parameter]),
                _ => (format!("/{first}/{{{parameter}}}/{last}"), vec![parameter]),
            };
            let get = self.operation(&inside, false);
            let mut item = json!({ "get": get });
            if self.random.chance(60) {
                item["post"] = self.operation(&inside, true);
            }
            paths.insert(path, item);
        }
        let names = self.schemas.clone();
        let schemas: Map<String, Value> = (names.into_iter())
            .map(|name| (name.to_owned(), self.component()))
            .collect();
        let scheme = self.plain();
        let title = self.plain();
        json!({
            "openapi": "3.0.3",
            "info": { "title": title, "version": "1" },
            "servers": [{ "url": "https://names.example" }],
            "paths": paths,
            "security": [{ scheme: [] }],
            "components": {
                "schemas": schemas,
                "securitySchemes": { scheme: { "type": "http", "scheme": "bearer" } }
            }
        })
    }
}
