//! What the page promises is what the server awards: the same rules over the public programme and over the webhook.

use crate::common::database::On;
use crate::common::{Shop, event};
use loyalty_api::account::Account;
use loyalty_api::cart::Cart;
use loyalty_api::program::{EarningKind, Program};
use loyalty_rules::{earn, vip};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use std::time::Duration;

const SELECTORS: [&str; 6] = ["product:tea", "product:mug", "collection:tea", "collection:gifts", "tag:sale", "tag:new"];

fn any_purchase() -> impl Strategy<Value = Value> {
    let selectors = || prop::collection::vec(prop::sample::select(SELECTORS.to_vec()), 0..3);
    let multipliers = prop::collection::vec((selectors(), 0i64..=1_000), 0..3);
    let rounding = prop::sample::select(vec!["floor", "nearest", "ceil"]);
    (0i64..=50, 1i64..=1_000, rounding, prop::option::of(0i64..=20_000), selectors(), multipliers).prop_map(
        |(points, per, rounding, minimum_order, excluded, multipliers)| {
            let multipliers: Vec<Value> = multipliers
                .into_iter()
                .map(|(applies_to, hundredths)| json!({ "applies_to": applies_to, "hundredths": hundredths }))
                .collect();
            json!({ "points": points, "per": per, "rounding": rounding, "minimum_order": minimum_order, "excluded": excluded,
                    "multipliers": multipliers })
        },
    )
}

fn any_cart() -> impl Strategy<Value = Value> {
    let product = prop::sample::select(vec!["tea", "mug", "gift-card"]);
    let collections = prop::sample::subsequence(vec!["tea", "gifts"], 0..=2);
    let tags = prop::sample::subsequence(vec!["sale", "new"], 0..=2);
    let line = (product, collections, tags, 0i64..=30_000, 1i64..=5, 0i64..=2_000).prop_map(
        |(product, collections, tags, unit_price, quantity, discount)| {
            json!({ "product": product, "collections": collections, "tags": tags, "unit_price": unit_price, "quantity": quantity,
                    "discount": discount })
        },
    );
    let currency = prop_oneof![9 => Just("EUR"), 1 => Just("eur"), 1 => Just("PLN")];
    (currency, prop::collection::vec(line, 0..5), 0i64..=5_000)
        .prop_map(|(currency, lines, discount)| json!({ "currency": currency, "lines": lines, "discount": discount }))
}

/// Two tiers, the first of them reached by 10 euros and the second by 200; and bonuses, of which some have ended and some are for
/// a tier.
fn any_boost() -> impl Strategy<Value = (Value, Value)> {
    let selectors = prop::collection::vec(prop::sample::select(SELECTORS.to_vec()), 0..3);
    let ends_at = prop::sample::select(vec!["2026-05-01T00:00:00Z", "2031-01-01T00:00:00Z"]);
    let tiers = prop::sample::subsequence(vec!["tir_a", "tir_b"], 0..=2);
    let bonus = (selectors, 100i64..=400, ends_at, tiers).prop_map(|(applies_to, hundredths, ends_at, tiers)| {
        json!({ "title": { "en": "More" }, "starts_at": "2026-01-01T00:00:00Z", "ends_at": ends_at, "applies_to": applies_to,
                "hundredths": hundredths, "tiers": tiers })
    });
    let bonuses = prop::collection::vec(bonus, 0..4).prop_map(|mut bonuses| {
        for (number, bonus) in bonuses.iter_mut().enumerate() {
            bonus["id"] = format!("bon_{number}").into();
        }
        Value::from(bonuses)
    });
    let vip = (100i64..=300, 100i64..=300).prop_map(|(first, second)| {
        json!({ "basis": "spend", "window": "lifetime", "days": null, "tiers": [
            { "id": "tir_a", "name": { "en": "A" }, "threshold": 1_000, "hundredths": first },
            { "id": "tir_b", "name": { "en": "B" }, "threshold": 20_000, "hundredths": second },
        ]})
    });
    (vip, bonuses)
}

/// What a page promises this member for this cart.
fn promise(program: &Program, account: &Account, cart: &Cart, now: i64) -> i64 {
    let rule = program.earning.iter().find(|rule| rule.kind == EarningKind::Purchase).unwrap();
    let tier = account.vip.as_ref().unwrap().tier.as_deref();
    let held = tier.and_then(|tier| vip::find(program.vip.as_ref(), tier));
    let millis = |text: &str| text.parse::<jiff::Timestamp>().ok().map(|time| time.as_millisecond());
    let boost = earn::Boost {
        tier_hundredths: held.map_or(100, |(_, tier)| tier.hundredths),
        bonuses: earn::running(&program.bonuses, tier, now, millis),
    };
    earn::points(rule.purchase.as_ref().unwrap(), &boost, cart, &program.currency).unwrap_or(0)
}

#[test]
fn the_award_is_what_the_public_programme_promises() {
    promises_are_kept(On::Memory, 100);
}

#[test]
fn the_award_is_what_the_public_programme_promises_on_postgres() {
    promises_are_kept(On::Postgres, 20);
}

fn promises_are_kept(on: On, cases: u32) {
    on.choose();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let shop = runtime.block_on(Shop::open());
    let mut awarded = 0;
    let seen = std::cell::RefCell::new(&mut awarded);
    let bought = prop::sample::select(vec![0, 50, 300]);
    let strategy = (any_purchase(), any_boost(), prop::collection::vec((bought, any_cart()), 1..4), 0i64..=1);
    TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() })
        .run(&strategy, |(purchase, (vip, bonuses), carts, pending_days)| {
            runtime.block_on(async {
                let mut document: Value = serde_json::from_str(crate::common::DEMO).unwrap();
                document["earning"][0]["purchase"] = purchase;
                (document["vip"], document["bonuses"]) = (vip, bonuses);
                document["pending_days"] = pending_days.into();
                shop.server.apply(&document.to_string()).await.unwrap();
                let program = shop.get("/v1/shops/demo/program", &[]).await.json();
                let program: Program = serde_json::from_value(program).unwrap();
                for (euros, cart) in carts {
                    let typed: Cart = serde_json::from_value(cart.clone()).unwrap();
                    let shopper = format!("shopper-{}", shop.unique());
                    shop.pays(&format!("before-{}", shop.unique()), Some(&shopper), euros, &[]).await;
                    shop.clock.advance(Duration::from_millis(1));
                    let session = shop.sign_in(&shopper).await;
                    let account: Account = serde_json::from_value(shop.me(&session).await.json()).unwrap();
                    let promised = promise(&program, &account, &typed, shop.clock.now_ms());
                    let mut order = shop.order(&format!("order-{}", shop.unique()), Some(&shopper), 0, &[]);
                    order["cart"] = cart;
                    assert_eq!(shop.webhook(&event("order.paid", &order)).await.status, 204);
                    let (available, pending, ..) = shop.balance(&session).await;
                    prop_assert_eq!(available + pending - account.balance.available - account.balance.pending, promised);
                    **seen.borrow_mut() += u32::from(promised > 0);
                }
                Ok(())
            })
        })
        .unwrap();
    assert!(awarded * 10 > cases * 3, "carts that earn were among them: {awarded}");
    runtime.block_on(shop.audit());
}
