//! Birthdays.

use super::date::{Date, last_day};

/// Days between two awards for a birthday, at least.
const YEAR: i64 = 365;

/// A day of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birthday {
    month: u8,
    day: u8,
}

impl Birthday {
    /// A birthday without a year: `--MM-DD` (ISO 8601). 29 February is one. Nothing for any other text, and for days that no
    /// year has.
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.strip_prefix("--")?.split_once('-')?;
        let (month, day) = (two_digits(month)?, two_digits(day)?);
        // 2000 has every day that any year has.
        ((1..=12).contains(&month) && (1..=last_day(2000, month)).contains(&day)).then_some(Self { month, day })
    }

    /// The day it is celebrated in a year: 29 February on the 28th where there is no 29th.
    pub fn in_year(self, year: i32) -> Date {
        Date { year, month: self.month, day: self.day.min(last_day(year, self.month)) }
    }

    /// The first celebration after `day`.
    pub fn after(self, day: Date) -> Date {
        let this_year = self.in_year(day.year);
        if this_year > day { this_year } else { self.in_year(day.year.saturating_add(1)) }
    }

    /// The next celebration that points are due for, told on the day `told` and rewarded last on the day `last`.
    ///
    /// It is after the day of telling: who tells it on the day itself, or just after, gets the points a year later, so nobody
    /// gains by making one up. It is in another calendar year than the last one rewarded and at least 365 days after it,
    /// even where the merchant corrected the birthday in between.
    pub fn next_due(self, told: Date, last: Option<Date>) -> Date {
        let next = self.after(last.map_or(told, |last| last.max(told)));
        let too_soon = last.is_some_and(|last| next.year == last.year || next.number() - last.number() < YEAR);
        if too_soon { self.in_year(next.year.saturating_add(1)) } else { next }
    }
}

fn two_digits(text: &str) -> Option<u8> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(year: i32, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    #[test]
    fn a_birthday_is_told_without_a_year() {
        for (text, expected) in [
            ("--03-07", Some((3, 7))),
            ("--02-29", Some((2, 29))),
            ("--12-31", Some((12, 31))),
            ("--02-30", None),
            ("--04-31", None),
            ("--13-01", None),
            ("--00-10", None),
            ("--10-00", None),
            ("--3-7", None),
            ("--+3-07", None),
            ("1990-03-07", None),
            ("03-07", None),
            ("--03-07-", None),
            ("--٠٣-٠٧", None),
            ("", None),
        ] {
            let expected = expected.map(|(month, day)| Birthday { month, day });
            assert_eq!(Birthday::parse(text), expected, "{text:?}");
        }
    }

    #[test]
    fn points_are_due_on_the_day_once_a_year() {
        let (may, leap) = (Birthday { month: 5, day: 1 }, Birthday { month: 2, day: 29 });
        let (new_year, eve) = (Birthday { month: 1, day: 1 }, Birthday { month: 12, day: 31 });
        for (name, birthday, told, last, expected) in [
            ("this year's is to come", may, date(2026, 3, 1), None, date(2026, 5, 1)),
            ("this year's is over", may, date(2026, 6, 1), None, date(2027, 5, 1)),
            ("told the day before", may, date(2026, 4, 30), None, date(2026, 5, 1)),
            ("told on the day", may, date(2026, 5, 1), None, date(2027, 5, 1)),
            ("the next after the last", may, date(2026, 3, 1), Some(date(2026, 5, 1)), date(2027, 5, 1)),
            ("a year without a 29 February", leap, date(2026, 3, 1), None, date(2027, 2, 28)),
            ("a leap year after it", leap, date(2026, 3, 1), Some(date(2027, 2, 28)), date(2028, 2, 29)),
            ("a year after a leap year: 365 days", leap, date(2026, 3, 1), Some(date(2028, 2, 29)), date(2029, 2, 28)),
            ("1900 was no leap year", leap, date(1899, 6, 1), None, date(1900, 2, 28)),
            ("corrected to a later day of the year", eve, date(2027, 6, 1), Some(date(2027, 5, 1)), date(2028, 12, 31)),
            ("corrected to an earlier day", new_year, date(2027, 6, 1), Some(date(2027, 5, 1)), date(2029, 1, 1)),
            ("twice in a leap year would be 365 days apart", eve, date(2028, 2, 1), Some(date(2028, 1, 1)), date(2029, 12, 31)),
            ("the last one long ago", may, date(2026, 3, 1), Some(date(2020, 5, 1)), date(2026, 5, 1)),
        ] {
            assert_eq!(birthday.next_due(told, last), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_two_awards_are_in_one_year_or_within_365_days(
            corrections in prop::collection::vec((1u8..=12, 1u8..=28, 0i32..3, 1u8..=12, 1u8..=28), 1..20),
        ) {
            let mut last: Option<Date> = None;
            let mut year = 2026;
            for (month, day, years, told_month, told_day) in corrections {
                year += years;
                let told = date(year, told_month, told_day);
                let due = Birthday { month, day }.next_due(told, last);
                prop_assert!(due > told);
                if let Some(last) = last {
                    prop_assert!(due.year > last.year && due.number() - last.number() >= YEAR);
                }
                // Every other one is corrected before it is due.
                if month % 2 == 0 {
                    last = Some(due);
                    year = year.max(due.year);
                }
            }
        }
    }
}
