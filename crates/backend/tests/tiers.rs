//! VIP tiers: reached by buying, lost by a refund or by time, and the same whenever it is looked at.

use crate::common::database::on_both;
use crate::common::{self, DAY, Shop, event};
use loyalty_api::merchant::Adjustment;
use loyalty_api::order::OrderEvent;
use loyalty_api::redemption::RedemptionRequest;
use loyalty_backend::ledger::audit::audit;
use loyalty_backend::programme::{Programme, Programmes};
use loyalty_backend::store::{Store, customers, standings};
use loyalty_backend::vip::Record;
use loyalty_backend::{adjustments, orders, redemptions, sweep};
use serde_json::{Value, json};
use std::time::Duration;

on_both!(
    a_tier_is_reached_by_buying_and_lost_by_a_refund,
    a_tier_is_kept_to_the_end_of_the_next_year_and_lost_by_time,
    each_basis_and_window_counts_what_it_says,
    what_was_stored_is_what_history_says,
);

async fn a_tier_is_reached_by_buying_and_lost_by_a_refund() {
    let shop = Shop::whole(|_| {}).await;
    let session = shop.sign_in("ada").await;
    let vip = async || shop.me(&session).await.at("/vip");
    let joined = vip().await;
    assert_eq!((&joined["tier"], &joined["value"], &joined["celebrate"]), (&json!("tir_seedling"), &json!(0), &json!(false)));
    assert_eq!(joined["keep"], Value::Null, "what is everybody's cannot be lost");

    shop.pays("1", Some("ada"), 400, &[]).await;
    let grove = vip().await;
    assert_eq!((&grove["tier"], &grove["value"], &grove["celebrate"]), (&json!("tir_grove"), &json!(40_000), &json!(true)));
    assert_eq!(grove["since"], "2026-06-01T12:00:00Z");
    assert_eq!(grove["ends_at"], "2027-05-31T22:00:00Z", "a year from the day of joining, where the shop is");
    assert_eq!(grove["keep"], json!({ "until": "2027-06-14T22:00:00Z", "needed": 0 }));
    assert_eq!(grove["perks"].as_array().unwrap().len(), 3, "the secret one is told to those who are in");
    assert_eq!(grove["history"][0], json!({ "tier": "tir_grove", "at": "2026-06-01T12:00:00Z", "up": true }));
    // 2,000 for the order and 250 for entering; the tier that was skipped is not rewarded.
    assert_eq!(shop.balance(&session).await, (100, 2_250, 0, 100));

    let public = shop.get("/v1/shops/demo/program?locale=en", &[]).await;
    assert_eq!(public.at("/vip/tiers/2/perks/2"), json!({ "title": null }), "that there is one is told to everybody");
    assert_eq!(public.at("/vip/tiers/3/perks").as_array().unwrap().len(), 3, "and of the hidden one not even that");

    let told = shop.tell(&session, json!({ "celebrated": "tir_seedling" })).await;
    assert_eq!(told.at("/vip/celebrate"), true, "of another tier");
    let told = shop.tell(&session, json!({ "celebrated": "tir_grove" })).await;
    assert_eq!(told.at("/vip/celebrate"), false);

    shop.refunds("1", 10_000).await;
    let sapling = vip().await;
    assert_eq!(
        (&sapling["tier"], &sapling["value"], &sapling["celebrate"]),
        (&json!("tir_sapling"), &json!(30_000), &json!(false))
    );
    assert_eq!(sapling["history"][0]["up"], false);
    assert_eq!(
        shop.balance(&session).await.1,
        1_500 + 100,
        "points for entering go with the tier; as it is now, the lower was entered"
    );
    // An order does not count for one of the same moment.
    shop.clock.advance(Duration::from_secs(1));
    shop.pays("2", Some("ada"), 100, &[]).await;
    let again = vip().await;
    assert_eq!((&again["tier"], &again["celebrate"]), (&json!("tir_grove"), &json!(true)));
    assert_eq!(shop.balance(&session).await.1, 1_500 + 100 + 550 + 250);
    shop.audit().await;

    shop.clock.advance(15 * DAY);
    let session = shop.sign_in("ada").await;
    shop.cancels("2").await;
    assert_eq!(shop.me(&session).await.at("/vip/tier"), "tir_sapling");
    assert_eq!(shop.balance(&session).await.0, 100 + 1_500 + 100 + 250, "points that count stay");
    shop.pays("3", Some("ada"), 100, &[]).await;
    assert_eq!(shop.me(&session).await.at("/vip/tier"), "tir_grove");
    assert_eq!(shop.balance(&session).await.1, 550, "and are not given again");
    shop.audit().await;
}

async fn a_tier_is_kept_to_the_end_of_the_next_year_and_lost_by_time() {
    let shop = Shop::whole(|_| {}).await;
    shop.pays("1", Some("ada"), 400, &[]).await;
    for (name, days, tier, needed) in [
        ("in the year it was reached", 300, "tir_grove", json!(0)),
        ("all of the next", 430, "tir_grove", json!(40_000)),
        ("in the days of grace", 14, "tir_grove", json!(40_000)),
        ("after them", 1, "tir_seedling", Value::Null),
    ] {
        shop.clock.advance(days * DAY);
        let account = shop.me(&shop.sign_in("ada").await).await;
        assert_eq!(account.at("/vip/tier"), tier, "{name}");
        assert_eq!(account.json().pointer("/vip/keep/needed").cloned().unwrap_or_default(), needed, "{name}");
    }
    let history = shop.me(&shop.sign_in("ada").await).await.at("/vip/history");
    let expected = json!({ "tier": "tir_seedling", "at": "2028-06-14T22:00:00Z", "up": false });
    assert_eq!(history[0], expected, "it says when, however late it is looked at");
    shop.audit().await;
}

/// What is counted over what time, and the tier and value that orders of long ago, of three weeks ago and of now come to.
async fn each_basis_and_window_counts_what_it_says() {
    for (basis, window, days, value, tier) in [
        ("spend", "lifetime", json!(null), 6_000, "tir_b"),
        ("spend", "rolling", json!(30), 4_000, "tir_b"),
        ("spend", "rolling", json!(7), 1_000, "tir_a"),
        ("spend", "calendar", json!(null), 4_000, "tir_b"),
        ("orders", "lifetime", json!(null), 3, "tir_none"),
        ("points", "rolling", json!(30), 300, "tir_none"),
    ] {
        let thresholds = if basis == "spend" { [1_000, 3_000] } else { [1_000_000, 2_000_000] };
        let change = |document: &mut Value| {
            document["time_zone"] = "Europe/Warsaw".into();
            document["vip"] = json!({ "basis": basis, "window": window, "days": days, "tiers": [
                { "id": "tir_a", "name": { "en": "A" }, "threshold": thresholds[0] },
                { "id": "tir_b", "name": { "en": "B" }, "threshold": thresholds[1] },
            ]});
        };
        let shop = Shop::with(change, |_| {}).await;
        for (order, paid_at, cents) in
            [("1", "2025-12-31T22:59:59Z", 2_000), ("2", "2026-05-11T12:00:00Z", 3_000), ("3", "2026-06-01T12:00:00Z", 1_000)]
        {
            let mut data = shop.order(order, Some("ada"), cents, &[]);
            data["paid_at"] = paid_at.into();
            assert_eq!(shop.webhook(&event("order.paid", &data)).await.status, 204);
        }
        // Neither is in the programme's currency or part of a tier's measure by spending.
        let mut foreign = shop.order("4", Some("ada"), 900_000, &[]);
        foreign["cart"]["currency"] = "PLN".into();
        if basis == "spend" {
            assert_eq!(shop.webhook(&event("order.paid", &foreign)).await.status, 204);
        }
        let account = shop.me(&shop.sign_in("ada").await).await;
        assert_eq!(account.at("/vip/value"), value, "{basis} {window} {days}");
        let expected = if tier == "tir_none" { Value::Null } else { json!(tier) };
        assert_eq!(account.at("/vip/tier"), expected, "{basis} {window} {days}");
        shop.audit().await;
    }
}

/// A small generator, so that a failure can be run again.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// Random orders, refunds, cancellations and time: what was observed on the way is what the whole history comes to, told by
/// the backend's own function and by the plainest one.
async fn what_was_stored_is_what_history_says() {
    const THIRTY: i64 = 30 * 86_400_000;
    for seed in 0..6 {
        let mut random = seed;
        let database = common::database::Database::new().await;
        let store = Store::open(&database.url).await.unwrap();
        let mut document: Value = serde_json::from_str(common::DEMO).unwrap();
        document["vip"] = json!({ "basis": "spend", "window": "rolling", "days": 30, "tiers": [
            { "id": "tir_0", "name": { "en": "A" }, "threshold": 10_000, "entry_points": 50, "hundredths": 120 },
            { "id": "tir_1", "name": { "en": "B" }, "threshold": 20_000, "entry_points": 90 },
            { "id": "tir_2", "name": { "en": "C" }, "threshold": 30_000, "entry_points": 10 },
        ]});
        document["allow_debt"] = (seed % 2 == 0).into();
        let card = json!({ "kind": "gift_card", "amount": 500 });
        let reward = json!({ "id": "rwd_card", "title": { "en": "A card" }, "points": 120, "value": card, "code_days": 9 });
        document["rewards"].as_array_mut().unwrap().push(reward);
        let json = document.to_string();
        let version = loyalty_backend::programme::programmes::apply(&store, &json, common::START).await.unwrap();
        let programme = Programme { version, document: serde_json::from_str(&json).unwrap() };
        let programmes = Programmes::default();
        let mut now = common::START;
        let mut history: Vec<(i64, i64, i64)> = Vec::new();
        for step in 0..60 {
            let paid_at = jiff::Timestamp::from_millisecond(now).unwrap().to_string();
            let line = json!({ "product": "mug", "collections": [], "tags": [], "unit_price": 0, "quantity": 1, "discount": 0 });
            let mut data = json!({ "id": "", "customer": "ada", "codes": [], "refunded": null, "paid_at": paid_at,
                                   "cart": { "currency": "EUR", "lines": [line], "discount": 0 } });
            let which = if history.is_empty() { 0 } else { usize::try_from(next(&mut random)).unwrap() % history.len() };
            let mut write = store.write().await.unwrap();
            let known = customers::find(write.connection(), "demo", "ada").await.unwrap();
            if let Some(ada) = known.filter(|_| next(&mut random).is_multiple_of(4)) {
                // Whether these are granted or refused, everything adds up afterwards, and no tier follows from them.
                let points = i64::try_from(next(&mut random) % 400).unwrap() - 200;
                let correction = Adjustment { points, reason: "A correction".into() };
                let _ = adjustments::make(write.connection(), &programme, "ada", &correction, now).await;
                let request = RedemptionRequest { reward: "rwd_card".into(), points: None, cart: None };
                let _ = redemptions::claim(write.connection(), &programme, &ada, &request, now).await;
            }
            write.commit().await.unwrap();
            let kind = match next(&mut random) % 5 {
                0 | 1 => {
                    let cents = i64::try_from(next(&mut random) % 15_000).unwrap();
                    (data["id"], data["cart"]["lines"][0]["unit_price"]) = (history.len().to_string().into(), cents.into());
                    history.push((now, cents, 0));
                    "order.paid"
                }
                2 if !history.is_empty() => {
                    let so_far = history[which].1 / 2;
                    history[which].2 = history[which].2.max(so_far);
                    (data["id"], data["refunded"]) = (which.to_string().into(), so_far.into());
                    "order.refunded"
                }
                3 if !history.is_empty() => {
                    history[which].2 = history[which].1;
                    data["id"] = which.to_string().into();
                    "order.cancelled"
                }
                _ => {
                    now += i64::try_from(1 + next(&mut random) % 20).unwrap() * 86_400_000;
                    ""
                }
            };
            if kind.is_empty() {
                sweep::sweep(&store, &programmes, now, || false).await.unwrap();
            } else {
                let told: OrderEvent = serde_json::from_value(event(kind, &data)).unwrap();
                let (order, change) = orders::read(told).unwrap();
                let mut write = store.write().await.unwrap();
                orders::apply(write.connection(), &programme, &order, change, now).await.unwrap();
                write.commit().await.unwrap();
            }
            let mut read = store.read().await.unwrap();
            let Some(customer) = customers::find(&mut read, "demo", "ada").await.unwrap() else { continue };
            let counted =
                history.iter().filter(|(at, _, _)| now - THIRTY < *at).map(|(_, cents, back)| cents - back).sum::<i64>();
            let plain = (0..3).rev().find(|tier| counted >= (tier + 1) * 10_000).map(|tier| format!("tir_{tier}"));
            let record = Record::read(&mut read, &programme, &customer, now).await.unwrap().unwrap();
            let function = record.tier(now).map(|(_, tier)| tier.id.clone());
            let stored = standings::get(&mut read, &customer.id).await.unwrap().and_then(|standing| standing.tier);
            assert_eq!((&function, &stored), (&plain, &plain), "seed {seed}, step {step}: {counted} of {history:?}");
            assert_eq!(audit(&mut read, &programmes).await.unwrap(), [], "seed {seed}, step {step}");
        }
        drop(store);
    }
}
