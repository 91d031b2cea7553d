//! A report as CSV (RFC 4180), for spreadsheets.

use crate::error::{Error, Result};
use csv::{ReaderBuilder, Writer};
use loyalty_api::report::Report;
use serde::Serialize;

/// The rows of a report under a line of their columns' names.
pub fn write(report: &Report) -> Result<Vec<u8>> {
    match report {
        Report::Members { rows, .. } => table(rows),
        Report::Issuance { rows, .. } => table(rows),
        Report::Redemptions { rows, .. } => table(rows),
        Report::Liability { rows, .. } => table(rows),
        Report::Tiers { rows, .. } => table(rows),
        Report::Referrals { rows, .. } => table(rows),
        Report::Campaigns { rows, .. } => table(rows),
        Report::Experiments { rows, .. } => table(rows),
        Report::Quizzes { rows, .. } => table(rows),
        Report::Customers { rows, .. } => table(rows),
    }
}

fn table<T: Serialize>(rows: &[T]) -> Result<Vec<u8>> {
    let mut plain = Writer::from_writer(Vec::new());
    for row in rows {
        plain.serialize(row).map_err(failed)?;
    }
    let plain = plain.into_inner().map_err(|_| Error::OutOfRange)?;
    let mut safe = Writer::from_writer(Vec::new());
    for record in ReaderBuilder::new().has_headers(false).from_reader(plain.as_slice()).records() {
        safe.write_record(record.map_err(failed)?.iter().map(harmless)).map_err(failed)?;
    }
    safe.into_inner().map_err(|_| Error::OutOfRange)
}

/// A cell that no spreadsheet takes for a formula: texts that begin like one are quoted with an apostrophe, as OWASP
/// recommends; numbers stay numbers.
fn harmless(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<i64>().is_err();
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

fn failed(error: csv::Error) -> Error {
    tracing::error!(%error, "a report cannot be written");
    Error::OutOfRange
}

#[cfg(test)]
mod tests {
    use super::*;
    use loyalty_api::report::IssuanceRow;

    #[test]
    fn cells_are_quoted_and_are_no_formulas() {
        let row =
            |rule: Option<&str>, points| IssuanceRow { rule: rule.map(Into::into), awards: 1, points, taken_back: 0, pending: 0 };
        let rows = vec![
            row(Some("plain"), -5),
            row(None, 0),
            row(Some("=HYPERLINK(\"x\")"), 0),
            row(Some("+1"), 0),
            row(Some("@sum"), 0),
            row(Some("a,b\"c\nd"), 0),
        ];
        let report = Report::Issuance { from: String::new(), to: String::new(), rows };
        let expected = "rule,awards,points,taken_back,pending\nplain,1,-5,0,0\n,1,0,0,0\n\"'=HYPERLINK(\"\"x\"\")\",1,0,0,0\n\
                        +1,1,0,0,0\n'@sum,1,0,0,0\n\"a,b\"\"c\nd\",1,0,0,0\n";
        assert_eq!(String::from_utf8(write(&report).unwrap()).unwrap(), expected);
    }
}
