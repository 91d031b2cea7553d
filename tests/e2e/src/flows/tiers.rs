//! A tier is reached by buying, said so once, and lost by sending the goods back.

use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("a tier is reached by buying and lost by a refund", |stage| Box::pin(climbs(stage))),
    Flow::new("reaching a tier is celebrated, without motion where none is wanted", |stage| Box::pin(celebrated(stage)))
        .only_chromium(),
];

/// Buys as many teapots as reach the second tier, and waits for the word of it. `look` is the address's query.
pub(super) async fn climb(stage: &Stage, look: &str) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.visit(&format!("/products/alder-teapot{look}")).await?;
    stage.widget().launcher_points().await?;
    stage.till().add(4).await?;
    stage.till().pay().await?;
    stage.browser.until("the celebration", "visible(root()?.querySelector('.celebration .vip-name'))", vec![]).await.map(drop)
}

async fn climbs(stage: &Stage) -> Result<()> {
    climb(stage, "").await?;
    let (browser, widget) = (&stage.browser, stage.widget());
    let said = browser.eval("return words(root().querySelector('.celebration .vip-name'));", vec![]).await?;
    ensure!(said == json!("Welcome to Sapling!"), "the celebration says {said}");
    browser.click("See what is yours", "root()?.querySelector('.celebration .button')", vec![]).await?;
    widget.tier("Sapling").await?;
    widget.says("A tenth more leaves").await?;
    widget.says("Reached Sapling").await?;
    widget.close().await?;

    // It was told: nobody is told again.
    stage.visit("/account").await?;
    widget.launcher_points().await?;
    let again = browser.eval("return !!root().querySelector('.celebration');", vec![]).await?;
    ensure!(again == json!(false), "the same tier is celebrated twice");

    browser.click("Send everything back", "document.querySelector('.order-actions .button')", vec![]).await?;
    browser.until("the goods to be back", "document.querySelector('.order-state-returned')", vec![]).await?;
    widget.open().await?;
    widget.tab(Tab::Vip).await?;
    widget.tier("Seedling").await?;
    widget.says("Back to Seedling").await?;
    widget.has(100).await?;
    let pending = widget.noted("pending").await?;
    ensure!(pending == 0, "{pending} points of what went back are still pending");
    Ok(())
}

async fn celebrated(stage: &Stage) -> Result<()> {
    let still =
        |reduce: bool| json!({ "features": [{ "name": "prefers-reduced-motion", "value": if reduce { "reduce" } else { "" } }] });
    stage.browser.cdp("Emulation.setEmulatedMedia", still(false)).await?;
    climb(stage, "").await?;
    let script = "const leaf = root().querySelector('.confetti i'); const style = getComputedStyle(leaf);
        return { moves: style.animationName !== 'none', shown: visible(leaf), focused: document.activeElement?.localName };";
    let seen: Value = stage.browser.eval(script, vec![]).await?;
    ensure!(seen["moves"] == json!(true), "nothing falls: {seen}");
    ensure!(seen["focused"] != json!("loyalty-launcher"), "the celebration took the focus");
    stage.browser.cdp("Emulation.setEmulatedMedia", still(true)).await?;
    let calm: Value = stage.browser.eval(script, vec![]).await?;
    let done = stage.browser.cdp("Emulation.setEmulatedMedia", json!({ "features": [] })).await;
    ensure!(calm["moves"] == json!(false), "leaves move for somebody who wants none to: {calm}");
    done.map(drop)
}
