//! Params: made with `new` and setters, encoded as the operation's media type asks.

use generated::identity::verification_session_create_params::{
    self as create, Options, options::Document,
};
use generated::identity::{
    VerificationReportListParams, VerificationReportRetrieveParams,
    VerificationSessionCancelParams, VerificationSessionCreateParams,
    VerificationSessionListParams, VerificationSessionRedactParams,
    VerificationSessionRetrieveParams, VerificationSessionUpdateParams,
    verification_session_list_params, verification_session_update_params,
};
use generated::runtime::{Emptyable, MetadataParam, RangeQueryParam, Timestamp};

use crate::support::{client, sent};

#[test]
fn new_takes_what_is_required_and_setters_add_the_rest() {
    let params = VerificationSessionCreateParams::new(create::Type::Document)
        .return_url("https://shop.example/done")
        .expand(["last_verification_report"])
        .metadata([("order", "6735")])
        .options(
            Options::new().document(
                Document::new()
                    .allowed_types([create::options::document::AllowedType::Passport])
                    .require_live_capture(true),
            ),
        );
    let (line, body) = sent(client().identity().verification_sessions().create(params));
    assert_eq!(line, "POST /v1/identity/verification_sessions");
    assert_eq!(
        body.split('&').collect::<Vec<_>>(),
        [
            "type=document",
            "expand[0]=last_verification_report",
            "metadata[order]=6735",
            "options[document][allowed_types][0]=passport",
            "options[document][require_live_capture]=true",
            "return_url=https%3A%2F%2Fshop.example%2Fdone",
        ]
    );
}

#[test]
fn what_is_not_set_is_not_sent() {
    let (_, body) = sent(
        client()
            .identity()
            .verification_sessions()
            .create(VerificationSessionCreateParams::new(create::Type::IdNumber)),
    );
    assert_eq!(body, "type=id_number");
}

#[test]
fn a_field_is_cleared_by_the_empty_string() {
    let options = verification_session_update_params::Options::new().document(Emptyable::Empty);
    let params = VerificationSessionUpdateParams::new().options(options);
    let (line, body) = sent(
        client()
            .identity()
            .verification_sessions()
            .update("vs_1")
            .params(params),
    );
    assert_eq!(
        (line.as_str(), body.as_str()),
        (
            "POST /v1/identity/verification_sessions/vs_1",
            "options[document]="
        )
    );
    let set = verification_session_update_params::Options::new()
        .document(verification_session_update_params::options::Document::new());
    assert!(matches!(set.document, Some(Emptyable::Value(_))));
}

#[test]
fn a_key_of_metadata_is_set_or_unset() {
    let params = VerificationSessionUpdateParams::new()
        .metadata(MetadataParam::new().set("kept", "yes").unset("gone"));
    let (_, body) = sent(
        client()
            .identity()
            .verification_sessions()
            .update("vs_1")
            .params(params),
    );
    assert_eq!(body, "metadata[kept]=yes&metadata[gone]=");
}

#[test]
fn a_list_is_narrowed_by_a_moment_or_a_range_and_walked_by_cursors() {
    let sessions = client().identity().verification_sessions();
    let params = VerificationSessionListParams::new()
        .created(1_610_403_705)
        .status(verification_session_list_params::Status::Verified)
        .limit(3)
        .starting_after("vs_9");
    let (line, body) = sent(sessions.list().params(params));
    let (path, query) = line.split_once('?').expect("a query");
    assert_eq!(path, "GET /v1/identity/verification_sessions");
    let mut pairs: Vec<_> = query.split('&').collect();
    pairs.sort_unstable();
    assert_eq!(
        pairs,
        [
            "created=1610403705",
            "limit=3",
            "starting_after=vs_9",
            "status=verified"
        ]
    );
    assert_eq!(body, "");

    let range = RangeQueryParam::from(Timestamp::from(10)..Timestamp::from(20));
    let (line, _) = sent(
        sessions.list().params(
            VerificationSessionListParams::new()
                .created(range)
                .ending_before("vs_3"),
        ),
    );
    let (_, query) = line.split_once('?').expect("a query");
    let mut pairs: Vec<_> = query.split('&').collect();
    pairs.sort_unstable();
    assert_eq!(
        pairs,
        ["created[gte]=10", "created[lt]=20", "ending_before=vs_3"]
    );
}

#[test]
fn every_operation_has_params_of_its_name() {
    let expand = ["last_verification_report"];
    let sessions = client().identity().verification_sessions();
    let reports = client().identity().verification_reports();
    let lines = [
        sent(
            sessions
                .retrieve("vs_1")
                .params(VerificationSessionRetrieveParams::new().expand(expand)),
        ),
        sent(
            sessions
                .cancel("vs_1")
                .params(VerificationSessionCancelParams::new().expand(expand)),
        ),
        sent(
            sessions
                .redact("vs_1")
                .params(VerificationSessionRedactParams::new().expand(expand)),
        ),
        sent(
            reports
                .retrieve("vr_1")
                .params(VerificationReportRetrieveParams::new().expand(expand)),
        ),
        sent(
            reports
                .list()
                .params(VerificationReportListParams::new().verification_session("vs_1")),
        ),
    ];
    let expected = [
        (
            "GET /v1/identity/verification_sessions/vs_1?expand[0]=last_verification_report",
            "",
        ),
        (
            "POST /v1/identity/verification_sessions/vs_1/cancel",
            "expand[0]=last_verification_report",
        ),
        (
            "POST /v1/identity/verification_sessions/vs_1/redact",
            "expand[0]=last_verification_report",
        ),
        (
            "GET /v1/identity/verification_reports/vr_1?expand[0]=last_verification_report",
            "",
        ),
        (
            "GET /v1/identity/verification_reports?verification_session=vs_1",
            "",
        ),
    ];
    for ((line, body), (expected_line, expected_body)) in lines.iter().zip(expected) {
        assert_eq!(
            (
                line.replace("%5B", "[").replace("%5D", "]").as_str(),
                body.as_str()
            ),
            (expected_line, expected_body)
        );
    }
}

#[test]
fn params_are_read_from_json_too() {
    let params: VerificationSessionCreateParams =
        serde_json::from_str(r#"{"type":"document","options":{"document":""}}"#).expect("params");
    assert_eq!(
        params
            .options
            .as_ref()
            .and_then(|options| options.document.clone()),
        Some(Emptyable::Empty)
    );
    assert_eq!(
        serde_json::to_string(&params).expect("written"),
        r#"{"type":"document","options":{"document":""}}"#
    );
}
