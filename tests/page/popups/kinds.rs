//! What each kind of campaign looks like.

use loyalty_api::account::PointsAt;
use loyalty_api::campaign::{CampaignKind, Content, Engagement, OfferKind, Trigger, TriggerKind};
use loyalty_api::program::Program;
use loyalty_api::vip::{TierBasis, VipProgram};
use loyalty_widget::session::{Load, Overlay};
use wasm_bindgen_test::wasm_bindgen_test;

use super::server::{Shop, campaign, content, engagement, list, offer};
use crate::example;

#[wasm_bindgen_test]
async fn an_offer_that_is_known_is_told_in_figures_and_one_that_is_drawn_is_not() {
    for (kind, offered, expected) in [
        (CampaignKind::Welcome, OfferKind::Percentage, "10%"),
        (CampaignKind::Offer, OfferKind::Fixed, "€5"),
        (CampaignKind::SecondOrder, OfferKind::Points, "50"),
        (CampaignKind::WinBack, OfferKind::FreeShipping, ""),
        (CampaignKind::Mystery, OfferKind::Fixed, ""),
    ] {
        let mut one = campaign("cmp_a", kind);
        one.contents[0].offers = vec![offer(offered)];
        let shop = Shop::open(&[], list(vec![one])).await;
        let figure = shop.stage.maybe(".pop-figure").map(|it| it.text_content().unwrap()).unwrap_or_default();
        assert_eq!(figure, expected, "{kind:?}");
        assert_eq!(shop.stage.count(".pop-art > .icon"), u32::from(expected.is_empty()), "{kind:?}");
        assert_eq!(shop.stage.count(".pop-offer"), u32::from(kind != CampaignKind::Mystery), "{kind:?}");
        assert_eq!(shop.stage.find(".pop").get_attribute("data-kind").as_deref(), Some(kind.name()));
        assert_eq!(shop.stage.find("dialog").get_attribute("aria-label").as_deref(), Some("A little something"));
        assert_eq!((shop.stage.text(".pop [type=submit]"), shop.stage.text(".pop .link")), ("Show me".into(), "Not now".into()));
    }
}

#[wasm_bindgen_test]
async fn a_picture_takes_the_figures_place_and_one_that_runs_code_does_not() {
    for (image, pictures) in [("https://cdn.example/tea.jpg", 1), ("javascript:alert(1)", 0)] {
        let mut one = campaign("cmp_a", CampaignKind::Welcome);
        one.contents[0].image = Some(image.into());
        let shop = Shop::open(&[], list(vec![one])).await;
        assert_eq!((shop.stage.count(".pop-art img"), shop.stage.count(".pop-figure")), (pictures, 1 - pictures), "{image}");
    }
}

#[wasm_bindgen_test]
async fn a_quiz_and_a_survey_are_opened_and_not_asked_for_again() {
    for kind in [CampaignKind::Quiz, CampaignKind::Nps] {
        let mut one = campaign("cmp_a", kind);
        one.contents = vec![Content { offers: vec![], quiz: Some("qz_tea".into()), ..content("Which tea are you?") }];
        let shop = Shop::open(&[], list(vec![one])).await;
        shop.stage.click(".pop-body > .button").await;
        assert_eq!(shop.stage.state().overlay, Some(Overlay::Quiz("qz_tea".into())));
        shop.stage.store.close_overlay();
        shop.look().await;
        assert_eq!(shop.stage.count(".pop"), 0);
    }
}

#[wasm_bindgen_test]
async fn a_link_is_a_link_and_without_one_the_panel_opens() {
    let mut one = campaign("cmp_a", CampaignKind::BeforeLeaving);
    one.contents = vec![Content { offers: vec![], url: Some("/new".into()), ..content("See what is new") }];
    let shop = Shop::open(&[], list(vec![one.clone()])).await;
    assert_eq!(shop.stage.find("a.button").get_attribute("href").as_deref(), Some("/new"));
    drop(shop);
    one.contents[0].url = Some("javascript:alert(1)".into());
    let shop = Shop::open(&[], list(vec![one])).await;
    assert_eq!(shop.stage.count("a.button"), 0);
    shop.stage.click(".pop-body > .button").await;
    assert!(shop.stage.state().open && !shop.is_modal());
}

#[wasm_bindgen_test]
async fn a_reminder_tells_the_shoppers_own_numbers() {
    let trigger = |kind| Trigger { kind, value: Some(1_000), name: None };
    let known = Engagement {
        expiring: Some(PointsAt { points: 120, at: "2026-12-10T12:00:00Z".into() }),
        unredeemed: Some("€5 off".into()),
        next_tier: Some(80),
        ..engagement()
    };
    for (kind, expected) in [
        (TriggerKind::PointsExpiring, "120 points expire on"),
        (TriggerKind::Unredeemed, "€5 off"),
        (TriggerKind::TierNear, "€0.80 to go"),
    ] {
        let mut one = campaign("cmp_a", CampaignKind::Nudge);
        one.triggers = vec![trigger(kind)];
        let shop = Shop::with(&[], list(vec![one]), known.clone(), Some(example::full_account())).await;
        assert!(shop.stage.text(".pop-fact").starts_with(expected), "{}", shop.stage.text(".pop-fact"));
    }
}

#[wasm_bindgen_test]
async fn what_is_missing_to_a_tier_is_told_in_what_tiers_go_by() {
    let mut one = campaign("cmp_a", CampaignKind::Nudge);
    one.triggers = vec![Trigger { kind: TriggerKind::TierNear, value: Some(100), name: None }];
    let known = Engagement { next_tier: Some(80), ..engagement() };
    let shop = Shop::with(&[], list(vec![one]), known, Some(example::full_account())).await;
    for (basis, expected) in [
        (TierBasis::Points, "80 points to go"),
        (TierBasis::Orders, "80 orders to go"),
        (TierBasis::Referrals, "80 friends to go"),
        (TierBasis::Spend, "€0.80 to go"),
    ] {
        let program = Program { vip: Some(VipProgram { basis, ..example::vip() }), ..example::full_program() };
        shop.stage.set(|state| state.program = Load::Ready(program)).await;
        assert_eq!(shop.stage.text(".pop-fact"), expected);
    }
}

#[wasm_bindgen_test]
async fn a_flash_sale_counts_down_to_the_servers_end_and_ends_there() {
    let end = |seconds: f64| {
        let time = js_sys::Date::new(&(js_sys::Date::now() + seconds * 1_000.0).into());
        Some(String::from(time.to_iso_string()))
    };
    let mut one = campaign("cmp_a", CampaignKind::Flash);
    for (seconds, numbers, units) in
        [(7_384.0, ["02", "03"], ["h", "min", "s"]), (2.0 * 86_400.0 + 7_384.0, ["02", "02"], ["d", "h", "min"])]
    {
        one.ends_at = end(seconds);
        let shop = Shop::open(&[], list(vec![one.clone()])).await;
        assert_eq!(shop.stage.texts(".pop-digits b")[..2], numbers);
        assert_eq!(shop.stage.texts(".pop-digits small"), units);
    }
    one.ends_at = end(8.0 * 86_400.0);
    let shop = Shop::open(&[], list(vec![one.clone()])).await;
    assert_eq!((shop.stage.count(".pop-digits"), shop.stage.count(".pop-clock")), (0, 1), "that far away a date says more");
    drop(shop);
    one.ends_at = end(7_384.0);
    let shop = Shop::open(&[], list(vec![one.clone()])).await;
    assert_eq!(shop.stage.find(".pop-digits").get_attribute("aria-hidden").as_deref(), Some("true"));
    assert!(shop.stage.text(".pop-clock .detail").starts_with("Ends "));
    assert_eq!(shop.stage.count(".pop-clock [role=timer], .pop-clock [aria-live]"), 0, "nothing is read out each second");
    drop(shop);
    one.ends_at = end(1.2);
    let shop = Shop::open(&[], list(vec![one])).await;
    assert_eq!(shop.stage.count(".pop-clock"), 1);
    crate::stage::pause(2_500).await;
    assert_eq!((shop.stage.count(".pop-clock"), shop.stage.count(".pop-form")), (0, 0));
    assert_eq!(shop.stage.text(".pop-over"), "This offer has ended.");
}

#[wasm_bindgen_test]
async fn the_welcome_for_a_friend_has_the_friends_form() {
    let mut one = campaign("cmp_a", CampaignKind::Referral);
    one.triggers = vec![Trigger { kind: TriggerKind::Referral, value: None, name: None }];
    let shop = Shop::open(&[], list(vec![one])).await;
    assert!(!shop.is_modal(), "nobody came by a link");
    let click = loyalty_api::referral::Click { id: "clk_1".into(), referrer: None, own: false };
    let friend = loyalty_widget::session::Friend { click: Some(click), ..Default::default() };
    shop.stage.set(|state| state.friend = Some(friend)).await;
    shop.look().await;
    assert!(!shop.is_modal(), "the card in the corner is still there");
    shop.stage.store.close_friend();
    shop.look().await;
    assert_eq!(shop.stage.count("dialog[open] .friend [type=email]"), 1);
}
