//! Reports what can't be done with types of the user's own, and with their crates.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::graph::{IntegerFormat, NumberFormat, Shape, TypeGraph};
use crate::load::{Document, pointer};
use crate::select::Selection;
use crate::shape::{FormatRule, REQUEST, Via, formats};

pub(super) fn report(
    document: &Document,
    graph: &TypeGraph,
    config: &Config,
    diagnostics: &mut Diagnostics,
) {
    replaced(document, graph, config, diagnostics);
    numbers_as_text(document, graph, config, diagnostics);
    crates_in_two_ways(document, config, diagnostics);
}

/// Components that are to be replaced: they must exist, and those that are replaced by way of their text be strings.
fn replaced(
    document: &Document,
    graph: &TypeGraph,
    config: &Config,
    diagnostics: &mut Diagnostics,
) {
    for (name, rule) in &config.types.replace {
        let setting = pointer::of(&["types", "replace", name]);
        let at = |setting: &str| {
            let found = config.origin.place(setting);
            found.unwrap_or_else(|| (Severity::Warning, document.place("")))
        };
        let component = graph.components.iter().find(|(known, _)| known == name);
        let Some((_, id)) = component else {
            // a selection may have left it out
            let is_left_out = config.select != Selection::default()
                && [name.as_str(), name.strip_suffix(REQUEST).unwrap_or(name)]
                    .into_iter()
                    .any(|name| {
                        (document.node(&pointer::of(&["components", "schemas", name]))).is_some()
                    });
            if !is_left_out {
                let (severity, place) = at(&setting);
                let message = format!("`types.replace`: there is no component `{name}`");
                let diagnostic = Diagnostic::new(severity, Code::UnusedConfig, place, message);
                diagnostics.push(diagnostic.help("it names a schema of `components/schemas`"));
            }
            continue;
        };
        let is_text = graph.is_text(*id);
        if let FormatRule::Own(own) = rule
            && own.via == Via::Text
            && !is_text
        {
            let message =
                format!("`via = \"text\"` is for strings, and the component `{name}` is none");
            let (_, place) = at(&format!("{setting}/via"));
            let warning = Diagnostic::warning(Code::BadConfig, place, message);
            diagnostics.push(warning.help("serde's traits are used; say `via = \"serde\"`"));
        }
    }
}

/// `via = "text"` is for strings. Where a format of numbers has it, serde reads the type, which is not what was asked.
fn numbers_as_text(
    document: &Document,
    graph: &TypeGraph,
    config: &Config,
    diagnostics: &mut Diagnostics,
) {
    let mut said = Vec::new();
    for node in &graph.types {
        let (Shape::Integer(IntegerFormat::Own(format)) | Shape::Number(NumberFormat::Own(format))) =
            node.shape
        else {
            continue;
        };
        let Some(own) = formats::at(&config.schemas.formats, format) else {
            continue;
        };
        if own.via == Via::Text && !said.contains(&format) {
            said.push(format);
            let message = format!(
                "`via = \"text\"` does not apply to numbers, and `{}` is read from one",
                own.path.trim_start_matches("::")
            );
            let setting = config.schemas.formats.iter().find_map(|(name, rule)| {
                let is_meant = matches!(rule, FormatRule::Own(other) if std::ptr::eq(other, own));
                is_meant.then(|| pointer::of(&["schemas", "formats", name, "via"]))
            });
            let place = setting
                .and_then(|setting| config.origin.place(&setting))
                .map_or_else(|| document.place(&node.pointer), |(_, place)| place);
            diagnostics.push(Diagnostic::warning(Code::BadConfig, place, message).help(
                "serde's traits are used; say `via = \"serde\"`, or give the format of numbers another type",
            ));
        }
    }
}

/// A manifest names a crate once: two rules must not ask for it in two versions, or from two folders.
fn crates_in_two_ways(document: &Document, config: &Config, diagnostics: &mut Diagnostics) {
    let mut asked: Vec<Asked<'_>> = Vec::new();
    for (what, section, rules) in [
        ("the format", "schemas/formats", &config.schemas.formats),
        ("the replacement", "types/replace", &config.types.replace),
    ] {
        for (name, rule) in rules {
            let FormatRule::Own(own) = rule else { continue };
            let Some(new) = &own.dependency else { continue };
            let mut setting = format!("/{section}");
            pointer::push(&mut setting, name);
            asked.push(Asked {
                by: format!("{what} `{name}`"),
                setting,
                name: &new.name,
                from: (new.version.as_deref(), new.path.as_deref()),
            });
        }
    }
    let rules: Vec<_> = (config.types.derive.iter())
        .map(|rule| rule.clone().joined())
        .collect();
    for (index, rule) in rules.iter().enumerate() {
        let Some(name) = rule.crate_name() else {
            continue;
        };
        asked.push(Asked {
            by: format!("rule {} of `types.derive`", index.saturating_add(1)),
            setting: format!("/types/derive/{index}"),
            name,
            from: (rule.version.as_deref(), rule.path.as_deref()),
        });
    }
    let mut known: BTreeMap<&str, &Asked<'_>> = BTreeMap::new();
    for new in &asked {
        let first = known.entry(new.name).or_insert(new);
        if first.from != new.from {
            let message = format!(
                "{} and {} ask for the crate `{}` in two versions or from two folders",
                first.by, new.by, new.name
            );
            let place = config.origin.place(&new.setting).map(|(_, place)| place);
            let place = place.unwrap_or_else(|| document.place(""));
            let error = Diagnostic::error(Code::BadConfig, place, message);
            diagnostics.push(error.help("say the same of it in both"));
        }
    }
}

/// A crate that a setting asks for.
struct Asked<'c> {
    /// The setting, in words.
    by: String,
    /// Its JSON pointer.
    setting: String,
    name: &'c str,
    /// Version and folder.
    from: (Option<&'c str>, Option<&'c str>),
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::testing;

    const PETS: &str = "
openapi: 3.0.0
info: {title: T, version: '1'}
paths: {}
components: {schemas: {Pet: {type: object, properties: {id: {type: integer, format: pet-id}, name: {type: string, format: pet-name}}}, Other: {type: object, properties: {a: {type: string}}}}}
";

    /// The messages that settings get for the document.
    fn messages(settings: &str) -> Vec<String> {
        let config = Config::from_toml(settings).expect("settings");
        testing::messages(PETS, &config)
    }

    #[test]
    fn what_is_read_in_another_way_than_asked_is_said() {
        let rule = "{ type = \"std::num::NonZeroU64\", via = \"text\" }";
        let found = messages(&format!("[schemas.formats]\npet-id = {rule}\n"));
        assert_eq!(
            found,
            [
                "`via = \"text\"` does not apply to numbers, and `std::num::NonZeroU64` is read from one"
            ]
        );
        let found = messages(&format!("[schemas.formats]\npet-name = {rule}\n"));
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn a_crate_has_one_version() {
        let found = messages(
            "[schemas.formats]\n\
             pet-id = { type = \"ids::Pet\", version = \"1\" }\n\
             pet-name = { type = \"ids::Name\", version = \"2\" }\n",
        );
        assert_eq!(
            found,
            [
                "the format `pet-id` and the format `pet-name` ask for the crate `ids` in two versions or from two folders"
            ]
        );
    }

    #[test]
    fn a_crate_has_one_version_in_all_settings() {
        let found = messages(
            "[schemas.formats]\n\
             pet-id = { type = \"ids::Pet\", version = \"1\" }\n\
             [types.replace]\n\
             Pet = { type = \"ids::Whole\", path = \"ids\" }\n\
             [[types.derive]]\n\
             types = [\"*\"]\n\
             derive = [\"ids::Id\"]\n\
             version = \"1\"\n",
        );
        assert_eq!(
            found.first().map(String::as_str),
            Some(
                "the format `pet-id` and the replacement `Pet` ask for the crate `ids` in two versions or from two folders"
            )
        );
        assert!(found.iter().all(|one| !one.contains("derive")), "{found:?}");
    }

    #[test]
    fn a_replacement_is_of_a_component() {
        let replace = "Pet = { type = \"std::net::IpAddr\", via = \"text\" }";
        let found = messages(&format!("[types.replace]\n{replace}\n"));
        assert_eq!(
            found,
            ["`via = \"text\"` is for strings, and the component `Pet` is none"]
        );
        let nobody = "[types.replace]\nNobody = \"std::net::IpAddr\"\n";
        let found = messages(nobody);
        assert_eq!(found, ["`types.replace`: there is no component `Nobody`"]);
        // one that a selection leaves out is known all the same
        let select =
            "[select]\ninclude = [\"schema:Other\"]\n[types.replace]\nPet = \"std::net::IpAddr\"\n";
        let found = messages(select);
        assert_eq!(found, [""; 0]);
    }
}
