//! Whether a way to earn can be done again.

use loyalty_api::program::EarningLimit;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Whether it can be done at a given time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Yes.
    Available,
    /// Never again.
    Done,
    /// Not before this time.
    Until(i64),
}

/// How a limited way to earn stands at `now`, after completions at the times `done` (in any order).
///
/// A window of `days` days is rolling: a completion counts against the limit for exactly `days` * 24 hours.
pub fn standing(limit: Option<&EarningLimit>, done: &[i64], now: i64) -> Standing {
    let Some(limit) = limit else {
        return Standing::Available;
    };
    let count = usize::try_from(limit.count).unwrap_or(0);
    let Some(days) = limit.days else {
        return if done.len() < count { Standing::Available } else { Standing::Done };
    };
    let window = days.saturating_mul(DAY_MS);
    let mut counting: Vec<i64> = done.iter().map(|at| at.saturating_add(window)).filter(|ends| *ends > now).collect();
    if counting.len() < count {
        return Standing::Available;
    }
    // It opens again when all but `count - 1` of those that count have left the window.
    counting.sort_unstable();
    match counting.get(counting.len() - count.max(1)) {
        Some(ends) if count > 0 => Standing::Until(*ends),
        _ => Standing::Done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits() {
        let day = DAY_MS;
        let ever = |count| Some(EarningLimit { count, days: None });
        let per = |count, days| Some(EarningLimit { count, days: Some(days) });
        for (name, limit, done, now, expected) in [
            ("no limit", None, vec![1, 2, 3], 10, Standing::Available),
            ("once, never done", ever(1), vec![], 10, Standing::Available),
            ("once, done", ever(1), vec![5], 10 * day, Standing::Done),
            ("twice, done once", ever(2), vec![5], 10, Standing::Available),
            ("daily, done an hour ago", per(1, 1), vec![0], 3_600_000, Standing::Until(day)),
            ("daily, done a day ago to the millisecond", per(1, 1), vec![0], day, Standing::Available),
            ("two a week, two done", per(2, 7), vec![0, day], 2 * day, Standing::Until(7 * day)),
            (
                "two a week, three done since the rule became stricter",
                per(2, 7),
                vec![2 * day, 0, day],
                3 * day,
                Standing::Until(8 * day),
            ),
            ("zero times", per(0, 7), vec![0], 1, Standing::Done),
        ] {
            assert_eq!(standing(limit.as_ref(), &done, now), expected, "{name}");
        }
    }
}
