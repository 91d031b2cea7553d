//! The whole against its definition, written down once more in the plainest way.

use super::*;
use proptest::prelude::*;

const DAY: i64 = 24 * 60 * 60 * 1000;

fn gave(at: i64, amount: i64) -> Contribution {
    Contribution { at, amount }
}

fn change(tier: impl Into<Option<usize>>, at: i64, up: bool) -> Change {
    Change { tier: tier.into(), at, up }
}

#[test]
fn a_lifetime_tier_is_never_lost_by_time() {
    let contributions = [gave(10, 60), gave(30, 50), gave(20, 40)];
    let history =
        History { thresholds: &[0, 100, 150], window: Window::Lifetime, grace_ms: 0, joined: 5, contributions: &contributions };
    let expected = Standing {
        tier: Some(2),
        since: Some(30),
        value: 150,
        ends_at: None,
        keep: None,
        forecast: None,
        changes: vec![change(0, 5, true), change(1, 20, true), change(2, 30, true)],
    };
    assert_eq!(standing(&history, 1_000_000), expected);
    // The second order was refunded in part: the tiers it reached were never reached.
    let refunded = [gave(10, 60), gave(30, 30), gave(20, 0)];
    let after = standing(&History { contributions: &refunded, ..history }, 1_000_000);
    assert_eq!((after.tier, after.value, after.changes), (Some(0), 90, vec![change(0, 5, true)]));
}

#[test]
fn a_rolling_tier_is_lost_when_the_sum_falls_below_it_and_the_grace_is_over() {
    let contributions = [gave(0, 60), gave(10, 50)];
    let history = History {
        thresholds: &[100],
        window: Window::Rolling { ms: 100 },
        grace_ms: 7,
        joined: 0,
        contributions: &contributions,
    };
    for (name, now, tier, value, keep) in [
        ("not yet", 9, None, 60, None),
        ("reached", 10, Some(0), 110, Some(Keep { needed: 50, by: 107, until: 107 })),
        ("the first is just within the window", 99, Some(0), 110, Some(Keep { needed: 50, by: 107, until: 107 })),
        ("the first has left it: the grace", 100, Some(0), 50, Some(Keep { needed: 50, by: 107, until: 107 })),
        ("the grace's last millisecond", 106, Some(0), 50, Some(Keep { needed: 50, by: 107, until: 107 })),
        ("lost", 107, None, 50, None),
    ] {
        let standing = standing(&history, now);
        assert_eq!((standing.tier, standing.value, standing.keep), (tier, value, keep), "{name}");
    }
    assert_eq!(standing(&history, 200).changes, [change(0, 10, true), change(None, 107, false)]);
    // Something in the grace keeps it without a break.
    let kept = [gave(0, 60), gave(10, 50), gave(105, 50)];
    let kept = standing(&History { contributions: &kept, ..history }, 109);
    assert_eq!((kept.tier, kept.since, kept.changes), (Some(0), Some(10), vec![change(0, 10, true)]));
}

#[test]
fn a_yearly_tier_holds_to_the_end_of_the_year_after_and_its_grace() {
    let years = [span(0, 365), span(365, 730), span(730, 1096), span(1096, 1461)];
    let contributions = [gave(100 * DAY, 120), gave(400 * DAY, 30), gave(800 * DAY, 40)];
    let history = History {
        thresholds: &[50, 100],
        window: Window::Yearly(&years),
        grace_ms: 14 * DAY,
        joined: 20 * DAY,
        contributions: &contributions,
    };
    let keep = |needed, by: i64, until: i64| Some(Keep { needed, by: by * DAY, until: until * DAY });
    for (name, day, tier, value, keep) in [
        ("before the order", 99, None, 0, None),
        ("the year it was reached: safe a year more", 100, Some(1), 120, keep(0, 365, 379)),
        ("the year after, nothing yet", 365, Some(1), 0, keep(100, 730, 744)),
        ("the year after, a little", 500, Some(1), 30, keep(70, 730, 744)),
        ("its last day", 729, Some(1), 30, keep(70, 730, 744)),
        ("the grace of the year before last", 735, Some(1), 0, keep(100, 744, 744)),
        ("the grace is over", 744, None, 0, None),
        ("not enough for the lower tier either", 900, None, 40, None),
    ] {
        let standing = standing(&history, day * DAY);
        assert_eq!((standing.tier, standing.value, standing.keep), (tier, value, keep), "{name}");
    }
    let standing = standing(&history, 900 * DAY);
    assert_eq!(standing.changes, [change(1, 100 * DAY, true), change(None, 744 * DAY, false)]);
    assert_eq!((standing.ends_at, standing.forecast), (Some(1096 * DAY), Some(40 + 40 * 196 / 170)));
}

#[test]
fn an_order_has_the_multiplier_of_the_tier_held_before_it() {
    let contributions = [gave(10, 100)];
    let history =
        History { thresholds: &[0, 100], window: Window::Lifetime, grace_ms: 0, joined: 0, contributions: &contributions };
    for (at, expected) in [(0, None), (10, Some(0)), (11, Some(1))] {
        assert_eq!(tier_before(&history, at), expected, "{at}");
    }
}

fn span(start: i64, end: i64) -> Span {
    Span { start: start * DAY, end: end * DAY }
}

/// A history with times so small that every millisecond can be looked at.
#[derive(Clone, Debug)]
struct Small {
    thresholds: Vec<i64>,
    contributions: Vec<Contribution>,
    kind: Kind,
    years: Vec<Span>,
    grace_ms: i64,
    joined: i64,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Lifetime,
    Rolling(i64),
    Yearly,
}

impl Small {
    fn history(&self) -> History<'_> {
        let window = match self.kind {
            Kind::Lifetime => Window::Lifetime,
            Kind::Rolling(ms) => Window::Rolling { ms },
            Kind::Yearly => Window::Yearly(&self.years),
        };
        let Self { thresholds, contributions, grace_ms, joined, .. } = self;
        History { thresholds, window, grace_ms: *grace_ms, joined: *joined, contributions }
    }

    fn with(&self, more: Contribution) -> Self {
        Self { contributions: [self.contributions.clone(), vec![more]].concat(), ..self.clone() }
    }

    fn began(&self) -> i64 {
        self.contributions
            .iter()
            .filter(|it| it.amount > 0)
            .map(|it| it.at)
            .min()
            .map_or(self.joined, |first| first.min(self.joined))
    }

    fn sum(&self, from: i64, until: i64, now: i64) -> i64 {
        self.contributions.iter().filter(|it| from <= it.at && it.at < until && it.at <= now).map(|it| it.amount).sum()
    }

    /// What speaks for a tier at `at`, knowing what there is at `now`.
    fn level(&self, at: i64, now: i64) -> i64 {
        match self.kind {
            Kind::Lifetime => self.sum(i64::MIN, at + 1, now),
            Kind::Rolling(ms) => self.sum(at - ms + 1, at + 1, now),
            Kind::Yearly => {
                let year = self.years.iter().position(|year| year.start <= at && at < year.end).unwrap();
                let before =
                    year.checked_sub(1).map_or(0, |before| self.sum(self.years[before].start, self.years[before].end, now));
                before.max(self.sum(self.years[year].start, at + 1, now))
            }
        }
    }

    /// The tier at `at`, knowing what there is at `now`.
    fn tier(&self, at: i64, now: i64) -> Option<usize> {
        let reached = |threshold| (self.began().max(at - self.grace_ms)..=at).any(|s| self.level(s, now) >= threshold);
        self.thresholds.iter().rposition(|threshold| reached(*threshold))
    }
}

const END: i64 = 240;

fn small() -> impl Strategy<Value = Small> {
    let kind = prop_oneof![Just(Kind::Lifetime), (1i64..100).prop_map(Kind::Rolling), Just(Kind::Yearly)];
    let contribution = (0i64..120, 0i64..60).prop_map(|(at, amount)| gave(at, amount));
    let thresholds = (prop::bool::ANY, prop::collection::btree_set(1i64..200, 1..4))
        .prop_map(|(everybody, rising)| everybody.then_some(0).into_iter().chain(rising).collect::<Vec<i64>>());
    (thresholds, prop::collection::vec(contribution, 0..12), kind, 20i64..60, 0i64..80, 0i64..20).prop_map(
        |(thresholds, contributions, kind, year, grace_ms, joined)| {
            let years = (0..=2 * END / year).map(|n| Span { start: n * year, end: (n + 1) * year }).collect();
            Small { thresholds, contributions, kind, years, grace_ms, joined }
        },
    )
}

/// A history, and the same with its contributions in another order.
fn shuffled() -> impl Strategy<Value = (Small, Small)> {
    small().prop_flat_map(|small| {
        let other = small.clone();
        let shuffled = Just(small.contributions.clone()).prop_shuffle();
        (Just(small), shuffled.prop_map(move |contributions| Small { contributions, ..other.clone() }))
    })
}

proptest! {
    #[test]
    fn a_standing_is_what_the_definition_says(small in small(), now in 0i64..END) {
        let history = small.history();
        let standing = standing(&history, now);
        let from = small.began().min(now);
        let expected = if now < small.began() { None } else { small.tier(now, now) };
        prop_assert_eq!(standing.tier, expected);
        let mut changes = Vec::new();
        let mut before = None;
        for at in from.max(small.began())..=now {
            let tier = small.tier(at, now);
            if tier != before {
                changes.push(Change { tier, at, up: tier > before });
                before = tier;
            }
        }
        prop_assert_eq!(&standing.changes, &changes);
        let since = standing.tier.map(|own| {
            let broken = (small.began()..=now).rev().find(|at| small.tier(*at, now) < Some(own));
            broken.map_or(small.began(), |at| at + 1)
        });
        prop_assert_eq!(standing.since, since);
        prop_assert_eq!(tier_before(&history, now + 1), standing.tier);
    }

    #[test]
    fn the_order_in_which_things_become_known_makes_no_difference((small, shuffled) in shuffled(), now in 0i64..END) {
        prop_assert_eq!(standing(&small.history(), now), standing(&shuffled.history(), now));
    }

    #[test]
    fn more_never_lowers_a_tier(small in small(), now in 0i64..END, at in 0i64..END, amount in 0i64..100) {
        let more = small.with(gave(at, amount));
        prop_assert!(standing(&more.history(), now).tier >= standing(&small.history(), now).tier);
    }

    #[test]
    fn what_was_taken_back_in_full_was_never_there(small in small(), now in 0i64..END, at in 20i64..END) {
        let refunded = small.with(gave(at, 0));
        prop_assert_eq!(standing(&refunded.history(), now), standing(&small.history(), now));
    }

    #[test]
    fn a_tier_is_kept_to_the_moment_told_and_no_longer(small in small(), now in 0i64..END) {
        let history = small.history();
        let standing = standing(&history, now);
        if let (Some(tier), Some(keep)) = (standing.tier, standing.keep) {
            prop_assert!(now < keep.until && now < keep.by.max(now + 1) && keep.by <= keep.until);
            // Looked at later, with nothing after `now`.
            let mut nothing_more = small.clone();
            nothing_more.contributions.retain(|it| it.at <= now);
            let later = |at| super::standing(&nothing_more.history(), at).tier;
            prop_assert!(later(keep.until - 1) >= Some(tier));
            if keep.needed > 0 {
                prop_assert!(later(keep.until) < Some(tier));
            } else {
                prop_assert!(later(keep.until) >= Some(tier));
            }
            // The needed amount, a moment later or at the last moment, keeps it.
            for at in [now + 1, keep.by - 1] {
                if keep.needed > 0 && now < at && at < keep.by {
                    let saved = nothing_more.with(gave(at, keep.needed));
                    prop_assert!(super::standing(&saved.history(), keep.until).tier >= Some(tier));
                }
            }
        }
    }
}
