//! Many at once.

use crate::common::{DAY, Shop};
use serde_json::json;
use std::collections::HashSet;
use std::sync::Arc;
use tokio::task::JoinSet;

const MANY: usize = 50;

/// A shop on a database file, where connections really run side by side, and a shopper with these points.
async fn shop_with(euros: i64) -> (Arc<Shop>, String, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("race.db");
    let shop = Shop::with(|_| {}, |config| config.database = format!("sqlite:{}", path.display())).await;
    shop.pays("1", Some("ada"), euros, &[]).await;
    shop.clock.advance(14 * DAY);
    let session = shop.sign_in("ada").await;
    (Arc::new(shop), session, folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_has_one_effect() {
    let (shop, session, _folder) = shop_with(1_000).await;
    let mut requests = JoinSet::new();
    for _ in 0..MANY {
        let (shop, session) = (shop.clone(), session.clone());
        requests.spawn(async move {
            let body = json!({ "reward": "rwd_5_off" });
            shop.change_with_key(&session, "/v1/me/redemptions", body, "the-same").await
        });
    }
    let answers = requests.join_all().await;
    let mut codes = HashSet::new();
    for answer in &answers {
        match answer.status {
            201 => drop(codes.insert(answer.at("/redemption/code").as_str().unwrap().to_owned())),
            409 => {
                assert_eq!(answer.problem().1, "request_in_flight");
                assert_eq!(answer.header("retry-after"), "1");
            }
            _ => panic!("{answer:?}"),
        }
    }
    assert_eq!(codes.len(), 1, "every answer tells of the same claim");
    assert_eq!(shop.balance(&session).await.2, 500, "points are held once");
    shop.audit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_points_are_spent_once() {
    // 400 for the order and 100 for signing up: enough for one reward of 500.
    let (shop, session, _folder) = shop_with(80).await;
    let mut requests = JoinSet::new();
    for _ in 0..MANY {
        let (shop, session) = (shop.clone(), session.clone());
        requests.spawn(async move { shop.change(&session, "/v1/me/redemptions", json!({ "reward": "rwd_5_off" })).await });
    }
    let answers = requests.join_all().await;
    let granted = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(granted, 1);
    for refused in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(refused.problem(), (409, "insufficient_points".into()));
        assert_eq!(refused.at("/points_needed"), 500);
    }
    assert_eq!(shop.balance(&session).await, (0, 0, 500, 500));
    shop.audit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_order_told_many_times_at_once_is_awarded_once() {
    let (shop, session, _folder) = shop_with(0).await;
    let mut requests = JoinSet::new();
    for number in 0..MANY {
        let shop = shop.clone();
        // Half of them repeat one message, half are messages of their own.
        let id = if number % 2 == 0 { "msg-same".into() } else { format!("msg-own-{number}") };
        let event = crate::common::event("order.paid", &shop.order("many", Some("ada"), 10_000, &[]));
        requests.spawn(async move { shop.webhook_with_id(&event, &id).await.status });
    }
    assert_eq!(requests.join_all().await, [204; MANY]);
    assert_eq!(shop.balance(&session).await.1, 500);
    shop.audit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_daily_visit_counts_once_however_often_it_is_told() {
    let (shop, session, _folder) = shop_with(0).await;
    let mut requests = JoinSet::new();
    for _ in 0..MANY {
        let (shop, session) = (shop.clone(), session.clone());
        requests.spawn(async move { shop.change(&session, "/v1/me/actions", json!({ "rule": "ern_visit" })).await.status });
    }
    let granted = requests.join_all().await.into_iter().filter(|status| *status == 201).count();
    assert_eq!(granted, 1);
    shop.audit().await;
}

// The balance and the claims were read one after the other, and a claim made between them was in one and not in the other.
#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_of_one_moment() {
    let (shop, session, _folder) = shop_with(1_000).await;
    let total = shop.balance(&session).await.0;
    let stopped = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let mut readers = JoinSet::new();
    for _ in 0..4 {
        let (shop, session, stopped) = (shop.clone(), session.clone(), stopped.clone());
        readers.spawn(async move {
            let mut read = 0;
            while !stopped.load(std::sync::atomic::Ordering::SeqCst) {
                let account = shop.me(&session).await.json();
                let points = |name: &str| account["balance"][name].as_i64().unwrap();
                let claims = account["redemptions"].as_array().unwrap().iter().filter(|claim| claim["state"] == "held");
                let held: i64 = claims.map(|claim| claim["points"].as_i64().unwrap()).sum();
                assert_eq!((points("held"), points("available") + held), (held, total), "{account}");
                read += 1;
            }
            read
        });
    }
    for _ in 0..60 {
        let (claim, _) = shop.claim(&session, "rwd_5_off").await;
        shop.change(&session, &format!("/v1/me/redemptions/{claim}/cancel"), json!({})).await;
    }
    stopped.store(true, std::sync::atomic::Ordering::SeqCst);
    assert!(readers.join_all().await.iter().sum::<i32>() > 50, "there was something to read between");
}
