//! What the widget knows of the shop and the shopper: one store, handed to every view.

mod actions;
mod load;
mod snapshot;

pub use load::Load;

use crate::browser::{event, json};
use crate::client::{ApiError, Client};
use crate::config::Config;
use crate::i18n::I18n;
use js_sys::Function;
use leptos::prelude::*;
use loyalty_api::account::Account;
use loyalty_api::cart::Cart;
use loyalty_api::page::FromJs;
use loyalty_api::program::Program;
use loyalty_api::transaction::Transaction;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// The signals that views read. `Copy`: hand it on by value.
#[derive(Clone, Copy)]
pub struct Store {
    /// The programme, the same for every shopper.
    pub program: RwSignal<Load<Program>>,
    /// The shopper's account; `None` inside for a guest.
    pub account: RwSignal<Load<Option<Account>>>,
    /// The activity loaded so far.
    pub activity: RwSignal<Activity>,
    /// The cart as the merchant's hook last told it.
    pub cart: RwSignal<Option<Cart>>,
    /// Whether the panel is open.
    pub open: RwSignal<bool>,
    /// The id of the reward, claim or rule that a click is working on.
    pub working: RwSignal<Option<String>>,
    /// The claims that the shop said it applied to its cart.
    pub applied: RwSignal<Vec<String>>,
    /// What last happened, for eyes and screen readers.
    pub notice: RwSignal<Option<Notice>>,
    services: StoredValue<Rc<Services>, LocalStorage>,
}

/// The shopper's history as far as it was asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Activity {
    /// Newest first.
    pub items: Vec<Transaction>,
    /// Where older ones start; nothing when all are here.
    pub next: Option<String>,
    /// The first page, or an older one, is on its way.
    pub loading: bool,
    /// At least one page came.
    pub loaded: bool,
    /// Why the last page did not come.
    pub error: Option<ApiError>,
}

/// A sentence about what last happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// In the shopper's language.
    pub text: String,
    /// Something failed.
    pub failed: bool,
}

/// What is no signal: edges to the page and the server.
pub struct Services {
    /// The tag.
    pub config: Config,
    /// The server.
    pub client: Client,
    /// The language.
    pub i18n: I18n,
    hooks: RefCell<Hooks>,
    consent: Cell<bool>,
    /// The account as the server last told it, for keeping.
    account: RefCell<JsValue>,
}

/// The merchant's functions.
#[derive(Default)]
struct Hooks {
    cart: Option<Function>,
    apply_code: Option<Function>,
}

impl Hooks {
    /// With the functions that `given` has in place of ours.
    fn with(self, given: &JsValue) -> Self {
        let function = |name| json::own(given, name).dyn_into::<Function>().ok();
        Self { cart: function("cart").or(self.cart), apply_code: function("applyCode").or(self.apply_code) }
    }
}

impl Store {
    /// A store that has loaded nothing yet. Its signals live as long as the current owner.
    pub fn new(config: Config, client: Client, i18n: I18n, hooks: &JsValue) -> Self {
        let consent = Cell::new(config.consent);
        let hooks = Hooks::default().with(hooks);
        Self {
            program: RwSignal::new(Load::Loading),
            account: RwSignal::new(Load::Loading),
            activity: RwSignal::default(),
            cart: RwSignal::default(),
            open: RwSignal::default(),
            working: RwSignal::default(),
            applied: RwSignal::default(),
            notice: RwSignal::default(),
            services: StoredValue::new_local(Rc::new(Services { config, client, i18n, hooks: RefCell::new(hooks), consent, account: RefCell::new(JsValue::UNDEFINED) })),
        }
    }

    /// The edges; nothing once the widget was taken off the page.
    pub fn services(self) -> Option<Rc<Services>> {
        self.services.try_get_value()
    }

    fn text<T: Default>(self, read: impl FnOnce(&I18n) -> T) -> T {
        self.services().map(|services| read(&services.i18n)).unwrap_or_default()
    }

    /// A sentence of the catalogue.
    pub fn t(self, key: &str) -> String {
        self.text(|i18n| i18n.t(key))
    }

    /// A sentence with `{name}` filled in.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        self.text(|i18n| i18n.fill(key, values))
    }

    /// A sentence that depends on a number.
    pub fn plural(self, key: &str, number: i64) -> String {
        self.text(|i18n| i18n.plural(key, number))
    }

    /// "1,240 leaves". Follows the programme's name for points.
    pub fn points(self, number: i64) -> String {
        self.program.with(|program| {
            let name = program.value().and_then(|program| program.points_name.as_ref());
            self.text(|i18n| i18n.points(number, name))
        })
    }

    /// Minor units of the programme's currency.
    pub fn money(self, minor_units: i64) -> String {
        self.program.with(|program| match program.value() {
            Some(program) => self.text(|i18n| i18n.money(minor_units, &program.currency)),
            None => String::new(),
        })
    }

    /// A whole number.
    pub fn number(self, number: i64) -> String {
        self.text(|i18n| i18n.number(number))
    }

    /// The day of an RFC 3339 time.
    pub fn day(self, time: &str) -> String {
        self.text(|i18n| i18n.day(time))
    }

    /// The time of day of an RFC 3339 time.
    pub fn clock(self, time: &str) -> String {
        self.text(|i18n| i18n.clock(time))
    }

    /// A sentence with the day of `time`; today, the `.today` sentence with the time of day.
    pub fn when(self, key: &str, time: &str) -> String {
        let now = String::from(js_sys::Date::new_0().to_iso_string());
        if self.day(&now) == self.day(time) {
            self.fill(&[key, ".today"].concat(), &[("time", &self.clock(time))])
        } else {
            self.fill(key, &[("date", &self.day(time))])
        }
    }

    /// What a person can make of an error.
    pub fn explain(self, error: &ApiError) -> String {
        let ApiError::Problem(problem) = error else {
            return self.t(match error {
                ApiError::Unreachable => "error.offline",
                ApiError::Slow => "error.slow",
                _ => "error.server",
            });
        };
        match (problem.code.as_str(), problem.points_needed, problem.amount_needed) {
            ("insufficient_points", Some(needed), _) => {
                self.fill("error.insufficient_points", &[("points", &self.points(needed))])
            }
            ("cart_requirements_not_met", _, Some(needed)) => {
                self.fill("error.cart_requirements_not_met", &[("money", &self.money(needed))])
            }
            ("reward_limit_reached" | "earning_limit_reached" | "rate_limited" | "not_held", ..) => {
                self.t(&["error.", &problem.code].concat())
            }
            _ if problem.status == 401 => self.t("error.signed_out"),
            _ if problem.status >= 500 => self.t("error.server"),
            _ => self.t("error.unknown"),
        }
    }

    /// Loads the programme and the shopper, side by side.
    pub fn start(self) {
        self.load_program();
        self.load_account();
    }

    /// Asks again for everything; what is shown stays until the answer is there.
    pub fn refresh(self) {
        if self.program.try_with_untracked(|program| !matches!(program, Load::Ready(_))).unwrap_or(false) {
            self.load_program();
        }
        self.load_account();
        self.load_cart();
        if self.activity.try_with_untracked(|activity| activity.loaded).unwrap_or(false) {
            self.load_activity(true);
        }
    }

    /// Asks again for what failed.
    pub fn refresh_if_stale(self) {
        let failed = self.program.with_untracked(|program| program.error().is_some());
        if failed || self.account.with_untracked(|account| account.error().is_some()) {
            self.refresh();
        }
    }

    /// Takes the merchant's functions: `{ cart, applyCode }`.
    pub fn set_hooks(self, hooks: &JsValue) {
        if let Some(services) = self.services() {
            let kept = services.hooks.take().with(hooks);
            services.hooks.replace(kept);
        }
        self.load_cart();
    }

    /// Grants or withdraws storage. Withdrawing deletes at once.
    pub fn set_consent(self, granted: bool) {
        let Some(services) = self.services() else { return };
        services.consent.set(granted);
        if granted {
            self.load_account();
        } else {
            snapshot::forget(&services.config.shop);
        }
    }

    /// Forgets the shopper, in memory, on the page and on the device, before it returns.
    pub fn logout(self) {
        let Some(services) = self.services() else { return };
        services.client.logout();
        snapshot::forget(&services.config.shop);
        self.activity.set(Activity::default());
        self.applied.set(Vec::new());
        self.working.set(None);
        self.notice.set(None);
        self.account.set(Load::Ready(None));
        self.load_account();
    }

    /// Another shopper's token, or a function that gives it.
    pub fn identify(self, source: &JsValue) {
        let Some(services) = self.services() else { return };
        services.client.identify(source);
        self.activity.set(Activity::default());
        self.applied.set(Vec::new());
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

    fn say(self, text: String) {
        self.notice.try_set(Some(Notice { text, failed: false }));
    }

    fn say_failed(self, error: &ApiError) {
        if *error != ApiError::Gone {
            self.notice.try_set(Some(Notice { text: self.explain(error), failed: true }));
            report(error);
        }
    }
}

/// `loyalty:error`, for the merchant's monitoring.
#[derive(serde::Serialize)]
struct ErrorDetail<'a> {
    code: &'a str,
}

fn report(error: &ApiError) {
    let detail = ErrorDetail { code: error.code() };
    event::emit("error", &serde_wasm_bindgen::to_value(&detail).unwrap_or(JsValue::UNDEFINED));
}

/// Reads what the cart hook gave; nothing if it is no cart.
fn read_cart(value: &JsValue) -> Option<Cart> {
    Cart::from_js(value).ok()
}
