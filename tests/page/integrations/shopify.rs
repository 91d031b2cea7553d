//! Shopify's Customer Privacy API: <https://shopify.dev/docs/api/customer-privacy>. `Shopify.loadFeatures` brings
//! `Shopify.customerPrivacy`; a decision dispatches `visitorConsentCollected` on the document.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{Global, Left, agreed, purposes, run, widget};
use crate::stage::settle;

const TAG: &[(&str, &str)] = &[("consent", "shopify")];

/// `Shopify`, with the API still to be loaded, and what the shopper has said.
const LATE: &str = "
    window.said = { preferences: false, analytics: false, marketing: false };
    return {
      loadFeatures(features, done) {
        if (features[0].name !== 'consent-tracking-api' || features[0].version !== '0.1') return done(Error('unknown'));
        setTimeout(() => {
          this.customerPrivacy = {
            preferencesProcessingAllowed: () => said.preferences,
            analyticsProcessingAllowed: () => said.analytics,
            marketingAllowed: () => said.marketing,
          };
          done();
        });
      },
    }";

async fn decide(said: &str) {
    run(&["window.said = ", said, "; document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail: {} }))"]
        .concat());
    settle().await;
}

#[wasm_bindgen_test]
async fn the_api_is_loaded_and_followed() {
    let (_shopify, _said) = (Global::made("Shopify", LATE), Global("said"));
    let left = Left::new();
    let stage = widget(TAG).await;
    settle().await;
    assert_eq!(agreed(&stage), purposes(false, false, false));
    assert!(!left.is_there(), "it knows by now that the shopper has not agreed");
    decide("{ preferences: true, analytics: true, marketing: false }").await;
    assert_eq!(agreed(&stage), purposes(true, true, false));
    decide("{ preferences: false, analytics: false, marketing: true }").await;
    assert_eq!(agreed(&stage), purposes(false, false, true));
    let left = Left::new();
    decide("{ preferences: true, analytics: true, marketing: true }").await;
    assert!(left.is_there());
    decide("{ preferences: false, analytics: true, marketing: true }").await;
    assert!(!left.is_there());
}

#[wasm_bindgen_test]
async fn one_that_is_there_is_asked_at_once() {
    for (privacy, expected) in [
        (
            "preferencesProcessingAllowed: () => true, analyticsProcessingAllowed: () => false, marketingAllowed: () => true",
            purposes(true, false, true),
        ),
        ("userCanBeTracked: () => true", purposes(true, true, true)),
        ("userCanBeTracked: () => false", purposes(false, false, false)),
        ("userCanBeTracked: () => 'yes'", purposes(false, false, false)),
        ("userCanBeTracked() { throw Error('mine') }", purposes(false, false, false)),
        ("get userCanBeTracked() { throw Error('mine') }", purposes(false, false, false)),
        ("analyticsProcessingAllowed: () => true", purposes(false, false, false)),
    ] {
        let _shopify = Global::made("Shopify", &["return { customerPrivacy: { ", privacy, " } }"].concat());
        let stage = widget(TAG).await;
        assert_eq!(agreed(&stage), expected, "{privacy}");
    }
}

#[wasm_bindgen_test]
async fn one_that_comes_by_itself_is_noticed() {
    let stage = widget(TAG).await;
    assert_eq!(agreed(&stage), purposes(false, false, false));
    let _shopify = Global::made("Shopify", "return { customerPrivacy: { userCanBeTracked: () => true } }");
    run("document.dispatchEvent(new CustomEvent('shopifyCustomerPrivacyApiLoaded'))");
    settle().await;
    assert_eq!(agreed(&stage), purposes(true, true, true));
}

#[wasm_bindgen_test]
async fn what_the_page_says_after_it_counts() {
    let _shopify = Global::made("Shopify", "return { customerPrivacy: { userCanBeTracked: () => true } }");
    let stage = widget(TAG).await;
    stage.store.set_consent(false);
    assert_eq!(agreed(&stage), purposes(false, false, false));
    run("document.dispatchEvent(new CustomEvent('visitorConsentCollected'))");
    settle().await;
    assert_eq!(agreed(&stage), purposes(true, true, true), "and what the shopper says after that");
}

#[wasm_bindgen_test]
async fn something_else_of_that_name_grants_nothing() {
    for body in ["return 5", "return {}", "return { loadFeatures: 1 }", "return { loadFeatures() { throw Error('mine') } }"] {
        let _shopify = Global::made("Shopify", body);
        let stage = widget(TAG).await;
        assert_eq!(agreed(&stage), purposes(false, false, false), "{body}");
    }
    let _shopify = Global::throwing("Shopify");
    let stage = widget(TAG).await;
    assert_eq!(agreed(&stage), purposes(false, false, false));
}
