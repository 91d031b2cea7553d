//! The times at which a tier is held.

use super::history::Span;
use super::level::Step;

/// When the level is at `threshold` or above, or was so within the `grace_ms` before: in rising order, apart from one another.
/// The last one's end is `i64::MAX` where no end is in sight.
pub(super) fn runs(steps: &[Step], threshold: i64, grace_ms: i64) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    let mut open: Option<i64> = None;
    for step in steps {
        match (open, step.level >= threshold) {
            (None, true) => open = Some(step.at),
            (Some(start), false) => {
                join(&mut runs, Span { start, end: step.at.saturating_add(grace_ms.max(0)) });
                open = None;
            }
            _ => {}
        }
    }
    if let Some(start) = open {
        join(&mut runs, Span { start, end: i64::MAX });
    }
    runs
}

/// The run that `now` is in.
pub(super) fn at(runs: &[Span], now: i64) -> Option<Span> {
    let after = runs.partition_point(|run| run.start <= now);
    let last = *runs.get(after.checked_sub(1)?)?;
    (now < last.end).then_some(last)
}

/// Adds a run, or makes the last one longer where the grace reaches into it.
fn join(runs: &mut Vec<Span>, run: Span) {
    match runs.last_mut() {
        Some(last) if last.end >= run.start => last.end = last.end.max(run.end),
        _ => runs.push(run),
    }
}
