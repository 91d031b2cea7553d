//! Sums over what happened in pages, over times from one on and up to another.

use super::reports::Span;
use super::{Connection, Result};
use sqlx::FromRow;

/// What came of a campaign.
#[derive(Clone, Debug, Default, FromRow)]
pub struct Counts {
    /// The campaign.
    pub campaign: String,
    /// How often it was shown.
    pub impressions: i64,
    /// To how many.
    pub shoppers: i64,
    /// How often it was followed.
    pub clicks: i64,
    /// How often it was closed.
    pub closes: i64,
    /// How often it was taken.
    pub conversions: i64,
    /// By how many.
    pub converted: i64,
}

/// What came of an arm of an experiment.
#[derive(Clone, Debug, FromRow)]
pub struct Arm {
    /// The experiment.
    pub experiment: String,
    /// The version of its buckets.
    pub bucket_version: i64,
    /// The variation; nothing for who was held out.
    pub variation: Option<i64>,
    /// Shoppers who were seen in it.
    pub exposed: i64,
    /// Of these, who then took a campaign of the experiment.
    pub converted: i64,
    /// Of these, members who then paid for an order.
    pub ordered: i64,
}

/// What came of each campaign in a time.
pub async fn campaigns(connection: &mut Connection, shop: &str, span: Span) -> Result<Vec<Counts>> {
    sqlx::query_as(
        "SELECT campaign, CAST(SUM(CASE WHEN kind = 'impression' THEN 1 ELSE 0 END) AS BIGINT) AS impressions,
             COUNT(DISTINCT CASE WHEN kind = 'impression' THEN unit END) AS shoppers,
             CAST(SUM(CASE WHEN kind = 'click' THEN 1 ELSE 0 END) AS BIGINT) AS clicks,
             CAST(SUM(CASE WHEN kind = 'close' THEN 1 ELSE 0 END) AS BIGINT) AS closes,
             CAST(SUM(CASE WHEN kind = 'conversion' THEN 1 ELSE 0 END) AS BIGINT) AS conversions,
             COUNT(DISTINCT CASE WHEN kind = 'conversion' THEN unit END) AS converted
         FROM page_events WHERE shop = $1 AND at >= $2 AND at < $3 GROUP BY campaign ORDER BY campaign",
    )
    .bind(shop)
    .bind(span.0)
    .bind(span.1)
    .fetch_all(connection)
    .await
}

/// What came of each arm, of shoppers who were first seen in the time. What they did counts up to the end of it.
pub async fn arms(connection: &mut Connection, shop: &str, span: Span) -> Result<Vec<Arm>> {
    sqlx::query_as(
        "SELECT x.experiment, x.bucket_version, x.variation, COUNT(*) AS exposed,
             CAST(SUM(CASE WHEN EXISTS (
                 SELECT 1 FROM page_events e WHERE e.shop = x.shop AND e.unit = x.unit AND e.kind = 'conversion'
                     AND e.experiment = x.experiment AND e.bucket_version = x.bucket_version AND e.at >= x.at AND e.at < $3
             ) THEN 1 ELSE 0 END) AS BIGINT) AS converted,
             CAST(SUM(CASE WHEN EXISTS (
                 SELECT 1 FROM customers c JOIN orders o ON o.shop = c.shop AND o.customer = c.merchant_id
                 WHERE c.id = x.unit AND o.cancelled = 0 AND o.paid_at >= x.at AND o.paid_at < $3
             ) THEN 1 ELSE 0 END) AS BIGINT) AS ordered
         FROM exposures x WHERE x.shop = $1 AND x.at >= $2 AND x.at < $3
         GROUP BY x.experiment, x.bucket_version, x.variation ORDER BY x.experiment, x.bucket_version DESC, x.variation",
    )
    .bind(shop)
    .bind(span.0)
    .bind(span.1)
    .fetch_all(connection)
    .await
}
