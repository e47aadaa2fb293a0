//! Parameters of operations.

use std::collections::HashSet;

use openapiv3::{Parameter as ApiParameter, ReferenceOr};

use super::operations::Shared;
use super::template::{PathForm, Variable, rewrite, variables};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Location, Meta, Parameter, Shape, StringFormat, Style, Use};
use crate::shape::shaper::{Shaper, Site, item};

/// The parameters of an operation.
pub(super) struct Parameters {
    /// Path parameters, in the order of the template.
    pub(super) path: Vec<Parameter>,
    /// All others, in the document's order.
    pub(super) rest: Vec<Parameter>,
    /// The template, without operators.
    pub(super) template: String,
}

impl<'a> Shaper<'a> {
    /// The parameters of an operation.
    pub(super) fn parameters(
        &mut self,
        own: &[ReferenceOr<ApiParameter>],
        shared: &Shared<'_>,
        pointer: &str,
        meta: &mut Meta,
    ) -> Parameters {
        let mut all: Vec<Parameter> = Vec::new();
        for (list, base) in [(shared.parameters, shared.pointer), (own, pointer)] {
            let mut seen = HashSet::new();
            for (index, parameter) in list.iter().enumerate() {
                let pointer = item(base, "parameters", index);
                let Some(parameter) = self.parameter(parameter, &pointer, meta) else {
                    continue;
                };
                if !seen.insert((parameter.location as u8, parameter.wire.clone())) {
                    self.warn(
                        Code::DuplicateParameter,
                        &pointer,
                        format!(
                            "the parameter `{}` is declared twice; the first declaration counts",
                            parameter.wire
                        ),
                    );
                    continue;
                }
                let same = |other: &Parameter| {
                    other.wire == parameter.wire && other.location == parameter.location
                };
                match all.iter_mut().find(|other| same(other)) {
                    // The operation's own declaration replaces the path's.
                    Some(other) => *other = parameter,
                    None => all.push(parameter),
                }
            }
        }
        let (declared, rest): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|parameter| parameter.location == Location::Path);
        let (path, template) = self.path_parameters(declared, shared.template, pointer);
        Parameters {
            path,
            rest,
            template,
        }
    }

    /// The path parameters in the order of the template, and the template with plain names.
    fn path_parameters(
        &mut self,
        mut declared: Vec<Parameter>,
        template: &str,
        pointer: &str,
    ) -> (Vec<Parameter>, String) {
        let mut path: Vec<Parameter> = Vec::new();
        let mut written = template.to_owned();
        for variable in variables(template) {
            let Variable {
                raw,
                name,
                form,
                explode,
            } = variable;
            let style = match form {
                None => Style::Simple,
                Some(PathForm::Label) => Style::Label,
                Some(PathForm::Matrix) => Style::Matrix,
            };
            if path
                .iter()
                .any(|known| known.wire == name || known.wire == raw)
            {
                continue;
            }
            let by_name = |name: &str| declared.iter().position(|known| known.wire == name);
            let Some(index) = by_name(raw).or_else(|| by_name(name)) else {
                (self.undeclared).push((raw.to_owned(), pointer.to_owned()));
                written = rewrite(&written, raw, name);
                path.push(Parameter {
                    style,
                    explode,
                    ..self.undeclared(name, pointer)
                });
                continue;
            };
            let mut parameter = declared.remove(index);
            if parameter.style == Style::Simple && parameter.wire != raw {
                parameter.style = style;
            }
            parameter.explode |= explode;
            written = rewrite(&written, raw, &parameter.wire);
            path.push(parameter);
        }
        for parameter in declared {
            self.warn(
                Code::UnusedPathParameter,
                &parameter.pointer,
                format!(
                    "`{template}` has no variable `{{{}}}`; the parameter is left out",
                    parameter.wire
                ),
            );
        }
        (path, written)
    }

    /// Reports the variables that operations of a path lack a parameter for, each once.
    pub(super) fn report_undeclared(&mut self, template: &str, path: &str) {
        let mut found = std::mem::take(&mut self.undeclared);
        while let Some((variable, operation)) = found.first().cloned() {
            let times = found.len();
            found.retain(|(other, _)| *other != variable);
            let place = match times.saturating_sub(found.len()) {
                1 => (self.input.place)(&operation),
                _ => (self.input.place)(path).at_key(),
            };
            let message = format!(
                "`{{{variable}}}` in `{template}` is not declared as a parameter; treated as a string"
            );
            let code = Code::UndeclaredPathVariable;
            (self.diagnostics).push(Diagnostic::warning(code, place, message));
        }
    }

    /// A variable that no parameter declares.
    fn undeclared(&mut self, name: &str, pointer: &str) -> Parameter {
        let ty = self.node(
            Shape::String(StringFormat::Plain),
            &Site::root(pointer, true),
        );
        Parameter {
            wire: name.to_owned(),
            name: None,
            location: Location::Path,
            style: Style::Simple,
            explode: false,
            reserved: false,
            ty: Use {
                ty,
                nullable: false,
            },
            required: true,
            meta: Meta::default(),
            element: None,
            pointer: pointer.to_owned(),
        }
    }
}
