//! What the page promises is what the server awards: the same rules over the public programme and over the webhook.

use crate::common::{Shop, event};
use loyalty_api::cart::Cart;
use loyalty_api::program::{EarningKind, Program};
use loyalty_rules::earn;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

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

#[test]
fn the_award_is_what_the_public_programme_promises() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let shop = runtime.block_on(Shop::open());
    let mut awarded = 0;
    let seen = std::cell::RefCell::new(&mut awarded);
    let strategy = (any_purchase(), prop::collection::vec(any_cart(), 1..4), 0i64..=1);
    TestRunner::new(Config { cases: 100, failure_persistence: None, ..Config::default() })
        .run(&strategy, |(purchase, carts, pending_days)| {
            runtime.block_on(async {
                let mut document: Value = serde_json::from_str(crate::common::DEMO).unwrap();
                document["earning"][0]["purchase"] = purchase;
                document["pending_days"] = pending_days.into();
                shop.server.apply(&document.to_string()).await.unwrap();
                let program = shop.get("/v1/shops/demo/program", &[]).await.json();
                let program: Program = serde_json::from_value(program).unwrap();
                let rule = program.earning.iter().find(|rule| rule.kind == EarningKind::Purchase).unwrap();
                for cart in carts {
                    let typed: Cart = serde_json::from_value(cart.clone()).unwrap();
                    let promised =
                        earn::points(rule.purchase.as_ref().unwrap(), &earn::Boost::NONE, &typed, &program.currency).unwrap_or(0);
                    let shopper = format!("shopper-{}", shop.unique());
                    let mut order = shop.order(&format!("order-{}", shop.unique()), Some(&shopper), 0, &[]);
                    order["cart"] = cart;
                    assert_eq!(shop.webhook(&event("order.paid", &order)).await.status, 204);
                    let (available, pending, ..) = shop.balance(&shop.sign_in(&shopper).await).await;
                    // 100 for signing up.
                    prop_assert_eq!(available + pending - 100, promised);
                    **seen.borrow_mut() += i32::from(promised > 0);
                }
                Ok(())
            })
        })
        .unwrap();
    assert!(awarded > 30, "carts that earn were among them: {awarded}");
    runtime.block_on(shop.audit());
}
