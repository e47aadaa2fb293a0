//! Security schemes of Swagger 2.0.

use super::super::super::grammar::Kind;
use super::super::super::node::{Node, Object};
use super::super::super::version::SpecVersion;
use super::super::Lower;
use crate::diagnostic::Code;

impl Lower<'_> {
    pub(in super::super) fn security_scheme(&mut self, node: &mut Node) {
        let Some(scheme) = node.as_object_mut() else {
            return;
        };
        if *self.version == SpecVersion::V2 {
            self.keys(scheme, Kind::SecurityScheme);
            self.of_scheme(scheme);
        }
        match scheme.str("type") {
            Some("basic") => {
                scheme.insert("type", "http");
                scheme.insert("scheme", "basic");
            }
            Some("oauth2") if !scheme.contains("flows") => {
                let flow = self.text(scheme, "flow").map(str::to_owned);
                let name = match flow.as_deref() {
                    Some("password") => "password",
                    Some("application") => "clientCredentials",
                    Some("accessCode") => "authorizationCode",
                    Some("implicit") => "implicit",
                    Some(other) => {
                        let message = format!("there is no flow `{other}`");
                        self.warn(Code::UnknownValue, "flow", message, "treated as `implicit`");
                        "implicit"
                    }
                    None => {
                        self.lacks(scheme, "flow", "treated as `implicit`");
                        "implicit"
                    }
                };
                scheme.remove("flow");
                let mut flow = Object::new();
                self.moved([(format!("/flows/{name}"), String::new())]);
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
