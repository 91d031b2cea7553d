//! What must hold of everything stored. Each query finds what breaks one rule.

use super::{Connection, Result, Row};
use sqlx::Row as _;

const CHECKS: &[(&str, &str)] = &[
    (
        "a member's balance is what its entries add up to",
        "SELECT a.id FROM accounts a LEFT JOIN (SELECT account, SUM(points) AS points FROM movements GROUP BY account) m
             ON m.account = a.id WHERE a.owner <> '' AND a.balance <> COALESCE(m.points, 0)",
    ),
    ("no balance is kept of the programme's accounts", "SELECT id FROM accounts WHERE owner = '' AND balance <> 0"),
    (
        "all balances together come to nothing",
        "SELECT a.shop FROM accounts a LEFT JOIN (SELECT account, SUM(points) AS points FROM movements GROUP BY account) m
             ON m.account = a.id GROUP BY a.shop
             HAVING SUM(a.balance) + SUM(CASE WHEN a.owner = '' THEN COALESCE(m.points, 0) ELSE 0 END) <> 0",
    ),
    (
        "an entry stays within one shop and one member",
        "SELECT e.id FROM entries e JOIN accounts d ON d.id = e.debit JOIN accounts c ON c.id = e.credit
         WHERE d.shop <> c.shop OR (d.owner <> '' AND c.owner <> '' AND d.owner <> c.owner)",
    ),
    (
        "an entry belongs to a transaction or a redemption",
        "SELECT e.id FROM entries e WHERE NOT EXISTS (SELECT 1 FROM transactions WHERE id = e.source)
             AND NOT EXISTS (SELECT 1 FROM redemptions WHERE id = e.source)",
    ),
    (
        "open lots add up to the available points",
        "SELECT a.owner FROM accounts a WHERE a.kind = 'available' AND a.owner <> '' AND CASE WHEN a.balance > 0 THEN a.balance ELSE 0 END
             <> (SELECT COALESCE(SUM(remaining), 0) FROM lots WHERE customer = a.owner)",
    ),
    (
        "pending awards add up to the pending points",
        "SELECT a.owner FROM accounts a WHERE a.kind = 'pending' AND a.balance
             <> (SELECT COALESCE(SUM(points - reversed), 0) FROM awards WHERE customer = a.owner AND state = 'pending')",
    ),
    (
        "held redemptions add up to the held points",
        "SELECT a.owner FROM accounts a WHERE a.kind = 'held' AND a.balance
             <> (SELECT COALESCE(SUM(points), 0) FROM redemptions WHERE customer = a.owner AND state = 'held')",
    ),
    (
        "used redemptions add up to the redeemed points",
        "SELECT a.shop FROM accounts a WHERE a.kind = 'redeemed' AND (SELECT COALESCE(SUM(points), 0) FROM movements WHERE account = a.id)
             <> (SELECT COALESCE(SUM(points), 0) FROM redemptions WHERE shop = a.shop
                 AND (state IN ('issued', 'used') OR (state = 'expired' AND issued_at IS NOT NULL)))",
    ),
    (
        "awards less what was taken back add up to the issued points",
        "SELECT a.shop FROM accounts a WHERE a.kind = 'issued' AND -(SELECT COALESCE(SUM(points), 0) FROM movements WHERE account = a.id)
             <> (SELECT COALESCE(SUM(points - reversed), 0) FROM awards WHERE shop = a.shop AND by_hand = 0)",
    ),
    (
        "what was given or taken by hand came from the adjusted points",
        "SELECT t.id FROM transactions t WHERE t.kind = 'adjust' AND t.points <> (SELECT COALESCE(-SUM(m.points), 0) FROM movements m
             JOIN accounts a ON a.id = m.account WHERE m.source = t.id AND a.kind = 'adjusted')",
    ),
    (
        "what lots lost to time adds up to the expired points",
        "SELECT a.shop FROM accounts a WHERE a.kind = 'expired'
             AND (SELECT COALESCE(SUM(points), 0) FROM movements WHERE account = a.id) <> (SELECT COALESCE(SUM(l.expired - l.reversed), 0)
             FROM lots l JOIN customers c ON c.id = l.customer WHERE c.shop = a.shop)",
    ),
    (
        "approved lines of activity add up to available and held points",
        "SELECT c.id FROM customers c WHERE
             (SELECT SUM(balance) FROM accounts WHERE owner = c.id AND kind IN ('available', 'held'))
             <> (SELECT COALESCE(SUM(t.points), 0) FROM transactions t LEFT JOIN awards a ON a.id = COALESCE(t.reverses, t.id)
                 WHERE t.customer = c.id
                   AND CASE WHEN t.kind = 'earn' OR t.before_approval = 1 THEN a.state ELSE 'approved' END = 'approved')",
    ),
    (
        "an award taken back in full before it counted is void, and no other is",
        "SELECT id FROM awards WHERE (state = 'void' AND reversed <> points) OR (state = 'pending' AND reversed = points)",
    ),
    (
        "a held redemption's points came from lots",
        "SELECT r.id FROM redemptions r WHERE (r.state IN ('held', 'issued', 'used') OR (r.state = 'expired' AND r.issued_at IS NOT NULL))
             AND r.points <> (SELECT COALESCE(SUM(points), 0) FROM lot_uses WHERE redemption = r.id)",
    ),
];

/// Rules that are broken, each with one example of where: `(rule, id)`.
pub async fn broken(connection: &mut Connection) -> Result<Vec<(&'static str, String)>> {
    let mut broken = Vec::new();
    for (rule, query) in CHECKS {
        if let Some(row) = sqlx::query(query).fetch_optional(&mut *connection).await? {
            broken.push((*rule, text_of(&row)));
        }
    }
    Ok(broken)
}

/// Members below zero: `(shop, customer, available)`.
pub async fn debts(connection: &mut Connection) -> Result<Vec<(String, String, i64)>> {
    sqlx::query_as("SELECT shop, owner, balance FROM accounts WHERE kind = 'available' AND balance < 0")
        .fetch_all(connection)
        .await
}

fn text_of(row: &Row) -> String {
    row.try_get::<String, _>(0).or_else(|_| row.try_get::<i64, _>(0).map(|number| number.to_string())).unwrap_or_default()
}
