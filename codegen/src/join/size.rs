//! Estimates how many lines of code items have.

use crate::model::{Item, Meta, Method, Namespace, Object, Xml};

/// The most lines in a file: longer ones are hard to read, and slow in editors.
pub(super) const MOST: usize = 4000;

/// The lines of a namespace in one file, including the modules inside it.
pub(super) fn of_file(namespace: &Namespace) -> usize {
    let inside = namespace.children.iter().map(of_file);
    of_items(&namespace.items).saturating_add(inside.sum())
}

/// The lines of several items.
pub(super) fn of_items<'a>(items: impl IntoIterator<Item = &'a Item>) -> usize {
    items.into_iter().map(of).sum()
}

/// The lines of an item, including its setters, conversions and table.
fn of(item: &Item) -> usize {
    match item {
        Item::Object(object) => of_object(object),
        Item::Params(params) => of_object(&params.object),
        Item::Enum(item) => {
            let variants = item.variants.iter();
            sum(variants.map(|one| 2_usize.saturating_add(doc(&one.meta))))
                .saturating_add(doc(&item.meta))
                .saturating_add(9)
        }
        Item::Union(item) => {
            let branches = item.branches.iter();
            sum(branches.map(|one| 8_usize.saturating_add(doc(&one.meta))))
                .saturating_add(doc(&item.meta))
                .saturating_add(9)
        }
        Item::Resource(item) => {
            let methods = item.methods.iter();
            sum(methods.map(|one| 20_usize.saturating_add(doc(&one.meta)))).saturating_add(20)
        }
        Item::Alias(item) | Item::Newtype(item) => doc(&item.meta).saturating_add(4),
        Item::Tag(_) | Item::Group(_) => 12,
    }
}

/// The lines of a method, including its documentation and the blank line behind it.
pub(super) fn of_method(method: &Method) -> usize {
    // what stands around a list
    let list = |length: usize, head: usize| match length {
        0 => 0,
        _ => length.saturating_add(head),
    };
    let parts = [
        // its documentation, argument and call
        list(method.path.len().saturating_mul(3), 1),
        list(method.errors.len(), 5),
        list(method.headers.len(), 5),
        doc(&method.meta),
        usize::from(method.params.is_some()).saturating_mul(2),
        method.operation.xml.as_ref().map_or(0, of_xml),
        list(method.operation.shared.len(), 1),
        13,
    ];
    sum(parts.into_iter())
}

/// The lines of how a method's bodies are represented in XML, and those of its documentation.
fn of_xml(xml: &Xml) -> usize {
    let answers = match xml.answers.len() {
        0 => 0,
        length => length.saturating_mul(8).saturating_add(4),
    };
    let request = usize::from(xml.request.is_some()).saturating_mul(6);
    answers.saturating_add(request).saturating_add(5)
}

fn of_object(object: &Object) -> usize {
    let fields = object.fields.iter();
    // a setter has the documentation of its field
    sum(fields.map(|one| doc(&one.meta).saturating_mul(2).saturating_add(8)))
        .saturating_add(doc(&object.meta))
        .saturating_add(16)
}

fn sum(lines: impl Iterator<Item = usize>) -> usize {
    lines.fold(0, usize::saturating_add)
}

fn doc(meta: &Meta) -> usize {
    match meta.doc.as_str() {
        "" => 0,
        doc => doc.lines().count(),
    }
}
