//! Referral codes, and invitations from the link to the reward.

use super::{Connection, Result};
use sqlx::FromRow;

/// An invitation as it stands.
#[derive(Clone, Debug, FromRow)]
pub struct ReferralRow {
    /// `ref_…`.
    pub id: String,
    /// Whose shop.
    pub shop: String,
    /// The member who refers.
    pub referrer: String,
    /// Where the link was shared.
    pub channel: String,
    /// `shared`, `clicked`, `claimed`, `pending`, `in_review`, `completed`, `blocked`, `expired`.
    pub state: String,
    /// Codes of the verdict's reasons, the gravest first, separated by spaces.
    pub reasons: String,
    /// When it came so far.
    pub at: i64,
    /// When it began.
    pub created_at: i64,
    /// Until when the friend can order.
    pub expires_at: i64,
    /// When the friend took the offer.
    pub claimed_at: Option<i64>,
    /// The friend, once they are a member.
    pub friend: Option<String>,
    /// The friend's e-mail address, as a keyed hash.
    pub email: Option<Vec<u8>>,
    /// Where they have things sent, likewise.
    pub address: Option<Vec<u8>>,
    /// Their device, likewise.
    pub device: Option<Vec<u8>>,
    /// Their network, likewise.
    pub network: Option<Vec<u8>>,
    /// Whether the e-mail address is one that lasts for minutes: 0 or 1.
    pub disposable: i64,
    /// The friend's welcome.
    pub redemption: Option<String>,
    /// The friend's order.
    pub order_id: Option<String>,
    /// When it was paid.
    pub paid_at: Option<i64>,
    /// The member's award.
    pub award: Option<String>,
}

const COLUMNS: &str = "id, shop, referrer, channel, state, reasons, at, created_at, expires_at, claimed_at, friend, email, address, \
                       device, network, disposable, redemption, order_id, paid_at, award";

/// Claims that still stand: what a friend took and nobody refused.
const STANDING: &str = "('claimed', 'pending', 'in_review', 'completed')";

/// A member's code, if they have one.
pub async fn code_of(connection: &mut Connection, customer: &str) -> Result<Option<String>> {
    sqlx::query_scalar("SELECT code FROM referral_codes WHERE customer = $1").bind(customer).fetch_optional(connection).await
}

/// Gives a member this code, unless they have one or it is somebody else's.
pub async fn insert_code(connection: &mut Connection, shop: &str, code: &str, customer: &str) -> Result<()> {
    sqlx::query("INSERT INTO referral_codes (shop, code, customer) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(shop)
        .bind(code)
        .bind(customer)
        .execute(connection)
        .await?;
    Ok(())
}

/// The member with this code.
pub async fn member(connection: &mut Connection, shop: &str, code: &str) -> Result<Option<String>> {
    sqlx::query_scalar("SELECT customer FROM referral_codes WHERE shop = $1 AND code = $2")
        .bind(shop)
        .bind(code)
        .fetch_optional(connection)
        .await
}

/// Adds an invitation.
pub async fn insert(connection: &mut Connection, row: &ReferralRow) -> Result<()> {
    let numbers: Vec<String> = (1..=20).map(|number| format!("${number}")).collect();
    sqlx::query(&format!("INSERT INTO referrals ({COLUMNS}) VALUES ({})", numbers.join(", ")))
        .bind(&row.id)
        .bind(&row.shop)
        .bind(&row.referrer)
        .bind(&row.channel)
        .bind(&row.state)
        .bind(&row.reasons)
        .bind(row.at)
        .bind(row.created_at)
        .bind(row.expires_at)
        .bind(row.claimed_at)
        .bind(&row.friend)
        .bind(&row.email)
        .bind(&row.address)
        .bind(&row.device)
        .bind(&row.network)
        .bind(row.disposable)
        .bind(&row.redemption)
        .bind(&row.order_id)
        .bind(row.paid_at)
        .bind(&row.award)
        .execute(connection)
        .await?;
    Ok(())
}

/// Stores how far an invitation has come.
pub async fn update(connection: &mut Connection, row: &ReferralRow) -> Result<()> {
    sqlx::query(
        "UPDATE referrals SET state = $1, reasons = $2, at = $3, expires_at = $4, claimed_at = $5, friend = $6, email = $7,
             address = $8, device = $9, network = $10, disposable = $11, redemption = $12, order_id = $13, paid_at = $14,
             award = $15 WHERE id = $16",
    )
    .bind(&row.state)
    .bind(&row.reasons)
    .bind(row.at)
    .bind(row.expires_at)
    .bind(row.claimed_at)
    .bind(&row.friend)
    .bind(&row.email)
    .bind(&row.address)
    .bind(&row.device)
    .bind(&row.network)
    .bind(row.disposable)
    .bind(&row.redemption)
    .bind(&row.order_id)
    .bind(row.paid_at)
    .bind(&row.award)
    .bind(&row.id)
    .execute(connection)
    .await?;
    Ok(())
}

/// The shop's invitation of this id.
pub async fn get(connection: &mut Connection, shop: &str, id: &str) -> Result<Option<ReferralRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM referrals WHERE shop = $1 AND id = $2"))
        .bind(shop)
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// A member's link on this channel that nobody came by yet.
pub async fn shared(connection: &mut Connection, referrer: &str, channel: &str) -> Result<Option<ReferralRow>> {
    sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM referrals WHERE referrer = $1 AND channel = $2 AND state = 'shared' ORDER BY at DESC, id DESC LIMIT 1"
    ))
    .bind(referrer)
    .bind(channel)
    .fetch_optional(connection)
    .await
}

/// A member's invitations, newest first.
pub async fn of_member(connection: &mut Connection, referrer: &str, limit: i64) -> Result<Vec<ReferralRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM referrals WHERE referrer = $1 ORDER BY at DESC, id DESC LIMIT $2"))
        .bind(referrer)
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Invitations of a shop, of one state where it is given, after a place, newest first.
pub async fn page(
    connection: &mut Connection,
    shop: &str,
    state: Option<&str>,
    after: (i64, &str),
    limit: i64,
) -> Result<Vec<ReferralRow>> {
    sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM referrals WHERE shop = $1 AND ($2 = '' OR state = $2) AND (at, id) < ($3, $4)
         ORDER BY at DESC, id DESC LIMIT $5"
    ))
    .bind(shop)
    .bind(state.unwrap_or_default())
    .bind(after.0)
    .bind(after.1)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// How many invitations of a member are in each state: `(state, count)`.
pub async fn counts(connection: &mut Connection, referrer: &str) -> Result<Vec<(String, i64)>> {
    sqlx::query_as("SELECT state, COUNT(*) FROM referrals WHERE referrer = $1 GROUP BY state ORDER BY state")
        .bind(referrer)
        .fetch_all(connection)
        .await
}

/// How many of a member's invitations have an award that counts, and do not say yet that they are completed.
pub async fn approved(connection: &mut Connection, referrer: &str) -> Result<i64> {
    sqlx::query_scalar(
        "SELECT COUNT(*) FROM referrals r JOIN awards a ON a.id = r.award
         WHERE r.referrer = $1 AND r.state = 'pending' AND a.state = 'approved'",
    )
    .bind(referrer)
    .fetch_one(connection)
    .await
}

/// Points that a member earned by referring and that count.
pub async fn points(connection: &mut Connection, referrer: &str) -> Result<i64> {
    sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(a.points - a.reversed), 0) AS BIGINT) FROM referrals r JOIN awards a ON a.id = r.award
         WHERE r.referrer = $1 AND a.state = 'approved'",
    )
    .bind(referrer)
    .fetch_one(connection)
    .await
}

/// Invitations whose order or welcome this is, or whose friend may have placed it: by e-mail address, or as this member. Only
/// those whose friend took the offer and did not order yet, the earliest claim first.
pub async fn open_for(
    connection: &mut Connection,
    shop: &str,
    codes: &[String],
    email: Option<&[u8]>,
    friend: Option<&str>,
) -> Result<Vec<ReferralRow>> {
    let mut found: Vec<ReferralRow> = Vec::new();
    for code in codes {
        found.extend(
            sqlx::query_as(&format!(
                "SELECT {COLUMNS} FROM referrals WHERE shop = $1 AND state = 'claimed'
                     AND redemption = (SELECT id FROM redemptions WHERE shop = $1 AND code = $2)"
            ))
            .bind(shop)
            .bind(code)
            .fetch_optional(&mut *connection)
            .await?,
        );
    }
    if let Some(email) = email {
        let sql = format!(
            "SELECT {COLUMNS} FROM referrals WHERE shop = $1 AND email = $2 AND state = 'claimed' ORDER BY claimed_at, id"
        );
        found.extend(sqlx::query_as(&sql).bind(shop).bind(email).fetch_all(&mut *connection).await?);
    }
    if let Some(friend) = friend {
        let sql = format!("SELECT {COLUMNS} FROM referrals WHERE friend = $1 AND state = 'claimed' ORDER BY claimed_at, id");
        found.extend(sqlx::query_as(&sql).bind(friend).fetch_all(&mut *connection).await?);
    }
    Ok(found)
}

/// The invitation that an order completed, or is about to.
pub async fn of_order(connection: &mut Connection, shop: &str, order: &str) -> Result<Option<ReferralRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM referrals WHERE shop = $1 AND order_id = $2"))
        .bind(shop)
        .bind(order)
        .fetch_optional(connection)
        .await
}

/// Whether anybody took an offer with this e-mail address before, in an invitation other than `except`.
pub async fn has_claimed(connection: &mut Connection, shop: &str, email: &[u8], except: &str) -> Result<bool> {
    let sql = format!(
        "SELECT id FROM referrals WHERE shop = $1 AND email = $2 AND id <> $3 AND (state IN {STANDING} OR redemption IS NOT NULL) LIMIT 1"
    );
    Ok(sqlx::query(&sql).bind(shop).bind(email).bind(except).fetch_optional(connection).await?.is_some())
}

/// Whether a friend took an offer as this member before, in an invitation other than `except`.
pub async fn is_friend(connection: &mut Connection, friend: &str, except: &str) -> Result<bool> {
    let sql = format!("SELECT id FROM referrals WHERE friend = $1 AND id <> $2 AND state IN {STANDING} LIMIT 1");
    Ok(sqlx::query(&sql).bind(friend).bind(except).fetch_optional(connection).await?.is_some())
}

/// How many claims came from a network after one time and up to another, over all links, in invitations other than `except`.
pub async fn from_network(
    connection: &mut Connection,
    shop: &str,
    network: &[u8],
    (after, until): (i64, i64),
    except: &str,
) -> Result<i64> {
    sqlx::query_scalar(
        "SELECT COUNT(*) FROM referrals WHERE shop = $1 AND network = $2 AND claimed_at > $3 AND claimed_at <= $4 AND id <> $5",
    )
    .bind(shop)
    .bind(network)
    .bind(after)
    .bind(until)
    .bind(except)
    .fetch_one(connection)
    .await
}

/// How many friends' orders since a time count for a member, or are about to.
pub async fn recent(connection: &mut Connection, referrer: &str, since: i64) -> Result<i64> {
    sqlx::query_scalar(
        "SELECT COUNT(*) FROM referrals WHERE referrer = $1 AND state IN ('pending', 'completed') AND paid_at >= $2",
    )
    .bind(referrer)
    .bind(since)
    .fetch_one(connection)
    .await
}

/// Whether one of these members was referred by another, over any number of steps: whether `ancestor` is behind `member`.
pub async fn is_behind(connection: &mut Connection, ancestor: &str, member: &str) -> Result<bool> {
    let sql = format!(
        "WITH RECURSIVE behind (id) AS (
             SELECT referrer FROM referrals WHERE friend = $1 AND state IN {STANDING}
             UNION SELECT r.referrer FROM referrals r JOIN behind b ON r.friend = b.id WHERE r.state IN {STANDING})
         SELECT id FROM behind WHERE id = $2"
    );
    Ok(sqlx::query(&sql).bind(member).bind(ancestor).fetch_optional(connection).await?.is_some())
}

/// Invitations whose order passed its return window: their award counts, and they do not say so yet. At most `limit`.
pub async fn to_complete(connection: &mut Connection, limit: i64) -> Result<Vec<ReferralRow>> {
    sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM referrals WHERE state = 'pending'
             AND EXISTS (SELECT 1 FROM awards WHERE id = referrals.award AND state = 'approved') ORDER BY id LIMIT $1"
    ))
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Where the award of an invitation stands: `(state, approves_at)`.
pub async fn award(connection: &mut Connection, award: &str) -> Result<Option<(String, i64)>> {
    sqlx::query_as("SELECT state, approves_at FROM awards WHERE id = $1").bind(award).fetch_optional(connection).await
}

/// Ends invitations whose friend did not order in time, and their welcomes.
pub async fn expire(connection: &mut Connection, now: i64) -> Result<()> {
    sqlx::query("UPDATE redemptions SET state = 'expired' WHERE state = 'issued' AND customer IS NULL AND expires_at <= $1")
        .bind(now)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "UPDATE referrals SET state = 'expired', at = expires_at WHERE state IN ('shared', 'clicked', 'claimed') AND expires_at <= $1",
    )
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Forgets invitations that ended before this time without anybody having taken the offer.
pub async fn delete_before(connection: &mut Connection, time: i64) -> Result<()> {
    sqlx::query("DELETE FROM referrals WHERE state = 'expired' AND claimed_at IS NULL AND expires_at < $1")
        .bind(time)
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes what could tell who somebody was out of every invitation: theirs as a friend, and their own code. Nobody can come by
/// their link any more, and who came and did not order yet came for nothing.
pub async fn forget_member(connection: &mut Connection, customer: &str, now: i64) -> Result<()> {
    sqlx::query(
        "UPDATE referrals SET state = 'expired', at = $1 WHERE referrer = $2 AND state IN ('shared', 'clicked', 'claimed')",
    )
    .bind(now)
    .bind(customer)
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE referrals SET email = NULL, address = NULL, device = NULL, network = NULL WHERE friend = $1")
        .bind(customer)
        .execute(&mut *connection)
        .await?;
    sqlx::query("DELETE FROM referral_codes WHERE customer = $1").bind(customer).execute(connection).await?;
    Ok(())
}
