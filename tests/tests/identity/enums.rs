//! Enums stay open: a value that the document does not list is no error and is not lost.

use castiron_tests::{SESSION, with};
use generated::identity::VerificationSession;
use generated::identity::verification_session::{Status, last_error};
use serde_json::json;

#[test]
fn a_listed_value_is_a_variant() {
    let session: VerificationSession = serde_json::from_str(SESSION).expect("a session");
    assert_eq!(session.status, Status::RequiresInput);
    assert_eq!(Status::RequiresInput.as_str(), "requires_input");
    assert_eq!(Status::RequiresInput.to_string(), "requires_input");
    assert_eq!(Status::from("verified"), Status::Verified);
}

#[test]
fn an_unknown_value_is_kept_and_written_back() {
    let text = with(SESSION, "/status", json!("on_hold"));
    let session: VerificationSession =
        serde_json::from_str(&text).expect("unknown values are no error");
    match &session.status {
        Status::Unrecognized(status) => assert_eq!(&**status, "on_hold"),
        known => panic!("{known:?}"),
    }
    assert_eq!(
        serde_json::to_value(&session).expect("written")["status"],
        "on_hold"
    );
}

#[test]
fn an_unknown_value_in_a_list_and_below_null_is_kept_too() {
    let text = with(
        SESSION,
        "/options/document/allowed_types",
        json!(["passport", "library_card"]),
    );
    let session: VerificationSession = serde_json::from_str(&text).expect("a session");
    assert_eq!(
        serde_json::to_value(&session).expect("written")["options"]["document"]["allowed_types"],
        json!(["passport", "library_card"])
    );
    let text = with(SESSION, "/last_error/code", json!("moon_phase"));
    let session: VerificationSession = serde_json::from_str(&text).expect("a session");
    assert_eq!(
        session.last_error.and_then(|error| error.code),
        Some(last_error::Code::from("moon_phase"))
    );
}

#[test]
fn every_listed_code_has_a_variant() {
    let codes = [
        (last_error::Code::Abandoned, "abandoned"),
        (last_error::Code::ConsentDeclined, "consent_declined"),
        (
            last_error::Code::CountryNotSupported,
            "country_not_supported",
        ),
        (last_error::Code::DeviceNotSupported, "device_not_supported"),
        (last_error::Code::DocumentExpired, "document_expired"),
        (
            last_error::Code::DocumentTypeNotSupported,
            "document_type_not_supported",
        ),
        (
            last_error::Code::DocumentUnverifiedOther,
            "document_unverified_other",
        ),
        (
            last_error::Code::IdNumberInsufficientDocumentData,
            "id_number_insufficient_document_data",
        ),
        (last_error::Code::IdNumberMismatch, "id_number_mismatch"),
        (
            last_error::Code::IdNumberUnverifiedOther,
            "id_number_unverified_other",
        ),
        (
            last_error::Code::SelfieDocumentMissingPhoto,
            "selfie_document_missing_photo",
        ),
        (last_error::Code::SelfieFaceMismatch, "selfie_face_mismatch"),
        (last_error::Code::SelfieManipulated, "selfie_manipulated"),
        (
            last_error::Code::SelfieUnverifiedOther,
            "selfie_unverified_other",
        ),
        (last_error::Code::UnderSupportedAge, "under_supported_age"),
    ];
    for (code, text) in codes {
        assert_eq!(code.as_str(), text);
        assert_eq!(last_error::Code::from(text), code);
    }
}
