//! Days as people tell them.

use super::birthday::Birthday;
use super::date::last_day;

/// Whether this is a day: `2026-01-31`, or `--01-31` for one of every year (ISO 8601).
pub fn is_day(text: &str) -> bool {
    let (year, day) = text.split_at_checked(4).unwrap_or_default();
    if Birthday::parse(text).is_some() {
        return true;
    }
    let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    match year.parse::<i32>() {
        // 29 February is the one day that only some years have.
        Ok(year) if digits => Birthday::parse(&["-", day].concat()).is_some() && (day != "-02-29" || last_day(year, 2) == 29),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_and_without_a_year() {
        for (text, expected) in [
            ("2026-01-31", true),
            ("2024-02-29", true),
            ("2026-02-29", false),
            ("1900-02-29", false),
            ("2026-04-31", false),
            ("2026-13-01", false),
            ("--02-29", true),
            ("--02-30", false),
            ("+026-01-31", false),
            ("2026-1-31", false),
            ("2026-01-31T00:00", false),
            ("26-01-31", false),
            ("٢٠٢٦-01-31", false),
            ("", false),
        ] {
            assert_eq!(is_day(text), expected, "{text:?}");
        }
    }
}
