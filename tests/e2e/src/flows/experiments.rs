//! Experiments and what is told of them: counted also where nothing is seen, never before consent, and not lost on leaving.

use super::popups::agree;
use crate::campaigns::{Campaigns, at_once, only};
use crate::flow::Flow;
use crate::stage::Stage;
use crate::world::World;
use anyhow::{Result, bail, ensure};
use serde_json::{Value, json};
use std::time::Duration;

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("who is in the control group sees nothing, and is counted", |stage| Box::pin(control(stage)))
        .with_programme(all_control),
    Flow::new("nothing of campaigns is kept or told before consent, nor after it is withdrawn", |stage| Box::pin(consent(stage)))
        .with_programme(letter),
    Flow::new("what happened is told though the page is left at once", |stage| Box::pin(left(stage))).with_programme(letter),
    Flow::new("the merchant's panel says why each campaign waits, and shows any", |stage| Box::pin(panel(stage)))
        .with_programme(|_| {}),
];

const LETTER: &str = "A letter when the harvest is in";

/// The welcome's experiment, with everybody in its control.
fn all_control(programme: &mut Value) {
    only(programme, &["cmp_welcome"]);
    at_once(programme);
    for (index, weight) in [10_000, 0, 0].into_iter().enumerate() {
        programme["experiments"][0]["variations"][index]["weight"] = json!(weight);
    }
}

fn letter(programme: &mut Value) {
    only(programme, &["cmp_letter"]);
    at_once(programme);
}

/// Waits until a row of a report is as it should be.
async fn reported(world: &World, report: &str, is: impl Fn(&Value) -> bool) -> Result<()> {
    let mut rows = Value::Null;
    for _ in 0..30 {
        rows = world.report(report).await?["rows"].take();
        if rows.as_array().into_iter().flatten().any(&is) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    bail!("the report on {report} says {rows}")
}

async fn control(stage: &Stage) -> Result<()> {
    let campaigns = Campaigns(&stage.browser);
    agree(stage).await?;
    stage.visit("/").await?;
    campaigns.stands("cmp_welcome", "control").await?;
    let seen = stage.browser.eval("return !!root().querySelector('.pop') || !!dialog();", vec![]).await?;
    ensure!(seen == json!(false), "who is in the control group sees something");
    // Once, however many pages they see.
    stage.visit("/products/fern-mug").await?;
    campaigns.stands("cmp_welcome", "control").await?;
    stage.go("/e2e/pages/blank.html").await?;
    let exposed = |row: &Value| row["variation"] == json!(0) && row["exposed"] == json!(1) && row["converted"] == json!(0);
    reported(&stage.world, "experiments", exposed).await?;
    reported(&stage.world, "campaigns", |row| row["campaign"] == json!("cmp_welcome") && row["impressions"] == json!(0)).await
}

const KEPT: &str =
    "return Object.keys(localStorage).length + Object.keys(sessionStorage).filter((key) => !key.startsWith('fernhill.')).length;";

async fn consent(stage: &Stage) -> Result<()> {
    let (browser, campaigns) = (&stage.browser, Campaigns(&stage.browser));
    stage.visit("/").await?;
    campaigns.shows(LETTER).await?;
    campaigns.close(LETTER).await?;
    // Longer than events wait for each other.
    tokio::time::sleep(Duration::from_secs(4)).await;
    let kept = browser.eval(KEPT, vec![]).await?;
    ensure!(kept == json!(0), "{kept} things are kept before consent");
    let asked = "return performance.getEntriesByType('resource').filter((one) => one.name.includes('/v1/events')).length;";
    let told = browser.eval(asked, vec![]).await?;
    ensure!(told == json!(0), "events were sent before consent");

    browser.eval("loyalty.consent(true);", vec![]).await?;
    browser.until("what is remembered", "Object.keys(localStorage).length > 0", vec![]).await?;
    // Said again before the widget comes: it remembers what was closed before it was agreed to.
    agree(stage).await?;
    stage.visit("/").await?;
    campaigns.stands("cmp_letter", "closed").await?;
    browser.eval("sessionStorage.clear();", vec![]).await?;
    let left = browser.eval(&format!("loyalty.consent(false); {KEPT}"), vec![]).await?;
    ensure!(left == json!(0), "{left} things are kept after consent was withdrawn");
    stage.go("/e2e/pages/blank.html").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let report = stage.world.report("campaigns").await?;
    ensure!(report["rows"][0]["impressions"] == json!(0), "what was before consent was told later: {report}");
    let left = browser.eval(KEPT, vec![]).await?;
    ensure!(left == json!(0), "{left} things came back when the page was left");
    Ok(())
}

async fn left(stage: &Stage) -> Result<()> {
    let campaigns = Campaigns(&stage.browser);
    agree(stage).await?;
    stage.visit("/").await?;
    campaigns.shows(LETTER).await?;
    // Closed and gone in the same moment: nothing of it can have been sent before.
    let leave = "overlay(arguments[0]).querySelector('.close').click(); location.assign('/e2e/pages/blank.html');";
    stage.browser.eval(leave, vec![json!(LETTER)]).await?;
    reported(&stage.world, "campaigns", |row| {
        row["campaign"] == json!("cmp_letter") && row["impressions"] == json!(1) && row["closes"] == json!(1)
    })
    .await
}

async fn panel(stage: &Stage) -> Result<()> {
    let (browser, campaigns) = (&stage.browser, Campaigns(&stage.browser));
    stage.visit("/").await?;
    campaigns.stands("cmp_letter", "trigger").await?;
    browser
        .click("Campaigns", "[...document.querySelectorAll('.bar-button')].find((one) => words(one) === 'Campaigns')", vec![])
        .await?;
    let line = "document.querySelector(`[data-campaign=${arguments[0]}]`)";
    for (campaign, why) in
        [("cmp_letter", "What has to happen first has not."), ("cmp_second_cup", "It is for other shoppers or other pages.")]
    {
        let said = format!("words({line}).includes(arguments[1])");
        browser.until(&format!("why {campaign} waits"), &said, vec![json!(campaign), json!(why)]).await?;
    }
    let all = browser.eval("return document.querySelectorAll('[data-campaign]').length;", vec![]).await?;
    ensure!(all.as_u64().is_some_and(|all| all >= 12), "the panel has {all} campaigns");

    browser.click("Show now", "document.getElementById('show-cmp_letter')", vec![]).await?;
    campaigns.shows(LETTER).await?;
    campaigns.close(LETTER).await?;
    // A look is no impression: the shopper may still meet it.
    campaigns.stands("cmp_letter", "trigger").await?;
    for (variation, headline) in [("2", "10% off your first order"), ("1", "€5 off your first order")] {
        let choose = "const select = document.getElementById('variation-cmp_welcome'); select.value = arguments[0];
            select.dispatchEvent(new Event('change'));";
        browser.eval(choose, vec![json!(variation)]).await?;
        browser.click("Show now", "document.getElementById('show-cmp_welcome')", vec![]).await?;
        campaigns.shows(headline).await?;
        campaigns.close(headline).await?;
    }
    Ok(())
}
