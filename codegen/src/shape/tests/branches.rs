//! What holds for unions and alternatives in any of several forms.

use super::super::testing::{Shaped, document, schemas};

/// Each branch of one union with each of the other.
#[test]
fn unions_that_must_both_hold_are_multiplied() {
    let branch = |name: &str| {
        format!("{{type: object, required: [{name}], properties: {{{name}: {{type: string}}}}}}")
    };
    let union = |names: [&str; 2]| {
        let branches = names.map(branch);
        format!("{{oneOf: [{}]}}", branches.join(", "))
    };
    let shaped = schemas(&format!(
        "A: {{allOf: [{}, {}]}}",
        union(["a", "b"]),
        union(["c", "d"])
    ));
    let text = shaped.component("A");
    for one in ["a", "b"] {
        for other in ["c", "d"] {
            let both = format!("{{{one}: Plain, {other}: Plain}}");
            assert!(text.contains(&both), "{text} lacks {both}");
        }
    }
    let warnings = shaped.codes();
    assert!(
        !warnings.iter().any(|code| code.starts_with('W')),
        "{warnings:?}"
    );
}

/// What two objects of an `anyOf` call alike keeps its type in the branch for both where it is the same in both; else it has the
/// narrowest type for the values of both, which is a union where they are of different kinds.
#[test]
fn properties_that_are_alike_keep_their_type() {
    let types = [
        ("{type: string}", "Plain"),
        ("{type: integer}", "I64"),
        ("{type: string, enum: [x, y]}", r#"enum("x" "y")"#),
        ("{type: string, enum: [x, z]}", r#"enum("x" "z")"#),
        ("{type: string, enum: [x]}", r#"enum("x")"#),
        ("{type: array, items: {type: string}}", "[Plain]"),
        ("{type: array, items: {type: integer}}", "[I64]"),
        (
            "{type: object, additionalProperties: {type: string}}",
            "map(Plain)",
        ),
    ];
    for (one, text) in types {
        for (other, other_text) in types {
            let object = |own: &str, ty: &str| {
                format!(
                    "{{type: object, required: [id], properties: {{id: {{type: string}}, k: {ty}, {own}: {{type: string}}}}}}"
                )
            };
            let shaped = schemas(&format!(
                "A: {{anyOf: [{}, {}]}}",
                object("n", one),
                object("p", other)
            ));
            let whole = shaped.component("A");
            let both = whole.rsplit("} | {").next().unwrap_or_default().to_owned();
            let are = |start: &str| one.starts_with(start) && other.starts_with(start);
            let items = |text: &str| text.trim_matches(['[', ']']).to_owned();
            let want = match one == other {
                true => text.to_owned(),
                false if are("{type: string") => "Plain".to_owned(),
                false if are("{type: array") => {
                    format!("[({} | {})]", items(text), items(other_text))
                }
                // a branch of one value is that value
                false => format!("({text} | {other_text})").replace(r#"enum("x")"#, r#"="x"!"#),
            };
            let want = format!("k?: {want},");
            assert!(both.contains(&want), "{one} {other}: {whole}");
        }
    }
}

/// A property that only some branches have tells the others nothing, unless it must be there.
#[test]
fn optional_tags_count_where_all_branches_have_them() {
    let branch = |value: &str, own: &str| {
        format!(
            "{{type: object, properties: {{k: {{type: string, enum: [{value}]}}, {own}: {{type: string}}}}}}"
        )
    };
    let text = schemas(&format!(
        "A: {{oneOf: [{}, {}]}}",
        branch("a", "n"),
        branch("b", "p")
    ));
    let text = text.component("A");
    assert!(text.contains("if k=a") && text.contains("if k=b"), "{text}");
    let text = schemas(&format!(
        "A: {{oneOf: [{}, {}, {{type: object, properties: {{q: {{type: string}}}}}}]}}",
        branch("a", "n"),
        branch("b", "p")
    ));
    let text = text.component("A");
    assert!(!text.contains(" if "), "{text}");
}

fn version_3_2(schemas: &str) -> Shaped {
    let mut text = String::from(
        "openapi: 3.2.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n",
    );
    for line in schemas.lines() {
        text += &format!("    {line}\n");
    }
    document(&text)
}

/// What no other branch is for has no tag, whether the mapping says so of the schema or of what it stands for.
#[test]
fn the_default_of_a_discriminator_has_no_tag() {
    for (default, want) in [
        ("B", "(C if k=c | D if k=D | B)"),
        ("C", "(B if k=b | D if k=D | C)"),
        ("D", "(B if k=b | C if k=c | D)"),
    ] {
        let shaped = version_3_2(&format!(
            "A: {{oneOf: [{{$ref: '#/components/schemas/B'}}, {{$ref: '#/components/schemas/C'}}, {{$ref: '#/components/schemas/D'}}], discriminator: {{propertyName: k, mapping: {{b: B, c: C}}, defaultMapping: {default}}}}}
B: {{type: object, properties: {{k: {{type: string}}, b: {{type: string}}}}}}
C: {{type: object, properties: {{k: {{type: string}}, c: {{type: string}}}}}}
D: {{type: object, properties: {{k: {{type: string}}, d: {{type: string}}}}}}"
        ));
        assert_eq!(shaped.component("A"), want, "{:?}", shaped.codes());
    }
    // another name for a branch, or what it is a name for
    for default in ["N", "C"] {
        let shaped = version_3_2(&format!(
            "A: {{oneOf: [{{$ref: '#/components/schemas/B'}}, {{$ref: '#/components/schemas/N'}}], discriminator: {{propertyName: k, mapping: {{b: B}}, defaultMapping: {default}}}}}
B: {{type: object, properties: {{k: {{type: string}}, b: {{type: string}}}}}}
C: {{type: object, properties: {{k: {{type: string}}, c: {{type: string}}}}}}
N: {{$ref: '#/components/schemas/C'}}"
        ));
        let text = shaped.component("A");
        assert_eq!(text.matches(" if ").count(), 1, "{default}: {text}");
    }
}

/// Unions that hold each other are one, with what all of them say of their tag.
#[test]
fn discriminators_of_unions_that_hold_each_other() {
    let shaped = schemas(
        "
A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/X'}], discriminator: {propertyName: k, mapping: {b: B, x: X}}}
B: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/Y'}], discriminator: {propertyName: k, mapping: {a: A, y: Y}}}
X: {type: object, required: [k], properties: {k: {type: string}, n: {type: string}}}
Y: {type: object, required: [k], properties: {k: {type: string}, m: {type: string}}}",
    );
    let (a, b) = (shaped.component("A"), shaped.component("B"));
    let union = if a.starts_with('(') { a } else { b };
    assert!(
        union.contains("X if k=x") && union.contains("Y if k=y"),
        "{union}"
    );
}

/// A page of a list is one by all that makes it one: without any part of it, it is an object like others.
#[test]
fn a_page_of_a_list_is_whole() {
    let of = |required: &str, object: &str, data: &str, more: &str| {
        let shaped = schemas(&format!(
            "A: {{type: object, required: [{required}], properties: {{object: {object}, data: {data}, has_more: {{type: boolean}}, url: {{type: string}}}}{more}}}\nB: {{type: object, properties: {{n: {{type: string}}}}}}"
        ));
        shaped.component("A")
    };
    let all = "object, data, has_more, url";
    let (list, data) = (
        "{type: string, enum: [list]}",
        "{type: array, items: {$ref: '#/components/schemas/B'}}",
    );
    assert_eq!(of(all, list, data, ""), "list(B)");
    for text in [
        of("data, has_more, url", list, data, ""),
        of("object, has_more, url", list, data, ""),
        of("object, data, url", list, data, ""),
        of(all, "{type: string, enum: [page]}", data, ""),
        of(all, "{type: string, enum: [list, page]}", data, ""),
        of(all, "{type: string}", data, ""),
        of(
            all,
            list,
            "{type: array, nullable: true, items: {$ref: '#/components/schemas/B'}}",
            "",
        ),
        of(all, list, "{$ref: '#/components/schemas/B'}", ""),
        of(all, list, data, ", additionalProperties: {type: string}"),
    ] {
        assert!(text.starts_with('{'), "{text}");
    }
}

/// Alternatives are described as long as they are few enough to be read.
#[test]
fn alternatives_of_required_properties_are_described() {
    use super::super::annotation::notes;

    for count in 0..=14 {
        let branches: Vec<_> = (0..count)
            .map(|at| serde_yaml::from_str(&format!("{{required: [p{at}]}}")).expect("a schema"))
            .collect();
        let text = notes::alternatives(&branches, true);
        assert_eq!(
            text.is_some(),
            (1..=12).contains(&count),
            "{count}: {text:?}"
        );
        let text = text.unwrap_or_default();
        assert!(
            (0..count.min(12)).all(|at| count > 12 || text.contains(&format!("`p{at}`"))),
            "{text}"
        );
    }
}

/// Alternatives that only require properties are described beside the properties that they mean.
#[test]
fn alternatives_are_described_where_properties_are_declared() {
    let described = |branches: &str| {
        let shaped = schemas(&format!(
            "A: {{type: object, properties: {{a: {{type: string}}, b: {{type: string}}}}, oneOf: [{branches}]}}"
        ));
        let (_, id) = &shaped.graph.components[0];
        format!("{:?}", shaped.graph[*id].meta).contains("Exactly one of these is given")
    };
    let object = "{type: object, required: [c], properties: {c: {type: string}}}";
    let other = "{type: object, required: [d], properties: {d: {type: string}}}";
    assert!(described("{required: [a]}, {required: [b]}"));
    assert!(described(&format!("{{required: [a]}}, {object}")));
    assert!(!described(&format!("{object}, {other}")));
}
