//! Parameters of every style, read back by decoders of their own.

use castiron_runtime::{Api, Call, Client, Json, Map, Operation, to_string};
use castiron_tests::random::Random;

use super::bytes;
use super::forms::decoded;

static API: Api = Api::new("Styles", "1").server("https://styles.example");
static OPERATION: Operation = Operation::new("styles", "GET", "/styles");

/// A parameter of each style.
#[derive(Clone, Debug, PartialEq)]
struct Styles {
    exploded: Vec<String>,
    form: Vec<String>,
    pipe: Vec<String>,
    space: Vec<String>,
    parts: Map<String>,
    deep: Map<String>,
    json: Json,
    cookie: String,
    header: String,
}

castiron_runtime::params!(Styles {
    exploded: required "exploded" => query(form_exploded),
    form: required "form" => query(form),
    pipe: required "pipe" => query(pipe_delimited),
    space: required "space" => query(space_delimited),
    parts: required "parts" => query(form),
    deep: required "deep" => query(deep_object),
    json: required "json" => query(json),
    cookie: required "cookie" => cookie(form),
    header: required "X-Header" => header,
});

fn list(random: &mut Random) -> Vec<String> {
    (0..1 + random.below(3))
        .map(|_| bytes::text(random))
        .collect()
}

fn map(random: &mut Random) -> Map<String> {
    let entries = (0..1 + random.below(3)).map(|_| (bytes::text(random), bytes::text(random)));
    let mut out = Map::new();
    for (key, value) in entries.collect::<Vec<_>>() {
        out.insert(key, value);
    }
    out
}

/// What was put in comes out, and nothing else is there.
pub(super) fn values(random: &mut Random) -> Result<(), String> {
    let params = Styles {
        exploded: list(random),
        form: list(random),
        pipe: list(random),
        space: list(random),
        parts: map(random),
        deep: map(random),
        json: super::forms::value(random, 0),
        cookie: bytes::text(random),
        header: bytes::text(random),
    };
    let client = Client::anonymous(&API)
        .without_transport()
        .build()
        .map_err(|error| error.to_string())?;
    let call = Call::<(), Styles>::new(&client, &OPERATION).params(params.clone());
    let show = |what: &str| format!("{what} of {params:?}");
    let request = match call.into_request() {
        Ok(request) => request,
        // a header can't hold everything, and nothing is sent then
        Err(error)
            if params
                .header
                .chars()
                .any(|char| char.is_control() || char.is_whitespace()) =>
        {
            return match crate::inject::hidden_controls(&error.to_string()) {
                Some(hidden) => Err(format!("a message holds {hidden:?}")),
                None => Ok(()),
            };
        }
        Err(error) => return Err(show(&error.to_string())),
    };
    let mut rest: Vec<(String, String)> = Vec::new();
    for pair in request.uri().query().unwrap_or_default().split('&') {
        let (name, value) = pair.split_once('=').ok_or_else(|| show(pair))?;
        rest.push((name.to_owned(), value.to_owned()));
    }
    let mut take = |name: &str| -> Vec<String> {
        let (found, others): (Vec<_>, Vec<_>) =
            rest.drain(..).partition(|(other, _)| other == name);
        rest = others;
        found.into_iter().map(|(_, value)| value).collect()
    };
    let each = |values: Vec<String>| -> Option<Vec<String>> {
        values.iter().map(|value| decoded(value)).collect()
    };
    let split = |values: Vec<String>, separator: &str| -> Option<Vec<String>> {
        let [value] = values.as_slice() else {
            return None;
        };
        value.split(separator).map(decoded).collect()
    };
    let flat: Vec<String> = params
        .parts
        .iter()
        .flat_map(|(key, value)| [key.clone(), value.clone()])
        .collect();
    let json = to_string(&params.json);
    let checks = [
        ("exploded", each(take("exploded")), &params.exploded),
        ("form", split(take("form"), ","), &params.form),
        ("pipe", split(take("pipe"), "%7C"), &params.pipe),
        ("space", split(take("space"), "%20"), &params.space),
        ("parts", split(take("parts"), ","), &flat),
        ("json", each(take("json")), &vec![json]),
    ];
    for (name, found, expected) in checks {
        // the separators of pipe and space can't be told from those within a text
        let is_lossy = (name == "pipe" && expected.iter().any(|text| text.contains('|')))
            || (name == "space" && expected.iter().any(|text| text.contains(' ')));
        if !is_lossy && found.as_ref() != Some(expected) {
            return Err(show(&format!("{name} is {found:?}")));
        }
    }
    let deep: Option<Vec<(String, String)>> = rest
        .iter()
        .map(|(name, value)| {
            let key = name.strip_prefix("deep[")?.strip_suffix(']')?;
            Some((decoded(key)?, decoded(value)?))
        })
        .collect();
    let expected: Vec<_> = params
        .deep
        .iter()
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    if deep.as_ref() != Some(&expected) {
        return Err(show(&format!("deep is {deep:?}")));
    }
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .map(|value| value.as_bytes().to_vec())
    };
    let cookie = header("cookie").and_then(|value| String::from_utf8(value).ok());
    let value = cookie
        .as_deref()
        .and_then(|cookie| cookie.strip_prefix("cookie="))
        .and_then(decoded);
    if value.as_ref() != Some(&params.cookie) {
        return Err(show(&format!("the cookie is {cookie:?}")));
    }
    if header("x-header") != Some(params.header.clone().into_bytes()) {
        return Err(show(&format!("the header is {:?}", header("x-header"))));
    }
    Ok(())
}
