//! Google's [consent mode](https://developers.google.com/tag-platform/security/guides/consent): the commands
//! `gtag("consent", …)` that the page has put, or puts, on its `dataLayer`.

use super::ga4::data_layer;
use crate::browser::json::own;
use crate::browser::property::{get, number};
use crate::session::{Purposes, Store};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Proxy, Reflect};
use loyalty_api::page::{new_object, set};
use std::cell::{Cell, RefCell};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

/// A page whose shoppers must be asked starts with a refusal of its own (`default`) and says what they decided earlier (`update`)
/// moments later. What it has not said after so many milliseconds it will not say.
const PATIENCE: u32 = 10_000;

const TYPES: [&str; 3] = ["functionality_storage", "analytics_storage", "ad_storage"];

/// What was said so far.
#[derive(Default)]
pub(super) struct Said {
    words: Cell<[Word; 3]>,
    /// The list whose `push` tells us.
    watched: RefCell<JsValue>,
    patient: Cell<bool>,
    due: Cell<bool>,
}

/// What was said of one type of storage.
#[derive(Clone, Copy, Default)]
struct Word {
    default: Option<bool>,
    /// Refused by default in some region. Which one the shopper is in only Google knows.
    refused_somewhere: bool,
    update: Option<bool>,
}

impl Word {
    fn is_said(self) -> bool {
        self.default.is_some() || self.refused_somewhere || self.update.is_some()
    }

    /// The shopper's word counts, in whichever order they came; else the page's.
    fn holds(self) -> bool {
        self.update.unwrap_or(self.default == Some(true) && !self.refused_somewhere)
    }
}

/// Follows what the page says.
pub(super) fn watch(store: Store) {
    let Some(ours) = store.integrations() else { return };
    ours.google.patient.set(true);
    ours.timer.replace(Some(Timeout::new(PATIENCE, move || {
        if let Some(ours) = store.integrations() {
            ours.google.patient.set(false);
        }
        read(store);
    })));
    read(store);
}

/// Takes up what was said, where the tag says that it counts. The page may have another list by now.
pub(super) fn read(store: Store) {
    let (Some(services), Some(ours)) = (store.services(), store.integrations()) else { return };
    if services.config.platform.as_deref() != Some("google") {
        return;
    }
    let (said, Some(layer)) = (&ours.google, data_layer()) else { return };
    if *said.watched.borrow() != layer {
        said.watched.replace(layer.clone());
        listen(store, &layer);
    }
    // All of it each time: Tag Manager drops the oldest entries, so that places in the list mean nothing.
    let mut words = said.words.get();
    for index in 0..number(&layer, "length") {
        take(&mut words, &get(&layer, &index.to_string()));
    }
    said.words.set(words);
    let [functions, analytics, ads] = words;
    let storage = if functions.is_said() { functions } else { analytics };
    let decided = words.iter().any(|word| word.update.is_some()) || !said.patient.get();
    // A refusal deletes what the device keeps: not for the first words of a page that is about to say more.
    if storage.holds() || (decided && storage.is_said()) {
        store.agree_to(Purposes { storage: storage.holds(), analytics: analytics.holds(), marketing: ads.holds() });
    }
}

/// Takes up an entry, if it is a command of consent mode. Google takes commands as `arguments` objects alone.
fn take(words: &mut [Word; 3], entry: &JsValue) {
    if Array::is_array(entry) || own(entry, "0") != "consent" {
        return;
    }
    let (command, settings) = (own(entry, "1"), own(entry, "2"));
    let regional = !own(&settings, "region").is_undefined();
    for (word, name) in words.iter_mut().zip(TYPES) {
        let Some(granted) = own(&settings, name).as_string().map(|text| text == "granted") else { continue };
        if command == "update" {
            word.update = Some(granted);
        } else if command == "default" {
            if regional {
                word.refused_somewhere |= !granted;
            } else {
                word.default = Some(granted);
            }
        }
    }
}

/// Has the list's `push` tell us, without being in its way: in its place stands a proxy whose handler has the trap `apply` as a
/// getter. Looking for the trap tells us that something is being pushed; there is none, so that the page's own function is called
/// as if nothing stood before it, whatever has become of us by then.
fn listen(store: Store, layer: &JsValue) {
    let Ok(push) = get(layer, "push").dyn_into::<Function>() else { return };
    let pushed = Closure::<dyn FnMut(JsValue)>::new(move |_| {
        let Some(ours) = store.integrations() else { return };
        if !ours.google.due.replace(true) {
            // What is being pushed is not there yet.
            spawn_local(async move {
                ours.google.due.set(false);
                read(store);
            });
        }
    });
    let (handler, getter) = (new_object(), new_object());
    // The garbage collector's, not ours: the page goes on pushing after we are gone.
    set(&getter, "get", &pushed.into_js_value());
    if Reflect::define_property::<JsValue>(handler.unchecked_ref(), &JsValue::from_str("apply"), getter.unchecked_ref()).is_ok() {
        set(layer, "push", &Proxy::new(&push, handler.unchecked_ref()));
    }
}
