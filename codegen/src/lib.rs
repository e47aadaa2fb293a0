//! Castiron casts Rust types, params and a client from an OpenAPI document.
pub mod graph;
pub mod model;
pub mod name;
pub mod diagnostic;
pub mod load;
pub mod source;
pub mod analyse;
pub mod emit;
pub mod shape;
