//! What is asked of a campaign, checked: whether it runs, what it has, and what it needs of the shopper.

use crate::error::{Refusal, Result};
use crate::http::shopper::Shopper;
use crate::programme::Programme;
use crate::programme::document::{CampaignContent, CampaignPlan, Prize};
use crate::time;
use crate::zone::Zone;
use loyalty_api::campaign::{CampaignKind, RevealRequest};
use loyalty_rules::referral::is_disposable;

/// Refuses a campaign that has not begun, or is over.
pub(super) fn running(plan: &CampaignPlan, now: i64) -> Result<()> {
    let begun = plan.starts_at.as_deref().and_then(time::parse).is_none_or(|start| start <= now);
    let goes_on = plan.ends_at.as_deref().and_then(time::parse).is_none_or(|end| now < end);
    if begun && goes_on {
        return Ok(());
    }
    Err(Refusal::new(409, "campaign_not_running", "This campaign has not begun, or is over").into())
}

/// What was shown: the only content, or that of the variation.
pub(super) fn content(plan: &CampaignPlan, variation: Option<i64>) -> Result<&CampaignContent> {
    let variation = plan.experiment.as_ref().and(variation);
    let content = plan.contents.iter().find(|content| content.variation == variation);
    let unknown = || Refusal::new(422, "unknown_variation", "The campaign shows nothing in this variation");
    content.ok_or_else(|| unknown().field("variation").into())
}

/// What there is to draw from. A door opens on its day in the shop's time zone.
pub(super) fn prizes<'a>(
    programme: &Programme,
    content: &'a CampaignContent,
    door: Option<&str>,
    now: i64,
) -> Result<&'a [Prize]> {
    if content.doors.is_empty() {
        let anything = !content.offers.is_empty() || !content.consent.is_empty();
        return match door {
            Some(_) => Err(Refusal::not_found("unknown_door").field("door").into()),
            None if anything => Ok(&content.offers),
            None => Err(Refusal::new(409, "nothing_to_reveal", "This campaign gives nothing").into()),
        };
    }
    let found = content.doors.iter().find(|found| Some(found.day.as_str()) == door);
    let found = found.ok_or_else(|| Refusal::not_found("unknown_door").field("door"))?;
    if Zone::of(&programme.document).today(now) != found.day {
        let refusal = Refusal::new(409, "door_closed", "A door opens on its day");
        return Err(refusal.field("door").into());
    }
    Ok(&found.offers)
}

/// The e-mail address that comes with the request, where the campaign asks for one. Guests have to give it.
pub(super) fn email<'a>(shopper: &Shopper, content: &CampaignContent, request: &'a RevealRequest) -> Result<Option<&'a str>> {
    let email = request.email.as_deref().filter(|_| content.email);
    if content.email && shopper.customer.is_none() && email.is_none() {
        return Err(Refusal::new(422, "email_required", "An e-mail address is needed").field("email").into());
    }
    let referral = shopper.programme.document.referral.as_ref();
    let domains = referral.map_or(&[][..], |referral| &referral.disposable_domains);
    if email.is_some_and(|email| is_disposable(email, domains)) {
        return Err(Refusal::new(409, "disposable_domain", "This e-mail address does not last").field("email").into());
    }
    Ok(email)
}

/// Whether the shopper agreed to the campaign's sentence, which a newsletter cannot do without.
pub(super) fn agreed(plan: &CampaignPlan, content: &CampaignContent, request: &RevealRequest) -> Result<bool> {
    let agreed = request.consent == Some(true) && !content.consent.is_empty();
    if plan.kind == CampaignKind::Newsletter && !agreed {
        return Err(Refusal::new(422, "consent_required", "The newsletter needs an agreement").field("consent").into());
    }
    Ok(agreed)
}
