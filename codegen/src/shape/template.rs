//! Path templates and their variables.

/// How a path parameter is written (OpenAPI 3.0, Parameter Object, `style`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathForm {
    /// `blue`
    Simple,
    /// `.blue`
    Label,
    /// `;color=blue`
    Matrix,
}

/// A variable of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Variable<'t> {
    /// What stands between the braces.
    pub(super) raw: &'t str,
    /// The same without the operators of URI templates (RFC 6570), which some documents write.
    pub(super) name: &'t str,
    /// What the operator says.
    pub(super) form: PathForm,
}

/// The variables of a path template, in order.
pub(super) fn variables(template: &str) -> impl Iterator<Item = Variable<'_>> {
    template.split('{').skip(1).filter_map(|rest| {
        let (raw, _) = rest.split_once('}')?;
        let form = match raw.bytes().next()? {
            b'.' => PathForm::Label,
            b';' => PathForm::Matrix,
            _ => PathForm::Simple,
        };
        let name = raw
            .trim_start_matches(['.', ';', '+', '/'])
            .trim_end_matches('*');
        (!name.is_empty()).then_some(Variable { raw, name, form })
    })
}

/// A template in which the variable `raw` is called `name` and is written in `form`.
pub(super) fn rewrite(template: &str, raw: &str, name: &str, form: PathForm) -> String {
    let from = format!("{{{raw}}}");
    let to = match form {
        PathForm::Simple => format!("{{{name}}}"),
        PathForm::Label => format!(".{{{name}}}"),
        PathForm::Matrix => format!(";{name}={{{name}}}"),
    };
    template.replace(&from, &to)
}

#[cfg(test)]
mod tests {
    use super::{PathForm, rewrite, variables};

    #[test]
    fn finds_every_variable() {
        let names = |template| {
            variables(template)
                .map(|found| found.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(names("/a/{b}/{c}.{d}"), ["b", "c", "d"]);
        assert_eq!(names("/a/{b}{c}"), ["b", "c"]);
        assert_eq!(names("/a/{}/{open"), [""; 0]);
        assert_eq!(names("/a/{.b*}/{;c}/{d*}"), ["b", "c", "d"]);
    }

    #[test]
    fn styles_are_written_into_the_template() {
        let test = |template: &str, form, want: &str| {
            let variable = variables(template).next().expect("a variable");
            assert_eq!(rewrite(template, variable.raw, variable.name, form), want);
        };
        test("/a/{b}", PathForm::Simple, "/a/{b}");
        test("/a/{.b*}", PathForm::Label, "/a/.{b}");
        test("/a/{;b}", PathForm::Matrix, "/a/;b={b}");
    }
}
