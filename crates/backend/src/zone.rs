//! The shop's calendar: days and years in its time zone.

use crate::programme::Document;
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::TimeZone;
use loyalty_rules::calendar::Date;
use loyalty_rules::vip::Span;

/// The calendar of a shop.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

/// The first year that is told apart from those before it.
const FIRST_YEAR: i16 = 1970;

impl Zone {
    /// The calendar of the shop of this document. A published document names a zone that is known; UTC stands for one that this
    /// machine has forgotten.
    pub fn of(document: &Document) -> Self {
        Self(TimeZone::get(&document.time_zone).unwrap_or(TimeZone::UTC))
    }

    /// The day that this time, in milliseconds since 1970, is on.
    pub fn day(&self, at: i64) -> Date {
        let day = self.civil(at);
        Date { year: day.year().into(), month: day.month().unsigned_abs(), day: day.day().unsigned_abs() }
    }

    /// The day that this time is on, as it is written: `2026-12-01`.
    pub fn today(&self, at: i64) -> String {
        self.civil(at).to_string()
    }

    /// When a day begins, in milliseconds since 1970: not at midnight where the clocks skip it.
    pub fn start(&self, day: Date) -> i64 {
        let year = i16::try_from(day.year).unwrap_or(i16::MAX);
        let civil = civil::Date::new(year, day.month.cast_signed(), day.day.cast_signed()).unwrap_or(civil::Date::MAX);
        self.begins(civil)
    }

    /// When the day after this time's begins.
    pub fn tomorrow(&self, at: i64) -> i64 {
        self.begins(self.civil(at).tomorrow().unwrap_or(civil::Date::MAX))
    }

    /// The calendar years from that of `from` to that of `to`.
    pub fn calendar_years(&self, from: i64, to: i64) -> Vec<Span> {
        let year = self.civil(from).year();
        self.years(civil::Date::new(year, 1, 1).unwrap_or(civil::Date::MAX), to)
    }

    /// The years that begin on the day of `joined` and each anniversary of it, up to the one that `to` is in.
    pub fn anniversary_years(&self, joined: i64, to: i64) -> Vec<Span> {
        self.years(self.civil(joined), to)
    }

    fn years(&self, first: civil::Date, to: i64) -> Vec<Span> {
        let first = first.max(civil::date(FIRST_YEAR, 1, 1));
        // 29 February comes back as the 28th, each time reckoned from the first day, so that it is the 29th again.
        let begin = |years: i64| {
            let day = jiff::Span::new().try_years(years).ok().and_then(|years| first.checked_add(years).ok());
            day.map(|day| self.begins(day))
        };
        let mut spans = Vec::new();
        let mut number = 0;
        while let (Some(start), Some(end)) = (begin(number), begin(number + 1)) {
            if number > 0 && start > to {
                break;
            }
            spans.push(Span { start, end });
            number += 1;
        }
        spans
    }

    fn civil(&self, at: i64) -> civil::Date {
        let at = Timestamp::from_millisecond(at).unwrap_or(if at < 0 { Timestamp::MIN } else { Timestamp::MAX });
        self.0.to_datetime(at).date()
    }

    fn begins(&self, day: civil::Date) -> i64 {
        let start = day.to_zoned(self.0.clone()).and_then(|zoned| zoned.start_of_day());
        start.map_or(i64::MAX, |start| start.timestamp().as_millisecond())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time;

    fn zone(name: &str) -> Zone {
        Zone(TimeZone::get(name).unwrap())
    }

    fn ms(text: &str) -> i64 {
        time::parse(text).unwrap()
    }

    #[test]
    fn days_begin_where_the_shop_is() {
        for (name, at, day, begins) in [
            ("Europe/Warsaw", "2026-06-01T22:30:00Z", (2026, 6, 2), "2026-06-01T22:00:00Z"),
            ("Europe/Warsaw", "2026-12-31T22:59:59Z", (2026, 12, 31), "2026-12-30T23:00:00Z"),
            ("America/New_York", "2026-06-02T03:59:59Z", (2026, 6, 1), "2026-06-01T04:00:00Z"),
            ("UTC", "2024-02-29T00:00:00Z", (2024, 2, 29), "2024-02-29T00:00:00Z"),
            // There the clocks skip from midnight to one.
            ("America/Santiago", "2026-09-06T12:00:00Z", (2026, 9, 6), "2026-09-06T04:00:00Z"),
        ] {
            let zone = zone(name);
            let expected = Date { year: day.0, month: day.1, day: day.2 };
            assert_eq!(zone.day(ms(at)), expected, "{name} {at}");
            assert_eq!(time::format(zone.start(expected)), begins, "{name} {at}");
        }
        let warsaw = zone("Europe/Warsaw");
        assert_eq!(time::format(warsaw.tomorrow(ms("2026-10-24T22:30:00Z"))), "2026-10-25T23:00:00Z", "a day of 25 hours");
    }

    #[test]
    fn years_follow_one_another_without_a_gap() {
        let warsaw = zone("Europe/Warsaw");
        let (joined, now) = (ms("2024-02-29T10:00:00Z"), ms("2028-03-01T10:00:00Z"));
        let days: Vec<String> = warsaw.anniversary_years(joined, now).iter().map(|span| time::format(span.start)).collect();
        let expected =
            ["2024-02-28", "2025-02-27", "2026-02-27", "2027-02-27", "2028-02-28"].map(|day| format!("{day}T23:00:00Z"));
        assert_eq!(days, expected, "29 February comes back when the year has one");
        for spans in [warsaw.anniversary_years(joined, now), warsaw.calendar_years(joined, now)] {
            assert!(spans.windows(2).all(|pair| pair[0].end == pair[1].start), "{spans:?}");
            assert!(spans[0].start <= joined && spans.last().unwrap().start <= now && now < spans.last().unwrap().end);
        }
        assert_eq!(warsaw.calendar_years(joined, joined).len(), 1);
    }
}
