//! Campaigns: what everyone may see, what is given once, and what is kept of whom.

use crate::common::database::{On, on_both};
use crate::common::{Answer, DAY, Shop, WEBHOOK_SECRET, sign_webhook};
use loyalty_backend::programme::Programmes;
use loyalty_backend::store::Store;
use loyalty_backend::sweep::sweep;
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::task::JoinSet;

on_both!(
    a_code_is_given_once_checked_and_used,
    a_mystery_stays_what_it_was,
    two_reveals_at_once_are_one,
    an_address_takes_part_once,
    a_door_opens_on_its_day_in_the_shops_zone,
    points_wait_for_a_guest_to_sign_in,
    a_newsletter_needs_an_agreement_and_is_left_again,
    a_sale_ends_for_everyone_at_once,
    variations_give_what_they_show,
    what_is_for_others_is_not_given,
    what_is_held_and_forgotten,
    engagement_tells_what_decides,
    a_tier_is_as_far_as_what_tiers_go_by_says,
);

fn offer(kind: &str, fields: Value) -> Value {
    let mut offer = json!({ "kind": kind, "title": { "en": format!("A {kind}"), "pl": format!("Jakiś {kind}") } });
    offer.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    offer
}

fn campaign(name: &str, kind: &str, contents: Value) -> Value {
    json!({ "id": format!("cmp_{name}"), "kind": kind, "placement": "dialog", "contents": contents })
}

fn content(fields: Value) -> Value {
    let mut content = json!({ "headline": { "en": "Hello", "pl": "Cześć" } });
    content.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    content
}

/// One campaign of most kinds.
fn campaigns() -> Value {
    let five = offer("fixed", json!({ "amount": 500, "minimum_order": 2_000, "code_days": 30 }));
    let sentence = json!({ "en": "Write to me.", "pl": "Piszcie do mnie." });
    let weighted = |kind: &str, weight: i64, fields: Value| {
        let mut offer = offer(kind, fields);
        offer["weight"] = weight.into();
        offer
    };
    let mystery = json!([
        weighted("percentage", 1, json!({ "percent": 20 })),
        weighted("percentage", 1, json!({ "percent": 5 })),
        weighted("free_shipping", 1, json!({})),
        weighted("nothing", 1, json!({})),
    ]);
    let mut sale =
        campaign("sale", "flash", json!([content(json!({ "offers": [offer("percentage", json!({ "percent": 15 }))] }))]));
    (sale["starts_at"], sale["ends_at"]) = ("2026-06-02T00:00:00Z".into(), "2026-06-04T18:00:00+02:00".into());
    let door = |day: &str| json!({ "day": day, "offers": [offer("percentage", json!({ "percent": 10 }))] });
    let doors = json!([door("2026-06-01"), door("2026-06-02"), door("2026-06-24")]);
    json!([
        campaign("welcome", "welcome", json!([content(json!({ "offers": [five] }))])),
        campaign("mystery", "mystery", json!([content(json!({ "offers": mystery }))])),
        campaign(
            "letter",
            "newsletter",
            json!([content(json!({
                "email": true, "consent": sentence, "offers": [offer("fixed", json!({ "amount": 300 }))]
            }))])
        ),
        campaign("points", "offer", json!([content(json!({ "offers": [offer("points", json!({ "points": 50 }))] }))])),
        campaign("advent", "calendar", json!([content(json!({ "doors": doors }))])),
        campaign("nudge", "nudge", json!([content(json!({}))])),
        sale,
    ])
}

async fn open() -> Shop {
    Shop::whole(|document| {
        document["campaigns"] = campaigns();
        document["experiments"] = json!([]);
    })
    .await
}

async fn guest(shop: &Shop) -> String {
    format!("Bearer {}", shop.exchange(None).await.at("/token").as_str().unwrap())
}

/// Takes what a campaign has, from a device where one is named.
async fn take(shop: &Shop, session: &str, device: Option<&str>, name: &str, body: Value) -> Answer {
    let key = format!("key-{}", shop.unique());
    let mut headers = vec![("authorization", session), ("content-type", "application/json"), ("idempotency-key", key.as_str())];
    headers.extend(device.map(|device| ("loyalty-device", device)));
    shop.send(Method::POST, &format!("/v1/campaigns/cmp_{name}/reveal"), &headers, Some(body.to_string())).await
}

async fn engagement(shop: &Shop, session: &str, device: Option<&str>) -> Answer {
    let mut headers = vec![("authorization", session)];
    headers.extend(device.map(|device| ("loyalty-device", device)));
    shop.get("/v1/me/engagement", &headers).await
}

async fn till(shop: &Shop, code: &str) -> Answer {
    shop.merchant(Method::GET, &format!("/codes/{code}"), None).await
}

fn text(answer: &Answer, pointer: &str) -> String {
    answer.at(pointer).as_str().unwrap_or_else(|| panic!("no text at {pointer}: {}", answer.text)).to_owned()
}

#[tokio::test]
async fn everyone_sees_the_same_campaigns_without_weights_and_doors() {
    let shop = open().await;
    let answer = shop.get("/v1/shops/demo/campaigns?locale=pl", &[]).await;
    assert_eq!((answer.status, answer.header("content-language")), (200, "pl"));
    assert_eq!(answer.at("/quiet_seconds"), 60);
    let list = answer.json()["campaigns"].clone();
    assert_eq!(list.as_array().unwrap().len(), 7);
    assert_eq!(list[0]["contents"][0]["offers"][0]["title"], "Jakiś fixed");
    assert_eq!(list[1]["contents"][0]["offers"].as_array().unwrap().len(), 4, "what can come of it is no secret");
    assert_eq!(list[4]["contents"][0]["doors"], json!(["2026-06-01", "2026-06-02", "2026-06-24"]));
    for secret in ["weight", "code_days", "\"percent\":10"] {
        assert!(!answer.text.contains(secret), "{secret} in {}", answer.text);
    }
    let again = shop.get("/v1/shops/demo/campaigns?locale=pl", &[("if-none-match", answer.header("etag"))]).await;
    assert_eq!((again.status, again.text.as_str()), (304, ""));
    let english = shop.get("/v1/shops/demo/campaigns", &[("accept-language", "en")]).await;
    assert_eq!(english.at("/campaigns/0/contents/0/headline"), "Hello");
    assert!(english.header("vary").contains("Accept-Language"));
    shop.clock.advance(4 * DAY);
    let later = shop.get("/v1/shops/demo/campaigns?locale=pl", &[]).await;
    assert_eq!(later.json()["campaigns"].as_array().unwrap().len(), 6, "the sale is over");
    assert_eq!(shop.get("/v1/shops/demo/program", &[]).await.at("/campaigns"), true);
    assert_eq!(Shop::open().await.get("/v1/shops/demo/program", &[]).await.at("/campaigns"), false);
    assert_eq!(shop.get("/v1/shops/nobody/campaigns", &[]).await.problem(), (404, "unknown_shop".into()));
}

async fn a_code_is_given_once_checked_and_used() {
    let shop = open().await;
    let session = shop.sign_in("ada").await;
    let first = take(&shop, &session, None, "welcome", json!({})).await;
    assert_eq!(first.status, 201, "{}", first.text);
    assert_eq!((first.at("/outcome"), first.at("/state")), (json!("code"), json!("issued")));
    assert_eq!(first.at("/expires_at"), "2026-07-01T12:00:00Z");
    let code = text(&first, "/code");
    assert_eq!(code.len(), 19, "16 characters of 5 bits: {code}");
    let again = take(&shop, &session, None, "welcome", json!({})).await;
    assert_eq!((again.status, again.json()), (200, first.json()), "the same, however often it is asked for");

    let known = till(&shop, &code.to_lowercase()).await;
    assert_eq!(known.at("/value"), json!({ "kind": "fixed_amount", "amount": 500 }));
    assert_eq!((known.at("/minimum_order"), known.at("/points")), (json!(2_000), json!(0)));
    assert_eq!(shop.me(&session).await.at("/redemptions/0/code"), code.as_str(), "it is with the member's rewards");
    shop.pays("1", Some("ada"), 40, &[&code]).await;
    assert_eq!(till(&shop, &code).await.problem(), (404, "unknown_code".into()));
    assert_eq!(engagement(&shop, &session, None).await.at("/reveals/0/state"), "used");
    shop.cancels("1").await;
    assert_eq!(till(&shop, &code).await.status, 200, "an order that is called off gives it back");
    shop.clock.advance(30 * DAY);
    assert_eq!(till(&shop, &code).await.problem(), (404, "unknown_code".into()));
    let session = shop.sign_in("ada").await;
    assert_eq!(engagement(&shop, &session, None).await.at("/reveals/0/state"), "expired");
    assert_eq!(take(&shop, &session, None, "welcome", json!({})).await.at("/code"), code.as_str(), "there is no second");
    for (name, refused) in [("nothing", (404, "unknown_campaign")), ("nudge", (409, "nothing_to_reveal"))] {
        assert_eq!(take(&shop, &session, None, name, json!({})).await.problem(), (refused.0, refused.1.into()));
    }
    assert_eq!(take(&shop, &session, None, "welcome", json!({ "wish": 1 })).await.problem(), (400, "invalid_request".into()));
    let nobody = take(&shop, "Bearer guest.demo.short", None, "welcome", json!({})).await;
    assert_eq!(nobody.problem(), (401, "token_expired".into()));
    shop.audit().await;
}

async fn a_mystery_stays_what_it_was() {
    let shop = open().await;
    let mut drawn = BTreeSet::new();
    for number in 0..30 {
        let device = format!("device-{number}");
        let first = take(&shop, &guest(&shop).await, Some(&device), "mystery", json!({})).await;
        let reloaded = take(&shop, &guest(&shop).await, Some(&device), "mystery", json!({})).await;
        assert_eq!((first.status, reloaded.status, first.json()), (201, 200, reloaded.json()), "after a reload");
        drawn.insert(format!("{} {}", first.at("/offer/kind"), first.at("/offer/percent")));
        let nothing = first.at("/offer/kind") == "nothing";
        assert_eq!(first.at("/outcome") == "nothing", nothing);
        assert_eq!(first.at("/code").is_null(), nothing);
    }
    // With four prizes of one weight, thirty draws miss one of them once in a thousand runs; three of them never.
    assert!(drawn.len() >= 2, "{drawn:?}");
    let (one, other) = (guest(&shop).await, guest(&shop).await);
    let first = take(&shop, &one, None, "mystery", json!({})).await;
    assert_eq!(take(&shop, &one, None, "mystery", json!({})).await.json(), first.json(), "without a device by the session");
    assert_eq!(take(&shop, &other, None, "mystery", json!({})).await.status, 201, "another guest draws for themselves");
    shop.audit().await;
}

async fn two_reveals_at_once_are_one() {
    let shop = Arc::new(open().await);
    let other = if On::current() == On::Postgres { Arc::new(shop.replica().await) } else { shop.clone() };
    let member = shop.sign_in("ada").await;
    let visitor = guest(&shop).await;
    for (session, device, name, body) in [
        (member.clone(), None, "mystery", json!({})),
        (member, None, "points", json!({})),
        (visitor.clone(), Some("phone"), "mystery", json!({})),
        (visitor, Some("phone"), "letter", json!({ "email": "eve@example.com", "consent": true })),
    ] {
        let mut requests = JoinSet::new();
        for number in 0..20 {
            let (shop, session, body) = ([&shop, &other][number % 2].clone(), session.clone(), body.clone());
            requests.spawn(async move { take(&shop, &session, device, name, body).await });
        }
        let answers = requests.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1, "{name}");
        let given: BTreeSet<String> = answers.iter().map(|answer| answer.json().to_string()).collect();
        assert_eq!(given.len(), 1, "{given:?}");
    }
    let session = shop.sign_in("ada").await;
    assert_eq!(shop.balance(&session).await.0, 150, "100 for joining, 50 once");
    let mut database = shop.database.connect().await;
    let codes: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM redemptions").fetch_one(&mut database).await.unwrap();
    assert!(codes <= 3, "no code is left over: {codes}");
    // One key is one request, and another body under it is refused.
    let answer = |body: Value| {
        let (shop, session) = (shop.clone(), session.clone());
        async move { shop.change_with_key(&session, "/v1/campaigns/cmp_welcome/reveal", body, "one-key").await }
    };
    let first = answer(json!({})).await;
    assert_eq!((answer(json!({})).await.json(), first.status), (first.json(), 201));
    assert_eq!(answer(json!({ "consent": true })).await.problem(), (422, "idempotency_key_reused".into()));
    shop.audit().await;
}

async fn an_address_takes_part_once() {
    let shop = open().await;
    let ask = |email: &'static str| json!({ "email": email, "consent": true });
    let first = take(&shop, &guest(&shop).await, Some("a"), "letter", ask("Eve@Example.com")).await;
    assert_eq!((first.status, first.at("/outcome")), (201, json!("code")), "{}", first.text);
    let again = take(&shop, &guest(&shop).await, Some("b"), "letter", ask("eve@example.com")).await;
    assert_eq!((again.problem(), again.at("/field")), ((409, "already_claimed".into()), json!("email")));
    for (body, code) in [
        (json!({ "consent": true }), (422, "email_required")),
        (json!({ "email": "eve", "consent": true }), (422, "invalid_email")),
        (json!({ "email": "eve@mailinator.com", "consent": true }), (409, "disposable_domain")),
        (json!({ "email": "bob@example.com" }), (422, "consent_required")),
        (json!({ "email": "bob@example.com", "consent": false }), (422, "consent_required")),
    ] {
        let refused = take(&shop, &guest(&shop).await, Some("c"), "letter", body.clone()).await;
        assert_eq!(refused.problem(), (code.0, code.1.into()), "{body}");
    }
    let last = take(&shop, &guest(&shop).await, Some("c"), "letter", ask("bob@example.com")).await;
    assert_eq!(last.status, 201, "a refusal leaves nothing behind");
    let sentence = shop.merchant(Method::GET, "/subscriptions", None).await;
    let emails: Vec<Value> = sentence.json()["items"].as_array().unwrap().iter().map(|item| item["email"].clone()).collect();
    assert_eq!(emails, ["bob@example.com", "Eve@Example.com"], "only who agreed");
}

async fn a_door_opens_on_its_day_in_the_shops_zone() {
    // It is noon on 1 June in Warsaw, where the shop is; its day ends at 22:00 UTC.
    let shop = open().await;
    let session = shop.sign_in("ada").await;
    let first = take(&shop, &session, None, "advent", json!({ "door": "2026-06-01" })).await;
    assert_eq!((first.status, first.at("/door")), (201, json!("2026-06-01")), "{}", first.text);
    for (door, refused) in [
        (json!("2026-06-02"), (409, "door_closed")),
        (json!("2026-06-03"), (404, "unknown_door")),
        (json!(null), (404, "unknown_door")),
    ] {
        let answer = take(&shop, &session, None, "advent", json!({ "door": door })).await;
        assert_eq!((answer.problem(), answer.at("/field")), ((refused.0, refused.1.into()), json!("door")), "{door}");
    }
    assert_eq!(engagement(&shop, &session, None).await.at("/today"), "2026-06-01");
    shop.clock.advance(std::time::Duration::from_secs(10 * 3600));
    let session = shop.sign_in("ada").await;
    assert_eq!(engagement(&shop, &session, None).await.at("/today"), "2026-06-02");
    let second = take(&shop, &session, None, "advent", json!({ "door": "2026-06-02" })).await;
    assert_eq!(second.status, 201, "it is the second of June there: {}", second.text);
    assert_ne!(second.at("/code"), first.at("/code"));
    let opened = take(&shop, &session, None, "advent", json!({ "door": "2026-06-01" })).await;
    assert_eq!((opened.status, opened.at("/code")), (200, first.at("/code")), "what was opened stays open");
    let late = take(&shop, &shop.sign_in("bob").await, None, "advent", json!({ "door": "2026-06-01" })).await;
    assert_eq!(late.problem(), (409, "door_closed".into()));
    let answered = engagement(&shop, &session, None).await.at("/answered");
    assert_eq!(answered, json!([]), "there is another door tomorrow");
}

async fn points_wait_for_a_guest_to_sign_in() {
    let shop = open().await;
    let promised = take(&shop, &guest(&shop).await, Some("phone"), "points", json!({})).await;
    assert_eq!((promised.at("/outcome"), promised.at("/offer/points")), (json!("sign_in"), json!(50)));
    let coded = take(&shop, &guest(&shop).await, Some("phone"), "welcome", json!({})).await;
    take(&shop, &guest(&shop).await, Some("phone"), "mystery", json!({})).await;
    let session = shop.sign_in("ada").await;
    assert_eq!(engagement(&shop, &session, Some("phone")).await.at("/reveals/1/outcome"), "code", "known by the device");
    // Asked for at once by two members who share the device, it is one's; the other has a draw of their own in the end.
    let eve = shop.sign_in("eve").await;
    let (one, other) = tokio::join!(
        take(&shop, &session, Some("phone"), "mystery", json!({})),
        take(&shop, &eve, Some("phone"), "mystery", json!({})),
    );
    assert!([one.status, other.status].iter().all(|status| matches!(status, 200 | 201 | 409)), "{} {}", one.text, other.text);
    for _ in 0..2 {
        let given = take(&shop, &session, Some("phone"), "points", json!({})).await;
        assert_eq!((given.status, given.at("/outcome")), (200, json!("points")));
        assert_eq!(shop.balance(&session).await, (150, 0, 0, 150));
    }
    take(&shop, &session, Some("phone"), "welcome", json!({})).await;
    let account = shop.me(&session).await.json();
    let codes: Vec<&Value> = account["redemptions"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert!(codes.contains(&&coded.at("/code")), "the code is the member's now: {codes:?}");
    let bob = shop.sign_in("bob").await;
    let own = take(&shop, &bob, Some("phone"), "points", json!({})).await;
    assert_eq!((own.status, own.at("/outcome")), (201, json!("points")), "another member on the device has a draw of their own");
    let theirs = take(&shop, &bob, Some("phone"), "welcome", json!({})).await;
    assert_ne!(theirs.at("/code"), coded.at("/code"), "and sees nothing of the first one's");
    let after = guest(&shop).await;
    let refused = take(&shop, &after, Some("phone"), "welcome", json!({})).await;
    assert_eq!(refused.problem(), (409, "already_claimed".into()), "signing out is no way to a second one");
    assert_eq!(engagement(&shop, &after, Some("phone")).await.at("/reveals"), json!([]));
    let title = shop.get("/v1/me/transactions", &[("authorization", &session), ("accept-language", "pl")]).await;
    assert_eq!(title.at("/items/0/title"), "Jakiś points");
    shop.audit().await;
}

async fn a_newsletter_needs_an_agreement_and_is_left_again() {
    let shop = open().await;
    let session = shop.sign_in("ada").await;
    let given = take(&shop, &session, None, "letter", json!({ "consent": true, "email": "ada@example.com" })).await;
    assert_eq!(given.status, 201, "{}", given.text);
    assert_eq!(shop.me(&session).await.at("/customer/newsletter"), true);
    let eve = take(&shop, &guest(&shop).await, Some("b"), "letter", json!({ "consent": true, "email": "eve@example.com" })).await;
    assert_eq!(eve.status, 201);
    let listed = shop.merchant(Method::GET, "/subscriptions?limit=1", None).await;
    assert_eq!(listed.at("/items/0/sentence"), "Write to me.");
    assert_eq!(listed.at("/items/0/source"), "cmp_letter");
    let cursor = text(&listed, "/next_cursor");
    let rest = shop.merchant(Method::GET, &format!("/subscriptions?cursor={cursor}"), None).await;
    assert_eq!((rest.json()["items"].as_array().unwrap().len(), rest.at("/next_cursor")), (1, json!(null)));

    assert_eq!(shop.tell(&session, json!({ "newsletter": false })).await.status, 200);
    let withdraw = |email: &str| shop.merchant(Method::POST, "/subscriptions/withdraw", Some(json!({ "email": email })));
    assert_eq!(withdraw("EVE@example.com").await.status, 204);
    assert_eq!(withdraw("stranger@example.com").await.status, 204, "whether it was there is nobody's business");
    assert_eq!(withdraw("eve").await.problem(), (422, "invalid_email".into()));
    assert_eq!(shop.merchant(Method::GET, "/subscriptions", None).await.at("/items"), json!([]), "nobody is left");
    let mut database = shop.database.connect().await;
    let told: Vec<String> = sqlx::query_scalar("SELECT data FROM events WHERE kind = 'newsletter.subscribed'")
        .fetch_all(&mut database)
        .await
        .unwrap();
    assert!(told.iter().all(|data| !data.contains('@')), "no message has an address: {told:?}");
    let anyone = shop.get("/v1/shops/demo/subscriptions", &[]).await;
    assert_eq!(anyone.problem().0, 401);
}

async fn a_sale_ends_for_everyone_at_once() {
    let shop = open().await;
    let session = shop.sign_in("ada").await;
    let early = take(&shop, &session, None, "sale", json!({})).await;
    assert_eq!(early.problem(), (409, "campaign_not_running".into()));
    shop.clock.advance(2 * DAY);
    let session = shop.sign_in("ada").await;
    let given = take(&shop, &session, None, "sale", json!({})).await;
    assert_eq!(given.at("/expires_at"), "2026-06-04T16:00:00Z", "not later for who comes later");
    assert_eq!(till(&shop, &text(&given, "/code")).await.status, 200);
    shop.clock.advance(2 * DAY);
    let (ada, bob) = (shop.sign_in("ada").await, shop.sign_in("bob").await);
    assert_eq!(till(&shop, &text(&given, "/code")).await.problem(), (404, "unknown_code".into()));
    assert_eq!(take(&shop, &bob, None, "sale", json!({})).await.problem(), (409, "campaign_not_running".into()));
    let mine = take(&shop, &ada, None, "sale", json!({})).await;
    assert_eq!((mine.status, mine.at("/state")), (200, json!("expired")), "what one has can be looked at");
}

async fn variations_give_what_they_show() {
    let shop = Shop::whole(|document| {
        let variation = |index: i64, offer: Value| content(json!({ "variation": index, "offers": [offer] }));
        let contents = json!([
            variation(1, offer("fixed", json!({ "amount": 500 }))),
            variation(2, offer("percentage", json!({ "percent": 10 }))),
        ]);
        let mut tested = campaign("tested", "offer", contents);
        tested["experiment"] = "five-or-ten".into();
        document["campaigns"] = json!([tested]);
        let third = |name: &str, weight: i64| json!({ "name": name, "weight": weight });
        document["experiments"] = json!([{ "key": "five-or-ten", "bucket_version": 1,
            "variations": [third("nothing", 3_334), third("€5", 3_333), third("10 %", 3_333)] }]);
    })
    .await;
    let session = shop.sign_in("ada").await;
    for variation in [json!(null), json!(0), json!(3)] {
        let refused = take(&shop, &session, None, "tested", json!({ "variation": variation })).await;
        assert_eq!(refused.problem(), (422, "unknown_variation".into()), "{variation}");
    }
    let given = take(&shop, &session, None, "tested", json!({ "variation": 2 })).await;
    assert_eq!(given.at("/offer/percent"), 10);
    let other = take(&shop, &session, None, "tested", json!({ "variation": 1 })).await;
    assert_eq!((other.status, other.json()), (200, given.json()), "nobody has both");
}

async fn what_is_for_others_is_not_given() {
    let shop = Shop::whole(|document| {
        let give = |name: &str, condition: Value| {
            let mut given =
                campaign(name, "offer", json!([content(json!({ "offers": [offer("fixed", json!({ "amount": 500 }))] }))]));
            given["targeting"] = condition;
            given
        };
        document["campaigns"] = json!([
            give("members", json!({ "member": true, "path": "/nowhere" })),
            give("second", json!({ "orders": 1 })),
            give("june", json!({ "date": { "$gte": "2026-06-02" } })),
            give("forest", json!({ "tier": "tir_forest" })),
        ]);
        document["experiments"] = json!([]);
    })
    .await;
    let (visitor, session) = (guest(&shop).await, shop.sign_in("ada").await);
    let refused = (403, "not_eligible".to_owned());
    for name in ["members", "second", "june", "forest"] {
        assert_eq!(take(&shop, &visitor, None, name, json!({})).await.problem(), refused, "{name}");
    }
    assert_eq!(take(&shop, &session, None, "members", json!({})).await.status, 201, "the page is believed about its path");
    shop.pays("1", Some("ada"), 20, &[]).await;
    assert_eq!(take(&shop, &session, None, "second", json!({})).await.status, 201);
    shop.pays("2", Some("ada"), 20, &[]).await;
    assert_eq!(take(&shop, &session, None, "second", json!({})).await.status, 200, "what was given stays given");
    assert_eq!(take(&shop, &session, None, "june", json!({})).await.problem(), refused);
    shop.clock.advance(DAY);
    let session = shop.sign_in("ada").await;
    assert_eq!(take(&shop, &session, None, "june", json!({})).await.status, 201);
    assert_eq!(take(&shop, &session, None, "forest", json!({})).await.problem(), refused);
}

async fn what_is_held_and_forgotten() {
    let shop = open().await;
    let session = shop.sign_in("ada").await;
    take(&shop, &session, None, "letter", json!({ "consent": true, "email": "ada@example.com" })).await;
    let visitor = guest(&shop).await;
    let code = text(&take(&shop, &visitor, Some("phone"), "welcome", json!({})).await, "/code");
    let held = shop.merchant(Method::GET, "/members/ada/export", None).await;
    assert_eq!(held.at("/held/reveals/0/campaign"), "cmp_letter");
    assert_eq!(held.at("/held/reveals/0/offer/amount"), 300);
    assert_eq!(held.at("/held/subscriptions/0/email"), "ada@example.com");
    assert_eq!(held.at("/held/consents/0/sentence"), "Write to me.");
    assert!(!held.text.contains("cmp_welcome"), "nothing of others");
    // What she gave as a guest is hers, too, as soon as it is known to be.
    let body = json!({ "consent": true, "email": "Ada@Home.example" });
    take(&shop, &guest(&shop).await, Some("desk"), "letter", body).await;
    let told = json!({ "type": "customer.updated", "data": { "id": "ada", "email": "ada@home.example" } }).to_string();
    let time = (shop.clock.now_ms() / 1000).to_string();
    let signature = sign_webhook(WEBHOOK_SECRET, "m1", &time, &told);
    let headers = [("webhook-id", "m1"), ("webhook-timestamp", time.as_str()), ("webhook-signature", signature.as_str())];
    assert_eq!(shop.send(Method::POST, "/v1/webhooks/demo/customers", &headers, Some(told)).await.status, 204);
    let held = shop.merchant(Method::GET, "/members/ada/export", None).await;
    assert_eq!(held.at("/held/subscriptions/1/email"), "Ada@Home.example");
    assert_eq!(shop.merchant(Method::DELETE, "/members/ada", None).await.status, 204);
    let mut database = shop.database.connect().await;
    let mut left = async |table: &str| {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        sqlx::query_scalar::<_, i64>(&sql).fetch_one(&mut database).await.unwrap()
    };
    assert_eq!((left("reveals").await, left("subscriptions").await), (2, 0), "the guests' are left");

    let headers = [("authorization", visitor.as_str()), ("loyalty-device", "phone")];
    assert_eq!(engagement(&shop, &visitor, Some("phone")).await.at("/answered"), json!(["cmp_welcome"]));
    assert_eq!(shop.send(Method::DELETE, "/v1/me/engagement", &headers, None).await.status, 204);
    assert_eq!((left("reveals").await, engagement(&shop, &visitor, Some("phone")).await.at("/reveals")), (1, json!([])));
    assert_eq!(till(&shop, &code).await.status, 200, "a code that was given stays good");
    let stored: Vec<String> =
        sqlx::query_scalar("SELECT unit FROM reveals").fetch_all(&mut shop.database.connect().await).await.unwrap();
    assert!(stored.iter().all(|unit| !unit.contains("desk")), "a device is kept as a keyed hash: {stored:?}");
    shop.clock.advance(401 * DAY);
    let store = Store::open(&shop.database.url).await.unwrap();
    sweep(&store, &Programmes::default(), shop.clock.now_ms(), || false).await.unwrap();
    assert_eq!(left("reveals").await, 0, "a guest who never came back is forgotten");
    shop.audit().await;
}

async fn engagement_tells_what_decides() {
    let shop = Shop::whole(|document| {
        document["campaigns"] = campaigns();
        (document["vip"]["basis"], document["vip"]["tiers"][1]["threshold"]) = ("points".into(), 15_000.into());
    })
    .await;
    let session = shop.sign_in("ada").await;
    let fresh = engagement(&shop, &session, None).await;
    assert_eq!((fresh.at("/orders"), fresh.at("/unredeemed"), fresh.at("/answered")), (json!(0), json!(null), json!([])));
    shop.pays("1", Some("ada"), 200, &[]).await;
    shop.pays("2", Some("ada"), 20, &[]).await;
    shop.cancels("2").await;
    shop.clock.advance(15 * DAY);
    let session = shop.sign_in("ada").await;
    shop.claim(&session, "rwd_5_off").await;
    let told = engagement(&shop, &session, None).await;
    assert_eq!((told.at("/orders"), told.at("/unredeemed")), (json!(1), json!("€5 off")));
    assert_eq!(told.at("/expiring"), shop.me(&session).await.at("/balance/next_expiry"));
    let next = told.at("/next_tier").as_i64().unwrap();
    assert!((1..15_000).contains(&next), "{next}");
    let visitor = engagement(&shop, &guest(&shop).await, None).await;
    assert_eq!((visitor.at("/orders"), visitor.at("/expiring"), visitor.at("/next_tier")), (json!(0), json!(null), json!(null)));
    let signed_out = shop.get("/v1/me/engagement", &[]).await;
    assert_eq!(signed_out.problem(), (401, "session_required".into()));
}

async fn a_tier_is_as_far_as_what_tiers_go_by_says() {
    for (basis, thresholds, missing) in [("spend", [15_000, 40_000, 90_000], 20_000), ("orders", [3, 9, 20], 2)] {
        let shop = Shop::whole(|document| {
            document["vip"]["basis"] = basis.into();
            for (place, threshold) in thresholds.into_iter().enumerate() {
                document["vip"]["tiers"][place + 1]["threshold"] = threshold.into();
            }
        })
        .await;
        shop.pays("1", Some("ada"), 200, &[]).await;
        shop.clock.advance(15 * DAY);
        let told = engagement(&shop, &shop.sign_in("ada").await, None).await;
        assert_eq!(told.at("/next_tier"), missing, "{basis}");
    }
}
