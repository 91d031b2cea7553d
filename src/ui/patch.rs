//! Bringing the page's elements up to date with what shall stand there.
//!
//! Children are matched by their place: optional ones keep it ([`Node::maybe`]), and lists here grow at their end or are
//! short. An element whose tag and id are the same stays the element it was, whatever else changes.

use super::node::{Listener, Node, Parts};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event, HtmlElement, ShadowRoot};

/// What stands on the page: a [`Node`] with its node of the document.
pub(super) struct Live {
    node: web_sys::Node,
    tag: &'static str,
    text: String,
    attributes: Vec<(&'static str, String)>,
    listeners: Vec<LiveListener>,
    children: Vec<Live>,
}

/// A listener whose function can be replaced while the document keeps calling the same one. Stops listening on drop.
struct LiveListener {
    event: &'static str,
    current: Rc<RefCell<Listener>>,
    target: web_sys::Node,
    callback: Closure<dyn FnMut(Event)>,
}

impl LiveListener {
    fn new(target: &web_sys::Node, event: &'static str, listener: Listener) -> Self {
        let current = Rc::new(RefCell::new(listener));
        let called = current.clone();
        let callback = Closure::new(move |event| {
            // Cloned first: the function may bring the page up to date, and with it `current`.
            let listener = called.borrow().clone();
            listener(event);
        });
        let _ = target.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
        Self { event, current, target: target.clone(), callback }
    }
}

impl Drop for LiveListener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.event, self.callback.as_ref().unchecked_ref());
    }
}

/// Makes `parent`'s children, which are `live`, what is `wanted`.
pub(super) fn children(document: &Document, parent: &web_sys::Node, live: &mut Vec<Live>, wanted: Vec<Node>) {
    while live.len() > wanted.len() {
        if let Some(gone) = live.pop() {
            let had_focus = has_focus(&gone.node);
            let _ = parent.remove_child(&gone.node);
            keep_focus(parent, had_focus);
        }
    }
    for (index, Node(node)) in wanted.into_iter().enumerate() {
        match live.get_mut(index) {
            Some(old) if old.tag == node.tag && id(&old.attributes) == id(&node.attributes) => update(document, old, *node),
            old => {
                let Some(new) = create(document, *node) else { continue };
                match old {
                    Some(old) => {
                        let had_focus = has_focus(&old.node);
                        let _ = parent.replace_child(&new.node, &old.node);
                        *old = new;
                        keep_focus(parent, had_focus);
                    }
                    None => {
                        let _ = parent.append_child(&new.node);
                        live.push(new);
                    }
                }
            }
        }
    }
}

/// A field with another id is another field: what a browser knows of one, as which of a group is chosen, is not the other's.
fn id<'a>(attributes: &'a [(&'static str, String)]) -> Option<&'a str> {
    attributes.iter().find(|(name, _)| *name == "id").map(|(_, id)| id.as_str())
}

/// Whether the focus is in this node, which is about to go.
fn has_focus(node: &web_sys::Node) -> bool {
    let root = node.get_root_node();
    let focused = match root.dyn_ref::<ShadowRoot>() {
        Some(root) => root.active_element(),
        None => root.dyn_ref::<Document>().and_then(Document::active_element),
    };
    focused.is_some_and(|focused| node.contains(Some(&focused)))
}

/// Gives a keyboard's place, lost with the element it was in, to the nearest part around it that can have it.
fn keep_focus(parent: &web_sys::Node, had_focus: bool) {
    if !had_focus {
        return;
    }
    let around = parent.dyn_ref::<Element>().and_then(|parent| parent.closest("[tabindex]").ok().flatten());
    if let Some(around) = around.and_then(|around| around.dyn_into::<HtmlElement>().ok()) {
        let _ = around.focus();
    }
}

fn create(document: &Document, wanted: Parts) -> Option<Live> {
    let node: web_sys::Node = match wanted.tag {
        "" => document.create_text_node("").into(),
        "svg" | "path" => document.create_element_ns(Some("http://www.w3.org/2000/svg"), wanted.tag).ok()?.into(),
        tag => document.create_element(tag).ok()?.into(),
    };
    let mut live = Live { node, tag: wanted.tag, text: String::new(), attributes: vec![], listeners: vec![], children: vec![] };
    update(document, &mut live, wanted);
    Some(live)
}

fn update(document: &Document, live: &mut Live, wanted: Parts) {
    if live.text != wanted.text {
        live.node.set_text_content(Some(&wanted.text));
        live.text = wanted.text;
    }
    let Some(element) = live.node.dyn_ref::<Element>() else { return };
    for (name, _) in &live.attributes {
        if wanted.attributes.iter().all(|(kept, _)| kept != name) {
            let _ = element.remove_attribute(name);
        }
    }
    for (name, value) in &wanted.attributes {
        if live.attributes.iter().all(|(known, old)| known != name || old != value) {
            let _ = element.set_attribute(name, value);
        }
    }
    live.attributes = wanted.attributes;
    live.listeners.truncate(wanted.listeners.len());
    for (index, (event, listener)) in wanted.listeners.into_iter().enumerate() {
        match live.listeners.get_mut(index) {
            Some(known) if known.event == event => *known.current.borrow_mut() = listener,
            Some(other) => *other = LiveListener::new(&live.node, event, listener),
            None => live.listeners.push(LiveListener::new(&live.node, event, listener)),
        }
    }
    children(document, &live.node, &mut live.children, wanted.children);
    if let Some(after) = wanted.after {
        after(element);
    }
}
