//! An example and a fix for every diagnostic code, printed by `explain`.

use super::Code;

/// Input that raises a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// A part of a document in YAML; the rest is valid.
    Document(&'static str),
    /// Other input: a command line, settings, a text that is not a document.
    Other(&'static str),
}

impl Example {
    /// The example as text.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Document(text) | Self::Other(text) => text,
        }
    }
}

impl Code {
    /// Input that raises this code.
    #[must_use]
    pub fn example(self) -> Example {
        use Example::{Document, Other};
        match self {
            Self::UnreadableFile => {
                Document("components:\n  schemas:\n    Pet: {$ref: 'missing.yaml'}\n")
            }
            Self::FileTooLarge => {
                Other("$ castiron codegen --spec dump-of-everything.json   # 300 MB\n")
            }
            Self::Syntax => Document("paths: {\n"),
            Self::NotUtf8 => Other("title: Caf\\xE9   # saved as Latin-1\n"),
            Self::TooDeep => {
                Other("items: {items: {items: {items: …}}}   # more than a hundred levels\n")
            }
            Self::DuplicateKey => Document(
                "components:\n  schemas:\n    Pet:\n      type: string\n      type: object\n",
            ),
            Self::AliasBomb => Other(
                "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]   # and so on, doubling each time\n",
            ),
            Self::SeveralDocuments => Document("paths: {}\n---\nopenapi: 3.0.3\n"),
            Self::OutsideRoot => Other("Pet: {$ref: '../shared/pet.yaml'}\n"),
            Self::RemoteReference => Document(
                "components:\n  schemas:\n    Pet: {$ref: 'https://example.com/pet.yaml'}\n",
            ),
            Self::TooMuch => Other(
                "A: {allOf: [{oneOf: […]}, {oneOf: […]}]}   # and so on, each multiplying the others\n",
            ),
            Self::UnknownVersion => {
                Document("openapi: '9.9'\ninfo: {title: Pets, version: '1'}\npaths: {}\n")
            }
            Self::DanglingReference => Document(
                "components:\n  schemas:\n    Owner:\n      properties:\n        pet: {$ref: '#/components/schemas/Pett'}\n    Pet: {type: object}\n",
            ),
            Self::ReferenceCycle => Document(
                "components:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n",
            ),
            Self::WrongReference => Document(
                "paths:\n  /pets:\n    get:\n      parameters:\n        - $ref: '#/components/schemas/Pet'\n      responses: {'204': {description: ok}}\ncomponents:\n  schemas:\n    Pet: {type: object}\n",
            ),
            Self::Missing => Document("paths:\n  /pets:\n    get: {summary: All pets}\n"),
            Self::WrongType => {
                Document("components:\n  schemas:\n    Pet: {type: object, required: true}\n")
            }
            Self::UnknownValue => Document("components:\n  schemas:\n    Pet: {type: objekt}\n"),
            Self::RefSiblings => Document(
                "components:\n  schemas:\n    Pet: {type: object}\n    Cat: {$ref: '#/components/schemas/Pet', maxProperties: 3}\n",
            ),
            Self::OtherVersion => {
                Document("components:\n  schemas:\n    Pet: {type: [string, 'null']}\n")
            }
            Self::NotExpressed => Document(
                "components:\n  schemas:\n    Pet: {type: object, not: {required: [tail]}}\n",
            ),
            Self::UnknownKey => {
                Document("components:\n  schemas:\n    Pet: {type: string, maxLenght: 3}\n")
            }
            Self::SeveralDiffer => Other(
                "# castiron.toml\nspec = [\"pets.yaml\", \"shop.yaml\"]\n\n# pets.yaml\ncomponents:\n  schemas:\n    Id: {type: string}\n\n# shop.yaml\ncomponents:\n  schemas:\n    Id: {type: integer}\n",
            ),
            Self::BadSchema => Document(
                "components:\n  schemas:\n    Pet: {type: string, items: {type: string}}\n",
            ),
            Self::EnumType => {
                Document("components:\n  schemas:\n    Pet: {type: string, enum: [cat, 7]}\n")
            }
            Self::MissingItems => Document("components:\n  schemas:\n    Pets: {type: array}\n"),
            Self::UnknownRequired => Document(
                "components:\n  schemas:\n    Pet:\n      type: object\n      required: [nmae]\n      properties: {name: {type: string}}\n",
            ),
            Self::Conflict => Document(
                "components:\n  schemas:\n    Pet:\n      allOf: [{type: string}, {type: integer}]\n",
            ),
            Self::AmbiguousUnion => Document(
                "components:\n  schemas:\n    Pet:\n      oneOf:\n        - {type: object, properties: {name: {type: string}}}\n        - {type: object, properties: {name: {type: string}, age: {type: integer}}}\n",
            ),
            Self::BadDiscriminator => Document(
                "components:\n  schemas:\n    Cat: {type: object, properties: {kind: {type: string}}}\n    Dog: {type: object, properties: {kind: {type: string}}}\n    Pet:\n      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]\n      discriminator: {propertyName: kind, mapping: {cat: Catt}}\n",
            ),
            Self::Untyped => Document("components:\n  schemas:\n    Pet: {enum: [[1], [2]]}\n"),
            Self::DuplicateParameter => Document(
                "paths:\n  /pets:\n    get:\n      parameters:\n        - {name: page, in: query, schema: {type: integer}}\n        - {name: page, in: query, schema: {type: string}}\n      responses: {'204': {description: ok}}\n",
            ),
            Self::UndeclaredPathVariable => Document(
                "paths:\n  /pets/{id}:\n    get: {responses: {'204': {description: ok}}}\n",
            ),
            Self::UnusedPathParameter => Document(
                "paths:\n  /pets:\n    get:\n      parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n      responses: {'204': {description: ok}}\n",
            ),
            Self::DuplicateOperation => Document(
                "paths:\n  /pets:\n    get: {operationId: pets, responses: {'204': {description: ok}}}\n    put: {operationId: pets, responses: {'204': {description: ok}}}\n",
            ),
            Self::BadStatusCode => {
                Document("paths:\n  /pets:\n    get: {responses: {success: {description: ok}}}\n")
            }
            Self::UnsupportedOperation => Document(
                "paths:\n  /pets:\n    get:\n      parameters:\n        - name: filter\n          in: query\n          content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}}\n      responses: {'204': {description: ok}}\n",
            ),
            Self::UnknownSecurityScheme => Document(
                "paths:\n  /pets:\n    get:\n      security: [{token: []}]\n      responses: {'204': {description: ok}}\n",
            ),
            Self::BadPath => {
                Document("paths:\n  pets:\n    get: {responses: {'204': {description: ok}}}\n")
            }
            Self::MediaType => Document(
                "paths:\n  /pets:\n    get:\n      responses:\n        '200': {description: ok, content: {application/json: {schema: {type: string}}, application/xml: {}}}\n",
            ),
            Self::RequiredBody => Document(
                "paths:\n  /pets:\n    post:\n      requestBody:\n        content:\n          application/json:\n            schema: {type: object, required: [name], properties: {name: {type: string}}}\n      responses: {'204': {description: ok}}\n",
            ),
            Self::Paging => Document(
                "paths:\n  /pets:\n    get:\n      parameters: [{name: cursor, in: query, schema: {type: string}}]\n      responses:\n        '200':\n          description: ok\n          content:\n            application/json:\n              schema: {type: object, properties: {pets: {type: array, items: {type: string}}, next_cursor: {type: string}}}\n",
            ),
            Self::BadOverlay => {
                Other("overlay: 1.0.0\nactions: [{target: '$.paths[', remove: true}]\n")
            }
            Self::UnusedAction => Other(
                "actions: [{target: '$.paths[\"/unicorns\"]', remove: true}]   # the document has no such path\n",
            ),
            Self::NameCollision => Other("[names.types]\nPet = \"Animal\"\nBeast = \"Animal\"\n"),
            Self::NamesMoved => Other(
                "paths:\n  /boats: {get: {tags: [Boats], operationId: listBoats}}\n  /old/boats: {get: {tags: [Boats], operationId: list_boats}}   # new\n",
            ),
            Self::BadConfig => Other("[schemas]\nformts = {}\n"),
            Self::UnusedConfig => {
                Other("[names.types]\nUnicorn = \"Horse\"   # the document has no such schema\n")
            }
            Self::NothingSelected => Other("$ castiron codegen --include tag:unicorns\n"),
            Self::NotDerivable => Other(
                "[[types.derive]]\ntypes = [\"Price\"]   # holds a float\nderive = [\"Eq\"]\n",
            ),
            Self::ForeignFile => {
                Other("$ castiron codegen --out src   # the folder of your own main.rs\n")
            }
            Self::WriteFailed => Other("$ castiron codegen --out /read-only/api\n"),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::UnreadableFile => {
                "Check the path: it is relative to the file that names it. Keep all files with the document, or bundle them into one."
            }
            Self::FileTooLarge => "Split the document, or remove the parts that you don't need.",
            Self::Syntax => {
                "Check the marked line and the ones before it for a missing quote, comma or bracket, or wrong indentation."
            }
            Self::NotUtf8 => "Save the file as UTF-8.",
            Self::TooDeep => {
                "Give the inner schemas names under `components/schemas`, and refer to them."
            }
            Self::DuplicateKey => "Remove one of the two.",
            Self::AliasBomb => "Use `$ref` instead of YAML aliases.",
            Self::SeveralDocuments => {
                "Remove what follows the first `---`, or save it as a file of its own."
            }
            Self::OutsideRoot => "Pass `--allow-root DIR` with a folder that holds both files.",
            Self::RemoteReference => "Save a copy, and pass `--reference URL=DIR`.",
            Self::TooMuch => {
                "If the document is what you mean, pass `--limit NAME=N` with the name in the message; else look for schemas that include each other over and over."
            }
            Self::UnknownVersion => {
                "Write `openapi: 3.0.3`, `3.1.0` or `3.2.0`, or `swagger: '2.0'`, at the top of the document."
            }
            Self::DanglingReference => "Correct the name, or declare the component.",
            Self::ReferenceCycle => "Replace one of the references by the schema itself.",
            Self::WrongReference => {
                "Refer to a component of the right section, or write the object in place."
            }
            Self::Missing => "Add the key.",
            Self::WrongType => "Write a value of the type that the message names.",
            Self::UnknownValue => "Use one of the values of the specification.",
            Self::RefSiblings => {
                "Put the reference into `allOf`, where other keywords may stand beside it, or declare OpenAPI 3.1."
            }
            Self::OtherVersion => {
                "No action is needed. To be exact, declare the version that has the keyword."
            }
            Self::NotExpressed => {
                "No action is needed: the documentation of the type mentions the constraint. Check such values in your own code."
            }
            Self::UnknownKey => "Correct the spelling. Begin keys of your own with `x-`.",
            Self::SeveralDiffer => {
                "Rename one of them, make them equal, or generate a crate from each document."
            }
            Self::BadSchema => {
                "Change the `type`, or remove the keyword that doesn't belong to it."
            }
            Self::EnumType => "Remove the value, or widen the `type`.",
            Self::MissingItems => "Add `items` with the schema of the elements.",
            Self::UnknownRequired => {
                "Declare the property under `properties`, or correct the name under `required`."
            }
            Self::Conflict => "Change one of the schemas, so that a value can satisfy both.",
            Self::AmbiguousUnion => {
                "Add a `discriminator`, or a property with a constant that differs in each branch."
            }
            Self::BadDiscriminator => "Map each value of the tag to a branch of the union.",
            Self::Untyped => "Describe the values by a schema, or read them as untyped JSON.",
            Self::DuplicateParameter => "Remove one of the two.",
            Self::UndeclaredPathVariable => {
                "Declare a parameter of that name with `in: path` and its schema."
            }
            Self::UnusedPathParameter => "Add `{name}` to the path, or remove the parameter.",
            Self::DuplicateOperation => "Give each operation an `operationId` of its own.",
            Self::BadStatusCode => {
                "Use a status such as `'200'`, a range such as `4XX`, or `default`."
            }
            Self::UnsupportedOperation => {
                "Change the part that the message marks, or finish the request yourself: `call.into_request()` returns it."
            }
            Self::UnknownSecurityScheme => "Declare the scheme under `components/securitySchemes`.",
            Self::BadPath => "Begin the path with a slash, and close every `{`.",
            Self::MediaType => {
                "Describe the body under a media type that is read, such as JSON, or parse the text in your own code."
            }
            Self::RequiredBody => {
                "Write `required: true` beside `content`, or set `infer-required-bodies` under `[client]` to `true` or `false`."
            }
            Self::Paging => {
                "No action is needed if the note is right. Otherwise describe the paging under `[[client.pages]]`, or set `paging = \"none\"` under `[client]`."
            }
            Self::BadOverlay => "Correct the action that the message marks.",
            Self::UnusedAction => "Remove the action, or correct its target.",
            Self::NameCollision => "Choose another name in the settings.",
            Self::NamesMoved => {
                "Add the lines that the message shows to the settings, and the names stay; or generate without `--strict`, and they change."
            }
            Self::BadConfig => "Correct the key or value that the message marks.",
            Self::UnusedConfig => "Remove the entry, or correct the name.",
            Self::NothingSelected => {
                "Name an operation, tag, path or schema that the document has."
            }
            Self::NotDerivable => {
                "Leave the type out of the pattern, or match what it holds as well."
            }
            Self::ForeignFile => "Move the file away, or generate into another folder.",
            Self::WriteFailed => "Make the folder writable, or name another one.",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Code, Example};
    use crate::config::Config;
    use crate::load::{LoadOptions, load};
    use crate::source::Memory;

    /// The codes that a part of a document is given.
    fn raised(part: &str) -> Vec<Code> {
        let mut text = part.to_owned();
        if !part.starts_with("openapi:") {
            text = format!("openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\n{part}");
            if !part.contains("paths:") {
                text.push_str("paths: {}\n");
            }
        }
        let source = Memory::new().with("api.yaml", text);
        let loaded = load(&source, Path::new("api.yaml"), &LoadOptions::default());
        let mut codes: Vec<Code> = loaded.diagnostics.iter().map(|found| found.code).collect();
        if let Some(document) = loaded.document {
            let (_, found) = crate::model(&document, &Config::default());
            codes.extend(found.iter().map(|found| found.code));
        }
        codes
    }

    #[test]
    fn examples_are_what_they_are_for() {
        let mut wrong = Vec::new();
        for code in Code::ALL {
            if let Example::Document(part) = code.example() {
                let codes = raised(part);
                if !codes.contains(code) {
                    wrong.push(format!("{code}: {codes:?}\n{part}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_code_says_what_to_do() {
        for code in Code::ALL {
            assert!(code.remedy().ends_with('.'), "{code}");
            assert!(code.example().text().ends_with('\n'), "{code}");
        }
    }
}
