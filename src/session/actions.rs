//! What the store does when a shopper or the page asks: each changes the state when its answer is there.

use super::{Activity, Load, Services, Store, report, snapshot, spawn};
use crate::browser::{clipboard, event, intl, json};
use crate::client::{ApiError, in_time, read_as};
use crate::parts::Part;
use js_sys::{Function, Promise};
use loyalty_api::account::Account;
use loyalty_api::cart::Cart;
use loyalty_api::page::{FromJs, new_object, set};
use loyalty_api::profile::ProfileChange;
use loyalty_api::program::Program;
use loyalty_api::redemption::Redemption;
use loyalty_api::transaction::{Transaction, TransactionPage};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// What a click asks the server to do.
enum Change {
    Hold { reward: String, points: Option<i64> },
    Undo { redemption: String },
    Act { rule: String, consent: Option<bool> },
    Tell { profile: ProfileChange },
}

impl Store {
    pub(super) fn load_program(self) {
        let Some(services) = self.services() else { return };
        self.change(|state| state.program.ask_again());
        spawn(async move {
            let shop = &services.config.shop;
            match services.client.program().await.and_then(|raw| Ok((read_as::<Program>(&raw)?, raw))) {
                Ok((program, raw)) => {
                    if services.consent.get() {
                        snapshot::keep_program(shop, &raw);
                    }
                    self.change(|state| state.program = Load::Ready(program));
                    self.want_watch();
                }
                Err(ApiError::Gone) => {}
                Err(error) => {
                    report(&error);
                    let kept = if services.consent.get() { snapshot::program(shop) } else { None };
                    self.change(|state| state.program.fail(error, kept));
                }
            }
        });
    }

    pub(super) fn load_account(self) {
        let Some(services) = self.services() else { return };
        self.change(|state| state.account.ask_again());
        spawn(async move {
            match services.client.open_session().await {
                Ok(raw) => self.take_account(&services, &raw),
                // Another shopper's session is being opened by now.
                Err(ApiError::Gone) => return,
                Err(error) => {
                    report(&error);
                    let kept = if services.consent.get() { snapshot::account(&services.config.shop) } else { None };
                    self.change(|state| state.account.fail(error, kept.map(Some)));
                }
            }
            self.want_meeting();
            self.want_watch();
        });
    }

    /// Takes over the `account` of an answer: a session's, or a receipt's.
    pub(super) fn take_account(self, services: &Services, answer: &JsValue) {
        let raw = json::own(answer, "account");
        let account = match Option::<Account>::from_js(&raw) {
            Ok(account) => account,
            Err(error) => {
                let error = ApiError::Unreadable(error);
                report(&error);
                return self.change(|state| state.account.fail(error, None));
            }
        };
        let known = self.peek(|state, _| state.member().map(|known| (known.customer.id.clone(), known.as_of.clone()))).flatten();
        match (&account, known) {
            (None, _) => snapshot::forget_account(&services.config.shop),
            // Answers may overtake each other, and a repeated change is answered as it was the first time.
            (Some(new), Some((customer, as_of))) if new.customer.id == customer && is_before(&new.as_of, &as_of) => return,
            _ => {}
        }
        services.account.replace(raw.clone());
        self.change(|state| {
            state.account = Load::Ready(account);
            state.note_celebration();
        });
        if self.peek(|state, _| state.celebration.as_ref().is_some_and(|celebration| celebration.open)) == Some(true) {
            self.want(Part::Later);
        }
        event::emit("session", &raw);
    }

    /// Asks the merchant's hook for the cart.
    pub fn load_cart(self) {
        let Some(services) = self.services() else { return };
        let hook = services.hooks.borrow().cart.clone();
        spawn(async move {
            let answer = ask(hook, &JsValue::UNDEFINED).await.map(|cart| Cart::from_js(&cart).ok());
            self.change(|state| {
                state.cart_failed = !matches!(answer, Some(Some(_)));
                // Without an answer, the cart of before is the best that is known.
                if let Some(cart) = answer {
                    state.cart = cart;
                }
            });
        });
    }

    /// Asks again for what the panel's tabs have shown.
    pub(crate) fn refresh_tabs(self) {
        let Some((activity, referral)) = self.peek(|state, _| (state.activity.loaded, state.referral.is_some())) else { return };
        if activity {
            self.load_activity(true);
        }
        if referral {
            self.load_referral();
        }
    }

    /// Loads the newest page of activity, or the next older one.
    pub fn load_activity(self, from_the_start: bool) {
        let Some(services) = self.services() else { return };
        let Some((false, cursor)) = self.peek(|state, _| (state.activity.loading, state.activity.next.clone())) else { return };
        self.change(|state| {
            state.activity.loading = true;
            state.activity.error = None;
        });
        spawn(async move {
            let cursor = cursor.filter(|_| !from_the_start);
            let answer = services.client.transactions(cursor.as_deref()).await.and_then(|raw| read_as::<TransactionPage>(&raw));
            self.change(|state| match answer {
                // Another shopper's activity is being asked for by now.
                Err(ApiError::Gone) => {}
                Ok(page) => {
                    let mut items = if from_the_start { Vec::new() } else { std::mem::take(&mut state.activity.items) };
                    items.extend(page.items);
                    state.activity = Activity { items, next: page.next_cursor, loading: false, loaded: true, error: None };
                }
                Err(error) => {
                    state.activity.loading = false;
                    state.activity.error = Some(error);
                }
            });
        });
    }

    /// Holds points for a reward, then lets the merchant's hook apply the code. `points` is how many, for a reward that leaves
    /// it to the shopper.
    pub fn redeem(self, reward: &str, points: Option<i64>) {
        self.begin(reward, Change::Hold { reward: reward.into(), points });
    }

    /// Gives the points of a held claim back.
    pub fn undo(self, redemption: &str) {
        self.begin(redemption, Change::Undo { redemption: redemption.into() });
    }

    /// Completes a way to earn.
    pub fn earn(self, rule: &str) {
        self.begin(rule, Change::Act { rule: rule.into(), consent: None });
    }

    /// Completes a way to earn by agreeing to its sentence.
    pub fn agree(self, rule: &str) {
        self.begin(rule, Change::Act { rule: rule.into(), consent: Some(true) });
    }

    /// Says something of the member. `rule` is the way to earn that asked for it.
    pub fn tell(self, rule: &str, profile: ProfileChange) {
        self.begin(rule, Change::Tell { profile });
    }

    /// Copies a code.
    pub fn copy(self, code: String) {
        spawn(async move {
            let copied = clipboard::copy(&code).await;
            let key = if copied { "claims.copied" } else { "claims.copy_failed" };
            self.peek(|_, words| words.t(key)).into_iter().for_each(|text| self.say(text, !copied));
        });
    }

    /// Starts a change, unless another is on its way: a second click does nothing.
    fn begin(self, what: &str, change: Change) {
        let Some(services) = self.services() else { return };
        if self.peek(|state, _| state.working.is_none()) != Some(true) {
            return;
        }
        self.change(|state| {
            state.working = Some(what.into());
            state.notice = None;
        });
        spawn(async move {
            let generation = services.client.generation();
            let cart = self.peek(|state, _| state.cart.clone()).flatten();
            let answer = match &change {
                Change::Hold { reward, points } => services.client.hold(reward, *points, cart).await,
                Change::Undo { redemption } => services.client.undo(redemption).await,
                Change::Act { rule, consent } => services.client.act(rule, *consent).await,
                // The answer is the account itself.
                Change::Tell { profile } => services.client.tell(profile).await.map(|account| wrapped(&account)),
            };
            if services.client.generation() != generation {
                return;
            }
            self.change(|state| state.working = None);
            match answer {
                Ok(raw) => self.finish(&services, change, &raw).await,
                Err(error) => self.fail(&error),
            }
            if self.peek(|state, _| state.activity.loaded) == Some(true) {
                self.load_activity(true);
            }
        });
    }

    /// Takes over what the server did, tells the page, and says it.
    async fn finish(self, services: &Rc<Services>, change: Change, receipt: &JsValue) {
        match json::own(receipt, "account").is_object() {
            true => self.take_account(services, receipt),
            // No receipt as the API promises it, and no reason to believe that the member is a guest now.
            false => self.load_account(),
        }
        let part = json::own(receipt, if matches!(change, Change::Act { .. }) { "transaction" } else { "redemption" });
        let sentence = match change {
            Change::Hold { reward, .. } => {
                event::emit("redeemed", &part);
                // What it was chosen for is done: the next choice starts from the least.
                self.change(|state| state.drafts.forget(&["points-", &reward].concat()));
                let generation = services.client.generation();
                let applied = apply(services, &part).await;
                if services.client.generation() != generation {
                    return;
                }
                if let (true, Ok(claim)) = (applied, Redemption::from_js(&part)) {
                    self.change(|state| state.applied.push(claim.id));
                }
                self.load_cart();
                self.peek(|_, words| words.t(if applied { "claims.applied" } else { "claims.not_applied" }))
            }
            Change::Undo { redemption } => {
                event::emit("undone", &part);
                self.change(|state| state.applied.retain(|id| *id != redemption));
                self.load_cart();
                let claim = Redemption::from_js(&part).ok();
                self.peek(|_, words| claim.map(|claim| words.fill_points("claims.undone", claim.points))).flatten()
            }
            Change::Act { .. } => {
                // A day of a streak that is not its last is noted, and gives nothing yet.
                let award = Transaction::from_js(&part).ok();
                if award.is_some() {
                    event::emit("earned", &part);
                }
                self.peek(|_, words| match award {
                    Some(award) => words.fill_points("earn.earned", award.points),
                    None => words.t("earn.noted"),
                })
            }
            Change::Tell { .. } => self.peek(|_, words| words.t("earn.saved")),
        };
        sentence.into_iter().for_each(|text| self.say(text, false));
    }

    /// Says what failed, and asks for the account: what the server refused, this page may have got wrong.
    fn fail(self, error: &ApiError) {
        report(error);
        self.peek(|_, words| words.explain(error)).into_iter().for_each(|text| self.say(text, true));
        if matches!(error, ApiError::Problem(_)) {
            self.load_account();
        }
    }
}

/// Lets the merchant's hook apply a redemption's code to its cart: whether it did.
pub(super) async fn apply(services: &Services, redemption: &JsValue) -> bool {
    let hook = services.hooks.borrow().apply_code.clone();
    ask(hook, redemption).await.is_some_and(|answer| answer.is_truthy())
}

/// An account as a receipt has it.
fn wrapped(account: &JsValue) -> JsValue {
    let receipt = new_object();
    set(&receipt, "account", account);
    receipt
}

/// What a function of the merchant's gives, or what its promise comes to. What it throws counts as nothing.
pub(super) async fn ask(hook: Option<Function>, argument: &JsValue) -> Option<JsValue> {
    let answer = hook?.call1(&JsValue::UNDEFINED, argument).ok()?;
    in_time(Promise::resolve(&answer)).await.ok()
}

/// Whether one RFC 3339 time is before another; false where one can't be read.
fn is_before(one: &str, other: &str) -> bool {
    intl::millis(one) < intl::millis(other)
}
