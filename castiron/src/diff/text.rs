//! Changes as text for a terminal.

use castiron_codegen::diff::{Concern, Impact};

use super::shown::{Located, Shown, endpoints, happened, kinds, name, summary};

/// All changes, the gravest first. Those of documentation are only counted, unless much is to be said.
pub(super) fn write(shown: &Shown<'_>, is_verbose: bool) -> String {
    let mut out = String::new();
    if let Some((old, new)) = &shown.diff.unrelated {
        out += &format!("these are different APIs: \"{old}\" and \"{new}\"\n");
    }
    out += &summary(shown.diff);
    out.push('\n');
    if shown.diff.changes.is_empty() {
        return out;
    }
    out += &format!("{}\n", kinds(shown.diff));
    let [old, new] = &shown.names;
    out += &format!("line:column after - is in {old}, after + in {new}\n");
    for impact in Impact::ALL {
        let mut resource = "";
        for located in shown.of(impact) {
            if impact == Impact::Patch && !is_verbose {
                continue;
            }
            if resource.is_empty() {
                out += &format!("\n{}\n", heading(impact));
            }
            if resource != located.change.resource {
                resource = &located.change.resource;
                out += &format!("  {resource}\n");
            }
            change(&mut out, located, is_verbose);
        }
    }
    out
}

/// What an impact means, in a line.
pub(super) fn heading(impact: Impact) -> &'static str {
    match impact {
        Impact::Major => "major: programs may have to be changed",
        Impact::Split => "split: one type became several, or several became one",
        Impact::Minor => "minor: something new, or something that differs at run time",
        Impact::Patch => "patch: documentation only",
    }
}

fn change(out: &mut String, located: &Located<'_>, is_verbose: bool) {
    let change = located.change;
    let wire = if change.concern == Concern::Wire {
        " [wire]"
    } else {
        ""
    };
    *out += &format!(
        "    {} {}{wire}: {}",
        change.what,
        name(change),
        happened(change)
    );
    if let Some(endpoints) = endpoints(change) {
        *out += &format!("  [{endpoints}]");
    }
    let has_line = change.impact == Impact::Major || is_verbose;
    if let Some(places) = located.places().filter(|_| !has_line) {
        *out += &format!("  {places}");
    }
    out.push('\n');
    if let Some(instead) = change
        .instead
        .as_ref()
        .filter(|_| change.impact == Impact::Major)
    {
        *out += &format!("        instead: {instead}\n");
    }
    if has_line {
        let places = match (&located.old, &located.new) {
            (Some(old), Some(new)) => format!("{old} -> {new}"),
            (Some(one), None) | (None, Some(one)) => one.to_string(),
            (None, None) => return,
        };
        *out += &format!("        at {places}\n");
    }
}
