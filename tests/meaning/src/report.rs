//! What came out, counted and printed.

use std::fmt;

use serde_json::Value;

use crate::cast::Cast;
use crate::compare::{Outcome, compare};
use crate::driver::Answer;
use crate::examples;

/// Counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Documents that are refused.
    pub refused: usize,
    /// Documents whose program did not answer.
    pub broken: usize,
    /// Values that are not valid under their own schema.
    pub invalid: usize,
    /// Values whose schema the judge can't read.
    pub unjudged: usize,
    /// Valid values for whose schema no type is generated.
    pub untyped: usize,
    /// Valid values that were decoded.
    pub valid: usize,
    /// Those that came back the same.
    pub same: usize,
    /// Those of the same that hold something that the type does not list.
    pub unrecognized: usize,
    /// Those that lost nothing but keys that no schema around them declares.
    pub undeclared: usize,
}

impl Tally {
    /// Adds another's counts.
    pub(crate) fn add(&mut self, other: &Self) {
        self.refused += other.refused;
        self.broken += other.broken;
        self.invalid += other.invalid;
        self.unjudged += other.unjudged;
        self.untyped += other.untyped;
        self.valid += other.valid;
        self.same += other.same;
        self.unrecognized += other.unrecognized;
        self.undeclared += other.undeclared;
    }

    /// How many percent of the valid values came back the same.
    pub(crate) fn percent(&self) -> f64 {
        if self.valid == 0 {
            100.0
        } else {
            self.same as f64 * 100.0 / self.valid as f64
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} valid, {} the same ({:.2} %; {} with unlisted values), {} without undeclared keys, {} otherwise; not decoded: {} invalid, {} \
             without a type, {} unjudged",
            self.valid,
            self.same,
            self.percent(),
            self.unrecognized,
            self.undeclared,
            self.valid - self.same - self.undeclared,
            self.invalid,
            self.untyped,
            self.unjudged
        )?;
        if self.refused + self.broken > 0 {
            write!(
                f,
                "; documents: {} refused, {} broken",
                self.refused, self.broken
            )?;
        }
        Ok(())
    }
}

/// What came out of one document.
pub(crate) struct Report<'a> {
    cast: &'a Cast,
    /// Its counts.
    pub tally: Tally,
    failures: Vec<String>,
}

impl<'a> Report<'a> {
    /// Compares what came back.
    pub(crate) fn new(cast: &'a Cast, answers: &[Answer]) -> Self {
        let mut tally = Tally {
            invalid: cast.left.invalid,
            unjudged: cast.left.unjudged.len(),
            untyped: cast.left.untyped.len(),
            valid: cast.values.len(),
            ..Tally::default()
        };
        let mut failures = Vec::new();
        if answers.len() != cast.values.len() {
            tally.broken = 1;
            failures.push(format!(
                "{} values, {} answers",
                cast.values.len(),
                answers.len()
            ));
        }
        for (one, answer) in cast.values.iter().zip(answers) {
            let ty = &cast.types[one.ty];
            let why = match answer {
                Err(error) => format!("not decoded: {error}"),
                Ok(back) => {
                    let value: Value = serde_json::from_str(&back.json).unwrap_or(Value::Null);
                    match compare(&one.value, &value) {
                        Outcome::Same => {
                            tally.same += 1;
                            tally.unrecognized += usize::from(back.is_unrecognized);
                            continue;
                        }
                        Outcome::Changed(what) => format!("changed: {what}"),
                        Outcome::Lost(keys) => {
                            let is_known =
                                |key: &str| examples::declares(&cast.document, &one.schema, key);
                            let kind = if keys.iter().any(|key| is_known(key)) {
                                "lost"
                            } else {
                                tally.undeclared += 1;
                                "undeclared"
                            };
                            format!("{kind}: {}", keys.join(" "))
                        }
                    }
                }
            };
            failures.push(format!("{} as {ty}\n      {why}", one.pointer));
        }
        Self {
            cast,
            tally,
            failures,
        }
    }

    /// Prints it.
    pub(crate) fn print(&self, most: usize) {
        println!("{}: {}", self.cast.name, self.tally);
        for failure in self.failures.iter().take(most) {
            println!("    {failure}");
        }
        if self.failures.len() > most {
            println!("    and {} more", self.failures.len() - most);
        }
        for (what, list) in [
            ("unjudged", &self.cast.left.unjudged),
            ("no type", &self.cast.left.untyped),
        ] {
            for one in list.iter().take(most.min(3)) {
                println!("    {what}: {one}");
            }
        }
    }
}
