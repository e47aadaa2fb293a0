//! Answers that were changed, through generated types.

use std::sync::LazyLock;

use castiron_runtime::{Decode, Encode, from_slice, from_str, to_string};
use castiron_tests::random::Random;
use castiron_tests::{REPORT, SESSION};
use generated::StripeErrorResponse;
use generated::identity::{VerificationReport, VerificationSession};
use serde_json::{Value, json};

use super::{bytes, trees};

static ANSWERS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let error = r#"{"error":{"code":"resource_missing","message":"No such session: vs_0","param":"session","type":"invalid_request_error"}}"#;
    [SESSION, REPORT, error]
        .iter()
        .flat_map(|text| serde_json::from_str(text))
        .collect()
});

/// What was read is written so that it is read as the same again, says nothing that was not there, and is JSON.
pub(super) fn answers(random: &mut Random) -> Result<(), String> {
    let mut value = random.pick(&ANSWERS).clone();
    let others: Vec<&Value> = ANSWERS.iter().collect();
    let changes = random.below(6);
    trees::mutate_values(&mut value, &others, changes, random);
    let mut text = value.to_string().into_bytes();
    if random.chance(25) {
        bytes::mutate(&mut text, &[], random);
    }
    through::<VerificationSession>(&text)?;
    through::<VerificationReport>(&text)?;
    through::<StripeErrorResponse>(&text)
}

fn through<T: Decode + Encode + PartialEq + std::fmt::Debug>(text: &[u8]) -> Result<(), String> {
    let Ok(read) = from_slice::<T>(text) else {
        return Ok(());
    };
    let written = to_string(&read);
    let show = || String::from_utf8_lossy(text).into_owned();
    let again = from_str::<T>(&written)
        .map_err(|error| format!("{} is written as {written}: {error}", show()))?;
    if again != read {
        return Err(format!(
            "{} is written as {written}, which is read as {again:?}",
            show()
        ));
    }
    // a byte order mark is passed over, which `serde_json` does not do
    let unmarked = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let before = serde_json::from_slice::<Value>(unmarked);
    // numbers that no `f64` is near are read as text, or passed over with what is not declared
    let is_out_of_range =
        |error: &serde_json::Error| error.to_string().starts_with("number out of range");
    if before.as_ref().is_err_and(is_out_of_range) {
        return Ok(());
    }
    let (Ok(before), Ok(after)) = (before, serde_json::from_str::<Value>(&written)) else {
        return Err(format!(
            "{} is written as {written}: one of them is no JSON",
            show()
        ));
    };
    if !is_part(&after, &before) {
        return Err(format!(
            "{} is written as {written}, which says more",
            show()
        ));
    }
    Ok(())
}

/// Whether one says nothing that the other does not say.
fn is_part(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => part
            .iter()
            // what must be there and may be null is null where it is missing
            .all(|(key, part)| is_part(part, whole.get(key).unwrap_or(&Value::Null))),
        (Value::Array(part), Value::Array(whole)) => {
            part.len() == whole.len()
                && part
                    .iter()
                    .zip(whole)
                    .all(|(part, whole)| is_part(part, whole))
        }
        (Value::Number(part), Value::Number(whole)) => part.as_f64() == whole.as_f64(),
        // a list that may be missing
        (part, Value::Null) => *part == json!([]) || part.is_null(),
        (part, whole) => part == whole,
    }
}
