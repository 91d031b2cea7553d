//! The panel in every state that a shopper can find it in.

use loyalty_api::account::Balance;
use loyalty_api::program::Program;
use loyalty_widget::client::ApiError;
use loyalty_widget::features::panel;
use loyalty_widget::session::{Load, Tab};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::example;
use crate::stage::{Stage, until};

const OFFLINE: &str = "You seem to be offline. Nothing is lost: try again when you are connected.";

#[wasm_bindgen_test]
async fn loading_is_announced_and_has_no_tabs() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    assert_eq!(stage.find("[role=status][aria-label]").get_attribute("aria-label").as_deref(), Some("Loading"));
    assert_eq!((stage.text(".hero-label"), stage.count("[role=tab]")), ("Your balance".into(), 0));
    assert_eq!(stage.text(".name"), "Rewards", "before the programme's name is known");
}

#[wasm_bindgen_test]
async fn a_guest_sees_what_joining_gives_and_where_to_join() {
    let stage = Stage::new(&[("join-url", "/join"), ("sign-in-url", "/login?next=/")]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.set(|state| (state.program, state.account) = (Load::Ready(example::program()), Load::Ready(None))).await;
    assert_eq!(stage.text(".hero-title"), "Join Fernhill Rewards");
    assert_eq!(stage.texts(".gains li"), ["1 point for every €1 you spend", "100 points as a welcome"]);
    assert_eq!(stage.find(".doors a.button").get_attribute("href").as_deref(), Some("/join"));
    assert_eq!(stage.find(".doors .door-link").get_attribute("href").as_deref(), Some("/login?next=/"));
    assert_eq!(stage.texts("[role=tab]"), ["Earn", "Rewards"], "a guest has no activity");
    assert_eq!(stage.texts(".cards .note"), ["Members only", "Members only"], "to follow and to visit");
    stage.click("#tab-1").await;
    assert_eq!(stage.texts(".cards .note"), ["For members"; 3]);
    assert_eq!(stage.count(".cards button"), 0, "a guest has nothing to redeem");
}

#[wasm_bindgen_test]
async fn a_guest_of_a_shop_without_links_is_told_to_sign_in() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.set(|state| (state.program, state.account) = (Load::Ready(example::program()), Load::Ready(None))).await;
    assert_eq!(stage.count(".doors a"), 0);
    assert_eq!(stage.text(".doors"), "Sign in to the shop to see what you have.");
}

#[wasm_bindgen_test]
async fn a_member_sees_the_balance_and_what_becomes_of_it() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    assert_eq!(stage.text(".name"), "Fernhill Rewards");
    assert_eq!(stage.text(".hero-label"), "Hello, \u{2068}Ada\u{2069}");
    assert_eq!((stage.text(".amount"), stage.text(".worth")), ("240 points".into(), "worth €12".into()));
    assert_eq!(
        stage.texts(".notes li"),
        ["40 points expire on Jan 15, 2031", "30 points pending until Jun 20, 2030", "100 points held for your codes"]
    );
    assert_eq!(stage.texts("[role=tab]"), ["Earn", "Rewards", "Activity"]);
}

#[wasm_bindgen_test]
async fn pending_points_of_several_orders_have_no_one_date() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    stage.change_account(|account| account.balance.pending = 70).await;
    assert_eq!(stage.text("[data-kind=pending]"), "70 points pending");
}

#[wasm_bindgen_test]
async fn a_debt_is_explained_and_worth_nothing() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    let owed = Balance { available: -20, pending: 0, held: 0, lifetime: 0, next_expiry: None, next_approval: None };
    stage
        .change_account(|account| {
            account.balance = owed;
            account.customer.first_name = None;
        })
        .await;
    assert_eq!((stage.text(".amount"), stage.text(".hero-label")), ("-20 points".into(), "Your balance".into()));
    assert_eq!(stage.count(".worth"), 0);
    assert_eq!(stage.texts(".notes li"), ["Below zero after a refund: your next points fill it up."]);
}

#[wasm_bindgen_test]
async fn ways_to_earn_say_how_they_stand() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    assert_eq!(stage.texts(".cards .title"), ["Shop with us", "Join", "Follow us", "Visit"]);
    assert_eq!(stage.texts(".card:nth-child(1) .detail"), ["On everything in the shop.", "On orders of €5 and more"]);
    assert_eq!(stage.text(".card:nth-child(2) .done"), "Done");
    let follow = stage.find(".card:nth-child(3) a");
    assert_eq!(follow.get_attribute("href").as_deref(), Some("https://social.example/shop"));
    assert_eq!(follow.get_attribute("rel").as_deref(), Some("noopener"));
    assert_eq!(follow.get_attribute("aria-label").as_deref(), Some("Follow: Follow us"));
    assert_eq!(stage.text(".card:nth-child(4) .note"), "Again on Mar 5, 2030");
}

#[wasm_bindgen_test]
async fn a_purchase_without_the_merchants_words_tells_its_rule() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    let mut program = example::program();
    program.earning.truncate(1);
    program.earning.iter_mut().for_each(|rule| rule.description = None);
    stage.set(|state| state.program = Load::Ready(program)).await;
    assert_eq!(stage.texts(".card .detail"), ["1 point for every €1 you spend", "On orders of €5 and more"]);
}

#[wasm_bindgen_test]
async fn an_address_that_runs_code_is_no_link() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    stage
        .set(|state| {
            let mut program = example::program();
            for rule in &mut program.earning {
                rule.url = Some("javascript:alert(1)".into());
            }
            state.program = Load::Ready(program);
        })
        .await;
    assert_eq!((stage.count("a"), stage.count(".card:nth-child(3) button")), (0, 1));
}

#[wasm_bindgen_test]
async fn a_stale_account_says_of_when_it_is_and_tries_again() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage
        .set(|state| {
            state.program = Load::Ready(example::program());
            state.account = Load::Stale(Some(example::account()), ApiError::Slow);
        })
        .await;
    let said = stage.text(".stale p");
    assert!(
        said.starts_with("As of Mar 10, 2025, ") && said.ends_with("The answer took too long. Try again in a moment."),
        "{said}"
    );
    assert_eq!(stage.text(".amount"), "240 points", "what is known stays");
    stage.click(".stale button").await;
    until("a new attempt, at a server that is not there", || stage.text(".stale p").ends_with(OFFLINE)).await;
    assert_eq!(stage.text(".amount"), "240 points");
}

#[wasm_bindgen_test]
async fn a_failure_says_why_and_tries_again() {
    for failed in ["program", "account"] {
        let stage = Stage::new(&[]);
        let _panel = stage.show("panel-root", panel::view).await;
        stage
            .set(|state| {
                state.program = Load::Ready(example::program());
                match failed {
                    "program" => state.program = Load::Failed(ApiError::Server),
                    _ => state.account = Load::Failed(ApiError::Server),
                }
            })
            .await;
        assert_eq!(stage.text("[role=alert] .state-title"), "This did not load", "{failed}");
        let said = stage.text("[role=alert]");
        assert!(said.contains("The rewards service has a problem. Your points are safe"), "{failed}: {said}");
        assert_eq!((stage.count("[role=tab]"), stage.text("[role=alert] button")), (0, "Try again".into()));
        stage.click("[role=alert] button").await;
        until("a new attempt, at a server that is not there", || stage.text("[role=alert]").contains(OFFLINE)).await;
    }
}

#[wasm_bindgen_test]
async fn an_empty_programme_says_so() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    stage.set(|state| state.program = Load::Ready(Program { earning: vec![], rewards: vec![], ..example::program() })).await;
    assert_eq!(stage.text(".tab-content"), "There is nothing to do here yet. Points come with the shop's next campaign.");
    stage.set(|state| state.tab = Tab::Rewards).await;
    stage.change_account(|account| account.redemptions.clear()).await;
    assert_eq!(stage.text(".tab-content"), "No rewards to claim yet. Your points stay yours.");
}
