use super::super::ShapeConfig;
use super::super::testing::{around_schemas, schemas, with};

#[track_caller]
fn test(given: &str, want: &str) {
    let shaped = schemas(given);
    assert_eq!(shaped.component("A"), want, "{:?}", shaped.codes());
}

const CARD: &str = "\nCard: {type: object, required: [object], properties: {object: {type: string, enum: [card]}}}";
const BANK: &str = "\nBank: {type: object, required: [object], properties: {object: {type: string, enum: [bank]}}}";

#[test]
fn told_apart_by_a_tag() {
    test(
        &format!(
            "A: {{anyOf: [{{$ref: '#/components/schemas/Card'}}, {{$ref: '#/components/schemas/Bank'}}]}}{CARD}{BANK}"
        ),
        "(Card if object=card | Bank if object=bank)",
    );
    test(
        "A: {oneOf: [{required: [kind], properties: {kind: {type: string, enum: [a]}}}, {required: [kind], properties: {kind: {type: string, enum: [b, c]}}}]}",
        r#"({kind: ="a"} if kind=a | {kind: enum("b" "c")} if kind=b|c)"#,
    );
    test(
        "A: {oneOf: [{required: [type], properties: {type: {type: integer, enum: [1]}}}, {required: [type], properties: {type: {type: integer, enum: [2]}}}]}",
        "({type: =1} if type=1 | {type: =2} if type=2)",
    );
}

#[test]
fn told_apart_by_a_discriminator() {
    test(
        "A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: k, mapping: {bee: B}}}\nB: {properties: {k: {type: string}}}\nC: {properties: {k: {type: string}}}",
        "(B if k=bee | C if k=C)",
    );
}

#[test]
fn the_same_tag_and_a_key_of_its_own() {
    test(
        &format!(
            "A: {{anyOf: [{{$ref: '#/components/schemas/Card'}}, {{$ref: '#/components/schemas/DeletedCard'}}, {{$ref: '#/components/schemas/Bank'}}]}}{CARD}{BANK}\nDeletedCard: {{type: object, required: [deleted, object], properties: {{object: {{type: string, enum: [card]}}, deleted: {{type: boolean, enum: [true]}}}}}}"
        ),
        "(DeletedCard if object=card and deleted=true | Card if object=card | Bank if object=bank)",
    );
}

/// A value that an enum does not list yet must not make its object one of the others.
#[test]
fn what_only_some_have_tells_by_constants_not_by_enums() {
    let coupon = "\nCoupon: {type: object, required: [object, duration], properties: {object: {type: string, enum: [coupon]}, duration: {type: string, enum: [once, forever]}}}";
    let deleted = "\nGone: {type: object, required: [object, deleted], properties: {object: {type: string, enum: [coupon]}, deleted: {type: boolean, enum: [true]}}}";
    test(
        &format!(
            "A: {{anyOf: [{{$ref: '#/components/schemas/Coupon'}}, {{$ref: '#/components/schemas/Gone'}}]}}{coupon}{deleted}"
        ),
        "(Gone if deleted=true | Coupon | {object: =\"coupon\", duration: enum(\"once\" \"forever\"), deleted: =true} has deleted&duration&object)",
    );
}

#[test]
fn any_resource_is_one_of_all_that_say_what_they_are() {
    let config = ShapeConfig {
        any_resource: vec!["/components/schemas/A".to_owned()],
        ..ShapeConfig::default()
    };
    let resource = |name: &str| {
        format!(
            "\n{name}: {{type: object, x-resourceId: {name}, required: [object], properties: {{object: {{type: string, enum: [{name}]}}}}}}"
        )
    };
    let given = format!(
        "A: {{type: object}}{}{}\nvague: {{type: object, x-resourceId: vague, properties: {{n: {{type: integer}}}}}}",
        resource("card"),
        resource("bank")
    );
    let shaped = with(&around_schemas(&given), &config);
    assert_eq!(
        shaped.component("A"),
        "(bank if object=bank | card if object=card)"
    );
    assert_eq!(schemas(&given).component("A"), "map(any)");
}

#[test]
fn told_apart_by_keys_or_kinds() {
    test(
        "A: {anyOf: [{type: string}, {type: array, items: {type: string}}, {type: integer}, {type: object}]}",
        "(Plain | [Plain] | I64 | map(any))",
    );
    test(
        "A: {anyOf: [{properties: {id: {type: string}}}, {properties: {id: {type: string}, x: {type: string}}, required: [x]}]}",
        "({id?: Plain, x: Plain} has x | {id?: Plain})",
    );
}

#[test]
fn what_is_no_union() {
    // a float would round integers
    test("A: {anyOf: [{type: number}, {type: integer}]}", "Exact");
    test(
        "A: {anyOf: [{type: number, format: float}, {type: number}]}",
        "Double",
    );
    test(
        "A: {anyOf: [{type: integer, format: uint64}, {type: integer}]}",
        "Big",
    );
    test(
        "A: {anyOf: [{type: string, format: uuid}, {type: string, format: date}]}",
        "Plain",
    );
    test("A: {anyOf: [{type: string}, {type: string}]}", "Plain");
    // a file, or a text in place of it
    for text in ["{type: string}", "{type: string, format: uri}"] {
        test(
            &format!("A: {{anyOf: [{{type: string, format: binary}}, {text}]}}"),
            "Binary",
        );
        test(
            &format!("A: {{oneOf: [{text}, {{type: string, format: binary}}, {{type: integer}}]}}"),
            "(Binary | I64)",
        );
    }
    test("A: {anyOf: [{type: string}, {}]}", "any");
    test(
        "A: {anyOf: [{anyOf: [{type: string}, {type: integer}]}, {type: boolean}]}",
        "(Plain | I64 | boolean)",
    );
}

#[test]
fn the_empty_string_that_clears() {
    test(
        "A: {anyOf: [{type: integer}, {type: string, enum: ['']}]}",
        "emptyable(I64)",
    );
    test(
        "A: {anyOf: [{type: string}, {type: string, enum: ['']}]}",
        "emptyable(Plain)",
    );
    test(
        "A: {anyOf: [{type: string, enum: [now]}, {type: integer}, {type: string, enum: ['']}]}",
        r#"emptyable((="now"! | I64))"#,
    );
}

#[test]
fn ranges() {
    test(
        "A: {anyOf: [{type: object, properties: {gt: {type: integer}, lte: {type: integer}}}, {type: integer}]}",
        "range(I64)",
    );
    test(
        "A: {anyOf: [{type: object, properties: {gt: {type: integer}, x: {type: integer}}}, {type: integer}]}",
        "({gt?: I64, x?: I64} | I64)",
    );
}

#[test]
fn expandable_fields_are_annotated() {
    test(
        &format!(
            "A: {{properties: {{c: {{nullable: true, anyOf: [{{type: string}}, {{$ref: '#/components/schemas/Card'}}], x-expansionResources: {{oneOf: [{{$ref: '#/components/schemas/Card'}}]}}}}}}}}{CARD}"
        ),
        "{c?: expandable(Card)?}",
    );
    test(
        &format!(
            "A: {{anyOf: [{{type: string}}, {{$ref: '#/components/schemas/Card'}}, {{$ref: '#/components/schemas/Bank'}}], x-expansionResources: {{}}}}{CARD}{BANK}"
        ),
        "expandable((Card if object=card | Bank if object=bank))",
    );
    test(
        &format!("A: {{anyOf: [{{type: string}}, {{$ref: '#/components/schemas/Card'}}]}}{CARD}"),
        "(Plain | Card)",
    );
}

#[test]
fn pages_of_lists() {
    test(
        &format!(
            "A: {{required: [object, data, has_more, url], properties: {{object: {{type: string, enum: [list]}}, data: {{type: array, items: {{$ref: '#/components/schemas/Card'}}}}, has_more: {{type: boolean}}, url: {{type: string}}}}}}{CARD}"
        ),
        "list(Card)",
    );
}

#[test]
fn names_in_the_configuration() {
    let config = ShapeConfig {
        metadata_properties: vec!["metadata".to_owned()],
        secret_properties: vec!["client_secret".to_owned()],
        ..ShapeConfig::default()
    };
    let given = "A: {properties: {metadata: {type: object, additionalProperties: {type: string}}, m: {type: object, additionalProperties: {type: string}}, client_secret: {type: string}}}";
    let shaped = with(&around_schemas(given), &config);
    assert_eq!(
        shaped.component("A"),
        "{metadata?: metadata(false), m?: map(Plain), client_secret?: Secret}"
    );
}

#[test]
fn the_order_of_components_does_not_matter() {
    let lines = [
        "A: {anyOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/B'}]}",
        "B: {allOf: [{$ref: '#/components/schemas/D'}, {properties: {b: {type: string}}, required: [b]}]}",
        "C: {allOf: [{$ref: '#/components/schemas/D'}, {properties: {c: {type: string}}, required: [c]}]}",
        "D: {properties: {e: {$ref: '#/components/schemas/E'}}}",
        "E: {anyOf: [{type: string}, {$ref: '#/components/schemas/A'}]}",
    ];
    let text = |shaped: super::super::testing::Shaped| format!("{:?}", shaped.graph);
    let forward = text(schemas(&lines.join("\n")));
    let mut reversed = lines;
    reversed.reverse();
    assert_eq!(forward, text(schemas(&reversed.join("\n"))));
}

#[test]
fn unions_within_unions_pass_their_tags_on() {
    test(
        "A: {oneOf: [{$ref: '#/components/schemas/Z'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: k}}\nB: {properties: {k: {type: string}}}\nC: {properties: {k: {type: string}}}\nD: {properties: {k: {type: string}}}\nZ: {oneOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/D'}], discriminator: {propertyName: k, mapping: {c: C, d: D}}}",
        "(Z if k=c|d | B if k=B)",
    );
}

#[test]
fn a_mapping_that_leads_elsewhere_is_told() {
    let shaped = schemas(
        "A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: k, mapping: {b: B, d: D, e: E}}}\nB: {type: object, properties: {}}\nC: {type: object, properties: {}}\nD: {type: object, properties: {}}",
    );
    assert_eq!(shaped.component("A"), "(B if k=b | C if k=C)");
    assert_eq!(
        shaped.codes(),
        [
            "W BadDiscriminator /components/schemas/A/discriminator/mapping/e",
            "W BadDiscriminator /components/schemas/A"
        ]
    );
}

#[test]
fn what_requires_more_is_tried_first() {
    test(
        "A: {oneOf: [{properties: {a: {type: string}}}, {properties: {a: {type: string}, b: {type: string}}, required: [a]}]}",
        "({a: Plain, b?: Plain} | {a?: Plain})",
    );
}

#[test]
fn settings_that_match_nothing_are_told() {
    let config = ShapeConfig {
        secret_properties: vec!["token".to_owned()],
        ..ShapeConfig::default()
    };
    let shaped = with(
        &around_schemas("A: {properties: {secret: {type: string}}}"),
        &config,
    );
    assert_eq!(shaped.codes(), ["W UnusedConfig "]);
}

#[test]
fn twins_with_the_same_tag_are_told_apart_by_another() {
    test(
        "A: {oneOf: [
            {required: [object, deleted], properties: {object: {enum: [card]}, deleted: {type: boolean, enum: [false]}}},
            {required: [object, deleted], properties: {object: {enum: [card]}, deleted: {type: boolean, enum: [true]}}},
            {required: [object], properties: {object: {enum: [bank]}}}]}",
        r#"({object: ="card", deleted: =false} if object=card and deleted=false | {object: ="card", deleted: =true} if object=card and deleted=true | {object: ="bank"} if object=bank)"#,
    );
    test(
        "A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: k, mapping: {x: B, y: C}}}
B: {properties: {k: {type: string}, n: {enum: [1]}}}
C: {properties: {k: {type: string}, n: {enum: [2]}}}",
        "(B if k=x | C if k=y)",
    );
}

#[test]
fn every_group_of_branches_is_told_apart_further_however_many_there_are() {
    for count in [2, 31, 32, 33, 64, 65, 200] {
        let mut text = "A: {oneOf: [".to_owned();
        for group in 0..count {
            for part in ["a", "b"] {
                text += &format!(
                    "{{required: [kind, part], properties: {{kind: {{type: string, enum: [k{group}]}}, part: {{type: string, enum: [{part}]}}}}}}, "
                );
            }
        }
        text += "]}";
        let told = schemas(&text).component("A");
        assert_eq!(told.matches(" if ").count(), 2 * count, "{count}");
        for part in ["part=a", "part=b"] {
            assert_eq!(told.matches(part).count(), count, "{count}: {told}");
        }
    }
}

#[test]
fn a_value_without_an_optional_tag_may_fit_several() {
    let object = |value: &str, required: &str, other: &str| {
        format!(
            "{{type: object, required: [{required}], properties: {{t: {{type: string, enum: [{value}]}}, {other}: {{type: string}}}}}}"
        )
    };
    let (first, second) = (object("x", "a", "a"), object("y", "b", "b"));
    test(
        &format!("A: {{anyOf: [{first}, {second}]}}"),
        r#"({t?: ="x", a: Plain} if t=x | {t?: ="y", b: Plain} if t=y | {a: Plain, b: Plain} if no t has a&b)"#,
    );
}
