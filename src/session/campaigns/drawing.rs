//! Having what draws loaded, and waiting for it.

use super::Campaigns;
use super::load::AGAIN;
use crate::parts::Presence;
use crate::watch::Watch;
use loyalty_api::campaign::TriggerKind;
use loyalty_rules::campaign::Why;
use web_sys::Window;

impl Campaigns {
    /// Whether what draws is to be asked for: something is there for it, or will be in a moment as it looks.
    pub(super) fn wants_drawing(&mut self, now: i64) -> bool {
        let wants = matches!(self.drawing, Presence::Absent | Presence::Failed) && now >= self.draw_at && self.is_to_be_drawn();
        if wants {
            (self.drawing, self.draw_at) = (Presence::Loading, now + AGAIN);
        }
        wants
    }

    fn is_to_be_drawn(&self) -> bool {
        self.due
            || self.open.is_some()
            || !self.placed.is_empty()
            || self.teaser().is_some()
            || self.won().is_some()
            || (self.watch.as_ref().is_some_and(Watch::is_leaving) && self.waits_for_exit())
    }

    /// Whether one of them waits for the shopper to leave.
    fn waits_for_exit(&self) -> bool {
        let for_exit = |place: usize| {
            let campaign = self.list.as_ref().and_then(|list| list.campaigns.get(place));
            campaign.is_some_and(|campaign| campaign.triggers.iter().any(|it| it.kind == TriggerKind::ExitIntent))
        };
        self.decisions.iter().any(|decision| decision.why == Why::Trigger && for_exit(decision.campaign))
    }

    /// What was so for a moment is over, unless what is due by it waits for what draws it.
    pub(super) fn settle(&mut self, window: &Window, now: i64) {
        if self.due && self.drawing == Presence::Loading {
            return;
        }
        if self.is_complete() {
            self.asked = None;
        }
        if let Some(watch) = &mut self.watch {
            watch.settle(window, now);
        }
    }
}
