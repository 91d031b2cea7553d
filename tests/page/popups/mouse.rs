//! A mouse in the page.

use js_sys::Reflect;
use web_sys::Event;

use crate::stage::{document, pause};

/// Goes up or down, from one place to another.
pub(crate) async fn go(from: i32, to: i32) {
    for step in 0..10 {
        document().dispatch_event(&point("pointermove", from + (to - from) * step / 9)).unwrap();
        pause(16).await;
    }
}

/// Goes out by the top.
pub(crate) fn leave() {
    document().document_element().unwrap().dispatch_event(&point("mouseleave", -8)).unwrap();
}

fn point(kind: &str, y: i32) -> Event {
    let event = Event::new(kind).unwrap();
    for (name, value) in [("clientX", 300.into()), ("clientY", y.into()), ("pointerType", "mouse".into())] {
        Reflect::set(&event, &name.into(), &value).unwrap();
    }
    event
}
