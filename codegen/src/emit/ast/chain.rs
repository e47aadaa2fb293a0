//! Calls of methods one behind the other.

use super::{method_call, text};

/// A value, and the calls that are made on it: `Type::new("a").method("b").flag()`
pub(in crate::emit) struct Chain(syn::Expr);

impl Chain {
    /// Begins with a value.
    pub(in crate::emit) fn new(value: syn::Expr) -> Self {
        Self(value)
    }

    /// `.method(arguments)`
    pub(in crate::emit) fn call(&mut self, method: &str, arguments: Vec<syn::Expr>) {
        let nothing = syn::Expr::PLACEHOLDER;
        let receiver = std::mem::replace(&mut self.0, nothing);
        self.0 = method_call(receiver, method, arguments);
    }

    /// `.method("value")`, where there is one.
    pub(in crate::emit) fn text(&mut self, method: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.call(method, vec![text(value)]);
        }
    }

    /// `.method()`, where it holds.
    pub(in crate::emit) fn flag(&mut self, method: &str, holds: bool) {
        if holds {
            self.call(method, Vec::new());
        }
    }

    /// The whole expression.
    pub(in crate::emit) fn end(self) -> syn::Expr {
        self.0
    }
}
