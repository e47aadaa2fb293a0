//! What came of the calls.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::calls::Call;
use crate::sample::Extent;

/// What came of one call.
pub(crate) enum Outcome {
    /// The request was valid, and its answer was read.
    Well,
    /// The sampler has no value for it.
    Unsampled(String),
    /// The generated types do not take the values, or the client does not send them.
    Unsent(String),
    /// Prism finds that the request is not what the document asks for.
    Refused(String),
    /// The answer could not be read.
    Undecoded(String),
    /// Prism can't tell: what it says is no fault of the request.
    Unjudged(String),
}

impl Outcome {
    /// From a line of the program.
    pub(crate) fn read(line: &str) -> Self {
        match line.split_once(' ') {
            Some(("unsent", why)) => Self::Unsent(why.to_owned()),
            Some(("refused", why)) => Self::Refused(why.to_owned()),
            Some(("undecoded", why)) => Self::Undecoded(why.to_owned()),
            _ => Self::Well,
        }
    }

    /// Sets apart what Prism says of things that are not in the request, or of its own answer.
    pub(crate) fn judged(self, params: &Value) -> Self {
        let Self::Refused(text) = &self else {
            return self;
        };
        if text.contains("Cannot deserialize JSON object array in form data") {
            return Self::Unjudged(
                "lists of objects in forms, which Prism does not read".to_owned(),
            );
        }
        let found: Value = text
            .split_once('{')
            .and_then(|(_, json)| serde_json::from_str(&format!("{{{json}")).ok())
            .unwrap_or_default();
        let faults = found.get("validation").and_then(Value::as_array);
        let all = |is: &dyn Fn(&[&str]) -> bool| {
            faults.is_some_and(|faults| {
                !faults.is_empty()
                    && faults.iter().all(|fault| {
                        let location = fault.get("location").and_then(Value::as_array);
                        let steps: Vec<&str> = location
                            .into_iter()
                            .flatten()
                            .filter_map(Value::as_str)
                            .collect();
                        is(&steps)
                    })
            })
        };
        if all(&|steps| steps.first() == Some(&"response")) {
            let faults: Vec<String> = (faults.into_iter().flatten())
                .filter_map(|fault| fault.get("message")?.as_str().map(str::to_owned))
                .collect();
            return Self::Unjudged(format!(
                "an answer of Prism's that is not valid by its own judgement: {}",
                faults.join("; ")
            ));
        }
        let is_absent = |steps: &[&str]| match steps {
            ["body", name, ..] => params.get(name).is_none(),
            _ => false,
        };
        if all(&is_absent) {
            return Self::Unjudged(
                "properties that were not sent, which Prism takes for empty objects".to_owned(),
            );
        }
        self
    }

    fn told(&self) -> (&'static str, &str) {
        match self {
            Self::Well => ("well", ""),
            Self::Unsampled(why) => ("no value made", why),
            Self::Unsent(why) => ("not sent", why),
            Self::Refused(why) => ("refused by the server", why),
            Self::Undecoded(why) => ("answer not read", why),
            Self::Unjudged(why) => (UNJUDGED, why),
        }
    }
}

const UNJUDGED: &str = "not judged by the server";

/// Counts of one document.
pub(crate) struct Report {
    name: String,
    total: usize,
    called: usize,
    required: usize,
    all: usize,
    counts: BTreeMap<&'static str, usize>,
    failures: Vec<String>,
}

impl Report {
    /// No calls so far.
    pub(crate) fn new(path: &Path, total: usize, called: usize) -> Self {
        Self {
            name: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            total,
            called,
            required: 0,
            all: 0,
            counts: BTreeMap::new(),
            failures: Vec::new(),
        }
    }

    /// Counts a call.
    pub(crate) fn add(&mut self, call: &Call, extent: Extent, outcome: Outcome) {
        if let Outcome::Well = outcome {
            match extent {
                Extent::Required => self.required += 1,
                Extent::All => self.all += 1,
            }
            return;
        }
        let (kind, why) = outcome.told();
        *self.counts.entry(kind).or_default() += 1;
        let why: String = why.chars().take(900).collect();
        self.failures
            .push(format!("{} ({extent:?}): {kind}: {why}", call.name));
    }

    /// How many calls of a hundred went well, of those that Prism can judge.
    pub(crate) fn percent(&self) -> f64 {
        let unjudged = self.counts.get(UNJUDGED).copied().unwrap_or(0);
        let judged = (self.called * 2).saturating_sub(unjudged);
        if judged == 0 {
            return 0.0;
        }
        (self.required + self.all) as f64 * 100.0 / judged as f64
    }

    /// Prints the counts, and so many failures.
    pub(crate) fn print(&self, show: usize) {
        println!(
            "{}: {} of {} operations called; with the required fields {} went well, with all fields {} ({:.1} %)",
            self.name,
            self.called,
            self.total,
            self.required,
            self.all,
            self.percent()
        );
        for (kind, count) in &self.counts {
            println!("  {count} {kind}");
        }
        for failure in self.failures.iter().take(show) {
            println!("    {failure}");
        }
    }
}
