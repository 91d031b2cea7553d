//! Points are held for a code, spent by the order that uses it, and back when it is undone or runs out of time.

use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Result, ensure};
use serde_json::json;
use std::time::Duration;

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("a held reward is applied to the cart and spent by the order", |stage| Box::pin(committed(stage))).with_regulars(),
    Flow::new("undoing a reward brings the points back and the code off the cart", |stage| Box::pin(undone(stage)))
        .with_regulars(),
    Flow::new("a held reward that runs out of time gives its points back", |stage| Box::pin(timed_out(stage))).with_regulars(),
    Flow::new("a reward redeemed on the rewards page is in the cart", |stage| Box::pin(inline(stage))).with_regulars(),
];

/// A reward of the preview's programme, and what it costs.
const REWARD: (&str, i64) = ("€5 off", 500);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Fills the cart, redeems in the panel, and sees the code applied. Gives the points from before.
async fn redeem(stage: &Stage) -> Result<i64> {
    stage.sign_in("tomasz").await?;
    stage.visit("/products/alder-teapot").await?;
    stage.till().add(1).await?;
    stage.till().follow("/cart").await?;
    stage.till().discounted(false).await?;
    let widget = stage.widget();
    widget.open().await?;
    let before = widget.balance().await?;
    widget.tab(Tab::Rewards).await?;
    widget.redeem(None, REWARD.0).await?;
    let code = widget.code(None).await?;
    widget.applied().await?;
    widget.has(before - REWARD.1).await?;
    let held = widget.noted("held").await?;
    ensure!(held == REWARD.1, "{held} points are held for a reward of {}", REWARD.1);
    stage.till().discounted(true).await?;
    let shown = stage.browser.eval("return words(document.querySelector('.code-on .code-text'));", vec![]).await?;
    ensure!(shown == json!(code), "the panel shows {code}, the cart {shown}");
    let discount = stage.till().discount().await?;
    ensure!(discount.contains("5.00"), "the cart's discount line says {discount}");
    Ok(before)
}

async fn committed(stage: &Stage) -> Result<()> {
    let before = redeem(stage).await?;
    let widget = stage.widget();
    widget.close().await?;
    stage.till().pay().await?;
    let discount = stage.till().discount().await?;
    ensure!(discount.contains("5.00"), "the receipt's discount line says {discount}");
    widget.open().await?;
    widget.no_code().await?;
    widget.has(before - REWARD.1).await?;
    let held = widget.noted("held").await?;
    ensure!(held == 0, "{held} points are still held after the order");
    let past = "words(dialog()?.querySelector('.past .row')).includes('Used')";
    stage.browser.until("the code among the used ones", past, vec![]).await?;
    Ok(())
}

async fn undone(stage: &Stage) -> Result<()> {
    let before = redeem(stage).await?;
    let widget = stage.widget();
    widget.undo().await?;
    widget.no_code().await?;
    widget.has(before).await?;
    stage.till().discounted(false).await?;
    widget.says("500 leaves are back").await
}

async fn timed_out(stage: &Stage) -> Result<()> {
    let before = redeem(stage).await?;
    stage.world.advance(HOUR + HOUR / 60).await?;
    stage.visit("/cart").await?;
    let widget = stage.widget();
    widget.open().await?;
    widget.has(before).await?;
    widget.tab(Tab::Rewards).await?;
    widget.no_code().await?;
    let past = "words(dialog()?.querySelector('.past .row')).includes('Timed out')";
    stage.browser.until("the code among those that timed out", past, vec![]).await?;
    Ok(())
}

async fn inline(stage: &Stage) -> Result<()> {
    stage.sign_in("tomasz").await?;
    stage.visit("/products/alder-teapot").await?;
    stage.till().add(1).await?;
    stage.till().follow("/rewards").await?;
    let place = Some("loyalty-rewards");
    stage.widget().redeem(place, REWARD.0).await?;
    stage.widget().code(place).await?;
    stage.till().follow("/cart").await?;
    stage.till().discounted(true).await
}
