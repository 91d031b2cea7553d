//! Parts of the widget that come later, by a loader of the test's own.

use loyalty_widget::elements::Elements;
use loyalty_widget::features::panel;
use loyalty_widget::mount::Mounted;
use loyalty_widget::parts::{Part, Presence};
use loyalty_widget::session::Tab;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::loader::Loader;
use crate::stage::{Stage, document, settle, style_sheet};

/// The closed panel of a member.
async fn closed() -> (Stage, Mounted, Loader) {
    let loader = Loader::default();
    let stage = Stage::with_loader(&[], loader.function());
    let view = stage.show("panel-root", panel::view).await;
    stage.full_member().await;
    (stage, view, loader)
}

/// The open panel of a member: its content is there, what is behind it has been asked for.
async fn open() -> (Stage, Mounted, Loader) {
    let (stage, view, loader) = closed().await;
    turn(&stage, true).await;
    loader.bring("panel").await;
    (stage, view, loader)
}

async fn turn(stage: &Stage, open: bool) {
    stage.store.set_open(open);
    settle().await;
}

#[wasm_bindgen_test]
async fn nothing_is_asked_for_before_the_panel_is_opened() {
    let (stage, _view, loader) = closed().await;
    assert!(loader.asked().is_empty());
    turn(&stage, true).await;
    // The second is what is behind that which opens.
    assert_eq!(loader.asked(), ["panel", "later"]);
    assert_eq!((stage.count(".bar .close"), stage.count(".scroll .loading"), stage.count(".hero [data-bone]")), (1, 1, 1));
    loader.bring("panel").await;
    assert_eq!((stage.count(".scroll .loading"), stage.count(".hero [data-bone]"), stage.count(".hero .worth")), (0, 0, 1));
    assert!(stage.count("[role=tabpanel] .card") > 0, "the ways to earn are there without any other part");
    turn(&stage, false).await;
    turn(&stage, true).await;
    assert_eq!(loader.asked(), ["panel", "later"]);
}

#[wasm_bindgen_test]
async fn a_panel_that_cannot_be_had_says_so_and_can_be_tried_again() {
    let (stage, _view, loader) = closed().await;
    turn(&stage, true).await;
    loader.fail("panel").await;
    assert!(stage.text(".scroll [role=alert]").contains("Try again"));
    stage.click(".scroll [role=alert] button").await;
    assert_eq!((loader.asked().len(), stage.count(".scroll .loading")), (3, 1));
    loader.fail("panel").await;
    // Opening it again is another way to try again.
    turn(&stage, false).await;
    turn(&stage, true).await;
    assert_eq!(loader.asked(), ["panel", "later", "panel", "panel"]);
    loader.bring("panel").await;
    assert_eq!(stage.count(".hero"), 1);
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
        let (stage, _view, loader) = closed().await;
        let mut elements = Elements::default();
        let element = document().create_element(name).unwrap();
        document().body().unwrap().append_child(&element).unwrap();
        stage.with(|| elements.attach(element.clone(), stage.store, &style_sheet()));
        settle().await;
        assert_eq!(loader.asked(), parts, "{name}");
        elements.detach(&element);
        element.remove();
    }
}

#[wasm_bindgen_test]
async fn a_tab_waits_for_its_part_and_asks_once() {
    let (stage, _view, loader) = open().await;
    stage.store.select_tab(Tab::Vip);
    stage.store.select_tab(Tab::Friends);
    stage.store.select_tab(Tab::Vip);
    settle().await;
    assert_eq!(loader.asked(), ["panel", "later"]);
    assert_eq!((stage.count("[role=tabpanel] .loading"), stage.count(".vip-head")), (1, 0));
    loader.bring("later").await;
    assert_eq!((stage.count("[role=tabpanel] .loading"), stage.count(".vip-head")), (0, 1));
}

#[wasm_bindgen_test]
async fn a_part_that_cannot_be_had_says_so_and_can_be_tried_again() {
    let (stage, _view, loader) = open().await;
    stage.store.select_tab(Tab::Vip);
    settle().await;
    loader.fail("later").await;
    assert_eq!(stage.state().parts.get(Part::Later), Presence::Failed);
    assert!(stage.text("[role=tabpanel] [role=alert]").contains("Try again"));
    // The other tabs are not touched by it.
    stage.store.select_tab(Tab::Rewards);
    settle().await;
    assert_eq!(stage.count("[role=tabpanel] [role=alert]"), 0);
    stage.store.select_tab(Tab::Vip);
    settle().await;
    assert_eq!((loader.asked().len(), stage.count("[role=tabpanel] .loading")), (3, 1));
    loader.bring("later").await;
    assert_eq!(stage.count(".vip-head"), 1);
}
