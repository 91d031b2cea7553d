//! Sums for reports, over times from one on and up to another.

use super::{Connection, Result};

/// From when on, and up to when: milliseconds since 1970.
pub type Span = (i64, i64);

/// Members of a time: `(joined, active, erased, total at the end)`.
pub async fn members(connection: &mut Connection, shop: &str, span: Span) -> Result<(i64, i64, i64, i64)> {
    sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM customers WHERE shop = $1 AND joined_at >= $2 AND joined_at < $3),
                (SELECT COUNT(DISTINCT customer) FROM transactions WHERE shop = $1 AND at >= $2 AND at < $3),
                (SELECT COUNT(*) FROM customers WHERE shop = $1 AND erased_at >= $2 AND erased_at < $3),
                (SELECT COUNT(*) FROM customers WHERE shop = $1 AND joined_at < $3 AND (erased_at IS NULL OR erased_at >= $3))",
    )
    .bind(shop)
    .bind(span.0)
    .bind(span.1)
    .fetch_one(connection)
    .await
}

/// Awards of a time by rule, those by hand under no rule: `(rule, awards, points, taken back, pending)`.
pub async fn issuance(connection: &mut Connection, shop: &str, span: Span) -> Result<Vec<(String, i64, i64, i64, i64)>> {
    sqlx::query_as(
        "SELECT CASE WHEN a.by_hand = 1 THEN '' ELSE a.rule END AS of_rule, COUNT(*), CAST(SUM(a.points) AS BIGINT),
             CAST(SUM(a.reversed) AS BIGINT),
             CAST(SUM(CASE WHEN a.state = 'pending' THEN a.points - a.reversed ELSE 0 END) AS BIGINT)
         FROM awards a JOIN transactions t ON t.id = a.id WHERE a.shop = $1 AND t.at >= $2 AND t.at < $3
         GROUP BY of_rule ORDER BY of_rule",
    )
    .bind(shop)
    .bind(span.0)
    .bind(span.1)
    .fetch_all(connection)
    .await
}

/// Claims of a time by reward: `(reward, claimed, used, open, cancelled, expired, points of used and issued ones)`.
pub async fn redemptions(
    connection: &mut Connection,
    shop: &str,
    span: Span,
) -> Result<Vec<(String, i64, i64, i64, i64, i64, i64)>> {
    sqlx::query_as(
        "SELECT reward, COUNT(*), CAST(SUM(CASE WHEN state = 'used' THEN 1 ELSE 0 END) AS BIGINT),
             CAST(SUM(CASE WHEN state IN ('held', 'issued') THEN 1 ELSE 0 END) AS BIGINT),
             CAST(SUM(CASE WHEN state = 'cancelled' THEN 1 ELSE 0 END) AS BIGINT),
             CAST(SUM(CASE WHEN state = 'expired' THEN 1 ELSE 0 END) AS BIGINT),
             CAST(SUM(CASE WHEN state = 'used' OR issued_at IS NOT NULL THEN points ELSE 0 END) AS BIGINT)
         FROM redemptions WHERE shop = $1 AND created_at >= $2 AND created_at < $3 GROUP BY reward ORDER BY reward",
    )
    .bind(shop)
    .bind(span.0)
    .bind(span.1)
    .fetch_all(connection)
    .await
}

/// Points that moved into an account of the programme in a time, those that moved out of it taken off.
pub async fn moved_to(connection: &mut Connection, shop: &str, kind: &str, span: Span) -> Result<i64> {
    sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(m.points), 0) AS BIGINT) FROM movements m JOIN accounts a ON a.id = m.account
         WHERE a.shop = $1 AND a.owner = '' AND a.kind = $2 AND m.at >= $3 AND m.at < $4",
    )
    .bind(shop)
    .bind(kind)
    .bind(span.0)
    .bind(span.1)
    .fetch_one(connection)
    .await
}

/// Points of awards that began to count in a time, those taken back since taken off.
pub async fn approved(connection: &mut Connection, shop: &str, span: Span) -> Result<i64> {
    sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(points - reversed), 0) AS BIGINT) FROM awards WHERE shop = $1 AND state = 'approved' AND approves_at >= $2
             AND approves_at < $3",
    )
    .bind(shop)
    .bind(span.0)
    .bind(span.1)
    .fetch_one(connection)
    .await
}

/// Points that members had in each state at a time: `(state, points)`.
pub async fn outstanding(connection: &mut Connection, shop: &str, at: i64) -> Result<Vec<(String, i64)>> {
    sqlx::query_as(
        "SELECT a.kind, CAST(SUM(m.points) AS BIGINT) FROM movements m JOIN accounts a ON a.id = m.account
         WHERE a.shop = $1 AND a.owner <> '' AND m.at < $2 GROUP BY a.kind ORDER BY a.kind",
    )
    .bind(shop)
    .bind(at)
    .fetch_all(connection)
    .await
}

/// Members in each tier as they stand, those without one under ``: `(tier, members)`.
pub async fn tiers(connection: &mut Connection, shop: &str) -> Result<Vec<(String, i64)>> {
    sqlx::query_as(
        "SELECT COALESCE(s.tier, '') AS of_tier, COUNT(*) FROM customers c LEFT JOIN standings s ON s.customer = c.id
         WHERE c.shop = $1 AND c.erased_at IS NULL GROUP BY of_tier ORDER BY of_tier",
    )
    .bind(shop)
    .fetch_all(connection)
    .await
}

/// Changes of tier in a time, by the tier they led to: `(tier, up, changes)`.
pub async fn tier_changes(connection: &mut Connection, shop: &str, span: Span) -> Result<Vec<(String, i64, i64)>> {
    sqlx::query_as(
        "SELECT COALESCE(tier, '') AS of_tier, up, COUNT(*) FROM tier_changes WHERE shop = $1 AND at >= $2 AND at < $3
         GROUP BY of_tier, up ORDER BY of_tier, up",
    )
    .bind(shop)
    .bind(span.0)
    .bind(span.1)
    .fetch_all(connection)
    .await
}

/// Invitations that began in a time, by channel.
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub struct Funnel {
    /// The channel.
    pub channel: String,
    /// Invitations.
    pub invitations: i64,
    /// Somebody came by the link.
    pub clicked: i64,
    /// Somebody took the offer.
    pub claimed: i64,
    /// Somebody ordered.
    pub ordered: i64,
    /// The award counts.
    pub completed: i64,
    /// Waiting for the merchant.
    pub in_review: i64,
    /// Refused.
    pub blocked: i64,
    /// Points given and not taken back.
    pub points: i64,
}

/// How far invitations that began in a time have come.
pub async fn referrals(connection: &mut Connection, shop: &str, span: Span) -> Result<Vec<Funnel>> {
    let count = |condition: &str| format!("CAST(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END) AS BIGINT)");
    sqlx::query_as(&format!(
        "SELECT r.channel, COUNT(*) AS invitations, {} AS clicked, {} AS claimed, {} AS ordered, {} AS completed, {} AS in_review,
             {} AS blocked, CAST(COALESCE(SUM(a.points - a.reversed), 0) AS BIGINT) AS points
         FROM referrals r LEFT JOIN awards a ON a.id = r.award WHERE r.shop = $1 AND r.created_at >= $2 AND r.created_at < $3
         GROUP BY r.channel ORDER BY r.channel",
        count("r.state = 'clicked' OR r.network IS NOT NULL OR r.claimed_at IS NOT NULL"),
        count("r.redemption IS NOT NULL"),
        count("r.order_id IS NOT NULL"),
        count("r.state = 'completed' OR (r.state = 'pending' AND a.state = 'approved')"),
        count("r.state = 'in_review'"),
        count("r.state = 'blocked'"),
    ))
    .bind(shop)
    .bind(span.0)
    .bind(span.1)
    .fetch_all(connection)
    .await
}

/// Who ordered in a time, members or others: `(customers, of these more than once, orders, minor units)`. Others are told apart
/// by the e-mail address of their orders; who told none is somebody else each time.
pub async fn buyers(connection: &mut Connection, shop: &str, members: bool, span: Span) -> Result<(i64, i64, i64, i64)> {
    let counted = "o.shop = $1 AND o.paid_at >= $2 AND o.paid_at < $3 AND o.cancelled = 0 AND o.other_currency = 0";
    let columns = "COUNT(*) AS orders, SUM(o.total - o.refunded) AS spent";
    let people = if members {
        format!("SELECT {columns} FROM orders o WHERE {counted} AND o.customer IS NOT NULL GROUP BY o.customer")
    } else {
        format!(
            "SELECT {columns} FROM orders o JOIN order_marks m ON m.shop = o.shop AND m.order_id = o.id
                 WHERE {counted} AND o.customer IS NULL GROUP BY m.email
             UNION ALL SELECT 1, o.total - o.refunded FROM orders o WHERE {counted} AND o.customer IS NULL
                 AND NOT EXISTS (SELECT 1 FROM order_marks m WHERE m.shop = o.shop AND m.order_id = o.id)"
        )
    };
    sqlx::query_as(&format!(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN orders > 1 THEN 1 ELSE 0 END), 0) AS BIGINT),
             CAST(COALESCE(SUM(orders), 0) AS BIGINT), CAST(COALESCE(SUM(spent), 0) AS BIGINT) FROM ({people}) p"
    ))
    .bind(shop)
    .bind(span.0)
    .bind(span.1)
    .fetch_one(connection)
    .await
}
