//! A reveal on the wire.

use super::localise;
use crate::error::Result;
use crate::programme::document::Prize;
use crate::redemptions as claims;
use crate::store::reveals::RevealRow;
use crate::store::{Connection, redemptions};
use crate::time;
use loyalty_api::campaign::{OfferKind, Reveal, RevealOutcome};
use loyalty_api::redemption::RedemptionState;

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
