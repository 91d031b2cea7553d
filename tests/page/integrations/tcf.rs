//! IAB Europe's Transparency and Consent Framework, "CMP API v2":
//! <https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework>. A listener is called at once with
//! the present state and whenever it changes, with `eventStatus` and the listener's number.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{Global, Hurry, Left, agreed, purposes, run, seen, widget};
use crate::stage::{settle, until};

const TAG: &[(&str, &str)] = &[("consent", "tcf")];

/// A platform whose `tcData` is `state`.
const PLATFORM: &str = "
    window.heard = new Map();
    window.tell = (change) => {
      Object.assign(state, change);
      for (const [listenerId, listener] of heard) listener({ ...state, listenerId }, true);
    };
    return (command, version, callback, parameter) => {
      if (version !== 2) return callback(null, false);
      if (command === 'removeEventListener') return callback(heard.delete(parameter));
      if (command !== 'addEventListener') return callback(null, false);
      const listenerId = heard.size + 7;
      heard.set(listenerId, callback);
      callback({ ...state, listenerId }, true);
    }";

/// The globals of a platform in this state.
fn platform(state: &str) -> [Global; 4] {
    let state = Global::made("state", &["return ", state].concat());
    [state, Global::made("__tcfapi", PLATFORM), Global("heard"), Global("tell")]
}

#[wasm_bindgen_test]
async fn purposes_are_what_they_are_for() {
    for (state, expected) in [
        ("{ gdprApplies: false, eventStatus: 'tcloaded' }", purposes(true, true, true)),
        ("{ gdprApplies: true, eventStatus: 'tcloaded', purpose: { consents: { 1: true } } }", purposes(true, false, false)),
        (
            "{ gdprApplies: true, eventStatus: 'useractioncomplete', purpose: { consents: { 1: true, 7: true, 8: true } } }",
            purposes(true, true, false),
        ),
        (
            "{ gdprApplies: true, eventStatus: 'tcloaded', purpose: { consents: { 1: true, 3: true, 4: true, 8: true } } }",
            purposes(true, false, true),
        ),
        // Without storage nothing else can be.
        (
            "{ gdprApplies: true, eventStatus: 'tcloaded', purpose: { consents: { 3: true, 4: true, 7: true, 8: true } } }",
            purposes(false, false, false),
        ),
        // Not decided yet, or not known whether there is anything to decide.
        (
            "{ gdprApplies: true, eventStatus: 'cmpuishown', purpose: { consents: { 1: true, 7: true, 8: true } } }",
            purposes(false, false, false),
        ),
        ("{ gdprApplies: undefined, eventStatus: 'cmpuishown' }", purposes(false, false, false)),
        // Not as the framework has it.
        ("{ gdprApplies: 0, eventStatus: 'tcloaded', purpose: null }", purposes(false, false, false)),
        ("{ gdprApplies: true, eventStatus: 'tcloaded', purpose: { consents: 'all' } }", purposes(false, false, false)),
        ("{ gdprApplies: true, eventStatus: 'tcloaded', purpose: { consents: { 1: 'true' } } }", purposes(false, false, false)),
        (
            "{ gdprApplies: true, eventStatus: 'tcloaded', purpose: { get consents() { throw Error('mine') } } }",
            purposes(false, false, false),
        ),
    ] {
        let _platform = platform(state);
        let stage = widget(TAG).await;
        assert_eq!(agreed(&stage), expected, "{state}");
    }
}

#[wasm_bindgen_test]
async fn decisions_are_followed_and_withdrawals_delete() {
    let _platform = platform("{ gdprApplies: true, eventStatus: 'cmpuishown', purpose: { consents: {} } }");
    let left = Left::new();
    let stage = widget(TAG).await;
    assert!(left.is_there(), "nobody has decided anything yet");
    run("tell({ eventStatus: 'useractioncomplete', purpose: { consents: { 1: true, 7: true, 8: true } } })");
    settle().await;
    assert_eq!(agreed(&stage), purposes(true, true, false));
    // The dialog is open again, which changes nothing by itself.
    run("tell({ eventStatus: 'cmpuishown' })");
    settle().await;
    assert_eq!(agreed(&stage), purposes(true, true, false));
    assert!(left.is_there());
    run("tell({ eventStatus: 'useractioncomplete', purpose: { consents: {} } })");
    assert!(!left.is_there(), "at once");
    assert_eq!(agreed(&stage), purposes(false, false, false));
}

#[wasm_bindgen_test]
async fn an_earlier_refusal_deletes_too() {
    let _platform = platform("{ gdprApplies: true, eventStatus: 'tcloaded', purpose: { consents: {} } }");
    let left = Left::new();
    let _stage = widget(TAG).await;
    assert!(!left.is_there());
}

#[wasm_bindgen_test]
async fn a_platform_may_come_late_and_loses_its_listener_with_us() {
    let _hurry = Hurry::new();
    let stage = widget(TAG).await;
    let _platform = platform("{ gdprApplies: false, eventStatus: 'tcloaded' }");
    until("the platform to be found", || agreed(&stage) == purposes(true, true, true)).await;
    assert_eq!(seen("heard.size"), "1");
    drop(stage);
    until("the listener to go", || seen("heard.size") == "0").await;
}

#[wasm_bindgen_test]
async fn something_else_of_that_name_grants_nothing() {
    for body in ["return 5", "return () => { throw Error('mine') }", "return (_, __, callback) => callback(null, false)"] {
        let _platform = Global::made("__tcfapi", body);
        let stage = widget(TAG).await;
        assert_eq!(agreed(&stage), purposes(false, false, false), "{body}");
    }
    let _platform = Global::throwing("__tcfapi");
    let stage = widget(TAG).await;
    assert_eq!(agreed(&stage), purposes(false, false, false));
}
