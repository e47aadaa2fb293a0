//! Prints the tables for reading and writing an operation's bodies as XML.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::scope::Scope;
use super::tokens::text;
use crate::model::{Xml, XmlForm, XmlNode, XmlProperty, XmlValue};

/// The tables of an operation.
pub(super) fn xml(scope: &Scope<'_>, xml: &Xml) -> TokenStream {
    let ty = scope.runtime_path("Xml");
    let values = xml.values.iter().map(|one| value(scope, one));
    let request = xml.request.as_ref().map(|root| {
        let root = node(scope, root);
        quote!(.request(#root))
    });
    let answers = (!xml.answers.is_empty()).then(|| {
        let answers = xml.answers.iter().map(|answer| {
            let (status, media_type) = (text(&answer.status), text(&answer.media_type));
            let root = node(scope, &answer.root);
            quote!((#status, #media_type, #root))
        });
        quote!(.answers(&[#(#answers),*]))
    });
    quote!(#ty::new(&[#(#values),*])#request #answers)
}

fn value(scope: &Scope<'_>, value: &XmlValue) -> TokenStream {
    let ty = scope.runtime_path("XmlValue");
    match value {
        XmlValue::Text => quote!(#ty::Text),
        XmlValue::Number => quote!(#ty::Number),
        XmlValue::Boolean => quote!(#ty::Boolean),
        XmlValue::Scalar => quote!(#ty::Scalar),
        XmlValue::Any => quote!(#ty::Any),
        XmlValue::List(item) => {
            let item = node(scope, item);
            quote!(#ty::List(#item))
        }
        XmlValue::Tuple(items) => {
            let items = items.iter().map(|item| node(scope, item));
            quote!(#ty::Tuple(&[#(#items),*]))
        }
        XmlValue::Either(parts, plain) => {
            let parts = Literal::usize_unsuffixed(*parts);
            let plain = Literal::usize_unsuffixed(*plain);
            quote!(#ty::Either(#parts, #plain))
        }
        XmlValue::Map(values) => {
            let values = node(scope, values);
            quote!(#ty::Map(#values))
        }
        XmlValue::Object(properties, rest) => {
            let properties = properties.iter().map(|one| property(scope, one));
            let properties = quote!(&[#(#properties),*]);
            match rest {
                Some(rest) => {
                    let rest = node(scope, rest);
                    quote!(#ty::Open(#properties, #rest))
                }
                None => quote!(#ty::Object(#properties)),
            }
        }
    }
}

fn property(scope: &Scope<'_>, property: &XmlProperty) -> TokenStream {
    let (wire, required) = (text(&property.wire), property.required);
    let node = node(scope, &property.node);
    quote!((#wire, #required, #node))
}

fn node(scope: &Scope<'_>, node: &XmlNode) -> TokenStream {
    let ty = scope.runtime_path("XmlNode");
    let (name, value) = (text(&node.name), Literal::usize_unsuffixed(node.value));
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
