//! Other people's analytics and consent platforms, where the tag or the page asks for them.

use super::{Services, Store};
use crate::integrations::Integrations;
use crate::parts::{self, Part};
use js_sys::Function;
use std::rc::Rc;
use wasm_bindgen::JsValue;

impl Store {
    /// Has them listened to, once that part is there; loads it where it is not.
    pub(super) fn integrate(self) {
        let Some(services) = self.services() else { return };
        let config = &services.config;
        if config.analytics.is_none() && config.platform.is_none() && services.hooks.borrow().event.is_none() {
            return;
        }
        match self.peek(|state, _| parts::integrations(state)).flatten() {
            Some(part) => (part.start)(self),
            None => self.want(Part::Integrations),
        }
    }

    /// What that part keeps.
    pub fn integrations(self) -> Option<Rc<Integrations>> {
        self.services()?.integrations.get()
    }
}

impl Services {
    /// The merchant's function that is told what happens.
    pub fn event_hook(&self) -> Option<Function> {
        self.hooks.borrow().event.clone()
    }

    /// The account as the server last told it; `undefined` before that.
    pub fn account(&self) -> JsValue {
        self.account.borrow().clone()
    }
}
