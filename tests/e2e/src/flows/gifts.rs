//! Rewards that are no fixed amount: a product for nothing, and as much off as one likes.

use super::keyboard::{is, tab_to};
use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde_json::json;

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("a free product lands in the cart and goes with its code", |stage| Box::pin(product(stage))).with_regulars(),
    Flow::new("the keyboard alone chooses how many points to spend", |stage| Box::pin(variable(stage))).with_regulars(),
    Flow::new("two tabs that spend the last points: one has the reward, the other says why not", |stage| Box::pin(tabs(stage)))
        .with_regulars(),
];

const TIN: &str = "A tin of Ember Chai";

async fn product(stage: &Stage) -> Result<()> {
    stage.sign_in("tomasz").await?;
    stage.visit("/products/fern-mug").await?;
    stage.till().add(1).await?;
    stage.till().follow("/cart").await?;
    let (browser, widget) = (&stage.browser, stage.widget());
    widget.open().await?;
    let before = widget.balance().await?;
    widget.tab(Tab::Rewards).await?;
    widget.redeem(None, TIN).await?;
    widget.applied().await?;
    widget.has(before - 1200).await?;
    let gift = "words(document.querySelector('.line-gift'))";
    let line = browser.until("the tin in the cart", gift, vec![]).await?;
    ensure!(line.as_str().is_some_and(|line| line.contains("Ember Chai") && line.contains("Free")), "the line says {line}");

    widget.undo().await?;
    widget.no_code().await?;
    browser.until("the tin to go with its code", "!document.querySelector('.line-gift')", vec![]).await?;
    widget.redeem(None, TIN).await?;
    widget.applied().await?;
    widget.close().await?;
    stage.till().pay().await?;
    let receipt = browser.until("the receipt", "words(document.querySelector('.receipt-paper'))", vec![]).await?;
    ensure!(receipt.as_str().is_some_and(|text| text.contains("1 × Ember Chai")), "the receipt says {receipt}");
    widget.open().await?;
    widget.has(before - 1200).await
}

async fn variable(stage: &Stage) -> Result<()> {
    stage.sign_in("tomasz").await?;
    stage.visit("/products/alder-teapot").await?;
    stage.till().add(1).await?;
    stage.till().follow("/cart").await?;
    let (browser, widget) = (&stage.browser, stage.widget());
    widget.open().await?;
    let before = widget.balance().await?;
    widget.tab(Tab::Rewards).await?;
    tab_to(browser, "the slider", "at.type === 'range'", json!(null)).await?;
    browser.press(Key::Right).await?;
    browser.press(Key::Right).await?;
    let quote = "words(dialog()?.querySelector('.quote')) === '€3 off for 300 leaves'";
    browser.until("the quote to follow the slider", quote, vec![]).await?;
    browser.press(Key::Tab).await?;
    ensure!(
        is(browser, "at.type === 'number' && at.value === '300'", json!(null)).await?,
        "the field does not follow the slider"
    );
    tab_to(browser, "its button", "at.getAttribute('aria-label') === 'Redeem: As much off as you like'", json!(null)).await?;
    browser.press(Key::Enter).await?;
    widget.code(None).await?;
    widget.applied().await?;
    widget.has(before - 300).await?;
    let discount = stage.till().discount().await?;
    ensure!(discount.contains("3.00"), "the cart's discount line says {discount}");
    Ok(())
}

async fn tabs(stage: &Stage) -> Result<()> {
    stage.sign_in("tomasz").await?;
    let (browser, widget) = (&stage.browser, stage.widget());
    let mut tabs = vec![browser.tab().await?];
    for path in ["/", "/rewards"] {
        stage.visit(path).await?;
        widget.open().await?;
        widget.balance().await?;
        widget.tab(Tab::Rewards).await?;
        if tabs.len() < 2 {
            tabs.push(browser.new_tab().await?);
        }
    }
    widget.redeem(None, TIN).await?;
    let taken = widget.code(None).await?;
    browser.switch(&tabs[0]).await?;
    // This tab still believes that there is enough.
    widget.redeem(None, TIN).await?;
    let failed = "words(dialog()?.querySelector('.notice[data-failed=true]'))";
    let why = browser.until("a sentence about the reward that was not to be had", failed, vec![]).await?;
    ensure!(why.as_str().is_some_and(|why| why.starts_with("Not enough: ") && why.contains("leaves to go")), "it says {why}");
    // It asks anew then, and so comes to know of the code that the other tab has: that one, and no second.
    let told = widget.code(None).await?;
    let tickets = browser.eval("return dialog().querySelectorAll('.ticket').length;", vec![]).await?;
    ensure!(told == taken && tickets == 1, "it has {told} for {taken}, and {tickets} codes");
    browser.close_tab(&tabs[1]).await
}
