//! Analytics, and the merchant's function.
//!
//! - Google Analytics 4: <https://developers.google.com/analytics/devguides/collection/ga4/reference/events>; Tag Manager reads
//!   objects with `event` from `dataLayer`, gtag.js the `arguments` of `gtag()`.
//! - Klaviyo: <https://developers.klaviyo.com/en/docs/introduction-to-the-klaviyo-object>,
//!   <https://developers.klaviyo.com/en/docs/javascript-api> (`_learnq`).

use loyalty_api::page::{new_object, set};
use loyalty_widget::browser::json;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Global, bare, emit, run, seen, widget};
use crate::stage::settle;

const GRANTED: (&str, &str) = ("consent", "granted");
const EARNED: &str =
    r#"{"id":"txn_1","kind":"earn","state":"approved","points":50,"at":"2026-11-22T10:00:00Z","title":"Follow us"}"#;
const SHOWN: &str =
    r#"{"campaign":"cmp_1","kind":"offer","placement":"dialog","headline":"Ten off","experiment":"hello","variation":1}"#;

#[wasm_bindgen_test]
async fn tag_manager_is_told_by_googles_names() {
    let _layer = Global::made("dataLayer", "return []");
    let _stage = widget(&[GRANTED, ("analytics", "ga4")]).await;
    for (name, detail, expected) in [
        ("earned", EARNED, r#"[{"value":50,"virtual_currency_name":"points","event":"earn_virtual_currency"}]"#),
        (
            "redeemed",
            r#"{"reward":"rwd_5","title":"Five off","points":500,"code":"SECRET"}"#,
            r#"[{"value":500,"virtual_currency_name":"points","item_name":"Five off","event":"spend_virtual_currency"}]"#,
        ),
        ("claimed", r#"{"title":"Ten off","code":"SECRET"}"#, r#"[{"lead_source":"referral","event":"generate_lead"}]"#),
        ("shared", r#"{"channel":"whatsapp"}"#, r#"[{"method":"whatsapp","content_type":"referral","event":"share"}]"#),
        ("tier", r#"{"tier":"tier_gold"}"#, r#"[{"achievement_id":"tier_gold","event":"unlock_achievement"}]"#),
        (
            "experiment",
            r#"{"experiment":"hello","variation":0,"campaign":"cmp_1"}"#,
            r#"[{"experiment_id":"hello","variation_id":0,"event":"experiment_viewed"}]"#,
        ),
        (
            "campaign-shown",
            SHOWN,
            r#"[{"ecommerce":null},{"event":"view_promotion","ecommerce":{"promotion_id":"cmp_1","promotion_name":"Ten off","creative_name":"offer","creative_slot":"dialog"}}]"#,
        ),
        (
            "campaign-clicked",
            r#"{"campaign":"cmp_1"}"#,
            r#"[{"ecommerce":null},{"event":"select_promotion","ecommerce":{"promotion_id":"cmp_1"}}]"#,
        ),
        ("campaign-taken", r#"{"campaign":"cmp_1","subscribed":false,"reveal":{"code":"SECRET"}}"#, "[]"),
        (
            "campaign-taken",
            r#"{"campaign":"cmp_1","subscribed":true,"reveal":{"outcome":"points","offer":{"points":30}}}"#,
            r#"[{"lead_source":"campaign","event":"generate_lead"},{"value":30,"virtual_currency_name":"points","event":"earn_virtual_currency"}]"#,
        ),
        ("quiz-completed", r#"{"quiz":"qz_1","points":null}"#, "[]"),
        (
            "quiz-completed",
            r#"{"quiz":"qz_1","points":25}"#,
            r#"[{"value":25,"virtual_currency_name":"points","event":"earn_virtual_currency"}]"#,
        ),
        ("quiz-answered", r#"{"quiz":"qz_1"}"#, "[]"),
        ("error", r#"{"code":"slow"}"#, "[]"),
    ] {
        emit(name, detail).await;
        assert_eq!(seen("dataLayer.splice(0)"), expected, "{name} {detail}");
    }
}

#[wasm_bindgen_test]
async fn a_list_for_tag_manager_is_made_where_there_is_none() {
    let _stage = widget(&[GRANTED, ("analytics", "ga4")]).await;
    assert!(run("return window.dataLayer").is_undefined(), "nothing has happened yet");
    emit("tier", r#"{"tier":"tier_gold"}"#).await;
    let _layer = Global("dataLayer");
    assert_eq!(seen("dataLayer"), r#"[{"achievement_id":"tier_gold","event":"unlock_achievement"}]"#);
}

#[wasm_bindgen_test]
async fn without_tag_manager_the_pages_gtag_is_called() {
    let _layer = Global::made("dataLayer", "return []");
    let stage = widget(&[GRANTED, ("analytics", "gtag")]).await;
    emit("tier", r#"{"tier":"tier_silver"}"#).await;
    assert_eq!(seen("dataLayer"), "[]", "gtag.js would not read it");
    let _gtag = Global::made("gtag", "return function () { dataLayer.push(arguments) }");
    emit("campaign-shown", SHOWN).await;
    assert_eq!(
        seen("dataLayer.map((entry) => [String(entry), ...entry])"),
        r#"[["[object Arguments]","event","view_promotion",{"promotion_id":"cmp_1","promotion_name":"Ten off","creative_name":"offer","creative_slot":"dialog"}]]"#
    );
    drop(stage);
}

#[wasm_bindgen_test]
async fn klaviyo_is_told_now_or_when_it_loads() {
    let _queue = Global("_learnq");
    let _stage = widget(&[GRANTED, ("analytics", "klaviyo")]).await;
    emit("earned", EARNED).await;
    assert_eq!(seen("_learnq"), r#"[["track","Loyalty Points Earned",{"Points":50,"Title":"Follow us"}]]"#);
    // As its snippet has it: a proxy without properties, whose methods give promises.
    let _klaviyo = Global::made(
        "klaviyo",
        "window.tracked = [];
         return new Proxy({}, { get: (_, name) => (...all) => (tracked.push([name, ...all]), Promise.reject(Error('blocked'))) })",
    );
    let _tracked = Global("tracked");
    let failures = Failures::new();
    emit("campaign-shown", SHOWN).await;
    emit("experiment", r#"{"experiment":"hello","variation":0}"#).await;
    assert_eq!(
        seen("tracked"),
        r#"[["track","Loyalty Campaign Viewed",{"CampaignId":"cmp_1","Headline":"Ten off","Kind":"offer","Placement":"dialog","Variation":1}]]"#
    );
    assert_eq!(seen("_learnq.length"), "1");
    assert_eq!(failures.count(), 0, "its promise was refused, which is none of the page's business");
}

/// Counts what the page would see of a failure of ours.
struct Failures;

impl Failures {
    fn new() -> Self {
        run("window.failures = []; window.note = (event) => failures.push(event.type);
             addEventListener('error', note); addEventListener('unhandledrejection', note)");
        Self
    }

    fn count(&self) -> usize {
        run("return failures.length").as_f64().unwrap() as usize
    }
}

impl Drop for Failures {
    fn drop(&mut self) {
        run("removeEventListener('error', note); removeEventListener('unhandledrejection', note);
             delete window.failures; delete window.note");
    }
}

#[wasm_bindgen_test]
async fn nothing_before_consent_is_told_then_or_later() {
    let _layer = Global::made("dataLayer", "return []");
    let _queue = Global::made("_learnq", "return []");
    let stage = widget(&[("analytics", "ga4 klaviyo")]).await;
    emit("earned", EARNED).await;
    assert_eq!(seen("[dataLayer, _learnq]"), "[[],[]]");
    stage.store.set_consent(true);
    settle().await;
    assert_eq!(seen("[dataLayer, _learnq]"), "[[],[]]", "it was before");
    emit("earned", EARNED).await;
    assert_eq!(seen("[dataLayer.length, _learnq.length]"), "[1,1]");
    stage.store.set_consent(false);
    emit("earned", EARNED).await;
    assert_eq!(seen("[dataLayer.length, _learnq.length]"), "[1,1]");
    // Withdrawn in the very moment in which something happened.
    stage.store.set_consent(true);
    loyalty_widget::browser::event::emit("tier", &JsValue::UNDEFINED);
    stage.store.set_consent(false);
    settle().await;
    assert_eq!(seen("[dataLayer.length, _learnq.length]"), "[1,1]");
}

#[wasm_bindgen_test]
async fn the_merchants_function_is_told_and_may_call_back_or_fail() {
    let stage = bare(&[GRANTED]).await;
    let store = stage.store;
    let hook = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |name: JsValue, detail: JsValue| {
        let heard = js_sys::Array::of2(&name, &json::own(&detail, "points"));
        super::Reflect::get(&js_sys::global(), &"heard".into()).unwrap().unchecked_into::<js_sys::Array>().push(&heard);
        if name == "earned" {
            store.set_open(true);
        }
        if name == "open" {
            wasm_bindgen::throw_str("mine");
        }
    });
    let _heard = Global::made("heard", "return []");
    let hooks = new_object();
    set(&hooks, "event", hook.as_ref());
    stage.store.set_hooks(&hooks);
    emit("earned", EARNED).await;
    stage.store.set_open(false);
    settle().await;
    assert_eq!(seen("heard"), r#"[["earned",50],["open",null],["close",null]]"#);
    stage.store.set_consent(false);
    emit("earned", EARNED).await;
    assert_eq!(seen("heard.length"), "3");
}

#[wasm_bindgen_test]
async fn joining_and_subscribing_follow_from_the_account() {
    let _layer = Global::made("dataLayer", "return []");
    let _stage = widget(&[GRANTED, ("analytics", "ga4")]).await;
    let account = |id: &str, joined: &str, newsletter: &str| {
        [
            r#"{"as_of":"2026-11-22T10:00:01Z","customer":{"id":""#,
            id,
            r#"","joined_at":""#,
            joined,
            r#"","newsletter":"#,
            newsletter,
            "}}",
        ]
        .concat()
    };
    let joined = r#"[{"method":"loyalty","event":"sign_up"}]"#;
    let subscribed = r#"[{"lead_source":"newsletter","event":"generate_lead"}]"#;
    for (id, since, newsletter, expected) in [
        ("ada", "2026-11-22T10:00:00Z", "false", joined),
        ("ada", "2026-11-22T10:00:00Z", "false", "[]"),
        ("ada", "2026-11-22T10:00:00Z", "true", subscribed),
        ("ada", "2026-11-22T10:00:00Z", "true", "[]"),
        ("ben", "2024-01-01T00:00:00Z", "true", "[]"),
        ("ben", "not a time", "true", "[]"),
    ] {
        emit("session", &account(id, since, newsletter)).await;
        assert_eq!(seen("dataLayer.splice(0)"), expected, "{id} {newsletter}");
    }
    emit("session", "null").await;
    emit("campaign-taken", r#"{"campaign":"cmp_1","subscribed":true}"#).await;
    assert_eq!(seen("dataLayer.splice(0).length"), "1");
    emit("session", &account("ben", "2024-01-01T00:00:00Z", "true")).await;
    assert_eq!(seen("dataLayer.length"), "0", "the campaign said so already");
}

#[wasm_bindgen_test]
async fn what_is_not_what_it_should_be_does_no_harm() {
    let failures = Failures::new();
    for (name, body) in [
        ("dataLayer", "return 5"),
        ("dataLayer", "return Object.freeze([])"),
        ("dataLayer", "return { push() { throw Error('mine') } }"),
        ("dataLayer", "const list = []; list.push = () => { throw Error('mine') }; return list"),
        ("gtag", "return () => { throw Error('mine') }"),
        ("gtag", "return 'no function'"),
        ("klaviyo", "return { track() { throw Error('mine') } }"),
        ("klaviyo", "return { get track() { throw Error('mine') } }"),
        ("_learnq", "return null"),
        ("_learnq", "return { push: 1 }"),
    ] {
        let _global = Global::made(name, body);
        let _stage = widget(&[GRANTED, ("analytics", "ga4 gtag klaviyo")]).await;
        emit("earned", EARNED).await;
        emit("earned", "5").await;
        assert_eq!(failures.count(), 0, "{name}: {body}");
    }
    for name in ["dataLayer", "gtag", "klaviyo", "_learnq"] {
        let _global = Global::throwing(name);
        let _stage = widget(&[GRANTED, ("analytics", "ga4 gtag klaviyo")]).await;
        emit("earned", EARNED).await;
        assert_eq!(failures.count(), 0, "{name} throws");
    }
    for name in ["dataLayer", "_learnq"] {
        drop(Global(name));
    }
}

#[wasm_bindgen_test]
async fn nothing_is_told_once_the_widget_is_gone() {
    let _layer = Global::made("dataLayer", "return []");
    let stage = widget(&[GRANTED, ("analytics", "ga4")]).await;
    drop(stage);
    settle().await;
    emit("earned", EARNED).await;
    assert_eq!(seen("dataLayer"), "[]");
}
