//! Request bodies that are required in practice, though the document does not declare it.

use crate::graph::{Location, Operation, Shape, TypeGraph, Use};

/// Makes a body required that has required properties, where a `POST`, `PUT` or `PATCH` has nothing else to say:
/// `requestBody.required` is false unless a document says otherwise (OpenAPI 3.0, Request Body Object), and many forget
/// it. Gives the places of the bodies.
pub(super) fn require(graph: &mut TypeGraph) -> Vec<String> {
    let found: Vec<usize> = (graph.operations.iter().enumerate())
        .filter(|(_, operation)| is_needed(graph, operation))
        .map(|(index, _)| index)
        .collect();
    let mut places = Vec::new();
    for index in found {
        let Some(operation) = graph.operations.get_mut(index) else {
            continue;
        };
        let is_first = operation.variant.is_none();
        if let Some(body) = &mut operation.body {
            body.required = true;
            places.extend(is_first.then(|| body.pointer.clone()));
        }
    }
    places
}

/// Whether a request says nothing without its body.
fn is_needed(graph: &TypeGraph, operation: &Operation) -> bool {
    let changes = matches!(operation.verb.as_str(), "POST" | "PUT" | "PATCH");
    // what belongs to the client says nothing of a request
    let is_shared = |wire: &str| operation.shared.iter().any(|(shared, _)| shared == wire);
    let asks = operation.parameters.iter().any(|one| {
        matches!(one.location, Location::Query | Location::Querystring) && !is_shared(&one.wire)
    });
    let Some(body) = &operation.body else {
        return false;
    };
    changes && !asks && !body.required && has_required(graph, body.ty)
}

/// Whether every value of a type has a property that must be there.
fn has_required(graph: &TypeGraph, ty: Use) -> bool {
    let has = |ty: Use| {
        let end = graph.behind(ty);
        match &graph[end.ty].shape {
            Shape::Object(object) => {
                !end.nullable && object.properties.iter().any(|one| one.required)
            }
            _ => false,
        }
    };
    match &graph[graph.behind(ty).ty].shape {
        Shape::Union(union) => {
            let mut branches = union.branches.iter();
            !ty.nullable && branches.all(|branch| branch.under.is_some() || has(branch.ty))
        }
        _ => has(ty),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::testing;

    const NEW: &str = "{type: object, required: [name], properties: {name: {type: string}}}";

    /// Whether the body is required, and how many warnings say so.
    fn required(settings: &str, verb: &str, parameters: &str, schema: &str) -> (bool, usize) {
        let yaml = format!(
            "
openapi: 3.0.3
info: {{title: T, version: '1'}}
paths:
  /a:
    {verb}:
      parameters: [{parameters}]
      requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}
      responses: {{'204': {{description: done}}}}
"
        );
        let config = Config::from_toml(settings).expect("settings");
        let (graph, _) = testing::names(&yaml, &config);
        let body = graph.operations[0].body.as_ref().expect("a body");
        (body.required, testing::messages(&yaml, &config).len())
    }

    #[test]
    fn a_body_that_is_needed_is_asked_for() {
        let either = format!(
            "{{oneOf: [{NEW}, {{type: object, required: [id], properties: {{id: {{type: integer}}}}}}]}}"
        );
        for verb in ["post", "put", "patch"] {
            for schema in [NEW, &either] {
                assert_eq!(required("", verb, "", schema), (true, 1), "{verb} {schema}");
            }
        }
        // a header or a cookie is about the request, not what it is for
        let header = "{name: Trace, in: header, schema: {type: string}}";
        assert_eq!(required("", "post", header, NEW), (true, 1));
        let query = "{name: revision, in: query, required: true, schema: {type: string}}";
        let shared = "[client]\nparameters = ['revision']\n";
        assert_eq!(required(shared, "post", query, NEW), (true, 1));
    }

    #[test]
    fn a_body_that_may_be_missing_stays_optional() {
        let query = "{name: dry, in: query, schema: {type: boolean}}";
        let loose = "{type: object, properties: {name: {type: string}}}";
        let either = format!("{{oneOf: [{NEW}, {{type: string}}]}}");
        let nullable = NEW.replacen('{', "{nullable: true, ", 1);
        for (verb, parameters, schema) in [
            ("delete", "", NEW),
            ("post", query, NEW),
            ("post", "", loose),
            ("post", "", &*either),
            ("post", "", &*nullable),
        ] {
            let found = required("", verb, parameters, schema);
            assert_eq!(found, (false, 0), "{verb} {parameters} {schema}");
        }
    }

    #[test]
    fn settings_decide() {
        let say = |value: &str| format!("[client]\ninfer-required-bodies = {value}\n");
        assert_eq!(required(&say("true"), "post", "", NEW), (true, 0));
        assert_eq!(required(&say("false"), "post", "", NEW), (false, 0));
    }
}
