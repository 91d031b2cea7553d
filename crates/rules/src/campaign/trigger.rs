//! Whether what has to happen first did.

use super::facts::{Page, Shopper};
use loyalty_api::campaign::{Campaign, Trigger, TriggerKind};

/// Whether a campaign's triggers are met: all of them, or one; a campaign without any waits for nothing.
pub(super) fn met(campaign: &Campaign, shopper: &Shopper, page: &Page) -> bool {
    let mut any = campaign.triggers.is_empty();
    for trigger in &campaign.triggers {
        let one = happened(trigger, shopper, page);
        if campaign.all && !one {
            return false;
        }
        any |= one;
    }
    any
}

fn happened(trigger: &Trigger, shopper: &Shopper, page: &Page) -> bool {
    let value = trigger.value.unwrap_or(0);
    let named = |names: &[String]| trigger.name.as_ref().is_some_and(|name| names.contains(name));
    match trigger.kind {
        TriggerKind::ExitIntent => page.exit,
        TriggerKind::Delay => page.seconds >= value,
        TriggerKind::Scroll => page.scroll >= value,
        TriggerKind::Idle => page.idle >= value,
        TriggerKind::CartValue => page.cart_total >= value,
        TriggerKind::CartItems => page.cart_items >= value,
        TriggerKind::Pages => page.pages >= value,
        TriggerKind::TabReturn => page.returned,
        TriggerKind::Element => named(page.seen),
        TriggerKind::Event => named(page.events),
        TriggerKind::PointsExpiring => shopper.expiring_days.is_some_and(|days| days <= value),
        TriggerKind::Unredeemed => shopper.unredeemed,
        TriggerKind::TierNear => shopper.next_tier.is_some_and(|missing| missing <= value),
        TriggerKind::Referral => shopper.referred,
    }
}
