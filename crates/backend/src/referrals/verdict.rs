//! What is known of a friend and a member, from what the database holds.

use super::marks::Marks;
use crate::error::Result;
use crate::programme::document::Referrals;
use crate::store::referrals::{self, ReferralRow};
use crate::store::{Connection, customers, marks};
use crate::time::DAY_MS;
use loyalty_rules::referral::{Facts, Verdict, judge};

/// A friend's claim, or order, as it is to be judged.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The invitation.
    pub row: &'a ReferralRow,
    /// The friend, where they are a member.
    pub friend: Option<&'a str>,
    /// What the friend can be recognised by, of the claim and of the order.
    pub marks: &'a [Marks],
    /// The order that is judged, where it is one.
    pub order: Option<&'a str>,
    /// When it happened.
    pub at: i64,
}

/// Judges a claim or an order. On a shared database, the shop must be locked: the facts are about many members.
pub async fn verdict(connection: &mut Connection, offer: &Referrals, case: Case<'_>) -> Result<Verdict> {
    let (row, order) = (case.row, case.order.unwrap_or_default());
    let mut facts = Facts {
        same_member: case.friend == Some(row.referrer.as_str()),
        disposable_domain: row.disposable != 0,
        referrals_month: referrals::recent(connection, &row.referrer, case.at - 30 * DAY_MS).await?,
        monthly_limit: Some(offer.monthly_limit),
        ..Facts::default()
    };
    let mut friends: Vec<String> = case.friend.into_iter().map(Into::into).collect();
    for marks in case.marks {
        for (kind, mark) in marks.kinds() {
            let same = marks::has(connection, &row.shop, &row.referrer, kind, mark).await?;
            match kind {
                "email" => facts.same_email |= same,
                "device" => facts.same_device |= same,
                "address" => facts.same_address |= same,
                _ => facts.same_network |= same,
            }
        }
        if let Some(email) = &marks.email {
            facts.existing_customer |= marks::has_ordered(connection, &row.shop, email, order).await?;
            facts.already_claimed |= referrals::has_claimed(connection, &row.shop, email, &row.id).await?;
            friends.extend(marks::members(connection, &row.shop, "email", email).await?);
        }
        if let Some(network) = &marks.network {
            let at = row.claimed_at.unwrap_or(case.at);
            let mut since =
                async |days| referrals::from_network(connection, &row.shop, network, (at - days * DAY_MS, at), &row.id).await;
            (facts.network_claims_day, facts.network_claims_month) = (since(1).await?, since(30).await?);
        }
    }
    for friend in &friends {
        facts.cycle |= referrals::is_behind(connection, friend, &row.referrer).await?;
        facts.already_claimed |= referrals::is_friend(connection, friend, &row.id).await?;
        if let Some(merchant_id) = customers::merchant_id(connection, friend).await? {
            facts.existing_customer |= marks::has_paid(connection, &row.shop, &merchant_id, order).await?;
        }
    }
    Ok(judge(&facts))
}

/// Codes of a verdict's reasons as they are stored.
pub fn codes(verdict: &Verdict) -> String {
    let codes: Vec<&str> = verdict.reasons.iter().map(|reason| reason.code()).collect();
    codes.join(" ")
}
