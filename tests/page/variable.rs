//! A reward of which the shopper chooses how much.

use loyalty_api::program::{Program, Reward, RewardValue, TierPrice};
use loyalty_widget::features::panel;
use loyalty_widget::mount::Mounted;
use loyalty_widget::session::{Load, Tab};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::example;
use crate::stage::{Stage, until};

/// A member with 240 points at a reward of a cent a point, from 100 to 500 in steps of 20.
async fn at_slider() -> (Stage, Mounted) {
    let stage = Stage::new(&[]);
    let panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    let reward = Reward {
        id: "rwd_any".into(),
        title: "Money off".into(),
        description: None,
        points: 100,
        prices: vec![],
        value: RewardValue::Variable { step: 20, amount: 20, maximum: 500 },
        image: None,
        tier: None,
        minimum_order: Some(1000),
        limit_per_customer: None,
    };
    stage
        .set(|state| {
            state.program = Load::Ready(Program { rewards: vec![reward], ..example::program() });
            state.tab = Tab::Rewards;
        })
        .await;
    (stage, panel)
}

fn blocked(stage: &Stage) -> Option<String> {
    let disabled = stage.find(".door .button").get_attribute("aria-disabled").as_deref() == Some("true");
    disabled.then(|| stage.text(".door .note"))
}

#[wasm_bindgen_test]
async fn slider_and_field_are_the_same_points() {
    let (stage, _panel) = at_slider().await;
    assert_eq!((stage.text(".card .plus"), stage.count("[role=meter]")), ("From 100 points".into(), 0));
    let slider = stage.find("input[type=range]");
    let attributes = ["min", "max", "step"].map(|name| slider.get_attribute(name).unwrap());
    assert_eq!(attributes, ["100", "240", "20"], "no further than the points reach");
    assert_eq!((stage.value("input[type=range]"), stage.value("input[type=number]")), ("100".into(), "100".into()));
    for field in ["input[type=range]", "input[type=number]"] {
        stage.enter(field, "220").await;
        assert_eq!((stage.value("input[type=range]"), stage.value("input[type=number]")), ("220".into(), "220".into()));
        assert_eq!(stage.text(".quote"), "€2.20 off for 220 points");
        assert_eq!(slider.get_attribute("aria-valuetext").as_deref(), Some("220 points"));
        assert_eq!(blocked(&stage), None);
        stage.enter(field, "100").await;
    }
}

#[wasm_bindgen_test]
async fn what_cannot_be_chosen_says_why() {
    let (stage, _panel) = at_slider().await;
    let allowed = "From 100 to 500 points, in steps of 20";
    for (entered, reason) in [
        ("110", allowed),
        ("80", allowed),
        ("520", allowed),
        ("", allowed),
        ("-100", allowed),
        ("100.5", allowed),
        ("99999999999999999999", allowed),
        ("260", "20 points to go"),
    ] {
        stage.enter("input[type=number]", entered).await;
        assert_eq!(blocked(&stage).as_deref(), Some(reason), "{entered:?}");
        assert_eq!(stage.value("input[type=number]"), entered, "what was typed stays");
        let invalid = stage.find("input[type=number]").get_attribute("aria-invalid").unwrap();
        assert_eq!(invalid, (reason == allowed).to_string(), "{entered:?}");
        stage.click(".door .button").await;
        assert_eq!(stage.state().working, None, "{entered:?}");
    }
    stage.enter("input[type=number]", "240").await;
    stage.set(|state| state.cart = Some(loyalty_api::cart::Cart { discount: 0, ..example::cart(405) })).await;
    assert_eq!(blocked(&stage).as_deref(), Some("Add €2 to your cart"), "the cart is checked with what was chosen");
    assert_eq!(stage.text(".quote"), "€2.40 off for 240 points");
}

#[wasm_bindgen_test]
async fn the_button_takes_what_stands_there() {
    let (stage, _panel) = at_slider().await;
    stage.enter("input[type=range]", "160").await;
    stage.find(".door .button").click();
    assert_eq!(stage.state().working.as_deref(), Some("rwd_any"));
    until("the failure", || stage.count(".notice[data-failed=true]") == 1).await;
    assert_eq!(stage.value("input[type=number]"), "160", "a failure leaves the choice");
}

#[wasm_bindgen_test]
async fn who_has_not_enough_for_the_least_sees_how_far_it_is() {
    let (stage, _panel) = at_slider().await;
    stage.change_account(|account| account.balance.available = 60).await;
    assert_eq!((stage.count("input"), stage.count("[role=meter]")), (0, 1));
    assert_eq!(blocked(&stage).as_deref(), Some("40 points to go"));
}

#[wasm_bindgen_test]
async fn a_tiers_price_is_the_least() {
    let (stage, _panel) = at_slider().await;
    stage
        .set(|state| {
            if let Load::Ready(program) = &mut state.program {
                program
                    .rewards
                    .iter_mut()
                    .for_each(|reward| reward.prices = vec![TierPrice { tier: "tir_x".into(), points: 40 }]);
            }
        })
        .await;
    assert_eq!(stage.find("input[type=range]").get_attribute("min").as_deref(), Some("100"), "of another tier");
}
