//! Referring friends over HTTP: from the link to both rewards, and every reason against it.

use crate::common::database::on_both;
use crate::common::{Answer, DAY, SECRET_KEY, Shop, event};
use loyalty_backend::Rate;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

on_both!(
    a_member_has_links_a_qr_code_and_invitations,
    both_are_rewarded_once_the_return_window_closes,
    a_friends_first_order_counts_without_the_code_too,
    a_member_is_no_friend_of_their_own,
    clicks_are_good_for_one_claim,
    every_reason_against_a_claim_is_told_to_both,
    households_and_offices_are_looked_at_and_devices_are_not_lent,
    the_merchant_decides_once,
    an_order_that_goes_back_takes_the_reward_along,
    an_order_called_off_before_it_is_paid_comes_to_the_same,
    orders_that_are_too_small_or_too_late_do_not_count,
    a_member_with_many_friends_is_looked_at,
    many_claims_from_one_network_are_looked_at_whoever_referred,
    two_who_refer_each_other_are_one_reward,
    many_claims_at_once_are_one_welcome,
    the_merchant_is_told_of_a_completed_referral,
    a_ring_earns_at_most_one_reward,
    clicks_and_claims_are_throttled_by_network,
);

const REWARD: i64 = 200;

/// Points for the order (5 a euro), for signing up (100), and 200 for a friend, who gets €5 off orders of €20.
fn programme(document: &mut Value) {
    let rules = document["earning"].as_array().unwrap().clone();
    let plain = rules.into_iter().filter(|rule| ["ern_purchase", "ern_sign_up"].contains(&rule["id"].as_str().unwrap()));
    let mut rules: Vec<Value> = plain.collect();
    rules.push(json!({ "id": "ern_referral", "kind": "referral", "title": { "en": "Refer a friend" }, "points": REWARD }));
    document["earning"] = rules.into();
    document["referral"] = json!({
        "landing": "http://127.0.0.1:4400/", "title": { "en": "€5 off" }, "value": { "kind": "fixed_amount", "amount": 500 },
        "minimum_order": 2000, "message": { "en": "{reward}: {url}" }, "channels": ["link", "whatsapp", "email"], "days": 30,
        "monthly_limit": 3, "disposable_domains": ["throwaway.example"]
    });
    for absent in ["vip", "collectibles", "bonuses"] {
        document.as_object_mut().unwrap().remove(absent);
    }
}

async fn open() -> Shop {
    Shop::with(programme, |config| config.trust_forwarded_for = true).await
}

/// Where a request comes from.
#[derive(Clone, Copy)]
struct From<'a> {
    session: Option<&'a str>,
    network: &'a str,
    device: Option<&'a str>,
}

fn at(network: &str) -> From<'_> {
    From { session: None, network, device: None }
}

impl Shop {
    async fn post_from(&self, from: From<'_>, path: &str, body: Value) -> Answer {
        let key = format!("key-{}", self.unique());
        let mut headers =
            vec![("content-type", "application/json"), ("x-forwarded-for", from.network), ("idempotency-key", &key)];
        headers.extend(from.session.map(|session| ("authorization", session)));
        headers.extend(from.device.map(|device| ("loyalty-device", device)));
        self.send(Method::POST, path, &headers, Some(body.to_string())).await
    }

    /// A member opens their links at home, in a network named like them.
    async fn referrer(&self, sub: &str, network: &str) -> (String, String) {
        let session = self.sign_in(sub).await;
        let answer = self.referral(&session, network).await;
        (session, answer.at("/summary/code").as_str().unwrap().to_owned())
    }

    async fn referral(&self, session: &str, network: &str) -> Answer {
        let answer = self.get("/v1/me/referral", &[("authorization", session), ("x-forwarded-for", network)]).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer
    }

    /// `(state, reason)` of a member's newest invitation.
    async fn newest(&self, session: &str) -> (String, Value) {
        let answer = self.get("/v1/me/referral", &[("authorization", session), ("x-forwarded-for", "198.51.100.250")]).await;
        (answer.at("/invitations/0/state").as_str().unwrap().to_owned(), answer.at("/invitations/0/reason"))
    }

    async fn click(&self, from: From<'_>, code: &str) -> String {
        let answer = self.post_from(from, "/v1/referrals/clicks", json!({ "shop": "demo", "code": code })).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.at("/id").as_str().unwrap().to_owned()
    }

    async fn take(&self, from: From<'_>, click: &str, email: &str) -> Answer {
        self.post_from(from, "/v1/referrals/claims", json!({ "shop": "demo", "click": click, "email": email })).await
    }

    /// A friend comes by a link and takes the offer: the code.
    async fn welcome(&self, from: From<'_>, code: &str, email: &str) -> String {
        let click = self.click(from, code).await;
        let answer = self.take(from, &click, email).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.at("/redemption/code").as_str().unwrap().to_owned()
    }

    /// An order of 40 euros of a friend.
    async fn friend_pays(&self, order: &str, sub: Option<&str>, email: &str, address: Option<&str>, codes: &[&str]) {
        let mut data = self.order(order, sub, 4_000, codes);
        data["email"] = email.into();
        data["address"] = address.into();
        let answer = self.webhook(&event("order.paid", &data)).await;
        assert_eq!(answer.status, 204, "{}", answer.text);
    }

    async fn cases(&self, state: &str) -> Vec<Value> {
        let authorization = format!("Bearer {SECRET_KEY}");
        let answer = self.get(&format!("/v1/shops/demo/referrals?state={state}"), &[("authorization", &authorization)]).await;
        answer.at("/items").as_array().unwrap().clone()
    }

    async fn review(&self, id: &str, accept: bool) -> Answer {
        let authorization = format!("Bearer {SECRET_KEY}");
        let headers = [("authorization", authorization.as_str()), ("content-type", "application/json")];
        let body = json!({ "accept": accept }).to_string();
        self.send(Method::POST, &format!("/v1/shops/demo/referrals/{id}/review"), &headers, Some(body)).await
    }
}

async fn a_member_has_links_a_qr_code_and_invitations() {
    let shop = open().await;
    let (session, code) = shop.referrer("ada", "203.0.113.1").await;
    assert_eq!(code.len(), 8);
    assert_eq!(shop.referral(&session, "203.0.113.1").await.at("/summary/code"), code, "the same each time");
    let account = shop.me(&session).await;
    assert_eq!(account.at("/referral/url"), format!("http://127.0.0.1:4400/?lref={code}"));
    let shared = shop.change(&session, "/v1/me/referral/shares", json!({ "channel": "whatsapp" })).await;
    assert_eq!((shared.status, shared.at("/state"), shared.at("/channel")), (201, "shared".into(), "whatsapp".into()));
    shop.change(&session, "/v1/me/referral/shares", json!({ "channel": "whatsapp" })).await;
    let referral = shop.referral(&session, "203.0.113.1").await;
    let links: Vec<Value> = referral.at("/links").as_array().unwrap().iter().map(|link| link["url"].clone()).collect();
    let link = |end: &str| json!(format!("http://127.0.0.1:4400/?lref={code}{end}"));
    assert_eq!(links, [link(""), link(".whatsapp"), link(".email")]);
    assert_eq!(referral.at("/invitations").as_array().unwrap().len(), 1, "shared again, and nobody came yet: one invitation");
    assert!(referral.at("/qr/path").as_str().unwrap().starts_with('M'));

    shop.click(at("203.0.113.2"), &format!("{}.whatsapp", code.to_lowercase())).await;
    shop.click(at("203.0.113.3"), &format!("{code}.whatsapp")).await;
    let referral = shop.referral(&session, "203.0.113.1").await;
    assert_eq!(referral.at("/invitations").as_array().unwrap().len(), 2);
    assert_eq!((referral.at("/invitations/0/state"), referral.at("/invitations/1/state")), ("clicked".into(), "clicked".into()));
    assert_eq!(shop.get("/v1/me/referral", &[]).await.problem(), (401, "session_required".into()));
}

async fn both_are_rewarded_once_the_return_window_closes() {
    let shop = open().await;
    let (session, code) = shop.referrer("ada", "203.0.113.1").await;
    let friend = at("203.0.113.2");
    let welcome = shop.welcome(friend, &format!("{code}.whatsapp"), "bob@example.com").await;
    assert_eq!(shop.newest(&session).await, ("claimed".into(), Value::Null));

    // The shop's checkout looks the code up, as any other.
    let authorization = format!("Bearer {SECRET_KEY}");
    let looked_up = async || shop.get(&format!("/v1/shops/demo/codes/{welcome}"), &[("authorization", &authorization)]).await;
    let found = looked_up().await;
    assert_eq!((found.at("/state"), found.at("/points"), found.at("/minimum_order")), ("issued".into(), 0.into(), 2000.into()));
    assert_eq!((found.at("/value/amount"), found.at("/title")), (500.into(), "€5 off".into()));
    assert_eq!(found.at("/expires_at"), "2026-07-01T12:00:00Z");

    shop.friend_pays("1", None, "bob@example.com", Some("1 Long Road"), &[&welcome]).await;
    assert_eq!(looked_up().await.problem(), (404, "unknown_code".into()), "used");
    let (available, pending, _, _) = shop.balance(&session).await;
    assert_eq!((available, pending), (100, REWARD));
    let referral = shop.referral(&session, "203.0.113.1").await;
    assert_eq!(referral.at("/invitations/0/state"), "pending");
    assert_eq!(referral.at("/invitations/0/approves_at"), "2026-06-15T12:00:00Z");
    assert_eq!((referral.at("/summary/pending"), referral.at("/summary/completed")), (1.into(), 0.into()));
    let line = shop.get("/v1/me/transactions", &[("authorization", &session)]).await;
    assert_eq!(
        (line.at("/items/0/title"), line.at("/items/0/order")),
        ("Refer a friend".into(), Value::Null),
        "the friend's order is theirs"
    );

    shop.clock.advance(14 * DAY);
    let session = shop.sign_in("ada").await;
    let referral = shop.referral(&session, "203.0.113.1").await;
    assert_eq!(referral.at("/invitations/0/state"), "completed");
    let summary = referral.at("/summary");
    assert_eq!((&summary["pending"], &summary["completed"], &summary["points"]), (&json!(0), &json!(1), &json!(REWARD)));
    assert_eq!(shop.balance(&session).await.0, 100 + REWARD);
    // An order that the friend places later is no second reward.
    shop.friend_pays("2", None, "bob@example.com", None, &[]).await;
    assert_eq!(shop.balance(&session).await.1, 0);
    shop.audit().await;
}

async fn a_friends_first_order_counts_without_the_code_too() {
    let shop = open().await;
    let (session, code) = shop.referrer("ada", "203.0.113.1").await;
    shop.welcome(at("203.0.113.2"), &code, "bob@example.com").await;
    shop.friend_pays("1", Some("bob"), "B.ob+shop@example.com", None, &[]).await;
    assert_eq!(shop.newest(&session).await.0, "claimed", "another address");
    shop.friend_pays("2", Some("zoe"), "Bob@Example.com", None, &[]).await;
    assert_eq!(shop.newest(&session).await.0, "pending", "the address they claimed with");

    let (eve, code) = shop.referrer("eve", "203.0.113.3").await;
    let mia = shop.sign_in("mia").await;
    shop.welcome(From { session: Some(&mia), network: "203.0.113.4", device: None }, &code, "mia@example.com").await;
    shop.friend_pays("3", Some("mia"), "other@example.com", None, &[]).await;
    assert_eq!(shop.newest(&eve).await.0, "pending", "the member who claimed");
}

async fn a_member_is_no_friend_of_their_own() {
    let shop = open().await;
    let (session, code) = shop.referrer("ada", "203.0.113.1").await;
    let own = From { session: Some(&session), network: "203.0.113.1", device: None };
    let answer = shop.post_from(own, "/v1/referrals/clicks", json!({ "shop": "demo", "code": code })).await;
    assert_eq!((answer.at("/own"), answer.at("/id")), (true.into(), "".into()));
    // Signed out, and signed in again for the claim.
    let click = shop.click(at("198.51.100.9"), &code).await;
    assert_eq!(shop.take(own, &click, "new@example.com").await.problem(), (409, "self_referral".into()));
    assert_eq!(shop.newest(&session).await, ("blocked".into(), "self_referral".into()));
    // As a guest, with the address they order with.
    shop.friend_pays("1", Some("ada"), "ada@example.com", None, &[]).await;
    let click = shop.click(at("198.51.100.9"), &code).await;
    assert_eq!(shop.take(at("198.51.100.9"), &click, "ADA@example.com.").await.problem(), (409, "self_referral".into()));
    assert_eq!(shop.newest(&session).await, ("blocked".into(), "same_email".into()));
    // By an order of their own with the friend's code.
    let welcome = shop.welcome(at("198.51.100.10"), &code, "fresh@example.com").await;
    shop.friend_pays("2", Some("ada"), "fresh@example.com", None, &[&welcome]).await;
    assert_eq!(shop.newest(&session).await, ("blocked".into(), "self_referral".into()));
    assert_eq!(shop.balance(&session).await.1, 400, "points of the orders alone");
    shop.audit().await;
}

async fn clicks_are_good_for_one_claim() {
    let shop = open().await;
    let (_, code) = shop.referrer("ada", "203.0.113.1").await;
    let friend = at("203.0.113.2");
    let click = shop.click(friend, &code).await;
    let first = shop.take(friend, &click, "bob@example.com").await;
    let again = shop.take(friend, &click, "Bob@example.com").await;
    assert_eq!((again.status, again.at("/redemption/code")), (201, first.at("/redemption/code")), "an answer that got lost");
    let late = shop.click(friend, &code).await;
    shop.clock.advance(30 * DAY);
    let (id, signature) = click.split_once('.').unwrap();
    let mut bodies = Vec::new();
    for wrong in [
        &click,
        &late,
        &format!("{id}.AAAA"),
        &format!("ref_0.{signature}"),
        &id.to_owned(),
        &"nonsense".to_owned(),
        &String::new(),
    ] {
        let answer = shop.take(friend, wrong, "zoe@example.com").await;
        assert_eq!(answer.problem(), (404, "unknown_click".into()), "{wrong}");
        bodies.push(answer.text);
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "used, over, forged, nonsense: {bodies:?}");
    let answer = shop.take(friend, &shop.click(friend, &code).await, "no address").await;
    assert_eq!((answer.problem(), answer.at("/field")), ((422, "invalid_email".into()), "email".into()));
    let answer = shop.post_from(friend, "/v1/referrals/clicks", json!({ "shop": "demo", "code": "AAAAAAAA" })).await;
    assert_eq!(answer.problem(), (404, "unknown_code".into()));
}

async fn every_reason_against_a_claim_is_told_to_both() {
    let shop = open().await;
    let (session, code) = shop.referrer("ada", "203.0.113.1").await;
    shop.friend_pays("1", Some("old"), "old@example.com", None, &[]).await;
    shop.friend_pays("2", None, "guest@example.com", None, &[]).await;
    shop.welcome(at("203.0.113.20"), &code, "bob@example.com").await;
    let old = shop.sign_in("old").await;
    let member = From { session: Some(&old), network: "203.0.113.21", device: None };
    for (name, from, email, reason) in [
        ("a customer's address", at("203.0.113.22"), "old@example.com", "existing_customer"),
        ("a guest's who ordered", at("203.0.113.23"), "guest@example.com", "existing_customer"),
        ("a customer's account", member, "new@example.com", "existing_customer"),
        ("took it before", at("203.0.113.24"), "BOB@example.com", "already_claimed"),
        ("an address for minutes", at("203.0.113.25"), "x@mailinator.com", "disposable_domain"),
        ("one of the shop's own list", at("203.0.113.26"), "x@throwaway.example", "disposable_domain"),
    ] {
        let click = shop.click(from, &code).await;
        let answer = shop.take(from, &click, email).await;
        assert_eq!(answer.problem(), (409, reason.into()), "{name}");
        assert_eq!(shop.newest(&session).await, ("blocked".into(), reason.into()), "{name}");
        assert_eq!(shop.take(from, &click, "another@example.com").await.problem().0, 404, "{name}: the click is used");
    }
    let blocked = shop.cases("blocked").await;
    assert_eq!(blocked.len(), 6);
    assert!(blocked.iter().all(|case| case["referrer"] == "ada"), "{blocked:?}");
}

async fn households_and_offices_are_looked_at_and_devices_are_not_lent() {
    let shop = open().await;
    let (session, code) = shop.referrer("ada", "203.0.113.1").await;
    shop.friend_pays("1", Some("ada"), "ada@example.com", Some("12 Baker Street, London"), &[]).await;
    let own = From { session: Some(&session), network: "203.0.113.1", device: Some("phone-1") };
    shop.post_from(own, "/v1/me/referral/shares", json!({ "channel": "link" })).await;

    let home = at("203.0.113.1");
    let click = shop.click(home, &code).await;
    let answer = shop.take(home, &click, "bob@example.com").await;
    assert_eq!((answer.status, answer.at("/in_review")), (201, true.into()), "the friend has their code all the same");
    shop.friend_pays("2", Some("bob"), "bob@example.com", Some("12 baker st., london"), &[]).await;
    assert_eq!(shop.newest(&session).await, ("in_review".into(), "same_address".into()));
    assert_eq!(shop.balance(&session).await.1, 200, "the order's points alone");
    let case = &shop.cases("in_review").await[0];
    assert_eq!((&case["referrer"], &case["friend"], &case["order"]), (&json!("ada"), &json!("bob"), &json!("2")));
    assert_eq!(case["reasons"], json!(["same_address", "same_network"]));

    let borrowed = From { session: None, network: "203.0.113.1", device: Some("phone-1") };
    let click = shop.click(borrowed, &code).await;
    assert_eq!(shop.take(borrowed, &click, "zoe@example.com").await.problem(), (409, "same_device".into()));
    let elsewhere = From { network: "203.0.113.77", ..borrowed };
    let click = shop.click(elsewhere, &code).await;
    assert_eq!(shop.take(elsewhere, &click, "mia@example.com").await.at("/in_review"), true, "a family's tablet");
}

async fn the_merchant_decides_once() {
    let shop = open().await;
    let (session, code) = shop.referrer("ada", "203.0.113.1").await;
    for (number, friend) in ["bob", "zoe"].into_iter().enumerate() {
        shop.welcome(at("203.0.113.1"), &code, &format!("{friend}@example.com")).await;
        shop.friend_pays(&number.to_string(), Some(friend), &format!("{friend}@example.com"), None, &[]).await;
    }
    let waiting = shop.cases("in_review").await;
    let id = |index: usize| waiting[index]["id"].as_str().unwrap().to_owned();
    let refused = shop.review(&id(0), false).await;
    assert_eq!((refused.status, refused.at("/state")), (200, "blocked".into()));
    assert_eq!(shop.newest(&session).await, ("blocked".into(), "same_network".into()));
    let accepted = shop.review(&id(1), true).await;
    assert_eq!((accepted.status, accepted.at("/state")), (200, "pending".into()));
    assert_eq!(shop.balance(&session).await.1, REWARD);
    for index in [0, 1] {
        assert_eq!(shop.review(&id(index), true).await.problem(), (409, "not_in_review".into()));
    }
    assert_eq!(shop.review("ref_0", true).await.problem(), (404, "unknown_referral".into()));
    assert_eq!(shop.cases("in_review").await, [] as [Value; 0]);
    shop.clock.advance(14 * DAY);
    assert_eq!(shop.cases("pending").await.len(), 1);
    let session = shop.sign_in("ada").await;
    assert_eq!(shop.balance(&session).await, (100 + REWARD, 0, 0, 100 + REWARD));
    shop.audit().await;
}

async fn an_order_that_goes_back_takes_the_reward_along() {
    for (name, after_days, part) in [("at once", 1, false), ("after the return window", 20, false), ("in part", 1, true)] {
        let shop = open().await;
        let (_, code) = shop.referrer("ada", "203.0.113.1").await;
        shop.welcome(at("203.0.113.2"), &code, "bob@example.com").await;
        shop.friend_pays("1", None, "bob@example.com", None, &[]).await;
        shop.clock.advance(after_days * DAY);
        shop.refunds("1", if part { 3_999 } else { 4_000 }).await;
        let session = shop.sign_in("ada").await;
        let (state, _) = shop.newest(&session).await;
        let (available, pending, ..) = shop.balance(&session).await;
        let expected = if part { ("pending", 100, REWARD) } else { ("expired", 100, 0) };
        assert_eq!((state.as_str(), available, pending), expected, "{name}");
        shop.cancels("1").await;
        assert_eq!(shop.newest(&session).await.0, "expired", "{name}, and cancelled");
        assert_eq!(shop.balance(&session).await.1, 0);
        assert_eq!(shop.referral(&session, "203.0.113.1").await.at("/summary/points"), 0, "{name}");
        shop.audit().await;
    }
}

async fn an_order_called_off_before_it_is_paid_comes_to_the_same() {
    let shop = open().await;
    let (session, code) = shop.referrer("ada", "203.0.113.1").await;
    shop.welcome(at("203.0.113.2"), &code, "bob@example.com").await;
    shop.cancels("1").await;
    shop.friend_pays("1", None, "bob@example.com", None, &[]).await;
    assert_eq!(shop.newest(&session).await.0, "expired");
    assert_eq!(shop.balance(&session).await.1, 0);
    shop.audit().await;
}

async fn orders_that_are_too_small_or_too_late_do_not_count() {
    let shop = open().await;
    let (session, code) = shop.referrer("ada", "203.0.113.1").await;
    shop.welcome(at("203.0.113.2"), &code, "bob@example.com").await;
    let mut small = shop.order("1", None, 1_999, &[]);
    small["email"] = "bob@example.com".into();
    assert_eq!(shop.webhook(&event("order.paid", &small)).await.status, 204);
    assert_eq!(shop.newest(&session).await.0, "claimed", "below the offer's minimum");
    shop.clock.advance(30 * DAY);
    shop.friend_pays("2", None, "bob@example.com", None, &[]).await;
    let session = shop.sign_in("ada").await;
    assert_eq!(shop.newest(&session).await.0, "expired");
    assert_eq!(shop.balance(&session).await.1, 0);
}

async fn a_member_with_many_friends_is_looked_at() {
    let shop = open().await;
    let (session, code) = shop.referrer("ada", "203.0.113.1").await;
    for number in 0..4 {
        let network = format!("203.0.114.{number}");
        shop.welcome(at(&network), &code, &format!("friend{number}@example.com")).await;
        shop.friend_pays(&number.to_string(), None, &format!("friend{number}@example.com"), None, &[]).await;
    }
    assert_eq!(shop.newest(&session).await, ("in_review".into(), "monthly_limit".into()));
    assert_eq!(shop.balance(&session).await.1, 3 * REWARD);
}

async fn many_claims_from_one_network_are_looked_at_whoever_referred() {
    let shop = open().await;
    let mut sessions = Vec::new();
    for number in 0..6 {
        let (session, code) = shop.referrer(&format!("member{number}"), &format!("203.0.114.{number}")).await;
        shop.welcome(at("203.0.113.7"), &code, &format!("friend{number}@example.com")).await;
        shop.friend_pays(&number.to_string(), None, &format!("friend{number}@example.com"), None, &[]).await;
        sessions.push(session);
    }
    for session in &sessions[..5] {
        assert_eq!(shop.newest(session).await.0, "pending");
    }
    assert_eq!(shop.newest(&sessions[5]).await, ("in_review".into(), "ip_velocity".into()));
}

async fn two_who_refer_each_other_are_one_reward() {
    let shop = open().await;
    let (ada, code) = shop.referrer("ada", "203.0.113.1").await;
    let bob = shop.sign_in("bob").await;
    shop.welcome(From { session: Some(&bob), network: "203.0.113.2", device: None }, &code, "bob@example.com").await;
    let (_, bobs) = shop.referrer("bob", "203.0.113.2").await;
    let click = shop.click(at("203.0.113.3"), &bobs).await;
    let back = From { session: Some(&ada), network: "203.0.113.3", device: None };
    assert_eq!(shop.take(back, &click, "ada@example.com").await.problem(), (409, "cycle".into()));
}

/// Accounts of one person who refers their next account each time, and the last the first.
async fn ring(length: usize, network: impl Fn(usize) -> String, device: impl Fn(usize) -> Option<String>) -> usize {
    let shop = open().await;
    let mut sessions = Vec::new();
    for number in 0..length {
        let (network, device) = (network(number), device(number));
        let session = shop.sign_in(&format!("member{number}")).await;
        let place = From { session: Some(&session), network: &network, device: device.as_deref() };
        shop.post_from(place, "/v1/me/referral/shares", json!({ "channel": "link" })).await;
        let referral = shop.referral(&session, &network).await;
        sessions.push((session, referral.at("/summary/code").as_str().unwrap().to_owned()));
    }
    for number in 0..length {
        let next = (number + 1) % length;
        let (network, device) = (network(next), device(next));
        let place = From { session: Some(&sessions[next].0), network: &network, device: device.as_deref() };
        let click = shop.click(place, &sessions[number].1).await;
        let email = format!("member{next}@example.com");
        let claimed = shop.take(place, &click, &email).await;
        let codes: Vec<String> = claimed.json()["redemption"]["code"].as_str().map(Into::into).into_iter().collect();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        shop.friend_pays(&number.to_string(), Some(&format!("member{next}")), &email, None, &codes).await;
    }
    shop.audit().await;
    shop.cases("pending").await.len()
}

async fn a_ring_earns_at_most_one_reward() {
    assert_eq!(ring(40, |_| "203.0.113.1".into(), |_| None).await, 0, "one network");
    let changing = |number: usize| format!("203.0.{}.{number}", 100 + number / 200);
    assert!(ring(40, changing, |_| Some("phone-1".into())).await <= 1, "one device, a network each");
    assert_eq!(ring(20, changing, |_| None).await, 19, "people with nothing in common: all but the one who closes the ring");
}

async fn clicks_and_claims_are_throttled_by_network() {
    let shop = Shop::with(programme, |config| {
        config.trust_forwarded_for = true;
        config.limits.friends = Rate { burst: 3, per_second: 0.1 };
    })
    .await;
    let (_, code) = shop.referrer("ada", "203.0.113.1").await;
    for _ in 0..3 {
        shop.click(at("2001:db8:1:2::1"), &code).await;
    }
    let body = json!({ "shop": "demo", "code": code });
    let answer = shop.post_from(at("2001:db8:1:2:3::4"), "/v1/referrals/clicks", body).await;
    assert_eq!((answer.problem(), answer.header("retry-after")), ((429, "rate_limited".into()), "10"), "the same network");
    shop.click(at("2001:db8:1:3::1"), &code).await;
}

#[tokio::test]
async fn nothing_is_kept_in_clear() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let shop = Shop::with(programme, |config| {
        config.trust_forwarded_for = true;
        config.database = format!("sqlite:{}", path.display());
    })
    .await;
    let (_, code) = shop.referrer("ada", "203.0.113.1").await;
    let friend = From { session: None, network: "198.51.100.213", device: Some("device-of-bob") };
    let welcome = shop.welcome(friend, &code, "bob.unusual@example.com").await;
    shop.friend_pays("1", Some("bob"), "bob.unusual@example.com", Some("77 Quixotic Lane"), &[&welcome]).await;
    shop.server.shutdown().await.unwrap();
    for name in ["a.db", "a.db-wal"] {
        let Ok(bytes) = std::fs::read(folder.path().join(name)) else { continue };
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for secret in ["unusual", "quixotic", "198.51.100.213", "device-of-bob"] {
            assert!(!text.contains(secret), "{name} has {secret}");
        }
    }
}

async fn many_claims_at_once_are_one_welcome() {
    let shop = std::sync::Arc::new(open().await);
    let (_, code) = shop.referrer("ada", "203.0.113.1").await;
    let mut clicks = Vec::new();
    for number in 0..20 {
        clicks.push((format!("203.0.114.{number}"), shop.click(at(&format!("203.0.114.{number}")), &code).await));
    }
    let mut claims = tokio::task::JoinSet::new();
    for (network, click) in clicks {
        let shop = shop.clone();
        claims.spawn(async move { shop.take(at(&network), &click, "bob@example.com").await.status });
    }
    let answers = claims.join_all().await;
    let count = |status: u16| answers.iter().filter(|answer| **answer == status).count();
    assert_eq!((count(201), count(409)), (1, 19), "{answers:?}");
}

async fn the_merchant_is_told_of_a_completed_referral() {
    let hook = json!({ "url": "https://127.0.0.1/hook", "secret": "whsec_b25seS1mb3ItdGVzdHMtb2YtcmVmZXJyYWxz", "events": ["referral.completed"] });
    let shop = Shop::with(
        |document| {
            programme(document);
            document["endpoints"] = json!([hook]);
        },
        |config| {
            config.trust_forwarded_for = true;
            config.sweep_every = Duration::from_millis(30);
            config.deliver_every = Duration::from_millis(30);
        },
    )
    .await;
    let (_, code) = shop.referrer("ada", "203.0.113.1").await;
    shop.welcome(at("203.0.113.2"), &code, "bob@example.com").await;
    shop.friend_pays("1", Some("bob"), "bob@example.com", None, &[]).await;
    shop.clock.advance(14 * DAY);
    let authorization = format!("Bearer {SECRET_KEY}");
    let begun = Instant::now();
    while shop.get("/v1/shops/demo/deliveries", &[("authorization", &authorization)]).await.at("/items") == json!([]) {
        assert!(begun.elapsed() < Duration::from_secs(20), "nobody was told");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let told: String =
        sqlx::query_scalar("SELECT body FROM deliveries").fetch_one(&mut shop.database.connect().await).await.unwrap();
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["type"], &told["timestamp"]), (&json!("referral.completed"), &json!("2026-06-15T12:00:00Z")));
    let data = &told["data"];
    assert_eq!((&data["customer"], &data["friend"], &data["order"]), (&json!("ada"), &json!("bob"), &json!("1")));
    assert_eq!(data["points"], REWARD);
    assert_eq!(shop.cases("completed").await.len(), 1);
}
