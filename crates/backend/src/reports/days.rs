//! The days of a report, in the shop's time zone.

use crate::error::Refusal;
use crate::programme::Document;
use crate::zone::Zone;
use jiff::civil;
use loyalty_rules::calendar::Date;

/// Days without a `from`.
const WITHOUT_FROM: i64 = 30;
/// The most days: ten years.
const MOST: i32 = 3_660;

/// The first and the last day of a report.
#[derive(Clone, Debug)]
pub struct Days {
    first: civil::Date,
    last: civil::Date,
    zone: Zone,
}

impl Days {
    /// Reads `from` and `to` (`2026-01-31`); without them, the 30 days that end today.
    pub fn read(document: &Document, from: Option<&str>, to: Option<&str>, now: i64) -> Result<Self, Refusal> {
        let zone = Zone::of(document);
        let last = match to {
            Some(to) => day("to", to)?,
            None => civil_of(zone.day(now)),
        };
        let first = match from {
            Some(from) => day("from", from)?,
            None => last.saturating_sub(jiff::Span::new().days(WITHOUT_FROM - 1)),
        };
        let length = first.until(last).map_or(-1, |span| span.get_days());
        if !(0..=MOST).contains(&length) {
            let sentence = "Begin at or before the last day, and at most ten years before it.";
            return Err(out_of_range(sentence).field("from"));
        }
        Ok(Self { first, last, zone })
    }

    /// The first day, as it is written.
    pub fn first(&self) -> String {
        self.first.to_string()
    }

    /// The last day, as it is written.
    pub fn last(&self) -> String {
        self.last.to_string()
    }

    /// From when on, and up to when, in milliseconds since 1970.
    pub fn span(&self) -> (i64, i64) {
        (self.begins(self.first), self.begins(after(self.last)))
    }

    /// The months of these days, the first and the last as far as they go: `(2026-01, span)`.
    pub fn months(&self) -> Vec<(String, (i64, i64))> {
        let mut months = Vec::new();
        let mut begin = self.first;
        while begin <= self.last {
            let end = after(begin.last_of_month().min(self.last));
            months.push((begin.strftime("%Y-%m").to_string(), (self.begins(begin), self.begins(end))));
            begin = end;
        }
        months
    }

    fn begins(&self, day: civil::Date) -> i64 {
        self.zone.start(Date { year: day.year().into(), month: day.month().unsigned_abs(), day: day.day().unsigned_abs() })
    }
}

fn after(day: civil::Date) -> civil::Date {
    day.tomorrow().unwrap_or(civil::Date::MAX)
}

fn civil_of(day: Date) -> civil::Date {
    let year = i16::try_from(day.year).unwrap_or(i16::MAX);
    civil::Date::new(year, day.month.cast_signed(), day.day.cast_signed()).unwrap_or(civil::Date::MAX)
}

/// A day as people write one, in a year that a programme can have seen.
fn day(name: &'static str, text: &str) -> Result<civil::Date, Refusal> {
    let read = text.parse::<civil::Date>().ok().filter(|_| text.len() == 10);
    let read = read.ok_or_else(|| Refusal::invalid("must be a day such as 2026-01-31").field(name))?;
    if !(1970..=9000).contains(&read.year()) {
        return Err(out_of_range("Ask for days from 1970 to the year 9000.").field(name));
    }
    Ok(read)
}

fn out_of_range(sentence: &str) -> Refusal {
    Refusal::new(422, "days_out_of_range", "There is no report over these days").detail(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(zone: &str) -> Document {
        let json: serde_json::Value = serde_json::from_str(include_str!("../../examples/demo-shop.json")).unwrap();
        let mut document: Document = serde_json::from_value(json).unwrap();
        document.time_zone = zone.into();
        document
    }

    #[test]
    fn days_begin_and_end_where_the_shop_is() {
        let ms = |text: &str| crate::time::parse(text).unwrap();
        let read = |from, to| Days::read(&document("Europe/Warsaw"), from, to, ms("2026-03-31T22:30:00Z"));
        let days = read(Some("2026-03-29"), Some("2026-03-29")).unwrap();
        assert_eq!(
            days.span(),
            (ms("2026-03-28T23:00:00Z"), ms("2026-03-29T22:00:00Z")),
            "the day on which the clocks go forward"
        );
        let days = read(None, None).unwrap();
        assert_eq!((days.first(), days.last()), ("2026-03-03".into(), "2026-04-01".into()), "30 days, today's there");
        let months = read(Some("2026-01-30"), Some("2026-03-01")).unwrap().months();
        let names: Vec<&str> = months.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["2026-01", "2026-02", "2026-03"]);
        assert!(months.windows(2).all(|pair| pair[0].1.1 == pair[1].1.0), "{months:?}");
        assert_eq!(months[2].1, (ms("2026-02-28T23:00:00Z"), ms("2026-03-01T23:00:00Z")));
        for (from, to, field) in [
            (Some("2026-03-02"), Some("2026-03-01"), "from"),
            (Some("2000-01-01"), Some("2026-03-01"), "from"),
            (Some("yesterday"), None, "from"),
            (None, Some("2026-02-30"), "to"),
            (None, Some("-002026-02-01"), "to"),
        ] {
            assert_eq!(read(from, to).unwrap_err().details.field.as_deref(), Some(field), "{from:?} {to:?}");
        }
    }
}
