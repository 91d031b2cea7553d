//! Quizzes: what is asked, whose answers they are, what comes of them, and that it is awarded once.

use crate::common::database::{On, on_both};
use crate::common::merchant::whole;
use crate::common::{Answer, DAY, HOUR, Shop, event};
use loyalty_backend::programme::Programmes;
use loyalty_backend::store::Store;
use loyalty_backend::sweep::sweep;
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::task::JoinSet;

on_both!(
    answers_are_gone_on_with_from_another_device,
    a_completed_quiz_is_scored_and_awarded_once,
    going_back_changes_the_result_and_not_the_points,
    a_guests_answers_follow_them_into_membership,
    many_completions_at_once_are_awarded_once,
    many_submissions_at_once_are_awarded_as_often_as_the_limit_says,
    what_does_not_fit_or_is_not_on_the_way_is_left_out,
    a_profile_is_kept_with_consent_alone,
    an_address_is_written_to_where_its_owner_agreed,
    what_is_held_of_quizzes_is_told_and_forgotten,
    what_nobody_went_on_with_is_forgotten,
    answers_are_reported,
    products_are_recommended_by_what_is_bought_together,
    products_come_by_their_ids_in_the_order_asked_for,
);

/// Ids as a page makes them.
const FIRST: &str = "0b2c8d1e-5a37-4d0f-9a41-6f1d2c3b4a59";
const SECOND: &str = "7e4f2a90-13cd-4c7b-8f21-0a9b8c7d6e5f";

fn chosen(element: &str, choice: &str) -> Value {
    json!({ "element": element, "choices": [choice] })
}

/// What leads Ada to the green tea.
fn calm() -> Value {
    json!([
        chosen("who", "me"),
        chosen("when", "evening"),
        chosen("taste", "fresh"),
        chosen("caffeine", "no"),
        chosen("pot", "mug")
    ])
}

/// A session of somebody who did not sign in.
async fn guest(shop: &Shop) -> String {
    format!("Bearer {}", shop.exchange(None).await.at("/token").as_str().unwrap())
}

async fn put(shop: &Shop, session: &str, quiz: &str, id: &str, answers: &Value, more: Value) -> Answer {
    let mut body = json!({ "answers": answers, "step": 99, "complete": true });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let headers = [("authorization", session), ("content-type", "application/json")];
    shop.send(Method::PUT, &format!("/v1/quizzes/{quiz}/submissions/{id}"), &headers, Some(body.to_string())).await
}

async fn complete(shop: &Shop, session: &str, id: &str, answers: &Value) -> Answer {
    put(shop, session, "qz_tea", id, answers, json!({})).await
}

async fn read(shop: &Shop, session: &str, quiz: &str, id: &str) -> Answer {
    shop.get(&format!("/v1/quizzes/{quiz}/submissions/{id}"), &[("authorization", session)]).await
}

/// Data of the events of this kind, as they were noted.
async fn told(shop: &Shop, kind: &str) -> Vec<Value> {
    let sql = "SELECT data FROM events WHERE kind = $1 ORDER BY id";
    let rows: Vec<String> = sqlx::query_scalar(sql).bind(kind).fetch_all(&mut shop.database.connect().await).await.unwrap();
    rows.iter().map(|row| serde_json::from_str(row).unwrap()).collect()
}

/// A shop whose merchant is told of everything, later than these tests look.
async fn shop() -> Shop {
    shop_with(|_| {}).await
}

async fn shop_with(change: impl FnOnce(&mut Value)) -> Shop {
    let with = |document: &mut Value| {
        *document = whole();
        change(document);
    };
    Shop::with(with, |config| config.deliver_every = HOUR).await
}

#[tokio::test]
async fn a_quiz_is_the_same_for_everyone() {
    let shop = shop().await;
    let path = "/v1/shops/demo/quizzes/qz_tea";
    let quiz = shop.get(&format!("{path}?locale=pl-PL"), &[]).await;
    assert_eq!((quiz.status, quiz.at("/title"), quiz.header("content-language")), (200, "Znajdź swoją herbatę".into(), "pl"));
    assert_eq!((quiz.at("/blocks/0/elements/0/choices/1/id"), quiz.at("/results/count")), ("gift".into(), 3.into()));
    let again = shop.get(&format!("{path}?locale=pl"), &[("if-none-match", quiz.header("etag"))]).await;
    assert_eq!((again.status, again.text.as_str()), (304, ""));
    assert_eq!(shop.get(path, &[("accept-language", "ar")]).await.at("/title"), "اعثر على شايك");
    assert_eq!(shop.get("/v1/shops/demo/quizzes/qz_none", &[]).await.problem(), (404, "unknown_quiz".into()));
    assert_eq!(shop.get("/v1/shops/none/quizzes/qz_tea", &[]).await.problem(), (404, "unknown_shop".into()));
    let typed: loyalty_api::quiz::Quiz = serde_json::from_str(&quiz.text).unwrap();
    assert_eq!(serde_json::to_value(&typed).unwrap(), quiz.json(), "it reads as its type");
}

async fn answers_are_gone_on_with_from_another_device() {
    let shop = shop().await;
    let (phone, desk) = (shop.sign_in("ada").await, shop.sign_in("ada").await);
    let some = json!([chosen("who", "me"), chosen("when", "day")]);
    let partial = json!({ "step": 2, "complete": false });
    let begun = put(&shop, &phone, "qz_tea", FIRST, &some, partial.clone()).await;
    assert_eq!((begun.status, begun.at("/state"), begun.at("/step")), (201, "partial".into(), 2.into()), "{}", begun.text);
    assert_eq!((begun.at("/result"), begun.at("/account")), (Value::Null, Value::Null));
    assert_eq!(put(&shop, &phone, "qz_tea", FIRST, &some, partial).await.status, 200, "the same again is the same submission");
    let there = read(&shop, &desk, "qz_tea", FIRST).await;
    assert_eq!((there.at("/step"), there.at("/answers/1/choices")), (2.into(), json!(["day"])));
    let submissions = shop.get("/v1/me/engagement", &[("authorization", &desk)]).await.at("/submissions");
    assert_eq!(submissions, json!([{ "quiz": "qz_tea", "id": FIRST, "state": "partial" }]));
    assert_eq!(complete(&shop, &desk, FIRST, &calm()).await.at("/state"), "complete");
    for other in [shop.sign_in("bea").await, guest(&shop).await] {
        assert_eq!(read(&shop, &other, "qz_tea", FIRST).await.problem(), (404, "unknown_submission".into()));
        assert_eq!(complete(&shop, &other, FIRST, &calm()).await.problem(), (404, "unknown_submission".into()));
    }
    assert_eq!(read(&shop, &desk, "qz_tea", SECOND).await.problem(), (404, "unknown_submission".into()));
    assert_eq!(read(&shop, &desk, "qz_after", FIRST).await.problem(), (404, "unknown_submission".into()));
    let late =
        put(&shop, &phone, "qz_tea", FIRST, &json!([chosen("who", "gift")]), json!({ "step": 1, "complete": false })).await;
    assert_eq!(
        (late.at("/state"), late.at("/answers/0/choices")),
        ("complete".into(), json!(["me"])),
        "what comes late changes nothing"
    );
}

async fn a_completed_quiz_is_scored_and_awarded_once() {
    let shop = shop().await;
    let session = shop.sign_in("ada").await;
    assert_eq!(shop.rule(&session, "ern_quiz_tea").await["status"], "available");
    let done = complete(&shop, &session, FIRST, &calm()).await;
    assert_eq!((done.status, done.at("/result/points"), done.at("/result/outcome")), (201, 30.into(), "calm".into()));
    assert_eq!(done.at("/result/variables"), json!([{ "id": "bold", "number": 0 }, { "id": "calm", "number": 3 }]));
    let best = done.at("/result/recommendations");
    assert_eq!(best.as_array().unwrap().len(), 1, "what has caffeine is out: {best}");
    assert_eq!(
        (&best[0]["product"]["id"], &best[0]["product"]["title"], &best[0]["score"]),
        (&"morning-mist".into(), &"Morning Mist".into(), &4.into())
    );
    assert_eq!(
        best[0]["reasons"],
        json!([{ "element": "when", "choice": "evening" }, { "element": "taste", "choice": "fresh" }])
    );
    assert_eq!(done.at("/account/balance/available"), 130, "and 100 for signing up");
    for _ in 0..3 {
        let again = complete(&shop, &session, FIRST, &calm()).await;
        assert_eq!((again.status, again.at("/result")), (200, done.at("/result")), "what came of it is told again");
    }
    let read = shop
        .get(&format!("/v1/quizzes/qz_tea/submissions/{FIRST}"), &[("authorization", &session), ("accept-language", "pl")])
        .await;
    assert_eq!(read.at("/result/recommendations/0/product/title"), "Poranna Mgła");
    let another = complete(&shop, &session, SECOND, &calm()).await;
    assert_eq!((another.status, another.at("/result/points")), (201, Value::Null), "as often as the rule's limit says");
    assert_eq!(shop.balance(&session).await, (130, 0, 0, 130));
    assert_eq!(shop.rule(&session, "ern_quiz_tea").await["status"], "done");
    let lines = shop.get("/v1/me/transactions", &[("authorization", &session)]).await;
    assert_eq!((lines.at("/items/0/title"), lines.at("/items/0/points")), ("Find your tea".into(), 30.into()));
    let segments = shop.get("/v1/me/engagement", &[("authorization", &session)]).await.at("/segments");
    assert_eq!(segments, json!(["qz_tea:calm"]));
    let typed: loyalty_api::quiz::Submission = serde_json::from_str(&done.text).unwrap();
    assert_eq!(serde_json::to_value(&typed).unwrap(), done.json());
    shop.audit().await;
}

async fn going_back_changes_the_result_and_not_the_points() {
    let shop = shop_with(|document| document["earning"][11]["limit"] = json!({ "count": 5, "days": null })).await;
    let session = shop.sign_in("ada").await;
    assert_eq!(complete(&shop, &session, FIRST, &calm()).await.at("/result/points"), 30);
    let mut answers = calm();
    answers[0] = chosen("who", "gift");
    answers.as_array_mut().unwrap().push(chosen("gift", "serve"));
    let changed = complete(&shop, &session, FIRST, &answers).await;
    assert_eq!((changed.at("/result/outcome"), changed.at("/result/points")), ("giver".into(), 30.into()));
    assert_eq!(
        changed.at("/answers"),
        json!([
            { "element": "who", "choices": ["gift"], "number": null, "text": null, "consent": null },
            { "element": "gift", "choices": ["serve"], "number": null, "text": null, "consent": null },
        ]),
        "answers of the other way are gone"
    );
    let products: Vec<Value> =
        changed.at("/result/recommendations").as_array().unwrap().iter().map(|found| found["product"]["id"].clone()).collect();
    assert_eq!(products, ["alder-teapot", "oak-tray", "dune-cups"]);
    assert_eq!(shop.balance(&session).await.0, 130, "points came once, whatever the rule's limit");
    let told = told(&shop, "quiz.completed").await;
    assert_eq!(told.len(), 1, "and so did the news: {told:?}");
    assert_eq!(
        (&told[0]["outcome"], &told[0]["points"], &told[0]["recommended"]),
        (&"calm".into(), &30.into(), &json!(["morning-mist"]))
    );
    assert_eq!(told[0]["answers"][2], json!({ "element": "taste", "choices": ["fresh"] }));
    shop.audit().await;
}

async fn a_guests_answers_follow_them_into_membership() {
    let shop = shop().await;
    let nobody = guest(&shop).await;
    let done = complete(&shop, &nobody, FIRST, &calm()).await;
    assert_eq!(
        (done.at("/result/outcome"), done.at("/result/points"), done.at("/account")),
        ("calm".into(), Value::Null, Value::Null)
    );
    assert_eq!(read(&shop, &nobody, "qz_tea", FIRST).await.at("/state"), "complete");
    let session = shop.sign_in("ada").await;
    let theirs = complete(&shop, &session, FIRST, &calm()).await;
    assert_eq!((theirs.status, theirs.at("/result/points")), (200, 30.into()));
    assert_eq!(complete(&shop, &session, FIRST, &calm()).await.at("/result/points"), 30);
    assert_eq!(shop.balance(&session).await.0, 130);
    assert_eq!(read(&shop, &nobody, "qz_tea", FIRST).await.problem(), (404, "unknown_submission".into()), "it is a member's now");
    let other = shop.sign_in("bea").await;
    assert_eq!(complete(&shop, &other, FIRST, &calm()).await.status, 404, "and not another's");
    assert_eq!(told(&shop, "quiz.completed").await.len(), 1);
    // The device's id tells of a guest's submissions, and is what forgets them.
    let headers = [("authorization", nobody.as_str()), ("content-type", "application/json"), ("loyalty-device", "device-1")];
    let body = json!({ "answers": [chosen("who", "me")], "step": 1, "complete": false }).to_string();
    let path = format!("/v1/quizzes/qz_tea/submissions/{SECOND}");
    assert_eq!(shop.send(Method::PUT, &path, &headers, Some(body)).await.status, 201);
    let known = shop.get("/v1/me/engagement", &headers).await.at("/submissions/0/id");
    assert_eq!(known, SECOND);
    assert_eq!(shop.send(Method::DELETE, "/v1/me/engagement", &headers, None).await.status, 204);
    assert_eq!(read(&shop, &nobody, "qz_tea", SECOND).await.status, 404, "who withdraws consent is forgotten");
    shop.audit().await;
}

/// Two servers on one database where it has room for them, and a member.
async fn two_servers() -> ([Arc<Shop>; 2], String) {
    let shop = Arc::new(shop().await);
    let other = if On::current() == On::Postgres { Arc::new(shop.replica().await) } else { shop.clone() };
    let session = shop.sign_in("ada").await;
    ([shop, other], session)
}

async fn many_completions_at_once_are_awarded_once() {
    let (shops, session) = two_servers().await;
    let mut requests = JoinSet::new();
    for number in 0..50 {
        let (shop, session) = (shops[number % 2].clone(), session.clone());
        requests.spawn(async move { complete(&shop, &session, FIRST, &calm()).await });
    }
    let answers = requests.join_all().await;
    assert!(answers.iter().all(|answer| answer.at("/result/points") == 30), "{answers:?}");
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert_eq!(shops[0].balance(&session).await.0, 130);
    shops[0].audit().await;
}

async fn many_submissions_at_once_are_awarded_as_often_as_the_limit_says() {
    let (shops, session) = two_servers().await;
    let mut requests = JoinSet::new();
    for number in 0..20 {
        let (shop, session) = (shops[number % 2].clone(), session.clone());
        requests.spawn(async move { complete(&shop, &session, &format!("submission-{number:08}"), &calm()).await });
    }
    let answers = requests.join_all().await;
    assert_eq!(answers.iter().filter(|answer| answer.at("/result/points") == 30).count(), 1, "{answers:?}");
    assert_eq!(shops[0].balance(&session).await.0, 130);
    shops[0].audit().await;
}

async fn what_does_not_fit_or_is_not_on_the_way_is_left_out() {
    let shop = shop().await;
    let session = shop.sign_in("ada").await;
    let unfinished = complete(&shop, &session, FIRST, &json!([chosen("who", "me"), chosen("when", "noon")])).await;
    assert_eq!(unfinished.problem(), (422, "quiz_not_finished".into()));
    assert_eq!((unfinished.at("/field"), unfinished.at("/detail")), ("answers".into(), "What is missing: when.".into()));
    assert_eq!(read(&shop, &session, "qz_tea", FIRST).await.status, 404, "what was refused left no trace");
    let odd = json!([chosen("who", "me"), chosen("when", "noon"), chosen("gift", "serve"), chosen("sugar", "two"), { "element": "taste", "number": 7 }]);
    let kept = put(&shop, &session, "qz_tea", FIRST, &odd, json!({ "complete": false })).await;
    assert_eq!((kept.at("/answers").as_array().unwrap().len(), kept.at("/step")), (1, 1.into()), "{}", kept.text);
    for (id, body, field) in [
        ("short", json!({}), "submission"),
        ("has spaces and is long", json!({}), "submission"),
        (FIRST, json!({ "step": -1 }), "step"),
        (FIRST, json!({ "answers": (0..1_001).map(|_| chosen("who", "me")).collect::<Vec<_>>() }), "answers"),
        (FIRST, json!({ "answers": [{ "element": "who", "chosen": ["me"] }] }), "answers[0].chosen"),
    ] {
        let refused = put(&shop, &session, "qz_tea", &id.replace(' ', "%20"), &calm(), body).await;
        assert_eq!((refused.problem(), refused.at("/field")), ((400, "invalid_request".into()), field.into()));
    }
    assert_eq!(put(&shop, &session, "qz_none", FIRST, &calm(), json!({})).await.problem(), (404, "unknown_quiz".into()));
    assert_eq!(put(&shop, "", "qz_tea", FIRST, &calm(), json!({})).await.status, 401);
}

fn habits() -> Value {
    json!([
        { "element": "cups", "number": 3 }, chosen("with", "lemon"), chosen("kind", "green"),
        { "element": "birthday", "text": "1990-03-07" },
    ])
}

async fn a_profile_is_kept_with_consent_alone() {
    let shop = shop().await;
    let session = shop.sign_in("ada").await;
    let profile = async || shop.merchant(Method::GET, "/members/ada", None).await.at("/profile");
    let done = put(&shop, &session, "qz_profile", FIRST, &habits(), json!({})).await;
    assert_eq!((done.at("/result/points"), done.at("/consent")), (50.into(), false.into()), "{}", done.text);
    assert_eq!(profile().await, json!([]), "answers that nobody agreed to keep are not");
    assert_eq!(shop.me(&session).await.at("/customer/birthday"), Value::Null);
    let agreed = put(&shop, &session, "qz_profile", FIRST, &habits(), json!({ "consent": true, "complete": false })).await;
    assert_eq!((agreed.at("/state"), agreed.at("/consent")), ("complete".into(), true.into()));
    let at = "2026-06-01T12:00:00Z";
    let of = |name: &str, choices: Value, number: Value| json!({ "name": name, "choices": choices, "number": number, "text": null, "quiz": "qz_profile", "at": at });
    let known = json!([
        of("cups_a_day", json!([]), 3.into()),
        of("favourite", json!(["green"]), Value::Null),
        of("takes_with", json!(["lemon"]), Value::Null)
    ]);
    assert_eq!(profile().await, known);
    assert_eq!(shop.me(&session).await.at("/customer/birthday"), "--03-07", "the day without its year");
    let mut other = habits();
    (other[0]["number"], other[3]["text"]) = (0.into(), "--05-05".into());
    assert_eq!(put(&shop, &session, "qz_profile", FIRST, &other, json!({})).await.status, 200);
    let rest = json!([of("cups_a_day", json!([]), 0.into()), of("takes_with", json!(["lemon"]), Value::Null)]);
    assert_eq!(profile().await, rest, "what is no longer on the way is no longer known");
    assert_eq!(shop.me(&session).await.at("/customer/birthday"), "--03-07", "a birthday is told once");
    put(&shop, &session, "qz_profile", FIRST, &other, json!({ "consent": false })).await;
    assert_eq!(profile().await, json!([]), "who no longer agrees is forgotten");
    put(&shop, &session, "qz_profile", FIRST, &habits(), json!({ "consent": true })).await;
    assert_eq!(profile().await, known);
    let headers = [("authorization", session.as_str())];
    let path = format!("/v1/quizzes/qz_profile/submissions/{FIRST}");
    assert_eq!(shop.send(Method::DELETE, &path, &headers, None).await.status, 204);
    assert_eq!((profile().await, shop.get(&path, &headers).await.status), (json!([]), 404));
    assert_eq!(shop.balance(&session).await.0, 150, "points stay");
    let again = put(&shop, &session, "qz_profile", FIRST, &habits(), json!({})).await;
    assert_eq!(again.at("/result/points"), Value::Null, "and are not had again");
    shop.audit().await;
}

async fn an_address_is_written_to_where_its_owner_agreed() {
    let shop = shop().await;
    let nobody = guest(&shop).await;
    let with = |consent: Value| {
        let mut answers = habits();
        answers.as_array_mut().unwrap().push(json!({ "element": "email", "text": "bea@example.com", "consent": consent }));
        answers
    };
    put(&shop, &nobody, "qz_profile", FIRST, &with(Value::Null), json!({ "consent": true })).await;
    let list = async || shop.merchant(Method::GET, "/subscriptions", None).await.at("/items");
    assert_eq!(list().await, json!([]), "an address alone is no agreement");
    put(&shop, &nobody, "qz_profile", SECOND, &with(true.into()), json!({})).await;
    let again = put(&shop, &nobody, "qz_profile", SECOND, &with(true.into()), json!({})).await;
    assert_eq!((again.status, again.text.contains("bea@")), (200, false), "a guest's address is kept with the agreement alone");
    let list = list().await;
    assert_eq!(
        (list.as_array().unwrap().len(), &list[0]["email"], &list[0]["source"]),
        (1, &"bea@example.com".into(), &"qz_profile".into())
    );
    assert!(list[0]["sentence"].as_str().unwrap().starts_with("I would like to receive"), "{list}");
    assert!(!told(&shop, "quiz.completed").await.iter().any(|told| told.to_string().contains("bea@")), "messages name nobody");
}

async fn what_is_held_of_quizzes_is_told_and_forgotten() {
    let shop = shop().await;
    let session = shop.sign_in("ada").await;
    put(&shop, &session, "qz_profile", FIRST, &habits(), json!({ "consent": true })).await;
    let words = json!([{ "element": "recommend", "number": 3 }, { "element": "why", "text": "Too leafy" }, { "element": "delivery", "number": 2 }]);
    assert_eq!(
        put(&shop, &session, "qz_after", SECOND, &words, json!({})).await.at("/result/points"),
        Value::Null,
        "no rule is for it"
    );
    let held = shop.merchant(Method::GET, "/members/ada/export", None).await;
    assert_eq!(held.at("/held/submissions/0/answers/1/text"), "Too leafy");
    assert_eq!((held.at("/held/submissions/1/quiz"), held.at("/held/submissions/1/points")), ("qz_profile".into(), 50.into()));
    assert_eq!(held.at("/held/profile/0/name"), "cups_a_day");
    assert!(held.at("/held/profile/0/sentence").as_str().unwrap().starts_with("Fernhill may keep"));
    let page = shop.merchant(Method::GET, "/quizzes/qz_after/submissions?state=complete", None).await;
    assert_eq!((page.at("/items/0/member"), page.at("/items/0/answers/1/text")), ("ada".into(), "Too leafy".into()));
    assert_eq!(page.at("/next_cursor"), Value::Null);
    assert_eq!(shop.merchant(Method::GET, "/quizzes/qz_none/submissions", None).await.status, 404);
    assert_eq!(shop.merchant(Method::DELETE, "/members/ada", None).await.status, 204);
    let mut database = shop.database.connect().await;
    for table in ["submissions", "quiz_answers", "profile_answers"] {
        let left: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) FROM {table}")).fetch_one(&mut database).await.unwrap();
        assert_eq!(left, 0, "{table}");
    }
    shop.audit().await;
}

async fn what_nobody_went_on_with_is_forgotten() {
    let shop = shop().await;
    let nobody = guest(&shop).await;
    complete(&shop, &nobody, FIRST, &calm()).await;
    put(&shop, &nobody, "qz_tea", SECOND, &json!([chosen("who", "me")]), json!({ "complete": false })).await;
    let store = Store::open_existing(&shop.database.url).await.unwrap();
    for (days, left) in [(89, 2), (2, 1)] {
        shop.clock.advance(days * DAY);
        sweep(&store, &Programmes::default(), shop.clock.now_ms(), || false).await.unwrap();
        let page = shop.merchant(Method::GET, "/quizzes/qz_tea/submissions", None).await;
        assert_eq!(page.at("/items").as_array().unwrap().len(), left, "{}", page.text);
    }
}

async fn answers_are_reported() {
    let shop = shop().await;
    let scores = [(10, 5), (9, 4), (8, 3), (2, 1)];
    for (number, (recommend, delivery)) in scores.into_iter().enumerate() {
        let answers = json!([
            { "element": "recommend", "number": recommend }, { "element": "why", "text": "…" }, { "element": "delivery", "number": delivery }
        ]);
        let session = guest(&shop).await;
        assert_eq!(put(&shop, &session, "qz_after", &format!("submission-{number:08}"), &answers, json!({})).await.status, 201);
    }
    let begun = json!({ "complete": false });
    put(&shop, &guest(&shop).await, "qz_after", FIRST, &json!([{ "element": "recommend", "number": 1 }]), begun).await;
    complete(&shop, &shop.sign_in("ada").await, SECOND, &calm()).await;
    let report = shop.merchant(Method::GET, "/reports/quizzes", None).await;
    let rows = report.at("/rows");
    let rows = rows.as_array().unwrap();
    let row = |quiz: &str, question: Value, answer: Value| {
        let found = rows.iter().find(|row| row["quiz"] == quiz && row["question"] == question && row["answer"] == answer);
        found.unwrap_or_else(|| panic!("{quiz} {question} {answer} is not in {rows:?}"))
    };
    let of = |row: &Value| (row["count"].as_i64().unwrap(), row["rate"].as_i64().unwrap());
    let whole = row("qz_after", Value::Null, Value::Null);
    assert_eq!((&whole["begun"], of(whole)), (&5.into(), (4, 8_000)));
    let recommend = row("qz_after", "recommend".into(), Value::Null);
    assert_eq!((of(recommend), &recommend["nps"], &recommend["csat"]), ((4, 10_000), &2_500.into(), &Value::Null));
    let delivery = row("qz_after", "delivery".into(), Value::Null);
    assert_eq!((of(delivery), &delivery["csat"]), ((4, 10_000), &5_000.into()));
    assert_eq!(of(row("qz_after", "recommend".into(), "10".into())), (1, 2_500));
    assert_eq!(of(row("qz_after", "recommend".into(), "0".into())), (0, 0), "what nobody chose is there");
    assert_eq!(of(row("qz_after", "why".into(), Value::Null)), (2, 5_000), "who promotes is not asked why");
    assert_eq!(of(row("qz_tea", "taste".into(), "fresh".into())), (1, 10_000));
    assert_eq!(of(row("qz_profile", Value::Null, Value::Null)), (0, 0));
    let questions: Vec<&Value> =
        rows.iter().filter(|row| row["quiz"] == "qz_tea" && row["answer"] == Value::Null).map(|row| &row["question"]).collect();
    assert_eq!(
        questions,
        [&Value::Null, &"who".into(), &"when".into(), &"taste".into(), &"caffeine".into(), &"pot".into(), &"gift".into()]
    );
    let csv = shop.merchant(Method::GET, "/reports/quizzes?format=csv", None).await;
    assert!(
        csv.text.starts_with("quiz,question,answer,begun,count,rate,nps,csat\nqz_tea,,,1,1,10000,,\nqz_tea,who,,,1,10000,,\n"),
        "{}",
        csv.text
    );
    let before = shop.merchant(Method::GET, "/reports/quizzes?from=2026-01-01&to=2026-05-01", None).await;
    assert_eq!(before.at("/rows/0/begun"), 0);
}

async fn products_are_recommended_by_what_is_bought_together() {
    let shop = shop().await;
    let buys = async |order: &str, products: &[&str]| {
        let mut data = shop.order(order, Some("ada"), 1_000, &[]);
        let line = data["cart"]["lines"][0].clone();
        let lines = products.iter().map(|product| {
            let mut line = line.clone();
            line["product"] = (*product).into();
            line
        });
        data["cart"]["lines"] = lines.collect();
        assert_eq!(shop.webhook(&event("order.paid", &data)).await.status, 204);
    };
    let together = async |product: &str| {
        let answer = shop.get(&format!("/v1/shops/demo/products/{product}/together?locale=en"), &[]).await;
        let items = answer.at("/items").as_array().unwrap().clone();
        items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    buys("1", &["fern-mug", "ember-chai", "oak-tray"]).await;
    assert_eq!(together("fern-mug").await, Vec::<String>::new(), "one order is somebody's");
    buys("2", &["fern-mug", "ember-chai", "blue-hour"]).await;
    buys("3", &["fern-mug", "oak-tray", "blue-hour", "unlisted"]).await;
    buys("4", &["fern-mug", "ember-chai", "unlisted"]).await;
    assert_eq!(
        together("fern-mug").await,
        ["ember-chai", "blue-hour", "oak-tray"],
        "the most often first, then the merchant's order"
    );
    shop.cancels("3").await;
    assert_eq!(together("fern-mug").await, ["ember-chai"], "what was called off was not bought");
    shop.clock.advance(400 * DAY);
    assert_eq!(together("fern-mug").await, Vec::<String>::new(), "nor is what was bought long ago");
    let answer = shop.get("/v1/shops/demo/products/none/together", &[]).await;
    assert_eq!(answer.problem(), (404, "unknown_product".into()));
}

async fn products_come_by_their_ids_in_the_order_asked_for() {
    let shop = shop_with(|document| document["products"][4]["available"] = false.into()).await;
    assert_eq!(whole()["products"][4]["id"], "dune-cups");
    let ask = async |query: &str, headers: &[(&str, &str)]| shop.get(&format!("/v1/shops/demo/products?{query}"), headers).await;
    let found = async |query: &str| {
        let answer = ask(query, &[]).await;
        let items = answer.at("/items").as_array().unwrap().clone();
        items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("id=oak-tray&id=fern-mug&locale=en&id=blue-hour").await, ["oak-tray", "fern-mug", "blue-hour"]);
    assert_eq!(found("id=unlisted&id=fern-mug&id=dune-cups").await, ["fern-mug"], "what is unknown or sold out is left out");
    assert_eq!(found("id=fern-mug&id=oak-tray&id=fern-mug").await, ["fern-mug", "oak-tray"], "each once");
    assert_eq!(found("id=fern-mug%2Coak-tray&id=").await, Vec::<String>::new(), "a comma is a part of an id");

    let polish = ask("id=ember-chai&locale=pl", &[]).await;
    let own = &whole()["products"][3];
    assert_eq!((polish.at("/items/0/title"), polish.at("/items/0/price")), (own["title"]["pl"].clone(), own["price"].clone()));
    assert_eq!(polish.header("cache-control"), "public, max-age=60, stale-while-revalidate=600");
    let tag = polish.header("etag").to_owned();
    assert_eq!(ask("id=ember-chai&locale=pl", &[("if-none-match", &tag)]).await.status, 304);
    let arabic = ask("id=ember-chai", &[("accept-language", "ar")]).await;
    assert_eq!((arabic.header("content-language"), arabic.headers.contains_key("vary")), ("ar", true));

    let many = |count: usize| vec!["id=fern-mug"; count].join("&");
    assert_eq!(ask(&many(24), &[]).await.status, 200);
    for query in ["", "locale=en", &many(25)] {
        assert_eq!(ask(query, &[]).await.problem(), (400, "invalid_request".into()), "{query}");
    }
    let nowhere = shop.get("/v1/shops/nobody/products?id=fern-mug", &[]).await;
    assert_eq!(nowhere.problem(), (404, "unknown_shop".into()));
}
