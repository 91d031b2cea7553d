//! Every example of the HTTP API's document is run, in its order, against a server with the example programme.
//!
//! An ```` ```http ```` block is a request, and the ```` ```json ```` block after it the answer, whose status stands beside `json`
//! where it is not 200. Answers are shortened: what is there must be in the real answer, and lists may have more. What differs
//! each time (ids, times, codes, tokens) need only be of its kind, and is put in its place where a later request has it.
//! A ```` ```json message ```` block is what an address of the merchant's is told.

use crate::common::database::on_both;
use crate::common::{DAY, SECRET_KEY, Shop, TOKEN_KEY_1, WEBHOOK_SECRET, event, sign, sign_webhook};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

on_both!(every_example_of_the_api_is_true);

const DOCUMENT: &str = include_str!("../../../docs/api.md");
const EXAMPLE: &str = include_str!("../examples/demo-shop.json");
/// The token that the document shows for Ada's session.
const SESSION: &str = "PJaMUpKLXjYeGktNNCevE8MfZmong5gLZxOd35bcnTE";

/// A fenced block: what stands beside the fence, and its text.
type Block = (&'static str, &'static str);

fn blocks(document: &'static str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = document;
    while let Some((_, after)) = rest.split_once("\n```") {
        let (kind, body) = after.split_once('\n').unwrap();
        let (text, after) = body.split_once("\n```").unwrap_or_else(|| panic!("a fence is open: {kind} {body}"));
        blocks.push((kind, text));
        rest = after;
    }
    blocks
}

/// Replaces what the document shows by what this run has in its place; the longest first, for one may be a part of another.
fn in_this_run(text: &str, known: &BTreeMap<String, String>) -> String {
    let mut pairs: Vec<_> = known.iter().collect();
    pairs.sort_by_key(|(shown, _)| std::cmp::Reverse(shown.len()));
    pairs.into_iter().fold(text.to_owned(), |text, (shown, real)| text.replace(shown, real))
}

/// Shortened JSON: `…` and the comma before it are left out.
fn shortened(text: &str) -> Value {
    let mut json = String::new();
    for part in text.split('…') {
        let kept = json.trim_end().trim_end_matches(',').len();
        json.truncate(if json.is_empty() { 0 } else { kept });
        json.push_str(part);
    }
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error} in {json}"))
}

/// Compares what is shown with what is real, and notes what differs each time.
fn compare(path: &str, shown: &Value, real: &Value, known: &mut BTreeMap<String, String>) -> Result<(), String> {
    match (shown, real) {
        (Value::Object(shown), Value::Object(real)) => {
            for (name, value) in shown {
                let real = real.get(name).ok_or_else(|| format!("{path}.{name} is not there"))?;
                compare(&format!("{path}.{name}"), value, real, known)?;
            }
            Ok(())
        }
        (Value::Array(shown), Value::Array(real)) => {
            let mut rest = real.iter();
            for (index, value) in shown.iter().enumerate() {
                let mut why = format!("{path}[{index}] is not there");
                let found = rest.by_ref().find(|real| {
                    let mut tried = known.clone();
                    match compare(&format!("{path}[{index}]"), value, real, &mut tried) {
                        Ok(()) => {
                            *known = tried;
                            true
                        }
                        Err(reason) => {
                            why = reason;
                            false
                        }
                    }
                });
                found.ok_or(why)?;
            }
            Ok(())
        }
        (Value::String(shown), Value::String(real)) if shown == real => Ok(()),
        (Value::String(shown), Value::String(real)) if same_kind(path, shown, real) => {
            known.insert(shown.clone(), real.clone());
            Ok(())
        }
        _ if shown == real => Ok(()),
        _ => Err(format!("{path}: {shown} is shown, {real} is real")),
    }
}

/// Whether two texts are different values of the same kind.
fn same_kind(path: &str, shown: &str, real: &str) -> bool {
    let is_time = |text: &str| text.parse::<jiff::Timestamp>().is_ok();
    let prefix = |text: &str| text.split_once('_').map(|(prefix, _)| prefix.to_owned()).filter(|prefix| prefix.len() == 3);
    let differs = ["token", "code", "url", "next_cursor", "path", "id", "detail", "month", "from", "to"];
    (is_time(shown) && is_time(real))
        || (prefix(shown).is_some() && prefix(shown) == prefix(real))
        || differs.iter().any(|name| path.ends_with(&format!(".{name}")))
}

async fn run(shop: &Shop, request: &str, known: &BTreeMap<String, String>) -> crate::common::Answer {
    let request = in_this_run(request, known);
    let (head, body) = request.split_once("\n\n").unwrap_or((&request, ""));
    let mut lines = head.lines();
    let (method, path) = lines.next().unwrap().split_once(' ').unwrap();
    let time = (shop.clock.now_ms() / 1000).to_string();
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("no header: {line}"));
        headers.push((name.to_lowercase(), value.to_owned()));
    }
    if headers.iter().any(|(name, _)| name == "webhook-id") {
        let id = headers.iter().find(|(name, _)| name == "webhook-id").unwrap().1.clone();
        for (name, value) in &mut headers {
            match name.as_str() {
                "webhook-timestamp" => value.clone_from(&time),
                "webhook-signature" => *value = sign_webhook(WEBHOOK_SECRET, &id, &time, body),
                _ => {}
            }
        }
    } else if !body.is_empty() {
        headers.push(("content-type".into(), "application/json".into()));
    }
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let body = (!body.is_empty()).then(|| body.to_owned());
    shop.send(Method::from_bytes(method.as_bytes()).unwrap(), path, &headers, body).await
}

/// Ada, a member for two weeks; somebody who referred nobody; and a merchant who is told of everything.
async fn prepared() -> Shop {
    let mut example: Value = serde_json::from_str(EXAMPLE).unwrap();
    let endpoint = json!({ "url": "https://shop.example/hooks", "secret": WEBHOOK_SECRET, "events": [] });
    let shop = Shop::with(
        |document| {
            example["endpoints"] = json!([endpoint]);
            *document = example;
        },
        |config| config.deliver_every = Duration::from_millis(20),
    )
    .await;
    shop.sign_in("ada").await;
    let mut order = shop.order("1000", Some("ada"), 12_000, &[]);
    order["email"] = "ada@example.com".into();
    assert_eq!(shop.webhook(&event("order.paid", &order)).await.status, 204);
    shop.clock.advance(14 * DAY);
    shop
}

async fn every_example_of_the_api_is_true() {
    let shop = prepared().await;
    let mut claims = shop.claims("ada");
    claims["first_name"] = "Ada".into();
    let session = shop.exchange(Some(&sign(&claims, "k1", TOKEN_KEY_1))).await;
    let mut known = BTreeMap::from([
        (SESSION.to_owned(), session.at("/token").as_str().unwrap().to_owned()),
        ("eyJ…".to_owned(), sign(&claims, "k1", TOKEN_KEY_1)),
        ("sk_…".to_owned(), SECRET_KEY.to_owned()),
    ]);
    let blocks = blocks(DOCUMENT);
    // For writing examples: what the server answers.
    let shows = std::env::var_os("SHOW_ANSWERS").is_some();
    let mut examples = 0;
    for (index, (kind, request)) in blocks.iter().enumerate() {
        if *kind == "json message" && !shows {
            is_told(&shop, &shortened(request), &mut known).await;
        }
        if *kind != "http" {
            continue;
        }
        let answer = run(&shop, request, &known).await;
        let what = request.lines().next().unwrap();
        if shows {
            let json: Value = serde_json::from_str(&answer.text).unwrap_or_default();
            println!("### {what} {}\n{}", answer.status, serde_json::to_string_pretty(&json).unwrap());
            continue;
        }
        examples += 1;
        match blocks.get(index + 1) {
            Some((kind, text)) if kind.starts_with("json") && !kind.ends_with("message") => {
                let status = kind.trim_start_matches("json").trim();
                assert_eq!(answer.status.to_string(), if status.is_empty() { "200" } else { status }, "{what}: {}", answer.text);
                let compared = compare("", &shortened(text), &answer.json(), &mut known);
                compared.unwrap_or_else(|why| panic!("{what}: {why}\n{}", answer.text));
            }
            _ => assert_eq!(answer.status, 204, "{what}: {}", answer.text),
        }
    }
    assert!(shows || examples >= 25, "{examples}");
    shop.audit().await;
}

/// Waits until a message like this is in the log of what the merchant is told.
async fn is_told(shop: &Shop, message: &Value, known: &mut BTreeMap<String, String>) {
    let begun = Instant::now();
    loop {
        let sql = "SELECT body FROM deliveries WHERE event = $1 ORDER BY id";
        let kind = message["type"].as_str().unwrap();
        let bodies: Vec<String> = sqlx::query_scalar(sql).bind(kind).fetch_all(&mut shop.database.connect().await).await.unwrap();
        let real: Vec<Value> = bodies.iter().map(|body| serde_json::from_str(body).unwrap()).collect();
        if real.iter().any(|real| compare("", message, real, known).is_ok()) {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "nobody is told {message}: {bodies:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[test]
fn an_example_that_is_not_true_is_found() {
    let mut known = BTreeMap::new();
    let real =
        json!({ "id": "rdm_2", "points": 5, "items": [{ "a": 1 }, { "a": 2 }], "at": "2026-01-01T00:00:00Z", "text": "x" });
    for (shown, is_true) in [
        (r#"{ "id": "rdm_1", "points": 5, … }"#, true),
        (r#"{ "items": [{ "a": 2 }] }"#, true),
        (r#"{ "at": "2030-01-01T00:00:00.5Z" }"#, true),
        (r#"{ "items": [{ "a": 1 }, … ] }"#, true),
        (r#"{ "id": "txn_1" }"#, true),
        (r#"{ "points": 6 }"#, false),
        (r#"{ "points": null }"#, false),
        (r#"{ "items": [{ "a": 2 }, { "a": 1 }] }"#, false),
        (r#"{ "at": "soon" }"#, false),
        (r#"{ "text": "y" }"#, false),
        (r#"{ "missing": 1 }"#, false),
    ] {
        assert_eq!(compare("", &shortened(shown), &real, &mut known).is_ok(), is_true, "{shown}");
    }
    assert_eq!(known["rdm_1"], "rdm_2");
}
