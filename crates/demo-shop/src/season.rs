//! The preview's season: its sale and its calendar are always on.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::Value;

/// What has dates began so many days ago.
const SINCE: i32 = 3;

/// Moves the campaigns that have a beginning, with all days and times in them, so that they began three days before `today`.
pub fn move_to(today: Date, campaigns: &mut Value) {
    for campaign in campaigns.as_array_mut().into_iter().flatten() {
        let begin = campaign["starts_at"].as_str().and_then(|time| Some(split(time)?.0));
        if let Some(by) = begin.and_then(|begin| begin.until(today).ok()) {
            shift(campaign, by.get_days() - SINCE);
        }
    }
}

/// Moves every day and time in a value by so many days.
fn shift(value: &mut Value, days: i32) {
    match value {
        Value::String(text) => {
            if let Some((day, rest)) = split(text)
                && let Ok(moved) = day.checked_add(days.days())
            {
                *text = format!("{moved}{rest}");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| shift(item, days)),
        Value::Object(members) => members.values_mut().for_each(|member| shift(member, days)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The day that a text is, or that a time begins with, and what follows.
fn split(text: &str) -> Option<(Date, &str)> {
    let (day, rest) = text.split_at_checked(10)?;
    let day = day.parse().ok()?;
    (rest.is_empty() || rest.starts_with('T')).then_some((day, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use serde_json::json;

    #[test]
    fn what_has_dates_began_three_days_ago_and_the_rest_stays() {
        let mut campaigns = json!([
            { "id": "cmp_sale", "starts_at": "2026-11-20T00:00:00+01:00", "ends_at": "2026-11-27T00:00:00+01:00" },
            { "id": "cmp_doors", "starts_at": "2026-12-01T00:00:00+01:00", "targeting": { "date": { "$gte": "2026-12-01" } },
              "contents": [{ "headline": { "en": "2026-12-01 is the first" }, "doors": [{ "day": "2026-12-01" }, { "day": "2026-12-31" }] }] },
            { "id": "cmp_always", "ends_at": "2026-11-27T00:00:00+01:00" },
        ]);
        move_to(date(2027, 3, 4), &mut campaigns);
        let expected = json!([
            { "id": "cmp_sale", "starts_at": "2027-03-01T00:00:00+01:00", "ends_at": "2027-03-08T00:00:00+01:00" },
            { "id": "cmp_doors", "starts_at": "2027-03-01T00:00:00+01:00", "targeting": { "date": { "$gte": "2027-03-01" } },
              "contents": [{ "headline": { "en": "2026-12-01 is the first" }, "doors": [{ "day": "2027-03-01" }, { "day": "2027-03-31" }] }] },
            { "id": "cmp_always", "ends_at": "2026-11-27T00:00:00+01:00" },
        ]);
        assert_eq!(campaigns, expected);
    }
}
