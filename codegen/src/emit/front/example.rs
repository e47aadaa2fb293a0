//! The example program on the front page, which makes a first call.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::index::Index;
use super::super::joined::joined;
use super::super::tokens::ident;
use super::value::Values;
use crate::model::{Auth, Gate, Item, Method, Object, Reach, Scalar, Type, held, item_count};

/// How deep objects are written out in the params; those that lie deeper are blank. A choice of output, as in `value`.
const DEPTH: u8 = 3;

/// A call of an operation: of those that ask for the least, the first. With the features of its handle.
pub(super) fn call(
    index: &Index<'_>,
    reach: &Reach<'_>,
    krate: &str,
) -> Option<(String, Option<Gate>)> {
    let mut methods = Vec::new();
    for (path, calls) in &reach.handles {
        if let Some(Item::Resource(resource)) = index.at(path) {
            methods.extend(resource.methods.iter().map(|method| (path, calls, method)));
        }
    }
    methods.sort_by_key(|(_, _, method)| asked(method));
    methods.into_iter().find_map(|(path, calls, method)| {
        let program = program(index, krate, calls, method)?;
        Some((program, index.gate(path.clone())))
    })
}

/// How little a first call asks for: credentials that others don't need, arguments, and a name to read.
fn asked(method: &Method) -> (bool, bool, bool, usize, bool, usize) {
    let params = method.params.as_ref().is_some_and(|params| params.required);
    (
        method.meta.deprecated.is_some(),
        method.operation.security.is_some(),
        matches!(method.answer, Type::Scalar(Scalar::Streamed | Scalar::Unit)),
        method
            .path
            .len()
            .saturating_add(usize::from(params).saturating_mul(2)),
        method.operation.verb != "GET",
        method.ident.matches('_').count(),
    )
}

fn program<'a>(
    index: &Index<'a>,
    krate: &str,
    calls: &[&'a str],
    method: &'a Method,
) -> Option<String> {
    let taken = [
        "Client", "Error", "Ok", "Result", "None", "Some", "Vec", "Box",
    ];
    let mut values = Values::new(index, krate, &taken);
    let mut given = Vec::new();
    for param in &method.path {
        given.push(values.in_path(&param.wire, &param.ty)?);
    }
    if let Some(params) = method.params.as_ref().filter(|params| params.required) {
        let path = index.real(&params.path);
        let Some(Item::Params(item)) = index.at(&path) else {
            return None;
        };
        given.push(values.object(path, &item.object, DEPTH)?);
    }
    let calls = calls.iter().map(|name| ident(name));
    let name = ident(&method.ident);
    let call = quote!(client #(.#calls())* .#name(#(#given),*));
    let ask = match method.answer {
        Type::Scalar(Scalar::Unit) => quote!(#call.await?;),
        Type::Scalar(Scalar::Streamed) => quote! {
            let mut items = #call.stream().await?;
            while let Some(item) = items.try_next().await? {
                println!("{item:?}");
            }
        },
        _ => quote! {
            let answer = #call.await?;
            println!("{answer:?}");
        },
    };
    let begun = match begins_with_key(index) {
        true => quote!(Client::builder("YOUR_KEY")),
        false => quote!(Client::anonymous()),
    };
    let (krate, imports) = (ident(krate), values.imports());
    print(quote! {
        use #krate::client::{Client, Error};
        #(#imports)*
        async fn first_call() -> Result<(), Error> {
            let client = #begun.build()?;
            #ask
            Ok(())
        }
    })
}

/// Whether the document says how a key is sent.
pub(super) fn begins_with_key(index: &Index<'_>) -> bool {
    index
        .api
        .schemes
        .iter()
        .any(|(_, way)| *way != Auth::Elsewhere)
}

/// Reading and writing a value: the first type of the crate's root that holds something.
pub(super) fn reading(index: &Index<'_>, krate: &str) -> Option<String> {
    let (path, _) = first_object(index)?;
    let mut values = Values::new(
        index,
        krate,
        &["Result", "Ok", "Box", "from_str", "to_string"],
    );
    let ty = values.item(path);
    let (krate, imports) = (ident(krate), values.imports());
    print(quote! {
        #(#imports)*
        use #krate::runtime::{from_str, to_string};

        fn read_and_write(json: &str) -> Result<String, Box<dyn std::error::Error>> {
            let value: #ty = from_str(json)?;
            println!("{value:?}");
            Ok(to_string(&value))
        }
    })
}

/// The type that holds the most others in the public paths of the root, by name where several do.
fn first_object<'a>(index: &Index<'a>) -> Option<(Vec<&'a str>, &'a Object)> {
    let objects = index.all().filter_map(|(path, item)| match item {
        Item::Object(object) => Some((path, item, object)),
        _ => None,
    });
    let found = objects.map(|(path, item, object)| {
        let public = index.public(path.clone());
        let held: usize = held(item).into_iter().map(item_count).sum();
        (
            (public.len(), std::cmp::Reverse(held), public),
            path,
            object,
        )
    });
    let (_, path, object) = found.min_by(|(one, ..), (other, ..)| one.cmp(other))?;
    Some((path.clone(), object))
}

/// A program as people lay it out; functions apart from what they use.
fn print(program: TokenStream) -> Option<String> {
    let file = syn::parse2::<syn::File>(program).ok()?;
    let text = prettyplease::unparse(&file);
    let mut out = String::with_capacity(text.len().saturating_add(1));
    for line in joined(&text, 0) {
        if line.contains("fn ") && line.starts_with(['a', 'f']) {
            out.push('\n');
        }
        out.push_str(&line);
        out.push('\n');
    }
    Some(out.trim_start().to_owned())
}
