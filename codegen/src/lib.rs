//! Castiron casts Rust types, params and a client from an OpenAPI document.
pub mod graph;
pub mod model;
