//! What the widget knows of the shop and the shopper, and what it does about it: one store, handed to every view.

mod actions;
mod campaigns;
mod celebration;
mod consent;
mod drafts;
mod friend;
mod held;
mod integrations;
mod load;
mod overlay;
mod parts;
mod quiz;
mod referral;
mod rows;
mod shelf;
mod snapshot;
mod state;
mod tab;

pub use campaigns::{Campaigns, Mode, Open, Shown, Taking, Wrong};
pub use celebration::Celebration;
pub use consent::Purposes;
pub use drafts::Drafts;
pub use friend::{Friend, FriendProblem};
pub use load::Load;
pub use overlay::Overlay;
pub use quiz::{Place, Quizzes, Session};
pub use rows::Spot;
pub use shelf::Adding;
pub use state::{Activity, Notice, State};
pub use tab::Tab;

use actions::apply;
use held::Held;

use crate::browser::{event, json, storage};
use crate::client::{ApiError, Client};
use crate::config::Config;
use crate::i18n::I18n;
use crate::parts::{Part, Parts, Presence, later_of};
use crate::words::Words;
use js_sys::Function;
use leptos::prelude::*;
use leptos::task::spawn_local;
use loyalty_api::page::{new_object, set};
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// The state as a signal, and the edges to the page and the server. `Copy`: hand it on by value.
#[derive(Clone, Copy)]
pub struct Store {
    state: RwSignal<State>,
    services: StoredValue<Rc<Services>, LocalStorage>,
}

/// What is no signal: edges to the page and the server.
pub struct Services {
    /// The tag.
    pub config: Config,
    /// The server.
    pub client: Client,
    /// The language.
    pub i18n: I18n,
    /// The loader's function that brings a part; nothing where all parts are there from the start.
    load_part: Option<Function>,
    hooks: RefCell<Hooks>,
    /// The friend's link that the shopper came by, until the server was asked about it.
    arrived: RefCell<Option<String>>,
    consent: Cell<bool>,
    /// What a consent platform said; nothing where the page said something since, or nobody anything.
    purposes: Cell<Option<Purposes>>,
    /// The account as the server last told it, for keeping.
    account: RefCell<JsValue>,
    /// Quizzes that were begun: [`Quizzes`].
    quizzes: Held,
    /// What is known of campaigns: a cell with [`Campaigns`].
    campaigns: Held,
    /// What was put into the cart.
    shelf: Held,
    /// Rows of products, with what the shopper looked at.
    rows: Held,
    /// What listens to the rest of the page: [`crate::integrations::Integrations`].
    integrations: Held,
}

/// The merchant's functions.
#[derive(Default)]
struct Hooks {
    cart: Option<Function>,
    apply_code: Option<Function>,
    add_to_cart: Option<Function>,
    event: Option<Function>,
}

impl Hooks {
    /// With the functions that `given` has in place of ours.
    fn with(self, given: &JsValue) -> Self {
        let function = |name| json::own(given, name).dyn_into::<Function>().ok();
        Self {
            cart: function("cart").or(self.cart),
            apply_code: function("applyCode").or(self.apply_code),
            add_to_cart: function("addToCart").or(self.add_to_cart),
            event: function("event").or(self.event),
        }
    }
}

impl Store {
    /// A store that has loaded nothing yet. It lives as long as the current owner.
    /// `load_part` is the loader's function that brings a part of the widget, or undefined where all are there.
    pub fn new(config: Config, client: Client, i18n: I18n, hooks: &JsValue, load_part: JsValue) -> Self {
        let consent = Cell::new(config.consent);
        let hooks = RefCell::new(Hooks::default().with(hooks));
        let load_part = load_part.dyn_into::<Function>().ok();
        if config.consent {
            client.set_device(snapshot::device(&config.shop));
        }
        let state =
            State { parts: Parts::all(if load_part.is_some() { Presence::Absent } else { Presence::Ready }), ..State::default() };
        let services = Services {
            load_part,
            config,
            client,
            i18n,
            hooks,
            arrived: RefCell::default(),
            consent,
            purposes: Cell::default(),
            account: RefCell::new(JsValue::UNDEFINED),
            quizzes: Held::default(),
            campaigns: Held::default(),
            shelf: Held::default(),
            rows: Held::default(),
            integrations: Held::default(),
        };
        Self { state: RwSignal::new(state), services: StoredValue::new_local(Rc::new(services)) }
    }

    /// The edges; nothing once the widget was taken off the page.
    pub fn services(self) -> Option<Rc<Services>> {
        self.services.try_get_value()
    }

    /// Reads the state with the words for it, and follows it: for views. Nothing once the widget was taken off the page.
    pub fn read<T>(self, view: impl FnOnce(&State, Words<'_>) -> T) -> Option<T> {
        let (mut view, mut seen) = (Some(view), None);
        self.read_by(&mut |state, words| seen = view.take().map(|view| view(state, words)));
        seen
    }

    /// One piece of code for all who read: a signal's own function would be there once for each of them.
    #[inline(never)]
    fn read_by(self, view: &mut dyn FnMut(&State, Words<'_>)) {
        if let Some(services) = self.services() {
            self.state.try_with(|state| view(state, Words::new(&services.i18n, state.program.value())));
        }
    }

    /// Reads the state without following it: for what happens on a click or an answer.
    pub fn peek<T>(self, read: impl FnOnce(&State, Words<'_>) -> T) -> Option<T> {
        untrack(|| self.read(read))
    }

    /// Changes the state.
    pub fn change(self, change: impl FnOnce(&mut State)) {
        let mut change = Some(change);
        self.change_by(&mut |state| change.take().into_iter().for_each(|change| change(state)));
    }

    #[inline(never)]
    fn change_by(self, change: &mut dyn FnMut(&mut State)) {
        self.state.try_update(change);
    }

    /// Loads the programme and the shopper, side by side.
    pub fn start(self) {
        self.load_program();
        self.load_account();
        self.integrate();
    }

    /// Asks again for everything; what is shown stays until the answer is there.
    pub fn refresh(self) {
        let Some((fresh, later)) = self.peek(|state, _| (state.program.is_fresh(), later_of(state))) else { return };
        if !fresh {
            self.load_program();
        }
        self.load_account();
        self.load_cart();
        self.integrate();
        if let Some(later) = later {
            (later.refresh)(self);
        }
    }

    /// Opens or closes the panel, and tells the page.
    pub fn set_open(self, open: bool) {
        if self.peek(|state, _| state.open) == Some(!open) {
            self.change(|state| {
                state.open = open;
                state.notice = None;
                if !open {
                    state.end_celebration();
                }
            });
            event::emit(if open { "open" } else { "close" }, &JsValue::UNDEFINED);
            if open {
                self.want(Part::Panel);
                self.load_cart();
                // Behind what opens at once: forms, the album, and the other tabs before they are looked at.
                self.want(Part::Later);
                if self.peek(|state, _| state.program.error().or(state.account.error()).is_some()) == Some(true) {
                    self.refresh();
                }
            }
        }
    }

    /// Selects a tab of the panel; its content is asked for when it is first shown.
    pub fn select_tab(self, tab: Tab) {
        self.change(|state| state.tab = tab);
        if matches!(tab, Tab::Vip | Tab::Friends | Tab::Activity) {
            self.want(Part::Later);
        }
        if tab == Tab::Activity && self.peek(|state, _| state.activity.loaded) == Some(false) {
            self.load_activity(true);
        }
    }

    /// Takes the merchant's functions: `{ cart, applyCode, addToCart, event }`.
    pub fn set_hooks(self, hooks: &JsValue) {
        if let Some(services) = self.services() {
            let kept = services.hooks.take().with(hooks);
            services.hooks.replace(kept);
        }
        self.integrate();
        self.load_cart();
    }

    /// Grants or withdraws storage. Withdrawing deletes at once.
    pub fn set_consent(self, granted: bool) {
        let Some(services) = self.services() else { return };
        services.consent.set(granted);
        services.purposes.set(None);
        if granted {
            services.client.set_device(snapshot::device(&services.config.shop));
            self.load_account();
        } else {
            snapshot::forget(&services.config.shop);
            storage::forget_visit(&services.config.shop);
            services.rows.clear();
            self.change(|_| {});
            if services.client.device().is_some() {
                spawn(async move { services.client.forget_device().await.err().iter().for_each(report) });
            }
        }
    }

    /// Forgets the shopper, in memory, on the page and on the device, before it returns.
    pub fn logout(self) {
        let Some(services) = self.services() else { return };
        services.client.logout();
        services.account.replace(JsValue::UNDEFINED);
        snapshot::forget(&services.config.shop);
        services.forget_shopper();
        self.change(State::forget_shopper);
        self.load_account();
    }

    /// Another shopper's token, or a function that gives it.
    pub fn identify(self, source: &JsValue) {
        let Some(services) = self.services() else { return };
        services.client.identify(source);
        services.account.replace(JsValue::UNDEFINED);
        // What the device keeps may be the last shopper's. Before anybody was known, it is what a failing network shows, and
        // what a guest has answered becomes theirs who sign in.
        if self.peek(|state, _| state.member().is_some()) == Some(true) {
            snapshot::forget_shopper(&services.config.shop);
            services.forget_shopper();
        }
        self.change(State::forget_shopper);
        self.load_account();
    }

    /// Keeps the account on the device of a shopper who consented, with the launcher's text for the next page.
    pub fn keep_account(self, launcher: &str) {
        if let Some(services) = self.services()
            && services.consent.get()
            && services.account.borrow().is_object()
        {
            snapshot::keep_account(&services.config.shop, launcher, &services.account.borrow());
        }
    }

    /// The page says that something happened in it.
    pub fn track(self, name: Option<String>) {
        self.change(|state| state.tracked.extend(name));
    }

    fn say(self, text: String, failed: bool) {
        self.change(|state| state.notice = Some(Notice { text, failed }));
    }
}

impl Services {
    /// Forgets what the parts of the widget keep of a shopper in memory.
    fn forget_shopper(&self) {
        self.client.set_device(None);
        self.quizzes.clear();
        self.campaigns.clear();
        self.shelf.clear();
        self.rows.clear();
    }
}

/// `loyalty:error`, for the merchant's monitoring.
fn report(error: &ApiError) {
    let detail = new_object();
    set(&detail, "code", &JsValue::from_str(error.code()));
    event::emit("error", &detail);
}

/// Runs what waits for an answer. In a box: what runs it would be there once for each kind of work otherwise.
fn spawn(work: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(work));
}

#[inline(never)]
fn spawn_boxed(work: Pin<Box<dyn Future<Output = ()>>>) {
    spawn_local(work);
}
