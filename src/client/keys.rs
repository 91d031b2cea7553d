//! Idempotency keys of changes whose outcome is not known.

use crate::browser::random;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// A change that was sent, and may have been done.
struct Open {
    what: String,
    key: String,
    /// As first sent: the server refuses another body with the same key.
    body: JsValue,
}

/// The changes that may have been done.
#[derive(Default)]
pub(super) struct Keys(RefCell<Vec<Open>>);

impl Keys {
    /// The key and body to send for this change: those it was sent with before, if its outcome is not known. Nothing where
    /// the page has no randomness.
    pub(super) fn open(&self, what: &str, body: JsValue) -> Option<(String, JsValue)> {
        let mut all = self.0.borrow_mut();
        if let Some(known) = all.iter().find(|open| open.what == what) {
            return Some((known.key.clone(), known.body.clone()));
        }
        let key = random::key()?;
        all.push(Open { what: what.into(), key: key.clone(), body: body.clone() });
        Some((key, body))
    }

    /// The outcome of this change is known.
    pub(super) fn settle(&self, what: &str) {
        self.0.borrow_mut().retain(|open| open.what != what);
    }

    /// The shopper has gone.
    pub(super) fn clear(&self) {
        self.0.borrow_mut().clear();
    }
}
