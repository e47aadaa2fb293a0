//! The values of `enum`, converted to the `type` beside them.

use openapiv3::SchemaData;
use serde_json::Value;

use super::super::node::{Node, Number};
use super::super::version::a;
use super::Fill;
use super::values::parse_number;
use crate::diagnostic::Code;

/// Values of one type; `None` is `null`.
pub(super) enum Values {
    Strings(Vec<Option<String>>),
    Integers(Vec<Option<i64>>),
    Numbers(Vec<Option<f64>>),
    Booleans(Vec<Option<bool>>),
    /// Of several types, of a type that has no name in the schema, or too large for the others.
    Mixed(Vec<Value>),
}

impl Values {
    pub(super) fn into_json(self) -> Vec<Value> {
        match self {
            Self::Strings(values) => values.into_iter().map(Value::from).collect(),
            Self::Integers(values) => values.into_iter().map(Value::from).collect(),
            Self::Numbers(values) => values.into_iter().map(Value::from).collect(),
            Self::Booleans(values) => values.into_iter().map(Value::from).collect(),
            Self::Mixed(values) => values,
        }
    }
}

impl<'a> Fill<'a> {
    /// The values of an enumeration. A type that contradicts all of them is corrected; `null` among them makes the
    /// schema nullable.
    pub(super) fn values(
        &mut self,
        items: &'a [Node],
        kind: &mut Option<&'static str>,
        data: &mut SchemaData,
    ) -> Values {
        let mark = self.path.push("enum");
        let has_null = items.iter().any(|item| matches!(item, Node::Null));
        if has_null && !data.nullable && kind.is_some() {
            self.warn_label(
                Code::EnumType,
                "`null` is listed, but the schema does not allow it",
                "treated as `nullable: true`",
            );
            data.nullable = true;
        }
        if let Some(wrong) = self.contradicted(items, *kind) {
            self.warn_label(
                Code::EnumType,
                format!("none of these values is {}", a(kind.unwrap_or_default())),
                format!("the type is treated as `{wrong}`"),
            );
            *kind = Some(wrong);
        }
        let values = match *kind {
            Some("string") => Values::Strings(self.each_value(items, |fill, item| match item {
                Node::String(text) => Some(text.to_string()),
                other @ (Node::Number(_) | Node::Bool(_)) => {
                    let text = fill.raw(other);
                    fill.warn_label(
                        Code::EnumType,
                        format!("expected a string, found {}", a(other.kind())),
                        format!("treated as \"{text}\""),
                    );
                    Some(text)
                }
                _ => None,
            })),
            Some("integer")
                if items
                    .iter()
                    .all(|item| fits(item, |n| n.as_i64().is_some())) =>
            {
                Values::Integers(
                    self.each_value(items, |fill, item| fill.listed_number(item)?.as_i64()),
                )
            }
            Some("number")
                if items
                    .iter()
                    .all(|item| fits(item, |n| matches!(n, Number::Float(_)))) =>
            {
                Values::Numbers(
                    self.each_value(items, |fill, item| Some(fill.listed_number(item)?.as_f64())),
                )
            }
            // The type has room for `f64` alone, and 1 is not to become 1.0.
            Some("number") => Values::Mixed(
                self.each_value(items, Self::listed_number)
                    .into_iter()
                    .map(|number| number.map_or(Value::Null, |number| number.to_json()))
                    .collect(),
            ),
            Some("boolean") => {
                Values::Booleans(self.each_value(items, |fill, item| fill.flag(item)))
            }
            _ => Values::Mixed(items.iter().map(Node::to_json).collect()),
        };
        self.path.pop(mark);
        values
    }

    /// Each value, `null` as such; those that can't be read are reported and left out.
    fn each_value<T>(
        &mut self,
        items: &'a [Node],
        mut read: impl FnMut(&mut Self, &'a Node) -> Option<T>,
    ) -> Vec<Option<T>> {
        let mut out = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let mark = self.path.push_index(index);
            match item {
                Node::Null => out.push(None),
                item => match read(self, item) {
                    Some(value) => out.push(Some(value)),
                    None if matches!(item, Node::Array(_) | Node::Object(_)) => {
                        self.wrong_type("a plain value", item);
                    }
                    None => {}
                },
            }
            self.path.pop(mark);
        }
        out
    }

    fn listed_number(&mut self, item: &Node) -> Option<Number> {
        self.number(item)
    }

    /// The type that all values have, if the schema's type is another one that none of them has.
    fn contradicted(&self, items: &[Node], kind: Option<&'static str>) -> Option<&'static str> {
        let kind = kind?;
        let plain: Vec<&Node> = items
            .iter()
            .filter(|item| !matches!(item, Node::Null))
            .collect();
        if plain.is_empty() {
            return None;
        }
        let strings = plain.iter().all(|item| matches!(item, Node::String(_)));
        let texts_fit =
            |fits: fn(&str) -> bool| plain.iter().all(|item| item.as_str().is_some_and(fits));
        let numbers = |fits: fn(&Number) -> bool| {
            plain
                .iter()
                .all(|item| matches!(item, Node::Number(number) if fits(number)))
        };
        match kind {
            "integer" | "number" if strings && !texts_fit(|text| parse_number(text).is_some()) => {
                Some("string")
            }
            "boolean" if strings && !texts_fit(|text| matches!(text, "true" | "false")) => {
                Some("string")
            }
            "boolean" if numbers(Number::is_integral) => Some("integer"),
            "array" | "object" if strings => Some("string"),
            "integer" if numbers(|number| !number.is_integral()) => Some("number"),
            _ => None,
        }
    }
}

/// Whether a value is `null`, or a number (in quotes or not) that `test` accepts.
fn fits(item: &Node, test: impl Fn(&Number) -> bool) -> bool {
    match item {
        Node::Null => true,
        Node::Number(number) => test(number),
        Node::String(text) => parse_number(text).is_some_and(|number| test(&number)),
        _ => false,
    }
}
