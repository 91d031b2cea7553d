//! Whatever is stored about one person, in all tables.

use super::{Connection, Result, Row};
use sqlx::{Column, Row as _, TypeInfo, ValueRef};

/// A stored value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Null.
    Nothing,
    /// An integer.
    Number(i64),
    /// A text.
    Text(String),
    /// Bytes: in these tables only hashes.
    Hash,
}

/// The parts of an export, and what each consists of. `$1` is the member, `$2` the shop, `$3` the merchant's id of the member;
/// each query names all of them, for databases that want every parameter used.
const PARTS: &[(&str, &str)] = &[
    ("member", "SELECT * FROM customers WHERE id = $1 AND shop = $2 AND merchant_id = $3"),
    ("sessions", "SELECT s.expires_at FROM sessions s JOIN me ON s.customer = me.id ORDER BY s.expires_at"),
    ("consents", "SELECT c.* FROM consents c JOIN me ON c.customer = me.id ORDER BY c.seq"),
    ("tier", "SELECT s.* FROM standings s JOIN me ON s.customer = me.id"),
    ("tier_changes", "SELECT t.* FROM tier_changes t JOIN me ON t.customer = me.id ORDER BY t.seq"),
    ("streak_days", "SELECT s.* FROM streak_days s JOIN me ON s.customer = me.id ORDER BY s.rule, s.day"),
    ("collected", "SELECT c.* FROM collected c JOIN me ON c.customer = me.id ORDER BY c.order_id, c.item"),
    ("balances", "SELECT a.kind, a.balance FROM accounts a JOIN me ON a.owner = me.id ORDER BY a.kind"),
    ("transactions", "SELECT t.* FROM transactions t JOIN me ON t.customer = me.id ORDER BY t.seq"),
    ("awards", "SELECT a.* FROM awards a JOIN me ON a.customer = me.id ORDER BY a.id"),
    ("lots", "SELECT l.* FROM lots l JOIN me ON l.customer = me.id ORDER BY l.id"),
    ("redemptions", "SELECT r.* FROM redemptions r JOIN me ON r.customer = me.id ORDER BY r.id"),
    ("orders", "SELECT o.* FROM orders o JOIN me ON o.shop = me.shop AND o.customer = me.merchant_id ORDER BY o.id"),
    ("recognised_by", "SELECT m.* FROM member_marks m JOIN me ON m.customer = me.id ORDER BY m.kind, m.seen_at"),
    (
        "order_addresses",
        "SELECT m.* FROM order_marks m JOIN me ON m.shop = me.shop AND m.customer = me.merchant_id ORDER BY m.order_id",
    ),
    ("referral_code", "SELECT c.code FROM referral_codes c JOIN me ON c.customer = me.id"),
    (
        "friends",
        "SELECT r.id, r.channel, r.state, r.reasons, r.at, r.created_at, r.expires_at, r.claimed_at, r.award FROM referrals r
         JOIN me ON r.referrer = me.id ORDER BY r.id",
    ),
    (
        "referred_by",
        "SELECT r.id, r.channel, r.state, r.reasons, r.at, r.created_at, r.expires_at, r.claimed_at, r.email, r.address, r.device,
             r.network, r.disposable, r.redemption, r.order_id, r.paid_at FROM referrals r JOIN me ON r.friend = me.id ORDER BY r.id",
    ),
    ("reveals", "SELECT r.id, r.campaign, r.door, r.variation, r.offer, r.redemption, r.awarded, r.at FROM reveals r JOIN me ON r.customer = me.id ORDER BY r.id"),
    ("subscriptions", "SELECT s.* FROM subscriptions s JOIN me ON s.shop = me.shop AND (s.customer = me.id
             OR s.mark IN (SELECT m.mark FROM member_marks m WHERE m.customer = me.id AND m.kind = 'email')) ORDER BY s.id"),
    (
        "submissions",
        "SELECT s.quiz, s.id, s.state, s.answers, s.step, s.consent, s.result, s.points, s.created_at, s.updated_at, s.completed_at
         FROM submissions s JOIN me ON s.customer = me.id ORDER BY s.created_at, s.quiz, s.id",
    ),
    ("profile", "SELECT p.* FROM profile_answers p JOIN me ON p.customer = me.id ORDER BY p.name"),
    (
        "order_products",
        "SELECT p.order_id, p.product FROM order_products p JOIN orders o ON o.shop = p.shop AND o.id = p.order_id
         JOIN me ON o.shop = me.shop AND o.customer = me.merchant_id ORDER BY p.order_id, p.product",
    ),
    ("answers", "SELECT a.key, a.status, a.body, a.created_at FROM answers a JOIN me ON a.customer = me.id ORDER BY a.created_at, a.key"),
    ("events", "SELECT e.* FROM page_events e JOIN me ON e.shop = me.shop AND e.unit = me.id ORDER BY e.at, e.id"),
    ("experiments", "SELECT e.* FROM exposures e JOIN me ON e.shop = me.shop AND e.unit = me.id ORDER BY e.at, e.experiment"),
    ("told", "SELECT d.* FROM deliveries d JOIN me ON d.customer = me.id ORDER BY d.id"),
    ("to_be_told", "SELECT e.* FROM events e JOIN me ON e.customer = me.id ORDER BY e.id"),
];

/// A row: `(column, value)`.
pub type Fields = Vec<(String, Field)>;

/// Everything that is stored about a member: `(part, rows)`.
pub async fn read(
    connection: &mut Connection,
    shop: &str,
    customer: &str,
    merchant_id: &str,
) -> Result<Vec<(&'static str, Vec<Fields>)>> {
    let mut parts = Vec::new();
    for (name, query) in PARTS {
        let query = match *name {
            "member" => (*query).to_owned(),
            _ => format!(
                "WITH me AS (SELECT id, shop, merchant_id FROM customers WHERE id = $1 AND shop = $2 AND merchant_id = $3) {query}"
            ),
        };
        let rows = sqlx::query(&query).bind(customer).bind(shop).bind(merchant_id).fetch_all(&mut *connection).await?;
        let rows: Result<Vec<Fields>> = rows.iter().map(fields).collect();
        parts.push((*name, rows?));
    }
    Ok(parts)
}

/// Forgets what is only about the person and not about points: sessions, answers, consents, days of streaks, what
/// quizzes were told, and what was to be told or was told of them.
pub async fn delete(connection: &mut Connection, shop: &str, customer: &str) -> Result<()> {
    for table in [
        "sessions",
        "answers",
        "consents",
        "streak_days",
        "profile_answers",
        "submissions",
        "reveals",
        "subscriptions",
        "events",
        "deliveries",
    ] {
        sqlx::query(&format!("DELETE FROM {table} WHERE customer = $1")).bind(customer).execute(&mut *connection).await?;
    }
    // What the merchant's server was answered when it adjusted their points: it tells who they were.
    sqlx::query("DELETE FROM answers WHERE customer = 'shop:' || $1 AND body LIKE '%' || $2 || '%'")
        .bind(shop)
        .bind(customer)
        .execute(&mut *connection)
        .await?;
    Ok(())
}

fn fields(row: &Row) -> Result<Fields> {
    let mut fields = Vec::new();
    for (index, column) in row.columns().iter().enumerate() {
        let value = row.try_get_raw(index)?;
        let (is_null, kind) = (value.is_null(), value.type_info().name().to_owned());
        let field = match kind.as_str() {
            _ if is_null => Field::Nothing,
            "TEXT" => Field::Text(row.try_get(index)?),
            "BLOB" => Field::Hash,
            _ => Field::Number(row.try_get(index)?),
        };
        fields.push((column.name().to_owned(), field));
    }
    Ok(fields)
}
