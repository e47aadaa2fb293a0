//! Small documents and what they mean, one file a concept.

mod enums;
mod objects;
mod operations;
mod unions;
