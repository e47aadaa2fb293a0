//! Each folder of `tests/refused`: its document can't be cast where references have to be whole, and the messages say where and why, as `expected.txt` has it.

use std::fs;

use castiron_tests::{casting, expectations, fixture_document, fixtures};

#[test]
fn documents_are_refused_with_messages_that_name_the_place() {
    let updating = expectations::updating().expect("an environment in which tests run");
    let mut wrong = Vec::new();
    for case in fixtures("refused") {
        let name = case
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let messages = match casting::cast_whole(&fixture_document(&case)) {
            Ok(_) => {
                wrong.push(format!("{name} is not refused"));
                continue;
            }
            Err(messages) => messages,
        };
        assert!(
            messages.contains("error[C"),
            "{name}: no error among\n{messages}"
        );
        let file = case.join("expected.txt");
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if messages == expected {
            continue;
        }
        if updating {
            fs::write(&file, messages).expect("a writable checkout");
        } else {
            wrong.push(format!("{name}: expected\n{expected}\nbut got\n{messages}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{}",
        wrong.join("\n"),
        expectations::HOW_TO_UPDATE
    );
}
