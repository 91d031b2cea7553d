//! Listening to the page.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// A listener on something that is not ours. Stops listening on drop.
#[must_use = "dropping it stops listening at once"]
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Has `hear` called on each event of this name.
    pub fn new(target: &EventTarget, event: &'static str, hear: Box<dyn FnMut(Event)>) -> Self {
        let callback = Closure::wrap(hear);
        let _ = target.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
        Self { target: target.clone(), event, callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.event, self.callback.as_ref().unchecked_ref());
    }
}
