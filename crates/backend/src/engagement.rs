//! What the server knows that decides what a shopper is shown.

use crate::campaigns::answer;
use crate::error::Result;
use crate::http::shopper::Shopper;
use crate::page_events;
use crate::programme::localise;
use crate::referrals::marks::Marker;
use crate::store::{Connection, contributions, lots, redemptions, reveals, submissions};
use crate::time;
use crate::vip::Record;
use crate::zone::Zone;
use loyalty_api::account::PointsAt;
use loyalty_api::campaign::{Engagement, Submitted};

/// Reveals listed.
const REVEALS: i64 = 100;
/// Submissions listed.
const SUBMISSIONS: i64 = 100;

/// Everything about a shopper at `now`. What is due of a member must have been done ([`crate::upkeep`]).
pub async fn read(connection: &mut Connection, shopper: &Shopper, now: i64) -> Result<Engagement> {
    let programme = &shopper.programme;
    let (locale, fallback) = (shopper.locale.as_str(), shopper.fallback());
    let units = match Marker::read(connection, shopper.shop()).await? {
        Some(marker) => shopper.units(&marker),
        // Nothing was marked yet, and only members are known.
        None => shopper.customer.iter().map(|customer| customer.id.clone()).collect(),
    };
    let mut told = Engagement {
        today: Zone::of(&programme.document).today(now),
        orders: 0,
        segments: Vec::new(),
        expiring: None,
        unredeemed: None,
        next_tier: None,
        answered: Vec::new(),
        assignments: Vec::new(),
        submissions: Vec::new(),
        reveals: Vec::new(),
    };
    told.answered = page_events::answered(connection, &programme.document, &units, now).await?;
    told.assignments = page_events::assignments(connection, shopper.shop(), &units).await?;
    for row in reveals::of_units(connection, shopper.shop(), &units, REVEALS).await? {
        // A calendar has another door tomorrow.
        if row.door.is_empty() && !told.answered.contains(&row.campaign) {
            told.answered.push(row.campaign.clone());
        }
        told.reveals.push(answer::to_wire(connection, &row, locale, fallback, now).await?);
    }
    for row in submissions::of_units(connection, shopper.shop(), &units, SUBMISSIONS).await? {
        let segment = row.outcome.map(|outcome| format!("{}:{outcome}", row.quiz));
        told.segments.extend(segment.filter(|segment| !told.segments.contains(segment)));
        told.submissions.push(Submitted { quiz: row.quiz, id: row.id, state: row.state });
    }
    let Some(customer) = &shopper.customer else { return Ok(told) };
    told.orders = i64::try_from(contributions::orders(connection, &customer.id).await?.len()).unwrap_or(i64::MAX);
    let expiring = lots::next_expiry(connection, &customer.id).await?;
    told.expiring = expiring.map(|(points, at)| PointsAt { points, at: time::format(at) });
    let title = redemptions::newest_good(connection, &customer.id, now).await?;
    told.unredeemed = localise::stored_text(title.as_deref(), locale, fallback);
    if let Some(vip) = &programme.document.vip
        && let Some(record) = Record::read(connection, programme, customer, now).await?
    {
        let standing = record.standing(now);
        let next = vip.tiers.get(standing.tier.map_or(0, |place| place + 1));
        told.next_tier = next.map(|tier| tier.threshold.saturating_sub(standing.value).max(0));
    }
    Ok(told)
}

/// Forgets what is known of a guest by the device or the session: what was kept because they agreed goes when they no longer do.
/// What belongs to a member stays theirs.
pub async fn forget_guest(connection: &mut Connection, shopper: &Shopper) -> Result<()> {
    let Some(marker) = Marker::read(connection, shopper.shop()).await? else { return Ok(()) };
    let units = shopper.units(&marker);
    submissions::delete_of_guest(connection, shopper.shop(), &units).await?;
    Ok(reveals::delete_of_guest(connection, shopper.shop(), &units).await?)
}
