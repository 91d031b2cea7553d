//! The album of collectibles.

use loyalty_api::collectible::{Collected, Collectible, CollectibleSet};
use loyalty_api::program::Program;
use loyalty_widget::features::{collectibles, panel};
use loyalty_widget::session::Load;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::example;
use crate::stage::Stage;

fn program() -> Program {
    let item = |id: &str, title: &str| Collectible {
        id: id.into(),
        title: title.into(),
        image: Some("data:image/svg+xml,<svg/>".into()),
        applies_to: vec![],
    };
    let herbs = CollectibleSet {
        id: "set_herbs".into(),
        title: "Herbs".into(),
        points: 200,
        items: vec![item("col_fern", "Fern"), item("col_mint", "Mint"), item("col_sage", "Sage")],
    };
    Program { collectibles: vec![herbs], ..example::program() }
}

fn has(item: &str, count: i64) -> Collected {
    Collected { item: item.into(), count }
}

#[wasm_bindgen_test]
async fn cards_are_numbered_and_say_whether_they_are_there() {
    let stage = Stage::new(&[]);
    let _page = stage.show("inline", collectibles::page).await;
    stage.member().await;
    assert_eq!(stage.text(".state"), "There is nothing to collect yet.");
    stage.set(|state| state.program = Load::Ready(program())).await;
    stage.change_account(|account| account.collected = vec![has("col_mint", 1), has("col_fern", 3), has("col_gone", 1)]).await;
    assert_eq!(stage.texts(".collectible"), ["1Fern3 times", "2MintYours", "3SageMissing"]);
    assert_eq!((stage.text(".set-head .note"), stage.count("[data-owned=true]")), ("2 of 3".into(), 2));
    assert_eq!(stage.text(".set > .detail"), "One to go for 200 points. Cards come with what you buy.");
    let meter = stage.find("[role=meter]");
    assert_eq!(["aria-valuenow", "aria-valuemax"].map(|name| meter.get_attribute(name).unwrap()), ["2", "3"]);
    // An address that could run code is no picture.
    assert_eq!(stage.count("img"), 0);
    stage.change_account(|account| account.collected.push(has("col_sage", 1))).await;
    assert_eq!(stage.text(".set > .detail"), "Complete");
    assert_eq!(stage.count(".set[data-complete=true]"), 1);
}

#[wasm_bindgen_test]
async fn the_album_is_below_the_ways_to_earn() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    assert_eq!(stage.count(".album"), 0);
    stage.set(|state| state.program = Load::Ready(program())).await;
    assert_eq!((stage.text(".album h3"), stage.count(".collectible")), ("Your collection".into(), 3));
    stage.set(|state| state.account = Load::Ready(None)).await;
    assert_eq!(stage.count("[data-owned=false]"), 3, "a guest sees what there is");
}
