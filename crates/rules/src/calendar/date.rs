//! A day of the calendar.

/// A day of the Gregorian calendar. Earlier days are less than later ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to the month's last.
    pub day: u8,
}

impl Date {
    /// Days from 1 January 1970 to this one.
    pub fn number(self) -> i64 {
        // Years that begin in March end with the leap day, so that every month has its place in the year.
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let year = if month <= 2 { year - 1 } else { year };
        let month = (month + 9) % 12;
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        // 153 days in each five months from March on; 719,468 days from 1 March of the year 0 to 1970.
        year * 365 + leap_days + (153 * month + 2) / 5 + i64::from(self.day) - 1 - 719_468
    }
}

/// The last day of a month.
pub(super) const fn last_day(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_the_number_after_that_of_the_day_before() {
        let mut number = Date { year: 1599, month: 12, day: 31 }.number();
        for year in 1600..=2400 {
            for month in 1..=12 {
                for day in 1..=last_day(year, month) {
                    number += 1;
                    assert_eq!(Date { year, month, day }.number(), number);
                }
            }
        }
        assert_eq!(Date { year: 1970, month: 1, day: 1 }.number(), 0);
        assert_eq!(Date { year: 2026, month: 11, day: 22 }.number(), 20_779);
    }
}
