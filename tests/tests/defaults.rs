//! `docs/DEFAULTS.md`: a document without the field means the same as one with the default, and another than one with another
//! value.

use std::fs;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::diagnostic::Severity;
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::model::Model;
use castiron_codegen::source::Memory;
use castiron_tests::workspace;

/// A row of the table.
#[derive(Debug)]
struct Row {
    object: String,
    field: String,
    place: String,
    versions: Vec<String>,
    default: String,
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(workspace().join("docs/DEFAULTS.md")).expect("the table");
    let lines = text.lines().filter(|line| line.starts_with("| ")).skip(2);
    let plain = |cell: &str| cell.trim().replace('`', "");
    let row = |line: &str| {
        let cells: Vec<String> = line.trim_matches('|').split('|').map(plain).collect();
        let [object, field, place, versions, default] = &cells[..] else {
            panic!("{line}");
        };
        Row {
            object: object.clone(),
            field: field.clone(),
            place: place.clone(),
            versions: versions.split(", ").map(str::to_owned).collect(),
            default: default.clone(),
        }
    };
    lines.map(row).collect()
}

/// What stands around the field of a row, which is `@`; and another value, where there is one that changes the request.
fn case(row: &Row) -> (String, Option<&'static str>) {
    let is_2 = row.versions == ["2.0"];
    let parameter = |place: &str, rest: &str| {
        let required = if place == "path" {
            "required: true, "
        } else {
            ""
        };
        operation(
            &format!("parameters: [{{name: p, in: {place}, {required}{rest}@}}], "),
            "",
        )
    };
    let strings = "schema: {type: array, items: {type: string}}, ";
    let object = "schema: {type: object, properties: {a: {type: string}}}, ";
    let header = |rest: &str| operation("", &format!("headers: {{X-P: {{{rest}@}}}}, "));
    let body = |media: &str, schema: &str, encoding: &str| {
        operation(
            &format!(
                "requestBody: {{required: true, content: {{{media}: {{schema: {{type: object, properties: {{p: {schema}}}}}{encoding}}}}}}}, "
            ),
            "",
        )
    };
    let part = |media: &str, schema: &str, rest: &str| {
        body(media, schema, &format!(", encoding: {{p: {{{rest}@}}}}"))
    };
    let (form, multipart) = ("application/x-www-form-urlencoded", "multipart/form-data");
    let answer = |media: &str| operation("", &format!("content: {{{media}: {{@}}}}, "));
    match (row.object.as_str(), row.field.as_str(), row.place.as_str()) {
        ("Parameter", "required", "form") => {
            (parameter("formData", "type: string, "), Some("true"))
        }
        // `type` for 2.0, `schema` for the others
        ("Parameter", "required", place) => (parameter(place, "%string, "), Some("true")),
        ("Parameter", "deprecated", place) => (parameter(place, "%string, "), Some("true")),
        // whether an empty value is allowed is the caller's to know
        ("Parameter", "allowEmptyValue", "form") => (parameter("formData", "type: string, "), None),
        ("Parameter", "allowEmptyValue", _) => (parameter("query", "%string, "), None),
        ("Parameter", "collectionFormat", place) => {
            let place = if place == "form" { "formData" } else { place };
            let other = matches!(place, "query" | "formData").then_some("pipes");
            (
                parameter(place, "type: array, items: {type: string}, "),
                other,
            )
        }
        ("Parameter", "style", place) => {
            let other = match place {
                "query" => Some("pipeDelimited"),
                "path" => Some("matrix"),
                "cookie" => Some("cookie"),
                _ => None,
            };
            (
                parameter(place, &format!("explode: false, {strings}")),
                other,
            )
        }
        ("Parameter", "explode", place) => {
            let (place, style) = place.split_once(", ").unwrap_or((place, ""));
            let style = match style {
                "" => String::new(),
                style => format!("style: {style}, "),
            };
            // lists in a path or a header are the same in both
            let schema = if place == "path" || place == "header" {
                object
            } else {
                strings
            };
            let other = if row.default == "true" {
                "false"
            } else {
                "true"
            };
            (parameter(place, &(style + schema)), Some(other))
        }
        ("Parameter", "allowReserved", place) => {
            (parameter(place, "schema: {type: string}, "), Some("true"))
        }
        ("Header", field, "part") => (
            part(
                multipart,
                "{type: string}",
                "headers: {X-P: {schema: {type: object, additionalProperties: {type: string}}, @}}, ",
            )
            .replace("@}}, @", "@}}"),
            matches!(field, "required" | "deprecated" | "explode").then_some("true"),
        ),
        ("Header", "collectionFormat", _) => (header("type: array, items: {type: string}, "), None),
        ("Header", "required", _) => (header("schema: {type: string}, "), Some("true")),
        ("Header", _, _) => (header("schema: {type: string}, "), None),
        ("Encoding", "contentType", place) => {
            let (media, what) = place.split_once(", ").expect("a media type and a type");
            let (media, is_form) = if media == "form" {
                (form, true)
            } else {
                (multipart, false)
            };
            let (schema, other) = match what {
                "a string" => ("{type: string}", Some("application/json")),
                "a number" => ("{type: integer}", Some("application/json")),
                "a boolean" => ("{type: boolean}", Some("application/json")),
                "an encoded string" => {
                    ("{type: string, contentEncoding: base64}", Some("image/png"))
                }
                "an image" => (
                    "{type: string, contentMediaType: image/gif}",
                    Some("image/png"),
                ),
                "bytes" => ("{type: string, format: binary}", Some("image/png")),
                "an object" => (
                    "{type: object, properties: {a: {type: string}}}",
                    Some("application/ld+json"),
                ),
                "strings" => ("{type: array, items: {type: string}}", Some("text/csv")),
                _ => (
                    "{type: array, items: {type: object, properties: {a: {type: string}}}}",
                    Some("application/ld+json"),
                ),
            };
            // in a form there are no media types, but JSON or not
            (
                part(media, schema, ""),
                other.filter(|_| !is_form || what == "a string"),
            )
        }
        ("Encoding", "style", _) => (
            part(
                form,
                "{type: array, items: {type: string}}",
                "explode: false, ",
            ),
            Some("pipeDelimited"),
        ),
        ("Encoding", "explode", place) => {
            let style = place.split_once(", ").map_or("form", |(_, style)| style);
            let other = if row.default == "true" {
                "false"
            } else {
                "true"
            };
            (
                part(
                    form,
                    "{type: array, items: {type: string}}",
                    &format!("style: {style}, "),
                ),
                Some(other),
            )
        }
        ("Encoding", "allowReserved", _) => (part(form, "{type: string}", ""), Some("true")),
        ("Encoding", "headers", _) => (
            part(multipart, "{type: string}", ""),
            Some("{X-P: {schema: {type: string}}}"),
        ),
        ("Request Body", _, _) => (
            body("application/json", "{type: string}", "").replace("required: true", "@"),
            Some("true"),
        ),
        ("Operation", "deprecated", _) => (operation("@, ", ""), Some("true")),
        ("Media Type", "encoding", "multipart") => (
            body(multipart, "{type: string}", ", @"),
            Some("{p: {contentType: text/csv}}"),
        ),
        ("Media Type", "schema", "JSON") => (answer("application/json"), Some("{type: integer}")),
        ("Media Type", "schema", "text") => (answer("text/plain"), None),
        ("Media Type", "schema", _) => (answer("application/octet-stream"), None),
        ("Media Type", "encoding", _) => (
            body(form, "{type: array, items: {type: string}}", ", @"),
            Some("{p: {style: pipeDelimited}}"),
        ),
        ("Operation", "consumes", _) => (
            operation(
                "parameters: [{name: p, in: formData, type: string}], @, ",
                "",
            ),
            Some("[multipart/form-data]"),
        ),
        ("Operation", "produces", _) => (
            operation("@, ", "schema: {type: string}, "),
            Some("[text/plain]"),
        ),
        _ => panic!("no case for {row:?}, {is_2}"),
    }
}

/// An operation with these fields, whose answer has these.
fn operation(fields: &str, answer: &str) -> String {
    let path = if fields.contains("in: path") {
        "/a/{p}"
    } else {
        "/a"
    };
    let verb = if fields.contains("requestBody") || fields.contains("formData") {
        "post"
    } else {
        "get"
    };
    format!(
        "paths:\n  {path}:\n    {verb}: {{operationId: do, {fields}responses: {{'200': {{description: d, {answer}}}}}}}\n"
    )
}

fn model(version: &str, paths: &str, field: &str) -> Model {
    let (version, string) = match version {
        "2.0" => ("swagger: '2.0'".to_owned(), "type: string"),
        version => (format!("openapi: {version}.0"), "schema: {type: string}"),
    };
    let paths = paths.replace("%string", string);
    // a field that is left out leaves no comma
    let paths = match field {
        "" => paths.replace(", @", "").replace("@, ", "").replace('@', ""),
        field => paths.replace('@', field),
    };
    let text = format!("{version}\ninfo: {{title: T, version: '1'}}\n{paths}");
    let source = Memory::new().with("a.yaml", text.clone());
    let loaded = load(&source, Path::new("a.yaml"), &LoadOptions::default());
    let messages: Vec<_> = loaded
        .diagnostics
        .iter()
        .filter(|one| one.severity != Severity::Note)
        .map(|one| one.message.clone())
        .collect();
    assert!(messages.is_empty(), "{messages:?}\n{text}");
    let document = loaded.document.unwrap_or_else(|| panic!("{text}"));
    castiron_codegen::model(&document, &Config::default()).0
}

#[test]
fn every_default_is_what_its_absence_means() {
    let rows = rows();
    assert!(rows.len() > 40, "{}", rows.len());
    let (mut compared, mut wrong) = (0, Vec::new());
    for row in &rows {
        let (paths, other) = case(row);
        for version in &row.versions {
            let said = |value: &str| format!("{}: {value}", row.field);
            let absent = model(version, &paths, "");
            let default = model(version, &paths, &said(&row.default));
            if absent != default {
                let (absent, default) = (format!("{absent:#?}"), format!("{default:#?}"));
                let lines = absent.lines().zip(default.lines());
                let first = lines
                    .into_iter()
                    .find(|(absent, default)| absent != default);
                wrong.push(format!("{version} {row:?}: not the default: {first:?}"));
            }
            if let Some(other) = other {
                if absent == model(version, &paths, &said(other)) {
                    wrong.push(format!("{version} {row:?}: {other} has no effect"));
                }
                compared += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // nearly all of them change something
    assert!(compared > 80, "{compared}");
}
