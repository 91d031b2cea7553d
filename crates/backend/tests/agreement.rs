//! The same random requests to a server on SQLite and to one on PostgreSQL get the same answers.

use crate::common::database::On;
use crate::common::{Answer, DAY, HOUR, Shop};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use std::time::Duration;

/// Sequences, of this many requests each.
const SEQUENCES: u32 = 12;
const REQUESTS: usize = 40;

/// What is asked. Numbers choose among a few shoppers, orders, rewards and claims, so that requests meet.
#[derive(Clone, Debug)]
enum Request {
    Pay { order: u8, shopper: u8, euros: i64, with_code: bool },
    Refund { order: u8, euros: i64 },
    Cancel { order: u8 },
    Claim { shopper: u8, reward: u8 },
    Undo { shopper: u8, claim: u8 },
    Act { shopper: u8, rule: u8 },
    Activity { shopper: u8, limit: u8 },
    Code { claim: u8 },
    Wait { time: Duration },
}

const SHOPPERS: [&str; 3] = ["ada", "eve", "zoë"];
const REWARDS: [&str; 4] = ["rwd_5_off", "rwd_10_percent", "rwd_free_shipping", "rwd_none"];
const RULES: [&str; 4] = ["ern_visit", "ern_share", "ern_instagram", "ern_purchase"];

fn any_request() -> impl Strategy<Value = Request> {
    let (order, shopper) = (0u8..6, 0u8..3);
    let times = [Duration::from_secs(1), HOUR / 2, HOUR * 2, DAY, DAY * 15, DAY * 370];
    prop_oneof![
        4 => (order.clone(), shopper.clone(), 0i64..300, any::<bool>())
            .prop_map(|(order, shopper, euros, with_code)| Request::Pay { order, shopper, euros, with_code }),
        2 => (order.clone(), 0i64..300).prop_map(|(order, euros)| Request::Refund { order, euros }),
        1 => order.prop_map(|order| Request::Cancel { order }),
        4 => (shopper.clone(), 0u8..4).prop_map(|(shopper, reward)| Request::Claim { shopper, reward }),
        2 => (shopper.clone(), any::<u8>()).prop_map(|(shopper, claim)| Request::Undo { shopper, claim }),
        2 => (shopper.clone(), 0u8..4).prop_map(|(shopper, rule)| Request::Act { shopper, rule }),
        1 => (shopper, 1u8..20).prop_map(|(shopper, limit)| Request::Activity { shopper, limit }),
        1 => any::<u8>().prop_map(|claim| Request::Code { claim }),
        3 => prop::sample::select(times.to_vec()).prop_map(|time| Request::Wait { time }),
    ]
}

/// A server, and what it made up so far: ids and codes, in the order they came.
struct Side {
    shop: Shop,
    claims: Vec<(String, String)>,
    names: Vec<String>,
}

impl Side {
    async fn open(on: On) -> Self {
        on.choose();
        Self { shop: Shop::open().await, claims: Vec::new(), names: Vec::new() }
    }

    /// Asks, and gives the status and what the answer says apart from what a server makes up.
    async fn ask(&mut self, request: &Request, key: usize) -> (u16, Value) {
        let answer = self.send(request, &format!("key-{key}")).await;
        if let (Request::Claim { .. }, 201) = (request, answer.status) {
            let text = |pointer| answer.at(pointer).as_str().unwrap().to_owned();
            self.claims.push((text("/redemption/id"), text("/redemption/code")));
        }
        let mut body = if answer.text.is_empty() { Value::Null } else { answer.json() };
        self.rename(&mut body);
        (answer.status, body)
    }

    async fn send(&self, request: &Request, key: &str) -> Answer {
        let shop = &self.shop;
        let shopper = |number: u8| SHOPPERS[usize::from(number)];
        let claim = |number: u8| self.claims.get(usize::from(number) % self.claims.len().max(1)).cloned().unwrap_or_default();
        match request {
            Request::Pay { order, shopper: buyer, euros, with_code } => {
                let code = self.claims.last().filter(|_| *with_code).map(|(_, code)| code.as_str());
                let codes: Vec<&str> = code.into_iter().collect();
                let data = shop.order(&format!("o{order}"), Some(shopper(*buyer)), euros * 100, &codes);
                shop.webhook_with_id(&crate::common::event("order.paid", &data), key).await
            }
            Request::Refund { order, euros } => {
                let mut data = shop.order(&format!("o{order}"), None, 0, &[]);
                data["refunded"] = (euros * 100).into();
                shop.webhook_with_id(&crate::common::event("order.refunded", &data), key).await
            }
            Request::Cancel { order } => {
                let data = shop.order(&format!("o{order}"), None, 0, &[]);
                shop.webhook_with_id(&crate::common::event("order.cancelled", &data), key).await
            }
            Request::Claim { shopper: who, reward } => {
                let session = shop.sign_in(shopper(*who)).await;
                let body = json!({ "reward": REWARDS[usize::from(*reward)] });
                shop.change_with_key(&session, "/v1/me/redemptions", body, key).await
            }
            Request::Undo { shopper: who, claim: number } => {
                let session = shop.sign_in(shopper(*who)).await;
                let path = format!("/v1/me/redemptions/{}/cancel", claim(*number).0);
                shop.change_with_key(&session, &path, json!({}), key).await
            }
            Request::Act { shopper: who, rule } => {
                let session = shop.sign_in(shopper(*who)).await;
                let body = json!({ "rule": RULES[usize::from(*rule)] });
                shop.change_with_key(&session, "/v1/me/actions", body, key).await
            }
            Request::Activity { shopper: who, limit } => {
                let session = shop.sign_in(shopper(*who)).await;
                shop.get(&format!("/v1/me/transactions?limit={limit}"), &[("authorization", &session)]).await
            }
            Request::Code { claim: number } => {
                let key = format!("Bearer {}", crate::common::SECRET_KEY);
                shop.get(&format!("/v1/shops/demo/codes/{}", claim(*number).1), &[("authorization", &key)]).await
            }
            Request::Wait { time } => {
                shop.clock.advance(*time);
                shop.me(&shop.sign_in(SHOPPERS[0]).await).await
            }
        }
    }

    /// Puts a number for each id, code and cursor: the first to appear is 0 on either side.
    fn rename(&mut self, value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.rename(item)),
            Value::Object(fields) => {
                for (field, value) in fields {
                    match value {
                        Value::String(text) if is_made_up(field, text) => {
                            let known = self.names.iter().position(|name| name == text);
                            let number = known.unwrap_or(self.names.len());
                            if known.is_none() {
                                self.names.push(std::mem::take(text));
                            }
                            *value = json!(format!("#{number}"));
                        }
                        other => self.rename(other),
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_made_up(field: &str, text: &str) -> bool {
    let is_id = ["txn_", "rdm_", "cus_"].iter().any(|prefix| text.starts_with(prefix));
    // A problem's `code` is one of ours, in lower case.
    is_id || field == "next_cursor" || (field == "code" && text.contains('-')) || matches!(field, "link" | "referral_code")
}

#[test]
fn both_databases_give_the_same_answers() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut granted = 0;
    let seen = std::cell::RefCell::new(&mut granted);
    TestRunner::new(Config { cases: SEQUENCES, failure_persistence: None, ..Config::default() })
        .run(&prop::collection::vec(any_request(), REQUESTS), |requests| {
            runtime.block_on(async {
                let mut sides = [Side::open(On::Sqlite).await, Side::open(On::Postgres).await];
                for (key, request) in requests.iter().enumerate() {
                    let [sqlite, postgres] = &mut sides;
                    let answers = (sqlite.ask(request, key).await, postgres.ask(request, key).await);
                    prop_assert_eq!(&answers.0, &answers.1, "request {} of {:?}", key, requests);
                    **seen.borrow_mut() += u32::from(answers.0.0 < 300);
                }
                let entries = (sides[0].shop.entries().await, sides[1].shop.entries().await);
                prop_assert_eq!(entries.0, entries.1);
                for side in sides {
                    side.shop.audit().await;
                    side.shop.server.shutdown().await.unwrap();
                }
                Ok(())
            })
        })
        .unwrap();
    assert!(granted > SEQUENCES * 10, "requests that changed something were among them: {granted}");
    println!("{SEQUENCES} sequences of {REQUESTS} requests, {granted} of them granted");
}
