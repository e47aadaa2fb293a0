//! Bases and their members.

use crate::graph::Shape;
use crate::shape::testing::schemas;

const PETS: &str = "
Pet: {type: object, required: [petType], properties: {petType: {type: string}}, discriminator: {propertyName: petType, mapping: {cat: Cat, dog: '#/components/schemas/Dog'}}}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {huntingSkill: {type: string}}}]}
Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {packSize: {type: integer}}}]}
Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}, {properties: {age: {type: integer}}}]}
Home: {properties: {pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}";

#[test]
fn a_base_is_any_of_its_children() {
    let shaped = schemas(PETS);
    assert_eq!(
        shaped.component("Pet"),
        "(Cat if petType=cat | Dog if petType=dog | Puppy if petType=Puppy)",
        "{:?}",
        shaped.codes()
    );
    assert_eq!(
        shaped.component("Puppy"),
        "{petType: Plain, packSize?: I64, age?: I64}"
    );
    assert_eq!(
        shaped.component("Cat"),
        "{petType: =\"cat\", huntingSkill?: Plain}"
    );
    assert_eq!(shaped.component("Home"), "{pets?: [Pet]}");
}

#[test]
fn one_child_stands_beside_its_base() {
    let shaped = schemas(
        "A: {properties: {k: {type: string}}, discriminator: {propertyName: k}}\nB: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {x: {type: string}}}]}",
    );
    assert_eq!(shaped.component("A"), "(B if k=B | {k?: Plain} if k=A)");
}

#[test]
fn a_base_without_children_is_an_object() {
    let shaped = schemas("A: {properties: {k: {type: string}}, discriminator: {propertyName: k}}");
    assert_eq!(shaped.component("A"), "{k?: Plain}");
}

const TAGGED: &str = "
Gauge: {type: object, required: [unit], properties: {unit: {type: string}, label: {type: string}}, discriminator: {propertyName: unit";

#[track_caller]
fn gauges(mapping: &str, more: &str, want: &[(&str, &str)]) {
    let shaped = schemas(&format!("{TAGGED}{mapping}}}}}\n{more}"));
    for (name, text) in want {
        assert_eq!(
            shaped.component(name),
            *text,
            "{name}: {:?}",
            shaped.codes()
        );
    }
    assert_eq!(shaped.codes(), [""; 0]);
}

#[test]
fn every_level_is_a_branch_under_its_own_name() {
    gauges(
        "",
        "Dial: {allOf: [{$ref: '#/components/schemas/Gauge'}]}
DialBig: {allOf: [{$ref: '#/components/schemas/Dial'}, {properties: {size: {type: integer}}}]}
Scale: {allOf: [{$ref: '#/components/schemas/Gauge'}]}",
        &[
            (
                "Gauge",
                "(Dial if unit=Dial | DialBig if unit=DialBig | Scale if unit=Scale | {unit: Plain, label?: Plain} if unit=Gauge)",
            ),
            ("Dial", "{unit: Plain, label?: Plain}"),
            ("DialBig", "{unit: Plain, label?: Plain, size?: I64}"),
        ],
    );
}

#[test]
fn a_member_that_adds_nothing_is_a_type_of_its_own() {
    gauges(
        ", mapping: {dial: Dial, scale: Scale, plain: Gauge, mid: Mid}",
        "Dial: {allOf: [{$ref: '#/components/schemas/Mid'}]}
Mid: {allOf: [{$ref: '#/components/schemas/Gauge'}]}
Named: {$ref: '#/components/schemas/Gauge'}
Scale: {allOf: [{allOf: [{$ref: '#/components/schemas/Named'}]}]}
Held: {properties: {one: {allOf: [{$ref: '#/components/schemas/Gauge'}], description: d}, all: {type: array, items: {$ref: '#/components/schemas/Named'}}}}",
        &[
            (
                "Gauge",
                "(Dial if unit=dial | Mid if unit=mid | Scale if unit=scale | {unit: =\"plain\", label?: Plain} if unit=plain)",
            ),
            ("Dial", "{unit: =\"dial\", label?: Plain}"),
            ("Mid", "{unit: Plain, label?: Plain}"),
            ("Scale", "{unit: =\"scale\", label?: Plain}"),
            ("Held", "{one?: Gauge, all?: [Named]}"),
        ],
    );
}

#[test]
fn a_child_of_two_bases_is_a_branch_of_both() {
    gauges(
        ", mapping: {watt: Meter}",
        "Device: {type: object, required: [os], properties: {os: {type: string}}, discriminator: {propertyName: os, mapping: {rtos: Meter, none: Box}}}
Box: {allOf: [{$ref: '#/components/schemas/Device'}]}
Meter: {allOf: [{$ref: '#/components/schemas/Gauge'}, {$ref: '#/components/schemas/Device'}, {properties: {n: {type: integer}}}]}",
        &[
            (
                "Gauge",
                "(Meter if unit=watt | {unit: Plain, label?: Plain} if unit=Gauge)",
            ),
            ("Device", "(Box if os=none | Meter if os=rtos)"),
            (
                "Meter",
                "{unit: =\"watt\", label?: Plain, os: =\"rtos\", n?: I64}",
            ),
        ],
    );
}

#[test]
fn a_base_within_a_family() {
    // by the same property: one union of all
    gauges(
        ", mapping: {mid: Mid}",
        "Mid: {allOf: [{$ref: '#/components/schemas/Gauge'}], discriminator: {propertyName: unit, mapping: {one: One, two: Two}}}
One: {allOf: [{$ref: '#/components/schemas/Mid'}]}
Two: {allOf: [{$ref: '#/components/schemas/Mid'}]}",
        &[
            (
                "Gauge",
                "({unit: =\"mid\", label?: Plain} if unit=mid | One if unit=one | Two if unit=two)",
            ),
            ("Mid", "(One if unit=one | Two if unit=two)"),
        ],
    );
    // by another one: a union in a union
    gauges(
        ", mapping: {mid: Mid, other: Other}",
        "Mid: {allOf: [{$ref: '#/components/schemas/Gauge'}, {properties: {sub: {type: string}}, required: [sub]}], discriminator: {propertyName: sub, mapping: {one: One, two: Two}}}
One: {allOf: [{$ref: '#/components/schemas/Mid'}]}
Other: {allOf: [{$ref: '#/components/schemas/Gauge'}]}
Two: {allOf: [{$ref: '#/components/schemas/Mid'}]}",
        &[
            ("Mid", "(One if sub=one | Two if sub=two)"),
            (
                "One",
                "{unit: =\"mid\", label?: Plain, sub: =\"one\"}",
            ),
            (
                "Gauge",
                "(Mid if unit=mid | Other if unit=other)",
            ),
        ],
    );
}

#[test]
fn what_a_base_lists_includes_it() {
    let shaped = schemas(
        "
Form: {type: object, required: [t], properties: {t: {type: string}, label: {type: string}}, discriminator: {propertyName: t, mapping: {sq: Square}}, oneOf: [{$ref: '#/components/schemas/Square'}, {$ref: '#/components/schemas/Loose'}]}
Square: {allOf: [{$ref: '#/components/schemas/Between'}, {properties: {side: {type: number}}}]}
Between: {allOf: [{$ref: '#/components/schemas/Form'}]}
Loose: {type: object, properties: {x: {type: string}}}
Drawn: {allOf: [{$ref: '#/components/schemas/Form'}, {properties: {by: {type: string}}}]}",
    );
    assert_eq!(
        shaped.component("Form"),
        "(Square if t=sq | {t: Plain, label?: Plain, x?: Plain} if t=Loose)",
        "{:?}",
        shaped.codes()
    );
    assert_eq!(
        shaped.component("Drawn"),
        "{t: Plain, label?: Plain, by?: Plain}"
    );
    assert_eq!(
        shaped.component("Square"),
        "{t: =\"sq\", label?: Plain, side?: Double}"
    );
}

#[test]
fn unions_that_hold_each_other_are_one() {
    let shaped = schemas(
        "
A: {oneOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}
B: {oneOf: [{$ref: '#/components/schemas/Y'}, {$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}], nullable: true}
C: {oneOf: [{$ref: '#/components/schemas/Z'}, {$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
X: {type: object, required: [x], properties: {x: {type: string}}}
Y: {type: object, required: [y], properties: {y: {type: array, items: {$ref: '#/components/schemas/C'}}}}
Z: {type: object, required: [z], properties: {z: {type: string}}}",
    );
    assert_eq!(
        shaped.component("A"),
        "(X has x | Y has y | Z has z)",
        "{:?}",
        shaped.codes()
    );
    assert_eq!(shaped.component("B"), "alias(A)");
    assert_eq!(shaped.component("Y"), "{y: [C?]}");
    assert_eq!(shaped.codes(), [""; 0]);
}

#[test]
fn a_union_that_is_its_own_branch() {
    let shaped = schemas(
        "
Up: {oneOf: [{type: object, title: File, required: [name], properties: {name: {type: string}}}, {$ref: '#/components/schemas/Source'}]}
Source: {$ref: '#/components/schemas/Up'}
Kept: {allOf: [{$ref: '#/components/schemas/Up'}, {type: object, properties: {kind: {type: string}}}]}
Only: {oneOf: [{$ref: '#/components/schemas/Only'}, {$ref: '#/components/schemas/Only'}]}",
    );
    assert_eq!(shaped.component("Up"), "{name: Plain}");
    assert_eq!(shaped.component("Kept"), "{name: Plain, kind?: Plain}");
    assert_eq!(shaped.component("Only"), "any");
}

/// What holds itself can be combined with what holds itself.
#[test]
fn combined_schemas_may_be_recursive() {
    let shaped = schemas(
        "
A: {properties: {next: {$ref: '#/components/schemas/A'}, a: {type: string}}}
B: {properties: {next: {$ref: '#/components/schemas/B'}, b: {type: string}}}
C: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}",
    );
    assert_eq!(
        shaped.component("C"),
        "{next?: C, a?: Plain, b?: Plain}",
        "{:?}",
        shaped.codes()
    );
}

#[test]
fn what_fits_several_of_any_of_keeps_all() {
    let shaped = schemas(
        "
A: {anyOf: [{$ref: '#/components/schemas/N'}, {$ref: '#/components/schemas/P'}]}
N: {type: object, required: [id], properties: {id: {type: string}, name: {type: string}}}
P: {type: object, required: [id], properties: {id: {type: string}, price: {type: integer}}}",
    );
    assert_eq!(
        shaped.component("A"),
        "(N | P | {id: Plain, name?: Plain, price?: I64} has id)"
    );
}

/// Objects that exclude each other by what both require, at any depth, have no values in common: what fits neither is no
/// value of both.
#[test]
fn what_excludes_each_other_has_no_branch_for_both() {
    let object = |inner: &str, own: &str| {
        format!(
            "{{type: object, required: [k], properties: {{k: {inner}, {own}: {{type: string}}}}}}"
        )
    };
    let nested =
        |value: &str| format!("{{type: object, required: [v], properties: {{v: {value}}}}}");
    let values = [
        ("{const: a}", "{const: b}", true),
        ("{enum: [a, b]}", "{enum: [c, d]}", true),
        ("{enum: [a, b]}", "{enum: [b, c]}", false),
        ("{const: 1}", "{const: 2}", true),
        ("{type: string}", "{const: b}", false),
    ];
    for (one, other, excludes) in values {
        for deep in 1..4 {
            let wrapped = |value: &str| (0..deep).fold(value.to_owned(), |inner, _| nested(&inner));
            let (a, b) = (object(&wrapped(one), "x"), object(&wrapped(other), "y"));
            let shaped = schemas(&format!("A: {{anyOf: [{a}, {b}]}}"));
            let got = shaped.component("A");
            assert_eq!(
                !got.contains("has"),
                excludes,
                "{one} {other} {deep}: {got}"
            );
        }
    }
}

#[test]
fn keys_that_no_branch_of_a_branch_has() {
    let shaped = schemas(
        "
A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: object, required: [z], properties: {z: {type: string}}}]}
B: {oneOf: [{type: object, required: [x], properties: {x: {type: string}}}, {type: object, required: [y], properties: {y: {type: string}}}]}",
    );
    assert_eq!(shaped.component("A"), "({z: Plain} has z | B)");
}

/// The tags that types write although they read others, as `Type=tag`.
#[track_caller]
fn written(discriminator: &str, kind: &str, want: &[&str]) {
    let shaped = schemas(&format!(
        "A: {{type: object, required: [kind], properties: {{kind: {kind}}}, discriminator: {{propertyName: kind{discriminator}}}}}
B: {{allOf: [{{$ref: '#/components/schemas/A'}}, {{properties: {{b: {{type: string}}}}}}]}}
C: {{allOf: [{{$ref: '#/components/schemas/B'}}, {{properties: {{c: {{type: string}}}}}}]}}
D: {{allOf: [{{$ref: '#/components/schemas/A'}}, {{properties: {{d: {{type: string}}}}}}]}}"
    ));
    let mut found = Vec::new();
    for (name, id) in &shaped.graph.components {
        if let Shape::Object(object) = &shaped.graph[*id].shape {
            let tags = object.properties.iter().filter_map(|one| one.tag.as_ref());
            found.extend(tags.map(|tag| format!("{name}={tag}")));
        }
    }
    assert_eq!(found, want);
}

#[test]
fn types_write_their_tags_and_read_others() {
    let text = "{type: string}";
    // those that nothing includes are their tags
    let mapping = ", mapping: {b: B, c: C, d: D}";
    written(mapping, text, &["B=b"]);
    // the names of components are what a document means that gives no mapping
    written("", text, &["B=B", "C=C", "D=D"]);
    // unless it says otherwise
    let listed = "{type: string, enum: [b, c, D, e]}";
    written("", listed, &[]);
    // which of them is up to the program
    written(", mapping: {b: B, bb: B, c: C, d: D}", text, &[]);
}

/// A base that lists its members, of which some are bases themselves: by the same property they and theirs are branches, each
/// once; by another property they are one branch.
#[test]
fn listed_members_that_are_bases_bring_theirs_once() {
    let of = |inner: &str, listed: &str| {
        schemas(&format!(
            "
A: {{type: object, required: [k], properties: {{k: {{type: string}}}}, discriminator: {{propertyName: k, mapping: {{b: B, c: C}}}}, oneOf: [{listed}]}}
B: {{allOf: [{{$ref: '#/components/schemas/A'}}], required: [{inner}], properties: {{{inner}: {{type: string}}}}, discriminator: {{propertyName: {inner}, mapping: {{d: D}}}}}}
C: {{allOf: [{{$ref: '#/components/schemas/A'}}], required: [{inner}], properties: {{{inner}: {{type: string}}}}, discriminator: {{propertyName: {inner}, mapping: {{d: E, e: E}}}}}}
D: {{allOf: [{{$ref: '#/components/schemas/B'}}, {{$ref: '#/components/schemas/C'}}]}}
E: {{allOf: [{{$ref: '#/components/schemas/C'}}]}}"
        ))
        .component("A")
    };
    let refs = |names: &[&str]| {
        let refs: Vec<String> = (names.iter())
            .map(|name| format!("{{$ref: '#/components/schemas/{name}'}}"))
            .collect();
        refs.join(", ")
    };
    assert_eq!(
        of("k", &refs(&["B", "C"])),
        "(D if k=d | {k: enum(\"b\" \"B\")} if k=b | E if k=e | {k: =\"c\"} if k=c)"
    );
    assert_eq!(
        of("k", &refs(&["B", "C", "D"])),
        "({k: enum(\"b\" \"B\")} if k=b | E if k=e | {k: =\"c\"} if k=c | D if k=d)"
    );
    assert_eq!(of("m", &refs(&["B", "C"])), "(B if k=b | C if k=c)");
}

/// The texts of a base's own mapping come first; a text and a member have one place each.
#[test]
fn texts_of_inner_bases_fill_what_the_outer_leaves_open() {
    gauges(
        ", mapping: {dial: Dial, first: Leaf}",
        "Dial: {allOf: [{$ref: '#/components/schemas/Gauge'}], discriminator: {propertyName: unit, mapping: {leaf: Leaf, twig: Twig, dial: Other}}}
Leaf: {allOf: [{$ref: '#/components/schemas/Dial'}]}
Other: {allOf: [{$ref: '#/components/schemas/Dial'}]}
Twig: {allOf: [{$ref: '#/components/schemas/Dial'}]}",
        &[("Gauge", "({unit: =\"dial\", label?: Plain} if unit=dial | Leaf if unit=first | Other if unit=Other | Twig if unit=twig)")],
    );
}
