//! Taking what a campaign has for a shopper: drawn once, kept, and the same whenever it is asked for again.

use super::draw::draw;
use super::eligible;
use super::localise;
use super::newsletter::{self, Agreement};
use crate::error::{Error, Refusal, Result};
use crate::http::shopper::Shopper;
use crate::ledger::award::{NewAward, award};
use crate::ledger::book::Book;
use crate::programme::Programme;
use crate::programme::document::{CampaignContent, CampaignPlan, Prize, Texts};
use crate::programme::localise::text;
use crate::random;
use crate::referrals::marks::Marker;
use crate::store::redemptions::{self, RedemptionRow};
use crate::store::reveals::{self, RevealRow};
use crate::store::{Connection, customers::CustomerRow};
use crate::time::{self, DAY_MS};
use crate::upkeep::keep_up;
use crate::zone::Zone;
use crate::{events, redemptions as claims};
use loyalty_api::campaign::{CampaignKind, OfferKind, Reveal, RevealOutcome, RevealRequest};
use loyalty_api::program::RewardValue;
use loyalty_api::redemption::RedemptionState;
use loyalty_rules::referral::is_disposable;
use serde_json::json;

/// Draws what a campaign has for this shopper, or finds what was drawn before. Says whether it is new.
pub async fn reveal(
    connection: &mut Connection,
    shopper: &Shopper,
    campaign: &str,
    request: &RevealRequest,
    now: i64,
) -> Result<(RevealRow, bool)> {
    let programme = &shopper.programme;
    let shop = shopper.shop();
    let marker = Marker::load(connection, shop).await?;
    let units = shopper.units(&marker);
    let door = request.door.as_deref().unwrap_or_default();
    if let Some(row) = reveals::find(connection, shop, campaign, door, &units).await? {
        let row = take_over(connection, programme, shopper.customer.as_ref(), row, now).await?;
        return Ok((row, false));
    }
    let plan = programme.document.campaigns.iter().find(|plan| plan.id == campaign);
    let plan = plan.ok_or_else(|| Refusal::not_found("unknown_campaign"))?;
    running(plan, now)?;
    eligible::check(connection, shopper, plan.targeting.as_ref(), now).await?;
    let content = content(plan, request.variation)?;
    let prizes = prizes(programme, content, request.door.as_deref(), now)?;
    let email = email(shopper, content, request)?;
    let mark = email.map(|email| marker.email(email).ok_or_else(|| Refusal::invalid("must be an e-mail address").field("email")));
    let mark = mark.transpose()?;
    let agreed = agreed(plan, content, request)?;
    let prize = draw(prizes).cloned().unwrap_or_else(|| nothing(content));
    let row = RevealRow {
        id: random::id("rvl"),
        shop: shop.into(),
        campaign: campaign.into(),
        door: door.into(),
        unit: units.first().cloned().unwrap_or_default(),
        customer: shopper.customer.as_ref().map(|customer| customer.id.clone()),
        email: mark.clone(),
        variation: content.variation,
        offer: serde_json::to_string(&prize)?,
        redemption: None,
        awarded: 0,
        at: now,
    };
    if !reveals::insert(connection, &row).await? {
        // The same shopper's other request was first, or somebody has used this address.
        let first = reveals::find(connection, shop, campaign, door, &units).await?;
        return first.map(|row| (row, false)).ok_or_else(already_claimed);
    }
    if agreed && let Some(sentence) = text(&content.consent, &shopper.locale, shopper.fallback()) {
        let agreement = Agreement {
            shop,
            customer: shopper.customer.as_ref(),
            email: email.zip(mark.as_deref()),
            source: campaign,
            sentence: &sentence,
            locale: &shopper.locale,
        };
        newsletter::subscribe(connection, agreement, now).await?;
    }
    let ends_at = plan.ends_at.as_deref().filter(|_| plan.kind == CampaignKind::Flash).and_then(time::parse);
    let row = hand_over(connection, programme, shopper.customer.as_ref(), row, &prize, ends_at, now).await?;
    Ok((row, true))
}

/// Gives a code or points for what was drawn. Points wait for a guest to sign in.
async fn hand_over(
    connection: &mut Connection,
    programme: &Programme,
    customer: Option<&CustomerRow>,
    mut row: RevealRow,
    prize: &Prize,
    ends_at: Option<i64>,
    now: i64,
) -> Result<RevealRow> {
    if let Some(value) = value(prize) {
        let code = RedemptionRow {
            id: random::id("rdm"),
            shop: row.shop.clone(),
            customer: row.customer.clone(),
            reward: row.campaign.clone(),
            rule_version: programme.version,
            title: serde_json::to_string(&prize.title)?,
            points: 0,
            value: serde_json::to_string(&value)?,
            minimum_order: prize.minimum_order,
            state: "issued".into(),
            code: random::code(),
            created_at: now,
            held_until: now,
            order_id: None,
            issued_at: Some(now),
            expires_at: prize.code_days.map(|days| now + days * DAY_MS).or(ends_at),
        };
        redemptions::insert(connection, &code).await?;
        let data = json!({ "redemption": code.id, "reward": code.reward, "value": value, "code": code.code,
                           "expires_at": code.expires_at.map(time::format) });
        events::emit(connection, &row.shop, row.customer.as_deref(), "reward.issued", data, now).await?;
        row.redemption = Some(code.id);
    }
    give_points(connection, programme, customer, &mut row, prize, now).await?;
    reveals::update(connection, &row).await?;
    Ok(row)
}

/// What a guest was given becomes the member's once they sign in on the same device.
async fn take_over(
    connection: &mut Connection,
    programme: &Programme,
    customer: Option<&CustomerRow>,
    mut row: RevealRow,
    now: i64,
) -> Result<RevealRow> {
    let Some(member) = customer.filter(|_| row.customer.is_none()) else { return Ok(row) };
    row.customer = Some(member.id.clone());
    if let Some(code) = &row.redemption {
        redemptions::give_to(connection, code, &member.id).await?;
    }
    let prize: Prize = serde_json::from_str(&row.offer)?;
    give_points(connection, programme, customer, &mut row, &prize, now).await?;
    reveals::update(connection, &row).await?;
    Ok(row)
}

async fn give_points(
    connection: &mut Connection,
    programme: &Programme,
    customer: Option<&CustomerRow>,
    row: &mut RevealRow,
    prize: &Prize,
    now: i64,
) -> Result<()> {
    let (Some(customer), Some(points)) = (customer, prize.points) else { return Ok(()) };
    let mut book = Book::load(connection, &row.shop, &customer.id).await?;
    keep_up(connection, programme, &mut book, now).await?;
    let new = NewAward {
        event: &format!("reveal:{}", row.id),
        rule: &row.campaign,
        rule_version: programme.version,
        points,
        title: &serde_json::to_string(&prize.title)?,
        order: None,
        at: now,
        pending_days: 0,
        expiry_days: programme.document.expiry_days,
    };
    award(connection, &mut book, new).await?;
    keep_up(connection, programme, &mut book, now).await?;
    row.awarded = 1;
    Ok(())
}

fn running(plan: &CampaignPlan, now: i64) -> Result<()> {
    let begun = plan.starts_at.as_deref().and_then(time::parse).is_none_or(|start| start <= now);
    let goes_on = plan.ends_at.as_deref().and_then(time::parse).is_none_or(|end| now < end);
    if begun && goes_on {
        return Ok(());
    }
    Err(Refusal::new(409, "campaign_not_running", "This campaign has not begun, or is over").into())
}

/// What was shown: the only content, or that of the variation.
fn content(plan: &CampaignPlan, variation: Option<i64>) -> Result<&CampaignContent> {
    let variation = plan.experiment.as_ref().and(variation);
    let content = plan.contents.iter().find(|content| content.variation == variation);
    let unknown = || Refusal::new(422, "unknown_variation", "The campaign shows nothing in this variation");
    content.ok_or_else(|| unknown().field("variation").into())
}

/// What there is to draw from. A door opens on its day in the shop's time zone.
fn prizes<'a>(programme: &Programme, content: &'a CampaignContent, door: Option<&str>, now: i64) -> Result<&'a [Prize]> {
    if content.doors.is_empty() {
        let anything = !content.offers.is_empty() || !content.consent.is_empty();
        return match door {
            Some(_) => Err(Refusal::not_found("unknown_door").field("door").into()),
            None if anything => Ok(&content.offers),
            None => Err(Refusal::new(409, "nothing_to_reveal", "This campaign gives nothing").into()),
        };
    }
    let found = content.doors.iter().find(|found| Some(found.day.as_str()) == door);
    let found = found.ok_or_else(|| Refusal::not_found("unknown_door").field("door"))?;
    if Zone::of(&programme.document).today(now) != found.day {
        let refusal = Refusal::new(409, "door_closed", "A door opens on its day");
        return Err(refusal.field("door").into());
    }
    Ok(&found.offers)
}

/// The e-mail address that comes with the request, where the campaign asks for one. Guests have to give it.
fn email<'a>(shopper: &Shopper, content: &CampaignContent, request: &'a RevealRequest) -> Result<Option<&'a str>> {
    let email = request.email.as_deref().filter(|_| content.email);
    if content.email && shopper.customer.is_none() && email.is_none() {
        return Err(Refusal::new(422, "email_required", "An e-mail address is needed").field("email").into());
    }
    let referral = shopper.programme.document.referral.as_ref();
    let domains = referral.map_or(&[][..], |referral| &referral.disposable_domains);
    if email.is_some_and(|email| is_disposable(email, domains)) {
        return Err(Refusal::new(409, "disposable_domain", "This e-mail address does not last").field("email").into());
    }
    Ok(email)
}

/// Whether the shopper agreed to the campaign's sentence, which a newsletter cannot do without.
fn agreed(plan: &CampaignPlan, content: &CampaignContent, request: &RevealRequest) -> Result<bool> {
    let agreed = request.consent == Some(true) && !content.consent.is_empty();
    if plan.kind == CampaignKind::Newsletter && !agreed {
        return Err(Refusal::new(422, "consent_required", "The newsletter needs an agreement").field("consent").into());
    }
    Ok(agreed)
}

fn already_claimed() -> Error {
    Refusal::new(409, "already_claimed", "This e-mail address has taken part").field("email").into()
}

/// What comes of a campaign that gives nothing but thanks.
fn nothing(content: &CampaignContent) -> Prize {
    let title: &Texts = if content.thanks.is_empty() { &content.headline } else { &content.thanks };
    Prize {
        kind: OfferKind::Nothing,
        title: title.clone(),
        amount: None,
        percent: None,
        points: None,
        minimum_order: None,
        code_days: None,
        weight: None,
    }
}

/// What a prize takes off a cart.
fn value(prize: &Prize) -> Option<RewardValue> {
    match prize.kind {
        OfferKind::Fixed => prize.amount.map(|amount| RewardValue::FixedAmount { amount }),
        OfferKind::Percentage => prize.percent.map(|percent| RewardValue::Percentage { percent, max_amount: None }),
        OfferKind::FreeShipping => Some(RewardValue::FreeShipping {}),
        OfferKind::Points | OfferKind::Nothing => None,
    }
}

/// A reveal on the wire, in this language.
pub async fn to_wire(connection: &mut Connection, row: &RevealRow, locale: &str, fallback: &str, now: i64) -> Result<Reveal> {
    let prize: Prize = serde_json::from_str(&row.offer)?;
    let code = match &row.redemption {
        Some(id) => redemptions::get(connection, id).await?,
        None => None,
    };
    let code = code.map(|code| claims::to_wire(&code, locale, fallback).map(|claim| (claim, code.expires_at))).transpose()?;
    let outcome = match &code {
        Some(_) => RevealOutcome::Code,
        None if row.awarded != 0 => RevealOutcome::Points,
        None if prize.kind == OfferKind::Points => RevealOutcome::SignIn,
        None => RevealOutcome::Nothing,
    };
    let over = code.as_ref().is_some_and(|(_, end)| end.is_some_and(|end| end <= now));
    let state = code.as_ref().map(|(claim, _)| match claim.state {
        RedemptionState::Issued if over => RedemptionState::Expired,
        state => state,
    });
    Ok(Reveal {
        campaign: row.campaign.clone(),
        door: Some(row.door.clone()).filter(|door| !door.is_empty()),
        offer: localise::offer(&prize, locale, fallback),
        outcome,
        state,
        expires_at: code.as_ref().and_then(|(_, end)| end.map(time::format)),
        code: code.map(|(claim, _)| claim.code),
        at: time::format(row.at),
    })
}
