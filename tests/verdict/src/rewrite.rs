//! The same document in other words.

use serde_json::Value;

/// The document as YAML.
///
/// # Errors
/// When a value can't be written as YAML.
pub fn yaml(tree: &Value) -> Result<String, String> {
    serde_yaml::to_string(tree).map_err(|error| error.to_string())
}

/// The document as JSON, every map by the alphabet of its keys, forwards or backwards.
#[must_use]
pub fn sorted(tree: &Value, backwards: bool) -> String {
    let mut out = String::new();
    write(tree, backwards, &mut out);
    out
}

fn write(value: &Value, backwards: bool, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by(|a, b| a.0.cmp(b.0));
            if backwards {
                entries.reverse();
            }
            out.push('{');
            for (at, (key, value)) in entries.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                *out += &Value::from(key.as_str()).to_string();
                out.push(':');
                write(value, backwards, out);
            }
            out.push('}');
        }
        Value::Array(list) => {
            out.push('[');
            for (at, value) in list.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(value, backwards, out);
            }
            out.push(']');
        }
        other => *out += &other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{sorted, yaml};

    #[test]
    fn the_same_in_other_words() {
        let tree = serde_json::json!({"b": [1, {"y": null, "x": "200"}], "a": "no"});
        assert_eq!(
            sorted(&tree, true),
            r#"{"b":[1,{"y":null,"x":"200"}],"a":"no"}"#
        );
        assert_eq!(
            sorted(&tree, false),
            r#"{"a":"no","b":[1,{"x":"200","y":null}]}"#
        );
        let back: serde_json::Value =
            serde_yaml::from_str(&yaml(&tree).expect("YAML")).expect("YAML reads back");
        assert_eq!(back, tree);
    }
}
