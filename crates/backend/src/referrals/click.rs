//! Somebody comes by a member's link.

use super::marks::Marker;
use super::{Place, link, overview};
use crate::error::{Error, Refusal, Result};
use crate::programme::Programme;
use crate::store::referrals::{self, ReferralRow};
use crate::store::{Connection, customers, customers::CustomerRow, locks};
use crate::time::DAY_MS;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use loyalty_api::referral::Click;
use subtle::ConstantTimeEq;

/// Bytes of a signature that are given out: nobody guesses 128 bits.
const SIGNATURE: usize = 16;

/// Notes that somebody came by a link: `value` is the parameter's. A member who opens their own link is told so, and nothing
/// is noted.
pub async fn click(
    connection: &mut Connection,
    programme: &Programme,
    visitor: Option<&CustomerRow>,
    value: &str,
    place: Place<'_>,
    now: i64,
) -> Result<Click> {
    let shop = &programme.document.shop;
    let unknown = || Error::from(Refusal::not_found("unknown_code").field("code").detail("No member has this code."));
    let offer = programme.document.referral.as_ref().ok_or_else(unknown)?;
    let (code, channel) = link::read(value);
    let referrer = referrals::member(connection, shop, &code).await?.ok_or_else(unknown)?;
    let name = customers::get(connection, &referrer).await?.and_then(|member| member.first_name);
    if visitor.is_some_and(|visitor| visitor.id == referrer) {
        return Ok(Click { id: String::new(), referrer: name, own: true });
    }
    let expires_at = offer.days.checked_mul(DAY_MS).and_then(|span| now.checked_add(span)).ok_or(Error::OutOfRange)?;
    let marker = Marker::load(connection, shop).await?;
    // Two who come at the same moment must not both become the one invitation that was shared.
    locks::member(connection, &referrer).await?;
    let shared = referrals::shared(connection, &referrer, channel.name()).await?;
    let is_new = shared.is_none();
    let mut row = shared.unwrap_or_else(|| overview::begin(shop, &referrer, channel, "clicked", now, expires_at));
    (row.state, row.at, row.expires_at) = ("clicked".into(), now, expires_at);
    row.network = place.address.map(|address| marker.network(address));
    row.device = place.device.map(|device| marker.device(device));
    if is_new {
        referrals::insert(connection, &row).await?;
    } else {
        referrals::update(connection, &row).await?;
    }
    Ok(Click { id: sign(&marker, &row.id), referrer: name, own: false })
}

/// The invitation of a click's id; nothing where it is not one of ours.
pub(super) async fn find(connection: &mut Connection, marker: &Marker, shop: &str, click: &str) -> Result<Option<ReferralRow>> {
    let Some((id, signature)) = click.split_once('.') else { return Ok(None) };
    let Ok(signature) = URL_SAFE_NO_PAD.decode(signature) else { return Ok(None) };
    let expected = marker.click(id);
    if !bool::from(expected.iter().take(SIGNATURE).copied().collect::<Vec<u8>>().ct_eq(&signature)) {
        return Ok(None);
    }
    Ok(referrals::get(connection, shop, id).await?)
}

fn sign(marker: &Marker, id: &str) -> String {
    let signature: Vec<u8> = marker.click(id).into_iter().take(SIGNATURE).collect();
    format!("{id}.{}", URL_SAFE_NO_PAD.encode(signature))
}
