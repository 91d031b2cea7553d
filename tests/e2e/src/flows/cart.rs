//! What a fuller cart gives, as the shopper fills it.

use crate::flow::Flow;
use crate::stage::Stage;
use anyhow::{Result, ensure};
use serde_json::json;

/// This file's flows.
pub const FLOWS: &[Flow] =
    &[Flow::new("what a fuller cart gives follows the cart, and the shop gives it", |stage| Box::pin(follows(stage)))];

async fn follows(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.visit("/products/dune-cups").await?;
    stage.till().add(1).await?;
    stage.till().follow("/cart").await?;
    let says = async |sentence: &str| {
        let said = "words(inside('loyalty-cart')).includes(arguments[0])";
        stage.browser.until(&format!("the cart to say \"{sentence}\""), said, vec![json!(sentence)]).await.map(drop)
    };
    let more = async || stage.browser.click("one more", "document.getElementById('more-dune-cups')", vec![]).await;
    says("You earn 160 leaves with this cart").await?;
    says("€28 more for free shipping.").await?;
    says("€68 more for 5% off.").await?;
    more().await?;
    says("Shipping is free.").await?;
    says("€36 more for 5% off.").await?;
    let shipping = stage.browser.eval("return words(document.querySelector('.totals .step-off'));", vec![]).await?;
    ensure!(shipping == json!(""), "a step is taken off before it is reached: {shipping}");
    more().await?;
    says("€4 more for 5% off.").await?;
    more().await?;
    says("You save 5%.").await?;
    says("€72 more for 10% off.").await?;
    let step = "words(document.querySelector('.totals .step-off'))";
    let step = stage.browser.until("the shop's own discount", step, vec![]).await?;
    ensure!(step.as_str().is_some_and(|step| step.contains("5% off") && step.contains("6.40")), "the totals say {step}");
    // Four pairs less 5 %, delivered for nothing: what the cart promises is what the order earns.
    says("You earn 608 leaves with this cart").await?;
    stage.till().pay().await?;
    stage.widget().open().await?;
    let pending =
        stage.browser.until("the pending points", "dialog()?.querySelector('.notes [data-kind=pending]')", vec![]).await;
    pending?;
    let pending = stage.widget().noted("pending").await?;
    ensure!(pending == 608, "the cart promised 608 leaves, and {pending} are pending");
    Ok(())
}
