//! Before the shopper wants anything: one request, and nothing on the page moves.

use crate::campaigns::{Campaigns, only};
use crate::flow::Flow;
use crate::stage::Stage;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::time::Duration;

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("until the shopper wants it, the loader is the only request", |stage| Box::pin(one_request(stage))),
    Flow::new("a page with campaigns loads what decides over them, and nothing before it is wanted", |stage| {
        Box::pin(wanted(stage))
    })
    .with_programme(|programme| only(programme, &["cmp_welcome"])),
    Flow::new("a file that was lost on the way is asked for again when it is wanted", |stage| Box::pin(lost(stage))),
    Flow::new("nothing on the page moves while the widget comes", |stage| Box::pin(no_shift(stage)))
        .with_regulars()
        .only_chromium(),
];

async fn ours(stage: &Stage) -> Result<Vec<String>> {
    let script = "return performance.getEntriesByType('resource').map((one) => one.name)
        .filter((name) => !name.includes('/e2e/watch.js') && !name.includes('favicon'));";
    let names = stage.browser.eval(script, vec![]).await?;
    Ok(names.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

async fn one_request(stage: &Stage) -> Result<()> {
    stage.go("/e2e/pages/host.html?load=intent&shopper=nadia").await?;
    stage.browser.until("the launcher", "visible(launcher())", vec![]).await?;
    tokio::time::sleep(Duration::from_secs(4)).await;
    let before = ours(stage).await?;
    let expected = [format!("{}/embed.js", stage.world.loyalty_origin())];
    ensure!(before == expected, "before any intent the page asked for {before:?}");
    stage.widget().open().await?;
    stage.widget().has(100).await?;
    let after = ours(stage).await?;
    ensure!(after.len() > before.len(), "nothing was asked for afterwards: nothing was tested");
    let mut unique = after.clone();
    unique.sort();
    unique.dedup();
    ensure!(unique.len() == after.len(), "something was fetched twice: {after:?}");
    Ok(())
}

/// The names of the parts that were asked for, in alphabetical order.
async fn parts(stage: &Stage) -> Result<Vec<String>> {
    let names = ours(stage).await?;
    let part = |name: &String| name.strip_suffix(".part")?.rsplit('/').next()?.split('.').next().map(str::to_owned);
    let mut parts: Vec<_> = names.iter().filter_map(part).collect();
    parts.sort();
    Ok(parts)
}

async fn wanted(stage: &Stage) -> Result<()> {
    let campaigns = Campaigns(&stage.browser);
    stage.go("/e2e/pages/host.html?load=eager").await?;
    campaigns.stands("cmp_welcome", "trigger").await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let untouched = parts(stage).await?;
    ensure!(untouched == ["watch"], "a page that nobody touched loaded {untouched:?}");
    stage.widget().open().await?;
    stage.widget().says("Join").await?;
    stage.widget().close().await?;
    let opened = parts(stage).await?;
    ensure!(opened == ["later", "panel", "watch"], "the panel loaded {opened:?}");
    let show = "const detail = { campaign: 'cmp_welcome', preview: true };
        document.dispatchEvent(new CustomEvent('loyalty:show', { detail }));";
    stage.browser.eval(show, vec![]).await?;
    campaigns.shows("€5 off your first order").await?;
    let shown = parts(stage).await?;
    ensure!(shown == ["later", "panel", "popups", "watch"], "a popup loaded {shown:?}");
    Ok(())
}

async fn lost(stage: &Stage) -> Result<()> {
    stage.go("/e2e/pages/host.html?load=eager&shopper=nadia").await?;
    stage.widget().loaded().await?;
    let losing = "const real = window.fetch;
        window.__lost = 0;
        window.fetch = (address, ...rest) =>
            String(address).includes('/panel.') && !window.__lost++ ? Promise.reject(new TypeError('lost')) : real(address, ...rest);
        launcher().dispatchEvent(new PointerEvent('pointerenter'));";
    stage.browser.eval(losing, vec![]).await?;
    stage.browser.until("the panel's file to be lost", "window.__lost === 1", vec![]).await?;
    stage.widget().open().await?;
    stage.widget().has(100).await?;
    stage.browser.until("it to be asked for again", "window.__lost > 1", vec![]).await.map(drop)
}

async fn no_shift(stage: &Stage) -> Result<()> {
    stage.sign_in("tomasz").await?;
    stage.go("/e2e/pages/host.html?script=shifts&load=eager&shopper=tomasz").await?;
    let widget = stage.widget();
    widget.launcher_points().await?;
    widget.open().await?;
    widget.balance().await?;
    widget.close().await?;
    let shifts = stage.browser.eval("return __shifts;", vec![]).await?;
    ensure!(shifts == json!([]), "the page moved: {shifts}");
    let watched = stage.browser.eval("return PerformanceObserver.supportedEntryTypes.includes('layout-shift');", vec![]).await?;
    ensure!(watched == json!(true), "this Chromium does not tell of layout shifts: nothing was tested");
    Ok(())
}
