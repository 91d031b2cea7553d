//! Ways to earn, and more points for a time.

use super::check::{Check, MOST_DAYS, MOST_MONEY, MOST_POINTS};
use crate::programme::document::{BonusCampaign, Earning};
use crate::time;
use loyalty_api::program::{EarningKind, PurchaseRule};
use std::collections::HashSet;

const NETWORKS: [&str; 5] = ["instagram", "tiktok", "x", "facebook", "youtube"];

pub(super) fn check(check: &mut Check<'_>) {
    let mut ids = HashSet::new();
    let mut singles = HashSet::new();
    for (index, rule) in check.document.earning.iter().enumerate() {
        let path = format!("earning[{index}]");
        check.id(&rule.id, "ern_", &path);
        check.must(ids.insert(&rule.id), format!("{path}.id"), "is the id of another rule.");
        let single = matches!(
            rule.kind,
            EarningKind::Purchase | EarningKind::SignUp | EarningKind::Birthday | EarningKind::Newsletter | EarningKind::Referral
        );
        let first = !single || singles.insert(rule.kind.name());
        check.must(first, format!("{path}.kind"), "may be there once only.");
        check.texts(&rule.title, &format!("{path}.title"), true);
        check.texts(&rule.description, &format!("{path}.description"), false);
        one_rule(check, rule, &path);
    }
    let mut ids = HashSet::new();
    for (index, bonus) in check.document.bonuses.iter().enumerate() {
        let path = format!("bonuses[{index}]");
        check.id(&bonus.id, "bon_", &path);
        check.must(ids.insert(&bonus.id), format!("{path}.id"), "is the id of another bonus.");
        one_bonus(check, bonus, &path);
    }
}

/// What each kind needs, and what has no place in it.
fn one_rule(check: &mut Check<'_>, rule: &Earning, path: &str) {
    use EarningKind::{Custom, Follow, Newsletter, Purchase, Quiz, Referral, Review, Share, SignUp, Streak, Visit};
    let at = |field: &str| format!("{path}.{field}");
    let is = |kinds: &[EarningKind]| kinds.contains(&rule.kind);
    let purchase = is(&[Purchase]);
    check.belongs(rule.purchase.is_some(), purchase, false, at("purchase"), "is missing: it says how points follow from a cart.");
    if let Some(purchase) = &rule.purchase {
        one_purchase(check, purchase, &at("purchase"));
    }
    let (from, to) = if purchase { (0, 0) } else { (1, MOST_POINTS) };
    check.range(rule.points, from, to, at("points"));
    let (on_trust, by_servers) = (is(&[Follow, Share, Visit, Quiz]), is(&[Streak, Review, Referral, Custom]));
    let missing = "is missing: without one, points could be had without end.";
    check.belongs(rule.limit.is_some(), on_trust, by_servers, at("limit"), missing);
    if let Some(limit) = &rule.limit {
        check.range(limit.count, 1, 1_000, at("limit.count"));
        check.optional_range(limit.days, 1, MOST_DAYS, at("limit.days"));
    }
    let opens = is(&[Follow, Share]);
    check.belongs(rule.url.is_some(), opens, is(&[Review, Quiz]), at("url"), "must be the page to open, with https://.");
    let good = rule.url.as_deref().is_none_or(|url| url.starts_with("https://") || url.starts_with("http://"));
    check.must(good, at("url"), "must be the page to open, with https://.");
    check.belongs(rule.network.is_some(), false, opens, at("network"), "");
    let known = rule.network.as_deref().is_none_or(|network| NETWORKS.contains(&network));
    check.must(known, at("network"), format!("must be one of {}.", NETWORKS.join(", ")));
    let missing = "is missing: it is the sentence that the shopper agrees to.";
    check.belongs(!rule.consent.is_empty(), is(&[Newsletter]), false, at("consent"), missing);
    check.texts(&rule.consent, &at("consent"), false);
    check.belongs(rule.days.is_some(), is(&[Streak]), false, at("days"), "is missing: so many days in a row are rewarded.");
    check.optional_range(rule.days, 2, 365, at("days"));
    check.belongs(rule.quiz.is_some(), is(&[Quiz]), false, at("quiz"), "is missing: it is the quiz that is rewarded.");
    let for_everybody = is(&[Purchase, SignUp, Referral]);
    check.belongs(rule.tier.is_some(), false, !for_everybody, at("tier"), "");
    if let Some(tier) = &rule.tier {
        check.tier(tier, at("tier"));
    }
    let friends = rule.kind != Referral || check.document.referral.is_some();
    check.must(friends, at("kind"), "needs `referral`, which says what the friend gets.");
}

fn one_purchase(check: &mut Check<'_>, rule: &PurchaseRule, path: &str) {
    check.range(rule.points, 0, 10_000, format!("{path}.points"));
    check.range(rule.per, 1, MOST_MONEY, format!("{path}.per"));
    check.optional_range(rule.minimum_order, 0, MOST_MONEY, format!("{path}.minimum_order"));
    check.selectors(&rule.excluded, &format!("{path}.excluded"));
    for (index, multiplier) in rule.multipliers.iter().enumerate() {
        let path = format!("{path}.multipliers[{index}]");
        check.range(multiplier.hundredths, 0, 10_000, format!("{path}.hundredths"));
        check.selectors(&multiplier.applies_to, &format!("{path}.applies_to"));
    }
}

fn one_bonus(check: &mut Check<'_>, bonus: &BonusCampaign, path: &str) {
    check.texts(&bonus.title, &format!("{path}.title"), true);
    let (starts, ends) = (time::parse(&bonus.starts_at), time::parse(&bonus.ends_at));
    for (time, field) in [(starts, "starts_at"), (ends, "ends_at")] {
        check.must(time.is_some(), format!("{path}.{field}"), "must be a time such as 2026-01-31T12:00:00Z.");
    }
    if let (Some(starts), Some(ends)) = (starts, ends) {
        check.must(starts < ends, format!("{path}.ends_at"), "must be after starts_at.");
    }
    check.range(bonus.hundredths, 100, 10_000, format!("{path}.hundredths"));
    check.selectors(&bonus.applies_to, &format!("{path}.applies_to"));
    for (index, tier) in bonus.tiers.iter().enumerate() {
        check.tier(tier, format!("{path}.tiers[{index}]"));
    }
}
