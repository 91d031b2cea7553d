//! Many at once, on one server and on two that share a database.

use crate::common::database::{On, on_both};
use crate::common::{Answer, DAY, Shop};
use serde_json::json;
use std::collections::HashSet;
use std::sync::Arc;
use tokio::task::JoinSet;

on_both!(
    one_key_has_one_effect,
    the_last_points_are_spent_once,
    one_order_told_many_times_at_once_is_awarded_once,
    orders_with_each_others_codes_are_all_settled,
    a_newcomer_told_of_many_times_at_once_is_one_member,
    a_daily_visit_counts_once_however_often_it_is_told,
    an_account_is_of_one_moment,
);

const MANY: usize = 50;

/// Two servers on one database, and a shopper with 5 points for each of these euros and 100 for signing up. On SQLite both are
/// the same one: it is for one process.
async fn shop_with(euros: i64) -> ([Arc<Shop>; 2], String) {
    let shop = Arc::new(Shop::open().await);
    let other = if On::current() == On::Postgres { Arc::new(shop.replica().await) } else { shop.clone() };
    shop.pays("1", Some("ada"), euros, &[]).await;
    shop.clock.advance(14 * DAY);
    let session = shop.sign_in("ada").await;
    ([shop, other], session)
}

/// Sends a request again for as long as it met others and lost, as senders are told to.
async fn until_settled<F: Future<Output = Answer>>(request: impl Fn() -> F) -> Answer {
    for _ in 0..20 {
        let answer = request().await;
        if answer.status != 503 {
            return answer;
        }
        assert_eq!((answer.problem().1.as_str(), answer.header("retry-after")), ("try_again", "1"));
    }
    panic!("the request never got its turn");
}

async fn one_key_has_one_effect() {
    let (shops, session) = shop_with(1_000).await;
    let mut requests = JoinSet::new();
    for number in 0..MANY {
        let (shop, session) = (shops[number % 2].clone(), session.clone());
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
    assert_eq!(shops[0].balance(&session).await.2, 500, "points are held once");
    shops[0].audit().await;
}

async fn the_last_points_are_spent_once() {
    // 400 for the order and 100 for signing up: enough for one reward of 500.
    let (shops, session) = shop_with(80).await;
    let mut requests = JoinSet::new();
    for number in 0..MANY {
        let (shop, session) = (shops[number % 2].clone(), session.clone());
        requests.spawn(async move { shop.change(&session, "/v1/me/redemptions", json!({ "reward": "rwd_5_off" })).await });
    }
    let answers = requests.join_all().await;
    let granted = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(granted, 1);
    for refused in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(refused.problem(), (409, "insufficient_points".into()));
        assert_eq!(refused.at("/points_needed"), 500);
    }
    assert_eq!(shops[0].balance(&session).await, (0, 0, 500, 500));
    shops[0].audit().await;
}

async fn one_order_told_many_times_at_once_is_awarded_once() {
    let (shops, session) = shop_with(0).await;
    let mut requests = JoinSet::new();
    for number in 0..MANY {
        let shop = shops[number / 2 % 2].clone();
        // Half of them repeat one message, half are messages of their own.
        let id = if number % 2 == 0 { "msg-same".into() } else { format!("msg-own-{number}") };
        let event = crate::common::event("order.paid", &shop.order("many", Some("ada"), 10_000, &[]));
        requests.spawn(async move { shop.webhook_with_id(&event, &id).await.status });
    }
    assert_eq!(requests.join_all().await, [204; MANY]);
    assert_eq!(shops[0].balance(&session).await.1, 500);
    shops[0].audit().await;
}

// Each order brings its buyer points and spends the other's: two transactions that want the same two members.
async fn orders_with_each_others_codes_are_all_settled() {
    let (shops, ada) = shop_with(1_000).await;
    shops[0].pays("2", Some("eve"), 1_000, &[]).await;
    shops[0].clock.advance(14 * DAY);
    let (ada, eve) = (shops[0].sign_in("ada").await, {
        drop(ada);
        shops[0].sign_in("eve").await
    });
    let mut orders = Vec::new();
    for number in 0..8 {
        let (buyer, owner) = if number % 2 == 0 { ("ada", &eve) } else { ("eve", &ada) };
        let (_, code) = shops[0].claim(owner, "rwd_5_off").await;
        orders.push(shops[0].order(&format!("of-{number}"), Some(buyer), 1_000, &[&code]));
    }
    let mut requests = JoinSet::new();
    for (number, order) in orders.into_iter().enumerate() {
        let (shop, event) = (shops[number / 2 % 2].clone(), crate::common::event("order.paid", &order));
        requests.spawn(async move {
            let tell = || {
                let (shop, event) = (shop.clone(), event.clone());
                async move { shop.webhook(&event).await }
            };
            until_settled(tell).await.status
        });
    }
    assert_eq!(requests.join_all().await, [204; 8]);
    for session in [&ada, &eve] {
        // 5,000 and 100 for signing up, less 4 rewards of 500; 4 orders of 10 euros are pending.
        assert_eq!(shops[0].balance(session).await, (3_100, 200, 0, 5_100));
    }
    shops[0].audit().await;
}

async fn a_newcomer_told_of_many_times_at_once_is_one_member() {
    let (shops, _) = shop_with(0).await;
    let mut requests = JoinSet::new();
    for number in 0..20 {
        let shop = shops[number / 2 % 2].clone();
        if number % 2 == 0 {
            requests.spawn(async move {
                shop.sign_in("new").await;
            });
        } else {
            requests.spawn(async move { shop.pays(&format!("new-{number}"), Some("new"), 10, &[]).await });
        }
    }
    requests.join_all().await;
    let session = shops[0].sign_in("new").await;
    assert_eq!(shops[0].balance(&session).await, (100, 500, 0, 100), "signing up counts once, each order once");
    shops[0].audit().await;
}

async fn a_daily_visit_counts_once_however_often_it_is_told() {
    let (shops, session) = shop_with(0).await;
    let mut requests = JoinSet::new();
    for number in 0..MANY {
        let (shop, session) = (shops[number % 2].clone(), session.clone());
        requests.spawn(async move { shop.change(&session, "/v1/me/actions", json!({ "rule": "ern_visit" })).await.status });
    }
    let granted = requests.join_all().await.into_iter().filter(|status| *status == 201).count();
    assert_eq!(granted, 1);
    shops[0].audit().await;
}

// The balance and the claims were read one after the other, and a claim made between them was in one and not in the other.
async fn an_account_is_of_one_moment() {
    let ([shop, other], session) = shop_with(1_000).await;
    let total = shop.balance(&session).await.0;
    let stopped = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let mut readers = JoinSet::new();
    for shop in [&shop, &other, &shop, &other] {
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
