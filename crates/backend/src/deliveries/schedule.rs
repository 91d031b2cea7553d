//! When a message is sent again: the delays that Standard Webhooks recommends, a little over three days in all.

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// Milliseconds from each failed attempt to the next one.
pub const DELAYS: [i64; 9] =
    [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/// Milliseconds until the next attempt after so many failed ones; nothing where it is given up.
pub fn after(attempts: i64) -> Option<i64> {
    let index = usize::try_from(attempts.checked_sub(1)?).ok()?;
    DELAYS.get(index).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_and_end() {
        assert_eq!(after(1), Some(5_000));
        assert_eq!(after(9), Some(24 * HOUR));
        assert_eq!((after(10), after(0), after(i64::MIN)), (None, None, None));
        assert!(DELAYS.is_sorted());
        assert_eq!(DELAYS.iter().sum::<i64>() / HOUR, 75);
    }
}
