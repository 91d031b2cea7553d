//! Parts of the widget that come later, by a loader of the test's own.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use loyalty_widget::elements::Elements;
use loyalty_widget::features::panel;
use loyalty_widget::mount::Mounted;
use loyalty_widget::parts::{Part, Presence};
use loyalty_widget::session::Tab;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, document, settle, style_sheet};

/// What the widget asked the loader for: the part's name, and what ends the waiting.
type Asked = Rc<RefCell<Vec<(String, Function, Function)>>>;

/// The closed panel of a member, and what the loader is asked for.
async fn closed() -> (Stage, Mounted, Asked) {
    let asked = Asked::default();
    let noted = asked.clone();
    let load = Closure::<dyn FnMut(String) -> Promise>::new(move |name: String| {
        Promise::new(&mut |resolve, reject| noted.borrow_mut().push((name.clone(), resolve, reject)))
    });
    let stage = Stage::with_loader(load.into_js_value().unchecked_into());
    let view = stage.show("panel-root", panel::view).await;
    stage.full_member().await;
    (stage, view, asked)
}

/// The open panel of a member, with the part that it is there for.
async fn open() -> (Stage, Mounted, Asked) {
    let (stage, view, asked) = closed().await;
    stage.store.set_open(true);
    settle().await;
    come(&asked, 0).await;
    (stage, view, asked)
}

fn names(asked: &Asked) -> Vec<String> {
    asked.borrow().iter().map(|(name, ..)| name.clone()).collect()
}

/// What was asked for at this place is there.
async fn come(asked: &Asked, place: usize) {
    asked.borrow()[place].1.call0(&JsValue::UNDEFINED).unwrap();
    settle().await;
}

/// It cannot be had.
async fn fail(asked: &Asked, place: usize) {
    asked.borrow()[place].2.call0(&JsValue::UNDEFINED).unwrap();
    settle().await;
}

#[wasm_bindgen_test]
async fn nothing_is_asked_for_before_the_panel_is_opened() {
    let (stage, _view, asked) = closed().await;
    assert!(names(&asked).is_empty());
    stage.store.set_open(true);
    settle().await;
    // The second is what is behind that which opens.
    assert_eq!(names(&asked), ["panel", "later"]);
    assert_eq!((stage.count(".bar .close"), stage.count(".scroll .loading"), stage.count(".hero")), (1, 1, 0));
    come(&asked, 0).await;
    assert_eq!((stage.count(".scroll .loading"), stage.count(".hero")), (0, 1));
    assert!(stage.count("[role=tabpanel] .card") > 0, "the ways to earn are there without any other part");
    stage.store.set_open(false);
    stage.store.set_open(true);
    settle().await;
    assert_eq!(names(&asked), ["panel", "later"]);
}

#[wasm_bindgen_test]
async fn a_panel_that_cannot_be_had_says_so_and_can_be_tried_again() {
    let (stage, _view, asked) = closed().await;
    stage.store.set_open(true);
    settle().await;
    fail(&asked, 0).await;
    assert!(stage.text(".scroll [role=alert]").contains("Try again"));
    stage.click(".scroll [role=alert] button").await;
    assert_eq!((names(&asked), stage.count(".scroll .loading")), (["panel", "later", "panel"].map(str::to_owned).to_vec(), 1));
    come(&asked, 2).await;
    assert_eq!(stage.count(".hero"), 1);
    // Opening it again is another way to try again.
    let (stage, _view, asked) = closed().await;
    stage.store.set_open(true);
    settle().await;
    fail(&asked, 0).await;
    stage.store.set_open(false);
    stage.store.set_open(true);
    settle().await;
    assert_eq!(names(&asked), ["panel", "later", "panel"]);
}

#[wasm_bindgen_test]
async fn elements_of_the_page_ask_for_what_they_show() {
    for (name, parts) in [
        ("loyalty-points", &[][..]),
        ("loyalty-earn", &["panel", "later"]),
        ("loyalty-rewards", &["panel", "later"]),
        ("loyalty-vip", &["later"]),
        ("loyalty-product-points", &["product"]),
    ] {
        let (stage, _view, asked) = closed().await;
        let mut elements = Elements::default();
        let element = document().create_element(name).unwrap();
        document().body().unwrap().append_child(&element).unwrap();
        stage.with(|| elements.attach(element.clone(), stage.store, &style_sheet()));
        settle().await;
        assert_eq!(names(&asked), parts, "{name}");
        elements.detach(&element);
        element.remove();
    }
}

#[wasm_bindgen_test]
async fn a_tab_waits_for_its_part_and_asks_once() {
    let (stage, _view, asked) = open().await;
    stage.store.select_tab(Tab::Vip);
    stage.store.select_tab(Tab::Friends);
    stage.store.select_tab(Tab::Vip);
    settle().await;
    assert_eq!(names(&asked), ["panel", "later"]);
    assert_eq!((stage.count("[role=tabpanel] .loading"), stage.count(".vip-head")), (1, 0));
    come(&asked, 1).await;
    assert_eq!((stage.count("[role=tabpanel] .loading"), stage.count(".vip-head")), (0, 1));
}

#[wasm_bindgen_test]
async fn a_part_that_cannot_be_had_says_so_and_can_be_tried_again() {
    let (stage, _view, asked) = open().await;
    stage.store.select_tab(Tab::Vip);
    settle().await;
    fail(&asked, 1).await;
    assert_eq!(stage.state().parts.get(Part::Later), Presence::Failed);
    assert!(stage.text("[role=tabpanel] [role=alert]").contains("Try again"));
    // The other tabs are not touched by it.
    stage.store.select_tab(Tab::Rewards);
    settle().await;
    assert_eq!(stage.count("[role=tabpanel] [role=alert]"), 0);
    stage.store.select_tab(Tab::Vip);
    settle().await;
    assert_eq!((asked.borrow().len(), stage.count("[role=tabpanel] .loading")), (3, 1));
    come(&asked, 2).await;
    assert_eq!(stage.count(".vip-head"), 1);
}
