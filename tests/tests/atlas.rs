//! The map of a crate in a browser: search, open a type, follow a reference, copy a path.

use std::path::{Path, PathBuf};
use std::process::Command;

use castiron_codegen::atlas;
use castiron_codegen::config::Config;
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::source::{Disk, Memory, Source};
use castiron_tests::workspace;

/// Headless Chromium; prints that a test is skipped where there is none.
fn browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|path| path.is_file());
    if found.is_none() {
        println!("skipped: there is no Chromium on this machine");
    }
    found
}

/// What a user does, step by step; the results end up in an element that is read from the page's final state.
const SCRIPT: &str = r##"
(async () => {
  const out = {}, wait = () => new Promise((done) => setTimeout(done, 50));
  const text = () => document.querySelector("main h1").textContent;
  try {
    out.start = text();
    const search = document.getElementById("search");
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
    out.focused = document.activeElement === search;
    search.value = "verificationsession";
    search.dispatchEvent(new Event("input"));
    out.found = [...document.querySelectorAll("#tree a")].map((one) => decodeURIComponent(one.getAttribute("href").slice(1)));
    const wanted = [...document.querySelectorAll("#tree a")].find((one) => one.getAttribute("href") === "#" + encodeURIComponent("identity::VerificationSession"));
    wanted.click(); await wait();
    out.opened = text();
    out.fields = document.querySelectorAll("main tbody tr").length;
    let copied = "";
    document.execCommand = () => { copied = document.querySelector("textarea").value; return true; };
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async () => { throw new Error("denied"); } } });
    document.getElementById("copy").click(); await wait();
    out.copied = copied;
    out.said = document.getElementById("said").textContent;
    const reference = [...document.querySelectorAll("main td .ty a")][0];
    out.reference = reference.textContent;
    reference.click(); await wait();
    out.followed = text();
    out.users = [...document.querySelectorAll("main .users a")].map((one) => one.textContent);
    search.value = "get /v1/identity"; search.dispatchEvent(new Event("input"));
    document.querySelector("#tree a").click(); await wait();
    out.operation = document.querySelector("main .op h3") && document.querySelector("main .op h3").textContent;
    out.snippet = document.querySelector("main .op pre") && document.querySelector("main .op pre").textContent;
    out.unlabelled = [...document.querySelectorAll("button, input")].filter((one) => !one.textContent.trim() && !one.getAttribute("aria-label") && !document.querySelector(`label[for="${one.id}"]`)).length;
    search.focus();
    search.value = ""; search.dispatchEvent(new Event("input"));
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    out.down = document.activeElement.closest("nav") !== null;
    out.wide = document.documentElement.scrollWidth <= innerWidth;
  } catch (error) { out.error = String(error); }
  const result = document.createElement("pre");
  result.id = "result"; result.textContent = JSON.stringify(out);
  document.body.append(result);
})();
"##;

fn page() -> String {
    let path = workspace().join("spec/openapi.yaml");
    of(&Disk, &path, "generated")
}

/// The page of a document.
fn of(source: &dyn Source, path: &Path, krate: &str) -> String {
    let loaded = load(source, path, &LoadOptions::default());
    let document = loaded.document.expect("a document");
    let config = Config::bundled(&document.api.info.title, document.servers())
        .expect("bundled settings")
        .map_or_else(Config::default, |(_, config)| config);
    let (model, _) = castiron_codegen::model(&document, &config);
    atlas::page(&model, krate, None)
}

/// The page's final state after a script has run in it, in a window of this width.
fn run(browser: &Path, html: &str, script: &str, width: u32) -> serde_json::Value {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("atlas-{width}"));
    std::fs::create_dir_all(&folder).expect("a writable target folder");
    let file = folder.join("map.html");
    let with_script = html.replace("</body>", &format!("<script>{script}</script>\n</body>"));
    std::fs::write(&file, with_script).expect("written");
    let output = Command::new(browser)
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ])
        .args(["--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("--window-size={width},900"))
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("the browser starts");
    let dom = String::from_utf8_lossy(&output.stdout);
    let result = dom
        .split_once("<pre id=\"result\">")
        .and_then(|(_, rest)| rest.split_once("</pre>"))
        .unwrap_or_else(|| panic!("no result: {}", String::from_utf8_lossy(&output.stderr)));
    let text = result
        .0
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn a_reader_finds_opens_follows_and_copies() {
    let Some(browser) = browser() else { return };
    let html = page();
    for width in [1300, 500] {
        let out = run(&browser, &html, SCRIPT, width);
        assert_eq!(out["error"], serde_json::Value::Null, "{out:#}");
        assert_eq!(out["start"], "Identity API 2021-08-04");
        assert_eq!(out["focused"], true);
        assert_eq!(out["opened"], "VerificationSession");
        assert!(
            out["fields"].as_u64().is_some_and(|fields| fields > 10),
            "{out:#}"
        );
        assert_eq!(out["copied"], "generated::identity::VerificationSession");
        assert_eq!(
            out["said"],
            "Copied generated::identity::VerificationSession"
        );
        assert_eq!(out["followed"], out["reference"]);
        let users = out["users"].as_array().expect("users");
        assert!(
            users
                .iter()
                .any(|user| user == "identity::VerificationSession"),
            "{out:#}"
        );
        assert!(
            out["operation"]
                .as_str()
                .is_some_and(|text| text.contains("GET /v1/identity")),
            "{out:#}"
        );
        assert!(
            out["snippet"]
                .as_str()
                .is_some_and(|text| text.contains("client: &generated::")),
            "{out:#}"
        );
        assert_eq!(out["unlabelled"], 0);
        assert_eq!(out["down"], true);
        assert_eq!(
            out["wide"], true,
            "nothing is wider than the window of {width}"
        );
    }
}

/// Text that would do something if it were markup, wherever a document can have text.
const PAYLOADS: &str = r##"
openapi: 3.0.3
info: {title: "</script><img src=x onerror=castironPwned()>", version: "<b>1</b>", description: "[x](javascript:castironPwned()) <https://a.example/\"onclick=castironPwned()> **<i>b</i>** `<u>`"}
servers: [{url: "https://a.example/<img src=x onerror=castironPwned()>", description: "<svg onload=castironPwned()>"}]
tags: [{name: "<img src=x>", description: "<script>castironPwned()</script>"}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: ["<img src=x>"]
      description: "<img src=x onerror=castironPwned()> &lt;img src=x onerror=castironPwned()&gt;"
      parameters: [{name: id, in: path, required: true, description: "<img src=x onerror=castironPwned()>", schema: {type: string}}]
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}}
components:
  schemas:
    Pet:
      type: object
      description: "<!-- <script> --> </script> [y](data:text/html,castironPwned())"
      properties:
        "<img src=x onerror=castironPwned()>": {type: string, enum: ["<img src=x onerror=castironPwned()>", b], description: "<img src=x onerror=castironPwned()>"}
"##;

const LOOK: &str = r##"
(async () => {
  const out = { pwned: 0, markup: [], links: [], seen: 0 }, wait = () => new Promise((done) => setTimeout(done, 30));
  window.castironPwned = () => { out.pwned++; };
  try {
    const look = () => {
      out.seen++;
      out.markup.push(...[...document.querySelectorAll("img, svg, i, u, iframe, object, b b, main script, nav script")].map((one) => one.outerHTML));
      for (const one of document.querySelectorAll("*")) for (const { name, value } of one.attributes) if (name.startsWith("on") || /^\s*(javascript|data):/i.test(value)) out.links.push(name + "=" + value);
    };
    look();
    for (const item of JSON.parse(document.getElementById("data").textContent).items) { location.hash = encodeURIComponent(item.p); await wait(); look(); }
    const search = document.getElementById("search");
    for (const words of ["pet", "img", "<"]) { search.value = words; search.dispatchEvent(new Event("input")); look(); }
  } catch (error) { out.error = String(error); }
  const result = document.createElement("pre");
  result.id = "result"; result.textContent = JSON.stringify(out);
  document.body.append(result);
})();
"##;

#[test]
fn no_text_of_a_document_becomes_markup_in_a_browser() {
    let Some(browser) = browser() else { return };
    let source = Memory::new().with("openapi.yaml", PAYLOADS);
    let html = of(&source, Path::new("openapi.yaml"), "pets");
    let out = run(&browser, &html, LOOK, 900);
    assert_eq!(out["error"], serde_json::Value::Null, "{out:#}");
    assert_eq!(out["pwned"], 0, "{out:#}");
    assert_eq!(out["markup"], serde_json::json!([]), "{out:#}");
    assert_eq!(out["links"], serde_json::json!([]), "{out:#}");
    assert!(out["seen"].as_u64().is_some_and(|seen| seen > 6), "{out:#}");
}
