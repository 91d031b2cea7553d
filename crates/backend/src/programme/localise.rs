//! The public programme in one language.

use super::document::{Document, Texts};
use loyalty_api::program::{EarningRule, Program, Reward};

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
                limit: rule.limit.clone(),
                purchase: rule.purchase.clone(),
            })
            .collect(),
        rewards: document
            .rewards
            .iter()
            .map(|offer| Reward {
                id: offer.id.clone(),
                title: text(&offer.title, locale, fallback).unwrap_or_default(),
                description: text(&offer.description, locale, fallback),
                points: offer.points,
                value: offer.value.clone(),
                minimum_order: offer.minimum_order,
                limit_per_customer: offer.limit_per_customer,
            })
            .collect(),
        theme: document.theme.clone(),
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
