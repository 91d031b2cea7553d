//! The numbers of each report.

use super::Days;
use crate::error::Result;
use crate::programme::Programme;
use crate::referrals::claim::WELCOME;
use crate::store::{Connection, reports};
use loyalty_api::report::{
    Breakage, CustomersRow, IssuanceRow, LiabilityRow, MembersRow, RedemptionsRow, ReferralsRow, TiersRow,
};
use loyalty_rules::worth;

pub(super) async fn members(connection: &mut Connection, programme: &Programme, days: &Days) -> Result<Vec<MembersRow>> {
    let mut rows = Vec::new();
    for (month, span) in days.months() {
        let (joined, active, erased, total) = reports::members(connection, &programme.document.shop, span).await?;
        rows.push(MembersRow { month, joined, active, erased, total });
    }
    Ok(rows)
}

pub(super) async fn issuance(connection: &mut Connection, programme: &Programme, days: &Days) -> Result<Vec<IssuanceRow>> {
    let found = reports::issuance(connection, &programme.document.shop, days.span()).await?;
    let known = programme.document.earning.iter().map(|rule| rule.id.as_str());
    let rows = in_order(known, found, |row| &row.0, |rule| (rule, 0, 0, 0, 0));
    let row = |(rule, awards, points, taken_back, pending): (String, i64, i64, i64, i64)| IssuanceRow {
        rule: Some(rule).filter(|rule| !rule.is_empty()),
        awards,
        points,
        taken_back,
        pending,
    };
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn redemptions(connection: &mut Connection, programme: &Programme, days: &Days) -> Result<Vec<RedemptionsRow>> {
    let document = &programme.document;
    let found = reports::redemptions(connection, &document.shop, days.span()).await?;
    let known = document.rewards.iter().map(|offer| offer.id.as_str()).chain(document.referral.as_ref().map(|_| WELCOME));
    let rows = in_order(known, found, |row| &row.0, |reward| (reward, 0, 0, 0, 0, 0, 0));
    let row = |(reward, claimed, used, open, cancelled, expired, points)| RedemptionsRow {
        reward,
        claimed,
        used,
        open,
        cancelled,
        expired,
        points,
    };
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn breakage(connection: &mut Connection, programme: &Programme, days: &Days) -> Result<Breakage> {
    let (shop, span) = (&programme.document.shop, days.span());
    let spent = reports::moved_to(connection, shop, "redeemed", span).await?;
    let expired = reports::moved_to(connection, shop, "expired", span).await?;
    let approved = reports::approved(connection, shop, span).await?;
    Ok(Breakage { approved, spent, expired, rate: hundredths_of_percent(expired, spent.saturating_add(expired)) })
}

pub(super) async fn liability(connection: &mut Connection, programme: &Programme, days: &Days) -> Result<Vec<LiabilityRow>> {
    let document = &programme.document;
    let found = reports::outstanding(connection, &document.shop, days.span().1).await?;
    let rows = ["available", "pending", "held"].map(|state| {
        let points = found.iter().find(|(of, _)| of == state).map_or(0, |(_, points)| *points);
        LiabilityRow { state: state.into(), points, worth: document.worth.as_ref().map(|rate| worth::in_money(points, rate)) }
    });
    Ok(rows.into())
}

pub(super) async fn tiers(connection: &mut Connection, programme: &Programme, days: &Days) -> Result<Vec<TiersRow>> {
    let document = &programme.document;
    let found = reports::tiers(connection, &document.shop).await?;
    let changes = reports::tier_changes(connection, &document.shop, days.span()).await?;
    let known = document.vip.iter().flat_map(|vip| &vip.tiers).map(|tier| tier.id.as_str());
    let rows = in_order([""].into_iter().chain(known), found, |row| &row.0, |tier| (tier, 0));
    let changed = |tier: &str, up: i64| changes.iter().find(|(to, was_up, _)| to == tier && *was_up == up).map_or(0, |row| row.2);
    let row = |(tier, members): (String, i64)| TiersRow {
        risen: changed(&tier, 1),
        fallen: changed(&tier, 0),
        tier: Some(tier).filter(|tier| !tier.is_empty()),
        members,
    };
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn referrals(connection: &mut Connection, programme: &Programme, days: &Days) -> Result<Vec<ReferralsRow>> {
    let document = &programme.document;
    let found = reports::referrals(connection, &document.shop, days.span()).await?;
    let mut all = reports::Funnel::default();
    for row in &found {
        all.invitations += row.invitations;
        all.clicked += row.clicked;
        all.claimed += row.claimed;
        all.ordered += row.ordered;
        all.completed += row.completed;
        all.in_review += row.in_review;
        all.blocked += row.blocked;
        all.points += row.points;
    }
    let known = document.referral.iter().flat_map(|offer| &offer.channels).map(|channel| channel.name());
    let empty = |channel| reports::Funnel { channel, ..reports::Funnel::default() };
    let mut rows = in_order(known, found, |row| &row.channel, empty);
    rows.push(all);
    let row = |row: reports::Funnel| ReferralsRow {
        channel: Some(row.channel).filter(|channel| !channel.is_empty()),
        invitations: row.invitations,
        clicked: row.clicked,
        claimed: row.claimed,
        ordered: row.ordered,
        completed: row.completed,
        in_review: row.in_review,
        blocked: row.blocked,
        points: row.points,
    };
    Ok(rows.into_iter().map(row).collect())
}

pub(super) async fn customers(connection: &mut Connection, programme: &Programme, days: &Days) -> Result<Vec<CustomersRow>> {
    let mut rows = Vec::new();
    for (group, members) in [("members", true), ("others", false)] {
        let found = reports::buyers(connection, &programme.document.shop, members, days.span()).await?;
        let (customers, returning, orders, spent) = found;
        rows.push(CustomersRow {
            group: group.into(),
            customers,
            returning,
            repeat_rate: hundredths_of_percent(returning, customers),
            orders,
            spent,
            average_order: spent.checked_div(orders).unwrap_or(0),
        });
    }
    Ok(rows)
}

/// Rows in the programme's order, with one for each thing it has, and then what it no longer has.
pub(super) fn in_order<'a, T>(
    known: impl Iterator<Item = &'a str>,
    mut found: Vec<T>,
    name: impl Fn(&T) -> &String,
    empty: impl Fn(String) -> T,
) -> Vec<T> {
    let mut rows = Vec::new();
    for id in known {
        match found.iter().position(|row| name(row) == id) {
            Some(index) => rows.push(found.remove(index)),
            None => rows.push(empty(id.to_owned())),
        }
    }
    rows.extend(found);
    rows
}

/// A part in hundredths of a percent of a whole, rounded down; 0 of nothing.
pub(super) fn hundredths_of_percent(part: i64, whole: i64) -> i64 {
    if whole <= 0 {
        return 0;
    }
    i64::try_from(i128::from(part) * 10_000 / i128::from(whole)).unwrap_or(0)
}
