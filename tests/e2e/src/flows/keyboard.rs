//! Everything by keyboard alone.

use crate::browser::Browser;
use crate::flow::Flow;
use crate::stage::Stage;
use anyhow::{Result, bail, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// This file's flows.
pub const FLOWS: &[Flow] =
    &[Flow::new("the keyboard alone opens the panel, redeems, undoes and closes", |stage| Box::pin(alone(stage)))
        .with_regulars()];

/// What has the focus, looked for inside our shadow root as well.
const FOCUSED: &str = "const focused = (at) => at?.shadowRoot?.activeElement ? focused(at.shadowRoot.activeElement) : at;
    const at = focused(document.activeElement);";

async fn alone(stage: &Stage) -> Result<()> {
    stage.sign_in("tomasz").await?;
    stage.visit("/products/alder-teapot").await?;
    stage.till().add(1).await?;
    stage.till().follow("/cart").await?;
    stage.till().discounted(false).await?;
    let (browser, widget) = (&stage.browser, stage.widget());
    widget.launcher_points().await?;

    tab_to(browser, "the launcher", "at === launcher()", json!(null)).await?;
    browser.press(Key::Enter).await?;
    browser.until("the panel", "dialog()?.querySelector('.tab')", vec![]).await?;
    let before = widget.balance().await?;

    tab_to(browser, "the first tab", "at.getAttribute('role') === 'tab'", json!(null)).await?;
    browser.press(Key::Right).await?;
    let rewards = "words(dialog()?.querySelector('[role=tab][aria-selected=true]')) === 'Rewards'";
    browser.until("the arrow key to select the next tab", rewards, vec![]).await?;
    ensure!(
        is(browser, "at.getAttribute('aria-selected') === 'true'", json!(null)).await?,
        "the focus did not follow to the tab"
    );
    browser.press(Key::Left).await?;
    browser.press(Key::Left).await?;
    let activity = "words(dialog()?.querySelector('[role=tab][aria-selected=true]')) === 'Activity'";
    browser.until("the arrow key to wrap around", activity, vec![]).await?;
    browser.press(Key::Right).await?;
    browser.press(Key::Right).await?;
    browser.until("the tab of rewards", rewards, vec![]).await?;

    tab_to(browser, "the reward's button", "at.getAttribute('aria-label') === arguments[0]", json!("Redeem: €5 off")).await?;
    browser.press(Key::Enter).await?;
    widget.code(None).await?;
    widget.applied().await?;
    widget.has(before - 500).await?;

    // The ticket appeared above the button.
    back_to(browser, "Undo", "at.getAttribute('aria-label') === arguments[0]", json!("Undo: €5 off")).await?;
    browser.press(Key::Enter).await?;
    widget.no_code().await?;
    widget.has(before).await?;

    browser.press(Key::Escape).await?;
    browser.until("Escape to close the panel", "!dialog()", vec![]).await?;
    ensure!(is(browser, "at === launcher()", json!(null)).await?, "the focus did not come back to the launcher");
    Ok(())
}

/// Whether the focus is at something, `at`.
pub(super) async fn is(browser: &Browser, test: &str, argument: Value) -> Result<bool> {
    Ok(browser.eval(&format!("{FOCUSED} return !!at && {test};"), vec![argument]).await? == json!(true))
}

/// Presses Shift and Tab until the focus is there.
async fn back_to(browser: &Browser, what: &str, test: &str, argument: Value) -> Result<()> {
    for _ in 0..60 {
        if is(browser, test, argument.clone()).await? {
            return Ok(());
        }
        browser.press_with_shift(Key::Tab).await?;
    }
    bail!("Shift and Tab never get to {what}")
}

/// Presses Tab until the focus is there.
pub(super) async fn tab_to(browser: &Browser, what: &str, test: &str, argument: Value) -> Result<()> {
    for _ in 0..120 {
        if is(browser, test, argument.clone()).await? {
            return Ok(());
        }
        browser.press(Key::Tab).await?;
    }
    bail!("the Tab key never gets to {what}")
}
