//! A loader of the widget's parts whose answers are the test's.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::stage::settle;

/// What the widget asks for, and what ends its waiting.
#[derive(Default)]
pub(crate) struct Loader {
    /// The part's name, what brings it, and what says that it cannot be had.
    asked: Rc<RefCell<Vec<(String, Function, Function)>>>,
}

impl Loader {
    /// What the widget calls.
    pub(crate) fn function(&self) -> Function {
        let noted = self.asked.clone();
        let load = Closure::<dyn FnMut(String) -> Promise>::new(move |name: String| {
            Promise::new(&mut |resolve, reject| noted.borrow_mut().push((name.clone(), resolve, reject)))
        });
        load.into_js_value().unchecked_into()
    }

    /// The names of the parts that were asked for, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.borrow().iter().map(|(name, ..)| name.clone()).collect()
    }

    /// Brings the part that was asked for last, which must be this one, and waits for the page to follow.
    pub(crate) async fn bring(&self, name: &str) {
        let (asked, bring, _) = self.last();
        assert_eq!(asked, name);
        bring.call0(&JsValue::UNDEFINED).unwrap();
        settle().await;
    }

    /// Has it fail.
    pub(crate) async fn fail(&self, name: &str) {
        let (asked, _, fail) = self.last();
        assert_eq!(asked, name);
        fail.call0(&JsValue::UNDEFINED).unwrap();
        settle().await;
    }

    fn last(&self) -> (String, Function, Function) {
        self.asked.borrow().last().cloned().expect("no part was asked for")
    }
}
