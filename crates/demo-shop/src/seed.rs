//! The regular shoppers' past, told to the loyalty backend by the same signed webhooks as any order.
//!
//! Message ids and order numbers are the same every time, so telling it again after a restart changes no points.

use crate::order::{self, Order, Told, UsedCode};
use crate::pricing;
use crate::shop::{Owner, Shop};
use crate::{shopper, token};
use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp, Unit};
use loyalty_api::order::OrderEventKind;
use loyalty_api::redemption::{Redemption, RedemptionState};
use std::sync::Arc;
use std::time::Duration;

/// An order of the past: its number, who bought, how many days ago, and what.
struct Past {
    id: &'static str,
    customer: &'static str,
    days_ago: i64,
    items: &'static [(&'static str, i64)],
}

/// Tomasz buys every other month; all but the last of these orders are past their return window.
/// Layla's first order was so long ago that its points, good for a year after the return window, run out in nine days.
const PAST: &[Past] = &[
    Past { id: "F-1041", customer: "layla", days_ago: 370, items: &[("alder-teapot", 1), ("dune-cups", 1)] },
    Past { id: "F-1187", customer: "tomasz", days_ago: 160, items: &[("alder-teapot", 1), ("morning-mist", 1)] },
    Past { id: "F-1230", customer: "tomasz", days_ago: 118, items: &[("fern-mug", 2), ("ember-chai", 1)] },
    Past { id: "F-1302", customer: "tomasz", days_ago: 83, items: &[("dune-cups", 1), ("blue-hour", 2)] },
    Past { id: "F-1339", customer: "layla", days_ago: 60, items: &[("morning-mist", 2)] },
    Past { id: "F-1356", customer: "tomasz", days_ago: 47, items: &[("oak-tray", 1), ("morning-mist", 1)] },
    Past { id: "F-1411", customer: "tomasz", days_ago: 25, items: &[("meadow-plate", 4)] },
];

/// Tomasz's latest: paid partly with a reward, its points still pending.
const RECENT: Past = Past { id: "F-1467", customer: "tomasz", days_ago: 2, items: &[("ember-chai", 2), ("fern-mug", 1)] };

/// Waits for the backend, then tells it the past, again and again until it has taken all of it.
pub async fn seed(shop: Arc<Shop>) {
    let mut delay = Duration::from_millis(200);
    let mut said = false;
    loop {
        let result = if shop.loyalty.ready().await { tell_past(&shop).await } else { Err(anyhow::anyhow!("it is not ready")) };
        match result {
            Ok(()) => return tracing::info!("the regular shoppers have their past"),
            Err(error) if !said && delay > Duration::from_secs(2) => {
                tracing::warn!("waiting for the loyalty backend: {error:#}");
                said = true;
            }
            Err(error) => tracing::debug!("the loyalty backend did not take the past: {error:#}"),
        }
        tokio::time::sleep(delay).await;
        delay = (delay * 3 / 2).min(Duration::from_secs(5));
    }
}

async fn tell_past(shop: &Shop) -> Result<()> {
    for past in PAST {
        tell(shop, past, None).await?;
    }
    let used = recent_reward(shop).await?;
    tell(shop, &RECENT, Some(&used)).await
}

async fn tell(shop: &Shop, past: &Past, code: Option<&Redemption>) -> Result<()> {
    let order = order(shop, past, code)?;
    let event = order.event(OrderEventKind::Paid, &shop.catalogue);
    shop.loyalty.tell(&format!("seed-{}", past.id), &event).await.with_context(|| format!("telling of order {}", past.id))?;
    shop.enter(Owner::Customer(past.customer.to_owned()), order);
    Ok(())
}

/// The reward of the recent order: the one it used in an earlier run, or one held for it now.
async fn recent_reward(shop: &Shop) -> Result<Redemption> {
    let tomasz = shopper::find(RECENT.customer).context("there is no such shopper")?;
    let session = shop.loyalty.session(token::sign(&shop.keys, tomasz, Timestamp::now().as_second())?).await?;
    let claimed = session.account.as_ref().map(|account| account.redemptions.as_slice()).unwrap_or_default();
    if let Some(used) = claimed.iter().find(|redemption| redemption.order.as_deref() == Some(RECENT.id)) {
        return Ok(used.clone());
    }
    // One that was held when an earlier run stopped half-way is good for it too.
    if let Some(held) = claimed.iter().find(|redemption| redemption.reward == REWARD && redemption.state == RedemptionState::Held)
    {
        return Ok(held.clone());
    }
    shop.loyalty.redeem(&session, REWARD, "seed-recent-reward").await.context("holding points for a reward")
}

/// €5 off in the example document.
const REWARD: &str = "rwd_5_off";

fn order(shop: &Shop, past: &Past, code: Option<&Redemption>) -> Result<Order> {
    let price = |id: &str| shop.catalogue.product(id).map(|product| product.price).with_context(|| format!("no product {id}"));
    let mut items = Vec::new();
    for (id, quantity) in past.items {
        items.push((*id, *quantity, price(id)?));
    }
    let goods = items.iter().map(|(_, quantity, unit_price)| quantity * unit_price).sum();
    let totals = pricing::totals(goods, shop.catalogue.shipping, code);
    let paid_at = Timestamp::now().checked_sub(SignedDuration::from_hours(24 * past.days_ago))?.round(Unit::Second)?;
    Ok(Order {
        id: past.id.to_owned(),
        customer: Some(past.customer.to_owned()),
        paid_at: paid_at.to_string(),
        lines: order::lines(items.into_iter(), totals.discount),
        currency: shop.catalogue.currency.clone(),
        totals,
        code: code.map(|code| UsedCode { code: code.code.clone(), title: code.title.clone() }),
        cancelled: false,
        points: Told::Told,
    })
}
