//! Where a member stands.

use super::forecast::forecast;
use super::history::{History, Span, Window};
use super::{level, runs};

/// Where a member stands at a time. Tiers are places on the ladder, the lowest 0; none is below the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The tier.
    pub tier: Option<usize>,
    /// Since when the member is in this tier or a higher one without a break.
    pub since: Option<i64>,
    /// What is counted in the present window.
    pub value: i64,
    /// When the present window ends, for yearly ones.
    pub ends_at: Option<i64>,
    /// What keeps the tier; nothing where time can't take it.
    pub keep: Option<Keep>,
    /// What the present window will come to, for yearly ones ([`forecast`](super::forecast())).
    pub forecast: Option<i64>,
    /// Every change of tier up to now, oldest first.
    pub changes: Vec<Change>,
}

/// What keeps a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// So much more, in the basis's unit, has to be counted. 0: what there is keeps the tier beyond `until`.
    pub needed: i64,
    /// Before then: what comes in a year's grace counts for the next year. Never later than `until`.
    pub by: i64,
    /// Or else the tier is lost then: held to the millisecond before.
    pub until: i64,
}

/// A change of tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The tier from then on.
    pub tier: Option<usize>,
    /// When.
    pub at: i64,
    /// Whether it was a step up.
    pub up: bool,
}

/// Where a member stands at `now`. What happened later counts for nothing.
pub fn standing(history: &History<'_>, now: i64) -> Standing {
    let steps = level::levels(history, now);
    let ladder: Vec<Vec<Span>> = history.thresholds.iter().map(|it| runs::runs(&steps, *it, history.grace_ms)).collect();
    let tier = tier_at(&ladder, now);
    let value = level::value(history, now, now);
    let window = match history.window {
        Window::Yearly(spans) => level::present(spans, now),
        Window::Lifetime | Window::Rolling { .. } => None,
    };
    let run = tier.and_then(|tier| runs::at(ladder.get(tier)?, now));
    let threshold = tier.and_then(|tier| history.thresholds.get(tier).copied());
    Standing {
        tier,
        since: run.map(|run| run.start),
        value,
        ends_at: window.map(|window| window.end),
        keep: run.zip(threshold).and_then(|(run, threshold)| keep(history, now, window, run, threshold)),
        forecast: window.and_then(|window| forecast(value, now - window.start, window.end - now)),
        changes: changes(&ladder, now),
    }
}

/// The tier that was held just before `at`: the one whose multiplier an order paid then has.
pub fn tier_before(history: &History<'_>, at: i64) -> Option<usize> {
    let before = at.saturating_sub(1);
    let steps = level::levels(history, before);
    let held = |threshold| runs::at(&runs::runs(&steps, threshold, history.grace_ms), before).is_some();
    history.thresholds.iter().rposition(|threshold| held(*threshold))
}

fn tier_at(ladder: &[Vec<Span>], now: i64) -> Option<usize> {
    ladder.iter().rposition(|runs| runs::at(runs, now).is_some())
}

fn keep(history: &History<'_>, now: i64, window: Option<Span>, run: Span, threshold: i64) -> Option<Keep> {
    if threshold <= 0 {
        return None;
    }
    match history.window {
        Window::Lifetime => None,
        Window::Rolling { .. } => {
            let needed = threshold.saturating_sub(level::value(history, now, run.end));
            Some(Keep { needed, by: run.end, until: run.end })
        }
        Window::Yearly(_) => {
            let window = window?;
            let needed = threshold.saturating_sub(level::value(history, now, now)).max(0);
            // A run ends before the window does where only the grace of the year before last holds it.
            let until = run.end.min(window.end.saturating_add(history.grace_ms.max(0)));
            Some(Keep { needed, by: until.min(window.end), until })
        }
    }
}

fn changes(ladder: &[Vec<Span>], now: i64) -> Vec<Change> {
    let edges = ladder.iter().flatten().flat_map(|run| [run.start, run.end]);
    let mut times: Vec<i64> = edges.filter(|at| *at <= now).collect();
    times.sort_unstable();
    times.dedup();
    let mut changes = Vec::new();
    let mut tier = None;
    for at in times {
        let next = tier_at(ladder, at);
        if next != tier {
            changes.push(Change { tier: next, at, up: next > tier });
            tier = next;
        }
    }
    changes
}
