//! A shopper's lines of activity.

use super::{Connection, Result};
use sqlx::FromRow;

/// A line to add.
#[derive(Clone, Debug)]
pub struct NewTransaction<'a> {
    /// `txn_…`.
    pub id: &'a str,
    /// Whose shop.
    pub shop: &'a str,
    /// Whose line.
    pub customer: &'a str,
    /// `earn`, `redeem`, `refund`, `expire`, `cancel`.
    pub kind: &'a str,
    /// Positive: received.
    pub points: i64,
    /// When.
    pub at: i64,
    /// What happened; with `rule` unique in the shop.
    pub event: &'a str,
    /// The rule or reward it followed.
    pub rule: &'a str,
    /// The version of the programme it followed.
    pub rule_version: i64,
    /// Texts by locale, as JSON.
    pub title: Option<&'a str>,
    /// The merchant's order number.
    pub order_id: Option<&'a str>,
    /// The award it takes back.
    pub reverses: Option<&'a str>,
    /// Whether that award was still pending.
    pub before_approval: bool,
}

/// A line as it stands.
#[derive(Clone, Debug, FromRow)]
pub struct TransactionRow {
    /// Its place among lines of the same time.
    pub seq: i64,
    /// `txn_…`.
    pub id: String,
    /// Why points moved.
    pub kind: String,
    /// Positive: received.
    pub points: i64,
    /// When.
    pub at: i64,
    /// Texts by locale, as JSON.
    pub title: Option<String>,
    /// The merchant's order number.
    pub order_id: Option<String>,
    /// `pending`, `approved`, `void`.
    pub state: String,
    /// When a pending one counts.
    pub approves_at: Option<i64>,
}

/// Adds a line; says no where one of the same event and rule is there.
pub async fn insert(connection: &mut Connection, new: &NewTransaction<'_>) -> Result<bool> {
    let added = sqlx::query(
        "INSERT INTO transactions
             (id, shop, customer, kind, points, at, event, rule, rule_version, title, order_id, reverses, before_approval)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (shop, event, rule) DO NOTHING",
    )
    .bind(new.id)
    .bind(new.shop)
    .bind(new.customer)
    .bind(new.kind)
    .bind(new.points)
    .bind(new.at)
    .bind(new.event)
    .bind(new.rule)
    .bind(new.rule_version)
    .bind(new.title)
    .bind(new.order_id)
    .bind(new.reverses)
    .bind(i64::from(new.before_approval))
    .execute(connection)
    .await?;
    Ok(added.rows_affected() == 1)
}

const SELECT: &str = "SELECT t.seq, t.id, t.kind, t.points, t.at, t.title, t.order_id,
        CASE WHEN t.kind = 'earn' OR t.before_approval = 1 THEN a.state ELSE 'approved' END AS state, a.approves_at
    FROM transactions t LEFT JOIN awards a ON a.id = COALESCE(t.reverses, t.id)";

/// A member's lines after a place, newest first; lines that moved nothing of theirs are left out.
pub async fn page(connection: &mut Connection, customer: &str, after: (i64, i64), limit: i64) -> Result<Vec<TransactionRow>> {
    let sql = format!(
        "{SELECT} WHERE t.customer = $1 AND t.points <> 0 AND (t.at, t.seq) < ($2, $3) ORDER BY t.at DESC, t.seq DESC LIMIT $4"
    );
    sqlx::query_as(&sql).bind(customer).bind(after.0).bind(after.1).bind(limit).fetch_all(connection).await
}

/// The line of this id.
pub async fn get(connection: &mut Connection, id: &str) -> Result<TransactionRow> {
    sqlx::query_as(&format!("{SELECT} WHERE t.id = $1")).bind(id).fetch_one(connection).await
}

/// Whether there is a line of this event and rule.
pub async fn has_event(connection: &mut Connection, shop: &str, event: &str, rule: &str) -> Result<bool> {
    let found = sqlx::query("SELECT id FROM transactions WHERE shop = $1 AND event = $2 AND rule = $3")
        .bind(shop)
        .bind(event)
        .bind(rule)
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}

/// Completions of one rule that are told at most: as many as a programme may limit a rule to.
const COMPLETIONS: i64 = 1_000;

/// When a member completed each rule, the newest of each: `(rule, at)`.
pub async fn completions(connection: &mut Connection, customer: &str) -> Result<Vec<(String, i64)>> {
    sqlx::query_as(
        "SELECT rule, at FROM (
             SELECT rule, at, ROW_NUMBER() OVER (PARTITION BY rule ORDER BY at DESC) AS place
             FROM transactions WHERE customer = $1 AND kind = 'earn' AND order_id IS NULL) t
         WHERE place <= $2 ORDER BY rule, at DESC",
    )
    .bind(customer)
    .bind(COMPLETIONS)
    .fetch_all(connection)
    .await
}
