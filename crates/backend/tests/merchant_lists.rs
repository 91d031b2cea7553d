//! The merchant's list of members, and one of them.

use crate::common::database::on_both;
use crate::common::{DAY, SECRET_KEY, Shop};
use reqwest::Method;
use serde_json::Value;

on_both!(members_come_in_pages_the_last_first, one_member_is_told_as_they_see_themselves,);

async fn ask(shop: &Shop, path: &str) -> crate::common::Answer {
    let authorization = format!("Bearer {SECRET_KEY}");
    shop.get(&format!("/v1/shops/demo/members{path}"), &[("authorization", &authorization)]).await
}

async fn members_come_in_pages_the_last_first() {
    let shop = Shop::open().await;
    for number in 0..5 {
        shop.sign_in(&format!("member{number}")).await;
        shop.clock.advance(DAY);
    }
    let (mut path, mut seen) = ("?limit=2".to_owned(), Vec::new());
    for expected in [2, 2, 1] {
        let page = ask(&shop, &path).await;
        let items = page.at("/items").as_array().unwrap().clone();
        assert_eq!(items.len(), expected, "{}", page.text);
        seen.extend(items.iter().map(|item| item["merchant_id"].as_str().unwrap().to_owned()));
        path = format!("?limit=2&cursor={}", page.at("/next_cursor").as_str().unwrap_or_default());
    }
    assert_eq!(seen, ["member4", "member3", "member2", "member1", "member0"]);
    let one = ask(&shop, "?merchant_id=member3").await;
    assert_eq!((one.at("/items/0/merchant_id"), one.at("/items/0/available")), ("member3".into(), 100.into()));
    assert_eq!((one.at("/items").as_array().unwrap().len(), one.at("/next_cursor")), (1, Value::Null));
    assert_eq!(ask(&shop, "?merchant_id=nobody").await.at("/items").as_array().unwrap().len(), 0);
    assert_eq!(ask(&shop, "?cursor=nonsense").await.problem(), (422, "invalid_cursor".into()));
    assert_eq!(shop.get("/v1/shops/demo/members", &[]).await.problem().0, 401);
    let authorization = format!("Bearer {SECRET_KEY}");
    shop.send(Method::DELETE, "/v1/shops/demo/members/member3", &[("authorization", &authorization)], None).await;
    assert_eq!(ask(&shop, "").await.at("/items").as_array().unwrap().len(), 4, "who was forgotten is on no list");
}

async fn one_member_is_told_as_they_see_themselves() {
    let shop = Shop::open().await;
    shop.pays("1", Some("ada"), 100, &[]).await;
    shop.clock.advance(14 * DAY);
    let answer = ask(&shop, "/ada").await;
    // Nobody has asked since the points fell due.
    assert_eq!((answer.at("/member/available"), answer.at("/member/pending")), (500.into(), 0.into()), "{}", answer.text);
    assert_eq!(answer.at("/account/balance/available"), 500);
    assert_eq!(answer.at("/member/id"), answer.at("/account/customer/id"));
    assert_eq!(ask(&shop, "/nobody").await.problem(), (404, "unknown_member".into()));
}
