//! A panic in WebAssembly: the page sees nothing, and the widget is there again in a moment; after three, it gives up.

use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::time::{Duration, Instant};

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("a trap restarts the widget, unseen by the page", |stage| Box::pin(restarts(stage))).with_regulars(),
    Flow::new("the third trap ends the widget in silence", |stage| Box::pin(gives_up(stage))).with_regulars(),
];

const PAGE: &str = "/e2e/pages/host.html?script=trap&shopper=tomasz&load=eager&rewards-url=/rewards";

async fn restarts(stage: &Stage) -> Result<()> {
    stage.go(PAGE).await?;
    let widget = stage.widget();
    let points = widget.launcher_points().await?;
    stage.browser.eval("document.getElementById('slot').append(document.createElement('loyalty-points'));", vec![]).await?;
    widget.element("loyalty-points").await?;
    for (time, how) in ["loyalty.open();", "dialog().querySelectorAll('[role=tab]')[1].click();"].into_iter().enumerate() {
        if time == 1 {
            widget.open().await?;
        }
        let started = Instant::now();
        stage.browser.eval(&format!("__trap(); {how}"), vec![]).await.with_context(|| format!("after a trap in {how}"))?;
        stage
            .browser
            .until(
                "a fresh instance",
                "__instances === arguments[0] + 2 && root().querySelector('.panel-root')",
                vec![json!(time)],
            )
            .await?;
        let took = started.elapsed();
        ensure!(took < Duration::from_secs(4), "it took {took:?} until the widget was there again");
        stage.unharmed().await?;
        let again = widget.launcher_points().await?;
        ensure!(again == points, "the launcher shows {again} after a trap, {points} before");
        let points = "/\\d/.test(words(document.querySelector('loyalty-points').shadowRoot))";
        stage.browser.until("the points in <loyalty-points>", points, vec![]).await?;
    }
    widget.open().await?;
    widget.has(points).await?;
    widget.tab(Tab::Rewards).await?;
    widget.redeem(None, "Free shipping").await?;
    widget.code(None).await?;
    let said = stage.seen().await?["warnings"].clone();
    ensure!(said == json!([]), "the console says {said}");
    Ok(())
}

async fn gives_up(stage: &Stage) -> Result<()> {
    stage.go(PAGE).await?;
    stage.widget().launcher_points().await?;
    for time in 0..3 {
        stage
            .browser
            .until("an instance", "__instances === arguments[0] + 1 && root().querySelector('.panel-root')", vec![json!(time)])
            .await?;
        stage.widget().launcher_points().await?;
        stage.browser.eval("__trap(); loyalty.open();", vec![]).await?;
    }
    stage.browser.until("the launcher to become a link", "launcher()?.getAttribute('role') === 'link'", vec![]).await?;
    let seen = stage.seen().await?;
    ensure!(seen["warnings"].as_array().map(Vec::len) == Some(1), "the console should have one line: {}", seen["warnings"]);
    Ok(())
}
