//! Popups: seen when they should be, one at a time, and gone for good when they are closed.

use crate::campaigns::{Campaigns, at_once, only};
use crate::flow::Flow;
use crate::stage::Stage;
use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::time::Duration;

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("the exit popup is seen on leaving by the top edge, and not while reading", |stage| Box::pin(leaving(stage)))
        .with_programme(exit),
    Flow::new("a campaign that was closed stays closed", |stage| Box::pin(closed(stage))).with_programme(letter),
    Flow::new("two campaigns never overlap, and leave the page quiet in between", |stage| Box::pin(one_by_one(stage)))
        .with_programme(several),
    Flow::new("a mystery reward is the same after a reload", |stage| Box::pin(mystery(stage))).with_programme(drawn),
    Flow::new("a tab at the edge is no dialog, and opens what it stands for", |stage| Box::pin(tab(stage))).with_programme(quiz),
    Flow::new("the offer on the page where one leaves the letters is good at the till", |stage| Box::pin(before_leaving(stage)))
        .with_programme(farewell),
];

const WELCOME: &str = "€5 off your first order";
const LID: &str = "What is under the lid?";
const LETTER: &str = "A letter when the harvest is in";
const HARVEST: &str = "Harvest week: 15% off";

/// The welcome for everyone, without its experiment.
fn exit(programme: &mut Value) {
    only(programme, &["cmp_welcome"]);
    let campaign = &mut programme["campaigns"][0];
    let mut content = campaign["contents"][0].take();
    if let Some(content) = content.as_object_mut() {
        content.remove("variation");
    }
    campaign["contents"] = json!([content]);
    campaign["experiment"] = Value::Null;
}

fn letter(programme: &mut Value) {
    only(programme, &["cmp_letter"]);
    at_once(programme);
}

/// What is due at the same moment: a dialog, and two for the corner.
fn several(programme: &mut Value) {
    let all = programme["campaigns"].clone();
    exit(programme);
    let welcome = programme["campaigns"][0].take();
    programme["campaigns"] = all;
    only(programme, &["cmp_letter", "cmp_harvest"]);
    if let Some(campaigns) = programme["campaigns"].as_array_mut() {
        campaigns.push(welcome);
    }
    at_once(programme);
    programme["quiet_seconds"] = json!(3);
}

/// Whatever is drawn is a code.
fn drawn(programme: &mut Value) {
    only(programme, &["cmp_mystery"]);
    at_once(programme);
    if let Some(offers) = programme["campaigns"][0]["contents"][0]["offers"].as_array_mut() {
        offers.retain(|offer| offer["code_days"].is_i64());
    }
}

/// It waits for what will not happen here.
fn quiz(programme: &mut Value) {
    only(programme, &["cmp_find_your_tea"]);
    programme["campaigns"][0]["triggers"] = json!([{ "kind": "idle", "value": 3600 }]);
}

fn farewell(programme: &mut Value) {
    only(programme, &["cmp_before_you_go"]);
}

/// A mouse cannot be made to leave a window, but it can leave a frame: the page is in one, 100 pixels from the left and the top.
async fn leaving(stage: &Stage) -> Result<()> {
    let (browser, campaigns) = (&stage.browser, Campaigns(&stage.browser));
    stage.go("/e2e/pages/framed.html").await?;
    browser.eval("document.querySelector('iframe').src = '/e2e/pages/host.html?load=eager&style=tall';", vec![]).await?;
    browser.into_frame(true).await?;
    stage.widget().loaded().await?;
    campaigns.stands("cmp_welcome", "trigger").await?;
    // Long enough on the page to be leaving it; the focus on something, and some way down.
    let place = "document.getElementById('button').focus({ preventScroll: true }); scrollTo(0, 700);";
    browser.eval(place, vec![]).await?;
    tokio::time::sleep(Duration::from_secs(6)).await;

    // Reading: about, up to the first lines, down again, and out by the side and below.
    browser.into_frame(false).await?;
    let places = [(500, 600), (700, 150), (300, 500), (40, 480), (400, 500), (400, 760)];
    for way in places.windows(2) {
        browser.glide(way[0], way[1], 12).await?;
    }
    browser.into_frame(true).await?;
    campaigns.shows_not(WELCOME, "while the shopper was reading").await?;
    // Scrolling all the while that the mouse goes out.
    browser.eval("let step = 1; window.__scrolling = setInterval(() => scrollBy(0, (step = -step)), 50);", vec![]).await?;
    browser.into_frame(false).await?;
    browser.glide((500, 300), (500, 60), 6).await?;
    browser.into_frame(true).await?;
    campaigns.shows_not(WELCOME, "while the shopper was scrolling").await?;
    browser.eval("clearInterval(window.__scrolling); scrollTo(0, 300);", vec![]).await?;

    browser.into_frame(false).await?;
    browser.glide((500, 60), (500, 600), 12).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    browser.glide((500, 600), (480, 20), 12).await?;
    browser.into_frame(true).await?;
    campaigns.shows(WELCOME).await?;
    let inside = browser.eval("return dialog()?.matches(':modal') && dialog().contains(root().activeElement);", vec![]).await?;
    ensure!(inside == json!(true), "the dialog is not modal, or the focus is not in it");

    browser.press(Key::Escape).await?;
    campaigns.hides(WELCOME).await?;
    let after = browser.eval("return [document.activeElement?.id, Math.round(scrollY)];", vec![]).await?;
    ensure!(after == json!(["button", 300]), "focus and scroll are not as they were: {after}");
    campaigns.stands("cmp_welcome", "closed").await
}

/// Puts the focus on the page's first button.
async fn focus(stage: &Stage) -> Result<()> {
    stage.browser.until("the page", "!!document.querySelector('.hero .button')", vec![]).await?;
    stage.browser.eval("document.querySelector('.hero .button').focus();", vec![]).await.map(drop)
}

/// Agreeing to be recognised, as the bar of the preview shop does it; the next page knows.
pub(super) async fn agree(stage: &Stage) -> Result<()> {
    stage.go("/").await?;
    stage.browser.eval("sessionStorage.setItem('fernhill.consent', 'yes');", vec![]).await.map(drop)
}

async fn closed(stage: &Stage) -> Result<()> {
    let campaigns = Campaigns(&stage.browser);
    agree(stage).await?;
    stage.visit("/").await?;
    focus(stage).await?;
    campaigns.shows(LETTER).await?;
    let taken = stage.browser.eval("return [!!dialog(), document.activeElement.matches('.hero .button')];", vec![]).await?;
    ensure!(taken == json!([false, true]), "what stands in the corner is a dialog, or took the focus: {taken}");
    campaigns.close(LETTER).await?;
    for path in ["/", "/products/fern-mug"] {
        stage.visit(path).await?;
        campaigns.stands("cmp_letter", "closed").await?;
        campaigns.shows_not(LETTER, &format!("again on {path}")).await?;
    }
    Ok(())
}

async fn one_by_one(stage: &Stage) -> Result<()> {
    let campaigns = Campaigns(&stage.browser);
    stage.visit("/").await?;
    // From now on, at every change of what is there: how many there are, and since when there was none.
    let watch = "window.__most = 0; window.__order = []; const all = arguments[0]; let last = null;
        const look = () => {
            const there = all.filter((one) => saying(one));
            window.__most = Math.max(window.__most, there.length);
            if (there.length && there[0] !== last?.headline) window.__order.push(last = { headline: there[0], from: Date.now() });
            if (!there.length && last && !last.to) last.to = Date.now();
        };
        new MutationObserver(look).observe(root(), { subtree: true, childList: true, attributes: true, characterData: true });
        look();";
    stage.browser.eval(watch, vec![json!([WELCOME, HARVEST, LETTER])]).await?;
    for headline in [WELCOME, HARVEST, LETTER] {
        campaigns.shows(headline).await?;
        if headline == WELCOME {
            stage.browser.press(Key::Escape).await?;
            campaigns.hides(headline).await?;
        } else {
            campaigns.close(headline).await?;
        }
    }
    let seen = stage.browser.eval("return [window.__most, window.__order.map((one) => one.headline)];", vec![]).await?;
    ensure!(seen == json!([1, [WELCOME, HARVEST, LETTER]]), "at once, and in this order: {seen}");
    let quiet = "return window.__order.slice(1).map((one, index) => one.from - window.__order[index].to);";
    let quiet = stage.browser.eval(quiet, vec![]).await?;
    let enough = quiet.as_array().into_iter().flatten().all(|pause| pause.as_i64().is_some_and(|pause| pause >= 2_900));
    ensure!(enough, "between one and the next there were {quiet} ms");
    Ok(())
}

async fn mystery(stage: &Stage) -> Result<()> {
    let (browser, campaigns) = (&stage.browser, Campaigns(&stage.browser));
    stage.sign_in("nadia").await?;
    stage.visit("/").await?;
    campaigns.shows(LID).await?;
    campaigns.press("Lift the lid").await?;
    let drawn =
        "['.title', '.code'].map((part) => words(root()?.querySelector(`.pop-won ${part}`))).filter((part) => part).join(': ')";
    let first = browser.until("what was drawn", drawn, vec![]).await?;
    let (title, _) = first.as_str().and_then(|first| first.split_once(": ")).context("there is no code")?;
    campaigns.close(LID).await?;

    stage.visit("/").await?;
    campaigns.press(title).await?;
    campaigns.shows(LID).await?;
    let again = browser.until("what was drawn", drawn, vec![]).await?;
    ensure!(again == first, "{first} became {again}");
    Ok(())
}

async fn tab(stage: &Stage) -> Result<()> {
    let (browser, campaigns) = (&stage.browser, Campaigns(&stage.browser));
    stage.visit("/").await?;
    focus(stage).await?;
    campaigns.shows("Find your tea").await?;
    let taken = browser.eval("return [!!dialog(), document.activeElement.matches('.hero .button')];", vec![]).await?;
    ensure!(taken == json!([false, true]), "the tab is a dialog, or took the focus: {taken}");
    // The page beneath goes on as before.
    browser.click("a link of the page", "document.querySelector('.site-nav a[href^=\"/rewards\"]')", vec![]).await?;
    browser.until("the page behind it", "location.pathname === '/rewards'", vec![]).await?;
    campaigns.press("Find your tea").await?;
    campaigns.shows("Which tea is yours?").await?;
    campaigns.press("Begin").await?;
    browser.until("the quiz", "words(dialog()?.querySelector('.quiz-heading')) === 'Who is it for?'", vec![]).await.map(drop)
}

async fn before_leaving(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    stage.sign_in("nadia").await?;
    stage.visit("/products/alder-teapot").await?;
    stage.till().add(1).await?;
    stage.till().follow("/unsubscribe").await?;
    let offer = "inside('loyalty-offer')";
    browser.until("the offer", &format!("words({offer}).includes('Before you go')"), vec![]).await?;
    browser.click("its button", &format!("{offer}?.querySelector('.button')"), vec![]).await?;
    browser.until("the code", &format!("words({offer}?.querySelector('.code'))"), vec![]).await?;
    // The shop's own function has put it on the cart; after a reload the offer still shows it.
    let code = browser.eval(&format!("return words({offer}.querySelector('.code'));"), vec![]).await?;
    stage.visit("/unsubscribe").await?;
    browser.until("the same code", &format!("words({offer}?.querySelector('.code')) === arguments[0]"), vec![code]).await?;
    stage.till().follow("/cart").await?;
    stage.till().discounted(true).await
}
