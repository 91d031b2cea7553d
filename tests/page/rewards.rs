//! Rewards and claims: what can be redeemed, why not, and what was.

use loyalty_api::cart::Cart;
use loyalty_api::redemption::{Redemption, RedemptionState};
use loyalty_widget::features::panel;
use loyalty_widget::mount::Mounted;
use loyalty_widget::session::Tab;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::example;
use crate::stage::{Stage, until};

/// A member who looks at the rewards.
async fn at_rewards() -> (Stage, Mounted) {
    let stage = Stage::new(&[]);
    let panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    stage.set(|state| state.tab = Tab::Rewards).await;
    (stage, panel)
}

/// Whether the reward's button is disabled, and the reason that a screen reader reads with it.
fn door(stage: &Stage, card: u32) -> (bool, String) {
    let button = stage.find(&format!(".card:nth-child({card}) button"));
    let reason = button.get_attribute("aria-describedby").expect("a button without a reason");
    (button.get_attribute("aria-disabled").as_deref() == Some("true"), stage.text(&format!("#{reason}")))
}

#[wasm_bindgen_test]
async fn a_reward_tells_its_price_and_terms() {
    let (stage, _panel) = at_rewards().await;
    assert_eq!(stage.texts(".card .title"), ["€5 off", "10 % off", "Free shipping"]);
    assert_eq!(stage.texts(".card .plus"), ["100 points", "400 points", "50 points"]);
    assert_eq!(stage.texts(".card .detail"), ["On any order. · On orders of €20 and more · 2 times per member", "Up to €30", ""]);
}

#[wasm_bindgen_test]
async fn a_blocked_reward_says_what_would_enable_it() {
    let (stage, _panel) = at_rewards().await;
    assert_eq!(door(&stage, 1), (false, String::new()));
    assert_eq!(door(&stage, 2), (true, "160 points to go".into()));
    let meter = stage.find(".card:nth-child(2) [role=meter]");
    let attribute = |name| meter.get_attribute(name).unwrap();
    assert_eq!(
        [attribute("aria-valuemax"), attribute("aria-valuenow"), attribute("aria-label")],
        ["400", "240", "160 points to go"]
    );
    assert_eq!(stage.count("[role=meter]"), 1, "only where points are all that is missing");

    stage.set(|state| state.cart = Some(example::cart(500))).await;
    assert_eq!(door(&stage, 1), (true, "Add €10.30 to your cart".into()));
    stage.set(|state| state.cart = Some(example::cart(1999))).await;
    assert_eq!(door(&stage, 1), (false, String::new()));
    stage.set(|state| state.cart = Some(Cart { currency: "PLN".into(), ..example::cart(1999) })).await;
    assert_eq!(door(&stage, 1), (true, "Not for this cart's currency".into()));
    stage.change_account(|account| account.rewards.iter_mut().for_each(|usage| usage.count = 2)).await;
    assert_eq!(door(&stage, 1), (true, "Claimed as often as possible".into()));
}

#[wasm_bindgen_test]
async fn a_blocked_reward_takes_focus_but_no_click() {
    let (stage, _panel) = at_rewards().await;
    stage.set(|state| state.open = true).await;
    let button = stage.find(".card:nth-child(2) button");
    button.focus().unwrap();
    assert!(stage.shadow.active_element().as_ref() == Some(button.as_ref()), "a keyboard does not reach it");
    button.click();
    assert_eq!(stage.state().working, None);
}

#[wasm_bindgen_test]
async fn a_claim_that_fails_says_so_and_can_be_tried_again() {
    let (stage, _panel) = at_rewards().await;
    stage.find(".card:nth-child(1) button").click();
    assert_eq!(stage.state().working.as_deref(), Some("rwd_5"));
    // A second click, on whatever, does nothing while the first is on its way.
    stage.find(".card:nth-child(3) button").click();
    assert_eq!(stage.state().working.as_deref(), Some("rwd_5"));
    until("the failure", || stage.count(".notice[data-failed=true]") == 1).await;
    let said = stage.text(".notice[role=status]");
    assert!(said.starts_with("You seem to be offline."), "{said}");
    until("the end of the attempt", || stage.state().working.is_none()).await;
    assert_eq!(stage.count("[aria-busy=true]"), 0);
    stage.find(".card:nth-child(3) button").click();
    assert_eq!(stage.state().working.as_deref(), Some("rwd_ship"));
    assert_eq!(stage.state().notice, None, "the old notice stands beside the new attempt");
}

#[wasm_bindgen_test]
async fn what_is_worked_on_is_busy() {
    let (stage, _panel) = at_rewards().await;
    for (working, selector) in
        [("rwd_ship", ".card:nth-child(3) button"), ("rdm_1", ".ticket .link"), ("rwd_5", ".card:nth-child(1) button")]
    {
        stage.set(|state| state.working = Some(working.into())).await;
        assert_eq!(stage.find(selector).get_attribute("aria-busy").as_deref(), Some("true"), "{working}");
        assert_eq!(stage.count("[aria-busy=true]"), 1, "{working} alone");
    }
}

#[wasm_bindgen_test]
async fn a_held_code_is_a_ticket_and_earlier_ones_are_listed() {
    let (stage, _panel) = at_rewards().await;
    assert_eq!((stage.count(".ticket"), stage.text(".ticket .title")), (1, "€5 off".into()));
    let code = stage.find(".ticket .code");
    assert_eq!((code.text_content().as_deref(), code.get_attribute("dir").as_deref()), (Some("HELD-1"), Some("ltr")));
    assert_eq!(stage.text(".ticket .detail"), "Held until Dec 31, 2030");
    let undo = stage.find(".ticket .link");
    assert_eq!(undo.get_attribute("aria-label").as_deref(), Some("Undo: €5 off"));
    assert_eq!(stage.text(".past summary"), "Earlier codes");
    assert_eq!(stage.texts(".past li .note"), ["Used"]);

    stage.set(|state| state.applied.push("rdm_1".into())).await;
    assert_eq!(stage.text(".ticket .applied"), "Applied to your cart");
}

#[wasm_bindgen_test]
async fn undoing_asks_the_server_and_says_what_came_of_it() {
    let (stage, _panel) = at_rewards().await;
    stage.find(".ticket .link").click();
    assert_eq!(stage.state().working.as_deref(), Some("rdm_1"));
    until("the failure", || stage.count(".notice[data-failed=true]") == 1).await;
    assert_eq!(stage.count(".ticket"), 1, "the code is held still");
}

#[wasm_bindgen_test]
async fn copying_says_whether_it_worked() {
    let (stage, _panel) = at_rewards().await;
    stage.find(".ticket .button").click();
    until("a word about the copy", || stage.state().notice.is_some()).await;
    // Browsers differ in whether a click that no hand made may copy.
    let failed = stage.find(".notice").get_attribute("data-failed").as_deref() == Some("true");
    let sentence = if failed { "The browser did not allow copying. Select the code instead." } else { "Code copied" };
    assert_eq!(stage.text(".notice"), sentence);
}

#[wasm_bindgen_test]
async fn earlier_codes_say_what_became_of_them() {
    let (stage, _panel) = at_rewards().await;
    let past = |state| Redemption { state, ..example::redemption() };
    let (used, cancelled, expired) = (RedemptionState::Used, RedemptionState::Cancelled, RedemptionState::Expired);
    let claims = [used, cancelled, expired, used, used, cancelled].map(past).to_vec();
    stage.change_account(|account| account.redemptions = claims).await;
    assert_eq!(stage.count(".claims"), 0, "nothing is held");
    let said = ["Used", "Undone", "Timed out: points returned", "Used", "Used"];
    assert_eq!(stage.texts(".past li .note"), said, "the newest five");
    stage.change_account(|account| account.redemptions.clear()).await;
    assert_eq!(stage.count(".past"), 0);
}
