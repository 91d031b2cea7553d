//! The half year that the demo begins with: everybody's books add up, and every screen has something to show.

use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

/// This file's flows. That the ledger adds up is seen when the world closes.
pub const FLOWS: &[Flow] =
    &[Flow::new("half a year of history leaves something on every screen", |stage| Box::pin(screens(stage)))
        .with_history()
        .only_chromium()];

async fn screens(stage: &Stage) -> Result<()> {
    stage.sign_in("tomasz").await?;
    stage.visit("/rewards").await?;
    let (browser, widget) = (&stage.browser, stage.widget());
    widget.open().await?;
    ensure!(widget.balance().await? > 0, "Tomasz has nothing to spend");
    widget.tab(Tab::Vip).await?;
    widget.tier("Grove").await?;
    widget.says("to go to Forest").await?;
    widget.tab(Tab::Friends).await?;
    widget.says("Has ordered: your points come on").await?;
    widget.says("Looked at the shop").await?;
    widget.tab(Tab::Activity).await?;
    let rows = browser.until("the activity", "dialog()?.querySelectorAll('.row').length", vec![]).await?;
    ensure!(rows.as_u64() >= Some(20), "only {rows} lines of activity");
    let cards = "inside('loyalty-collectibles')?.querySelectorAll('.collectible').length";
    browser.until("the album", cards, vec![]).await?;

    let reviews = desk(stage, "referrals").await?;
    ensure!(reviews["referrals"][0]["referrer"] == json!("hugo"), "who waits for a decision: {reviews}");
    let time: Value = browser.eval_async("return (await fetch('/shop/api/clock')).json();", vec![]).await?;
    ensure!(time["movable"] == json!(true), "the preview's clock cannot be moved: {time}");
    // Something happens, and the shop is told of it at its own address.
    stage.world.advance(std::time::Duration::from_secs(20 * 86_400)).await?;
    for _ in 0..50 {
        if desk(stage, "messages").await?["messages"].as_array().is_some_and(|messages| !messages.is_empty()) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    anyhow::bail!("the programme told the shop nothing")
}

async fn desk(stage: &Stage, what: &str) -> Result<Value> {
    let ask = "return (await fetch(`/shop/api/desk/${arguments[0]}`)).json();";
    stage.browser.eval_async(ask, vec![json!(what)]).await
}
