//! Loading the parts of the widget that lie in files of their own.

use super::{Store, report, spawn};
use crate::client::ApiError;
use crate::parts::{Part, Presence};
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

impl Store {
    /// Something in this part is about to be seen: loads it, once, and again after it failed.
    pub fn want(self, part: Part) {
        let Some(services) = self.services() else { return };
        let wanted = self.peek(|state, _| matches!(state.parts.get(part), Presence::Absent | Presence::Failed));
        let (Some(true), Some(load)) = (wanted, &services.load_part) else { return };
        let loading = promise(load, part.name());
        self.change(|state| state.parts.set(part, Presence::Loading));
        spawn(async move {
            let loaded = match loading {
                Some(loading) => JsFuture::from(loading).await.is_ok(),
                None => false,
            };
            if !loaded {
                report(&ApiError::Unreachable);
            }
            self.change(|state| state.parts.set(part, if loaded { Presence::Ready } else { Presence::Failed }));
            match part {
                Part::Integrations if loaded => self.integrate(),
                Part::Later if loaded && self.peek(|state, _| state.account.is_asked_for()) == Some(false) => self.want_meeting(),
                _ => {}
            }
        });
    }
}

impl Store {
    /// Has what decides over that which appears unasked loaded, once it is known that there is something and for whom.
    pub(super) fn want_watch(self) {
        if self.peek(|state, _| state.has_campaigns()) == Some(true) {
            self.want(Part::Watch);
        }
    }
}

/// Not cast: an `async` function's promise is none of the class that a page has put in the place of `Promise`.
fn promise(load: &Function, part: &str) -> Option<Promise> {
    Some(Promise::resolve(&load.call1(&JsValue::UNDEFINED, &JsValue::from_str(part)).ok()?))
}
