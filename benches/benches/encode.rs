//! Writing: JSON against `serde_json`, and nested forms against `serde_qs`.

use std::collections::HashMap;
use std::hint::black_box;

use castiron_benches::{REPORT, SESSION, compact, page, twins};
use castiron_runtime::{Decode, Encode, from_slice, to_form, to_vec};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use generated::identity::verification_session_create_params::{
    Options, Type, options::Document, options::document::AllowedType,
};
use generated::identity::{
    VerificationReport, VerificationSession, VerificationSessionCreateParams,
};
use generated::{Emptyable, List};

fn pair<G, T>(criterion: &mut Criterion, name: &str, text: &str)
where
    G: Decode + Encode,
    T: serde::de::DeserializeOwned + serde::Serialize,
{
    let ours: G = from_slice(text.as_bytes()).expect("the sample is sound");
    // what is left out when it is null is left out by both
    let text = String::from_utf8(to_vec(&ours)).expect("JSON is UTF-8");
    let text = text.as_str();
    let twin: T = serde_json::from_str(text).expect("the sample is sound");
    assert_eq!(serde_json::to_string(&twin).expect("written"), text);
    let mut group = criterion.benchmark_group(format!("encode/{name}"));
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("castiron", |bencher| {
        bencher.iter(|| to_vec(black_box(&ours)));
    });
    group.bench_function("serde_json", |bencher| {
        bencher.iter(|| serde_json::to_vec(black_box(&twin)).expect("written"));
    });
    group.finish();
}

fn json(criterion: &mut Criterion) {
    let (session, report) = (compact(SESSION), compact(REPORT));
    pair::<VerificationSession, twins::Session>(criterion, "session", &session);
    pair::<VerificationReport, twins::Report>(criterion, "report", &report);
    pair::<List<VerificationSession>, twins::List<twins::Session>>(
        criterion,
        "page of 100 sessions",
        &page(&session),
    );
}

fn form(criterion: &mut Criterion) {
    let return_url = "https://example.com/verified?who=1&what=two";
    let document = Document::new()
        .allowed_types([AllowedType::Passport, AllowedType::IdCard])
        .require_live_capture(true)
        .require_matching_selfie(true);
    let ours = VerificationSessionCreateParams::new(Type::Document)
        .expand(["last_verification_report", "verified_outputs"])
        .metadata([("order", "6735 & more")])
        .options(Options::new().document(Emptyable::Value(document)))
        .return_url(return_url);
    let twin = twins::SessionCreateParams {
        kind: twins::Kind::Document,
        expand: Some(vec![
            "last_verification_report".to_owned(),
            "verified_outputs".to_owned(),
        ]),
        metadata: Some(HashMap::from([(
            "order".to_owned(),
            "6735 & more".to_owned(),
        )])),
        options: Some(twins::Options {
            document: Some(twins::DocumentOptions {
                allowed_types: Some(vec![
                    twins::DocumentType::Passport,
                    twins::DocumentType::IdCard,
                ]),
                require_id_number: None,
                require_live_capture: Some(true),
                require_matching_selfie: Some(true),
            }),
            id_number: None,
        }),
        return_url: Some(return_url.to_owned()),
    };
    let mut group = criterion.benchmark_group("encode/form of a session's params");
    group.bench_function("castiron", |bencher| {
        bencher.iter(|| to_form(black_box(&ours)));
    });
    group.bench_function("serde_qs", |bencher| {
        bencher.iter(|| serde_qs::to_string(black_box(&twin)).expect("written"));
    });
    group.finish();
}

criterion_group!(benches, json, form);
criterion_main!(benches);
