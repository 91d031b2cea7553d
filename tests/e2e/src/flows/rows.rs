//! Rows of products: what others bought with one, and what the shopper looked at, which is theirs and stays on their device.

use crate::axe;
use crate::browser::Browser;
use crate::flow::Flow;
use crate::stage::Stage;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("a product page shows what was looked at before, and withdrawing consent deletes it", |stage| {
        Box::pin(looks_around(stage))
    })
    .with_regulars(),
    Flow::new("without consent what was looked at goes with the page", |stage| Box::pin(without_consent(stage))),
    Flow::new("what is bought together goes into the cart", |stage| Box::pin(into_cart(stage))).with_regulars(),
    Flow::new("axe-core finds nothing in a row of products", |stage| Box::pin(for_everyone(stage)))
        .with_regulars()
        .only_chromium(),
];

/// Titles of the row that `arguments[0]` names.
const TITLES: &str = "[...inside(`[row=${arguments[0]}]`)?.querySelectorAll('.product .title') ?? []].map(words)";
/// What the device keeps of it.
const KEPT: &str = "localStorage.getItem('loyalty:demo:viewed')";

/// Waits until a row shows these products.
async fn shows(browser: &Browser, row: &str, titles: &[&str]) -> Result<()> {
    let shown = format!("{TITLES}.join() === arguments[1]");
    let what = format!("{titles:?} in the row {row}");
    browser.until(&what, &shown, vec![json!(row), json!(titles.join(","))]).await.map(drop)
}

/// Goes to a product and stays until it is noted: nobody has looked at what they left before the widget was there.
async fn look_at(stage: &Stage, page: &str) -> Result<()> {
    stage.visit(page).await?;
    stage.browser.until("the row's part", "inside('[row=recent]')?.querySelector('.products')", vec![]).await.map(drop)
}

async fn looks_around(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    stage.sign_in("nadia").await?;
    for (page, seen) in [("oak-tray", &[][..]), ("blue-hour", &["Oak tray"]), ("fern-mug", &["Blue Hour", "Oak tray"])] {
        stage.visit(&format!("/products/{page}")).await?;
        browser.eval("loyalty.consent(true);", vec![]).await?;
        let kept = format!("{KEPT}?.split('\\n')[1] === arguments[0]");
        browser.until("that it is kept", &kept, vec![json!(page)]).await?;
        shows(browser, "recent", seen).await?;
    }
    axe::check(browser, "two rows of products").await?;
    let left = browser.eval(&format!("loyalty.consent(false); return {KEPT};"), vec![]).await?;
    ensure!(left == Value::Null, "kept after consent was withdrawn: {left}");
    shows(browser, "recent", &[]).await?;
    shows(browser, "together", &["Ember Chai"]).await?;
    stage.visit("/products/oak-tray").await?;
    browser.eval("loyalty.consent(true);", vec![]).await?;
    browser.until("that it is kept again", &format!("{KEPT}?.endsWith('\\noak-tray')"), vec![]).await?;
    shows(browser, "recent", &[]).await
}

async fn without_consent(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    look_at(stage, "/products/oak-tray").await?;
    stage.till().follow("/products/fern-mug").await?;
    shows(browser, "recent", &["Oak tray"]).await?;
    stage.till().follow("/products/oak-tray").await?;
    shows(browser, "recent", &["Fern mug"]).await?;
    let kept = browser.eval(&format!("return {KEPT};"), vec![]).await?;
    ensure!(kept == Value::Null, "kept without consent: {kept}");
    look_at(stage, "/products/blue-hour").await?;
    shows(browser, "recent", &[]).await
}

async fn into_cart(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    stage.visit("/products/fern-mug").await?;
    shows(browser, "together", &["Ember Chai"]).await?;
    let listen = "document.addEventListener('loyalty:cart-added', ({ detail }) => (window.added = detail.id));";
    browser.eval(listen, vec![]).await?;
    browser.click("Add to cart", "inside('[row=together]')?.querySelector('.product .button')", vec![]).await?;
    browser.until("the word that it is there", "inside('[row=together]').querySelector('.product .applied')", vec![]).await?;
    browser.until("the product in the cart", "words(document.querySelector('.site-tools .count')) === '1'", vec![]).await?;
    let added = browser.eval("return window.added;", vec![]).await?;
    ensure!(added == json!("ember-chai"), "the page was told of {added}");
    // All of a card leads to the product.
    browser.click("the card", "inside('[row=together]')?.querySelector('.product .title a')", vec![]).await?;
    browser.until("the product's page", "words(document.querySelector('h1')) === 'Ember Chai'", vec![]).await.map(drop)
}

async fn for_everyone(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    for (language, theme, width) in [("en", "light", 1280), ("ar", "dark", 320)] {
        browser.resize(width, 900).await?;
        look_at(stage, &format!("/products/oak-tray?lang={language}&theme={theme}")).await?;
        stage.till().follow("/products/fern-mug").await?;
        // The tray is sold out: the card says that it did not work.
        for (row, came) in [("together", ".applied"), ("recent", ".product-problem")] {
            let place = format!("inside('[row={row}]')");
            browser.click("Add to cart", &format!("{place}?.querySelector('.product .button')"), vec![]).await?;
            browser.until("how that went", &format!("{place}.querySelector('{came}')"), vec![]).await?;
        }
        axe::check(browser, &format!("two rows of products, {language}, {theme}, {width} px")).await?;
    }
    Ok(())
}
