//! Security schemes of Swagger 2.0.

use super::super::super::node::{Node, Object};
use super::super::Lower;

impl Lower<'_> {
    pub(super) fn security_scheme(&mut self, node: &mut Node) {
        let Some(scheme) = node.as_object_mut() else {
            return;
        };
        match scheme.str("type") {
            Some("basic") => {
                scheme.insert("type", "http");
                scheme.insert("scheme", "basic");
            }
            Some("oauth2") if !scheme.contains("flows") => {
                let name = match scheme.remove("flow").as_ref().and_then(Node::as_str) {
                    Some("password") => "password",
                    Some("application") => "clientCredentials",
                    Some("accessCode") => "authorizationCode",
                    _ => "implicit",
                };
                let mut flow = Object::new();
                for key in ["authorizationUrl", "tokenUrl", "scopes"] {
                    if let Some(value) = scheme.remove(key) {
                        flow.insert(key, value);
                        self.moved([(format!("/flows/{name}/{key}"), format!("/{key}"))]);
                    }
                }
                let flows: Object = [(name, flow)].into_iter().collect();
                scheme.insert("flows", flows);
            }
            _ => {}
        }
    }
}
