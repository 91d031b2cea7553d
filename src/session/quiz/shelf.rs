//! Putting a product into the merchant's cart, by the merchant's own function.

use super::super::actions::ask;
use super::super::spawn;
use super::Store;
use crate::browser::event;
use loyalty_api::page::ToJs;
use loyalty_api::product::Product;
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

impl Store {
    /// Whether the merchant has a function that puts products into the cart.
    pub fn can_add(self) -> bool {
        self.services().is_some_and(|services| services.hooks.borrow().add_to_cart.is_some())
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
        self.change_quizzes(&mut |quizzes| {
            quizzes.adding.retain(|(known, _)| known != product);
            quizzes.adding.push((product.into(), adding));
        });
    }
}
