//! Taking what a campaign has for a shopper: drawn once, kept, and the same whenever it is asked for again.

use super::draw::draw;
use super::give::{hand_over, take_over};
use super::newsletter::{self, Agreement};
use super::{asked, eligible};
use crate::error::{Error, Refusal, Result};
use crate::http::shopper::Shopper;
use crate::programme::document::{CampaignContent, Prize, Texts};
use crate::programme::localise::text;
use crate::random;
use crate::referrals::marks::Marker;
use crate::store::Connection;
use crate::store::reveals::{self, RevealRow};
use crate::time;
use loyalty_api::campaign::{CampaignKind, OfferKind, RevealRequest};

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
    asked::running(plan, now)?;
    eligible::check(connection, shopper, plan.targeting.as_ref(), now).await?;
    let content = asked::content(plan, request.variation)?;
    let prizes = asked::prizes(programme, content, request.door.as_deref(), now)?;
    let email = asked::email(shopper, content, request)?;
    let mark = email.map(|email| marker.email(email).ok_or_else(Refusal::invalid_email));
    let mark = mark.transpose()?;
    let agreed = asked::agreed(plan, content, request)?;
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
        // The same shopper's other request was first; or somebody has used this address, or a member this device.
        let first = reveals::find(connection, shop, campaign, door, &units).await?;
        return first.map(|row| (row, false)).ok_or_else(|| already_claimed(email.is_some()));
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

fn already_claimed(by_email: bool) -> Error {
    let refusal = Refusal::new(409, "already_claimed", "This was taken before");
    if by_email { refusal.field("email").into() } else { refusal.detail("Who took it can sign in to see it.").into() }
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
