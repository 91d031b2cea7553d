//! What is asked for, and what comes of it.

use loyalty_api::campaign::{CampaignKind, Content, OfferKind, Placement, Reveal, RevealOutcome};
use loyalty_api::page::ToJs;
use loyalty_api::redemption::RedemptionState;
use loyalty_widget::parts;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use super::server::{Shop, campaign, content, engagement, hear, list, offer, reveal};
use crate::example;
use crate::stage::{settle, until};

fn newsletter() -> loyalty_api::campaign::Campaign {
    let mut one = campaign("cmp_news", CampaignKind::Newsletter);
    one.contents = vec![Content {
        email: true,
        consent: Some("Send me letters.".into()),
        thanks: Some("See you soon.".into()),
        offers: vec![],
        ..content("Letters from the garden")
    }];
    one
}

async fn submit(shop: &Shop) {
    shop.stage.click(".pop-form [type=submit]").await;
}

#[wasm_bindgen_test]
async fn what_is_wrong_is_said_at_the_field_and_nothing_is_sent() {
    let shop = Shop::open(&[], list(vec![newsletter()])).await;
    let tick: HtmlInputElement = shop.stage.find(".tick input").unchecked_into();
    assert!(!tick.checked(), "consent is never ticked beforehand");
    for (email, agreed, expected, invalid) in [
        ("", false, "An e-mail address looks like name@example.com.", "true"),
        ("ada at example", true, "An e-mail address looks like name@example.com.", "true"),
        ("ada@example.com", false, "Tick the box first", "false"),
    ] {
        shop.stage.enter("[type=email]", email).await;
        if tick.checked() != agreed {
            tick.click();
        }
        submit(&shop).await;
        assert_eq!(shop.stage.text(".pop-form .detail"), expected, "{email} {agreed}");
        assert_eq!(shop.stage.find("[type=email]").get_attribute("aria-invalid").as_deref(), Some(invalid));
    }
    assert_eq!(shop.requests("/reveal").len(), 0);
    assert_eq!(shop.stage.value("[type=email]"), "ada@example.com", "what was typed stays");
}

#[wasm_bindgen_test]
async fn who_agrees_is_thanked_and_what_was_agreed_to_is_sent() {
    let shop = Shop::open(&[], list(vec![newsletter()])).await;
    let nothing = Reveal {
        offer: offer(OfferKind::Nothing),
        outcome: RevealOutcome::Nothing,
        code: None,
        state: None,
        expires_at: None,
        ..reveal("cmp_news")
    };
    shop.answer("/reveal", &nothing.to_js());
    shop.stage.enter("[type=email]", " ada@example.com ").await;
    shop.stage.click(".tick input").await;
    submit(&shop).await;
    until("the thanks", || shop.stage.maybe(".pop-won").is_some()).await;
    assert_eq!(shop.stage.text(".pop-won .title"), "See you soon.");
    assert_eq!(shop.requests("/reveal"), [r#"{"email":"ada@example.com","consent":true}"#]);
}

#[wasm_bindgen_test]
async fn a_code_is_there_to_copy_and_its_form_is_gone() {
    let taken = hear("campaign-taken");
    let shop = Shop::open(&[], list(vec![campaign("cmp_a", CampaignKind::Mystery)])).await;
    shop.answer("/reveal", &reveal("cmp_a").to_js());
    shop.stage.find(".pop-form [type=submit]").focus().unwrap();
    submit(&shop).await;
    until("the code", || shop.stage.maybe(".pop-code").is_some()).await;
    assert_eq!(
        (shop.stage.text(".pop-won .title"), shop.stage.text("bdi.code")),
        ("10 % off everything".into(), "TEA-1234-5678".into())
    );
    assert_eq!(shop.stage.count(".pop-form, .pop-body > .link"), 0);
    assert!(shop.stage.texts(".pop-won .detail").contains(&"Enter the code at checkout.".into()));
    assert_eq!(shop.stage.find(".pop-won").get_attribute("role").as_deref(), Some("status"));
    assert!(
        shop.stage.shadow.active_element().is_some_and(|it| it.closest("dialog").unwrap().is_some()),
        "a keyboard stays inside"
    );
    assert_eq!(taken.borrow().len(), 1);
    shop.stage.click(".close").await;
    assert_eq!(shop.stage.text(".pop-tab-open"), "10 % off everything", "it can be had again");
    shop.stage.click(".pop-tab-open").await;
    assert_eq!((shop.is_modal(), shop.stage.text("bdi.code")), (true, "TEA-1234-5678".into()));
    shop.stage.click("dialog .close").await;
    assert_eq!(shop.stage.count(".pop-tab"), 0, "put away");
}

#[wasm_bindgen_test]
async fn what_was_drawn_before_stands_in_the_page_after_a_reload() {
    let mut one = campaign("cmp_a", CampaignKind::Mystery);
    one.placement = Placement::Embedded;
    for (state, expected) in [
        (RedemptionState::Issued, "Enter the code at checkout."),
        (RedemptionState::Used, "Used"),
        (RedemptionState::Expired, "Expired"),
    ] {
        let mut known = engagement();
        known.answered = vec!["cmp_a".into()];
        known.reveals = vec![Reveal { state: Some(state), ..reveal("cmp_a") }];
        let shop = Shop::with(&[], list(vec![one.clone()]), known, None).await;
        let _offer = shop.stage.show("inline", |view| parts::show_offer(view, "cmp_a")).await;
        assert_eq!((shop.stage.text("bdi.code"), shop.requests("/reveal").len()), ("TEA-1234-5678".into(), 0));
        assert_eq!(shop.stage.texts(".pop-won .detail")[0], expected);
    }
}

#[wasm_bindgen_test]
async fn points_are_added_or_wait_for_who_signs_in() {
    for (outcome, expected) in
        [(RevealOutcome::Points, "50 points added"), (RevealOutcome::SignIn, "Sign in, and 50 points are yours.")]
    {
        let shop = Shop::open(&[("sign-in-url", "/login")], list(vec![campaign("cmp_a", CampaignKind::Offer)])).await;
        let answer = Reveal { offer: offer(OfferKind::Points), outcome, code: None, state: None, ..reveal("cmp_a") };
        shop.answer("/reveal", &answer.to_js());
        submit(&shop).await;
        until("the points", || shop.stage.maybe(".pop-won").is_some()).await;
        assert_eq!(shop.stage.text(".pop-won .title"), expected);
        assert_eq!(shop.stage.count(".pop-won a[href='/login']"), u32::from(outcome == RevealOutcome::SignIn));
    }
}

#[wasm_bindgen_test]
async fn refusals_are_told_in_words_and_what_did_not_get_through_can_be_sent_again() {
    let shop = Shop::open(&[], list(vec![campaign("cmp_a", CampaignKind::Offer)])).await;
    for (status, code, expected) in [
        (0, "", "You seem to be offline."),
        (500, "broken", "The rewards service has a problem."),
        (409, "already_claimed", "This welcome has been taken."),
        (403, "not_eligible", "This offer has ended."),
        (409, "campaign_not_running", "This offer has ended."),
    ] {
        shop.refuse("/reveal", status, code);
        submit(&shop).await;
        let said = || shop.stage.text(".pop-form .detail");
        until(expected, || said().starts_with(expected)).await;
        assert_eq!(shop.stage.find(".pop-form [type=submit]").get_attribute("aria-busy").as_deref(), Some("false"));
    }
    shop.answer("/reveal", &reveal("cmp_a").to_js());
    submit(&shop).await;
    until("the code", || shop.stage.maybe(".pop-code").is_some()).await;
}

#[wasm_bindgen_test]
async fn members_are_not_asked_for_their_address() {
    let mut one = newsletter();
    one.kind = CampaignKind::Welcome;
    let shop = Shop::with(&[], list(vec![one]), engagement(), Some(example::full_account())).await;
    assert_eq!((shop.stage.count("[type=email]"), shop.stage.count(".tick")), (0, 1));
}

#[wasm_bindgen_test]
async fn todays_door_opens_and_the_others_say_why_not() {
    let mut one = campaign("cmp_cal", CampaignKind::Calendar);
    one.contents[0].button = None;
    one.contents[0].doors = ["2026-12-01", "2026-12-02", "2026-12-03"].map(Into::into).into();
    let shop = Shop::open(&[], list(vec![one])).await;
    let states = || -> Vec<Option<String>> {
        (1..=3).map(|nth| shop.stage.find(&format!("li:nth-child({nth}) .pop-door")).get_attribute("data-state")).collect()
    };
    assert_eq!(states(), ["gone", "today", "later"].map(|state| Some(state.to_owned())));
    assert_eq!(
        shop.stage.find("li:last-child .pop-door").get_attribute("aria-label").as_deref(),
        Some("December 3: not open yet")
    );
    shop.stage.click("li:last-child .pop-door").await;
    assert_eq!(shop.requests("/reveal").len(), 0);
    shop.answer("/reveal", &Reveal { door: Some("2026-12-02".into()), ..reveal("cmp_cal") }.to_js());
    assert_eq!(shop.stage.text(".pop-form [type=submit]"), "Open today's door");
    submit(&shop).await;
    until("the code", || shop.stage.maybe(".pop-code").is_some()).await;
    assert_eq!(shop.requests("/reveal"), [r#"{"door":"2026-12-02"}"#]);
    assert_eq!(states()[1].as_deref(), Some("open"));
    assert!(shop.stage.find("li:nth-child(2) .pop-door").get_attribute("aria-label").unwrap().contains("10 % off everything"));
    let chosen = |nth| shop.stage.find(&format!("li:nth-child({nth}) .pop-door")).get_attribute("aria-pressed").unwrap();
    assert_eq!([1, 2, 3].map(chosen), ["false", "true", "false"], "what stands below is behind the second");
    settle().await;
}
