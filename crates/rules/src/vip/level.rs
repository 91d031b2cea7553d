//! How much speaks for a tier, over time.

use super::history::{Contribution, History, Span, Window};

/// From `at` on, up to the next step, `level` speaks for a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) at: i64,
    pub(super) level: i64,
}

/// The level over all time if nothing is added to what is there at `now`, so steps after `now` tell what will be lost and when.
/// In rising order, at most one for each time.
///
/// In yearly windows the level is the larger of what the present window has so far and what the one before came to: so a tier
/// holds to the end of the year after.
pub(super) fn levels(history: &History<'_>, now: i64) -> Vec<Step> {
    let mut known: Vec<Contribution> = history.contributions.iter().copied().filter(|it| it.at <= now && it.amount > 0).collect();
    known.sort_unstable_by_key(|it| it.at);
    let began = known.first().map_or(history.joined, |first| first.at.min(history.joined));
    let mut steps = vec![Step { at: began, level: 0 }];
    match history.window {
        Window::Lifetime => running_sum(known.iter().map(|it| (it.at, it.amount)), &mut steps),
        Window::Rolling { ms } => running_sum(rolling(&known, ms).into_iter(), &mut steps),
        Window::Yearly(spans) => yearly(&known, spans, &mut steps),
    }
    steps
}

/// What of that which is there at `now` is counted at `at`, in the window of that time.
pub(super) fn value(history: &History<'_>, now: i64, at: i64) -> i64 {
    let from = match history.window {
        Window::Lifetime => i64::MIN,
        Window::Rolling { ms } => at.saturating_sub(ms.max(1)).saturating_add(1),
        Window::Yearly(spans) => match present(spans, at) {
            Some(span) => span.start,
            None => return 0,
        },
    };
    let counted = history.contributions.iter().filter(|it| from <= it.at && it.at <= now.min(at));
    counted.fold(0, |sum: i64, it| sum.saturating_add(it.amount.max(0)))
}

/// The window that `now` is in.
pub(super) fn present(spans: &[Span], now: i64) -> Option<Span> {
    spans.iter().copied().find(|span| span.start <= now && now < span.end)
}

/// Each contribution twice: when it begins and when it ceases to count.
fn rolling(known: &[Contribution], ms: i64) -> Vec<(i64, i64)> {
    let begin = known.iter().map(|it| (it.at, it.amount));
    let cease = known.iter().map(|it| (it.at.saturating_add(ms.max(1)), -it.amount));
    let mut turns: Vec<(i64, i64)> = begin.chain(cease).collect();
    turns.sort_unstable_by_key(|(at, _)| *at);
    turns
}

fn running_sum(turns: impl Iterator<Item = (i64, i64)>, steps: &mut Vec<Step>) {
    // Wider than what is added, so that sums beyond any i64 come down again to what they were.
    let mut sum: i128 = 0;
    for (at, amount) in turns {
        sum += i128::from(amount);
        push(steps, at, i64::try_from(sum).unwrap_or(i64::MAX));
    }
}

fn yearly(known: &[Contribution], spans: &[Span], steps: &mut Vec<Step>) {
    let mut before = 0;
    for span in spans {
        push(steps, span.start, before);
        let mut sum: i64 = 0;
        for it in known.iter().filter(|it| span.start <= it.at && it.at < span.end) {
            sum = sum.saturating_add(it.amount);
            push(steps, it.at, sum.max(before));
        }
        before = sum;
    }
    if let Some(last) = spans.last() {
        push(steps, last.end, before);
    }
}

/// Adds a step; of several at one time the last counts.
fn push(steps: &mut Vec<Step>, at: i64, level: i64) {
    match steps.last_mut() {
        Some(last) if last.at >= at => last.level = level,
        _ => steps.push(Step { at, level }),
    }
}
