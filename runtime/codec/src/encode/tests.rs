//! The writer and the styles.

use super::*;
use crate::{Json, Map};

#[test]
fn json() {
    assert_eq!(
        to_string(&vec![0.1f64, 10.0, 1e300, -0.0, f64::NAN]),
        "[0.1,10,1e+300,-0.0,null]"
    );
    assert_eq!(to_string(&0.1f32), "0.1");
    assert_eq!(to_string(&u64::MAX), "18446744073709551615");
    assert_eq!(
        to_string(&"a\"\\\n\u{1}é/\u{2028}"),
        serde_json::to_string("a\"\\\n\u{1}é/\u{2028}").unwrap()
    );
    assert_eq!(to_string(&()), "{}");
    assert_eq!(to_string(&vec![Some(Box::new(true)), None]), "[true,null]");
    assert_eq!(
        to_string(&Map::from([("a\"b", vec!["x"])])),
        r#"{"a\"b":["x"]}"#
    );
}

#[test]
fn nested_forms() {
    let form = |json: &str| to_form(&json.parse::<Json>().unwrap());
    assert_eq!(
        form(r#"{"a":{"b":[{"c":"d e"}]},"x":1}"#),
        "a[b][0][c]=d%20e&x=1"
    );
    assert_eq!(form(r#"{"a":[],"b":null,"c":"","d":{}}"#), "a=&b=&c=");
    assert_eq!(
        form(r#"{"a[b]":{"c&d":"é=+"}}"#),
        "a%5Bb%5D[c%26d]=%C3%A9%3D%2B"
    );
    assert_eq!(form("{}"), "");
}
