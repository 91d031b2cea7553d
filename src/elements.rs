//! The custom elements. The loader defines them as empty shells; here they get their views.

use crate::features::{points, product_points, rewards};
use crate::mount::{self, Mounted};
use crate::session::Store;
use leptos::prelude::*;
use loyalty_api::cart::CartLine;
use web_sys::{CssStyleSheet, Element};

/// An element of ours that is in the page.
pub struct Attached {
    element: Element,
    line: RwSignal<Option<CartLine>>,
    _mounted: Mounted,
}

/// Every element of ours that is in the page.
#[derive(Default)]
pub struct Elements(Vec<Attached>);

impl Elements {
    /// Shows the element's view, or takes over what changed in its attributes.
    pub fn attach(&mut self, element: Element, store: Store, sheet: &CssStyleSheet) {
        if let Some(known) = self.0.iter().find(|known| known.element == element) {
            known.line.set(line(&element));
            return;
        }
        let Some(shadow) = mount::shadow_of(&element) else { return };
        mount::adopt(&shadow, sheet);
        let line = RwSignal::new(line(&element));
        let name = element.local_name();
        let mounted = mount::mount(&shadow, store, "inline", move || match name.as_str() {
            "loyalty-points" => points::view(store),
            "loyalty-product-points" => product_points::view(store, line),
            _ => rewards::page(store),
        });
        self.0.extend(mounted.map(|mounted| Attached { element, line, _mounted: mounted }));
    }

    /// Takes the element's view away.
    pub fn detach(&mut self, element: &Element) {
        self.0.retain(|known| known.element != *element);
    }
}

/// The product that the attributes of `<loyalty-product-points>` tell; nothing where they tell none.
fn line(element: &Element) -> Option<CartLine> {
    let words = |name: &str| -> Vec<String> {
        element.get_attribute(name).unwrap_or_default().split_ascii_whitespace().map(Into::into).collect()
    };
    let number = |name: &str| element.get_attribute(name).and_then(|text| text.trim().parse::<i64>().ok());
    Some(CartLine {
        product: element.get_attribute("product")?,
        collections: words("collections"),
        tags: words("tags"),
        unit_price: number("price")?,
        quantity: number("quantity").unwrap_or(1),
        discount: 0,
    })
}
