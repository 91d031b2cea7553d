//! Google's consent mode: <https://developers.google.com/tag-platform/security/guides/consent>. The page's snippet is
//! `window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments) }`.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{Global, Hurry, Left, agreed, emit, purposes, run, seen, widget};
use crate::stage::settle;

const TAG: &[(&str, &str)] = &[("consent", "google"), ("analytics", "ga4")];

/// The snippet, with nothing said yet.
fn snippet() -> (Global, Global) {
    (Global::made("dataLayer", "return []"), Global::made("gtag", "return function () { dataLayer.push(arguments) }"))
}

async fn say(command: &str) {
    run(&["gtag('consent', ", command, ")"].concat());
    settle().await;
}

#[wasm_bindgen_test]
async fn what_was_said_before_us_counts() {
    for (said, expected) in [
        (&["'default', { analytics_storage: 'granted', ad_storage: 'denied' }"][..], purposes(true, true, false)),
        (&["'default', { analytics_storage: 'granted', functionality_storage: 'denied' }"], purposes(false, false, false)),
        (&["'default', { analytics_storage: 'denied', functionality_storage: 'granted' }"], purposes(true, false, false)),
        (
            &["'default', { analytics_storage: 'denied', ad_storage: 'denied' }", "'update', { analytics_storage: 'granted' }"],
            purposes(true, true, false),
        ),
        // The shopper's word counts, even where the page's own comes after it.
        (
            &["'update', { analytics_storage: 'denied' }", "'default', { analytics_storage: 'granted' }"],
            purposes(false, false, false),
        ),
        // In a region of which only Google knows whether it is the shopper's.
        (
            &["'default', { analytics_storage: 'denied', region: ['PL'] }", "'default', { analytics_storage: 'granted' }"],
            purposes(false, false, false),
        ),
        (&["'default', { analytics_storage: 'granted', region: ['US'] }"], purposes(false, false, false)),
        (&["'update', { analytics_storage: 'granted', ad_storage: 'granted' }"], purposes(true, true, true)),
        (&["'set', { analytics_storage: 'granted' }", "'update'", "'update', 'granted'"], purposes(false, false, false)),
    ] {
        let _page = snippet();
        for command in said {
            say(command).await;
        }
        run("dataLayer.push(['consent', 'update', { analytics_storage: 'granted' }], null, 5, 'consent')");
        let stage = widget(TAG).await;
        assert_eq!(agreed(&stage), expected, "{said:?}");
    }
}

#[wasm_bindgen_test]
async fn what_is_said_later_counts_at_once() {
    let _page = snippet();
    let stage = widget(TAG).await;
    let left = Left::new();
    emit("tier", r#"{"tier":"one"}"#).await;
    say("'default', { analytics_storage: 'denied' }").await;
    emit("tier", r#"{"tier":"two"}"#).await;
    assert!(left.is_there(), "the page is about to say what the shopper decided earlier");
    say("'update', { analytics_storage: 'granted' }").await;
    emit("tier", r#"{"tier":"three"}"#).await;
    assert_eq!(agreed(&stage), purposes(true, true, false));
    assert!(left.is_there());
    // In the very moment in which it is withdrawn.
    run("gtag('consent', 'update', { analytics_storage: 'denied' });
         document.dispatchEvent(new CustomEvent('loyalty:tier', { detail: { tier: 'four' } }))");
    settle().await;
    assert_eq!(agreed(&stage), purposes(false, false, false));
    assert!(!left.is_there());
    assert_eq!(seen("dataLayer.filter((entry) => entry.event)"), r#"[{"achievement_id":"three","event":"unlock_achievement"}]"#);
}

#[wasm_bindgen_test]
async fn a_page_that_says_no_more_than_no_has_refused() {
    let _hurry = Hurry::new();
    let _page = snippet();
    let left = Left::new();
    say("'default', { analytics_storage: 'denied' }").await;
    let stage = widget(TAG).await;
    crate::stage::until("the refusal", || !left.is_there()).await;
    assert_eq!(agreed(&stage), purposes(false, false, false));
}

#[wasm_bindgen_test]
async fn the_list_works_as_before_and_outlives_us() {
    let _page = snippet();
    // As Tag Manager does it: it stands in the place of `push`, too, and drops the oldest entries.
    let wrap = "const push = dataLayer.push;
                dataLayer.push = function () { const all = push.apply(this, arguments); while (this.length > 3) this.shift(); return all }";
    run(wrap);
    let stage = widget(TAG).await;
    run(wrap);
    assert_eq!(seen("dataLayer.push({ a: 1 }, { b: 2 })"), "2", "as any list's");
    for _ in 0..5 {
        say("'update', { analytics_storage: 'granted' }").await;
    }
    assert_eq!(agreed(&stage), purposes(true, true, false));
    run("for (let count = 0; count < 9; count++) dataLayer.push({ count })");
    settle().await;
    assert_eq!(agreed(&stage), purposes(true, true, false), "although the command is no longer there");
    say("'update', { analytics_storage: 'denied' }").await;
    assert_eq!(agreed(&stage), purposes(false, false, false));
    drop(stage);
    settle().await;
    assert_eq!(seen("dataLayer.push({ c: 3 })"), "4");
    assert_eq!(seen("dataLayer.at(-1)"), r#"{"c":3}"#);
}

#[wasm_bindgen_test]
async fn another_list_is_noticed_before_anything_is_told() {
    let _page = snippet();
    say("'update', { analytics_storage: 'granted' }").await;
    let stage = widget(TAG).await;
    run("window.dataLayer = []");
    say("'update', { analytics_storage: 'denied' }").await;
    emit("tier", r#"{"tier":"one"}"#).await;
    assert_eq!(seen("dataLayer.length"), "1");
    assert_eq!(agreed(&stage), purposes(false, false, false));
}

#[wasm_bindgen_test]
async fn a_list_that_is_none_grants_nothing() {
    for body in [
        "return 5",
        "return { 0: ['consent', 'update', { analytics_storage: 'granted' }], length: 1 }",
        "return Object.freeze([])",
        "return new Proxy([], { get(target, name) { if (name === '0' || name === 'length') throw Error('mine'); return target[name] } })",
        "return [{ get 0() { throw Error('mine') } }, { 0: 'consent', 1: 'update', get 2() { throw Error('mine') } }]",
        "return [{ 0: 'consent', 1: 'update', 2: { __proto__: { analytics_storage: 'granted' } } }]",
    ] {
        let _layer = Global::made("dataLayer", body);
        let stage = widget(TAG).await;
        emit("tier", r#"{"tier":"one"}"#).await;
        assert_eq!(agreed(&stage), purposes(false, false, false), "{body}");
    }
    let _layer = Global::throwing("dataLayer");
    let stage = widget(TAG).await;
    assert_eq!(agreed(&stage), purposes(false, false, false));
}
