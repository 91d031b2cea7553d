//! Points about to run out are told of in time, and once.

use crate::common::database::{Database, on_both};
use crate::common::{self, DEMO, START};
use loyalty_api::order::OrderEvent;
use loyalty_backend::programme::{Programme, Programmes};
use loyalty_backend::store::Store;
use loyalty_backend::{orders, sweep};
use serde_json::{Value, json};

on_both!(expiring_points_are_told_of_twice);

const DAY: i64 = 86_400_000;

async fn expiring_points_are_told_of_twice() {
    // Without a server: nothing takes the events away.
    let database = Database::new().await;
    let store = Store::open(&database.url).await.unwrap();
    let version = loyalty_backend::programme::programmes::apply(&store, DEMO, START).await.unwrap();
    let programme = Programme { version, document: serde_json::from_str(DEMO).unwrap() };
    let programmes = Programmes::default();
    for (order, paid_at) in [("1", START), ("2", START), ("3", START + 5 * DAY)] {
        let line = json!({ "product": "mug", "collections": [], "tags": [], "unit_price": 2_000, "quantity": 1, "discount": 0 });
        let data = json!({ "id": order, "customer": "ada", "codes": [], "refunded": null,
                           "paid_at": jiff::Timestamp::from_millisecond(paid_at).unwrap().to_string(),
                           "cart": { "currency": "EUR", "lines": [line], "discount": 0 } });
        let told: OrderEvent = serde_json::from_value(common::event("order.paid", &data)).unwrap();
        let (order, change) = orders::read(told).unwrap();
        let mut write = store.write().await.unwrap();
        orders::apply(write.connection(), &programme, &order, change, paid_at).await.unwrap();
        write.commit().await.unwrap();
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
        sqlx::query("DELETE FROM events").execute(&mut connection).await.unwrap();
        sweep::sweep(&store, &programmes, now, || false).await.unwrap();
        let events: Vec<(String,)> = sqlx::query_as("SELECT data FROM events WHERE kind = 'points.expiring' ORDER BY id")
            .fetch_all(&mut connection)
            .await
            .unwrap();
        let found: Vec<(i64, i64)> = events
            .iter()
            .map(|(data,)| serde_json::from_str::<Value>(data).unwrap())
            .map(|data| (data["points"].as_i64().unwrap(), data["days"].as_i64().unwrap()))
            .collect();
        assert_eq!(found, told, "{name}");
    }
}
