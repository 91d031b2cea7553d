//! A tier was reached: shown once, and then told to the server.

use super::{Services, State, Store, report, spawn};
use crate::browser::{event, json};
use loyalty_api::page::{new_object, set};
use loyalty_api::profile::ProfileChange;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// `loyalty:tier`.
#[derive(serde::Serialize)]
struct TierDetail<'a> {
    tier: &'a str,
}

/// A tier that the member has reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Celebration {
    /// The tier's id.
    pub tier: String,
    /// It is on show, until the member closes it.
    pub open: bool,
    /// The server knows, or is being told.
    pub told: bool,
}

impl State {
    /// Begins a celebration where the account says so. The same tier is celebrated once on a page.
    pub(super) fn note_celebration(&mut self) {
        let reached = self.member().and_then(|account| account.vip.as_ref()).filter(|vip| vip.celebrate);
        let Some(tier) = reached.and_then(|vip| vip.tier.clone()) else { return };
        if self.celebration.as_ref().is_none_or(|known| known.tier != tier) {
            self.celebration = Some(Celebration { tier, open: true, told: false });
        }
    }

    /// Puts it away.
    pub(super) fn end_celebration(&mut self) {
        if let Some(celebration) = &mut self.celebration {
            celebration.open = false;
        }
    }
}

impl Store {
    /// It was put on the page as `element`: if the member can see it there, tells the server, once. Where the merchant hides
    /// the launcher they can't.
    pub fn celebrated(self, element: HtmlElement) {
        let Some(services) = self.services() else { return };
        let tier = self.peek(|state, _| {
            state.celebration.as_ref().filter(|celebration| !celebration.told).map(|celebration| celebration.tier.clone())
        });
        let Some(Some(tier)) = tier else { return };
        spawn(async move {
            // A moment later: a new element is not in the document yet.
            if element.offset_width() == 0 {
                return;
            }
            self.change(|state| state.celebration.iter_mut().for_each(|celebration| celebration.told = true));
            event::emit("tier", &serde_wasm_bindgen::to_value(&TierDetail { tier: &tier }).unwrap_or(JsValue::UNDEFINED));
            let change = ProfileChange { birthday: None, newsletter: None, celebrated: Some(tier) };
            match services.client.tell(&change).await {
                Ok(account) => self.take_bare_account(&services, &account),
                // It is shown again on another page: better twice than never.
                Err(error) => report(&error),
            }
        });
    }

    /// Puts it away.
    pub fn end_celebration(self) {
        self.change(State::end_celebration);
    }

    /// Takes over an answer that is an account itself.
    pub(super) fn take_bare_account(self, services: &Services, account: &JsValue) {
        let answer = new_object();
        set(&answer, "account", account);
        if json::own(&answer, "account").is_object() {
            self.take_account(services, &answer);
        }
    }
}
