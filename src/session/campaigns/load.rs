//! Beginning, and asking the server.

use super::kept::Kept;
use super::{Campaigns, Edges, now};
use crate::browser::property::{get, text};
use crate::browser::storage;
use crate::client::{ApiError, read_as};
use crate::parts::Part;
use crate::session::{Services, State, Store, report, snapshot, spawn};
use crate::watch::Watch;
use crate::watch::landing::Landing;
use loyalty_api::campaign::{CampaignList, Engagement};
use std::rc::Rc;
use web_sys::Window;

/// What could not be had is asked for again after so many milliseconds.
pub(super) const AGAIN: i64 = 60_000;

impl Store {
    /// The state has changed: begins, once it is known that there are campaigns and for whom; and looks again when what draws
    /// them is there, or cannot be had. Called while the state is read, so what changes it comes after.
    pub fn follow_campaigns(self, state: &State) {
        let Some(campaigns) = self.campaigns() else { return };
        let campaigns = campaigns.borrow();
        let has_begun = campaigns.watch.is_some();
        if !has_begun && state.has_campaigns() {
            spawn(async move { self.begin_campaigns() });
        } else if has_begun && campaigns.drawing != state.parts.get(Part::Popups) {
            self.look_soon();
        }
    }

    fn begin_campaigns(self) {
        let Some(Edges { services, campaigns, window }) = self.edges() else { return };
        let known = self.peek(|state, _| state.has_campaigns()) == Some(true);
        if !known || campaigns.borrow().watch.is_some() {
            return;
        }
        campaigns.borrow_mut().begin(&services, &window);
        self.listen();
        self.load_cart();
        self.look();
        self.beat();
    }

    /// Asks the server for what is missing.
    pub(super) fn load_campaigns(self) {
        spawn(async move {
            let Some(Edges { services, campaigns, .. }) = self.edges() else { return };
            let answer = async {
                if campaigns.borrow().list.is_none() {
                    let list = read_as::<CampaignList>(&services.client.campaigns().await?)?;
                    campaigns.borrow_mut().list = Some(Rc::new(list));
                }
                if campaigns.borrow().engagement.is_none() {
                    let told = read_as::<Engagement>(&services.client.engagement().await?)?;
                    campaigns.borrow_mut().learn(told);
                }
                Ok(())
            };
            match answer.await {
                Ok(()) => self.look(),
                // Another shopper's is being asked for by now.
                Err(ApiError::Gone) => {}
                // The shop goes on as if it had none.
                Err(error) => report(&error),
            }
        });
    }

    /// Keeps what is to be remembered, on the device of a shopper who agreed to it.
    pub(super) fn keep_campaigns(self) {
        let Some(Edges { services, campaigns, .. }) = self.edges() else { return };
        let campaigns = campaigns.borrow();
        if services.consent.get() && campaigns.consented {
            storage::write(&snapshot::seen_key(&services.config.shop), &campaigns.kept.write());
        }
    }
}

impl Campaigns {
    /// This page is opened.
    fn begin(&mut self, services: &Services, window: &Window) {
        let now = now();
        self.generation = services.client.generation();
        self.follow_consent(services);
        let document = get(window, "document");
        let location = get(window, "location");
        self.kept.arrive(Landing::read(&location, &text(&document, "referrer")), now);
        self.watch = Some(Watch::new(window, text(&location, "pathname"), now));
    }

    /// The shopper agreed to be recognised, or no longer does. Whether that is new: what was before is then to be kept.
    pub(super) fn follow_consent(&mut self, services: &Services) -> bool {
        let consent = services.consent.get();
        // Counting is a purpose of its own: who agreed to storage alone is remembered and not counted.
        self.measured = consent && services.purposes().analytics;
        if !self.measured {
            self.kept.events.clear();
        }
        services.recognise();
        if consent == self.consented {
            return false;
        }
        self.consented = consent;
        if !consent {
            self.kept.exposed.clear();
            self.kept.assigned.clear();
            return true;
        }
        let shop = &services.config.shop;
        if let Some(mut kept) = storage::read(&snapshot::seen_key(shop)).and_then(|text| Kept::parse(&text)) {
            let here = std::mem::take(&mut self.kept);
            // Where the page is older than the agreement, it is a page of the visit that the device remembers.
            if here.visits > 0 {
                kept.arrive(here.landing, here.last);
                let mut there = std::mem::replace(&mut kept.memory, here.memory);
                // Of a campaign that both know, this page's past is the newer.
                there.pasts.retain(|past| kept.memory.of(&past.campaign).is_none());
                kept.memory.pasts.append(&mut there.pasts);
                kept.memory.quiet_since = kept.memory.quiet_since.max(there.quiet_since);
            }
            self.kept = kept;
        }
        true
    }

    /// The server told what it knows of the shopper.
    fn learn(&mut self, mut told: Engagement) {
        self.reveals = std::mem::take(&mut told.reveals);
        for known in std::mem::take(&mut told.assignments) {
            if self.kept.assigned.iter().all(|own| own.experiment != known.experiment) {
                self.kept.assigned.push(known);
            }
        }
        self.engagement = Some(told);
    }

    /// Whether all is there that is decided by.
    pub(super) fn is_complete(&self) -> bool {
        self.list.is_some() && self.engagement.is_some()
    }

    /// Whether something is missing that is to be asked for now.
    pub(super) fn lacks(&mut self, services: &Services, now: i64) -> bool {
        let generation = services.client.generation();
        if self.generation != generation {
            (self.generation, self.engagement, self.ask_at) = (generation, None, 0);
        }
        let lacks = !self.is_complete() && now >= self.ask_at;
        if lacks {
            self.ask_at = now + AGAIN;
        }
        lacks
    }
}
