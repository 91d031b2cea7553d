//! IAB Europe's [Transparency and Consent Framework](https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework/blob/master/TCFv2/IAB%20Tech%20Lab%20-%20CMP%20API%20v2.md), version 2.

use super::global;
use crate::browser::json::own;
use crate::session::{Purposes, Store};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Function};
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Milliseconds until a platform that is not there yet is looked for again; twice as long each time.
pub(super) const FIRST_WAIT: u32 = 500;
/// After that nobody comes any more.
const LAST_WAIT: u32 = 32_000;
/// The framework's version, as commands have it.
const VERSION: f64 = 2.0;

/// The platform, our callback there, and the number it gave it. Taken away with the widget.
#[derive(Default)]
pub(super) struct Registered(RefCell<Option<(Function, JsValue, JsValue)>>);

impl Drop for Registered {
    fn drop(&mut self) {
        if let Some((platform, callback, listener)) = self.0.take() {
            command(&platform, "removeEventListener", &callback, &listener);
        }
    }
}

/// Follows what the shopper tells the platform, which may come later than we do.
pub(super) fn watch(store: Store, wait: u32) {
    let Some(ours) = store.integrations() else { return };
    let Ok(platform) = global("__tcfapi").dyn_into::<Function>() else {
        if wait <= LAST_WAIT {
            ours.timer.replace(Some(Timeout::new(wait, move || watch(store, wait * 2))));
        }
        return;
    };
    let callback = Closure::<dyn FnMut(JsValue)>::new(move |data: JsValue| {
        if let Some(ours) = store.integrations()
            && let Some((_, _, listener)) = ours.tcf.0.borrow_mut().as_mut()
        {
            *listener = own(&data, "listenerId");
        }
        if let Some(purposes) = purposes(&data) {
            store.agree_to(purposes);
        }
    });
    // The garbage collector's, not ours: a platform that calls it after we are gone must not fail.
    let callback = callback.into_js_value();
    ours.tcf.0.replace(Some((platform.clone(), callback.clone(), JsValue::UNDEFINED)));
    command(&platform, "addEventListener", &callback, &JsValue::UNDEFINED);
}

/// What the shopper agreed to; nothing while they have not decided.
fn purposes(data: &JsValue) -> Option<Purposes> {
    if own(data, "gdprApplies") == JsValue::FALSE {
        return Some(Purposes::all(true));
    }
    let status = own(data, "eventStatus").as_string()?;
    if status != "tcloaded" && status != "useractioncomplete" {
        return None;
    }
    let consents = own(&own(data, "purpose"), "consents");
    let all = |numbers: [&str; 3]| numbers.iter().all(|number| own(&consents, number) == JsValue::TRUE);
    Some(Purposes { storage: all(["1"; 3]), analytics: all(["1", "7", "8"]), marketing: all(["1", "3", "4"]) })
}

fn command(platform: &Function, name: &str, callback: &JsValue, parameter: &JsValue) {
    let arguments = [JsValue::from_str(name), JsValue::from_f64(VERSION), callback.clone(), parameter.clone()];
    let _ = platform.apply(&JsValue::UNDEFINED, &arguments.iter().collect::<Array>());
}
