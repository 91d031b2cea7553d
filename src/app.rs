//! The running widget, and what the loader calls: `start`, `command`, `attach`, `detach`.

use crate::browser::json::own;
use crate::client::Client;
use crate::config::{Config, ConfigError};
use crate::elements::Elements;
use crate::features::{corner, launcher, overlay, panel};
use crate::i18n::I18n;
use crate::mount::{self, Mounted};
use crate::parts;
use crate::session::Store;
use js_sys::Promise;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CssStyleSheet, Element, HtmlElement, ShadowRoot};

struct App {
    store: Store,
    sheet: CssStyleSheet,
    elements: Elements,
    views: [Option<Mounted>; 4],
    /// Last, so that signals outlive the views that read them.
    owner: Owner,
}

thread_local! {
    static APP: RefCell<Option<App>> = const { RefCell::new(None) };
}

/// Starts the widget. `boot` is what the loader hands over:
///
/// - `attributes`: the script tag's `data-*` attributes, without the prefix; `origin`: where the script came from;
/// - `root`, `button`: the launcher's shadow root and button, already painted;
/// - `css`, `messages`: promises of the stylesheet and the catalogue;
/// - `friend`: the parameter of the friend's link that the shopper came by, or nothing;
/// - `program`, `token`: promises of the responses the loader has already asked for, or nothing;
/// - `part`: a function that loads the part of this name and gives a promise, or nothing where all parts are in this module;
/// - `identity`, `hooks`, `consent`: what the page last gave to `loyalty.identify`, `loyalty.hooks` and `loyalty.consent`, or
///   nothing.
///
/// Rejects with a sentence for the merchant's console.
#[wasm_bindgen]
pub async fn start(boot: JsValue) -> Result<(), JsValue> {
    let attributes = own(&boot, "attributes");
    let origin = own(&boot, "origin").as_string().unwrap_or_default();
    let mut config = Config::read(|name| own(&attributes, name).as_string(), &origin)
        .map_err(|ConfigError(sentence)| JsValue::from_str(sentence))?;
    // What the page said since counts, also after a trap.
    config.consent = own(&boot, "consent").as_bool().unwrap_or(config.consent);
    let css = JsFuture::from(Promise::resolve(&own(&boot, "css"))).await?;
    let messages = JsFuture::from(Promise::resolve(&own(&boot, "messages"))).await?;
    let sheet: CssStyleSheet = css.dyn_into().map_err(|_| "the stylesheet could not be used")?;
    let shadow: ShadowRoot = own(&boot, "root").dyn_into()?;
    let button: HtmlElement = own(&boot, "button").dyn_into()?;

    let promise = |name| Some(own(&boot, name)).filter(|value| !value.is_undefined()).map(|value| Promise::resolve(&value));
    let client = Client::new(config.clone(), promise("program"), promise("token"));
    let identity = own(&boot, "identity");
    if !identity.is_undefined() {
        client.identify(&identity);
    }
    let i18n = I18n::new(&config.locale, messages);

    let owner = Owner::new();
    let app = owner.with(|| {
        let store = Store::new(config, client, i18n, &own(&boot, "hooks"), own(&boot, "part"));
        mount::adopt(&shadow, &sheet);
        // First, because mounting sets up what runs effects.
        let views = [
            mount::mount(&shadow, store, "panel-root", panel::view),
            mount::mount(&shadow, store, "panel-root corner", corner::view),
            mount::mount(&shadow, store, "panel-root overlay", overlay::view),
            mount::mount(&shadow, store, "panel-root corner", parts::show_popups),
        ];
        launcher::adopt(&button, store);
        own(&boot, "friend").as_string().into_iter().for_each(|code| store.arrive(code));
        store.start();
        App { store, sheet, elements: Elements::default(), views, owner: owner.clone() }
    });
    APP.set(Some(app));
    Ok(())
}

/// Does what a method of the page's global `loyalty` says. Unknown names do nothing.
#[wasm_bindgen]
pub fn command(name: &str, argument: &JsValue) {
    if name == "destroy" {
        return destroy();
    }
    let Some(store) = APP.with_borrow(|app| app.as_ref().map(|app| app.store)) else { return };
    match name {
        "open" => match argument.as_string().as_deref().and_then(|what| what.strip_prefix("quiz:")) {
            Some(id) => store.open_quiz(id),
            None => store.set_open(true),
        },
        "close" => store.set_open(false),
        "identify" => store.identify(argument),
        "logout" => store.logout(),
        "refresh" => store.refresh(),
        "hooks" => store.set_hooks(argument),
        "consent" => store.set_consent(argument.is_truthy()),
        "track" => store.track(argument.as_string()),
        _ => {}
    }
}

/// An element of ours came into the page, or one of its attributes changed.
#[wasm_bindgen]
pub fn attach(element: Element) {
    APP.with_borrow_mut(|app| {
        if let Some(App { store, sheet, elements, owner, .. }) = app {
            owner.with(|| elements.attach(element, *store, sheet));
        }
    });
}

/// An element of ours left the page.
#[wasm_bindgen]
pub fn detach(element: &Element) {
    APP.with_borrow_mut(|app| {
        if let Some(app) = app {
            app.elements.detach(element);
        }
    });
}

fn destroy() {
    if let Some(app) = APP.take() {
        if let Some(services) = app.store.services() {
            services.client.destroy();
        }
        let App { owner, elements, views, .. } = app;
        drop(elements);
        drop(views);
        owner.cleanup();
    }
}
