//! For everyone: axe-core finds nothing in any state, direction, theme or width.

use crate::axe;
use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Context, Result};
use demo_shop::trouble::Trouble;

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("axe-core finds nothing in any state", |stage| Box::pin(states(stage, LOOKS))).with_regulars().only_chromium(),
    Flow::new("axe-core finds nothing when a tier is reached", |stage| Box::pin(reached(stage, "en", "light"))).only_chromium(),
    Flow::new("axe-core finds nothing when a tier is reached, from right to left in the dark", |stage| {
        Box::pin(reached(stage, "ar", "dark"))
    })
    .only_chromium(),
    Flow::new("axe-core finds nothing when the API fails", |stage| Box::pin(failing(stage))).with_regulars().only_chromium(),
];

/// Language, theme, width of the page in CSS pixels.
type Look = (&'static str, &'static str, u32);

const LOOKS: &[Look] = &[("en", "light", 1280), ("en", "dark", 320), ("ar", "light", 320), ("ar", "dark", 1280)];

async fn states(stage: &Stage, looks: &[Look]) -> Result<()> {
    for (language, theme, width) in looks {
        let look = format!("{language}, {theme}, {width} px");
        let query = format!("lang={language}&theme={theme}");
        stage.browser.resize(*width, 900).await?;
        let (browser, widget) = (&stage.browser, stage.widget());

        stage.go("/e2e/pages/blank.html").await?;
        let out = "return (await fetch('/shop/api/logout', { method: 'POST' })).ok;";
        browser.eval_async(out, vec![]).await?;
        stage.visit(&format!("/products/fern-mug?{query}")).await?;
        axe::check(browser, &format!("launcher of a guest, {look}")).await?;
        widget.open().await?;
        axe::check(browser, &format!("panel of a guest, {look}")).await?;

        stage.sign_in("tomasz").await?;
        stage.visit(&format!("/products/alder-teapot?{query}")).await?;
        widget.launcher_points().await?;
        axe::check(browser, &format!("launcher and product of a member, {look}")).await?;
        let add =
            "return (await fetch('/shop/api/cart/lines', { method: 'POST', body: '{\"product\":\"alder-teapot\",\"quantity\":1}',
            headers: { 'content-type': 'application/json' } })).ok;";
        browser.eval_async(add, vec![]).await?;
        widget.open().await?;
        for tab in [Tab::Earn, Tab::Rewards, Tab::Vip, Tab::Friends, Tab::Activity] {
            widget.tab(tab).await?;
            let content = "dialog()?.querySelector('.card, .row, .state:not([data-loading]), .vip .rung, .qr-place')";
            browser.until("the tab's content", content, vec![]).await?;
            axe::check(browser, &format!("{tab:?} of a member, {look}")).await?;
        }
        widget.tab(Tab::Rewards).await?;
        browser.click("a reward's button", "dialog()?.querySelector('.door .button[aria-disabled=false]')", vec![]).await?;
        widget.code(None).await?;
        axe::check(browser, &format!("a held code, {look}")).await?;
        widget.undo().await?;
        widget.no_code().await?;

        stage.visit(&format!("/rewards?{query}")).await?;
        widget.element("loyalty-rewards").await?;
        browser.until("the rewards", "inside('loyalty-rewards')?.querySelector('.card')", vec![]).await?;
        let all = "inside('loyalty-vip')?.querySelector('.rung') && inside('loyalty-collectibles')?.querySelector('.collectible')
            && words(inside('loyalty-referral')?.querySelector('.address'))";
        let link = browser.until("tiers, album and link", all, vec![]).await?;
        axe::check(browser, &format!("the rewards page, {look}")).await?;

        stage.visit(&format!("/cart?{query}")).await?;
        browser.until("the cart's bars", "inside('loyalty-cart')?.querySelector('.offer')", vec![]).await?;
        axe::check(browser, &format!("the cart, {look}")).await?;

        stage.go("/e2e/pages/blank.html").await?;
        browser.eval_async(out, vec![]).await?;
        let (_, code) = link.as_str().and_then(|link| link.split_once("lref=")).context("the member has no link")?;
        stage.visit(&format!("/?{query}&lref={code}")).await?;
        browser.until("the friend's welcome", "root()?.querySelector('form.friend')", vec![]).await?;
        axe::check(browser, &format!("a friend's welcome, {look}")).await?;
    }
    Ok(())
}

/// A tier is celebrated once, so each flow sees one language and theme, in two widths.
async fn reached(stage: &Stage, language: &str, theme: &str) -> Result<()> {
    super::tiers::climb(stage, &format!("?lang={language}&theme={theme}")).await?;
    for width in [1280, 320] {
        stage.browser.resize(width, 900).await?;
        stage.browser.until("the celebration", "visible(root()?.querySelector('.celebration'))", vec![]).await?;
        axe::check(&stage.browser, &format!("a tier reached, {language}, {theme}, {width} px")).await?;
    }
    Ok(())
}

async fn failing(stage: &Stage) -> Result<()> {
    stage.sign_in("tomasz").await?;
    for (language, theme, width) in [("en", "light", 1280), ("ar", "dark", 320)] {
        let look = format!("{language}, {theme}, {width} px");
        stage.browser.resize(width, 900).await?;
        let (browser, widget) = (&stage.browser, stage.widget());
        stage.visit(&format!("/rewards?lang={language}&theme={theme}")).await?;
        widget.launcher_points().await?;
        stage.world.trouble(Trouble::Offline).await?;
        browser.eval("loyalty.refresh();", vec![]).await?;
        widget.open().await?;
        browser.until("the panel to say since when", "dialog()?.querySelector('.stale')", vec![]).await?;
        axe::check(browser, &format!("offline, {look}")).await?;
        stage.world.trouble(Trouble::Error500).await?;
        stage.visit(&format!("/rewards?lang={language}&theme={theme}")).await?;
        browser.until("the rewards page's error", "inside('loyalty-rewards')?.querySelector('.state')", vec![]).await?;
        axe::check(browser, &format!("the rewards page in trouble, {look}")).await?;
        widget.open().await?;
        axe::check(browser, &format!("the panel in trouble, {look}")).await?;
        stage.world.trouble(Trouble::Ok).await?;
    }
    Ok(())
}
