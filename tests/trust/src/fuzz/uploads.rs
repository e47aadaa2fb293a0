//! Multipart bodies, read back by a parser of their own.

use castiron_runtime::{Api, Binary, Body, Call, Client, Operation};
use castiron_tests::random::Random;

use super::bytes;

static API: Api = Api::new("Uploads", "1").server("https://uploads.example");
static OPERATION: Operation = Operation::new("upload", "POST", "/upload").body(Body::Multipart);

/// A form with a file.
#[derive(Clone, Debug, PartialEq)]
struct Upload {
    file: Binary,
    note: String,
    lines: Vec<String>,
}

castiron_runtime::params!(Upload {
    file: required "file" => body,
    note: required "note\\\"\\r\\n" => body,
    lines: required "lines" => body,
});

/// Parts come out as they went in; neither names nor contents end one.
pub(super) fn multipart(random: &mut Random) -> Result<(), String> {
    let mut content: Vec<u8> =
        b"--boundary\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n".to_vec();
    bytes::mutate(&mut content, &[], random);
    let (name, note) = (bytes::text(random), bytes::text(random));
    let lines: Vec<String> = (0..random.below(3)).map(|_| bytes::text(random)).collect();
    let params = Upload {
        file: Binary::from(content.clone()).file_name(&name),
        note: note.clone(),
        lines: lines.clone(),
    };
    let client = Client::anonymous(&API)
        .without_transport()
        .build()
        .map_err(|error| error.to_string())?;
    let request = Call::<(), Upload>::new(&client, &OPERATION)
        .params(params)
        .into_request()
        .map_err(|error| error.to_string())?;
    let media_type = request
        .headers()
        .get("content-type")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let boundary = media_type
        .split_once("boundary=")
        .map(|(_, boundary)| boundary.trim_matches('"'))
        .unwrap_or_default();
    let body = request.body();
    let show = |what: &str| format!("{what}: {:?}", String::from_utf8_lossy(body));
    let parts = parts(body, boundary).ok_or_else(|| show("no multipart body"))?;
    let contents: Vec<&[u8]> = parts.iter().map(|(_, content)| *content).collect();
    let mut expected: Vec<&[u8]> = vec![&content, note.as_bytes()];
    expected.extend(lines.iter().map(String::as_bytes));
    if contents != expected {
        return Err(show("other contents"));
    }
    for (head, _) in &parts {
        let lines: Vec<&str> = head.split("\r\n").collect();
        let is_plain = lines.iter().all(|line| {
            (line.starts_with("Content-Disposition: form-data; name=\"")
                || line.to_ascii_lowercase().starts_with("content-type: "))
                && !line.contains(['\r', '\n'])
        });
        let is_alone = lines
            .iter()
            .filter(|line| line.to_ascii_lowercase().starts_with("content-disposition"))
            .count()
            == 1;
        // names and file names stand in quotes that nothing in them ends
        let quotes = head.matches('"').count();
        if !is_plain || !is_alone || !(quotes == 2 || quotes == 4) {
            return Err(show(&format!("headers {head:?}")));
        }
    }
    Ok(())
}

/// Headers and content of each part (RFC 2046, 5.1).
fn parts<'b>(body: &'b [u8], boundary: &str) -> Option<Vec<(String, &'b [u8])>> {
    let mark = format!("\r\n--{boundary}");
    let find =
        |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).position(|window| window == what);
    let mut rest = body.strip_prefix(format!("--{boundary}\r\n").as_bytes())?;
    let mut out = Vec::new();
    loop {
        let end = find(rest, mark.as_bytes())?;
        let (part, after) = rest.split_at(end);
        let blank = find(part, b"\r\n\r\n")?;
        out.push((
            String::from_utf8(part[..blank].to_vec()).ok()?,
            &part[blank + 4..],
        ));
        let after = &after[mark.len()..];
        if let Some(left) = after.strip_prefix(b"--") {
            return (left == b"\r\n" || left.is_empty()).then_some(out);
        }
        rest = after.strip_prefix(b"\r\n")?;
    }
}
