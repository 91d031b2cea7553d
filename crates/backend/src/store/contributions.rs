//! What counts towards a member's tier, refunds taken off: `(at, amount)`.

use super::{Connection, Result};

/// Points earned by the programme's rules, pending ones too; not those for entering a tier or completing a set.
pub async fn points(connection: &mut Connection, customer: &str) -> Result<Vec<(i64, i64)>> {
    sqlx::query_as(
        "SELECT t.at, a.points - a.reversed FROM awards a JOIN transactions t ON t.id = a.id
         WHERE a.customer = $1 AND a.by_hand = 0 AND a.reversed < a.points AND a.rule LIKE 'ern%' ORDER BY t.at, t.seq",
    )
    .bind(customer)
    .fetch_all(connection)
    .await
}

/// Minor units spent on goods in the programme's currency.
pub async fn spend(connection: &mut Connection, customer: &str) -> Result<Vec<(i64, i64)>> {
    sqlx::query_as(
        "SELECT o.paid_at, o.total - o.refunded FROM orders o JOIN customers c ON c.shop = o.shop AND c.merchant_id = o.customer
         WHERE c.id = $1 AND o.paid_at IS NOT NULL AND o.cancelled = 0 AND o.other_currency = 0 AND o.refunded < o.total
         ORDER BY o.paid_at, o.id",
    )
    .bind(customer)
    .fetch_all(connection)
    .await
}

/// Orders of which something is left, one each.
pub async fn orders(connection: &mut Connection, customer: &str) -> Result<Vec<(i64, i64)>> {
    sqlx::query_as(
        "SELECT o.paid_at, CAST(1 AS BIGINT) FROM orders o JOIN customers c ON c.shop = o.shop AND c.merchant_id = o.customer
         WHERE c.id = $1 AND o.paid_at IS NOT NULL AND o.cancelled = 0 AND (o.refunded < o.total OR o.total = 0)
         ORDER BY o.paid_at, o.id",
    )
    .bind(customer)
    .fetch_all(connection)
    .await
}

/// Referrals that completed, one each: those whose award by this rule counts.
pub async fn referrals(connection: &mut Connection, customer: &str, rule: &str) -> Result<Vec<(i64, i64)>> {
    sqlx::query_as(
        "SELECT approves_at, CAST(1 AS BIGINT) FROM awards WHERE customer = $1 AND rule = $2 AND state = 'approved'
         AND reversed < points ORDER BY approves_at, id",
    )
    .bind(customer)
    .bind(rule)
    .fetch_all(connection)
    .await
}
