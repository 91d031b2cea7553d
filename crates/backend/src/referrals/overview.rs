//! What a member sees of their referrals.

use super::link;
use crate::error::{Error, Result};
use crate::programme::Programme;
use crate::random;
use crate::store::referrals::{self, ReferralRow};
use crate::store::{Connection, customers::CustomerRow};
use crate::time::{self, DAY_MS};
use loyalty_api::referral::{Channel, Invitation, InvitationState, Referral, ReferralLink, ReferralSummary};

/// Invitations that are listed.
const LISTED: i64 = 50;

/// The member's link and what came of it; nothing where the programme has no referrals, or the member no code yet.
pub async fn summary(connection: &mut Connection, programme: &Programme, customer: &str) -> Result<Option<ReferralSummary>> {
    let Some(offer) = &programme.document.referral else { return Ok(None) };
    let Some(code) = referrals::code_of(connection, customer).await? else { return Ok(None) };
    let counts = referrals::counts(connection, customer).await?;
    let count = |state: &str| counts.iter().find(|(of, _)| of == state).map_or(0, |(_, count)| *count);
    // Those whose award counts already, and that the next sweep will call completed.
    let due = referrals::approved(connection, customer).await?;
    Ok(Some(ReferralSummary {
        url: link::url(&offer.landing, &code, Channel::Link),
        code,
        completed: count("completed") + due,
        pending: count("pending") - due + count("in_review"),
        points: referrals::points(connection, customer).await?,
    }))
}

/// Everything of a member's referrals. They must have a code.
pub async fn read(connection: &mut Connection, programme: &Programme, customer: &str, now: i64) -> Result<Option<Referral>> {
    let Some(offer) = &programme.document.referral else { return Ok(None) };
    let Some(summary) = summary(connection, programme, customer).await? else { return Ok(None) };
    let link_on = |channel: &Channel| ReferralLink { channel: *channel, url: link::url(&offer.landing, &summary.code, *channel) };
    let mut invitations = Vec::new();
    for row in referrals::of_member(connection, customer, LISTED).await? {
        invitations.push(invitation(connection, &row, now).await?);
    }
    Ok(Some(Referral { links: offer.channels.iter().map(link_on).collect(), qr: link::qr(&summary.url)?, invitations, summary }))
}

/// Notes that a member shared their link. A link that was shared on this channel before, and that nobody came by yet, is the
/// same invitation.
pub async fn share(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    channel: Channel,
    now: i64,
) -> Result<ReferralRow> {
    let days = programme.document.referral.as_ref().map_or(0, |offer| offer.days);
    let expires_at = days.checked_mul(DAY_MS).and_then(|span| now.checked_add(span)).ok_or(Error::OutOfRange)?;
    if let Some(mut row) = referrals::shared(connection, &customer.id, channel.name()).await? {
        (row.at, row.expires_at) = (now, expires_at);
        referrals::update(connection, &row).await?;
        return Ok(row);
    }
    let row = begin(&customer.shop, &customer.id, channel, "shared", now, expires_at);
    referrals::insert(connection, &row).await?;
    Ok(row)
}

/// A new invitation.
pub(super) fn begin(shop: &str, referrer: &str, channel: Channel, state: &str, now: i64, expires_at: i64) -> ReferralRow {
    ReferralRow {
        id: random::id("ref"),
        shop: shop.into(),
        referrer: referrer.into(),
        channel: channel.name().into(),
        state: state.into(),
        reasons: String::new(),
        at: now,
        created_at: now,
        expires_at,
        claimed_at: None,
        friend: None,
        email: None,
        address: None,
        device: None,
        network: None,
        disposable: 0,
        redemption: None,
        order_id: None,
        paid_at: None,
        award: None,
    }
}

/// An invitation on the wire.
pub async fn invitation(connection: &mut Connection, row: &ReferralRow, now: i64) -> Result<Invitation> {
    let award = match &row.award {
        Some(award) if row.state == "pending" => referrals::award(connection, award).await?,
        _ => None,
    };
    let state = state(row, award.as_ref().map(|(state, _)| state.as_str()), now);
    let told = matches!(state, InvitationState::Blocked | InvitationState::InReview);
    Ok(Invitation {
        id: row.id.clone(),
        channel: Channel::from_name(&row.channel).unwrap_or(Channel::Link),
        state,
        reason: row.reasons.split(' ').next().filter(|reason| told && !reason.is_empty()).map(Into::into),
        at: time::format(row.at),
        approves_at: award.filter(|_| state == InvitationState::Pending).map(|(_, at)| time::format(at)),
    })
}

/// How far an invitation came by `now`, whether or not what time changed of it was noted yet.
pub fn state(row: &ReferralRow, award: Option<&str>, now: i64) -> InvitationState {
    match InvitationState::from_name(&row.state).unwrap_or(InvitationState::Expired) {
        InvitationState::Pending if award == Some("approved") => InvitationState::Completed,
        InvitationState::Shared | InvitationState::Clicked | InvitationState::Claimed if now >= row.expires_at => {
            InvitationState::Expired
        }
        state => state,
    }
}
