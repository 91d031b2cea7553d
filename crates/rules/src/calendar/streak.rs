//! Days in a row.

/// How a streak stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streak {
    /// Days in a row so far, today's included once it is there. It can still go on today where today's is not.
    pub progress: i64,
    /// Today's is there.
    pub done_today: bool,
    /// Today's is there and makes the row full: the next one begins tomorrow.
    pub completes: bool,
}

/// How a streak of `needed` days stands on the day `today`, done on the days `days_done` (since 1970, in the shop's zone; in any
/// order, and as often as it likes).
///
/// A full row is the end of a streak, and the next day the first of another. So is the day after a missed one. `days_done` may
/// leave out all days before the last full or broken row, no others.
pub fn streak(days_done: &[i64], today: i64, needed: i64) -> Streak {
    let needed = needed.max(1);
    let mut days: Vec<i64> = days_done.iter().copied().filter(|day| *day <= today).collect();
    days.sort_unstable();
    days.dedup();
    let mut last = None;
    let mut progress = 0;
    for day in days {
        let goes_on = last == Some(day.saturating_sub(1)) && progress < needed;
        progress = if goes_on { progress + 1 } else { 1 };
        last = Some(day);
    }
    let done_today = last == Some(today);
    if done_today {
        return Streak { progress, done_today, completes: progress == needed };
    }
    let can_go_on = last == Some(today.saturating_sub(1)) && progress < needed;
    Streak { progress: if can_go_on { progress } else { 0 }, done_today, completes: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_streak_is_days_in_a_row() {
        for (name, days, needed, expected) in [
            ("nothing yet", &[][..], 3, (0, false, false)),
            ("today for the first time", &[100], 3, (1, true, false)),
            ("yesterday", &[99], 3, (1, false, false)),
            ("the day before yesterday: missed", &[98], 3, (0, false, false)),
            ("two in a row", &[99, 100], 3, (2, true, false)),
            ("twice on a day is once", &[99, 100, 100, 99], 3, (2, true, false)),
            ("in any order", &[100, 98, 99], 3, (3, true, true)),
            ("full yesterday: a new one", &[97, 98, 99], 3, (0, false, false)),
            ("the first day of the next", &[97, 98, 99, 100], 3, (1, true, false)),
            ("full a second time", &[95, 96, 97, 98, 99, 100], 3, (3, true, true)),
            ("a day was missed", &[96, 97, 99, 100], 3, (2, true, false)),
            ("tomorrow is not there yet", &[99, 101], 3, (1, false, false)),
            ("every day is one", &[99, 100], 1, (1, true, true)),
            ("none needed is one needed", &[100], 0, (1, true, true)),
        ] {
            let streak = streak(days, 100, needed);
            assert_eq!((streak.progress, streak.done_today, streak.completes), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_year_of_visits_completes_every_so_many_days(first in 0i64..30_000, days in 1i64..400, needed in 1i64..40) {
            let done: Vec<i64> = (first..first + days).collect();
            let completed = done.iter().filter(|today| streak(&done, **today, needed).completes).count();
            prop_assert_eq!(completed as i64, days / needed);
        }

        #[test]
        fn the_day_after_goes_on_from_the_day_before(
            done in prop::collection::btree_set(0i64..60, 0..50), today in 0i64..60, needed in 1i64..8,
        ) {
            let done: Vec<i64> = done.into_iter().filter(|day| *day != today).collect();
            let before = streak(&done, today, needed);
            let after = streak(&[done, vec![today]].concat(), today, needed);
            prop_assert_eq!(after.progress, before.progress + 1);
            prop_assert!(!before.done_today && after.done_today && after.progress <= needed);
        }
    }
}
