//! What types without names of their own are called after.

use std::collections::BTreeSet;

use super::{paths, set};
use crate::config::Config;

/// One error has no need of its status in its name, several do.
#[test]
fn errors_are_told_apart_by_their_status() {
    let error = |status: &str, property: &str| {
        format!(
            "'{status}': {{description: no, content: {{application/json: {{schema: {{type: object, required: [{property}], properties: {{{property}: {{type: string}}}}}}}}}}}}"
        )
    };
    let of = |errors: &[String]| {
        let errors = errors.join(", ");
        let operations = format!(
            "/boats: {{get: {{tags: [boats], operationId: listBoats, responses: {{'204': {{description: ok}}, {errors}}}}}}}"
        );
        paths("", &operations, &Config::default()).0
    };
    assert_eq!(of(&[error("404", "a")]), set(&["boats::ListError"]));
    assert_eq!(
        of(&[error("404", "a"), error("409", "b")]),
        set(&["boats::ListError404", "boats::ListError409"])
    );
}

/// Of two branches the larger may hold all of the smaller, and is still told apart by what only it has. Of more, one with
/// the properties of all others is called after none of them.
#[test]
fn the_properties_of_all_others_tell_nothing() {
    let branch = |properties: &[&str]| {
        let each: Vec<String> = (properties.iter())
            .map(|name| format!("{name}: {{type: string}}"))
            .collect();
        format!("{{type: object, properties: {{{}}}}}", each.join(", "))
    };
    let of = |branches: &[&[&str]]| {
        let branches: Vec<String> = branches.iter().map(|one| branch(one)).collect();
        let schemas = format!("pay: {{anyOf: [{}]}}", branches.join(", "));
        paths(&schemas, "", &Config::default()).0
    };
    let two = of(&[&["a"], &["a", "b"]]);
    assert_eq!(two, set(&["Pay", "pay::B", "pay::Object"]));
    let three = of(&[&["a"], &["b"], &["a", "b"]]);
    assert!(
        three.contains("pay::A") && three.contains("pay::B"),
        "{three:?}"
    );
}

/// Where resources are marked, a component that no property holds is no part of another.
#[test]
fn a_component_without_an_owner_stands_by_its_name() {
    let schemas = "
a: {type: object, x-resourceId: a, properties: {part: {$ref: '#/components/schemas/part'}}}
part: {type: object, properties: {n: {type: integer}}}
alone: {type: object, properties: {n: {type: integer}}}
answered: {type: object, properties: {n: {type: integer}}}
";
    let operations = "
/x: {get: {operationId: readX, responses: {'200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/answered'}}}}}}}
";
    let (types, _) = paths(schemas, operations, &Config::default());
    assert!(
        types.contains("Alone") && types.contains("Answered"),
        "{types:?}"
    );
    assert!(types.contains("a::Part"), "{types:?}");
}

/// The sign of a word gives way to the word, and is still called after itself.
#[test]
fn a_symbol_gives_way_to_its_word() {
    use crate::name::scope::{Case, idents};

    for (symbol, word) in [
        ("*", "star"),
        ("+", "plus"),
        ("~", "tilde"),
        ("%", "percent"),
    ] {
        let sign = format!("{word}_sign");
        for texts in [[word, symbol], [symbol, word]] {
            let expected = texts.map(|text| match text == word {
                true => word.to_owned(),
                false => sign.clone(),
            });
            assert_eq!(idents(texts, Case::Snake, &[]), expected);
        }
    }
}

/// A path names a group at its second level, unless its last word is something that the group does.
#[test]
fn what_a_group_does_is_no_second_level() {
    let resource = |verb: &str, path: &str| {
        let operations = format!(
            "{path}: {{{verb}: {{tags: [boats], parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}], responses: {{'204': {{description: ok}}}}}}}}"
        );
        let mut config = Config::default();
        config.names.second_level = Some(vec!["boats".to_owned()]);
        let yaml = super::document("", &operations);
        let names = crate::testing::names(&yaml, &config).1;
        names.operations[0].resource.join("::")
    };
    let own = resource("get", "/boats/{id}");
    let sails = resource("get", "/boats/{id}/sails");
    assert_ne!(sails, own);
    assert_eq!(resource("post", "/boats/{id}/sails"), sails);
    assert_eq!(resource("post", "/boats/{id}/cancel"), own);
    assert_ne!(resource("get", "/boats/{id}/cancel"), own);
}

/// An operation has the name of its id, unless that is too long to read and its path is shorter.
#[test]
fn a_long_id_gives_way_to_a_shorter_path() {
    let method = |id: &str, path: &str| {
        let operations = format!(
            "{path}: {{get: {{tags: [boats], operationId: {id}, responses: {{'204': {{description: ok}}}}}}}}"
        );
        let yaml = super::document("", &operations);
        let names = crate::testing::names(&yaml, &Config::default()).1;
        names.operations[0].method.clone()
    };
    for (word, count, segments) in ["mainsail", "jib", "by"]
        .into_iter()
        .flat_map(|word| (1..=24).flat_map(move |a| (1..=24).map(move |b| (word, a, b))))
    {
        let words = |count: usize| vec![word; count];
        let id = |count: usize| format!("trim_{}", words(count).join("_"));
        let path = |count: usize| format!("/boats/{}", words(count).join("/"));
        {
            let method = method(&id(count), &path(segments));
            let letters = |text: &str| text.chars().filter(|c| *c != '_').count();
            let of_id = letters(&id(count));
            let is_of_id = method == id(count);
            // names of up to 52 letters, and 60 with what parts their words, can be read
            let is_long = of_id > 52 || id(count).len() > 60;
            assert!(is_of_id || is_long, "{count} {segments}: {method}");
            assert!(letters(&method) <= of_id, "{count} {segments}: {method}");
            if is_long && segments < count {
                assert!(!is_of_id, "{count} {segments}: {method}");
            }
        }
    }
}

/// Of operations that want one name, the one that gives it up has its whole id, unless that is too long to read: then it says
/// in what its path differs.
#[test]
fn what_gives_up_a_name_can_be_read() {
    let mut config = Config::default();
    config.names.grouping = crate::name::Grouping::Collection;
    let named = |fleets: usize, versions: [u8; 2]| {
        let fleet = "fleet".repeat(fleets);
        let operation = |version: u8| {
            format!(
                "/apis/{fleet}/v{version}/boats: {{get: {{tags: [{fleet}_v{version}], operationId: \
                 list_{fleet}_v{version}_boats_in_all_harbours, responses: {{'204': {{description: ok}}}}}}}}\n"
            )
        };
        let yaml = super::document("", &versions.map(operation).concat());
        let names = crate::testing::names(&yaml, &config).1;
        let methods: Vec<String> = names.operations.iter().map(|o| o.method.clone()).collect();
        methods
    };
    for fleets in 1..=12 {
        let full = |version: u8| {
            format!(
                "list_{}_v{version}_boats_in_all_harbours",
                "fleet".repeat(fleets)
            )
        };
        let [one, two] = named(fleets, [1, 2]).try_into().expect("two methods");
        assert_eq!(one, "list_in_all_harbours");
        let expected = match full(2).len() > 60 {
            true => "list_in_all_harbours_v2".to_owned(),
            false => full(2),
        };
        assert_eq!(two, expected);
        assert_eq!(named(fleets, [2, 1]), [one, two]);
    }
}

/// What is behind a colon is done to what is before it, and never a noun, as a segment may be.
#[test]
fn a_verb_behind_a_colon_is_a_verb() {
    for (verb, is_noun) in [
        ("cancel", false),
        ("cancelSailPlans", false),
        ("exportSailPlans", true),
        ("searchCrews", true),
        ("readLog", true),
    ] {
        let method = |path: &str| {
            let operations = format!(
                "{path}: {{post: {{tags: [fleet], parameters: [{{name: boat, in: path, required: true, schema: {{type: string}}}}], responses: {{'204': {{description: ok}}}}}}}}"
            );
            let yaml = super::document("", &operations);
            let names = crate::testing::names(&yaml, &Config::default()).1;
            names.operations[0].method.clone()
        };
        for start in ["", "/boats"] {
            let behind = method(&format!("{start}/{{boat}}:{verb}"));
            assert!(!behind.starts_with("post"), "{behind}");
            let parted = method(&format!("{start}/{{boat}}/{verb}"));
            assert_eq!(behind == parted, !is_noun, "{behind} {parted}");
        }
    }
}

/// Texts that come to one identifier are told apart alike, in whatever order they come.
#[test]
fn the_order_of_texts_names_nothing() {
    use crate::name::scope::{Case, idents};

    let all = [
        "a-b", "a_b", "a b", "A_B", "aB", "a.b", "*", "star", "+1", "1",
    ];
    for first in all {
        for second in all {
            for third in all {
                let texts = [first, second, third];
                if first == second || second == third || first == third {
                    continue;
                }
                let names = idents(texts, Case::Snake, &[]);
                let again = idents(texts.into_iter().rev(), Case::Snake, &[]);
                let again: Vec<_> = again.into_iter().rev().collect();
                assert_eq!(names, again, "{texts:?}");
                let apart: std::collections::BTreeSet<_> = names.iter().collect();
                assert_eq!(apart.len(), 3, "{texts:?}");
            }
        }
    }
}

#[test]
fn branches_of_a_property_are_called_after_what_tells_them_apart() {
    let schemas = "
pay:
  type: object
  properties:
    data:
      anyOf:
      - {type: object, required: [a], properties: {a: {type: string}, c: {type: string}}}
      - {type: object, required: [b], properties: {b: {type: string}}}
    tagged:
      oneOf:
      - {type: object, required: [Ran], properties: {Ran: {type: object, properties: {n: {type: string}}}}}
      - {type: object, required: [Failed], properties: {Failed: {type: string}}}
    when:
      anyOf:
      - {type: boolean}
      - {type: string, enum: [one_off, recurring]}
";
    let (types, _) = paths(schemas, "", &Config::default());
    assert_eq!(
        types,
        set(&[
            "Pay",
            "pay::Data",
            "pay::DataA",
            "pay::DataB",
            "pay::DataBoth",
            "pay::Tagged",
            "pay::When",
            "pay::WhenOrBoolean",
            "pay::tagged::Ran",
        ])
    );
}

#[test]
fn a_union_renames_nothing_of_what_its_branches_are() {
    let schemas = "
Boat: {type: object, required: [kind], properties: {kind: {type: string, enum: [boat]}}}
Raft: {type: object, required: [kind], properties: {kind: {type: string, enum: [raft]}}}
";
    let any = "Any: {oneOf: [{$ref: '#/components/schemas/Boat'}, {$ref: '#/components/schemas/Raft'}]}\n";
    let (own, _) = paths(schemas, "", &Config::default());
    assert!(own.contains("boat::Kind"), "{own:?}");
    let (with, _) = paths(&format!("{schemas}{any}"), "", &Config::default());
    assert_eq!(own.difference(&with).count(), 0, "{with:?}");
}

#[test]
fn a_tag_that_is_a_sentence_gives_way_to_a_title() {
    let sentence = |end: &str| {
        format!("An amount of money must be a number, be it with or without a fraction of {end}")
    };
    let branch = |title: &str, end: &str| {
        format!(
            "{{title: {title}, type: object, required: [says], properties: {{says: {{type: string, enum: ['{}']}}}}}}",
            sentence(end)
        )
    };
    let schemas = format!(
        "Fault: {{oneOf: [{}, {}]}}\n",
        branch("NO_FRACTION", "six digits"),
        branch("NO_NUMBER", "seven digits")
    );
    let (types, _) = paths(&schemas, "", &Config::default());
    assert!(types.contains("fault::NoFraction"), "{types:?}");
    assert!(types.contains("fault::NoNumber"), "{types:?}");
}

#[test]
fn a_component_in_a_propertys_union_keeps_its_name() {
    let schemas = "
a: {type: object, properties: {
  text: {anyOf: [{type: string}, {$ref: '#/components/schemas/text_options'}]},
  card: {anyOf: [{$ref: '#/components/schemas/card_options'}, {$ref: '#/components/schemas/common'}]},
  more: {$ref: '#/components/schemas/common'}}}
text_options: {type: object, properties: {n: {type: integer}}}
card_options: {type: object, properties: {n: {type: string, enum: [p, q]}}}
common: {type: object, properties: {n: {type: integer}}}
";
    let (types, _) = paths(schemas, "", &Config::default());
    assert_eq!(
        types,
        set(&[
            "A",
            "CardOptions",
            "Common",
            "TextOptions",
            "a::Card",
            "a::Text",
            "card_options::N",
        ])
    );
}

#[test]
fn a_propertys_union_has_its_name_where_objects_are_among_its_branches() {
    let schemas = "
Place: {type: object, properties: {
  account: {anyOf: [{$ref: '#/components/schemas/User'}, {$ref: '#/components/schemas/Firm'}]},
  plan: {oneOf: [{$ref: '#/components/schemas/User'}, {type: object, properties: {free: {type: boolean}}}]},
  note: {oneOf: [{type: string}, {type: object, properties: {text: {type: string}}}]}}}
User: {type: object, properties: {login: {type: string}}}
Firm: {type: object, properties: {tax: {type: string}}}
";
    let (types, _) = paths(schemas, "", &Config::default());
    let own: BTreeSet<String> = types
        .into_iter()
        .filter(|path| path.starts_with("place::"))
        .collect();
    // beside a plain value the only object has the name
    assert_eq!(
        own,
        set(&[
            "place::Account",
            "place::AccountBoth",
            "place::Note",
            "place::NoteOrString",
            "place::Plan",
            "place::PlanFree",
        ])
    );
}
