//! The generated crate, used as a program would use it: one test for each thing that the reference shape promises.

mod answers;
mod calls;
mod enums;
mod layout;
mod pages;
mod params;
mod support;
