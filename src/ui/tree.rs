//! A view on the page: the Leptos component that keeps elements up to date with signals.

use super::node::Node;
use super::patch;
use leptos::prelude::*;
use web_sys::HtmlElement;

/// Keeps `root`'s children what `view` gives, whenever a signal that `view` reads has changed.
#[component]
pub fn Tree(
    /// The element that holds the view and nothing else.
    root: HtmlElement,
    /// What shall stand in it.
    view: Box<dyn Fn() -> Node>,
) -> impl IntoView {
    Effect::new(move |live: Option<Vec<patch::Live>>| {
        let mut live = live.unwrap_or_default();
        if let Some(document) = root.owner_document() {
            patch::children(&document, &root, &mut live, vec![view()]);
        }
        live
    });
}
