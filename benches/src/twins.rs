//! The same types by hand, with serde's derives.

#![allow(missing_docs)]

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct List<T> {
    pub object: String,
    pub data: Vec<T>,
    pub has_more: bool,
    pub url: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Expandable<T> {
    Id(String),
    Object(Box<T>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub id: String,
    pub object: SessionTag,
    pub client_secret: Option<String>,
    pub created: i64,
    pub last_error: Option<LastError>,
    pub last_verification_report: Option<Expandable<Report>>,
    pub livemode: bool,
    pub metadata: HashMap<String, String>,
    pub options: Options,
    pub redaction: Option<Redaction>,
    pub status: SessionStatus,
    #[serde(rename = "type")]
    pub kind: Kind,
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_outputs: Option<VerifiedOutputs>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SessionTag {
    #[serde(rename = "identity.verification_session")]
    Session,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LastError {
    pub code: Option<ErrorCode>,
    pub reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    Abandoned,
    ConsentDeclined,
    CountryNotSupported,
    DeviceNotSupported,
    DocumentExpired,
    DocumentTypeNotSupported,
    DocumentUnverifiedOther,
    IdNumberInsufficientDocumentData,
    IdNumberMismatch,
    IdNumberUnverifiedOther,
    SelfieDocumentMissingPhoto,
    SelfieFaceMismatch,
    SelfieManipulated,
    SelfieUnverifiedOther,
    UnderSupportedAge,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Options {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_number: Option<Empty>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentOptions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_types: Option<Vec<DocumentType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_id_number: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_live_capture: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_matching_selfie: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentType {
    DrivingLicense,
    IdCard,
    Passport,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Empty {}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Redaction {
    pub status: RedactionStatus,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedactionStatus {
    Processing,
    Redacted,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    Canceled,
    Processing,
    RequiresInput,
    Verified,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Document,
    IdNumber,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerifiedOutputs {
    pub address: Option<Address>,
    pub dob: Option<Day>,
    pub first_name: Option<String>,
    pub id_number: Option<String>,
    pub id_number_type: Option<IdNumberType>,
    pub last_name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdNumberType {
    BrCpf,
    SgNric,
    UsSsn,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Address {
    pub city: Option<String>,
    pub country: Option<String>,
    pub line1: Option<String>,
    pub line2: Option<String>,
    pub postal_code: Option<String>,
    pub state: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Day {
    pub day: Option<i64>,
    pub month: Option<i64>,
    pub year: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub id: String,
    pub object: ReportTag,
    pub created: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_number: Option<IdNumber>,
    pub livemode: bool,
    pub options: Options,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selfie: Option<Selfie>,
    #[serde(rename = "type")]
    pub kind: Kind,
    pub verification_session: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ReportTag {
    #[serde(rename = "identity.verification_report")]
    Report,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub address: Option<Address>,
    pub dob: Option<Day>,
    pub error: Option<LastError>,
    pub expiration_date: Option<Day>,
    pub files: Option<Vec<String>>,
    pub first_name: Option<String>,
    pub issued_date: Option<Day>,
    pub issuing_country: Option<String>,
    pub last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    pub status: CheckStatus,
    #[serde(rename = "type")]
    pub kind: Option<DocumentType>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckStatus {
    Unverified,
    Verified,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdNumber {
    pub dob: Option<Day>,
    pub error: Option<LastError>,
    pub first_name: Option<String>,
    pub id_number: Option<String>,
    pub id_number_type: Option<IdNumberType>,
    pub last_name: Option<String>,
    pub status: CheckStatus,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Selfie {
    pub document: Option<String>,
    pub error: Option<LastError>,
    pub selfie: Option<String>,
    pub status: CheckStatus,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionCreateParams {
    #[serde(rename = "type")]
    pub kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expand: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<HashMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Options>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_url: Option<String>,
}
