//! The OpenAPI document is a reviewed file, and the wire types are what it says.
//!
//! After a change of the API: `cargo run -p loyalty-backend -- openapi > crates/backend/tests/openapi.json`.

use crate::common::merchant::whole;
use crate::common::{DAY, Shop};
use loyalty_api::campaign::{CampaignList, Engagement, Reveal};
use loyalty_api::merchant::{AdjustmentReceipt, DocumentProblem, MemberActionReceipt, Published, SubscriptionPage};
use loyalty_api::{account::Account, action::ActionReceipt, order::OrderEvent, problem::Problem, program::Program};
use loyalty_api::{redemption::RedemptionReceipt, redemption::RedemptionRequest, session::Session, transaction::TransactionPage};
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

#[tokio::test]
async fn the_served_document_is_the_reviewed_one() {
    let shop = Shop::open().await;
    let served = shop.get("/v1/openapi.json", &[]).await.json();
    let reviewed: Value = serde_json::from_str(include_str!("openapi.json")).unwrap();
    assert_eq!(served, reviewed, "the API changed: review the change and write the file anew (see the top of this test)");
    assert_eq!(served["openapi"], "3.1.0");
}

#[tokio::test]
async fn every_reference_in_the_document_leads_somewhere() {
    let document: Value = serde_json::from_str(include_str!("openapi.json")).unwrap();
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 20, "{references:?}");
    for reference in references {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            references.extend(fields.get("$ref").and_then(Value::as_str).map(String::from));
            fields.values().for_each(|field| collect(field, references));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        _ => {}
    }
}

/// What was served reads as its type, and writing that gives the same again.
fn round_trip<T: DeserializeOwned + Serialize>(served: &Value) {
    let read: T = serde_json::from_value(served.clone()).unwrap_or_else(|error| panic!("{error} in {served}"));
    assert_eq!(&serde_json::to_value(&read).unwrap(), served);
    let mut more = served.clone();
    more["a_field_of_the_future"] = 1.into();
    assert!(serde_json::from_value::<T>(more).is_err(), "unknown fields are refused");
}

#[tokio::test]
async fn every_answer_round_trips_through_its_wire_type() {
    let shop = Shop::whole(|_| {}).await;
    shop.pays("1", Some("ada"), 500, &[]).await;
    shop.clock.advance(14 * DAY);
    let opened = shop.exchange(Some(&crate::common::sign(&shop.claims("ada"), "k1", crate::common::TOKEN_KEY_1))).await;
    let session = format!("Bearer {}", opened.at("/token").as_str().unwrap());
    round_trip::<Session>(&opened.json());
    round_trip::<Session>(&shop.exchange(None).await.json());
    round_trip::<Program>(&shop.get("/v1/shops/demo/program?locale=ar", &[]).await.json());
    let mut order = shop.order("2", Some("ada"), 3_000, &["CODE"]);
    (order["email"], order["address"]) = ("ada@example.com".into(), "1 Fern Lane".into());
    round_trip::<OrderEvent>(&crate::common::event("order.paid", &order));
    let claimed = shop.change(&session, "/v1/me/redemptions", json!({ "reward": "rwd_10_percent", "cart": order["cart"] })).await;
    round_trip::<RedemptionRequest>(&json!({ "reward": "rwd_10_percent", "points": null, "cart": order["cart"] }));
    round_trip::<RedemptionReceipt>(&claimed.json());
    round_trip::<ActionReceipt>(&shop.change(&session, "/v1/me/actions", json!({ "rule": "ern_visit" })).await.json());
    round_trip::<TransactionPage>(&shop.get("/v1/me/transactions", &[("authorization", &session)]).await.json());
    round_trip::<Account>(&shop.me(&session).await.json());
    round_trip::<Account>(&shop.tell(&session, json!({ "birthday": "--03-07", "celebrated": "tir_grove" })).await.json());
    let given = json!({ "points": 5, "reason": "A gift" });
    round_trip::<AdjustmentReceipt>(&shop.merchant(Method::POST, "/members/ada/adjustments", Some(given)).await.json());
    round_trip::<CampaignList>(&shop.get("/v1/shops/demo/campaigns?locale=ar", &[]).await.json());
    round_trip::<Reveal>(&shop.change(&session, "/v1/campaigns/cmp_before_you_go/reveal", json!({})).await.json());
    round_trip::<Engagement>(&shop.get("/v1/me/engagement", &[("authorization", &session)]).await.json());
    round_trip::<SubscriptionPage>(&shop.merchant(Method::GET, "/subscriptions", None).await.json());
    let reviewed = json!({ "customer": "ada", "rule": "ern_review", "event": "1" });
    round_trip::<MemberActionReceipt>(&shop.merchant(Method::POST, "/actions", Some(reviewed)).await.json());
    round_trip::<Published>(&shop.merchant(Method::PUT, "/programme", Some(whole())).await.json());
    round_trip::<DocumentProblem>(&shop.merchant(Method::PUT, "/programme", Some(json!({}))).await.json());
    let refused = shop.change(&session, "/v1/me/actions", json!({ "rule": "ern_visit" })).await;
    round_trip::<Problem>(&refused.json());
}
