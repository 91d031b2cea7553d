//! The rates as a table.

use super::others::{OTHERS, Rule};
use super::score::{Score, ours};
use super::trace::Trace;

/// How often each rule is wrong on these traces, and on which, if `names`: a table in Markdown.
pub(crate) fn table(traces: &[&Trace], names: bool) -> String {
    let mut lines = vec!["| rule | exits missed | fired on who stays |".to_owned(), "| --- | ---: | ---: |".to_owned()];
    let rules = [("ours", ours as Rule)].into_iter().chain(OTHERS);
    for (name, rule) in rules {
        let score = Score::of(traces.iter().copied(), rule);
        let missed = share(score.missed.len(), score.exits);
        lines.push(format!("| {name} | {missed} | {} |", share(score.false_fires.len(), score.stays)));
        if names {
            lines.push(format!("| | {} | {} |", score.missed.join(" "), score.false_fires.join(" ")));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// `3 of 40 (7.5 %)`.
fn share(count: usize, of: usize) -> String {
    if of == 0 { "none".into() } else { format!("{count} of {of} ({:.1} %)", 100.0 * count as f64 / of as f64) }
}
