//! Dialog, corner, tab: how they come and go, and what they leave alone.

use loyalty_api::campaign::{CampaignKind, Placement, Trigger, TriggerKind};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::server::{Shop, campaign, hear, list};
use crate::stage::{document, settle, until};

fn corner() -> loyalty_api::campaign::Campaign {
    let mut one = campaign("cmp_a", CampaignKind::Welcome);
    one.placement = Placement::Flyout;
    one
}

fn waiting() -> loyalty_api::campaign::Campaign {
    let mut one = campaign("cmp_a", CampaignKind::Welcome);
    one.triggers = vec![Trigger { kind: TriggerKind::Event, value: None, name: Some("later".into()) }];
    one.contents[0].teaser = Some("A gift".into());
    one
}

/// An element of the shop's own, in focus.
fn focused() -> HtmlElement {
    let button: HtmlElement = document().create_element("button").unwrap().unchecked_into();
    document().body().unwrap().append_child(&button).unwrap();
    button.focus().unwrap();
    button
}

#[wasm_bindgen_test]
async fn after_a_dialog_focus_and_scroll_are_as_they_were() {
    let tall: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    tall.style().set_property("height", "5000px").unwrap();
    document().body().unwrap().append_child(&tall).unwrap();
    let button = focused();
    let window = web_sys::window().unwrap();
    window.scroll_to_with_x_and_y(0.0, 700.0);
    let place = window.scroll_y().unwrap();
    let shop = Shop::open(&[], list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
    assert!(shop.is_modal());
    assert!(shop.stage.shadow.active_element().is_some_and(|it| it.closest("dialog").unwrap().is_some()), "focus is inside");
    shop.stage.click(".pop .link").await;
    until("that it is closed", || !shop.is_modal()).await;
    assert_eq!(document().active_element().as_ref(), Some(button.as_ref()));
    assert_eq!(window.scroll_y().unwrap(), place);
    window.scroll_to_with_x_and_y(0.0, 0.0);
    button.remove();
    tall.remove();
}

#[wasm_bindgen_test]
async fn what_opens_over_a_dialog_takes_its_place_for_as_long() {
    let closed = hear("campaign-closed");
    let shop = Shop::open(&[], list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
    assert!(shop.is_modal());
    shop.stage.store.set_open(true);
    until("that it makes way", || !shop.is_modal()).await;
    settle().await;
    shop.stage.store.set_open(false);
    until("that it is back", || shop.is_modal()).await;
    assert_eq!(shop.stage.count(".pop"), 1);
    assert_eq!(closed.borrow().len(), 0, "nobody has declined it");
}

#[wasm_bindgen_test]
async fn a_dialog_closes_by_its_button_and_by_the_browser() {
    let shop = Shop::open(&[], list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
    assert_eq!(shop.stage.find("dialog .close").get_attribute("aria-label").as_deref(), Some("Close"));
    // What Escape, and Back on Android, do.
    shop.stage.find("dialog").unchecked_into::<web_sys::HtmlDialogElement>().close();
    until("that it is noticed", || shop.stage.count(".pop") == 0).await;
    shop.look().await;
    assert!(!shop.is_modal());
}

#[wasm_bindgen_test]
async fn a_card_in_the_corner_takes_no_focus_and_is_told() {
    let button = focused();
    let shop = Shop::open(&[], list(vec![corner()])).await;
    assert_eq!((shop.stage.count(".card-away .pop"), shop.is_modal()), (1, false));
    assert_eq!(document().active_element().as_ref(), Some(button.as_ref()));
    assert_eq!(shop.stage.text("p.told"), "A little something");
    shop.stage.find(".pop-form [type=submit]").focus().unwrap();
    shop.stage.press("Escape").await;
    assert_eq!((shop.stage.count(".card-away"), shop.stage.text("p.told")), (0, String::new()));
    button.remove();
}

#[wasm_bindgen_test]
async fn a_card_in_the_corner_gives_way_to_the_panel() {
    let shop = Shop::open(&[], list(vec![corner()])).await;
    shop.stage.set(|state| state.open = true).await;
    assert_eq!(shop.stage.count(".card-away"), 0);
    shop.stage.set(|state| state.open = false).await;
    assert_eq!(shop.stage.count(".card-away"), 1);
}

#[wasm_bindgen_test]
async fn a_tab_takes_no_focus_and_opens_what_it_stands_for() {
    let button = focused();
    let shop = Shop::open(&[], list(vec![waiting()])).await;
    assert_eq!((shop.stage.text(".pop-tab-open"), shop.is_modal()), ("A gift".into(), false));
    assert_eq!(document().active_element().as_ref(), Some(button.as_ref()));
    shop.stage.click(".pop-tab-open").await;
    assert_eq!((shop.is_modal(), shop.stage.count(".pop-tab")), (true, 0));
    button.remove();
}

#[wasm_bindgen_test]
async fn a_tab_that_was_put_away_stays_away() {
    let shop = Shop::open(&[], list(vec![waiting()])).await;
    shop.stage.click(".pop-tab .close").await;
    assert_eq!(shop.stage.count(".pop-tab"), 0);
    shop.stage.store.track(Some("later".into()));
    shop.look().await;
    settle().await;
    assert!(!shop.is_modal());
}
