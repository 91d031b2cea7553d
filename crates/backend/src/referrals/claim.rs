//! The friend takes the offer: with an account or without.

use super::marks::{Marker, Marks};
use super::verdict::{self, Case};
use super::{Place, click};
use crate::error::{Error, Refusal, Result};
use crate::programme::Programme;
use crate::programme::document::Referrals;
use crate::random;
use crate::store::redemptions::{self, RedemptionRow};
use crate::store::referrals::{self, ReferralRow};
use crate::store::{Connection, customers::CustomerRow, locks};
use loyalty_api::referral::ClaimRequest;
use loyalty_rules::referral::{self, Decision, Reason};

/// What stands for the reward in a friend's welcome.
pub const WELCOME: &str = "referral";

/// What came of a claim. Both are to be committed: a refusal is the member's to see, too.
#[derive(Debug)]
pub enum Claimed {
    /// The friend's welcome, and whether the merchant looks at it before the member is rewarded.
    Issued(Box<RedemptionRow>, bool),
    /// Why there is none.
    Refused(Reason),
}

/// Takes the offer behind a click, once. Asked again with the same e-mail address, the answer is the same, so that one that
/// got lost can be asked for again; clicks that are unknown, used by others or over are refused alike.
pub async fn claim(
    connection: &mut Connection,
    programme: &Programme,
    visitor: Option<&CustomerRow>,
    request: &ClaimRequest,
    place: Place<'_>,
    now: i64,
) -> Result<Claimed> {
    let shop = &programme.document.shop;
    let unknown = || Error::from(Refusal::not_found("unknown_click").field("click").detail("Open the friend's link again."));
    let offer = programme.document.referral.as_ref().ok_or_else(unknown)?;
    locks::shop(connection, shop).await?;
    let marker = Marker::load(connection, shop).await?;
    let email = marker.email(&request.email);
    let email = email.ok_or_else(Refusal::invalid_email)?;
    let mut row = click::find(connection, &marker, shop, &request.click).await?.ok_or_else(unknown)?;
    if row.email.as_ref() == Some(&email)
        && let Some(welcome) = &row.redemption
        && let Some(welcome) = redemptions::get(connection, welcome).await?
    {
        return Ok(Claimed::Issued(Box::new(welcome), !row.reasons.is_empty()));
    }
    if row.state != "clicked" || now >= row.expires_at {
        return Err(unknown());
    }
    row.claimed_at = Some(now);
    row.at = now;
    row.friend = visitor.map(|visitor| visitor.id.clone());
    row.email = Some(email);
    row.disposable = referral::is_disposable(&request.email, &offer.disposable_domains).into();
    row.network = place.address.map(|address| marker.network(address)).or(row.network);
    row.device = place.device.map(|device| marker.device(device)).or(row.device);
    let marks = Marks { email: row.email.clone(), address: None, device: row.device.clone(), network: row.network.clone() };
    let case = Case { row: &row, friend: row.friend.as_deref(), marks: &[marks], order: None, at: now };
    let verdict = verdict::verdict(connection, offer, case).await?;
    row.reasons = verdict::codes(&verdict);
    if let (Decision::Block, Some(reason)) = (verdict.decision, verdict.reasons.first()) {
        row.state = "blocked".into();
        // The member's own address is no friend's: it must not stand in the way of somebody's first claim.
        row.friend = None;
        referrals::update(connection, &row).await?;
        return Ok(Claimed::Refused(*reason));
    }
    let welcome = welcome(programme, offer, &row, now)?;
    redemptions::insert(connection, &welcome).await?;
    row.redemption = Some(welcome.id.clone());
    row.state = "claimed".into();
    referrals::update(connection, &row).await?;
    Ok(Claimed::Issued(Box::new(welcome), verdict.decision == Decision::Review))
}

/// The code that a friend gets, for no points. It belongs to them where they are a member.
fn welcome(programme: &Programme, offer: &Referrals, row: &ReferralRow, now: i64) -> Result<RedemptionRow> {
    Ok(RedemptionRow {
        id: random::id("rdm"),
        shop: row.shop.clone(),
        customer: row.friend.clone(),
        reward: WELCOME.into(),
        rule_version: programme.version,
        title: serde_json::to_string(&offer.title)?,
        points: 0,
        value: serde_json::to_string(&offer.value)?,
        minimum_order: offer.minimum_order,
        state: "issued".into(),
        code: random::code(),
        created_at: now,
        held_until: now,
        order_id: None,
        issued_at: Some(now),
        expires_at: Some(row.expires_at),
    })
}

/// What the friend is told of a refused claim.
pub fn refusal(reason: Reason) -> Refusal {
    let title = match reason {
        Reason::SelfReferral | Reason::SameEmail => "This is your own link",
        Reason::ExistingCustomer => "This is for first orders",
        Reason::AlreadyClaimed => "This welcome was taken before",
        Reason::Cycle => "You brought this member here",
        Reason::DisposableDomain => "This e-mail address does not last",
        _ => "This cannot be taken from here",
    };
    // Whose address it is would be nobody else's business.
    let reason = if reason == Reason::SameEmail { Reason::SelfReferral } else { reason };
    Refusal::new(409, reason.code(), title)
}
