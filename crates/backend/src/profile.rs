//! What members say of themselves: their birthday, the newsletter, that they saw a tier's entry.

use crate::birthdays;
use crate::error::{Refusal, Result};
use crate::ledger::book::Book;
use crate::programme::{Programme, localise};
use crate::store::{Connection, customers::CustomerRow, profiles, standings, subscriptions};
use crate::upkeep::keep_up;
use loyalty_api::profile::ProfileChange;
use loyalty_api::program::EarningKind;
use loyalty_rules::calendar::Birthday;

/// Makes the changes a member asks for; `locale` is the language they read.
pub async fn change(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    change: &ProfileChange,
    locale: &str,
    now: i64,
) -> Result<()> {
    let mut book = Book::load(connection, &customer.shop, &customer.id).await?;
    let customer = keep_up(connection, programme, &mut book, now).await?;
    if let Some(birthday) = &change.birthday {
        tell_birthday(connection, programme, &customer, birthday, now).await?;
    }
    if let Some(agreed) = change.newsletter {
        set_newsletter(connection, programme, &customer, agreed, locale, now).await?;
    }
    if let Some(tier) = &change.celebrated {
        standings::celebrated(connection, &customer.id, tier).await?;
    }
    Ok(())
}

/// Notes that a member agrees to the newsletter, with the sentence they read, or no longer does.
pub async fn set_newsletter(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    agreed: bool,
    locale: &str,
    now: i64,
) -> Result<()> {
    if agreed == (customer.newsletter != 0) {
        return Ok(());
    }
    let document = &programme.document;
    let rule = document.earning.iter().find(|rule| rule.kind == EarningKind::Newsletter);
    let sentence = rule.and_then(|rule| localise::text(&rule.consent, locale, &document.default_locale));
    if agreed && sentence.is_none() {
        let refusal = Refusal::new(409, "no_newsletter", "This programme has no newsletter");
        return Err(refusal.field("newsletter").into());
    }
    if !agreed {
        subscriptions::delete_of_member(connection, &customer.shop, &customer.id).await?;
    }
    profiles::set_newsletter(connection, &customer.id, agreed, sentence.as_deref().filter(|_| agreed), now).await?;
    Ok(())
}

/// A birthday is told once: who could change it could have it every day.
pub async fn tell_birthday(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    text: &str,
    now: i64,
) -> Result<()> {
    let birthday = Birthday::parse(text);
    let birthday = birthday.ok_or_else(|| Refusal::invalid("must be a day such as --03-07").field("birthday"))?;
    match &customer.birthday {
        Some(known) if known == text => Ok(()),
        Some(_) => {
            let refusal = Refusal::new(409, "birthday_already_set", "The birthday was told before");
            Err(refusal.field("birthday").detail("Ask the shop to correct it.").into())
        }
        None => {
            let due = birthdays::first_due(programme, birthday, now);
            Ok(profiles::set_birthday(connection, &customer.id, text, due).await?)
        }
    }
}
