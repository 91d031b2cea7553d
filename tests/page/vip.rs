//! The ladder and the member's place on it, in every state.

use loyalty_api::program::Program;
use loyalty_api::vip::{KeepTier, TierBasis, TierWindow, VipProgram, VipState};
use loyalty_widget::client::ApiError;
use loyalty_widget::features::{corner, panel, vip};
use loyalty_widget::mount::Mounted;
use loyalty_widget::session::{Celebration, Load, Tab};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::example;
use crate::stage::{Stage, until};

async fn shown() -> (Stage, Mounted) {
    let stage = Stage::new(&[]);
    let view = stage.show("inline", vip::page).await;
    (stage, view)
}

async fn ladder(stage: &Stage, change: impl FnOnce(&mut VipProgram, &mut VipState)) {
    let (mut ladder, mut standing) = (example::vip(), example::standing());
    change(&mut ladder, &mut standing);
    stage
        .set(|state| {
            state.program = Load::Ready(Program { vip: Some(ladder), ..example::full_program() });
            state.account = Load::Ready(Some(loyalty_api::account::Account { vip: Some(standing), ..example::full_account() }));
        })
        .await;
}

#[wasm_bindgen_test]
async fn a_member_sees_their_place_on_the_ladder() {
    let (stage, _view) = shown().await;
    stage.full_member().await;
    assert_eq!(stage.texts(".vip-head > *"), ["Your tier", "LeafPurchases earn 1.25×", "Since Mar 10, 2025"]);
    assert_eq!(stage.texts(".rung"), ["SeedlingFrom the start", "LeafFrom €150", "GroveFrom €400"]);
    assert_eq!(stage.texts(".rung[aria-current]"), ["LeafFrom €150"]);
    assert_eq!(stage.text(".next .title"), "€100 to go to Grove");
    let meter = stage.find("[role=meter]");
    let attribute = |name| meter.get_attribute(name).unwrap_or_default();
    assert_eq!(
        ["aria-label", "aria-valuemin", "aria-valuenow", "aria-valuemax"].map(attribute),
        ["€300 of €400", "0", "30000", "40000"]
    );
    assert_eq!(stage.text(".tabbed, .vip > .detail"), "What counts: what you spend, in a calendar year.");
    let notes = stage.texts(".progress .notes li");
    assert_eq!(notes[0], "Leaf is safe beyond Jan 15, 2032");
    assert!(notes[1].starts_with("Counted until Jan 1, 2031: ") && notes[1].ends_with(" days left"), "{notes:?}");
    assert_eq!(notes[2], "At this pace: €380 by then, €20 short of Grove");
}

#[wasm_bindgen_test]
async fn the_picture_shows_what_is_climbed_and_is_hidden_from_screen_readers() {
    let (stage, _view) = shown().await;
    stage.full_member().await;
    assert_eq!(stage.find(".ladder").get_attribute("aria-hidden").as_deref(), Some("true"));
    let dash = |selector: &str| stage.find(selector).get_attribute("stroke-dasharray").unwrap();
    // Three ways: to the first tier, to the second, and three fifths of the last.
    assert_eq!((stage.count(".climbed"), stage.count(".stem")), (3, 3));
    let climbed: Vec<String> =
        ["nth-of-type(5)", "nth-of-type(6)", "nth-of-type(7)"].map(|place| dash(&["path:", place].concat())).into();
    assert_eq!(climbed, ["100 1000", "100 1000", "60 1000"]);
    assert_eq!(stage.find(".dot").get_attribute("stroke-dashoffset").as_deref(), Some("-60"));
    assert_eq!((stage.count(".disc"), stage.count(".disc.far"), stage.count(".ring")), (3, 1, 1));
    assert_eq!(stage.count(".petal"), 2 + 3 + 4, "each tier has a petal more");
    assert_eq!((stage.count(".leaf"), stage.count(".bud")), (2, 2));
}

#[wasm_bindgen_test]
async fn the_own_tiers_perks_are_all_told_and_a_secret_of_the_next_is_closed() {
    let (stage, _view) = shown().await;
    stage.full_member().await;
    assert_eq!(stage.count(".tier"), 2, "the tier below has nothing that is not in the member's own");
    assert_eq!(stage.texts(".tier[data-own] li"), ["Tea workshops", "A card on your birthday"]);
    assert_eq!(
        stage.texts(".tier:last-child li"),
        ["250 points for getting there", "Purchases earn 1.5×", "Free gift wrapping", "A secret: revealed when you reach Grove"]
    );
    assert_eq!(stage.text("[data-secret]"), "A secret: revealed when you reach Grove");
}

#[wasm_bindgen_test]
async fn each_basis_and_window_has_its_words() {
    let (stage, _view) = shown().await;
    for (basis, window, days, value, next, counts) in [
        (
            TierBasis::Points,
            TierWindow::Rolling,
            Some(365),
            39_999,
            "1 point to go to Grove",
            "What counts: all that you earn, in the last 365 days.",
        ),
        (
            TierBasis::Orders,
            TierWindow::Anniversary,
            None,
            39_998,
            "2 orders to go to Grove",
            "What counts: each order, in each year from the day you joined.",
        ),
        (
            TierBasis::Referrals,
            TierWindow::Lifetime,
            None,
            39_999,
            "1 friend to go to Grove",
            "What counts: each friend you bring, from the day you joined.",
        ),
    ] {
        ladder(&stage, |ladder, standing| {
            (ladder.basis, ladder.window, ladder.days) = (basis, window, days);
            standing.value = value;
        })
        .await;
        assert_eq!((stage.text(".next .title"), stage.text(".vip > .detail")), (next.into(), counts.into()));
    }
}

#[wasm_bindgen_test]
async fn what_keeps_a_tier_is_said_as_it_is() {
    let (stage, _view) = shown().await;
    let keep = |needed| Some(KeepTier { until: "2032-01-15T10:30:00Z".into(), needed });
    for (keep, window, forecast, expected) in [
        (keep(5_000), TierWindow::Rolling, None, &["€50 more by Jan 15, 2032 keeps Leaf"][..]),
        (None, TierWindow::Lifetime, None, &["Leaf is yours for good"][..]),
        (None, TierWindow::Rolling, None, &[][..]),
        (None, TierWindow::Rolling, Some(40_000), &["At this pace: €400 by then, enough for Grove"][..]),
    ] {
        ladder(&stage, |ladder, standing| {
            ladder.window = window;
            (standing.keep, standing.forecast, standing.ends_at) = (keep, forecast, None);
        })
        .await;
        assert_eq!(stage.texts(".progress .notes li"), expected);
    }
}

#[wasm_bindgen_test]
async fn on_top_and_below_the_ladder() {
    let (stage, _view) = shown().await;
    ladder(&stage, |_, standing| {
        standing.tier = Some("tir_grove".into());
        (standing.value, standing.forecast) = (50_000, Some(70_000));
    })
    .await;
    assert_eq!(stage.text(".progress .title"), "You are at the very top.");
    assert_eq!((stage.count("[role=meter]"), stage.count(".dot")), (0, 0));
    assert!(stage.texts(".progress .notes li").contains(&"At this pace: €700 by then".to_owned()));

    ladder(&stage, |ladder, standing| {
        ladder.tiers[0].threshold = 5_000;
        (standing.tier, standing.since, standing.value, standing.keep) = (None, None, 1_000, None);
    })
    .await;
    assert_eq!(stage.text(".vip-name"), "Not on the ladder yet");
    assert_eq!((stage.text(".next .title"), stage.count(".tier")), ("€40 to go to Seedling".into(), 3));
    assert_eq!(stage.count(".rung[aria-current]"), 0);
}

#[wasm_bindgen_test]
async fn changes_are_told_newest_first() {
    let (stage, _view) = shown().await;
    stage.full_member().await;
    assert_eq!(stage.texts(".past .what"), ["Reached Leaf", "Back to Seedling", "Reached Leaf"]);
    ladder(&stage, |_, standing| standing.history.clear()).await;
    assert_eq!(stage.count(".past"), 0);
}

#[wasm_bindgen_test]
async fn a_guest_sees_the_ladder_without_a_place_on_it() {
    let (stage, _view) = shown().await;
    stage.set(|state| (state.program, state.account) = (Load::Ready(example::full_program()), Load::Ready(None))).await;
    assert_eq!(stage.text(".vip-invitation"), "Members climb these tiers and take more with them on each.");
    assert_eq!((stage.count(".climbed"), stage.count(".dot"), stage.count(".ring"), stage.count(".tier")), (0, 0, 0, 3));
    assert_eq!(stage.count(".progress"), 0);
}

#[wasm_bindgen_test]
async fn loading_failing_and_being_out_of_date() {
    let (stage, _view) = shown().await;
    assert_eq!(stage.count(".loading"), 1);
    stage.set(|state| state.program = Load::Failed(ApiError::Server)).await;
    assert_eq!(stage.text(".state-title"), "This did not load");
    stage.full_member().await;
    stage.set(|state| state.account = Load::Stale(Some(example::full_account()), ApiError::Unreachable)).await;
    assert!(stage.text(".stale").starts_with("As of "), "{}", stage.text(".stale"));
    assert_eq!(stage.text(".next .title"), "€100 to go to Grove");
}

#[wasm_bindgen_test]
async fn the_panel_has_a_tab_for_it_where_the_programme_has_tiers() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.full_member().await;
    assert_eq!(stage.texts("[role=tab]"), ["Earn", "Rewards", "Tiers", "Friends", "Activity"]);
    stage.click("#tab-2").await;
    assert_eq!(stage.state().tab, Tab::Vip);
    assert_eq!(stage.count("[role=tabpanel] .ladder"), 1);
    stage.member().await;
    assert_eq!(stage.texts("[role=tab]"), ["Earn", "Rewards", "Activity"]);
}

fn reached() -> Option<Celebration> {
    Some(Celebration { tier: "tir_leaf".into(), open: true, told: false })
}

#[wasm_bindgen_test]
async fn reaching_a_tier_is_shown_beside_the_launcher_and_takes_no_focus() {
    let stage = Stage::new(&[]);
    let _corner = stage.show("panel-root corner", corner::view).await;
    stage.full_member().await;
    assert_eq!((stage.count(".card-away"), stage.text("[role=status]")), (0, String::new()));
    stage.set(|state| state.celebration = reached()).await;
    assert_eq!(stage.text("[role=status]"), "Welcome to Leaf!", "screen readers are told");
    assert_eq!((stage.text(".card-away .vip-name"), stage.shadow.active_element()), ("Welcome to Leaf!".into(), None));
    until("the server being told", || stage.state().celebration.is_some_and(|celebration| celebration.told)).await;
    stage.click(".card-away .close").await;
    assert_eq!((stage.count(".card-away"), stage.text("[role=status]")), (0, String::new()));
}

#[wasm_bindgen_test]
async fn it_leads_to_the_perks() {
    let stage = Stage::new(&[]);
    let _corner = stage.show("panel-root corner", corner::view).await;
    stage.full_member().await;
    stage.set(|state| state.celebration = reached()).await;
    stage.click(".celebration .button").await;
    let state = stage.state();
    assert_eq!((state.open, state.tab, stage.count(".card-away")), (true, Tab::Vip, 0));
    assert!(!state.celebration.unwrap().open, "it is over");
}

#[wasm_bindgen_test]
async fn where_nobody_can_see_it_the_server_is_not_told() {
    let stage = Stage::new(&[]);
    let _corner = stage.show("panel-root corner", corner::view).await;
    stage.full_member().await;
    stage.find(".corner").style().set_property("display", "none").unwrap();
    stage.set(|state| state.celebration = reached()).await;
    assert!(!stage.state().celebration.unwrap().told);
}

#[wasm_bindgen_test]
async fn in_an_open_panel_it_is_part_of_it() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.full_member().await;
    stage.set(|state| (state.open, state.celebration) = (true, reached())).await;
    assert_eq!(stage.text(".panel .celebration .vip-name"), "Welcome to Leaf!");
    stage.store.set_open(false);
    assert!(!stage.state().celebration.unwrap().open, "it ends with the panel");
}
