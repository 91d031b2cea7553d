//! Campaigns.

use super::check::{Check, MOST_DAYS, MOST_MONEY, MOST_POINTS};
use super::condition;
use crate::programme::document::{CampaignContent, CampaignPlan, Prize};
use crate::time;
use jiff::civil::Date;
use loyalty_api::campaign::{CampaignKind, Frequency, OfferKind, Placement, Trigger, TriggerKind};
use std::collections::HashSet;

/// The most weight that one prize may have.
const MOST_WEIGHT: i64 = 1_000_000;

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    check.range(document.quiet_seconds, 0, 86_400, "quiet_seconds");
    check.range(document.holdout, 0, 10_000, "holdout");
    let mut ids = HashSet::new();
    for (index, campaign) in document.campaigns.iter().enumerate() {
        let path = format!("campaigns[{index}]");
        check.id(&campaign.id, "cmp_", &path);
        check.must(ids.insert(&campaign.id), format!("{path}.id"), "is the id of another campaign.");
        one_campaign(check, campaign, &path);
        contents(check, campaign, &path);
    }
}

fn one_campaign(check: &mut Check<'_>, campaign: &CampaignPlan, path: &str) {
    let at = |field: &str| format!("{path}.{field}");
    let embedded = campaign.placement == Placement::Embedded;
    let leaving = campaign.kind == CampaignKind::BeforeLeaving;
    check.must(!leaving || embedded, at("placement"), "must be embedded: it stands on the page where one leaves.");
    let waits = embedded && !campaign.triggers.is_empty();
    check.must(!waits, at("triggers"), "has no place here: what is embedded is there from the beginning.");
    for (index, one) in campaign.triggers.iter().enumerate() {
        trigger(check, one, &format!("{path}.triggers[{index}]"));
    }
    let friends = campaign.kind != CampaignKind::Referral || check.document.referral.is_some();
    check.must(friends, at("kind"), "needs `referral`, which says what the friend gets.");
    condition::check(check, campaign.targeting.as_ref(), &at("targeting"));
    frequency(check, &campaign.frequency, &at("frequency"));
    check.range(campaign.priority, -1_000, 1_000, at("priority"));
    let (starts, ends) = (campaign.starts_at.as_deref(), campaign.ends_at.as_deref());
    for (text, field) in [(starts, "starts_at"), (ends, "ends_at")] {
        let good = text.is_none_or(|text| time::parse(text).is_some());
        check.must(good, at(field), "must be a time such as 2026-01-31T12:00:00Z.");
    }
    if let (Some(starts), Some(ends)) = (starts.and_then(time::parse), ends.and_then(time::parse)) {
        check.must(starts < ends, at("ends_at"), "must be after starts_at.");
    }
    let runs_out = campaign.kind != CampaignKind::Flash || campaign.ends_at.is_some();
    check.must(runs_out, at("ends_at"), "is missing: a flash sale ends at a time that is the same for everyone.");
}

fn trigger(check: &mut Check<'_>, trigger: &Trigger, path: &str) {
    use TriggerKind::*;
    let bounds = match trigger.kind {
        Delay => Some((0, 3_600)),
        Scroll => Some((1, 100)),
        Idle => Some((5, 3_600)),
        CartValue => Some((1, MOST_MONEY)),
        CartItems | Pages => Some((1, 1_000)),
        PointsExpiring => Some((1, 365)),
        TierNear => Some((1, MOST_POINTS)),
        ExitIntent | TabReturn | Element | Event | Unredeemed | Referral => None,
    };
    let value = format!("{path}.value");
    check.belongs(trigger.value.is_some(), bounds.is_some(), false, value.clone(), "is missing.");
    if let Some((from, to)) = bounds {
        check.optional_range(trigger.value, from, to, value);
    }
    let name = format!("{path}.name");
    let named = matches!(trigger.kind, Element | Event);
    check.belongs(trigger.name.is_some(), named, false, name.clone(), "is missing: the element's selector, or the event's name.");
    let good = trigger.name.as_ref().is_none_or(|name| (1..=200).contains(&name.len()));
    check.must(good, name, "must be 1 to 200 characters.");
}

fn frequency(check: &mut Check<'_>, frequency: &Frequency, path: &str) {
    let days = [(frequency.days, "days"), (frequency.closed_days, "closed_days"), (frequency.converted_days, "converted_days")];
    for (value, field) in days {
        check.optional_range(value, 1, MOST_DAYS, format!("{path}.{field}"));
    }
    for (value, field) in [(frequency.per_visit, "per_visit"), (frequency.total, "total")] {
        check.optional_range(value, 1, 1_000, format!("{path}.{field}"));
    }
}

fn contents(check: &mut Check<'_>, campaign: &CampaignPlan, path: &str) {
    let at = |field: &str| format!("{path}.{field}");
    let shared = campaign.experiment.is_some();
    let known = check.document.experiments.iter().find(|one| campaign.experiment.as_ref() == Some(&one.key));
    check.must(!shared || known.is_some(), at("experiment"), "must be the key of one of experiments.");
    let variations_known = known.map_or(i64::MAX, |one| i64::try_from(one.variations.len()).unwrap_or(i64::MAX));
    check.must(!campaign.contents.is_empty(), at("contents"), "must have one at least.");
    let alone = shared || campaign.contents.len() < 2;
    check.must(alone, at("contents"), "must be one: without an experiment nothing decides between several.");
    let mut variations = HashSet::new();
    for (index, content) in campaign.contents.iter().enumerate() {
        let path = format!("{path}.contents[{index}]");
        let variation = format!("{path}.variation");
        check.belongs(content.variation.is_some(), shared, false, variation.clone(), "is missing: which of the experiment's.");
        let another = variations.insert(content.variation) || content.variation.is_none();
        check.must(another, variation.clone(), "has a content already.");
        let there = content.variation.is_none_or(|index| (0..variations_known).contains(&index));
        check.must(there, variation, "must be one of the experiment's, counted from 0.");
        words(check, content, &path);
        what_it_gives(check, campaign, content, &path);
    }
}

fn words(check: &mut Check<'_>, content: &CampaignContent, path: &str) {
    let at = |field: &str| format!("{path}.{field}");
    check.texts(&content.headline, &at("headline"), true);
    let more = [
        (&content.text, "text"),
        (&content.button, "button"),
        (&content.decline, "decline"),
        (&content.teaser, "teaser"),
        (&content.thanks, "thanks"),
        (&content.consent, "consent"),
    ];
    for (texts, field) in more {
        check.texts(texts, &at(field), false);
    }
    check.image(content.image.as_ref(), at("image"));
    check.image(content.url.as_ref(), at("url"));
}

fn what_it_gives(check: &mut Check<'_>, campaign: &CampaignPlan, content: &CampaignContent, path: &str) {
    use CampaignKind::*;
    let at = |field: &str| format!("{path}.{field}");
    let kind = campaign.kind;
    let missing = "is missing: it is the sentence that the shopper agrees to.";
    check.belongs(!content.consent.is_empty(), kind == Newsletter || content.email, true, at("consent"), missing);
    check.must(kind != Newsletter || content.email, at("email"), "must be true: a newsletter needs an address.");
    let asks = matches!(kind, Quiz | Nps);
    check.belongs(content.quiz.is_some(), asks, false, at("quiz"), "is missing: the id of the quiz to start.");
    let given = !content.offers.is_empty();
    let promises = matches!(kind, Offer | Flash | Mystery);
    check.belongs(given, promises, !matches!(kind, Calendar | Quiz | Nps | Referral), at("offers"), "must have one at least.");
    prizes(check, &content.offers, &at("offers"));
    let drawn = kind != Mystery || content.offers.len() != 1;
    check.must(drawn, at("offers"), "must be several: one of them is drawn.");
    check.belongs(!content.doors.is_empty(), kind == Calendar, false, at("doors"), "must have one at least.");
    let mut days = HashSet::new();
    for (index, door) in content.doors.iter().enumerate() {
        let path = format!("{path}.doors[{index}]");
        check.must(
            door.day.parse::<Date>().is_ok_and(|day| day.to_string() == door.day),
            format!("{path}.day"),
            "must be a day such as 2026-12-01.",
        );
        check.must(days.insert(&door.day), format!("{path}.day"), "has a door already.");
        check.must(!door.offers.is_empty(), format!("{path}.offers"), "must have one at least.");
        prizes(check, &door.offers, &format!("{path}.offers"));
    }
}

/// One prize, or several with weights.
fn prizes(check: &mut Check<'_>, prizes: &[Prize], path: &str) {
    use OfferKind::*;
    let drawn = prizes.len() > 1;
    for (index, prize) in prizes.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let at = |field: &str| format!("{path}.{field}");
        check.texts(&prize.title, &at("title"), true);
        let is = |kind: OfferKind| prize.kind == kind;
        let cart = matches!(prize.kind, Fixed | Percentage | FreeShipping);
        check.belongs(prize.amount.is_some(), is(Fixed), false, at("amount"), "is missing.");
        check.optional_range(prize.amount, 1, MOST_MONEY, at("amount"));
        check.belongs(prize.percent.is_some(), is(Percentage), false, at("percent"), "is missing.");
        check.optional_range(prize.percent, 1, 100, at("percent"));
        check.belongs(prize.points.is_some(), is(Points), false, at("points"), "is missing.");
        check.optional_range(prize.points, 1, MOST_POINTS, at("points"));
        check.belongs(prize.minimum_order.is_some(), false, cart, at("minimum_order"), "");
        check.optional_range(prize.minimum_order, 0, MOST_MONEY, at("minimum_order"));
        check.belongs(prize.code_days.is_some(), false, cart, at("code_days"), "");
        check.optional_range(prize.code_days, 1, MOST_DAYS, at("code_days"));
        let missing = "is missing: of several one is drawn by their weights.";
        check.belongs(prize.weight.is_some(), drawn, false, at("weight"), missing);
        check.optional_range(prize.weight, 1, MOST_WEIGHT, at("weight"));
        check.must(drawn || !is(Nothing), at("kind"), "has no place here: nothing is only one of several that are drawn.");
    }
}
