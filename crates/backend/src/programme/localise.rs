//! The public programme in one language.

use super::document::{Album, BonusCampaign, Document, PerkSeen, Referrals, RewardOffer, Texts, Vip};
use loyalty_api::collectible::{Collectible, CollectibleSet};
use loyalty_api::program::{Bonus, EarningRule, Program, Reward};
use loyalty_api::referral::ReferralOffer;
use loyalty_api::vip::{Perk, Tier, VipProgram};

/// What everyone may see of a document, in this language (one of the document's). Keys and secrets stay out because
/// each public field is named here.
pub fn localise(document: &Document, version: i64, locale: &str) -> Program {
    let fallback = &document.default_locale;
    Program {
        shop: document.shop.clone(),
        version,
        name: text(&document.name, locale, fallback).unwrap_or_default(),
        locale: locale.into(),
        currency: document.currency.clone(),
        points_name: document.points_name.get(locale).or_else(|| document.points_name.get(fallback)).cloned(),
        worth: document.worth.clone(),
        pending_days: document.pending_days,
        earning: document
            .earning
            .iter()
            .map(|rule| EarningRule {
                id: rule.id.clone(),
                kind: rule.kind,
                title: text(&rule.title, locale, fallback).unwrap_or_default(),
                description: text(&rule.description, locale, fallback),
                points: rule.points,
                url: rule.url.clone(),
                network: rule.network.clone(),
                consent: text(&rule.consent, locale, fallback),
                days: rule.days,
                quiz: rule.quiz.clone(),
                tier: rule.tier.clone(),
                limit: rule.limit.clone(),
                purchase: rule.purchase.clone(),
            })
            .collect(),
        bonuses: bonuses(document, locale),
        rewards: document.rewards.iter().map(|offer| reward(offer, locale, fallback)).collect(),
        vip: document.vip.as_ref().map(|vip| tiers(vip, locale, fallback)),
        referral: document.referral.as_ref().map(|referrals| referral(referrals, locale, fallback)),
        collectibles: document.collectibles.iter().map(|album| collectibles(album, locale, fallback)).collect(),
        cart: document.cart.clone(),
        campaigns: Some(!document.campaigns.is_empty()),
        theme: document.theme.clone(),
    }
}

/// The bonuses in this language.
pub fn bonuses(document: &Document, locale: &str) -> Vec<Bonus> {
    let bonus = |bonus: &BonusCampaign| Bonus {
        id: bonus.id.clone(),
        title: text(&bonus.title, locale, &document.default_locale).unwrap_or_default(),
        starts_at: bonus.starts_at.clone(),
        ends_at: bonus.ends_at.clone(),
        applies_to: bonus.applies_to.clone(),
        hundredths: bonus.hundredths,
        tiers: bonus.tiers.clone(),
    };
    document.bonuses.iter().map(bonus).collect()
}

/// A reward in this language.
pub fn reward(offer: &RewardOffer, locale: &str, fallback: &str) -> Reward {
    Reward {
        id: offer.id.clone(),
        title: text(&offer.title, locale, fallback).unwrap_or_default(),
        description: text(&offer.description, locale, fallback),
        points: offer.points,
        prices: offer.prices.clone(),
        value: offer.value.clone(),
        image: offer.image.clone(),
        tier: offer.tier.clone(),
        minimum_order: offer.minimum_order,
        limit_per_customer: offer.limit_per_customer,
    }
}

/// The tiers in this language. What is hidden is left out, and what is secret has no words.
pub fn tiers(vip: &Vip, locale: &str, fallback: &str) -> VipProgram {
    let tiers = vip.tiers.iter().map(|tier| Tier {
        id: tier.id.clone(),
        name: text(&tier.name, locale, fallback).unwrap_or_default(),
        threshold: tier.threshold,
        colour: tier.colour.clone(),
        hundredths: tier.hundredths,
        entry_points: tier.entry_points,
        perks: tier
            .perks
            .iter()
            .filter(|perk| perk.seen != PerkSeen::Hidden)
            .map(|perk| Perk { title: (perk.seen == PerkSeen::Open).then(|| text(&perk.title, locale, fallback)).flatten() })
            .collect(),
    });
    VipProgram { basis: vip.basis, window: vip.window, days: vip.days, tiers: tiers.collect() }
}

fn referral(referrals: &Referrals, locale: &str, fallback: &str) -> ReferralOffer {
    ReferralOffer {
        title: text(&referrals.title, locale, fallback).unwrap_or_default(),
        value: referrals.value.clone(),
        minimum_order: referrals.minimum_order,
        message: text(&referrals.message, locale, fallback).unwrap_or_default(),
        channels: referrals.channels.clone(),
        days: referrals.days,
    }
}

/// A set of collectibles in this language.
pub fn collectibles(album: &Album, locale: &str, fallback: &str) -> CollectibleSet {
    let items = album.items.iter().map(|card| Collectible {
        id: card.id.clone(),
        title: text(&card.title, locale, fallback).unwrap_or_default(),
        image: card.image.clone(),
        applies_to: card.applies_to.clone(),
    });
    CollectibleSet {
        id: album.id.clone(),
        title: text(&album.title, locale, fallback).unwrap_or_default(),
        points: album.points,
        items: items.collect(),
    }
}

/// A text in this language, or else in the fallback.
pub fn text(texts: &Texts, locale: &str, fallback: &str) -> Option<String> {
    texts.get(locale).or_else(|| texts.get(fallback)).cloned()
}

/// A text that was stored as JSON when something happened: in this language if it was there then, else the fallback,
/// else any.
pub fn stored_text(json: Option<&str>, locale: &str, fallback: &str) -> Option<String> {
    let texts: Texts = serde_json::from_str(json?).ok()?;
    text(&texts, locale, fallback).or_else(|| texts.values().next().cloned())
}
