//! Before consent nothing is kept; after it the last known balance; after signing out, nothing at once.

use crate::flow::Flow;
use crate::stage::Stage;
use anyhow::{Result, ensure};
use demo_shop::trouble::Trouble;
use serde_json::json;

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("nothing is kept on the device before consent", |stage| Box::pin(before_consent(stage))).with_regulars(),
    Flow::new("with consent the last known balance shows while offline", |stage| Box::pin(offline(stage))).with_regulars(),
    Flow::new("signing out clears storage at once, and the page in the same tick", |stage| Box::pin(signed_out(stage)))
        .with_regulars(),
];

const KEPT: &str = "return [Object.keys(localStorage).length, Object.keys(sessionStorage).length, document.cookie];";

async fn before_consent(stage: &Stage) -> Result<()> {
    stage.go("/e2e/pages/host.html?shopper=tomasz&load=eager").await?;
    let widget = stage.widget();
    widget.launcher_points().await?;
    widget.open().await?;
    widget.balance().await?;
    let kept = stage.browser.eval(KEPT, vec![]).await?;
    ensure!(kept == json!([0, 0, ""]), "kept without consent (local, session, cookies): {kept}");
    stage.browser.eval("loyalty.consent(true);", vec![]).await?;
    stage.browser.until("the balance on the device", "Object.keys(localStorage).length > 0", vec![]).await?;
    let kept = stage.browser.eval(&format!("loyalty.consent(false); {KEPT}"), vec![]).await?;
    ensure!(kept == json!([0, 0, ""]), "kept after consent was withdrawn (local, session, cookies): {kept}");
    Ok(())
}

async fn offline(stage: &Stage) -> Result<()> {
    let page = "/e2e/pages/host.html?shopper=tomasz&load=eager&consent=granted";
    stage.go(page).await?;
    let points = stage.widget().launcher_points().await?;
    stage.browser.until("the programme on the device", "Object.keys(localStorage).length > 1", vec![]).await?;
    stage.world.trouble(Trouble::Offline).await?;
    stage.go(&page.replace("eager", "intent")).await?;
    let painted = stage.widget().launcher_points().await?;
    ensure!(painted == points, "the loader paints {painted} instead of the last known {points}");
    stage.widget().open().await?;
    stage.widget().has(points).await?;
    stage.widget().says("As of ").await?;
    stage.widget().says("You seem to be offline").await?;
    stage.world.trouble(Trouble::Ok).await?;
    stage.widget().try_again().await?;
    stage.browser.until("the fresh balance", "dialog() && !dialog().querySelector('.stale')", vec![]).await?;
    stage.widget().has(points).await
}

async fn signed_out(stage: &Stage) -> Result<()> {
    stage.go("/e2e/pages/host.html?shopper=tomasz&load=eager&consent=granted").await?;
    let widget = stage.widget();
    widget.launcher_points().await?;
    stage.browser.eval("document.getElementById('slot').append(document.createElement('loyalty-rewards'));", vec![]).await?;
    widget.open().await?;
    widget.says("Tomasz").await?;
    stage.browser.until("the balance on the device", "Object.keys(localStorage).length > 1", vec![]).await?;
    // Storage before the call returns; what is shown, in the microtasks of the same task: before anything else runs or is painted.
    let script = "const later = new Promise((done) => { const channel = new MessageChannel(); channel.port1.onmessage = done;
            channel.port2.postMessage(0); });
        loyalty.logout();
        const kept = localStorage.length;
        await later;
        const page = root().textContent + document.querySelector('loyalty-rewards').shadowRoot.textContent;
        return [kept, page.includes('Tomasz'), /\\d/.test(words(launcher()))];";
    let left = stage.browser.eval_async(script, vec![]).await?;
    ensure!(left == json!([0, false, false]), "after signing out (keys kept, name, points on the launcher): {left}");
    widget.says("Join Fernhill Rewards").await
}
