use super::{page, snippets};
use crate::config::Config;
use crate::testing;

const PETS: &str = "openapi: 3.0.0
info: {title: '</script><img src=x onerror=alert(1)>', version: '1', description: '<b>Bold</b> & co'}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      description: '<script>alert(1)</script>'
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
components:
  schemas:
    Pet: {type: object, description: '<!-- <script> -->', required: [kind], properties: {kind: {type: string, enum: ['</script>', b]}, next: {$ref: '#/components/schemas/Pet'}}}
";

#[test]
fn no_text_of_the_document_becomes_markup() {
    let model = testing::model(PETS, &Config::default());
    let html = page(&model, "pets", None);
    assert_eq!(html.matches("</script>").count(), 2, "the page's own two");
    assert_eq!(html.matches("<script").count(), 2);
    for bad in ["<img", "<b>", "<!-- <"] {
        assert!(!html.contains(bad), "{bad}");
    }
    // nothing is loaded from elsewhere
    for outside in ["src=\"", "@import", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }
}

#[test]
fn operations_have_a_snippet() {
    let model = testing::model(PETS, &Config::default());
    let snippets = snippets(&model, "pets");
    assert_eq!(snippets.len(), 1);
    assert!(
        snippets[0].contains("client: &pets::client::Client,\n    id: &str,\n"),
        "{}",
        snippets[0]
    );
    assert!(
        snippets[0].contains("pets::runtime::Response<pets::Pet>"),
        "{}",
        snippets[0]
    );
}

#[test]
fn the_page_is_the_same_every_time() {
    let model = testing::model(PETS, &Config::default());
    assert_eq!(page(&model, "pets", None), page(&model, "pets", None));
}

#[test]
fn branches_say_what_tells_them_apart() {
    let document = "openapi: 3.1.0
info: {title: Pets, version: '1'}
components:
  schemas:
    State:
      oneOf:
        - {type: object, required: [Failed], properties: {Failed: {type: string}}, additionalProperties: false}
        - {type: object, required: [Done], properties: {Done: {type: integer}}, additionalProperties: false}
    Pet:
      oneOf:
        - {title: Cat, type: object, required: [kind], properties: {kind: {enum: [cat, lion]}}}
        - {title: Dog, type: object, required: [kind], properties: {kind: {const: dog}}}
    Thing:
      oneOf:
        - {title: Book, type: object, required: [pages], properties: {pages: {type: integer}, author: {type: string}}}
        - {title: Film, type: object, required: [minutes], properties: {minutes: {type: integer}, director: {type: string}}}
";
    let html = page(&testing::model(document, &Config::default()), "pets", None);
    for told in [
        r#""{\"Failed\": …}""#,
        r#""{\"Done\": …}""#,
        r#""kind: \"cat\" or \"lion\"""#,
        r#""kind: \"dog\"""#,
        r#""has pages""#,
        r#""has minutes""#,
    ] {
        assert!(html.contains(told), "{told}");
    }
}
