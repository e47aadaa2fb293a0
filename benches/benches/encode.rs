//! Writing: JSON against `serde_json`, and nested forms against `serde_qs`.

use std::collections::HashMap;
use std::hint::black_box;

use castiron_benches::pairs::{Way, timed};
use castiron_benches::{embedded, twins};
use castiron_runtime::to_form;
use criterion::{Criterion, criterion_group, criterion_main};
use generated::identity::VerificationSessionCreateParams;
use generated::identity::verification_session_create_params::{
    Options, Type, options::Document, options::document::AllowedType,
};
use generated::runtime::Emptyable;

fn json(criterion: &mut Criterion) {
    embedded::each(Way::Encode, &mut timed(criterion));
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
