//! The API or the files fail: the shop's page sees nothing of it, and the shopper sees what can be done.

use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Context, Result, ensure};
use demo_shop::trouble::Trouble;

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("an API in trouble from the start is said so, and trying again helps", |stage| Box::pin(from_the_start(stage))),
    Flow::new("an API that gets into trouble leaves what was known on the page", |stage| Box::pin(later(stage))).with_regulars(),
    Flow::new("an API that is slow shows that it is loading", |stage| Box::pin(slow(stage))),
    Flow::new("a reward whose answer got lost is held once", |stage| Box::pin(lost_answer(stage))).with_regulars(),
    Flow::new("files that are missing or broken leave the page alone", |stage| Box::pin(broken_files(stage))),
];

async fn from_the_start(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    for mode in [Trouble::Error500, Trouble::Garbage, Trouble::Drop, Trouble::Offline] {
        stage.world.trouble(mode).await?;
        stage.visit("/").await?;
        let widget = stage.widget();
        widget.open().await?;
        widget.says("This did not load").await.with_context(|| format!("{mode:?}"))?;
        widget
            .says(if matches!(mode, Trouble::Drop | Trouble::Offline) {
                "You seem to be offline"
            } else {
                "Your points are safe"
            })
            .await?;
        widget.try_again().await?;
        widget.says("This did not load").await?;
        stage.unharmed().await.with_context(|| format!("{mode:?}"))?;
        stage.world.trouble(Trouble::Ok).await?;
        widget.try_again().await?;
        widget.has(100).await.with_context(|| format!("after {mode:?}"))?;
    }
    Ok(())
}

async fn later(stage: &Stage) -> Result<()> {
    stage.sign_in("tomasz").await?;
    for mode in [Trouble::Error500, Trouble::Garbage, Trouble::Offline] {
        stage.visit("/").await?;
        let widget = stage.widget();
        widget.open().await?;
        let before = widget.balance().await?;
        stage.world.trouble(mode).await?;
        stage.browser.eval("loyalty.refresh();", vec![]).await?;
        widget.says("As of ").await.with_context(|| format!("{mode:?}"))?;
        widget.has(before).await?;
        widget.tab(Tab::Rewards).await?;
        widget.redeem(None, "Free shipping").await?;
        let failed = "dialog()?.querySelector('.notice[data-failed=true]')?.textContent";
        stage
            .browser
            .until("a sentence about the reward that was not held", failed, vec![])
            .await
            .with_context(|| format!("{mode:?}"))?;
        widget.tab(Tab::Activity).await?;
        stage.browser.until("the activity's error", "dialog()?.querySelector('.tab-content .state')", vec![]).await?;
        stage.unharmed().await?;
        stage.world.trouble(Trouble::Ok).await?;
        stage.browser.click("Try again", "dialog()?.querySelector('.stale .link')", vec![]).await?;
        stage.browser.until("the account to be fresh", "dialog() && !dialog().querySelector('.stale')", vec![]).await?;
        widget.has(before).await?;
    }
    Ok(())
}

async fn slow(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.world.trouble(Trouble::Slow).await?;
    stage.visit("/").await?;
    stage.browser.click("the launcher", "launcher()", vec![]).await?;
    stage
        .browser
        .until("the panel to say that it is loading", "dialog()?.querySelector('.loading[role=status]')", vec![])
        .await?;
    stage.widget().has(100).await
}

async fn lost_answer(stage: &Stage) -> Result<()> {
    stage.sign_in("tomasz").await?;
    stage.visit("/").await?;
    let widget = stage.widget();
    widget.open().await?;
    let before = widget.balance().await?;
    widget.tab(Tab::Rewards).await?;
    // The backend holds the points; its answer breaks off.
    stage.world.trouble(Trouble::Drop).await?;
    widget.redeem(None, "Free shipping").await?;
    stage.browser.until("the failure", "dialog()?.querySelector('.notice[data-failed=true]')?.textContent", vec![]).await?;
    stage.world.trouble(Trouble::Ok).await?;
    widget.redeem(None, "Free shipping").await?;
    widget.code(None).await?;
    widget.has(before - 300).await?;
    let held = widget.noted("held").await?;
    ensure!(held == 300, "{held} points are held for one reward of 300");
    Ok(())
}

async fn broken_files(stage: &Stage) -> Result<()> {
    let faults = ["wasm-404", "wasm-corrupt", "wasm-html", "glue-404", "glue-html", "glue-corrupt", "css-404", "locale-404"];
    for fault in faults.iter().map(|fault| format!("from={fault}")).chain(["script=no-wasm".into()]) {
        stage.go(&format!("/e2e/pages/host.html?{fault}&load=eager&rewards-url=/rewards")).await?;
        let link = "launcher()?.getAttribute('role') === 'link' && launcher()";
        stage.browser.until("the launcher to become a link", link, vec![]).await.with_context(|| fault.clone())?;
        stage.unharmed().await.with_context(|| fault.clone())?;
        let said = stage.seen().await?["warnings"].as_array().cloned().unwrap_or_default();
        ensure!(said.len() == 1, "{fault}: the console should have one line, and has {said:?}");

        stage.browser.click("the launcher", link, vec![]).await?;
        stage
            .browser
            .until("the rewards page", "location.pathname === '/rewards'", vec![])
            .await
            .with_context(|| fault.clone())?;

        stage.go(&format!("/e2e/pages/host.html?{fault}&load=eager")).await?;
        stage
            .browser
            .until("the launcher to go", "document.readyState === 'complete' && !host()", vec![])
            .await
            .with_context(|| fault.clone())?;
        // A page that goes on calling us meets no error.
        let calls = "for (const name of ['open', 'close', 'refresh', 'logout', 'destroy']) window.loyalty?.[name]();";
        stage.browser.eval(calls, vec![]).await.with_context(|| fault.clone())?;
        stage.unharmed().await.with_context(|| fault.clone())?;
    }
    Ok(())
}
