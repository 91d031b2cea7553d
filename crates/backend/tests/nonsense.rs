//! Input that makes no sense: a clear error each time, nothing lost, no panic.

use crate::common::merchant::whole;
use crate::common::{DEMO, Shop, event};
use loyalty_api::quiz::QuizAnswer;
use loyalty_backend::identity::token;
use loyalty_backend::orders;
use loyalty_backend::programme::Document;
use loyalty_backend::programme::programmes::parse;
use loyalty_backend::quizzes::localise;
use loyalty_backend::webhooks::{shopify, standard};
use loyalty_rules::quiz::{result, walk};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Any JSON value, not too deep.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| prop::collection::vec(inner, 0..4).prop_map(Value::from))
}

/// The value at one of the places inside, the first if there are fewer.
fn nth_mut(value: &mut Value, place: usize) -> &mut Value {
    fn walk(value: &Value, path: String, paths: &mut Vec<String>) {
        paths.push(path.clone());
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, field)| walk(field, format!("{path}/{name}"), paths)),
            Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| walk(item, format!("{path}/{at}"), paths)),
            _ => {}
        }
    }
    let mut paths = Vec::new();
    walk(value, String::new(), &mut paths);
    let path = paths[place % paths.len()].clone();
    value.pointer_mut(&path).unwrap()
}

fn order() -> Value {
    let line = json!({ "product": "a", "collections": ["b"], "tags": ["c"], "unit_price": 100, "quantity": 1, "discount": 0 });
    let cart = json!({ "currency": "EUR", "lines": [line], "discount": 0 });
    json!({ "id": "1", "customer": "ada", "cart": cart, "codes": ["X"], "refunded": 5, "paid_at": "2026-06-01T12:00:00Z" })
}

proptest! {
    #[test]
    fn documents(place in any::<usize>(), value in any_json()) {
        let mut document = whole();
        *nth_mut(&mut document, place) = value;
        if let Err(mistakes) = parse(&document.to_string()) {
            prop_assert!(!mistakes.is_empty());
            for mistake in mistakes {
                prop_assert!(!mistake.path.is_empty() && !mistake.sentence.is_empty());
            }
        }
    }

    #[test]
    fn documents_that_are_no_json(text in ".{0,200}", cut in 0usize..4000) {
        prop_assert!(parse(&text).is_err());
        let cut = (0..=cut).rev().find(|at| DEMO.is_char_boundary(*at)).unwrap();
        prop_assert!(parse(&DEMO[..cut]).is_err());
    }

    #[test]
    fn tokens(text in ".{0,300}", parts in prop::collection::vec("[A-Za-z0-9_-]{0,80}", 0..5)) {
        let document = parse(DEMO).unwrap();
        prop_assert!(token::verify(&text, &document, 0).is_err());
        let refusal = token::verify(&parts.join("."), &document, 0).unwrap_err();
        prop_assert_eq!((refusal.status, refusal.code), (401, "invalid_token"));
    }

    #[test]
    fn signatures(id in ".{0,20}", timestamp in ".{0,20}", signature in ".{0,100}", body in prop::collection::vec(any::<u8>(), 0..100)) {
        let message = standard::Message { id: &id, timestamp: &timestamp, signature: &signature, body: &body };
        prop_assert!(standard::verify(message, &parse(DEMO).unwrap().webhook_secrets, 0).is_err());
        prop_assert!(!shopify::verify(&body, &signature, &["a secret of some length".into()]));
    }

    #[test]
    fn orders_of_shopify(topic in prop::sample::select(vec!["orders/paid", "orders/cancelled", "refunds/create", "x"]),
                         body in prop_oneof![any_json().prop_map(|value| value.to_string()), ".{0,80}"]) {
        if let Err(refusal) = shopify::read(topic, body.as_bytes(), "EUR") {
            prop_assert_eq!(refusal.status, 400);
        }
    }

    #[test]
    fn answers_in_quizzes(quiz in 0usize..3, place in any::<usize>(), value in any_json(), steps in any::<usize>()) {
        static DOCUMENT: LazyLock<Document> = LazyLock::new(|| parse(&whole().to_string()).unwrap());
        let quiz = localise::quiz(&DOCUMENT, &DOCUMENT.quizzes[quiz], "en");
        let mut answers = json!([
            { "element": "who", "choices": ["me"] }, { "element": "when", "choices": ["dawn", "day"] },
            { "element": "cups", "number": 3 }, { "element": "birthday", "text": "--02-29" },
            { "element": "email", "text": "ada@example.com", "consent": true }, { "element": "recommend", "number": 9 },
        ]);
        *nth_mut(&mut answers, place) = value;
        if let Ok(answers) = serde_json::from_value::<Vec<QuizAnswer>>(answers) {
            let walk = walk(&quiz, &answers, steps);
            prop_assert!(walk.path.len() <= steps.min(quiz.blocks.len()));
            prop_assert!(walk.answers.iter().all(|kept| answers.contains(kept)));
            result(&quiz, &walk, &localise::products(&DOCUMENT, "en"));
        }
    }

    #[test]
    fn order_events(place in any::<usize>(), value in any_json()) {
        let mut message = event("order.paid", &order());
        *nth_mut(&mut message, place) = value;
        if let Ok(event) = serde_json::from_value(message)
            && let Err(refusal) = orders::read(event) {
            prop_assert_eq!(refusal.status, 400);
            prop_assert!(refusal.details.field.is_some());
        }
    }
}

/// Orders that are of the right shape but with numbers beyond reason reach the ledger and leave it whole.
#[tokio::test]
async fn numbers_beyond_reason_leave_the_ledger_whole() {
    let shop = Shop::open().await;
    let extremes = [i64::MIN, -1, 0, 1, 10_000_000_000_000, i64::MAX];
    let mut number = 0;
    for price in extremes {
        for quantity in extremes {
            for discount in [0, -1, i64::MAX] {
                number += 1;
                let mut data = shop.order(&format!("o{number}"), Some("ada"), price, &[]);
                data["cart"]["lines"][0]["quantity"] = quantity.into();
                data["cart"]["discount"] = discount.into();
                assert_eq!(shop.webhook(&event("order.paid", &data)).await.status, 204, "{data}");
                data["refunded"] = i64::MAX.into();
                assert_eq!(shop.webhook(&event("order.refunded", &data)).await.status, 204, "{data}");
            }
        }
    }
    let session = shop.sign_in("ada").await;
    assert_eq!(shop.balance(&session).await.0, 100);
    shop.audit().await;
}
