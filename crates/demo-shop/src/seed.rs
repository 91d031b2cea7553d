//! The regular shoppers' past, told to the loyalty backend by the same signed webhooks as any order.
//!
//! Message ids and order numbers are the same every time, so telling it again after a restart changes no points.

use crate::order::{self, Order};
use crate::regulars::{PAST, Past, RECENT};
use crate::shop::{Owner, Shop};
use crate::shopper;
use crate::visitor::Visitor;
use anyhow::{Context, Result};
use jiff::{SignedDuration, Unit};
use loyalty_api::order::OrderEventKind;
use loyalty_api::program::CartOffers;
use loyalty_api::redemption::{Redemption, RedemptionState};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

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
    let tomasz = Visitor::open(&shop.loyalty, shopper::find(RECENT.customer), Ipv4Addr::LOCALHOST, "seed-recent".into()).await?;
    tomasz.look_around().await?;
    let used = recent_reward(&tomasz).await?;
    tell(shop, &RECENT, Some(&used)).await
}

async fn tell(shop: &Shop, past: &Past, code: Option<&Redemption>) -> Result<()> {
    let order = order(shop, past, code, shop.offers().await.as_ref())?;
    let event = order.event(OrderEventKind::Paid, &shop.catalogue);
    shop.loyalty.tell(&format!("seed-{}", past.id), &event).await.with_context(|| format!("telling of order {}", past.id))?;
    shop.enter(Owner::Customer(past.customer.to_owned()), order);
    Ok(())
}

/// The reward of the recent order: the one it used in an earlier run, or one held for it now.
async fn recent_reward(tomasz: &Visitor<'_>) -> Result<Redemption> {
    let claimed = tomasz.account.as_ref().map(|account| account.redemptions.as_slice()).unwrap_or_default();
    if let Some(used) = claimed.iter().find(|redemption| redemption.order.as_deref() == Some(RECENT.id)) {
        return Ok(used.clone());
    }
    // One that was held when an earlier run stopped half-way is good for it too.
    if let Some(held) = claimed.iter().find(|redemption| redemption.reward == REWARD && redemption.state == RedemptionState::Held)
    {
        return Ok(held.clone());
    }
    tomasz.redeem(REWARD, None).await?.context("Tomasz has too few points for a reward")
}

/// €5 off in the example document.
const REWARD: &str = "rwd_5_off";

fn order(shop: &Shop, past: &Past, code: Option<&Redemption>, offers: Option<&CartOffers>) -> Result<Order> {
    let who = shopper::find(past.customer).with_context(|| format!("no shopper {}", past.customer))?;
    let items: Vec<(String, i64)> = past.items.iter().map(|(id, quantity)| ((*id).to_owned(), *quantity)).collect();
    let paid_at = shop.now().checked_sub(SignedDuration::from_hours(24 * past.days_ago))?.round(Unit::Second)?;
    order::past(&shop.catalogue, past.id, Some(who), &items, code, offers, paid_at)
}
