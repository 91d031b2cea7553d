//! RFC 3339 on the wire, milliseconds inside.

use jiff::Timestamp;

/// Milliseconds of a day.
pub(crate) const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Milliseconds of a minute.
pub(crate) const MINUTE_MS: i64 = 60 * 1000;

/// RFC 3339 in UTC.
pub(crate) fn format(ms: i64) -> String {
    Timestamp::from_millisecond(ms).unwrap_or(if ms < 0 { Timestamp::MIN } else { Timestamp::MAX }).to_string()
}

/// Milliseconds of an RFC 3339 time with any offset; nothing where it is none.
pub(crate) fn parse(text: &str) -> Option<i64> {
    text.parse::<Timestamp>().ok().map(Timestamp::as_millisecond)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_go_to_the_wire_and_back() {
        assert_eq!(format(0), "1970-01-01T00:00:00Z");
        assert_eq!(parse("2026-11-21T22:07:17+01:00"), parse("2026-11-21T21:07:17Z"));
        assert_eq!(parse(&format(1_763_000_000_123)), Some(1_763_000_000_123));
        for nonsense in ["", "yesterday", "2026-13-01T00:00:00Z", "2026-11-21"] {
            assert_eq!(parse(nonsense), None, "{nonsense:?}");
        }
        assert!(format(i64::MAX).starts_with("9999"), "a time beyond the calendar is its end, not a panic");
    }
}
