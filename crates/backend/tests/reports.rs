//! Reports: every number against a small history that is counted by hand.

use crate::common::database::on_both;
use crate::common::{Answer, DAY, SECRET_KEY, Shop, event};
use reqwest::Method;
use serde_json::{Value, json};

on_both!(members_and_points, redemptions_and_breakage, tiers_and_their_changes, the_referral_funnel, members_buy_beside_others,);

/// Points for orders (5 a euro), for signing up (100), and for friends (200); two tiers by what was spent in a lifetime.
fn programme(document: &mut Value) {
    let rules = document["earning"].as_array().unwrap().clone();
    let plain = rules.into_iter().filter(|rule| ["ern_purchase", "ern_sign_up"].contains(&rule["id"].as_str().unwrap()));
    let mut rules: Vec<Value> = plain.collect();
    rules.push(json!({ "id": "ern_referral", "kind": "referral", "title": { "en": "Refer a friend" }, "points": 200 }));
    document["earning"] = rules.into();
    let rewards = document["rewards"].as_array().unwrap().clone();
    let plain = rewards.into_iter().filter(|reward| ["rwd_5_off", "rwd_free_shipping"].contains(&reward["id"].as_str().unwrap()));
    document["rewards"] = plain.collect();
    for reward in document["rewards"].as_array_mut().unwrap() {
        reward.as_object_mut().unwrap().remove("prices");
    }
    document["referral"] = json!({
        "landing": "http://127.0.0.1:4400/", "title": { "en": "€5 off" }, "value": { "kind": "fixed_amount", "amount": 500 },
        "minimum_order": 2000, "message": { "en": "{reward}: {url}" }, "channels": ["link", "whatsapp", "email"], "days": 30
    });
    document["vip"] = json!({ "basis": "spend", "window": "lifetime", "tiers": [
        { "id": "tir_low", "name": { "en": "Low" }, "threshold": 5_000 },
        { "id": "tir_high", "name": { "en": "High" }, "threshold": 10_000 }
    ] });
    document["time_zone"] = "UTC".into();
    for absent in ["collectibles", "bonuses"] {
        document.as_object_mut().unwrap().remove(absent);
    }
}

async fn report(shop: &Shop, path: &str) -> Answer {
    let authorization = format!("Bearer {SECRET_KEY}");
    shop.get(&format!("/v1/shops/demo/reports/{path}"), &[("authorization", &authorization)]).await
}

async fn rows(shop: &Shop, name: &str, from: &str, to: &str) -> Value {
    let answer = report(shop, &format!("{name}?from={from}&to={to}")).await;
    assert_eq!((answer.status, answer.at("/report")), (200, name.into()), "{}", answer.text);
    assert_eq!((answer.at("/from"), answer.at("/to")), (from.into(), to.into()));
    answer.at("/rows")
}

async fn guest_pays(shop: &Shop, order: &str, euros: i64, email: Option<&str>, codes: &[&str]) {
    let mut data = shop.order(order, None, euros * 100, codes);
    data["email"] = email.into();
    assert_eq!(shop.webhook(&event("order.paid", &data)).await.status, 204);
}

async fn come_by(shop: &Shop, code: &str, network: &str) -> String {
    let body = json!({ "shop": "demo", "code": code }).to_string();
    let headers = [("content-type", "application/json"), ("x-forwarded-for", network)];
    let answer = shop.send(Method::POST, "/v1/referrals/clicks", &headers, Some(body)).await;
    answer.at("/id").as_str().unwrap().to_owned()
}

async fn take(shop: &Shop, click: &str, email: &str, network: &str) -> Answer {
    let body = json!({ "shop": "demo", "click": click, "email": email }).to_string();
    let headers = [("content-type", "application/json"), ("x-forwarded-for", network)];
    shop.send(Method::POST, "/v1/referrals/claims", &headers, Some(body)).await
}

/// 1 and 2 June 2026, and 16 June, which is now.
async fn history() -> Shop {
    let shop = Shop::with(programme, |config| config.trust_forwarded_for = true).await;
    // 1 June. Ada and Eve join: 100 each. Ada's order: 500. Eve's: 100. Two guests', one of whom tells an address.
    let ada = shop.sign_in("ada").await;
    shop.sign_in("eve").await;
    shop.pays("1", Some("ada"), 100, &[]).await;
    shop.pays("2", Some("eve"), 20, &[]).await;
    guest_pays(&shop, "3", 30, Some("guest@example.com"), &[]).await;
    guest_pays(&shop, "4", 10, None, &[]).await;
    shop.clock.advance(DAY);
    // 2 June. The guest comes back. Half of Eve's order goes back: 50. Ada has three invitations: a friend who orders, one who
    // only looks, and the guest, who is no new customer.
    guest_pays(&shop, "5", 50, Some("Guest@Example.com"), &[]).await;
    shop.refunds("2", 1_000).await;
    let ada_again = shop.sign_in("ada").await;
    drop(ada);
    let own = shop.get("/v1/me/referral", &[("authorization", &ada_again), ("x-forwarded-for", "203.0.113.1")]).await;
    let code = own.at("/summary/code").as_str().unwrap().to_owned();
    let click = come_by(&shop, &code, "203.0.113.2").await;
    let welcome = take(&shop, &click, "bob@example.com", "203.0.113.2").await.at("/redemption/code");
    come_by(&shop, &format!("{code}.whatsapp"), "203.0.113.3").await;
    let click = come_by(&shop, &format!("{code}.email"), "203.0.113.4").await;
    assert_eq!(take(&shop, &click, "guest@example.com", "203.0.113.4").await.status, 409);
    guest_pays(&shop, "6", 40, Some("bob@example.com"), &[welcome.as_str().unwrap()]).await;
    shop.clock.advance(14 * DAY);
    // 16 June. All that counts. Ada spends 500 on an order that earns 125, and undoes another claim. Eve's second order, 50
    // points, is called off.
    let ada = shop.sign_in("ada").await;
    shop.sign_in("eve").await;
    let (_, five_off) = shop.claim(&ada, "rwd_5_off").await;
    shop.pays("7", Some("ada"), 25, &[&five_off]).await;
    let (undone, _) = shop.claim(&ada, "rwd_free_shipping").await;
    shop.change(&ada, &format!("/v1/me/redemptions/{undone}/cancel"), json!({})).await;
    shop.pays("8", Some("eve"), 10, &[]).await;
    shop.cancels("8").await;
    shop
}

const JUNE: (&str, &str) = ("2026-06-01", "2026-06-30");

async fn members_and_points() {
    let shop = history().await;
    let month = |name: &str, joined: i64, active: i64, erased: i64, total: i64| json!({ "month": name, "joined": joined, "active": active, "erased": erased, "total": total });
    assert_eq!(
        rows(&shop, "members", "2026-05-15", "2026-06-30").await,
        json!([month("2026-05", 0, 0, 0, 0), month("2026-06", 2, 2, 0, 2)])
    );

    let rule = |rule: &str, awards: i64, points: i64, taken_back: i64, pending: i64| json!({ "rule": rule, "awards": awards, "points": points, "taken_back": taken_back, "pending": pending });
    // 500 + 100 + 125 + 50, of which 50 and 50 went back, and 125 wait.
    let june =
        json!([rule("ern_purchase", 4, 775, 100, 125), rule("ern_sign_up", 2, 200, 0, 0), rule("ern_referral", 1, 200, 0, 0)]);
    assert_eq!(rows(&shop, "issuance", JUNE.0, JUNE.1).await, june);
    let first = json!([rule("ern_purchase", 2, 600, 50, 0), rule("ern_sign_up", 2, 200, 0, 0), rule("ern_referral", 0, 0, 0, 0)]);
    assert_eq!(rows(&shop, "issuance", "2026-06-01", "2026-06-01").await, first);

    let state = |state: &str, points: i64| json!({ "state": state, "points": points, "worth": points });
    // Ada: 100 + 500 + 200 - 500. Eve: 100 + 50.
    assert_eq!(
        rows(&shop, "liability", JUNE.0, JUNE.1).await,
        json!([state("available", 450), state("pending", 125), state("held", 0)])
    );
    let first = json!([state("available", 200), state("pending", 600), state("held", 0)]);
    assert_eq!(rows(&shop, "liability", "2026-06-01", "2026-06-01").await, first, "as it was");
    shop.audit().await;
}

async fn redemptions_and_breakage() {
    let shop = history().await;
    let answer = report(&shop, "redemptions?from=2026-06-01&to=2026-06-30").await;
    let reward = |reward: &str, used: i64, cancelled: i64, points: i64| json!({ "reward": reward, "claimed": 1, "used": used, "open": 0, "cancelled": cancelled, "expired": 0, "points": points });
    let expected = json!([reward("rwd_5_off", 1, 0, 500), reward("rwd_free_shipping", 0, 1, 0), reward("referral", 1, 0, 0)]);
    assert_eq!(answer.at("/rows"), expected);
    // 100 + 100 for joining, 500 and 50 for orders, 200 for the friend.
    assert_eq!(answer.at("/breakage"), json!({ "approved": 950, "spent": 500, "expired": 0, "rate": 0 }));

    shop.clock.advance(400 * DAY);
    for member in ["ada", "eve"] {
        shop.sign_in(member).await;
    }
    // Everything that was left: 300 and 125 of Ada's, 150 of Eve's.
    let breakage = async |from, to| report(&shop, &format!("redemptions?from={from}&to={to}")).await.at("/breakage");
    assert_eq!(breakage("2027-06-01", "2027-06-30").await, json!({ "approved": 0, "spent": 0, "expired": 575, "rate": 10_000 }));
    assert_eq!(
        breakage("2026-06-01", "2027-06-30").await,
        json!({ "approved": 1_075, "spent": 500, "expired": 575, "rate": 5_348 })
    );
}

async fn tiers_and_their_changes() {
    let shop = history().await;
    let tier = |tier: Option<&str>, members: i64, risen: i64, fallen: i64| json!({ "tier": tier, "members": members, "risen": risen, "fallen": fallen });
    let before = json!([tier(None, 1, 0, 0), tier(Some("tir_low"), 0, 0, 0), tier(Some("tir_high"), 1, 1, 0)]);
    assert_eq!(rows(&shop, "tiers", JUNE.0, JUNE.1).await, before);
    shop.cancels("1").await;
    let after = json!([tier(None, 2, 0, 1), tier(Some("tir_low"), 0, 0, 0), tier(Some("tir_high"), 0, 1, 0)]);
    assert_eq!(rows(&shop, "tiers", JUNE.0, JUNE.1).await, after, "25 euros are left");
}

async fn the_referral_funnel() {
    let shop = history().await;
    let row = |channel: Option<&str>, [invitations, clicked, claimed, ordered, completed, blocked, points]: [i64; 7]| {
        json!({ "channel": channel, "invitations": invitations, "clicked": clicked, "claimed": claimed, "ordered": ordered,
                "completed": completed, "in_review": 0, "blocked": blocked, "points": points })
    };
    let expected = json!([
        row(Some("link"), [1, 1, 1, 1, 1, 0, 200]),
        row(Some("whatsapp"), [1, 1, 0, 0, 0, 0, 0]),
        row(Some("email"), [1, 1, 0, 0, 0, 1, 0]),
        row(None, [3, 3, 1, 1, 1, 1, 200]),
    ]);
    assert_eq!(rows(&shop, "referrals", JUNE.0, JUNE.1).await, expected);
    assert_eq!(rows(&shop, "referrals", "2026-06-03", "2026-06-30").await[3], row(None, [0; 7]), "none began then");
}

async fn members_buy_beside_others() {
    let shop = history().await;
    let row = |group: &str, [customers, returning, repeat_rate, orders, spent, average_order]: [i64; 6]| {
        json!({ "group": group, "customers": customers, "returning": returning, "repeat_rate": repeat_rate, "orders": orders,
                "spent": spent, "average_order": average_order })
    };
    // Ada: 100 and 25. Eve: 20, of which 10 went back. The guest: 30 and 50; somebody: 10; Bob: 40.
    let expected = json!([row("members", [2, 1, 5_000, 3, 13_500, 4_500]), row("others", [3, 1, 3_333, 4, 13_000, 3_250])]);
    assert_eq!(rows(&shop, "customers", JUNE.0, JUNE.1).await, expected);
    let csv = report(&shop, "customers?from=2026-06-01&to=2026-06-30&format=csv").await;
    let expected = "group,customers,returning,repeat_rate,orders,spent,average_order\n\
                    members,2,1,5000,3,13500,4500\nothers,3,1,3333,4,13000,3250\n";
    assert_eq!((csv.text.as_str(), csv.header("content-type")), (expected, "text/csv; charset=utf-8"));
    assert_eq!(csv.header("content-disposition"), "attachment; filename=\"customers-2026-06-01-2026-06-30.csv\"");
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let shop = Shop::open().await;
    for (path, status, code, field) in [
        ("turnover", 404, "unknown_report", "name"),
        ("members?from=2026-06-02&to=2026-06-01", 422, "days_out_of_range", "from"),
        ("members?to=tomorrow", 400, "invalid_request", "to"),
        ("members?format=xml", 400, "invalid_request", "format"),
    ] {
        let answer = report(&shop, path).await;
        assert_eq!((answer.problem(), answer.at("/field")), ((status, code.into()), field.into()), "{path}");
    }
    for name in ["members", "issuance", "redemptions", "liability", "tiers", "referrals", "customers"] {
        for format in ["json", "csv"] {
            assert_eq!(report(&shop, &format!("{name}?format={format}")).await.status, 200, "{name} of a shop without a past");
        }
    }
    assert_eq!(shop.get("/v1/shops/demo/reports/members", &[]).await.problem().0, 401);
}
