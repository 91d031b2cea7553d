//! The public campaigns in one language.

use crate::programme::document::{CampaignContent, CampaignPlan, Document, Prize};
use crate::programme::localise::text;
use crate::time;
use loyalty_api::campaign::{Campaign, Content, Offer};

/// What everyone may see of the campaigns that have not ended. Weights, and what is behind doors, stay out.
pub fn campaigns(document: &Document, locale: &str, now: i64) -> Vec<Campaign> {
    let fallback = &document.default_locale;
    let goes_on = |plan: &&CampaignPlan| plan.ends_at.as_deref().and_then(time::parse).is_none_or(|end| now < end);
    let plans = document.campaigns.iter().filter(goes_on);
    plans.map(|plan| campaign(plan, locale, fallback)).collect()
}

fn campaign(plan: &CampaignPlan, locale: &str, fallback: &str) -> Campaign {
    let contents = plan.contents.iter().map(|one| content(one, locale, fallback)).collect();
    Campaign {
        id: plan.id.clone(),
        kind: plan.kind,
        placement: plan.placement,
        triggers: plan.triggers.clone(),
        all: plan.all,
        targeting: plan.targeting.clone(),
        frequency: plan.frequency.clone(),
        priority: plan.priority,
        starts_at: plan.starts_at.clone(),
        ends_at: plan.ends_at.clone(),
        experiment: plan.experiment.clone(),
        contents,
    }
}

fn content(content: &CampaignContent, locale: &str, fallback: &str) -> Content {
    let words = |texts| text(texts, locale, fallback);

    Content {
        variation: content.variation,
        headline: words(&content.headline).unwrap_or_default(),
        text: words(&content.text),
        image: content.image.clone(),
        button: words(&content.button),
        url: content.url.clone(),
        decline: words(&content.decline),
        teaser: words(&content.teaser),
        thanks: words(&content.thanks),
        email: content.email,
        consent: words(&content.consent),
        quiz: content.quiz.clone(),
        offers: content.offers.iter().map(|prize| offer(prize, locale, fallback)).collect(),
        doors: content.doors.iter().map(|door| door.day.clone()).collect(),
    }
}

/// A prize in this language.
pub fn offer(prize: &Prize, locale: &str, fallback: &str) -> Offer {
    Offer {
        kind: prize.kind,
        title: text(&prize.title, locale, fallback).unwrap_or_default(),
        amount: prize.amount,
        percent: prize.percent,
        points: prize.points,
        minimum_order: prize.minimum_order,
    }
}
