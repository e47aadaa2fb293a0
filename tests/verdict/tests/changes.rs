//! What `diff` says of single changes is what the compiler says.

use castiron_tests::workspace;
use castiron_verdict::compile::{self, Plan};

/// A sample; real documents by `cargo run -p castiron-verdict -- changes FILE…`.
#[test]
fn verdicts_agree_with_the_compiler() {
    let documents = [workspace().join("tests/fixtures/conventions/openapi.yaml")];
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("changes");
    let plan = Plan {
        of_each: 1,
        kinds: String::new(),
        part: 1,
        settings: None,
    };
    let cases = compile::single(&documents, &plan, &folder).expect("crates that are compiled");
    assert!(cases.len() > 45, "only {} changes", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .filter(|case| !case.is_right())
        .map(|case| {
            format!(
                "{:?}: {:?}, compiles: {:?} {:?}; {}",
                case.change, case.impact, case.compiles, case.wrong, case.detail
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // both verdicts occur, so that a checker that always says the same is found out
    assert!(cases.iter().any(|case| case.compiles == Some(false)));
    assert!(
        cases
            .iter()
            .any(|case| case.compiles == Some(true) && case.impact.is_some())
    );
}
