//! Answers: read from JSON, looked at, written back.

use castiron_tests::{REPORT, SESSION, with, without};
use generated::Address;
use generated::identity::verification_session::{self, LastError, Options, last_error};
use generated::identity::{VerificationReport, VerificationSession};
use generated::runtime::{Expandable, Metadata, Secret, Timestamp};
use serde_json::{Value, json};

fn session() -> VerificationSession {
    serde_json::from_str(SESSION).expect("the sample is a session")
}

fn compact(json: &str) -> Value {
    serde_json::from_str(json).expect("JSON")
}

#[test]
fn an_answer_is_a_plain_struct_with_public_fields() {
    let session = session();
    assert_eq!(session.id, "vs_1");
    assert!(!session.livemode);
    assert_eq!(
        session.url.as_deref(),
        Some("https://verify.example/start/vs_1")
    );
    let outputs = session.verified_outputs.expect("verified");
    assert_eq!(outputs.first_name.as_deref(), Some("Kari"));
    assert_eq!(outputs.dob.expect("dob").year, Some(1990));
}

#[test]
fn an_answer_is_written_back_as_it_came() {
    assert_eq!(
        serde_json::to_value(session()).expect("written"),
        compact(SESSION)
    );
    let report: VerificationReport = serde_json::from_str(REPORT).expect("the sample is a report");
    assert_eq!(
        serde_json::to_value(report).expect("written"),
        compact(REPORT)
    );
}

#[test]
fn members_are_written_in_the_order_of_their_declaration() {
    assert_eq!(
        serde_json::to_string_pretty(&session()).expect("written"),
        SESSION.trim_end()
    );
}

#[test]
fn the_object_field_accepts_its_own_text_only_and_takes_no_room() {
    assert_eq!(size_of_val(&session().object), 0);
    let other = with(SESSION, "/object", json!("identity.verification_report"));
    let error = serde_json::from_str::<VerificationSession>(&other).expect_err("another object");
    assert!(error.to_string().contains("object"), "{error}");
}

#[test]
fn a_secret_is_there_and_is_not_shown() {
    let session = session();
    let shown = format!("{session:?}");
    assert!(!shown.contains("hush"), "{shown}");
    let secret = session.client_secret.expect("a secret");
    assert_eq!(secret.expose(), "vs_1_secret_hush");
}

#[test]
fn a_time_is_seconds_since_the_epoch() {
    assert_eq!(session().created, Timestamp::from(1_610_403_705));
}

#[test]
fn a_nullable_field_is_none_and_written_as_null() {
    for text in [with(SESSION, "/url", json!(null)), without(SESSION, "/url")] {
        let session: VerificationSession =
            serde_json::from_str(&text).expect("null, and absent counts as null");
        assert_eq!(session.url, None);
        assert_eq!(
            serde_json::to_value(&session).expect("written")["url"],
            Value::Null
        );
    }
}

#[test]
fn a_field_that_is_required_and_not_nullable_must_be_there() {
    for text in [
        with(SESSION, "/status", json!(null)),
        without(SESSION, "/status"),
    ] {
        let error =
            serde_json::from_str::<VerificationSession>(&text).expect_err("a missing field");
        assert!(error.to_string().contains("status"), "{error}");
    }
}

#[test]
fn fields_have_the_types_of_the_reference_shape() {
    let session = session();
    let _: &String = &session.id;
    let _: &verification_session::ObjectTag = &session.object;
    let _: &Option<Secret> = &session.client_secret;
    let _: &Timestamp = &session.created;
    let _: &Option<LastError> = &session.last_error;
    let _: &Option<Expandable<VerificationReport>> = &session.last_verification_report;
    let _: &bool = &session.livemode;
    let _: &Metadata = &session.metadata;
    let _: &Options = &session.options;
    let _: &Option<verification_session::Redaction> = &session.redaction;
    let _: &verification_session::Status = &session.status;
    let _: &verification_session::Type = &session.r#type;
    let _: &Option<String> = &session.url;
    let _: &Option<verification_session::VerifiedOutputs> = &session.verified_outputs;
    let _: &Option<verification_session::options::Document> = &session.options.document;
}

#[test]
fn an_optional_field_is_left_out_when_none() {
    let session: VerificationSession =
        serde_json::from_str(&without(SESSION, "/options/document")).expect("optional");
    assert_eq!(session.options.document, None);
    assert_eq!(
        serde_json::to_value(&session).expect("written")["options"],
        json!({ "id_number": {} })
    );
}

#[test]
fn an_object_without_properties_is_a_type_of_its_own() {
    let options: &Options = &session().options;
    let id_number = options.id_number.clone().expect("there");
    assert_eq!(serde_json::to_string(&id_number).expect("written"), "{}");
    assert_eq!(size_of_val(&id_number), 0);
}

#[test]
fn a_reference_is_an_identifier_or_the_object_itself() {
    let session = session();
    let Some(Expandable::Id(id)) = &session.last_verification_report else {
        panic!("{:?}", session.last_verification_report)
    };
    assert_eq!(id, "vr_1");

    let expanded = with(SESSION, "/last_verification_report", compact(REPORT));
    let session: VerificationSession = serde_json::from_str(&expanded).expect("expanded");
    let Some(Expandable::Object(report)) = &session.last_verification_report else {
        panic!("not expanded")
    };
    assert_eq!(report.verification_session.as_deref(), Some("vs_1"));
    assert_eq!(
        serde_json::to_value(&session).expect("written"),
        compact(&expanded)
    );

    let none: VerificationSession =
        serde_json::from_str(&with(SESSION, "/last_verification_report", json!(null)))
            .expect("null");
    assert_eq!(none.last_verification_report, None);
}

#[test]
fn metadata_is_a_map_of_strings() {
    let session = session();
    assert_eq!(
        session.metadata.get("order").map(String::as_str),
        Some("6735")
    );
    assert_eq!(session.metadata.len(), 1);
}

#[test]
fn a_shared_type_has_a_place_of_its_own() {
    let address: Option<Address> = session().verified_outputs.expect("verified").address;
    assert_eq!(address.expect("an address").city.as_deref(), Some("Bergen"));
}

#[test]
fn a_type_that_belongs_to_one_object_lives_in_its_module() {
    let error: LastError = session().last_error.expect("an error");
    assert_eq!(error.code, Some(last_error::Code::DocumentExpired));
    let report: VerificationReport = serde_json::from_str(REPORT).expect("a report");
    let other: Option<generated::identity::verification_report::document::Error> =
        report.document.expect("checked").error;
    assert!(other.is_some());
}

#[test]
fn what_the_document_does_not_know_is_ignored() {
    let mut whole = compact(SESSION);
    whole["brand_new"] = json!({ "deeply": ["nested", 1.5e300, null] });
    let session: VerificationSession =
        serde_json::from_value(whole).expect("unknown fields are no error");
    assert_eq!(session.id, "vs_1");
}

#[test]
fn an_error_names_the_path_of_the_field() {
    let bad = with(
        SESSION,
        "/options/document/allowed_types",
        json!(["passport", 7]),
    );
    let error = generated::runtime::from_str::<VerificationSession>(&bad)
        .expect_err("a number is no document type");
    assert!(
        error
            .to_string()
            .contains("options.document.allowed_types[1]"),
        "{error}"
    );
    let error = serde_json::from_str::<VerificationSession>(&bad).expect_err("through serde too");
    assert!(
        error
            .to_string()
            .contains("options.document.allowed_types[1]"),
        "{error}"
    );
}
