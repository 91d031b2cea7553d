//! Listening to the page.

use super::{Edges, now};
use crate::browser::listen::Listener;
use crate::browser::property::{get, text};
use crate::session::Store;
use crate::watch::{HEARD, Heard, surroundings};
use gloo_timers::callback::Timeout;
use loyalty_api::campaign::CampaignKind;
use loyalty_api::event::EventKind;
use web_sys::{Event, EventTarget};

/// How often it is looked whether anything changed that no event tells, in milliseconds.
const BEAT: u32 = 1_000;

impl Store {
    /// Listens to the page, until the listeners are dropped.
    pub(super) fn listen(self) {
        let Some(Edges { campaigns, window, .. }) = self.edges() else { return };
        let Some(document) = window.document() else { return };
        let document_target: &EventTarget = document.as_ref();
        let window_target: &EventTarget = window.as_ref();
        let mut listeners = Vec::new();
        for (index, (what, name)) in HEARD.into_iter().enumerate() {
            let hear = Box::new(move |event: Event| self.hear(what, &event));
            listeners.push(match (index, document.document_element()) {
                (9.., _) => Listener::new(window_target, name, hear),
                (7.., Some(root)) => Listener::new(root.as_ref(), name, hear),
                _ => Listener::new(document_target, name, hear),
            });
        }
        listeners.push(Listener::new(window_target, "pagehide", Box::new(move |_| self.send_at_once())));
        listeners.push(Listener::new(window_target, "klaviyoForms", Box::new(move |event| self.klaviyo(&event))));
        listeners.push(Listener::new(
            document_target,
            "loyalty:show",
            Box::new(move |event| self.summon(&get(&event, "detail"))),
        ));
        campaigns.borrow_mut().listeners = listeners;
    }

    fn hear(self, what: Heard, event: &Event) {
        let Some(Edges { campaigns, window, .. }) = self.edges() else { return };
        let now = now();
        let (mut soon, mut look) = (None, false);
        if let Some(watch) = &mut campaigns.borrow_mut().watch {
            let before = watch.exit || watch.returned;
            soon = watch.hear(&window, what, event, now);
            // On the way out already: what draws is to be there when it counts.
            let leaves = what == Heard::Leave && watch.is_leaving();
            look = leaves || (!before && (watch.exit || watch.returned));
        }
        if let Some(wait) = soon {
            let wait = u32::try_from(wait).unwrap_or_default();
            campaigns.borrow_mut().soon = Some(Timeout::new(wait, move || self.tick()));
        }
        if what == Heard::Visibility {
            if surroundings::is_hidden() {
                campaigns.borrow_mut().beat = None;
                return self.send_at_once();
            }
            self.beat();
        }
        if look {
            self.look();
        }
    }

    /// Looks again in a second, and so on, until the tab goes to the background.
    pub(super) fn beat(self) {
        if let Some(campaigns) = self.campaigns() {
            let timer = Timeout::new(BEAT, move || {
                self.tick();
                if !surroundings::is_hidden() {
                    self.beat();
                }
            });
            campaigns.borrow_mut().beat = Some(timer);
        }
    }

    /// A time came.
    fn tick(self) {
        let Some(Edges { campaigns, window, .. }) = self.edges() else { return };
        if let Some(watch) = &mut campaigns.borrow_mut().watch {
            watch.hear(&window, Heard::Tick, &wasm_bindgen::JsValue::UNDEFINED, now());
        }
        self.look();
    }

    /// Somebody else's form was sent: who has subscribed there is not asked for it here.
    fn klaviyo(self, event: &Event) {
        if text(&get(event, "detail"), "type") != "submit" {
            return;
        }
        self.change_campaigns(&mut |campaigns, _| {
            let Some(list) = campaigns.list.clone() else { return };
            for campaign in list.campaigns.iter().filter(|campaign| campaign.kind == CampaignKind::Newsletter) {
                campaigns.kept.memory.converted(&campaign.id, now());
                campaigns.note(EventKind::Conversion, campaign, None);
            }
        });
    }
}
