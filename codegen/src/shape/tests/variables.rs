use super::super::testing::paths;

/// A variable that several operations of a path lack is reported once, at the path; one that a single operation lacks, there.
#[test]
fn undeclared_variables_are_reported_once_for_a_path() {
    const VERBS: [&str; 4] = ["delete", "get", "patch", "put"];
    for declaring in 0..1_usize << VERBS.len() {
        let mut given = "/a/{x}/{y}:\n  parameters: [{name: y, in: path, required: true, schema: {type: string}}]\n".to_owned();
        let mut lacking = Vec::new();
        for (at, verb) in VERBS.iter().enumerate() {
            let parameters = match declaring >> at & 1 {
                1 => "[{name: x, in: path, required: true, schema: {type: string}}]",
                _ => {
                    lacking.push(verb);
                    "[]"
                }
            };
            given += &format!(
                "  {verb}: {{parameters: {parameters}, responses: {{'204': {{description: d}}}}}}\n"
            );
        }
        let want = match lacking[..] {
            [] => Vec::new(),
            [verb] => vec![format!(
                "W UndeclaredPathVariable /paths/~1a~1{{x}}~1{{y}}/{verb}"
            )],
            _ => vec!["W UndeclaredPathVariable /paths/~1a~1{x}~1{y}".to_owned()],
        };
        assert_eq!(paths(&given).codes(), want, "{given}");
    }
}
