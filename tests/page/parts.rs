//! Parts of the widget that come later, by a loader of the test's own.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use loyalty_widget::features::panel;
use loyalty_widget::mount::Mounted;
use loyalty_widget::parts::{Part, Presence};
use loyalty_widget::session::Tab;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, settle};

/// What the widget asked the loader for: the part's name, and what ends the waiting.
type Asked = Rc<RefCell<Vec<(String, Function, Function)>>>;

/// The open panel of a member, and what the loader was asked for.
async fn panel() -> (Stage, Mounted, Asked) {
    let asked = Asked::default();
    let noted = asked.clone();
    let load = Closure::<dyn FnMut(String) -> Promise>::new(move |name: String| {
        Promise::new(&mut |resolve, reject| noted.borrow_mut().push((name.clone(), resolve, reject)))
    });
    let stage = Stage::with_loader(load.into_js_value().unchecked_into());
    let view = stage.show("panel-root", panel::view).await;
    stage.full_member().await;
    stage.store.set_open(true);
    settle().await;
    (stage, view, asked)
}

#[wasm_bindgen_test]
async fn a_tab_waits_for_its_part_and_asks_once() {
    let (stage, _view, asked) = panel().await;
    stage.store.select_tab(Tab::Vip);
    stage.store.select_tab(Tab::Friends);
    stage.store.select_tab(Tab::Vip);
    settle().await;
    assert_eq!(asked.borrow().iter().map(|(name, ..)| name.clone()).collect::<Vec<_>>(), ["later"]);
    assert_eq!((stage.count("[role=tabpanel] .loading"), stage.count(".vip-head")), (1, 0));
    asked.borrow()[0].1.call0(&JsValue::UNDEFINED).unwrap();
    settle().await;
    assert_eq!((stage.count("[role=tabpanel] .loading"), stage.count(".vip-head")), (0, 1));
}

#[wasm_bindgen_test]
async fn a_part_that_cannot_be_had_says_so_and_can_be_tried_again() {
    let (stage, _view, asked) = panel().await;
    stage.store.select_tab(Tab::Vip);
    settle().await;
    asked.borrow()[0].2.call0(&JsValue::UNDEFINED).unwrap();
    settle().await;
    assert_eq!(stage.state().parts.get(Part::Later), Presence::Failed);
    assert!(stage.text("[role=tabpanel] [role=alert]").contains("Try again"));
    // The other tabs are not touched by it.
    stage.store.select_tab(Tab::Rewards);
    settle().await;
    assert_eq!(stage.count("[role=tabpanel] [role=alert]"), 0);
    stage.store.select_tab(Tab::Vip);
    settle().await;
    assert_eq!((asked.borrow().len(), stage.count("[role=tabpanel] .loading")), (2, 1));
    asked.borrow()[1].1.call0(&JsValue::UNDEFINED).unwrap();
    settle().await;
    assert_eq!(stage.count(".vip-head"), 1);
}

#[wasm_bindgen_test]
async fn the_panel_opens_without_it_and_asks_for_it_at_once() {
    let (stage, _view, asked) = panel().await;
    assert_eq!(asked.borrow().len(), 1);
    assert!(stage.count("[role=tabpanel] .card") > 0, "the ways to earn are there without any other part");
}
