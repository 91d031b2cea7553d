//! Activity: asked for when it is first looked at, older pages on demand.

use loyalty_api::transaction::{Transaction, TransactionKind, TransactionState};
use loyalty_widget::client::ApiError;
use loyalty_widget::features::panel;
use loyalty_widget::mount::Mounted;
use loyalty_widget::session::{Activity, Tab};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::example;
use crate::stage::{Stage, until};

/// A member whose activity is this.
async fn with(activity: Activity) -> (Stage, Mounted) {
    let stage = Stage::new(&[]);
    let panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    stage.set(|state| (state.tab, state.activity) = (Tab::Activity, activity)).await;
    (stage, panel)
}

fn loaded(items: Vec<Transaction>) -> Activity {
    Activity { items, loaded: true, ..Activity::default() }
}

#[wasm_bindgen_test]
async fn it_is_asked_for_when_it_is_first_looked_at() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    stage.click("#tab-1").await;
    assert!(!stage.state().activity.loading);
    stage.find("#tab-2").click();
    assert!(stage.state().activity.loading);
    until("the failure, as no server is there", || stage.count(".tab-content [role=alert]") == 1).await;
    let said = stage.text("[role=alert]");
    assert!(said.contains("You seem to be offline."), "{said}");
    stage.find("[role=alert] button").click();
    assert!(stage.state().activity.loading, "the button does not try again");
}

#[wasm_bindgen_test]
async fn none_at_all_says_so() {
    let (stage, _panel) = with(loaded(vec![])).await;
    assert_eq!(stage.text(".tab-content"), "Nothing yet. Your first order starts your history.");
}

#[wasm_bindgen_test]
async fn each_line_says_what_when_and_whether_it_counts() {
    let plain = Transaction { title: None, order: None, approves_at: None, ..example::transaction() };
    let approved = |kind, points| Transaction { kind, points, state: TransactionState::Approved, ..plain.clone() };
    let mut items = vec![
        example::transaction(),
        plain.clone(),
        Transaction { state: TransactionState::Void, ..example::transaction() },
        Transaction { order: example::transaction().order, ..approved(TransactionKind::Redeem, -1500) },
    ];
    items.extend(TransactionKind::ALL.iter().map(|kind| approved(*kind, 5)));
    let (stage, _panel) = with(loaded(items)).await;
    assert_eq!(
        stage.texts(".row:nth-child(-n+4) .detail"),
        [
            "Mar 10, 2025 · Pending until Jun 20, 2030",
            "Mar 10, 2025 · Pending",
            "Mar 10, 2025 · Did not count",
            "Mar 10, 2025 · Order \u{2068}#1002\u{2069}",
        ]
    );
    assert_eq!(stage.texts(".row:nth-child(-n+4) .sum"), ["+30", "+30", "+30", "\u{2212}1,500"]);
    let looks = [1, 2, 3, 4, 5].map(|row| stage.find(&format!(".row:nth-child({row})")).get_attribute("data-look").unwrap());
    assert_eq!(looks, ["pending", "pending", "void", "out", "in"]);
    assert_eq!(
        stage.texts(".row:nth-child(n+5) .title"),
        ["Points earned", "Reward used", "Changed by the shop", "Order refunded", "Points expired", "Order cancelled"],
        "lines without a title of their own"
    );
    assert_eq!(stage.text(".row:nth-child(1) .title"), "Order \u{2068}#1002\u{2069}", "rather than the rule it earned by");
    assert_eq!(stage.text(".end"), "That is everything.");
}

#[wasm_bindgen_test]
async fn older_pages_come_on_demand_and_may_fail() {
    let (stage, _panel) = with(Activity { next: Some("older".into()), ..loaded(vec![example::transaction()]) }).await;
    assert_eq!(stage.text(".end button"), "Show older");
    stage.find(".end button").click();
    assert!(stage.state().activity.loading);
    until("the failure, as no server is there", || stage.count(".end [role=alert]") == 1).await;
    assert_eq!(stage.count(".row"), 1, "what is there stays");
    let activity = stage.state().activity;
    assert_eq!((activity.next.as_deref(), activity.error), (Some("older"), Some(ApiError::Unreachable)));
    stage.find(".end [role=alert] button").click();
    assert!(stage.state().activity.loading, "the button does not try again");
}

#[wasm_bindgen_test]
async fn an_older_page_on_its_way_is_announced() {
    let loading = Activity { next: Some("older".into()), loading: true, ..loaded(vec![example::transaction()]) };
    let (stage, _panel) = with(loading).await;
    assert_eq!((stage.count(".end [role=status]"), stage.count(".end button")), (1, 0));
}
