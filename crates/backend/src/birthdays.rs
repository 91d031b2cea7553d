//! Points on birthdays: on the day itself in the shop's time zone, once a year.

use crate::error::Result;
use crate::ledger::award::{NewAward, award};
use crate::ledger::book::Book;
use crate::programme::Programme;
use crate::store::{Connection, customers::CustomerRow, profiles};
use crate::vip;
use crate::zone::Zone;
use loyalty_api::program::EarningKind;
use loyalty_rules::calendar::Birthday;

/// When the birthday of a member who tells it at `now` is rewarded first, in milliseconds since 1970.
pub fn first_due(programme: &Programme, birthday: Birthday, now: i64) -> i64 {
    let zone = Zone::of(&programme.document);
    zone.start(birthday.next_due(zone.day(now), None))
}

/// Awards the birthdays that began by `now`, each as of its beginning. Says whether there were any. Without a rule for them they
/// go by.
pub async fn award_due(
    connection: &mut Connection,
    programme: &Programme,
    book: &mut Book,
    customer: &CustomerRow,
    now: i64,
) -> Result<bool> {
    let (Some(text), Some(mut due)) = (&customer.birthday, customer.birthday_due) else { return Ok(false) };
    let Some(birthday) = Birthday::parse(text).filter(|_| due <= now) else { return Ok(false) };
    let document = &programme.document;
    let zone = Zone::of(document);
    let rule = document.earning.iter().find(|rule| rule.kind == EarningKind::Birthday);
    while due <= now {
        let day = zone.day(due);
        if let Some(rule) = rule
            && vip::allows(connection, programme, customer, rule.tier.as_deref(), due).await?
        {
            let new = NewAward {
                event: &format!("birthday:{}:{}", customer.id, day.year),
                rule: &rule.id,
                rule_version: programme.version,
                points: rule.points,
                title: &serde_json::to_string(&rule.title)?,
                order: None,
                at: due,
                pending_days: 0,
                expiry_days: document.expiry_days,
            };
            award(connection, book, new).await?;
        }
        due = zone.start(birthday.next_due(day, Some(day)));
    }
    profiles::set_birthday(connection, &customer.id, text, due).await?;
    Ok(true)
}
