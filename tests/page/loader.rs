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

    /// Brings this part, which must have been asked for, and waits for the page to follow.
    pub(crate) async fn bring(&self, name: &str) {
        self.last(name).1.call0(&JsValue::UNDEFINED).unwrap();
        settle().await;
    }

    /// Has it fail.
    pub(crate) async fn fail(&self, name: &str) {
        self.last(name).2.call0(&JsValue::UNDEFINED).unwrap();
        settle().await;
    }

    /// The last time that it was asked for.
    fn last(&self, name: &str) -> (String, Function, Function) {
        self.asked.borrow().iter().rfind(|(asked, ..)| asked == name).cloned().expect("it was not asked for")
    }
}
