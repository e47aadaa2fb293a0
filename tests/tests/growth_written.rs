//! What is written grows no faster than what is read, where one description would do for many places.

use castiron_codegen::Castiron;
use castiron_tests::growing::{FAMILIES, source};

/// Each type in bodies of XML is described once, whatever number of operations sends or answers it.
#[test]
fn what_is_written_of_xml_grows_with_types_and_operations() {
    let (_, make) = (FAMILIES.iter())
        .find(|(family, _)| family.ends_with("in XML"))
        .expect("the family");
    let written = [16, 32, 64, 128].map(|size| {
        let output = Castiron::new("openapi.json").generate_from(&source(&make(size)));
        let files = output.expect("a crate").generated.files;
        let text: String = files.into_values().collect();
        assert!(text.matches("Body::XmlAs").count() >= size, "{size}");
        (text.len(), text.lines().count())
    });
    for two in written.windows(2) {
        let ((bytes, lines), (more_bytes, more_lines)) = (two[0], two[1]);
        let by = [
            more_bytes as f64 / bytes as f64,
            more_lines as f64 / lines as f64,
        ];
        assert!(by.iter().all(|by| *by <= 2.2), "{by:?} {written:?}");
    }
}
