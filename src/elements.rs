//! The custom elements. The loader defines them as empty shells; here they get their views.

use crate::features::{View, points};
use crate::mount::{self, Mounted};
use crate::parts::{self, Later, Part};
use crate::session::{Spot, Store};
use crate::ui::node::Node;
use std::rc::Rc;
use web_sys::{CssStyleSheet, Element, ShadowRoot};

/// Every element of ours that is in the page, with its view.
#[derive(Default)]
pub struct Elements(Vec<(Element, Mounted)>);

impl Elements {
    /// Shows the element's view; where it has one already, its attributes changed and it gets a new one.
    pub fn attach(&mut self, element: Element, store: Store, sheet: &CssStyleSheet) {
        self.detach(&element);
        let Some(shadow) = mount::shadow_of(&element) else { return };
        mount::adopt(&shadow, sheet);
        let attribute = |name| element.get_attribute(name).unwrap_or_default();
        let mounted = match element.local_name().as_str() {
            "loyalty-points" => mount::mount(&shadow, store, "inline", points::view),
            "loyalty-product-points" => {
                let of = element.clone();
                store.want(Part::Product);
                // Nothing until it can be told: a product page is no place for a skeleton.
                mount::mount(&shadow, store, "inline", move |view| {
                    parts::product(view).map(|product| (product.points)(view, &of)).unwrap_or_default()
                })
            }
            "loyalty-products" => {
                let spot = Rc::new(Spot::new(attribute("row"), attribute("product")));
                store.want(Part::Rows);
                mount::mount(&shadow, store, "inline", move |view| {
                    parts::rows(view).map(|rows| (rows.view)(view, &spot)).unwrap_or_default()
                })
            }
            "loyalty-rewards" => {
                // The cart may have changed since the page asked for rewards last.
                store.load_cart();
                store.want(Part::Panel);
                store.want(Part::Later);
                mount::mount(&shadow, store, "inline", |view| parts::show_panel(view, |part| part.rewards))
            }
            "loyalty-cart" => {
                store.load_cart();
                later(&shadow, store, |later| later.cart)
            }
            "loyalty-quiz" => {
                let quiz = attribute("quiz");
                store.want(Part::Quiz);
                mount::mount(&shadow, store, "inline", move |view| parts::show_quiz(view, &|part| (part.page)(view, &quiz)))
            }
            "loyalty-offer" => {
                let campaign = attribute("campaign");
                mount::mount(&shadow, store, "inline", move |view| parts::show_offer(view, &campaign))
            }
            "loyalty-earn" => {
                store.want(Part::Panel);
                store.want(Part::Later);
                mount::mount(&shadow, store, "inline", |view| parts::show_panel(view, |part| part.earn))
            }
            "loyalty-collectibles" => later(&shadow, store, |later| later.album_page),
            "loyalty-vip" => later(&shadow, store, |later| later.vip_page),
            "loyalty-referral" => later(&shadow, store, |later| later.referral_page),
            // Another version's loader defined it.
            _ => None,
        };
        self.0.extend(mounted.map(|mounted| (element, mounted)));
    }

    /// Takes the element's view away.
    pub fn detach(&mut self, element: &Element) {
        self.0.retain(|(known, _)| known != element);
    }
}

/// A view that lies in a file of its own.
fn later(shadow: &ShadowRoot, store: Store, of: fn(&Later) -> fn(View<'_>) -> Node) -> Option<Mounted> {
    store.want(Part::Later);
    mount::mount(shadow, store, "inline", move |view| parts::show_later(view, of))
}
