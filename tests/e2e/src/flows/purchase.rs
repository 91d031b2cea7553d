//! A purchase earns exactly what the product page promised.

use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Result, ensure};
use std::time::Duration;

/// This file's flows.
pub const FLOWS: &[Flow] =
    &[Flow::new("a purchase earns exactly what the product page promised", |stage| Box::pin(promised(stage)))];

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn promised(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.visit("/products/morning-mist").await?;
    let widget = stage.widget();
    let one = widget.promise().await?;
    stage.till().choose(3).await?;
    let three = format!("number(document.querySelector('loyalty-product-points').shadowRoot.querySelector('p')) > {one}");
    stage.browser.until("the promise to follow the quantity", &three, vec![]).await?;
    let promise = widget.promise().await?;

    stage.till().add(3).await?;
    let order = stage.till().pay().await?;
    widget.open().await?;
    let welcome = widget.balance().await?;
    stage.browser.until("the pending points", "dialog()?.querySelector('.notes [data-kind=pending]')", vec![]).await?;
    let pending = widget.noted("pending").await?;
    ensure!(pending == promise, "the page promised {promise}, and {pending} are pending");
    widget.tab(Tab::Activity).await?;
    widget.says(&format!("Order {order}")).await?;

    stage.world.advance(14 * DAY + DAY / 24).await?;
    stage.visit("/account").await?;
    widget.open().await?;
    widget.has(welcome + promise).await?;
    let pending = widget.noted("pending").await?;
    ensure!(pending == 0, "{pending} are still pending after the return window");
    Ok(())
}
