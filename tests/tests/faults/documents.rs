//! Documents without faults that have every field of every object, one a version.

use serde_json::{Value, json};

fn docs() -> Value {
    json!({ "url": "https://x.example", "description": "More." })
}

/// The schemas of a document; `at` is where they stand.
fn schemas(version: char, at: &str) -> Value {
    let reference = |name: &str| json!({ "$ref": format!("{at}{name}") });
    let mut all = json!({
        "Pet": {
            "title": "Pet", "description": "A pet.", "type": "object", "required": ["id", "kind"], "maxProperties": 20,
            "externalDocs": docs(), "example": {}, "xml": { "name": "pet", "namespace": "n", "prefix": "p" },
            "properties": {
                "id": { "type": "integer", "format": "int64", "minimum": 1, "maximum": 9000, "readOnly": true },
                "kind": { "type": "string", "enum": ["cat", "dog"], "default": "cat",
                    "xml": { "name": "k", "attribute": true } },
                "name": { "type": "string", "minLength": 1, "maxLength": 20, "pattern": "^[a-z]+$" },
                "weight": { "type": "number", "multipleOf": 0.5 },
                "tags": { "type": "array", "items": { "type": "string" }, "minItems": 1, "maxItems": 9,
                    "uniqueItems": true, "xml": { "wrapped": true } },
                "owner": reference("Owner"),
                "more": { "type": "object", "additionalProperties": { "type": "string" } },
            },
        },
        "Owner": { "type": "object", "properties": { "name": { "type": "string" } }, "additionalProperties": true },
        "Vet": { "allOf": [reference("Owner"), { "type": "object", "properties": { "since": { "type": "string", "format": "date" } } }] },
        "Problem": { "type": "object", "properties": { "message": { "type": "string" } } },
    });
    if version != '2' {
        all["Cat"] = json!({ "type": "object", "required": ["sort"], "properties": { "sort": { "type": "string" }, "claws": { "type": "boolean", "deprecated": true } } });
        all["Dog"] = json!({ "type": "object", "required": ["sort"], "properties": { "sort": { "type": "string" }, "bark": { "type": "string", "writeOnly": true } } });
        all["Animal"] = json!({ "oneOf": [reference("Cat"), reference("Dog")],
            "discriminator": { "propertyName": "sort", "mapping": { "cat": format!("{at}Cat"), "dog": format!("{at}Dog") } } });
        all["Some"] = json!({ "anyOf": [reference("Cat"), { "type": "string" }], "not": { "type": "boolean" } });
    }
    match version {
        '1' | '3' => {
            all["Modern"] = json!({
                "type": ["object", "null"], "$defs": { "inner": { "type": "string" } }, "examples": [{}],
                "properties": {
                    "one": { "const": 1 }, "pair": { "type": "array", "prefixItems": [{ "type": "string" }, { "type": "integer" }] },
                    "data": { "type": "string", "contentEncoding": "base64" },
                    "above": { "type": "number", "exclusiveMinimum": 0 },
                    "inner": { "$ref": format!("{at}Modern/$defs/inner") },
                },
                "patternProperties": { "^x-": { "type": "string" } },
            });
        }
        _ => {
            all["Owner"]["properties"]["above"] =
                json!({ "type": "number", "minimum": 0, "exclusiveMinimum": true });
        }
    }
    if version == '0' {
        all["Owner"]["properties"]["alias"] = json!({ "type": "string", "nullable": true });
    }
    all
}

fn info() -> Value {
    json!({
        "title": "Faults", "version": "1", "description": "All fields.", "termsOfService": "https://x.example/terms",
        "contact": { "name": "n", "url": "https://x.example", "email": "n@x.example" },
        "license": { "name": "MIT", "url": "https://x.example/mit" },
    })
}

/// A document of a version: `2`, `0` for 3.0, `1` for 3.1, `3` for 3.2.
pub(crate) fn good(version: char) -> Value {
    match version {
        '2' => swagger(),
        version => modern(version),
    }
}

fn modern(version: char) -> Value {
    let schema = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let of_json = |schema: Value| json!({ "application/json": { "schema": schema } });
    let server = json!({ "url": "https://{region}.x.example", "description": "d",
        "variables": { "region": { "default": "eu", "enum": ["eu", "us"], "description": "r" } } });
    let answer = json!({ "description": "A pet.", "content": of_json(schema("Pet")) });
    let text = json!({ "type": "string" });
    let operation =
        json!({ "operationId": "called", "responses": { "204": { "description": "d" } } });
    let mut document = json!({
        "openapi": match version { '0' => "3.0.3", '1' => "3.1.0", _ => "3.2.0" },
        "info": info(),
        "servers": [server],
        "tags": [{ "name": "pets", "description": "d", "externalDocs": docs() }],
        "externalDocs": docs(),
        "security": [{ "key": [] }, { "oauth": ["read"] }],
        "paths": {
            "/rest": { "get": { "operationId": "rest", "responses": { "200": answer } } },
            "/other": { "get": { "operationId": "other", "responses": { "200": { "$ref": "#/components/responses/Pets" } } } },
            "/pets/{id}": {
                "summary": "s", "description": "d", "servers": [{ "url": "https://y.example" }],
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }],
                "get": {
                    "tags": ["pets"], "summary": "s", "description": "d", "externalDocs": docs(), "operationId": "getPet",
                    "deprecated": true, "security": [{ "key": [] }], "servers": [{ "url": "https://z.example" }],
                    "parameters": [
                        { "$ref": "#/components/parameters/Page" },
                        { "name": "q", "in": "query", "description": "d", "required": false, "deprecated": true,
                          "allowEmptyValue": true, "style": "form", "explode": true, "allowReserved": true,
                          "schema": { "type": "array", "items": { "type": "string" } }, "example": ["a"] },
                        { "name": "X-Trace", "in": "header", "schema": text, "examples": { "e": { "summary": "s", "description": "d", "value": "v" } } },
                        { "name": "filter", "in": "query", "content": of_json(schema("Owner")) },
                    ],
                    "responses": {
                        "200": { "description": "d",
                            "headers": { "X-Rate": { "description": "d", "required": true, "deprecated": true, "schema": { "type": "integer" }, "example": 1 },
                                "X-Shared": { "$ref": "#/components/headers/Shared" } },
                            "content": { "application/json": { "schema": schema("Pet"), "example": {}, "examples": { "e": { "$ref": "#/components/examples/E" } } } },
                            "links": { "owner": { "operationId": "rest", "parameters": { "id": "$response.body#/id" },
                                "requestBody": "b", "description": "d", "server": { "url": "https://l.example" } } } },
                        "default": { "description": "d", "content": of_json(schema("Problem")) },
                    },
                    "callbacks": { "done": { "{$request.query.q}": { "post": operation } } },
                },
                "post": {
                    "operationId": "postPet",
                    "requestBody": { "description": "d", "required": true, "content": {
                        "multipart/form-data": {
                            "schema": { "type": "object", "properties": { "file": { "type": "string", "format": "binary" }, "note": text } },
                            "encoding": { "file": { "contentType": "image/png", "headers": { "X-Part": { "schema": text } } },
                                "note": { "style": "form", "explode": false, "allowReserved": true } },
                        },
                    } },
                    "responses": { "201": answer },
                },
            },
            "/owners": { "post": {
                "operationId": "postOwner",
                "requestBody": { "$ref": "#/components/requestBodies/Owner" },
                "responses": { "200": { "description": "d", "content": of_json(schema("Animal")) } },
            } },
        },
        "components": {
            "schemas": schemas(version, "#/components/schemas/"),
            "responses": { "Pets": { "description": "d", "content": of_json(json!({ "type": "array", "items": schema("Pet") })) } },
            "parameters": { "Page": { "name": "page", "in": "query", "schema": { "type": "integer" } } },
            "examples": { "E": { "value": {} } },
            "requestBodies": { "Owner": { "required": true, "content": of_json(schema("Owner")) } },
            "headers": { "Shared": { "schema": text } },
            "links": { "L": { "operationId": "rest" } },
            "callbacks": { "K": { "{$request.body#/url}": { "post": operation } } },
            "securitySchemes": {
                "key": { "type": "apiKey", "description": "d", "name": "X-Key", "in": "header" },
                "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
                "openid": { "type": "openIdConnect", "openIdConnectUrl": "https://x.example/id" },
                "oauth": { "type": "oauth2", "flows": {
                    "authorizationCode": { "authorizationUrl": "https://x.example/a", "tokenUrl": "https://x.example/t",
                        "refreshUrl": "https://x.example/r", "scopes": { "read": "Reads." } },
                } },
            },
        },
    });
    if version != '0' {
        document["webhooks"] = json!({ "born": { "post": {
            "operationId": "born",
            "requestBody": { "content": of_json(schema("Modern")) },
            "responses": { "204": { "description": "d" } },
        } } });
    }
    document
}

fn swagger() -> Value {
    let schema = |name: &str| json!({ "$ref": format!("#/definitions/{name}") });
    let answer = json!({ "description": "A pet.", "schema": schema("Pet") });
    json!({
        "swagger": "2.0",
        "info": info(),
        "host": "x.example", "basePath": "/v1", "schemes": ["https"],
        "consumes": ["application/json"], "produces": ["application/json"],
        "tags": [{ "name": "pets", "description": "d", "externalDocs": docs() }],
        "externalDocs": docs(),
        "security": [{ "key": [] }, { "oauth": ["read"] }],
        "paths": {
            "/rest": { "get": { "operationId": "rest", "responses": { "200": answer } } },
            "/other": { "get": { "operationId": "other", "responses": { "200": { "$ref": "#/responses/Pets" } } } },
            "/pets/{id}": {
                "parameters": [{ "name": "id", "in": "path", "required": true, "type": "integer", "format": "int64" }],
                "get": {
                    "tags": ["pets"], "summary": "s", "description": "d", "externalDocs": docs(), "operationId": "getPet",
                    "deprecated": true, "security": [{ "key": [] }], "schemes": ["https"], "produces": ["application/json"],
                    "parameters": [
                        { "$ref": "#/parameters/Page" },
                        { "name": "q", "in": "query", "description": "d", "required": false, "allowEmptyValue": true,
                          "type": "array", "collectionFormat": "multi", "items": { "type": "string", "enum": ["a", "b"] } },
                        { "name": "s", "in": "query", "type": "string", "enum": ["a"], "default": "a", "maxLength": 9 },
                        { "name": "n", "in": "query", "type": "number", "maximum": 9 },
                    ],
                    "responses": {
                        "200": { "description": "d", "schema": schema("Pet"), "examples": { "application/json": {} },
                            "headers": { "X-Rate": { "description": "d", "type": "integer", "format": "int32" } } },
                        "default": { "description": "d", "schema": schema("Problem") },
                    },
                },
                "post": {
                    "operationId": "postPet", "consumes": ["multipart/form-data"],
                    "parameters": [
                        { "name": "file", "in": "formData", "type": "file" },
                        { "name": "note", "in": "formData", "type": "string" },
                    ],
                    "responses": { "201": answer },
                },
            },
            "/owners": { "post": {
                "operationId": "postOwner",
                "parameters": [{ "name": "owner", "in": "body", "required": true, "schema": schema("Vet") }],
                "responses": { "200": { "description": "d", "schema": schema("Owner") } },
            } },
        },
        "definitions": schemas('2', "#/definitions/"),
        "parameters": { "Page": { "name": "page", "in": "query", "type": "integer" } },
        "responses": { "Pets": { "description": "d", "schema": { "type": "array", "items": schema("Pet") } } },
        "securityDefinitions": {
            "key": { "type": "apiKey", "description": "d", "name": "X-Key", "in": "header" },
            "basic": { "type": "basic" },
            "oauth": { "type": "oauth2", "flow": "application", "tokenUrl": "https://x.example/t", "scopes": { "read": "Reads." } },
        },
    })
}
