//! Under a strict policy: no inline code, Trusted Types required, nothing but the shop's and the widget's own addresses.

use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Context, Result, ensure};
use serde_json::json;

/// This file's flows.
pub const FLOWS: &[Flow] =
    &[Flow::new("a strict policy with Trusted Types is never violated, and the console stays empty", |stage| {
        Box::pin(strict(stage))
    })
    .with_regulars()
    .only_chromium()];

async fn strict(stage: &Stage) -> Result<()> {
    let policy = reqwest::get(format!("{}/", stage.world.origin())).await?.headers().get("content-security-policy").cloned();
    let policy = policy.context("the shop sends no policy")?;
    let policy = policy.to_str()?;
    for directive in ["require-trusted-types-for 'script'", "trusted-types 'none'", "style-src 'self'", "'wasm-unsafe-eval'"] {
        ensure!(policy.contains(directive), "the shop's policy lacks {directive}");
    }
    ensure!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "the shop's policy is not strict: {policy}");

    stage.sign_in("tomasz").await?;
    stage.browser.console().await?;
    stage.visit("/products/alder-teapot").await?;
    stage.widget().promise().await?;
    stage.till().add(1).await?;
    stage.till().follow("/cart").await?;
    let widget = stage.widget();
    widget.open().await?;
    for tab in [Tab::Earn, Tab::Activity, Tab::Rewards] {
        widget.tab(tab).await?;
    }
    widget.redeem(None, "€5 off").await?;
    widget.applied().await?;
    widget.close().await?;
    stage.till().pay().await?;
    stage.till().follow("/rewards").await?;
    widget.element("loyalty-rewards").await?;
    stage.unharmed().await?;
    let console = stage.browser.console().await?;
    ensure!(console.is_empty(), "the console says: {}", console.join("\n"));
    let written = stage.browser.eval("return root().querySelectorAll('style').length;", vec![]).await?;
    ensure!(written == json!(0), "there are {written} style elements");
    Ok(())
}
