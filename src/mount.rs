//! Where views meet the page: a shadow root, the adopted styles, and a guard that takes both away again.

use crate::features::View;
use crate::session::Store;
use crate::theme;
use crate::ui::node::Node;
use crate::ui::tree::Tree;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// A view in the page. Dropping it takes the view, its listeners and its element off the page.
#[must_use = "dropping it takes the view off the page at once"]
pub struct Mounted {
    root: HtmlElement,
    /// Taken out before the root goes, so that the view ends while it is still in the document.
    view: Option<UnmountHandle<AnyViewState>>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.view.take();
        self.root.remove();
    }
}

/// Shows a view in a shadow root, and keeps it up to date. Nothing where the page has no document.
pub fn mount(shadow: &ShadowRoot, store: Store, class: &str, view: impl Fn(View<'_>) -> Node + 'static) -> Option<Mounted> {
    mount_any(shadow, store, class, Box::new(view))
}

fn mount_any(shadow: &ShadowRoot, store: Store, class: &str, view: Box<dyn Fn(View<'_>) -> Node>) -> Option<Mounted> {
    let services = store.services()?;
    let root: HtmlElement = web_sys::window()?.document()?.create_element("div").ok()?.dyn_into().ok()?;
    root.set_class_name(class);
    root.set_dir(services.i18n.direction());
    root.set_lang(services.i18n.locale());
    let _ = root.set_attribute("data-scheme", services.config.scheme.name());
    let _ = root.set_attribute("data-position", services.config.position.name());
    shadow.append_child(&root).ok()?;
    let themed = root.clone();
    let view = move || {
        let seen = store.read(|state, words| {
            theme::apply(
                &themed,
                services.config.accent.as_deref(),
                state.program.value().and_then(|program| program.theme.as_ref()),
            );
            view(View { store, state, words })
        });
        seen.unwrap_or_default()
    };
    let held = root.clone();
    let handle = mount_to(root.clone(), move || view! { <Tree root=held view=Box::new(view) /> }.into_any());
    Some(Mounted { root, view: Some(handle) })
}

/// The element's shadow root, new or, when it comes back to the page, the one it had.
pub fn shadow_of(element: &Element) -> Option<ShadowRoot> {
    element.shadow_root().or_else(|| element.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).ok())
}

/// Has the shadow root use the stylesheet, and no other.
pub fn adopt(shadow: &ShadowRoot, sheet: &CssStyleSheet) {
    let _ = js_sys::Reflect::set(shadow, &JsValue::from_str("adoptedStyleSheets"), &js_sys::Array::of1(sheet));
}
