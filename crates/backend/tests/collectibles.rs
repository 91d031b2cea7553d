//! Collectibles that come with orders.

use crate::common::database::on_both;
use crate::common::{DAY, Shop, event};
use serde_json::{Value, json};

on_both!(an_album_fills_with_orders_and_loses_what_goes_back);

/// An album of two: one comes with mugs, one with tea.
fn small(document: &mut Value) {
    document["collectibles"] = json!([{
        "id": "set_small", "title": { "en": "Two cards" }, "points": 70,
        "items": [
            { "id": "col_mug", "title": { "en": "A mug" }, "image": null, "applies_to": ["product:mug"] },
            { "id": "col_tea", "title": { "en": "Tea" }, "image": null, "applies_to": ["collection:tea"] },
        ],
    }]);
    document["vip"] = Value::Null;
    document["bonuses"] = json!([]);
    for pointer in ["/earning/10/tier", "/rewards/7/tier", "/rewards/8/tier"] {
        *document.pointer_mut(pointer).unwrap() = Value::Null;
    }
    for reward in document["rewards"].as_array_mut().unwrap() {
        reward["prices"] = json!([]);
    }
}

async fn an_album_fills_with_orders_and_loses_what_goes_back() {
    let shop = Shop::whole(small).await;
    let session = shop.sign_in("ada").await;
    let buys = async |order: &str, product: &str, collection: &str, quantity: i64| {
        let mut data = shop.order(order, Some("ada"), 1_000, &[]);
        let line = &mut data["cart"]["lines"][0];
        (line["product"], line["collections"], line["quantity"]) = (product.into(), json!([collection]), quantity.into());
        assert_eq!(shop.webhook(&event("order.paid", &data)).await.status, 204);
    };
    let album = async || {
        let account = shop.me(&session).await;
        let points = account.at("/balance/pending").as_i64().unwrap();
        (account.at("/collected"), points)
    };
    assert_eq!(album().await, (json!([]), 0));
    buys("1", "mug", "tableware", 2).await;
    assert_eq!(album().await, (json!([{ "item": "col_mug", "count": 2 }]), 100));
    let both = json!([{ "item": "col_mug", "count": 2 }, { "item": "col_tea", "count": 1 }]);
    buys("2", "mint", "tea", 1).await;
    assert_eq!(album().await, (both.clone(), 100 + 100 + 70), "tea earns twice; the album is complete");
    buys("2", "mint", "tea", 1).await;
    assert_eq!(album().await, (both, 270), "told twice, brought once");

    shop.cancels("2").await;
    assert_eq!(album().await, (json!([{ "item": "col_mug", "count": 2 }]), 100), "the order's card and the album's points go");
    buys("3", "mint", "tea", 1).await;
    assert_eq!(album().await.1, 270, "complete again");
    shop.refunds("3", 400).await;
    assert_eq!(album().await.1, 230, "what is left of an order keeps its card");
    shop.refunds("3", 1_000).await;
    assert_eq!(album().await.1, 100);
    buys("4", "mint", "tea", 1).await;
    shop.audit().await;
    shop.clock.advance(15 * DAY);
    let session = shop.sign_in("ada").await;
    assert_eq!(shop.balance(&session).await, (370, 0, 0, 370));
    shop.cancels("4").await;
    assert_eq!(shop.balance(&session).await.0, 270, "points that count stay, as those of a tier do");
    buys("5", "mint", "tea", 1).await;
    assert_eq!(shop.balance(&session).await, (270, 100, 0, 270), "an album is rewarded once");
    shop.audit().await;
}
