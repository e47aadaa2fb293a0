//! Prints the tables for reading and writing bodies as XML: a private module with one for each type, and the roots of each
//! operation, which refer to them.

mod parts;

use proc_macro2::TokenStream;
use quote::quote;

use super::index::Index;
use super::scope::Scope;
use super::tokens::{ident, text};
use crate::model::{Xml, XmlForm, XmlNode, XmlProperty, XmlValue};
pub(super) use parts::{Part, module, parts};

/// How nodes and tables are named at a place.
struct Place<'a> {
    index: &'a Index<'a>,
    node: TokenStream,
    value: TokenStream,
    /// What stands before the name of a table.
    module: TokenStream,
}

/// The roots of an operation's bodies.
pub(super) fn xml(scope: &Scope<'_>, xml: &Xml) -> TokenStream {
    let ty = scope.runtime_path("Xml");
    let (node, value) = (
        scope.runtime_path("XmlNode"),
        scope.runtime_path("XmlValue"),
    );
    let module = scope.root_path(&scope.index.xml_module);
    let place = Place {
        index: scope.index,
        node: quote!(#node),
        value: quote!(#value),
        module: quote!(#module::),
    };
    let request = xml.request.as_ref().map(|root| {
        let root = place.node(root);
        quote!(.request(#root))
    });
    let answers = (!xml.answers.is_empty()).then(|| {
        let answers = xml.answers.iter().map(|answer| {
            let (status, media_type) = (text(&answer.status), text(&answer.media_type));
            let root = place.node(&answer.root);
            quote!((#status, #media_type, #root))
        });
        quote!(.answers(&[#(#answers),*]))
    });
    quote!(#ty::new()#request #answers)
}

impl Place<'_> {
    /// A reference to a table.
    fn table(&self, at: usize) -> TokenStream {
        let module = &self.module;
        match self.index.xml.get(at) {
            Some(table) => {
                let name = ident(&table.ident);
                quote!(&#module #name)
            }
            None => {
                let value = &self.value;
                quote!(&#value::Any)
            }
        }
    }

    fn value(&self, value: &XmlValue) -> TokenStream {
        let ty = &self.value;
        match value {
            XmlValue::Text => quote!(#ty::Text),
            XmlValue::Number => quote!(#ty::Number),
            XmlValue::Boolean => quote!(#ty::Boolean),
            XmlValue::Scalar => quote!(#ty::Scalar),
            XmlValue::Any => quote!(#ty::Any),
            XmlValue::List(item) => {
                let item = self.node(item);
                quote!(#ty::List(#item))
            }
            XmlValue::Tuple(items) => {
                let items = items.iter().map(|item| self.node(item));
                quote!(#ty::Tuple(&[#(#items),*]))
            }
            XmlValue::Either(parts, plain) => {
                let parts = self.table(*parts);
                let plain = self.table(*plain);
                quote!(#ty::Either(#parts, #plain))
            }
            XmlValue::Map(values) => {
                let values = self.node(values);
                quote!(#ty::Map(#values))
            }
            XmlValue::Object(properties, rest) => {
                let properties = properties.iter().map(|one| self.property(one));
                let properties = quote!(&[#(#properties),*]);
                match rest {
                    Some(rest) => {
                        let rest = self.node(rest);
                        quote!(#ty::Open(#properties, #rest))
                    }
                    None => quote!(#ty::Object(#properties)),
                }
            }
        }
    }

    fn property(&self, property: &XmlProperty) -> TokenStream {
        let (wire, required) = (text(&property.wire), property.required);
        let node = self.node(&property.node);
        quote!((#wire, #required, #node))
    }

    fn node(&self, node: &XmlNode) -> TokenStream {
        let ty = &self.node;
        let (name, value) = (text(&node.name), self.table(node.value));
        let namespace = (!node.prefix.is_empty() || !node.namespace.is_empty()).then(|| {
            let (prefix, namespace) = (text(&node.prefix), text(&node.namespace));
            quote!(.namespace(#prefix, #namespace))
        });
        let node = match node.form {
            XmlForm::Element => quote!(#ty::element(#name, #value)),
            XmlForm::Attribute => quote!(#ty::attribute(#name, #value)),
            XmlForm::Text => quote!(#ty::text(#value)),
            XmlForm::CData => quote!(#ty::cdata(#value)),
            XmlForm::None => quote!(#ty::none(#value)),
        };
        quote!(#node #namespace)
    }
}
