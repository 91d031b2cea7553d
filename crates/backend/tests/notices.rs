//! What the merchant is told of, each change once; points about to run out in time.

use crate::common::database::{Database, on_both};
use crate::common::merchant::whole;
use crate::common::{self, DEMO, START};
use loyalty_api::merchant::Adjustment;
use loyalty_api::order::OrderEvent;
use loyalty_api::redemption::RedemptionRequest;
use loyalty_backend::programme::{Programme, Programmes, programmes};
use loyalty_backend::store::Store;
use loyalty_backend::{adjustments, orders, redemptions, sweep};
use serde_json::{Value, json};
use sqlx::AnyConnection;

on_both!(each_change_is_told_of, expiring_points_are_told_of_twice);

const DAY: i64 = 86_400_000;

/// A programme on a database without a server: nothing takes the events away.
async fn publish(document: &Value) -> (Database, Store, Programme) {
    let database = Database::new().await;
    let store = Store::open(&database.url).await.unwrap();
    let json = document.to_string();
    let version = programmes::apply(&store, &json, START).await.unwrap();
    let programme = Programme { version, document: serde_json::from_str(&json).unwrap() };
    (database, store, programme)
}

async fn order(store: &Store, programme: &Programme, kind: &str, id: &str, cents: i64, at: i64) {
    let line = json!({ "product": "mug", "collections": [], "tags": [], "unit_price": cents, "quantity": 1, "discount": 0 });
    let data = json!({ "id": id, "customer": "ada", "codes": [], "refunded": null,
                       "paid_at": jiff::Timestamp::from_millisecond(at).unwrap().to_string(),
                       "cart": { "currency": "EUR", "lines": [line], "discount": 0 } });
    let told: OrderEvent = serde_json::from_value(common::event(kind, &data)).unwrap();
    let (order, change) = orders::read(told).unwrap();
    let mut write = store.write().await.unwrap();
    orders::apply(write.connection(), programme, &order, change, at).await.unwrap();
    write.commit().await.unwrap();
}

/// The events since this was asked last.
async fn events(connection: &mut AnyConnection) -> Vec<(String, Value)> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT kind, data FROM events ORDER BY id").fetch_all(&mut *connection).await.unwrap();
    sqlx::query("DELETE FROM events").execute(connection).await.unwrap();
    rows.into_iter().map(|(kind, data)| (kind, serde_json::from_str(&data).unwrap())).collect()
}

async fn each_change_is_told_of() {
    let (database, store, programme) = publish(&whole()).await;
    let mut connection = database.connect().await;
    let mut told = async |fields: &[&str]| -> Vec<Value> {
        let told = events(&mut connection).await;
        told.into_iter()
            .map(|(kind, data)| {
                let mut line = vec![Value::from(kind)];
                line.extend(fields.iter().map(|field| data[field].clone()).filter(|value| !value.is_null()));
                Value::from(line)
            })
            .collect()
    };
    order(&store, &programme, "order.paid", "1", 16_000, START).await;
    assert_eq!(
        told(&["points", "order", "tier", "up"]).await,
        [json!(["points.earned", 800, "1"]), json!(["points.earned", 100]), json!(["tier.changed", "tir_sapling", true]),]
    );
    order(&store, &programme, "order.paid", "1", 16_000, START).await;
    assert_eq!(told(&[]).await, [] as [Value; 0], "a repetition is not told");
    order(&store, &programme, "order.cancelled", "1", 0, START).await;
    assert_eq!(told(&["tier", "before", "up"]).await, [json!(["tier.changed", "tir_seedling", "tir_sapling", false])]);

    let mut write = store.write().await.unwrap();
    let gift = Adjustment { points: 3_000, reason: "A gift".into() };
    let (ada, _) = adjustments::make(write.connection(), &programme, "ada", &gift, START).await.unwrap();
    let request = RedemptionRequest { reward: "rwd_gift_card".into(), points: None, cart: None };
    let card = redemptions::claim(write.connection(), &programme, &ada, &request, START).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(
        told(&["points", "reward", "code"]).await,
        [json!(["points.spent", 2_500, "rwd_gift_card"]), json!(["reward.issued", "rwd_gift_card", card.code])]
    );
}

async fn expiring_points_are_told_of_twice() {
    let (database, store, programme) = publish(&serde_json::from_str(DEMO).unwrap()).await;
    let all = Programmes::default();
    for (id, paid_at) in [("1", START), ("2", START), ("3", START + 5 * DAY)] {
        order(&store, &programme, "order.paid", id, 2_000, paid_at).await;
    }
    // Approved after 14 days, good for 365 from then on.
    let ends = START + 379 * DAY;
    let mut connection = database.connect().await;
    for (name, now, told) in [
        ("too early", ends - 15 * DAY, vec![]),
        ("two weeks ahead, two orders together", ends - 14 * DAY, vec![(200, 14)]),
        ("once", ends - 13 * DAY, vec![]),
        ("the third in its own time", ends - 8 * DAY, vec![(100, 14)]),
        ("again near the end", ends - 3 * DAY, vec![(200, 3)]),
        ("once", ends - 2 * DAY, vec![]),
        ("a server that slept tells of the nearer only", ends + 4 * DAY, vec![(100, 3)]),
        ("and of nothing that is gone", ends + 6 * DAY, vec![]),
    ] {
        events(&mut connection).await;
        sweep::sweep(&store, &all, now, || false).await.unwrap();
        let found: Vec<(i64, i64)> = events(&mut connection)
            .await
            .into_iter()
            .filter(|(kind, _)| kind == "points.expiring")
            .map(|(_, data)| (data["points"].as_i64().unwrap(), data["days"].as_i64().unwrap()))
            .collect();
        assert_eq!(found, told, "{name}");
    }
}
