//! Two people, two browsers: one brings the other, and both have something of it. Bringing oneself is refused.

use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::time::Duration;

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("a friend comes by a link, and both are rewarded after the return window", |stage| Box::pin(brings(stage))),
    Flow::new("bringing oneself is refused, and why", |stage| Box::pin(oneself(stage))),
];

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The member's own link, as the rewards page shows it.
async fn link(stage: &Stage) -> Result<String> {
    stage.visit("/rewards").await?;
    let shown = "words(inside('loyalty-referral')?.querySelector('.address'))";
    let address = stage.browser.until("the member's link", shown, vec![]).await?;
    let address = address.as_str().context("the link is no text")?;
    let (_, path) = address.split_once('/').context("the link leads nowhere")?;
    ensure!(path.starts_with("?lref="), "the link is {address}");
    Ok(format!("/{path}"))
}

/// Types into the friend's form and sends it.
async fn claim(stage: &Stage, email: &str) -> Result<()> {
    let fill = "const field = root().querySelector('form.friend input'); field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    stage.browser.until("the friend's welcome", "root()?.querySelector('form.friend input')", vec![]).await?;
    stage.browser.eval(fill, vec![json!(email)]).await?;
    stage.browser.click("Get my code", "root()?.querySelector('form.friend .button')", vec![]).await
}

async fn brings(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    let link = link(stage).await?;

    let friend = stage.beside().await?;
    friend.go(&format!("{link}.whatsapp")).await?;
    friend
        .browser
        .until("the welcome", "words(root()?.querySelector('.friend')).includes('Nadia gives you €10 off')", vec![])
        .await?;
    let address = friend.browser.eval("return location.search;", vec![]).await?;
    ensure!(address == json!(""), "the link's parameter stays in the address: {address}");
    claim(&friend, "layla@example.com").await?;
    let code = friend.browser.until("the code", "words(root()?.querySelector('.friend .code'))", vec![]).await?;

    friend.sign_in("layla").await?;
    friend.visit("/products/alder-teapot").await?;
    friend.till().add(1).await?;
    friend.till().follow("/cart").await?;
    friend.till().enter(code.as_str().unwrap_or_default()).await?;
    friend.till().discounted(true).await?;
    friend.till().pay().await?;

    let (browser, widget) = (&stage.browser, stage.widget());
    stage.visit("/").await?;
    widget.open().await?;
    widget.has(100).await?;
    widget.tab(Tab::Friends).await?;
    widget.says("Has ordered: your points come on").await?;
    ensure!(widget.noted("pending").await? == 500, "the reward waits for the return window to close");

    stage.world.advance(15 * DAY).await?;
    stage.visit("/").await?;
    widget.open().await?;
    widget.has(600).await?;
    widget.tab(Tab::Friends).await?;
    widget.says("You were both rewarded").await?;
    let by = browser.eval("return words(dialog().querySelector('.rows .row .what')).includes('WhatsApp');", vec![]).await?;
    ensure!(by == json!(true), "the invitation does not say where it was shared");

    // The friend has the welcome, and what the order earned: 38 euros after the discount.
    friend.visit("/").await?;
    friend.widget().open().await?;
    friend.widget().has(100 + 190).await?;
    friend.leave().await
}

async fn oneself(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    let link = link(stage).await?;
    stage.go(&link).await?;
    let own = "words(root()?.querySelector('.friend')).includes('This link is yours')";
    stage.browser.until("the word that the link is one's own", own, vec![]).await?;
    let form: Value = stage.browser.eval("return !!root().querySelector('form.friend');", vec![]).await?;
    ensure!(form == json!(false), "a member can claim their own welcome");

    // Signed out, in another browser, by the e-mail address of an order of one's own, written a little differently.
    stage.visit("/products/fern-mug").await?;
    stage.till().add(1).await?;
    stage.till().pay().await?;
    let other = stage.beside().await?;
    other.go(&link).await?;
    claim(&other, "Nadia+tea@example.com").await?;
    let refused = "words(root()?.querySelector('.friend [data-failed=true]'))";
    other.browser.until("the refusal", refused, vec![]).await?;
    let code: Value = other.browser.eval("return !!root().querySelector('.friend .code');", vec![]).await?;
    ensure!(code == json!(false), "a code was given all the same");
    other.leave().await?;

    stage.visit("/").await?;
    stage.widget().open().await?;
    stage.widget().tab(Tab::Friends).await?;
    stage.widget().says("Does not count").await?;
    stage.widget().says("It was your own e-mail address.").await
}
