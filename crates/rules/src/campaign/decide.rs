//! The arbiter.

use super::facts::{Page, Shopper};
use super::memory::Memory;
use super::trigger;
use super::why::{Verdict, Why};
use crate::experiment::{self, Reason};
use crate::targeting;
use loyalty_api::campaign::{Campaign, CampaignList, Placement};
use loyalty_api::json::Json;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// What becomes of a campaign now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its place in the list.
    pub campaign: usize,
    /// Why, and with [`Why::verdict`] what.
    pub why: Why,
    /// The place of what it says among its contents, for the shopper's variation.
    pub content: Option<usize>,
    /// Its tab stands at the edge while it waits.
    pub teaser: bool,
    /// It would be seen now, whether it shows anything or not: the shopper counts in its experiment. Reported once for each
    /// experiment, version of its buckets, and shopper.
    pub exposed: bool,
    /// The variation the shopper is in; nothing for who is held out.
    pub variation: Option<i64>,
}

impl Decision {
    /// Show, wait or never.
    pub fn verdict(&self) -> Verdict {
        self.why.verdict()
    }
}

/// Decides over every campaign, in the order of the list. Of those over the page one at most is shown: the one that is there, or
/// else the one of highest priority, the first of several. `now` is in milliseconds since 1970; `parse` reads times.
pub fn decide(
    list: &CampaignList,
    shopper: &Shopper,
    page: &Page,
    memory: &Memory,
    now: i64,
    parse: &dyn Fn(&str) -> Option<i64>,
) -> Vec<Decision> {
    let mut decisions: Vec<Decision> = Vec::new();
    for campaign in 0..list.campaigns.len() {
        decisions.push(Decision { campaign, why: Why::Due, content: None, teaser: false, exposed: false, variation: None });
    }
    let (mut taken, mut teased) = (false, false);
    for place in by_priority(&list.campaigns, page.asked) {
        let (Some(campaign), Some(decision)) = (list.campaigns.get(place), decisions.get_mut(place)) else { continue };
        let over = campaign.placement != Placement::Embedded;
        let against = eligible(campaign, shopper, memory, now, parse);
        decision.why = against.unwrap_or_else(|| if over { free(list, campaign, shopper, page, memory, now) } else { Why::Due });
        if over && taken && decision.verdict() == Verdict::Show {
            decision.why = Why::Another;
        }
        let teases = decision.why == Why::Trigger && !teased && !page.checkout && has_teaser(campaign);
        if !teases && decision.verdict() != Verdict::Show {
            continue;
        }
        // Only now, where it would be seen: so those who see nothing are counted by what others see.
        match choose(list, campaign, shopper, decision) {
            Some(silent) => decision.why = silent,
            None if teases => (decision.teaser, teased) = (true, true),
            None => taken |= over,
        }
    }
    decisions
}

/// Places in the list: what the shopper asked for, then those of higher priority first.
fn by_priority(campaigns: &[Campaign], asked: Option<&str>) -> Vec<usize> {
    let rank = |place: usize| {
        campaigns.get(place).map_or(i64::MIN, |it| if asked == Some(it.id.as_str()) { i64::MAX } else { it.priority })
    };
    let mut places: Vec<usize> = Vec::new();
    for place in 0..campaigns.len() {
        let mut at = 0;
        while places.get(at).is_some_and(|before| rank(*before) >= rank(place)) {
            at += 1;
        }
        places.insert(at, place);
    }
    places
}

/// Whether a tab stands for it, whatever the variation: else the tab would tell variations apart before they are seen.
fn has_teaser(campaign: &Campaign) -> bool {
    !campaign.contents.is_empty() && campaign.contents.iter().all(|content| content.teaser.is_some())
}

/// What speaks against a campaign wherever it stands.
fn eligible(
    campaign: &Campaign,
    shopper: &Shopper,
    memory: &Memory,
    now: i64,
    parse: &dyn Fn(&str) -> Option<i64>,
) -> Option<Why> {
    let time = |text: &Option<String>| text.as_ref().and_then(|text| parse(text));
    if time(&campaign.ends_at).is_some_and(|end| end <= now) {
        return Some(Why::Ended);
    }
    if time(&campaign.starts_at).is_some_and(|start| now < start) {
        return Some(Why::NotBegun);
    }
    if memory.showing.as_ref() == Some(&campaign.id) {
        // What is there stays until it is closed, unless its time is up.
        return Some(Why::Showing);
    }
    if campaign.targeting.as_ref().is_some_and(|wanted| !targeting::holds(wanted, shopper.unit.attributes, &Json::Null)) {
        return Some(Why::Targeting);
    }
    seldom(campaign, shopper, memory, now)
}

/// What the frequency says.
fn seldom(campaign: &Campaign, shopper: &Shopper, memory: &Memory, now: i64) -> Option<Why> {
    let frequency = &campaign.frequency;
    let again = frequency.closed_days.is_some() || frequency.converted_days.is_some();
    let Some(past) = memory.of(&campaign.id) else {
        // When that was the server does not say: who may be asked again is asked by what this device remembers.
        return (!again && shopper.answered.contains(&campaign.id)).then_some(Why::Answered);
    };
    let within = |since: Option<i64>, days: Option<i64>| {
        since.is_some_and(|since| days.is_none_or(|days| now - since < days.saturating_mul(DAY_MS)))
    };
    let reached = |times: i64, most: Option<i64>| most.is_some_and(|most| times >= most);
    if within(past.converted_at, frequency.converted_days) {
        Some(Why::Converted)
    } else if within(past.closed_at, frequency.closed_days) {
        Some(Why::Closed)
    } else if !again && shopper.answered.contains(&campaign.id) {
        Some(Why::Answered)
    } else if campaign.placement == Placement::Embedded {
        // What stands in the page is not counted: it interrupts nobody.
        None
    } else if reached(past.total, frequency.total) {
        Some(Why::Total)
    } else if reached(past.visit, frequency.per_visit) {
        Some(Why::Visit)
    } else if frequency.days.is_some() && within(past.shown_at, frequency.days) {
        Some(Why::Recent)
    } else {
        None
    }
}

/// What speaks against anything over this page now, or else that it is due.
fn free(list: &CampaignList, campaign: &Campaign, shopper: &Shopper, page: &Page, memory: &Memory, now: i64) -> Why {
    let asked = page.asked == Some(campaign.id.as_str());
    if !asked && !trigger::met(campaign, shopper, page) {
        return Why::Trigger;
    }
    if page.checkout {
        return Why::Checkout;
    }
    if page.other_dialog {
        return Why::OtherDialog;
    }
    if page.open {
        return Why::Open;
    }
    if memory.showing.is_some() {
        return Why::Another;
    }
    if asked {
        return Why::Asked;
    }
    if page.typing {
        return Why::Typing;
    }
    if page.search_landing {
        return Why::SearchLanding;
    }
    if memory.quiet_since.is_some_and(|since| now - since < list.quiet_seconds.saturating_mul(1_000)) {
        return Why::Quiet;
    }
    Why::Due
}

/// Finds what the campaign says to this shopper, or why it says nothing.
fn choose(list: &CampaignList, campaign: &Campaign, shopper: &Shopper, decision: &mut Decision) -> Option<Why> {
    let content = |variation: Option<i64>| campaign.contents.iter().position(|content| content.variation == variation);
    let Some(key) = &campaign.experiment else {
        if experiment::held_out(list.holdout, shopper.unit.id) {
            return Some(Why::HeldOut);
        }
        decision.content = content(None);
        return decision.content.is_none().then_some(Why::NoPart);
    };
    let Some(found) = list.experiments.iter().find(|one| one.key == *key) else { return Some(Why::NoPart) };
    let assigned = experiment::assign(found, list.holdout, shopper.unit);
    decision.variation = assigned.variation.and_then(|variation| i64::try_from(variation).ok());
    match assigned.reason {
        Reason::HeldOut => {
            decision.exposed = true;
            Some(Why::HeldOut)
        }
        Reason::Preview | Reason::Sticky | Reason::Bucket => {
            decision.exposed = assigned.reason != Reason::Preview;
            decision.content = content(decision.variation);
            decision.content.is_none().then_some(Why::Control)
        }
        // Who takes no part sees what the control sees, and is not counted.
        Reason::Targeting | Reason::Namespace | Reason::Coverage => {
            decision.content = content(Some(0));
            decision.content.is_none().then_some(Why::NoPart)
        }
    }
}
