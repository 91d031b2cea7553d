//! A guest sees what joining gives; a new member has it; what is out of reach says how far.

use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Result, ensure};
use serde_json::json;

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("a guest is told what joining gives, joins, and has the welcome points", |stage| Box::pin(joins(stage))),
    Flow::new("a reward out of reach says how many points are missing", |stage| Box::pin(out_of_reach(stage))),
    Flow::new("following the shop earns points once", |stage| Box::pin(visits(stage))),
    Flow::new("signing out takes the shopper off the page", |stage| Box::pin(signs_out(stage))),
];

async fn joins(stage: &Stage) -> Result<()> {
    stage.visit("/").await?;
    let widget = stage.widget();
    widget.open().await?;
    widget.says("Join Fernhill Rewards").await?;
    widget.says("100 leaves as a welcome").await?;
    let doors =
        stage.browser.eval("return [...dialog().querySelectorAll('.doors a')].map((door) => door.pathname);", vec![]).await?;
    ensure!(doors == json!(["/account", "/account"]), "the doors lead to {doors}");
    stage.browser.click("Become a member", "dialog()?.querySelector('.doors .button')", vec![]).await?;
    // The preview signs in by a click; the widget is told, and opens with the new member's points.
    stage.browser.click("Nadia", "document.querySelector('.person')", vec![]).await?;
    let points = widget.launcher_points().await?;
    ensure!(points == 100, "the new member's launcher shows {points}");
    widget.open().await?;
    widget.says("Hello, Nadia").await?;
    widget.has(100).await
}

async fn out_of_reach(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.visit("/").await?;
    let widget = stage.widget();
    widget.open().await?;
    widget.tab(Tab::Rewards).await?;
    let reason = widget.reason("€5 off").await?;
    ensure!(reason == "400 leaves to go", "below the disabled button: {reason}");
    let script = "const button = titled(null, '€5 off').querySelector('.button');
        return [button.getAttribute('aria-disabled'), words(button.getRootNode().getElementById(button.getAttribute('aria-describedby')))];";
    let button = stage.browser.eval(script, vec![]).await?;
    ensure!(button == json!(["true", "400 leaves to go"]), "a screen reader is told {button}");
    // Pressing it all the same does nothing.
    stage.browser.click("the disabled button", "titled(null, '€5 off')?.querySelector('.button')", vec![]).await?;
    widget.has(100).await
}

async fn visits(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.visit("/").await?;
    let widget = stage.widget();
    widget.open().await?;
    widget.has(100).await?;
    stage.browser.click("Collect", "titled(null, 'Drop by')?.querySelector('.button')", vec![]).await?;
    widget.has(105).await?;
    widget.says("5 leaves added").await?;
    let again = "titled(null, 'Drop by') && !titled(null, 'Drop by').querySelector('.button')";
    stage.browser.until("the button to go until tomorrow", again, vec![]).await?;
    widget.tab(Tab::Activity).await?;
    widget.says("+5").await
}

async fn signs_out(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.visit("/account").await?;
    let widget = stage.widget();
    widget.launcher_points().await?;
    stage.browser.click("Sign out", "document.querySelector('.page-head-row .link')", vec![]).await?;
    stage.browser.until("the launcher without points", "words(launcher()) && !/\\d/.test(words(launcher()))", vec![]).await?;
    widget.open().await?;
    widget.says("Join Fernhill Rewards").await?;
    let text = widget.text().await?;
    ensure!(!text.contains("Nadia"), "the panel still knows the shopper who left: {text}");
    Ok(())
}
