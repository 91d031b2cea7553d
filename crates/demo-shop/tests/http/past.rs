//! The regular shoppers' past.

use crate::mall::{open_with, start};
use anyhow::Result;
use jiff::{Timestamp, Unit};
use loyalty_api::redemption::RedemptionState;

#[tokio::test]
async fn everybody_has_their_past_and_a_restart_changes_nothing() -> Result<()> {
    let mut mall = open_with(true).await?;
    mall.shop.seeded().await;

    mall.sign_in("tomasz").await?;
    let tomasz = mall.account().await?;
    assert!((1500..=2000).contains(&tomasz.balance.available), "about 1,800 leaves to spend, not {}", tomasz.balance.available);
    let tier = tomasz.vip.as_ref().and_then(|vip| vip.tier.as_deref());
    assert_eq!(tier, Some("tir_sapling"), "what he bought reached the second tier");
    assert!(tomasz.balance.pending > 0, "some of his leaves wait for the return window to close");
    assert_eq!(tomasz.redemptions.iter().filter(|one| one.state == RedemptionState::Used).count(), 1);

    mall.sign_in("layla").await?;
    let layla = mall.account().await?;
    let expiry = layla.balance.next_expiry.as_ref().expect("some of her leaves run out");
    let hours = expiry.at.parse::<Timestamp>()?.since((Unit::Hour, Timestamp::now()))?.get_hours();
    assert!((8 * 24..=9 * 24).contains(&hours), "in about nine days, not {hours} hours");

    mall.sign_in("nadia").await?;
    let nadia = mall.account().await?;
    assert_eq!((nadia.balance.available, nadia.balance.pending), (100, 0), "she has just signed up");

    let mut again = start(&mall.backend.origin(), true).await?;
    again.seeded().await;
    for (shopper, before) in [("tomasz", tomasz), ("layla", layla)] {
        mall.sign_in(shopper).await?;
        let after = mall.account().await?;
        assert_eq!((after.balance, after.redemptions), (before.balance, before.redemptions), "{shopper}");
    }
    assert!(mall.backend.audit().await?.is_empty());
    again.shutdown().await;
    mall.close().await
}
