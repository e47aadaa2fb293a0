use super::*;
use crate::config::Config;
use crate::testing;

fn alias(ident: &str, ty: Type) -> Item {
    Item::Alias(Alias {
        ident: ident.to_owned(),
        meta: Meta::default(),
        ty,
    })
}

fn item(path: &str) -> Type {
    Type::Item(path.split("::").map(str::to_owned).collect())
}

fn link(ident: &str, target: &str) -> Link {
    Link {
        ident: ident.to_owned(),
        target: target.split("::").map(str::to_owned).collect(),
        listed: true,
    }
}

fn model(root: Namespace) -> Model {
    let yaml = "{openapi: 3.0.3, info: {title: T, version: '1'}, paths: {}}";
    let mut model = testing::model(yaml, &Config::default());
    model.root = root;
    model
}

#[test]
fn aliases_are_followed_to_their_end_however_many() {
    for count in [1, 2, 31, 32, 33, 1_000] {
        let text = Type::Scalar(Scalar::String);
        let mut items = vec![alias("A0", text.clone())];
        items.extend((1..count).map(|n| alias(&format!("A{n}"), item(&format!("A{}", n - 1)))));
        let model = model(Namespace {
            items,
            ..Namespace::default()
        });
        let last = item(&format!("A{}", count - 1));
        assert_eq!(*Paths::new(&model).behind_aliases(&last), text, "{count}");
    }
}

#[test]
fn rings_of_aliases_have_an_end() {
    for (before, ring) in [(0, 1), (0, 2), (3, 1), (5, 7), (40, 33)] {
        let to = |n: usize| {
            if n + 1 == before + ring {
                before
            } else {
                n + 1
            }
        };
        let items =
            (0..before + ring).map(|n| alias(&format!("A{n}"), item(&format!("A{}", to(n)))));
        let model = model(Namespace {
            items: items.collect(),
            ..Namespace::default()
        });
        let first = item("A0");
        let end = Paths::new(&model).behind_aliases(&first).clone();
        let in_ring: Vec<Type> = (before..before + ring)
            .map(|n| item(&format!("A{n}")))
            .collect();
        assert!(in_ring.contains(&end), "{before} {ring}: {end:?}");
    }
}

#[test]
fn links_are_followed_to_their_end_however_many() {
    for count in [1, 2, 31, 32, 33, 200] {
        // a link to a link, and so on; and a module that links to its owner, gone through again and again
        let mut links = vec![link("L0", "end")];
        links.extend((1..count).map(|n| link(&format!("L{n}"), &format!("L{}", n - 1))));
        links.push(link("up", ""));
        links.last_mut().expect("it was pushed").target.clear();
        let end = Namespace {
            ident: "end".to_owned(),
            items: vec![alias("X", Type::Scalar(Scalar::Bool))],
            links: vec![link("again", "end")],
            ..Namespace::default()
        };
        let model = model(Namespace {
            links,
            children: vec![end],
            ..Namespace::default()
        });
        let paths = Paths::new(&model);
        let mut path = vec![format!("L{}", count - 1)];
        path.extend(vec!["again".to_owned(); count]);
        path.push("X".to_owned());
        assert_eq!(paths.real(&path), ["end", "X"], "{count}");
        let ups: Vec<String> = vec!["up".to_owned(); count];
        assert_eq!(paths.real(&ups), [""; 0], "{count}");
    }
}

#[test]
fn rings_of_links_have_an_end() {
    for links in [
        vec![link("a", "a")],
        vec![link("a", "b"), link("b", "c"), link("c", "a")],
        // these would grow for ever
        vec![link("a", "a::b")],
        vec![link("a", "b::x"), link("b", "a::y")],
    ] {
        let model = model(Namespace {
            links: links.clone(),
            ..Namespace::default()
        });
        let path = ["a".to_owned(), "z".to_owned()];
        let real = Paths::new(&model).real(&path).join("::");
        assert!(real.ends_with("::z"), "{links:?}: {real}");
    }
}

#[test]
fn a_literal_converts_into_every_union_that_leads_to_it() {
    for count in [1, 2, 4, 5, 6, 40] {
        let mut yaml =
            "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
                .to_owned();
        for n in 0..count {
            let next = match n + 1 == count {
                true => "{type: string, format: date}".to_owned(),
                false => format!("{{$ref: '#/components/schemas/U{}'}}", n + 1),
            };
            yaml += &format!(
                "    O{n}: {{type: object, required: [k{n}], properties: {{k{n}: {{type: boolean}}}}}}\n"
            );
            yaml +=
                &format!("    U{n}: {{oneOf: [{{$ref: '#/components/schemas/O{n}'}}, {next}]}}\n");
        }
        let model = testing::model(&yaml, &Config::default());
        let paths = Paths::new(&model);
        let mut unions = 0;
        for (path, item) in paths.all() {
            if let Item::Union(union) = item {
                unions += 1;
                let conversions = paths.conversions(union, path);
                let literals: Vec<Written> = (conversions.iter())
                    .filter_map(|conversion| conversion.given.written())
                    .collect();
                assert_eq!(literals, [Written::Text], "{path:?} of {count}");
            }
        }
        assert_eq!(unions, count);
    }
}
