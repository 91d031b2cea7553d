//! The last known programme and account, kept on the device of a shopper who consented, for when there is no network.

use crate::browser::{json, storage};
use loyalty_api::account::Account;
use loyalty_api::page::FromJs;
use loyalty_api::program::Program;
use wasm_bindgen::JsValue;

/// Keeps the programme as it came.
pub(super) fn keep_program(shop: &str, raw: &JsValue) {
    storage::write(&program_key(shop), &json::stringify(raw));
}

/// Keeps the account as it came. Its first line is the launcher's text, which the loader paints on the next page before
/// the module is there.
pub(super) fn keep_account(shop: &str, launcher: &str, raw: &JsValue) {
    storage::write(shop, &[launcher, "\n", &json::stringify(raw)].concat());
}

/// The programme last kept, if it can be read.
pub(super) fn program(shop: &str) -> Option<Program> {
    Program::from_js(&json::parse(&storage::read(&program_key(shop))?)?).ok()
}

/// The account last kept, if it can be read.
pub(super) fn account(shop: &str) -> Option<Account> {
    let kept = storage::read(shop)?;
    let (_, account) = kept.split_once('\n')?;
    Account::from_js(&json::parse(account)?).ok()
}

/// Deletes what belongs to the shopper.
pub(super) fn forget_account(shop: &str) {
    storage::remove(shop);
}

/// Deletes everything.
pub(super) fn forget(shop: &str) {
    forget_account(shop);
    storage::remove(&program_key(shop));
    forget_quizzes(shop);
    forget_seen(shop);
}

/// Deletes what is remembered of campaigns, and what the device was recognised by.
pub(super) fn forget_seen(shop: &str) {
    storage::remove(&seen_key(shop));
    storage::remove(&device_key(shop));
}

/// The device's id, where it has one.
pub(super) fn device(shop: &str) -> Option<String> {
    storage::read(&device_key(shop))
}

/// Under which name it is remembered what became of campaigns.
pub(super) fn seen_key(shop: &str) -> String {
    [shop, ":seen"].concat()
}

/// Under which name the device's id is kept.
pub(super) fn device_key(shop: &str) -> String {
    [shop, ":device"].concat()
}

/// Deletes what was answered in quizzes.
pub(super) fn forget_quizzes(shop: &str) {
    storage::remove(&quizzes_key(shop));
}

/// Under which name answers to quizzes are kept.
pub(super) fn quizzes_key(shop: &str) -> String {
    [shop, ":quizzes"].concat()
}

fn program_key(shop: &str) -> String {
    [shop, ":program"].concat()
}
