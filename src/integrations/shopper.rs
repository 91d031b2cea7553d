//! Events that follow from the account: nothing else in the page tells of them.

use crate::browser::intl;
use crate::browser::json::own;
use wasm_bindgen::JsValue;

/// The account that a session opens is at most so many milliseconds older than the membership that began with it.
const JUST: f64 = 5_000.0;

/// What was last known of the member.
#[derive(Default)]
pub(super) struct Known {
    id: String,
    newsletter: bool,
}

impl Known {
    /// What follows from one of our events: `joined`, `subscribed`.
    pub(super) fn follow(&mut self, name: &str, detail: &JsValue) -> Option<&'static str> {
        if name == "campaign-taken" {
            // It says so itself.
            self.newsletter |= own(detail, "subscribed").is_truthy();
        }
        let customer = own(detail, "customer");
        let id = own(&customer, "id").as_string().filter(|_| name == "session")?;
        let newsletter = own(&customer, "newsletter").is_truthy();
        if id != self.id {
            *self = Self { id, newsletter };
            let time = |value: JsValue| value.as_string().map_or(f64::NAN, |text| intl::millis(&text));
            return (time(own(detail, "as_of")) - time(own(&customer, "joined_at")) < JUST).then_some("joined");
        }
        let subscribed = newsletter && !self.newsletter;
        self.newsletter = newsletter;
        subscribed.then_some("subscribed")
    }
}
