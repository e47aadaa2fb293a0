//! The texts of the embedded document's types.

use generated::identity::{VerificationReport, VerificationSession};
use generated::runtime::List;

use crate::pairs::{Measure, Way, page, pair};
use crate::{REPORT, SESSION, compact, twins};

/// Measures each of them.
pub fn each(way: Way, measure: Measure<'_>) {
    let (session, report) = (compact(SESSION), compact(REPORT));
    pair::<VerificationSession, twins::Session>(way, "session", &session, measure);
    pair::<VerificationReport, twins::Report>(way, "report", &report, measure);
    pair::<List<VerificationSession>, twins::List<twins::Session>>(
        way,
        "page of 100 sessions",
        &page(&session),
        measure,
    );
}
