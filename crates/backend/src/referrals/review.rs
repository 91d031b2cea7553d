//! The merchant looks at what the rules would not decide.

use super::{orders, overview};
use crate::error::{Error, Refusal, Result};
use crate::programme::Programme;
use crate::store::referrals::{self, ReferralRow};
use crate::store::{Connection, customers, locks};
use crate::time;
use loyalty_api::merchant::ReferralCase;
use loyalty_api::referral::Channel;

/// Decides over a referral that waits for it: it counts from the friend's order on, or it does not.
pub async fn review(connection: &mut Connection, programme: &Programme, id: &str, accept: bool, now: i64) -> Result<ReferralRow> {
    let shop = &programme.document.shop;
    locks::shop(connection, shop).await?;
    let unknown = || Error::from(Refusal::not_found("unknown_referral"));
    let mut row = referrals::get(connection, shop, id).await?.ok_or_else(unknown)?;
    if row.state != "in_review" {
        let refusal = Refusal::new(409, "not_in_review", "This referral does not wait for a decision");
        return Err(refusal.into());
    }
    row.at = now;
    if accept {
        orders::reward(connection, programme, &mut row, now).await?;
    } else {
        row.state = "blocked".into();
    }
    referrals::update(connection, &row).await?;
    Ok(row)
}

/// A referral as the merchant sees it.
pub async fn to_wire(connection: &mut Connection, row: &ReferralRow, now: i64) -> Result<ReferralCase> {
    let award = match &row.award {
        Some(award) => referrals::award(connection, award).await?.map(|(state, _)| state),
        None => None,
    };
    let friend = match &row.friend {
        Some(friend) => customers::merchant_id(connection, friend).await?,
        None => None,
    };
    Ok(ReferralCase {
        id: row.id.clone(),
        state: overview::state(row, award.as_deref(), now),
        channel: Channel::from_name(&row.channel).unwrap_or(Channel::Link),
        referrer: customers::merchant_id(connection, &row.referrer).await?,
        friend,
        order: row.order_id.clone(),
        reasons: row.reasons.split(' ').filter(|reason| !reason.is_empty()).map(Into::into).collect(),
        at: time::format(row.at),
    })
}
