//! What the store does when a shopper or the page asks: every one sets signals when its answer is there.

use super::{Activity, Load, Store, read_cart, snapshot};
use crate::browser::{clipboard, event, json};
use crate::client::ApiError;
use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use loyalty_api::account::Account;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

impl Store {
    pub(super) fn load_program(self) {
        spawn_local(async move {
            let Some(services) = self.services() else { return };
            let shop = &services.config.shop;
            match services.client.program().await {
                Ok(answer) => {
                    if services.consent.get() {
                        snapshot::keep_program(shop, &answer.raw);
                    }
                    self.program.try_set(Load::Ready(answer.value));
                }
                Err(ApiError::Gone) => {}
                Err(error) => {
                    let kept = if services.consent.get() { snapshot::program(shop) } else { None };
                    super::report(&error);
                    self.program.try_update(|program| *program = fall_back(program, kept, error));
                }
            }
        });
    }

    pub(super) fn load_account(self) {
        spawn_local(async move {
            let Some(services) = self.services() else { return };
            match services.client.open_session().await {
                Ok(answer) => self.take_account(answer.value.account, &json::own(&answer.raw, "account")),
                Err(ApiError::Gone) => {}
                Err(error) => {
                    let kept = if services.consent.get() { snapshot::account(&services.config.shop) } else { None };
                    super::report(&error);
                    self.account.try_update(|account| *account = fall_back(account, kept.map(Some), error));
                }
            }
        });
    }

    /// The account as the server just told it, also in answers to changes.
    fn take_account(self, account: Option<Account>, raw: &JsValue) {
        let Some(services) = self.services() else { return };
        services.account.replace(raw.clone());
        if account.is_none() {
            snapshot::forget_account(&services.config.shop);
        }
        self.account.try_set(Load::Ready(account));
        event::emit("session", raw);
    }

    /// Asks the merchant's hook for the cart.
    pub fn load_cart(self) {
        spawn_local(async move {
            let Some(services) = self.services() else { return };
            let hook = services.hooks.borrow().cart.clone();
            let Some(answer) = hook.and_then(|hook| hook.call0(&JsValue::UNDEFINED).ok()) else { return };
            if let Ok(cart) = JsFuture::from(Promise::resolve(&answer)).await {
                self.cart.try_set(read_cart(&cart));
            }
        });
    }

    /// Loads the newest page of activity, or the next older one.
    pub fn load_activity(self, from_the_start: bool) {
        if self.activity.with_untracked(|activity| activity.loading) {
            return;
        }
        self.activity.update(|activity| {
            activity.loading = true;
            activity.error = None;
        });
        spawn_local(async move {
            let Some(services) = self.services() else { return };
            let cursor = if from_the_start { None } else { self.activity.with_untracked(|activity| activity.next.clone()) };
            let answer = services.client.transactions(cursor.as_deref()).await;
            self.activity.try_update(|activity| match answer {
                Ok(page) => {
                    let mut items = if from_the_start { Vec::new() } else { std::mem::take(&mut activity.items) };
                    items.extend(page.items);
                    *activity = Activity { items, next: page.next_cursor, loading: false, loaded: true, error: None };
                }
                Err(error) => {
                    activity.loading = false;
                    activity.error = Some(error);
                }
            });
        });
    }

    /// Holds points for a reward, then lets the merchant's hook apply the code.
    pub fn redeem(self, reward: String) {
        if !self.begin(&reward) {
            return;
        }
        spawn_local(async move {
            let Some(services) = self.services() else { return };
            let cart = self.cart.get_untracked();
            match services.client.hold(&reward, cart).await {
                Ok(answer) => {
                    let claim = json::own(&answer.raw, "redemption");
                    let receipt = answer.value;
                    self.take_account(Some(receipt.account), &json::own(&answer.raw, "account"));
                    self.notice.try_set(None);
                    event::emit("redeemed", &claim);
                    let hook = services.hooks.borrow().apply_code.clone();
                    if let Some(answer) = hook.and_then(|hook| hook.call1(&JsValue::UNDEFINED, &claim).ok()) {
                        let applied = JsFuture::from(Promise::resolve(&answer)).await.is_ok_and(|answer| answer.is_truthy());
                        if applied {
                            self.applied.try_update(|applied| applied.push(receipt.redemption.id.clone()));
                        }
                        self.say(self.t(if applied { "claims.applied" } else { "claims.not_applied" }));
                        self.load_cart();
                    }
                }
                Err(error) => self.fail(&error),
            }
            self.working.try_set(None);
            self.reload_activity();
        });
    }

    /// Gives the points of a held claim back.
    pub fn undo(self, redemption: String) {
        if !self.begin(&redemption) {
            return;
        }
        spawn_local(async move {
            let Some(services) = self.services() else { return };
            match services.client.undo(&redemption).await {
                Ok(answer) => {
                    let points = answer.value.redemption.points;
                    self.take_account(Some(answer.value.account), &json::own(&answer.raw, "account"));
                    self.applied.try_update(|applied| applied.retain(|id| *id != redemption));
                    self.say(self.fill("claims.undone", &[("points", &self.points(points))]));
                    event::emit("undone", &json::own(&answer.raw, "redemption"));
                    self.load_cart();
                }
                Err(error) => self.fail(&error),
            }
            self.working.try_set(None);
            self.reload_activity();
        });
    }

    /// Completes a way to earn.
    pub fn earn(self, rule: String) {
        if !self.begin(&rule) {
            return;
        }
        spawn_local(async move {
            let Some(services) = self.services() else { return };
            match services.client.act(&rule).await {
                Ok(answer) => {
                    let points = answer.value.transaction.points;
                    self.take_account(Some(answer.value.account), &json::own(&answer.raw, "account"));
                    self.say(self.fill("earn.earned", &[("points", &self.points(points))]));
                    event::emit("earned", &json::own(&answer.raw, "transaction"));
                }
                Err(error) => self.fail(&error),
            }
            self.working.try_set(None);
            self.reload_activity();
        });
    }

    /// Copies a code.
    pub fn copy(self, code: String) {
        spawn_local(async move {
            let copied = clipboard::copy(&code).await;
            self.say(self.t(if copied { "claims.copied" } else { "claims.copy_failed" }));
        });
    }

    /// False while another change is on its way: a second click does nothing.
    fn begin(self, what: &str) -> bool {
        let free = self.working.with_untracked(Option::is_none);
        if free {
            self.working.set(Some(what.into()));
            self.notice.set(None);
        }
        free
    }

    /// Says what failed, and asks for the account: what the server refused, this page may have got wrong.
    fn fail(self, error: &ApiError) {
        self.say_failed(error);
        if matches!(error, ApiError::Problem(_)) {
            self.load_account();
        }
    }

    fn reload_activity(self) {
        if self.activity.try_with_untracked(|activity| activity.loaded).unwrap_or(false) {
            self.load_activity(true);
        }
    }
}

fn fall_back<T: Clone>(known: &Load<T>, kept: Option<T>, error: ApiError) -> Load<T> {
    match (known.value(), kept) {
        (None, Some(kept)) => Load::Stale(kept, error),
        _ => known.clone().failed(error),
    }
}
