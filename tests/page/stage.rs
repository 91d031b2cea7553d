//! A place in the document for one test, and what a test does there.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::Owner;
use loyalty_api::account::Account;
use loyalty_widget::client::Client;
use loyalty_widget::config::Config;
use loyalty_widget::features::View;
use loyalty_widget::i18n::I18n;
use loyalty_widget::mount::{self, Mounted};
use loyalty_widget::session::{Load, State, Store};
use loyalty_widget::ui::node::Node;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CssStyleSheet, Document, Element, Event, HtmlElement, KeyboardEvent, KeyboardEventInit, ShadowRoot};

use crate::example;

/// The rules that the page gets, with those of all parts.
const CSS: &str = concat!(
    include_str!("../../static/widget.css"),
    include_str!("../../static/css/controls.css"),
    include_str!("../../static/css/product.css"),
    include_str!("../../static/css/panel.css"),
    include_str!("../../static/css/later.css"),
    include_str!("../../static/css/popups.css"),
    include_str!("../../static/css/quiz.css"),
    include_str!("../../static/css/rows.css")
);

/// The English catalogue.
pub(crate) const ENGLISH: &str = include_str!("../../static/locales/en.json");

/// An address where nothing listens, and to which browsers refuse to connect: every request fails at once.
pub(crate) const NOWHERE: &str = "http://127.0.0.1:1";

/// The document.
pub(crate) fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Lets effects, promises and timers that are due run.
pub(crate) async fn settle() {
    for _ in 0..3 {
        pause(0).await;
    }
}

/// Lets links of the widget lead nowhere. A tab they open hides the tests' own page, where timers are then slow and frames,
/// and with them the event of a closed dialog, never come.
fn stay_here(host: &HtmlElement) {
    let prevent = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let is_link = |target: JsValue| target.dyn_ref::<Element>().is_some_and(|element| element.local_name() == "a");
        if event.composed_path().iter().any(is_link) {
            event.prevent_default();
        }
    });
    host.add_event_listener_with_callback("click", prevent.as_ref().unchecked_ref()).unwrap();
    prevent.forget();
}

/// The stylesheet that the page gets.
pub(crate) fn style_sheet() -> CssStyleSheet {
    let sheet = CssStyleSheet::new().unwrap();
    sheet.replace_sync(CSS).unwrap();
    sheet
}

/// A promise of a value.
pub(crate) fn promise(value: impl Into<JsValue>) -> Promise {
    Promise::resolve(&value.into())
}

/// Lets the promises that are due go on by one step; timers and the browser's events wait.
pub(crate) async fn step() {
    JsFuture::from(promise(JsValue::UNDEFINED)).await.unwrap();
}

/// Waits.
pub(crate) async fn pause(milliseconds: i32) {
    let waited = Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).unwrap();
    });
    JsFuture::from(waited).await.unwrap();
}

/// Waits until something is so; fails after some seconds, saying what was waited for. They are many because the machine may
/// have other work, not because anything takes so long.
pub(crate) async fn until(what: &str, so: impl Fn() -> bool) {
    for _ in 0..500 {
        if so() {
            return;
        }
        pause(20).await;
    }
    panic!("waited ten seconds in vain for: {what}");
}

/// A tag's configuration by its attributes, on a server that is not there.
pub(crate) fn config(attributes: &[(&str, &str)]) -> Config {
    let get = |name: &str| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    Config::read(|name| get(name).or_else(|| (name == "shop").then(|| "demo".into())), NOWHERE).unwrap()
}

/// A language's catalogue.
pub(crate) fn language(locale: &str, catalogue: &str) -> I18n {
    I18n::new(locale, js_sys::JSON::parse(catalogue).unwrap())
}

/// An element in the document with a shadow root and a store of its own. Everything goes when it is dropped.
pub(crate) struct Stage {
    /// The store. It has loaded nothing: [`Stage::set`] tells it what is known.
    pub(crate) store: Store,
    /// What a view is shown in.
    pub(crate) shadow: ShadowRoot,
    host: HtmlElement,
    owner: Owner,
}

impl Stage {
    /// For a tag with these attributes.
    pub(crate) fn new(attributes: &[(&str, &str)]) -> Self {
        Self::made(attributes, JsValue::UNDEFINED)
    }

    /// For a widget whose parts this function loads.
    pub(crate) fn with_loader(attributes: &[(&str, &str)], load_part: Function) -> Self {
        Self::made(attributes, load_part.into())
    }

    fn made(attributes: &[(&str, &str)], load_part: JsValue) -> Self {
        let config = config(attributes);
        let i18n = language(&config.locale, ENGLISH);
        let owner = Owner::new();
        let store =
            owner.with(|| Store::new(config.clone(), Client::new(config, None, None), i18n, &JsValue::UNDEFINED, load_part));
        let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&host).unwrap();
        stay_here(&host);
        // As in the widget, mounting comes first: it sets up what runs futures, and any test may be the first.
        drop(leptos::mount::mount_to(host.clone(), || ()));
        let shadow = mount::shadow_of(&host).unwrap();
        mount::adopt(&shadow, &style_sheet());
        Self { store, shadow, host, owner }
    }

    /// Runs within the stage's owner, as all that makes signals must.
    pub(crate) fn with<T>(&self, run: impl FnOnce() -> T) -> T {
        self.owner.with(run)
    }

    /// Shows a view.
    pub(crate) async fn show(&self, class: &str, view: impl Fn(View<'_>) -> Node + 'static) -> Mounted {
        let mounted = self.with(|| mount::mount(&self.shadow, self.store, class, view)).unwrap();
        settle().await;
        mounted
    }

    /// Changes what is known, and waits for the page to follow.
    pub(crate) async fn set(&self, change: impl FnOnce(&mut State)) {
        self.store.change(change);
        settle().await;
    }

    /// The example's programme and member.
    pub(crate) async fn member(&self) {
        self.set(|state| {
            state.program = Load::Ready(example::program());
            state.account = Load::Ready(Some(example::account()));
        })
        .await;
    }

    /// The example's programme and member with tiers and referrals.
    pub(crate) async fn full_member(&self) {
        self.set(|state| {
            state.program = Load::Ready(example::full_program());
            state.account = Load::Ready(Some(example::full_account()));
        })
        .await;
    }

    /// Changes the member's account, and waits for the page to follow.
    pub(crate) async fn change_account(&self, change: impl FnOnce(&mut Account)) {
        self.set(|state| match &mut state.account {
            Load::Ready(Some(account)) => change(account),
            other => panic!("no member in {other:?}"),
        })
        .await;
    }

    /// What is known now.
    pub(crate) fn state(&self) -> State {
        self.store.peek(|state, _| state.clone()).unwrap()
    }

    /// The first element that fits.
    pub(crate) fn maybe(&self, selector: &str) -> Option<HtmlElement> {
        self.shadow.query_selector(selector).unwrap().map(JsCast::unchecked_into)
    }

    /// The first element that fits; the test fails where there is none.
    pub(crate) fn find(&self, selector: &str) -> HtmlElement {
        self.maybe(selector).unwrap_or_else(|| panic!("no `{selector}` in {}", self.shadow.inner_html()))
    }

    /// How many elements fit.
    pub(crate) fn count(&self, selector: &str) -> u32 {
        self.shadow.query_selector_all(selector).unwrap().length()
    }

    /// The texts of all elements that fit.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let found = self.shadow.query_selector_all(selector).unwrap();
        Array::from(&found).iter().map(|element| text(element.unchecked_ref())).collect()
    }

    /// The text of the first element that fits.
    pub(crate) fn text(&self, selector: &str) -> String {
        text(&self.find(selector))
    }

    /// Clicks on the first element that fits, and waits for the page to follow.
    pub(crate) async fn click(&self, selector: &str) {
        self.find(selector).click();
        settle().await;
    }

    /// Puts a value into the first field that fits, as a shopper's hand does.
    pub(crate) async fn enter(&self, selector: &str, value: &str) {
        let field = self.find(selector);
        Reflect::set(&field, &"value".into(), &value.into()).unwrap();
        field.dispatch_event(&Event::new("input").unwrap()).unwrap();
        settle().await;
    }

    /// What stands in the first field that fits.
    pub(crate) fn value(&self, selector: &str) -> String {
        Reflect::get(&self.find(selector), &"value".into()).unwrap().as_string().unwrap()
    }

    /// Presses a key on the element that has focus.
    pub(crate) async fn press(&self, key: &str) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.shadow.active_element().expect("nothing has focus").dispatch_event(&event).unwrap();
        settle().await;
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.owner.cleanup();
        self.host.remove();
    }
}

/// An element's text.
pub(crate) fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}
