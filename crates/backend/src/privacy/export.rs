//! Everything that is held about a person, as JSON: for the merchant to hand on.

use crate::error::Result;
use crate::store::personal::{self, Field};
use crate::store::{Connection, customers, customers::CustomerRow};
use crate::time;
use serde_json::{Map, Value, json};

/// Everything about a member at `now`, table by table, each row as it is stored. Of keyed hashes it says that they are there:
/// what they were made of is not known any more.
pub async fn export(connection: &mut Connection, customer: &CustomerRow, now: i64) -> Result<Value> {
    let merchant_id = customers::merchant_id(connection, &customer.id).await?.unwrap_or_default();
    let mut held = Map::new();
    for (name, rows) in personal::read(connection, &customer.shop, &customer.id, &merchant_id).await? {
        let rows: Vec<Value> = rows.into_iter().map(row_to_json).collect();
        held.insert(name.into(), rows.into());
    }
    Ok(
        json!({ "shop": customer.shop, "customer": customer.id, "merchant_id": merchant_id, "as_of": time::format(now), "held": held }),
    )
}

fn row_to_json(row: Vec<(String, Field)>) -> Value {
    let fields = row.into_iter().map(|(name, field)| {
        let value = match field {
            Field::Nothing => Value::Null,
            Field::Number(number) if is_time(&name) => time::format(number).into(),
            Field::Number(number) => number.into(),
            Field::Text(text) if is_json(&name) => serde_json::from_str(&text).unwrap_or(Value::String(text)),
            Field::Text(text) => text.into(),
            Field::Hash => "(a keyed hash)".into(),
        };
        (name, value)
    });
    Value::Object(fields.collect())
}

/// Times are stored in milliseconds since 1970, under names that say so.
fn is_time(name: &str) -> bool {
    name == "at" || name.ends_with("_at") || matches!(name, "since" | "held_until" | "birthday_due")
}

fn is_json(name: &str) -> bool {
    matches!(name, "title" | "value" | "answers" | "result" | "offer" | "body" | "data")
}
