//! Ways to earn: what a shopper has to do for each, and how it stands.

use loyalty_api::account::{RuleState, RuleStatus};
use loyalty_api::program::{Bonus, EarningKind, EarningRule, Program};
use loyalty_api::vip::{Tier, TierBasis, TierWindow, VipProgram, VipState};
use loyalty_widget::features::panel;
use loyalty_widget::mount::Mounted;
use loyalty_widget::session::Load;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::example;
use crate::stage::Stage;

const SOON: &str = "2030-03-05T10:30:00Z";

/// A member who sees this one way to earn.
async fn at(rule: EarningRule, status: RuleStatus, until: Option<&str>) -> (Stage, Mounted) {
    let stage = Stage::new(&[]);
    let panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    let state = RuleState { rule: rule.id.clone(), status, until: until.map(Into::into), progress: None };
    stage
        .set(|known| {
            known.program = Load::Ready(Program { earning: vec![rule], vip: Some(tiers()), ..example::program() });
        })
        .await;
    stage.change_account(|account| account.earning = vec![state]).await;
    (stage, panel)
}

fn rule(kind: EarningKind) -> EarningRule {
    EarningRule {
        id: "ern_x".into(),
        kind,
        title: "Do it".into(),
        description: None,
        points: 50,
        url: None,
        network: None,
        consent: None,
        days: None,
        quiz: None,
        tier: None,
        limit: None,
        purchase: None,
    }
}

/// Two tiers, the second with half as many points again.
fn tiers() -> VipProgram {
    let tier = |id: &str, name: &str, threshold, hundredths| Tier {
        id: id.into(),
        name: name.into(),
        threshold,
        colour: None,
        hundredths,
        entry_points: 0,
        perks: vec![],
    };
    VipProgram {
        basis: TierBasis::Spend,
        window: TierWindow::Lifetime,
        days: None,
        tiers: vec![tier("tir_seed", "Seedling", 0, 100), tier("tir_grove", "Grove", 10_000, 150)],
    }
}

fn in_tier(id: &str) -> Option<VipState> {
    Some(VipState {
        tier: Some(id.into()),
        since: None,
        value: 0,
        ends_at: None,
        keep: None,
        forecast: None,
        perks: vec![],
        history: vec![],
        celebrate: false,
    })
}

#[wasm_bindgen_test]
async fn each_kind_has_its_door() {
    for (kind, url, label) in [
        (EarningKind::Follow, true, Some("Follow")),
        (EarningKind::Share, true, Some("Share")),
        (EarningKind::Visit, false, Some("Collect")),
        (EarningKind::Streak, false, Some("Check in")),
        (EarningKind::Review, true, Some("Write a review")),
        (EarningKind::Custom, true, Some("Have a look")),
        (EarningKind::Referral, false, Some("Invite")),
        // Without a page to do it on, there is nothing to click.
        (EarningKind::Review, false, None),
        (EarningKind::Custom, false, None),
        (EarningKind::SignUp, false, None),
    ] {
        let address = url.then(|| "https://shop.example/there".to_owned());
        let (stage, _panel) = at(EarningRule { url: address, ..rule(kind) }, RuleStatus::Available, None).await;
        let selector = if url { ".card a.button" } else { ".card button" };
        assert_eq!(stage.maybe(selector).map(|_| stage.text(selector)).as_deref(), label, "{kind:?}");
    }
}

#[wasm_bindgen_test]
async fn what_the_shop_confirms_is_not_claimed_by_a_click() {
    for kind in [EarningKind::Review, EarningKind::Custom] {
        let (stage, _panel) = at(EarningRule { url: Some("#there".into()), ..rule(kind) }, RuleStatus::Available, None).await;
        assert_eq!(stage.text(".card .what > .detail"), "The points come when the shop has confirmed it.");
        stage.click(".card a.button").await;
        assert_eq!(stage.state().working, None, "{kind:?}");
    }
}

#[wasm_bindgen_test]
async fn a_locked_way_says_for_whom_it_is() {
    let (stage, _panel) =
        at(EarningRule { tier: Some("tir_grove".into()), ..rule(EarningKind::Visit) }, RuleStatus::Locked, None).await;
    assert_eq!((stage.text(".card .note"), stage.count(".card button")), ("From Grove on".into(), 0));
}

#[wasm_bindgen_test]
async fn a_streak_counts_its_days() {
    let streak = EarningRule { days: Some(7), ..rule(EarningKind::Streak) };
    let (stage, _panel) = at(streak, RuleStatus::LimitReached, Some(SOON)).await;
    stage.change_account(|account| account.earning.iter_mut().for_each(|state| state.progress = Some(3))).await;
    assert_eq!(stage.text(".card .what .detail"), "3 of 7 days in a row");
    assert_eq!((stage.count(".day"), stage.count(".day[data-done=true]")), (7, 3));
    assert_eq!(stage.text(".card > .note"), "Come back tomorrow");
}

#[wasm_bindgen_test]
async fn the_newsletter_needs_a_tick() {
    let consent = "Send me tea news. I can stop it at any time.";
    let (stage, _panel) =
        at(EarningRule { consent: Some(consent.into()), ..rule(EarningKind::Newsletter) }, RuleStatus::Available, None).await;
    assert_eq!(stage.text(".tick"), consent);
    let disabled = || stage.find(".form button").get_attribute("aria-disabled").unwrap();
    assert_eq!((disabled().as_str(), stage.text(".form .note").as_str()), ("true", "Tick the box first"));
    stage.click(".form button").await;
    assert_eq!(stage.state().working, None, "agreed to without a tick");
    stage.click(".tick input").await;
    assert_eq!((disabled().as_str(), stage.text(".form .note").as_str()), ("false", ""));
    stage.find(".form button").click();
    assert_eq!(stage.state().working.as_deref(), Some("ern_x"));
}

#[wasm_bindgen_test]
async fn the_newsletter_ends_as_easily() {
    let (stage, _panel) = at(rule(EarningKind::Newsletter), RuleStatus::Done, None).await;
    assert_eq!(stage.count(".card button"), 0);
    stage.change_account(|account| account.customer.newsletter = true).await;
    assert_eq!(stage.text(".card button"), "Unsubscribe");
    stage.find(".card button").click();
    assert_eq!(stage.state().working.as_deref(), Some("ern_x"));
}

#[wasm_bindgen_test]
async fn a_birthday_is_asked_for_and_confirmed() {
    let (stage, _panel) = at(rule(EarningKind::Birthday), RuleStatus::Available, None).await;
    assert_eq!(stage.count(".form select"), 2);
    assert_eq!(stage.text(".form .note"), "Choose month and day");
    stage.click(".form .button").await;
    assert_eq!(stage.count(".form select"), 2, "saved without a day");

    stage.enter("#birthday-month", "1").await;
    stage.enter("#birthday-day", "31").await;
    assert_eq!(stage.value("#birthday-day"), "31");
    stage.enter("#birthday-month", "2").await;
    assert_eq!(stage.count("#birthday-day option"), 30, "29 days, and none of them");
    assert_eq!(stage.value("#birthday-day"), "", "February has no 31st");
    stage.enter("#birthday-day", "29").await;
    stage.click(".form .button").await;
    let question = stage.text(".form [role=status]");
    assert!(question.starts_with("Your birthday is February 29? It can't be changed later."), "{question}");
    // What stands where the first button stood leads back: a double click saves nothing.
    stage.click(".form .button").await;
    assert_eq!((stage.count(".form select"), stage.value("#birthday-month")), (2, "2".into()));

    stage.click(".form .button").await;
    stage.find(".form .button:nth-child(2)").click();
    assert_eq!(stage.state().working.as_deref(), Some("ern_x"));
}

#[wasm_bindgen_test]
async fn a_known_birthday_says_when_its_points_come() {
    let (stage, _panel) = at(rule(EarningKind::Birthday), RuleStatus::LimitReached, Some(SOON)).await;
    stage.change_account(|account| account.customer.birthday = Some("--03-05".into())).await;
    assert_eq!(stage.texts(".card .what .detail"), ["Your birthday: March 5", "The points come on Mar 5, 2030"]);
    assert_eq!((stage.count(".card button"), stage.count(".card select")), (0, 0));
}

#[wasm_bindgen_test]
async fn purchases_tell_the_tier_and_the_bonuses_that_run() {
    let purchase = EarningRule { purchase: Some(example::purchase()), points: 0, ..rule(EarningKind::Purchase) };
    let (stage, _panel) = at(purchase, RuleStatus::Available, None).await;
    assert_eq!(stage.count(".boost"), 0);
    let bonus = |title: &str, starts: &str, tiers: &[&str]| Bonus {
        id: title.into(),
        title: title.into(),
        starts_at: starts.into(),
        ends_at: SOON.into(),
        applies_to: vec!["collection:tea".into()],
        hundredths: 200,
        tiers: tiers.iter().map(|tier| (*tier).into()).collect(),
    };
    let bonuses = vec![
        bonus("Double points on tea", example::PAST, &[]),
        bonus("Not yet", "2030-01-01T00:00:00Z", &[]),
        bonus("Not for them", example::PAST, &["tir_seed"]),
    ];
    stage
        .set(|state| {
            if let Load::Ready(program) = &mut state.program {
                program.bonuses = bonuses;
            }
        })
        .await;
    stage.change_account(|account| account.vip = in_tier("tir_grove")).await;
    assert_eq!(stage.texts(".boost"), ["×1.5Your tier, Grove, on every purchase", "×2Double points on tea, until Mar 5, 2030"]);
}

#[wasm_bindgen_test]
async fn a_guest_reads_what_members_can_do() {
    for kind in [EarningKind::Birthday, EarningKind::Newsletter, EarningKind::Streak, EarningKind::Review] {
        let (stage, _panel) = at(rule(kind), RuleStatus::Available, None).await;
        stage.set(|state| state.account = Load::Ready(None)).await;
        assert_eq!(stage.texts(".card .note"), ["Members only"], "{kind:?}");
        assert_eq!(stage.count(".card button, .card input, .card select"), 0, "{kind:?}");
    }
}
