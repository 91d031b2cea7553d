//! VIP tiers.

use super::check::{Check, MOST_DAYS, MOST_MONEY, MOST_POINTS};
use crate::programme::document::{TierOffer, Vip};
use loyalty_api::vip::{TierBasis, TierWindow};
use std::collections::HashSet;

pub(super) fn check(check: &mut Check<'_>) {
    let Some(vip) = &check.document.vip else { return };
    let rolling = vip.window == TierWindow::Rolling;
    check.belongs(vip.days.is_some(), rolling, false, "vip.days", "is missing: a rolling window is so many days long.");
    check.optional_range(vip.days, 1, MOST_DAYS, "vip.days");
    check.range(vip.grace_days, 0, 365, "vip.grace_days");
    let can_be_lost = vip.window != TierWindow::Lifetime || vip.grace_days == 0;
    check.must(can_be_lost, "vip.grace_days", "has no place here: time takes no tier that was reached in a lifetime.");
    let friends = vip.basis != TierBasis::Referrals || check.document.referral.is_some();
    check.must(friends, "vip.basis", "needs `referral`.");
    check.must((1..=20).contains(&vip.tiers.len()), "vip.tiers", "must be 1 to 20.");
    ladder(check, vip);
}

fn ladder(check: &mut Check<'_>, vip: &Vip) {
    let mut ids = HashSet::new();
    let mut below = None;
    for (index, tier) in vip.tiers.iter().enumerate() {
        let path = format!("vip.tiers[{index}]");
        check.id(&tier.id, "tir_", &path);
        check.must(ids.insert(&tier.id), format!("{path}.id"), "is the id of another tier.");
        let rises = below.is_none_or(|below| tier.threshold > below);
        check.must(rises, format!("{path}.threshold"), "must be more than that of the tier below.");
        below = below.max(Some(tier.threshold));
        one_tier(check, tier, &path);
    }
}

fn one_tier(check: &mut Check<'_>, tier: &TierOffer, path: &str) {
    check.texts(&tier.name, &format!("{path}.name"), true);
    check.range(tier.threshold, 0, MOST_MONEY, format!("{path}.threshold"));
    check.colour(tier.colour.as_ref(), format!("{path}.colour"));
    check.range(tier.hundredths, 100, 10_000, format!("{path}.hundredths"));
    check.range(tier.entry_points, 0, MOST_POINTS, format!("{path}.entry_points"));
    let is_entered = tier.threshold > 0 || tier.entry_points == 0;
    check.must(is_entered, format!("{path}.entry_points"), "has no place here: everybody is in this tier. Use a sign_up rule.");
    check.must(tier.perks.len() <= 20, format!("{path}.perks"), "must be 20 at most.");
    for (index, perk) in tier.perks.iter().enumerate() {
        check.texts(&perk.title, &format!("{path}.perks[{index}].title"), true);
    }
}
