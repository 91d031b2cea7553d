//! Reading and writing the wire types over the browser's own JSON.

use std::fmt::Debug;

use js_sys::{Object, Reflect};
use loyalty_api::account::{Account, RuleStatus};
use loyalty_api::action::{ActionReceipt, ActionRequest};
use loyalty_api::cart::Cart;
use loyalty_api::order::{Order, OrderEvent, OrderEventKind};
use loyalty_api::page::{FromJs, ReadError, ToJs};
use loyalty_api::problem::Problem;
use loyalty_api::profile::ProfileChange;
use loyalty_api::program::{EarningKind, Program, RewardValue, Rounding};
use loyalty_api::redemption::{Redemption, RedemptionReceipt, RedemptionRequest, RedemptionState};
use loyalty_api::referral::{Channel, InvitationState};
use loyalty_api::session::{Session, SessionRequest};
use loyalty_api::transaction::{Transaction, TransactionKind, TransactionPage, TransactionState};
use loyalty_api::vip::{TierBasis, TierWindow};
use loyalty_widget::browser::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::example;

fn parsed(text: &str) -> JsValue {
    json::parse(text).expect(text)
}

fn read<T: FromJs>(text: &str) -> Result<T, ReadError> {
    T::from_js(&parsed(text))
}

fn there_and_back<T: FromJs + ToJs + PartialEq + Debug>(value: &T) {
    let sent = json::stringify(&value.to_js());
    assert_eq!(read::<T>(&sent).as_ref(), Ok(value), "{sent}");
}

fn mistake<T: FromJs + Debug>(text: &str, path: &str, expected: &'static str) {
    match read::<T>(text) {
        Err(error) => assert_eq!((error.path.as_str(), error.expected), (path, expected), "{text}"),
        Ok(value) => panic!("{text} was read as {value:?}"),
    }
}

#[wasm_bindgen_test]
fn whole_values_come_back_as_they_were_sent() {
    let problem = Problem {
        r#type: "about:blank".into(),
        title: "Not enough points".into(),
        status: 409,
        code: "insufficient_points".into(),
        detail: Some("120 more.".into()),
        field: Some("reward".into()),
        points_needed: Some(120),
        amount_needed: Some(1),
        tier: Some("tir_grove".into()),
        until: Some(example::PAST.into()),
    };
    let order = Order {
        id: "#1001".into(),
        customer: Some("42".into()),
        cart: example::cart(1999),
        codes: vec!["HELD-1".into()],
        refunded: Some(500),
        paid_at: example::PAST.into(),
        email: Some("ada@shop.example".into()),
        address: Some("1 High Street".into()),
    };
    there_and_back(&example::program());
    there_and_back(&Program { points_name: Some(example::leaves()), ..example::program() });
    there_and_back(&example::account());
    there_and_back(&example::full_program());
    there_and_back(&example::full_account());
    there_and_back(&example::referral());
    there_and_back(&example::cart(1999));
    there_and_back(&example::transaction());
    there_and_back(&problem);
    there_and_back(&order);
    there_and_back(&ProfileChange { birthday: Some("--02-29".into()), newsletter: Some(true), celebrated: None });
    there_and_back(&SessionRequest { shop: "demo".into(), token: Some("a.b.c".into()) });
    there_and_back(&Session { token: "s".into(), expires_at: example::PAST.into(), account: Some(example::account()) });
    there_and_back(&RedemptionRequest { reward: "rwd_5".into(), points: Some(300), cart: Some(example::cart(1)) });
    there_and_back(&RedemptionReceipt { redemption: example::redemption(), account: example::account() });
    there_and_back(&ActionRequest { rule: "ern_visit".into(), consent: Some(true) });
    there_and_back(&ActionReceipt { transaction: Some(example::transaction()), account: example::account() });
    there_and_back(&TransactionPage { items: vec![example::transaction()], next_cursor: Some("next".into()) });
    for kind in OrderEventKind::ALL {
        there_and_back(&OrderEvent { r#type: *kind, data: order.clone() });
    }
}

#[wasm_bindgen_test]
fn every_kind_comes_back_as_it_was_sent() {
    fn each<T: FromJs + ToJs + PartialEq + Debug>(all: &[T]) {
        all.iter().for_each(there_and_back);
    }
    each(EarningKind::ALL);
    each(Rounding::ALL);
    each(RuleStatus::ALL);
    each(RedemptionState::ALL);
    each(TransactionKind::ALL);
    each(TransactionState::ALL);
    each(TierBasis::ALL);
    each(TierWindow::ALL);
    each(Channel::ALL);
    each(InvitationState::ALL);
    each(&[
        RewardValue::FixedAmount { amount: 1 },
        RewardValue::Percentage { percent: 10, max_amount: None },
        RewardValue::FreeShipping {},
        RewardValue::Variable { step: 100, amount: 100, maximum: 2000 },
        RewardValue::FreeProduct { product: "mug".into() },
        RewardValue::GiftCard { amount: 1000 },
        RewardValue::StoreCredit { amount: 1000 },
    ]);
}

#[wasm_bindgen_test]
fn names_on_the_wire_are_the_documented_ones() {
    let event = OrderEvent {
        r#type: OrderEventKind::Paid,
        data: Order {
            id: "1".into(),
            customer: None,
            cart: Cart { currency: "EUR".into(), lines: vec![], discount: 0 },
            codes: vec![],
            refunded: None,
            paid_at: "t".into(),
            email: None,
            address: None,
        },
    };
    let sent =
        r#"{"type":"order.paid","data":{"id":"1","cart":{"currency":"EUR","lines":[],"discount":0},"codes":[],"paid_at":"t"}}"#;
    assert_eq!(json::stringify(&event.to_js()), sent);
    assert_eq!(json::stringify(&RewardValue::FreeShipping {}.to_js()), r#"{"kind":"free_shipping"}"#);
    assert_eq!(json::stringify(&SessionRequest { shop: "demo".into(), token: None }.to_js()), r#"{"shop":"demo"}"#);
}

#[wasm_bindgen_test]
fn optional_fields_and_lists_may_be_missing_and_options_null() {
    let least = r#"{"shop":"demo","version":1,"name":"N","locale":"en","currency":"EUR","pending_days":0}"#;
    let program: Program = read(least).unwrap();
    assert_eq!((program.points_name, program.worth, program.theme), (None, None, None));
    assert!(program.earning.is_empty() && program.rewards.is_empty());
    let nulls: Program = read(&least.replace('}', r#","worth":null,"theme":null,"points_name":null}"#)).unwrap();
    assert_eq!((nulls.points_name, nulls.worth, nulls.theme), (None, None, None));
    let session: Session = read(r#"{"token":"s","expires_at":"t"}"#).unwrap();
    assert_eq!(session.account, None);
    let page: TransactionPage = read("{}").unwrap();
    assert_eq!((page.items, page.next_cursor), (vec![], None));
}

#[wasm_bindgen_test]
fn what_a_newer_server_adds_is_ignored() {
    let value = example::redemption().to_js();
    for (name, more) in [("colour", JsValue::from_str("red")), ("nested", Object::new().into())] {
        Reflect::set(&value, &name.into(), &more).unwrap();
    }
    assert_eq!(Redemption::from_js(&value), Ok(example::redemption()));
}

#[wasm_bindgen_test]
fn a_kind_of_a_newer_server_is_left_out_of_lists_alone() {
    let mut program = example::program();
    let sent = json::stringify(&program.to_js())
        // Whatever else a new kind brings or lacks, it goes as a whole.
        .replace(r#"{"kind":"percentage","percent":10,"max_amount":3000}"#, r#"{"kind":"lottery","tickets":[1]}"#)
        .replace(r#""kind":"sign_up""#, r#""kind":"pilgrimage""#);
    program.rewards.retain(|reward| reward.id != "rwd_10p");
    program.earning.retain(|rule| rule.id != "ern_join");
    assert_eq!(read::<Program>(&sent), Ok(program));

    let page = TransactionPage { items: vec![example::transaction(), example::transaction()], next_cursor: None };
    let sent = json::stringify(&page.to_js()).replacen(r#""earn""#, r#""donate""#, 1);
    assert_eq!(read::<TransactionPage>(&sent), Ok(TransactionPage { items: vec![example::transaction()], next_cursor: None }));

    let claim = json::stringify(&example::redemption().to_js());
    mistake::<Redemption>(&claim.replace(r#""used""#, r#""frozen""#), "state", "a known name");
    mistake::<Redemption>(&claim.replace(r#""fixed_amount""#, r#""lottery""#), "value", "a known name");
    let rule = r#"{"items":[{"id":7,"kind":"donate"}]}"#;
    mistake::<TransactionPage>(rule, "items.0.id", "a string");
}

#[wasm_bindgen_test]
fn a_mistake_names_its_place_and_what_belongs_there() {
    let account = json::stringify(&example::account().to_js());
    let changed = |from: &str, to: &str| {
        let changed = account.replacen(from, to, 1);
        assert_ne!(changed, account, "{from} is not in the example");
        changed
    };
    for (text, path, expected) in [
        ("null".to_owned(), "", "an object"),
        ("\"text\"".into(), "", "an object"),
        ("{}".into(), "customer", "an object"),
        ("[]".into(), "customer", "an object"),
        (changed(r#""id":"cus_1""#, r#""id":1"#), "customer.id", "a string"),
        (changed(r#""available":240"#, r#""available":"240""#), "balance.available", "a whole number"),
        (changed(r#""available":240"#, r#""available":240.5"#), "balance.available", "a whole number"),
        (changed(r#""available":240"#, r#""available":9007199254740992"#), "balance.available", "a whole number"),
        (changed(r#""available":240"#, r#""available":null"#), "balance.available", "a whole number"),
        (changed(r#""points":40"#, r#""points":true"#), "balance.next_expiry.points", "a whole number"),
        (changed(r#""code":"USED-2""#, r#""code":null"#), "redemptions.1.code", "a string"),
        (changed(r#""status":"limit_reached""#, r#""status":3"#), "earning.3.status", "a string"),
        (changed(r#""rewards":["#, r#""rewards":{},"was":["#), "rewards", "a list"),
        (changed(r#""rewards":["#, r#""rewards":null,"was":["#), "rewards", "a list"),
    ] {
        mistake::<Account>(&text, path, expected);
    }
    mistake::<Transaction>("{}", "id", "a string");
}

#[wasm_bindgen_test]
fn the_first_of_two_mistakes_is_told() {
    mistake::<SessionRequest>(r#"{"shop":1,"token":2}"#, "shop", "a string");
}

#[wasm_bindgen_test]
fn the_largest_exact_numbers_can_be_read() {
    for number in [0, -1, 9_007_199_254_740_991, -9_007_199_254_740_991] {
        assert_eq!(read::<i64>(&number.to_string()), Ok(number));
    }
    assert_eq!((read::<bool>("true"), read::<bool>("false")), (Ok(true), Ok(false)));
    mistake::<bool>("1", "", "true or false");
}

#[wasm_bindgen_test]
fn what_a_page_put_on_every_object_is_not_read() {
    let prototype = Object::get_prototype_of(&Object::new());
    let names = ["token", "expires_at", "next_cursor", "worth"];
    for name in names {
        Reflect::set(&prototype, &name.into(), &"polluted".into()).unwrap();
    }
    let (session, page) = (read::<Session>("{}"), read::<TransactionPage>(r#"{"items":[]}"#));
    for name in names {
        Reflect::delete_property(&prototype, &name.into()).unwrap();
    }
    assert_eq!(session, Err(ReadError { path: "token".into(), expected: "a string" }));
    assert_eq!(page, Ok(TransactionPage { items: vec![], next_cursor: None }));
}
