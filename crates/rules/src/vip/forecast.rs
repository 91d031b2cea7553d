//! What a window will come to.

const WEEK_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// What will have been counted at a window's end if it goes on as it did: `value` in the `elapsed_ms` since the window began,
/// `left_ms` to go. Rounded down. Nothing in a window's first week, when one order would promise a fortune.
pub fn forecast(value: i64, elapsed_ms: i64, left_ms: i64) -> Option<i64> {
    if elapsed_ms < WEEK_MS {
        return None;
    }
    let more = i128::from(value.max(0)) * i128::from(left_ms.max(0)) / i128::from(elapsed_ms);
    Some(value.saturating_add(i64::try_from(more).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forecast_goes_on_at_the_same_pace() {
        let week = WEEK_MS;
        for (name, value, elapsed, left, expected) in [
            ("in the first week", 100, week - 1, 51 * week, None),
            ("after a week", 100, week, 51 * week, Some(5200)),
            ("rounded down", 10, 3 * week, week, Some(13)),
            ("nothing so far", 0, 26 * week, 26 * week, Some(0)),
            ("at the end", 70, 52 * week, 0, Some(70)),
            ("after the end", 70, 52 * week, -week, Some(70)),
            ("beyond all numbers", i64::MAX, week, i64::MAX, Some(i64::MAX)),
        ] {
            assert_eq!(forecast(value, elapsed, left), expected, "{name}");
        }
    }
}
