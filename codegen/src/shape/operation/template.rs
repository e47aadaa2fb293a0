//! Path templates and their variables.

/// The expansion of a variable that an operator selects (RFC 6570, 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathForm {
    /// `.blue`
    Label,
    /// `;color=blue`
    Matrix,
}

/// A variable of a path template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Variable<'t> {
    /// The text between the braces.
    pub(super) raw: &'t str,
    /// The same without the operators of URI templates (RFC 6570), which some documents write.
    pub(super) name: &'t str,
    /// The form that the operator selects, if there is one.
    pub(super) form: Option<PathForm>,
    /// Whether it is exploded.
    pub(super) explode: bool,
}

/// The variables of a path template, in order.
pub(super) fn variables(template: &str) -> impl Iterator<Item = Variable<'_>> {
    template.split('{').skip(1).filter_map(|rest| {
        let (raw, _) = rest.split_once('}')?;
        let form = match raw.bytes().next()? {
            b'.' => Some(PathForm::Label),
            b';' => Some(PathForm::Matrix),
            _ => None,
        };
        let name = raw
            .trim_start_matches(['.', ';', '+', '/'])
            .trim_end_matches('*');
        (!name.is_empty()).then_some(Variable {
            raw,
            name,
            form,
            explode: raw.ends_with('*'),
        })
    })
}

/// A template in which the variable `raw` is renamed to `name`.
pub(super) fn rewrite(template: &str, raw: &str, name: &str) -> String {
    template.replace(&format!("{{{raw}}}"), &format!("{{{name}}}"))
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
    fn operators_say_how_a_variable_is_written() {
        let test = |template: &str, form, explode| {
            let variable = variables(template).next().expect("a variable");
            assert_eq!((variable.form, variable.explode), (form, explode));
            assert_eq!(rewrite(template, variable.raw, variable.name), "/a/{b}");
        };
        test("/a/{b}", None, false);
        test("/a/{b*}", None, true);
        test("/a/{.b*}", Some(PathForm::Label), true);
        test("/a/{;b}", Some(PathForm::Matrix), false);
    }
}
