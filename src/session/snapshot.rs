//! The last known programme and account, kept on the device of a shopper who consented, for when there is no network.

use crate::browser::{json, storage};
use loyalty_api::account::Account;
use loyalty_api::page::FromJs;
use loyalty_api::program::Program;
use wasm_bindgen::JsValue;

const PROGRAM: &str = "program:";
const ACCOUNT: &str = "account:";
const LAUNCHER: &str = "launcher:";

/// Keeps the programme as it came.
pub(super) fn keep_program(shop: &str, raw: &JsValue) {
    storage::write(&[PROGRAM, shop].concat(), &json::stringify(raw));
}

/// Keeps the account as it came.
pub(super) fn keep_account(shop: &str, raw: &JsValue) {
    storage::write(&[ACCOUNT, shop].concat(), &json::stringify(raw));
}

/// The programme last kept, if it can be read.
pub(super) fn program(shop: &str) -> Option<Program> {
    Program::from_js(&json::parse(&storage::read(&[PROGRAM, shop].concat())?)?).ok()
}

/// The account last kept, if it can be read.
pub(super) fn account(shop: &str) -> Option<Account> {
    Account::from_js(&json::parse(&storage::read(&[ACCOUNT, shop].concat())?)?).ok()
}

/// Deletes what belongs to the shopper.
pub(super) fn forget_account(shop: &str) {
    storage::remove(&[ACCOUNT, shop].concat());
    storage::remove(&[LAUNCHER, shop].concat());
}

/// Deletes everything.
pub(super) fn forget(shop: &str) {
    forget_account(shop);
    storage::remove(&[PROGRAM, shop].concat());
}
