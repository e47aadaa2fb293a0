//! JSONPath (RFC 9535) queries over the value tree.

use std::collections::HashSet;

use jsonpath_rust::parser::errors::JsonPathError;
use jsonpath_rust::parser::model::{JpQuery, Segment, Selector};
use jsonpath_rust::parser::parse_json_path;
use jsonpath_rust::query::js_path_process;
use jsonpath_rust::query::queryable::Queryable;
use pest::error::LineColLocation;

use super::super::node::{Node, Number};
use super::super::pointer::Path;
use crate::nearest::nearest;

/// Longer queries are refused: nobody writes them, and reading them takes time.
const LONGEST: usize = 10_000;

/// Reads a query.
pub(super) fn parse(text: &str) -> Result<JpQuery, String> {
    if text.len() > LONGEST {
        return Err(format!("it has more than {LONGEST} bytes"));
    }
    parse_json_path(text).map_err(|error| match error {
        JsonPathError::PestError(error) => {
            let (LineColLocation::Pos((_, column)) | LineColLocation::Span((_, column), _)) =
                error.line_col;
            let what = error.variant.message().replace('\n', " ");
            format!("{what}, at character {column}")
        }
        other => other.to_string(),
    })
}

/// The JSON pointers of what a query selects, in the order of the tree. An outer value comes before what is in it.
pub(super) fn select(query: &JpQuery, root: &Node) -> Vec<String> {
    let Ok(found) = js_path_process(query, root) else {
        return Vec::new();
    };
    // a node is told by where it lies: texts of paths would have to be taken apart again
    let found: HashSet<*const Node> = found
        .iter()
        .map(|found| std::ptr::from_ref(found.val))
        .collect();
    let mut pointers = Vec::with_capacity(found.len());
    if !found.is_empty() {
        locate(root, &found, &mut Path::default(), &mut pointers);
    }
    pointers
}

fn locate(node: &Node, found: &HashSet<*const Node>, path: &mut Path, pointers: &mut Vec<String>) {
    if found.contains(&std::ptr::from_ref(node)) {
        pointers.push(path.as_str().to_owned());
    }
    match node {
        Node::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let mark = path.push_index(at);
                locate(item, found, path, pointers);
                path.pop(mark);
            }
        }
        Node::Object(object) => {
            for (key, value) in object.iter() {
                let mark = path.push(key);
                locate(value, found, path, pointers);
                path.pop(mark);
            }
        }
        _ => {}
    }
}

/// What to say of a query that selects nothing: the first name in it that leads nowhere, and the one that may have
/// been meant.
pub(super) fn astray(query: &JpQuery, root: &Node) -> Option<(String, Option<String>)> {
    let reached = |length: usize| {
        let segments = query.segments.iter().take(length).cloned().collect();
        js_path_process(&JpQuery::new(segments), root).unwrap_or_default()
    };
    let length = (1..=query.segments.len()).find(|&length| reached(length).is_empty())?;
    let Segment::Selector(Selector::Name(name)) = query.segments.get(length.saturating_sub(1))?
    else {
        return None;
    };
    let before = reached(length.saturating_sub(1));
    let keys = before
        .iter()
        .filter_map(|found| found.val.as_object())
        .flat_map(|object| object.iter().map(|(key, _)| key));
    Some((name.clone(), nearest(name, keys).map(str::to_owned)))
}

impl From<f64> for Node {
    fn from(value: f64) -> Self {
        Self::Number(Number::Float(value))
    }
}

impl Queryable for Node {
    fn get(&self, key: &str) -> Option<&Self> {
        Self::get(self, key)
    }

    fn as_array(&self) -> Option<&Vec<Self>> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    fn as_object(&self) -> Option<Vec<(&str, &Self)>> {
        Some(Self::as_object(self)?.iter().collect())
    }

    fn as_str(&self) -> Option<&str> {
        Self::as_str(self)
    }

    fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Number(Number::Int(number)) => Some(*number),
            _ => None,
        }
    }

    fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number.as_f64()),
            _ => None,
        }
    }

    fn as_bool(&self) -> Option<bool> {
        Self::as_bool(self)
    }

    fn null() -> Self {
        Self::Null
    }
}
