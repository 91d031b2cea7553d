//! Putting a product into the merchant's cart, by the merchant's own function.

use super::actions::ask;
use super::{Store, spawn};
use crate::browser::event;
use loyalty_api::page::ToJs;
use loyalty_api::product::Product;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// How putting a product into the cart goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adding {
    /// The merchant's function is at it.
    Busy,
    /// It is in the cart.
    Added,
    /// It is not.
    Failed,
}

/// What was put into the cart, and how that goes: by the products' ids.
type Shelf = RefCell<Vec<(String, Adding)>>;

impl Store {
    /// Whether the merchant has a function that puts products into the cart.
    pub fn can_add(self) -> bool {
        self.services().is_some_and(|services| services.hooks.borrow().add_to_cart.is_some())
    }

    /// How putting this product into the cart goes; nothing where nobody tried.
    pub fn adding(self, product: &str) -> Option<Adding> {
        let shelf = self.services()?.shelf.get::<Shelf>()?;
        let shelf = shelf.borrow();
        shelf.iter().find(|(known, _)| known == product).map(|(_, adding)| *adding)
    }

    /// Has the merchant's function put a product into the cart. It failed where the function throws or gives `false`.
    pub fn add_to_cart(self, product: &Product) {
        let Some(services) = self.services() else { return };
        let hook = services.hooks.borrow().add_to_cart.clone();
        let (id, product) = (product.id.clone(), product.to_js());
        self.note_adding(&id, Adding::Busy);
        spawn(async move {
            let added = ask(hook, &product).await.is_some_and(|answer| answer != JsValue::FALSE);
            self.note_adding(&id, if added { Adding::Added } else { Adding::Failed });
            if added {
                event::emit("cart-added", &product);
                self.load_cart();
            }
        });
    }

    fn note_adding(self, product: &str, adding: Adding) {
        if let Some(shelf) = self.services().and_then(|services| services.shelf.get::<Shelf>()) {
            let mut shelf = shelf.borrow_mut();
            shelf.retain(|(known, _)| known != product);
            shelf.push((product.into(), adding));
        }
        // It is no part of the state; but whoever reads the state follows it too.
        self.change(|_| {});
    }
}
