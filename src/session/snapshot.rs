//! The last known programme and account, kept on the device of a shopper who consented, for when there is no network.

use crate::browser::{json, storage};
use loyalty_api::account::Account;
use loyalty_api::page::FromJs;
use loyalty_api::program::Program;
use wasm_bindgen::JsValue;

/// What is kept of a shopper beside the account: names after the shop's.
const QUIZZES: &str = ":quizzes";
const VIEWED: &str = ":viewed";
const SEEN: &str = ":seen";
const DEVICE: &str = ":device";

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

/// Deletes the account.
pub(super) fn forget_account(shop: &str) {
    storage::remove(shop);
}

/// Deletes what belongs to the shopper: the account, what was answered in quizzes, what was looked at, what is remembered of
/// campaigns, and what the device was recognised by.
pub(super) fn forget_shopper(shop: &str) {
    for what in &["", QUIZZES, VIEWED, SEEN, DEVICE] {
        storage::remove(&[shop, *what].concat());
    }
}

/// Deletes everything.
pub(super) fn forget(shop: &str) {
    forget_shopper(shop);
    storage::remove(&program_key(shop));
}

/// The device's id, where it has one.
pub(super) fn device(shop: &str) -> Option<String> {
    storage::read(&device_key(shop))
}

/// Under which name it is remembered what became of campaigns.
pub(super) fn seen_key(shop: &str) -> String {
    [shop, SEEN].concat()
}

/// Under which name the device's id is kept.
pub(super) fn device_key(shop: &str) -> String {
    [shop, DEVICE].concat()
}

/// Under which name answers to quizzes are kept.
pub(super) fn quizzes_key(shop: &str) -> String {
    [shop, QUIZZES].concat()
}

/// Under which name it is kept what the shopper looked at.
pub(super) fn viewed_key(shop: &str) -> String {
    [shop, VIEWED].concat()
}

fn program_key(shop: &str) -> String {
    [shop, ":program"].concat()
}
