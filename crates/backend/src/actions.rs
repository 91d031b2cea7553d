//! Completing a way to earn: from the page, by a quiz, or told by the merchant's server.

use crate::error::{Error, Refusal, Result};
use crate::ledger::award::{NewAward, award};
use crate::ledger::book::Book;
use crate::profile;
use crate::programme::Programme;
use crate::programme::document::Earning;
use crate::store::{Connection, customers, customers::CustomerRow, streaks, transactions};
use crate::upkeep::keep_up;
use crate::zone::Zone;
use crate::{random, vip};
use loyalty_api::merchant::MemberAction;
use loyalty_api::program::{EarningKind, EarningLimit};
use loyalty_rules::calendar::{Streak, streak};
use loyalty_rules::limit::{Standing, standing};

/// What a member says they completed.
#[derive(Clone, Copy, Debug)]
pub struct Completion<'a> {
    /// The rule's id.
    pub rule: &'a str,
    /// Whether they agreed to the rule's sentence.
    pub consent: bool,
    /// The language they read it in.
    pub locale: &'a str,
}

/// Awards a completion of a `follow`, `share`, `visit`, `streak` or `newsletter` rule, as far as its limit allows. Returns the
/// transaction's id; nothing for a day of a streak that is not its last.
pub async fn complete(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    completion: Completion<'_>,
    now: i64,
) -> Result<Option<String>> {
    use EarningKind::{Follow, Newsletter, Share, Streak, Visit};
    let rule = find(programme, completion.rule)?;
    if !matches!(rule.kind, Follow | Share | Visit | Streak | Newsletter) {
        let refusal = Refusal::new(409, "rule_not_for_pages", "This way to earn is not completed from a page");
        return Err(refusal.field("rule").into());
    }
    let mut book = Book::load(connection, &customer.shop, &customer.id).await?;
    let customer = keep_up(connection, programme, &mut book, now).await?;
    check(connection, programme, &customer, rule, now).await?;
    match rule.kind {
        Newsletter if !completion.consent => {
            let refusal = Refusal::new(422, "consent_required", "The shopper has to agree first");
            return Err(refusal.field("consent").detail("Show the rule's sentence, and send consent: true.").into());
        }
        Newsletter => profile::set_newsletter(connection, programme, &customer, true, completion.locale, now).await?,
        Streak if !note_day(connection, programme, &customer, rule, now).await? => return Ok(None),
        _ => {}
    }
    let event = random::id("act");
    reward(connection, programme, &mut book, rule, &event, now).await
}

/// Awards what the merchant's server says a member did, by a `review` or `custom` rule. Returns the member, and the
/// transaction's id; none where the same event was awarded before.
pub async fn record(
    connection: &mut Connection,
    programme: &Programme,
    action: &MemberAction,
    now: i64,
) -> Result<(CustomerRow, Option<String>)> {
    let rule = find(programme, &action.rule)?;
    if !matches!(rule.kind, EarningKind::Review | EarningKind::Custom) {
        let refusal = Refusal::new(409, "rule_not_for_servers", "This way to earn is not told by the merchant's server");
        return Err(refusal.field("rule").into());
    }
    if !(1..=255).contains(&action.event.len()) {
        return Err(Refusal::invalid("must be 1 to 255 bytes long").field("event").into());
    }
    let shop = &programme.document.shop;
    let customer = customers::find(connection, shop, &action.customer).await?;
    let customer = customer.ok_or_else(|| Refusal::not_found("unknown_member").field("customer"))?;
    let mut book = Book::load(connection, shop, &customer.id).await?;
    let customer = keep_up(connection, programme, &mut book, now).await?;
    let event = format!("action:{}", action.event);
    if transactions::has_event(connection, shop, &event, &rule.id).await? {
        return Ok((customer, None));
    }
    check(connection, programme, &customer, rule, now).await?;
    let id = reward(connection, programme, &mut book, rule, &event, now).await?;
    Ok((customer, id))
}

/// Awards a completed quiz by the rule that is for it: so many points. Nothing where there is no such rule, the member's tier or
/// the rule's limit does not allow it now, or this submission was awarded before.
pub async fn of_quiz(
    connection: &mut Connection,
    programme: &Programme,
    book: &mut Book,
    customer: &CustomerRow,
    quiz: &str,
    submission: &str,
    now: i64,
) -> Result<Option<i64>> {
    let rule = programme.document.earning.iter().find(|rule| rule.quiz.as_deref() == Some(quiz));
    let Some(rule) = rule else { return Ok(None) };
    match check(connection, programme, customer, rule, now).await {
        Err(Error::Refused(_)) => return Ok(None),
        checked => checked?,
    }
    let event = format!("quiz:{quiz}:{submission}");
    let id = reward(connection, programme, book, rule, &event, now).await?;
    Ok(id.map(|_| rule.points))
}

/// Whether a rule can be completed at `now`, after completions at the times `done`.
pub fn standing_of(rule: &Earning, done: &[i64], now: i64) -> Standing {
    // Agreeing counts once, however often it is withdrawn.
    let once = EarningLimit { count: 1, days: None };
    let limit = if rule.kind == EarningKind::Newsletter { Some(&once) } else { rule.limit.as_ref() };
    standing(limit, done, now)
}

/// How a member's streak by a rule stands, by the days they were there.
pub fn streak_of(programme: &Programme, rule: &Earning, days: &[i64], now: i64) -> Streak {
    streak(days, Zone::of(&programme.document).day(now).number(), rule.days.unwrap_or(1))
}

fn find<'a>(programme: &'a Programme, id: &str) -> Result<&'a Earning> {
    let found = programme.document.earning.iter().find(|rule| rule.id == id);
    Ok(found.ok_or_else(|| Refusal::not_found("unknown_rule").field("rule"))?)
}

/// Refuses what the member's tier or the rule's limit does not allow now.
async fn check(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    rule: &Earning,
    now: i64,
) -> Result<()> {
    if !vip::allows(connection, programme, customer, rule.tier.as_deref(), now).await? {
        let refusal = Refusal::new(403, "tier_required", "This way to earn is for members of a higher tier");
        return Err(refusal.tier(rule.tier.clone().unwrap_or_default()).into());
    }
    let done = transactions::completions(connection, &customer.id).await?;
    let done: Vec<i64> = done.into_iter().filter(|(id, _)| *id == rule.id).map(|(_, at)| at).collect();
    match standing_of(rule, &done, now) {
        Standing::Available => Ok(()),
        Standing::Done => Err(limit_reached().into()),
        Standing::Until(until) => Err(limit_reached().until(until).into()),
    }
}

/// Notes that the member is there today; says whether that makes a row full.
async fn note_day(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    rule: &Earning,
    now: i64,
) -> Result<bool> {
    let days = streaks::days(connection, &customer.id).await?;
    let mut days: Vec<i64> = days.into_iter().filter(|(id, _)| *id == rule.id).map(|(_, day)| day).collect();
    let zone = Zone::of(&programme.document);
    if streak_of(programme, rule, &days, now).done_today {
        return Err(limit_reached().until(zone.tomorrow(now)).into());
    }
    let today = zone.day(now).number();
    streaks::insert(connection, &customer.id, &rule.id, today).await?;
    days.push(today);
    let streak = streak_of(programme, rule, &days, now);
    if streak.completes || streak.progress == 1 {
        // Rows before this one decide nothing any more.
        streaks::delete_before(connection, &customer.id, &rule.id, today - streak.progress + 1).await?;
    }
    Ok(streak.completes)
}

async fn reward(
    connection: &mut Connection,
    programme: &Programme,
    book: &mut Book,
    rule: &Earning,
    event: &str,
    now: i64,
) -> Result<Option<String>> {
    let new = NewAward {
        event,
        rule: &rule.id,
        rule_version: programme.version,
        points: rule.points,
        title: &serde_json::to_string(&rule.title)?,
        order: None,
        at: now,
        pending_days: 0,
        expiry_days: programme.document.expiry_days,
    };
    let id = award(connection, book, new).await?;
    if programme.document.vip.is_some() {
        keep_up(connection, programme, book, now).await?;
    }
    Ok(id)
}

fn limit_reached() -> Refusal {
    Refusal::new(409, "earning_limit_reached", "This was done as often as it counts")
}
