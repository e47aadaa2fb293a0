//! A whole document of 2.0, given and wanted.

use serde_json::json;

use super::super::tests::lowered;
use crate::load::version::SpecVersion;

#[test]
fn swagger_becomes_3_0() {
    let (got, origins, _) = lowered(
        SpecVersion::V2,
        &json!({
            "swagger": "2.0",
            "host": "api.example.com",
            "basePath": "/v1/",
            "schemes": ["http", "https"],
            "consumes": ["application/json"],
            "produces": ["application/json", "text/csv"],
            "paths": {
                "/a/{id}": {
                    "parameters": [{"name": "id", "in": "path", "required": true, "type": "integer", "format": "int64"}],
                    "post": {
                        "parameters": [
                            {"name": "b", "in": "body", "required": true, "description": "d", "schema": {"type": "object"}},
                            {"name": "q", "in": "query", "type": "array", "items": {"type": "string"}, "collectionFormat": "pipes"},
                        ],
                        "responses": {"200": {
                            "description": "ok",
                            "schema": {"type": "string"},
                            "headers": {"X": {"type": "integer", "description": "h"}},
                            "examples": {"text/csv": "a,b"},
                        }},
                    },
                    "put": {
                        "parameters": [
                            {"name": "f", "in": "formData", "type": "file", "required": true},
                            {"name": "m", "in": "formData", "type": "array", "items": {"type": "string"}, "collectionFormat": "multi"},
                        ],
                        "responses": {"200": {"description": "ok", "schema": {"type": "file"}}},
                    },
                },
            },
            "components": {"securitySchemes": {
                "b": {"type": "basic"},
                "o": {"type": "oauth2", "flow": "accessCode", "authorizationUrl": "u", "tokenUrl": "t", "scopes": {"s": "d"}},
            }},
        }),
    );
    assert_eq!(
        got,
        json!({
            "servers": [{"url": "https://api.example.com/v1"}, {"url": "http://api.example.com/v1"}],
            "paths": {
                "/a/{id}": {
                    "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer", "format": "int64"}}],
                    "post": {
                        "parameters": [{
                            "name": "q", "in": "query", "style": "pipeDelimited", "explode": false,
                            "schema": {"type": "array", "items": {"type": "string"}},
                        }],
                        "requestBody": {
                            "required": true,
                            "description": "d",
                            "content": {"application/json": {"schema": {"type": "object"}}},
                        },
                        "responses": {"200": {
                            "description": "ok",
                            "headers": {"X": {"description": "h", "schema": {"type": "integer"}}},
                            "content": {
                                "application/json": {"schema": {"type": "string"}},
                                "text/csv": {"schema": {"type": "string"}, "example": "a,b"},
                            },
                        }},
                    },
                    "put": {
                        "requestBody": {
                            "required": true,
                            "content": {"multipart/form-data": {
                                "schema": {
                                    "type": "object",
                                    "required": ["f"],
                                    "properties": {
                                        "f": {"type": "string", "format": "binary"},
                                        "m": {"type": "array", "items": {"type": "string"}},
                                    },
                                },
                                "encoding": {"m": {"style": "form", "explode": true}},
                            }},
                        },
                        "responses": {"200": {
                            "description": "ok",
                            "content": {
                                "application/json": {"schema": {"type": "string", "format": "binary"}},
                                "text/csv": {"schema": {"type": "string", "format": "binary"}},
                            },
                        }},
                    },
                },
            },
            "components": {"securitySchemes": {
                "b": {"type": "http", "scheme": "basic"},
                "o": {"type": "oauth2", "flows": {"authorizationCode": {"authorizationUrl": "u", "tokenUrl": "t", "scopes": {"s": "d"}}}},
            }},
        })
    );
    for (new, old) in [
        (
            "/paths/~1a~1{id}/post/parameters/0/schema/items",
            "/paths/~1a~1{id}/post/parameters/1/items",
        ),
        (
            "/paths/~1a~1{id}/post/requestBody/content/application~1json/schema/type",
            "/paths/~1a~1{id}/post/parameters/0/schema/type",
        ),
        (
            "/paths/~1a~1{id}/put/requestBody/content/multipart~1form-data/schema/properties/m/type",
            "/paths/~1a~1{id}/put/parameters/1/type",
        ),
        (
            "/paths/~1a~1{id}/post/responses/200/content/text~1csv/schema/type",
            "/paths/~1a~1{id}/post/responses/200/schema/type",
        ),
        (
            "/paths/~1a~1{id}/parameters/0/schema/format",
            "/paths/~1a~1{id}/parameters/0/format",
        ),
    ] {
        assert_eq!(origins.place(new).pointer, old);
    }
}
