//! Small documents and what they mean, one file a concept.

mod answers;
mod arrays;
mod branches;
mod combined;
mod enums;
mod families;
mod kinds;
mod objects;
mod offered;
mod operations;
mod properties;
mod rings;
mod unions;
mod untyped;
mod variables;
