//! Promises of the page and the network, which may never settle.

use super::ApiError;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// What takes longer than this many milliseconds counts as no answer.
pub(super) const TIMEOUT_MS: u32 = 10_000;

const SLOW: &str = "slow";

/// What a promise comes to, if it does so in time.
///
/// # Errors
/// [`ApiError::Slow`], or [`ApiError::Unreachable`] where it was rejected.
pub async fn in_time(promise: Promise) -> Result<JsValue, ApiError> {
    let mut timer = None;
    let late = Promise::new(&mut |_, reject| {
        timer = Some(Timeout::new(TIMEOUT_MS, move || {
            let _ = reject.call1(&JsValue::UNDEFINED, &JsValue::from_str(SLOW));
        }));
    });
    let answer = JsFuture::from(Promise::race(&Array::of2(&promise, &late))).await;
    drop(timer);
    answer.map_err(|error| if error.as_string().as_deref() == Some(SLOW) { ApiError::Slow } else { ApiError::Unreachable })
}
