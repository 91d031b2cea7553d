//! For everyone, as [`access`](super::access): every kind of campaign, and every kind of question.

use crate::axe;
use crate::flow::Flow;
use crate::stage::Stage;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("axe-core finds nothing in any campaign", |stage| Box::pin(campaigns(stage)))
        .with_regulars()
        .with_programme(|_| {})
        .only_chromium(),
    Flow::new("axe-core finds nothing in any step of a quiz", |stage| Box::pin(quizzes(stage))).only_chromium(),
];

/// Language, theme, width of the page in CSS pixels.
const LOOKS: &[(&str, &str, u32)] = &[("en", "light", 1280), ("ar", "dark", 320)];

async fn campaigns(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    for (language, theme, width) in LOOKS {
        let look = format!("{language}, {theme}, {width} px");
        browser.resize(*width, 900).await?;
        stage.sign_in("layla").await?;
        stage.visit(&format!("/unsubscribe?lang={language}&theme={theme}")).await?;
        browser.until("the offer in the page", "inside('loyalty-offer')?.querySelector('.pop-title')", vec![]).await?;
        axe::check(browser, &format!("an offer in the page, {look}")).await?;
        let all =
            "const told = new Promise((done) => document.addEventListener('loyalty:campaigns', ({ detail }) => done(detail)));
            document.dispatchEvent(new CustomEvent('loyalty:show', { detail: {} }));
            return (await told).filter((one) => one.placement !== 'embedded').map((one) => one.campaign);";
        let all = browser.eval_async(all, vec![]).await?;
        let all: Vec<&str> = all.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        ensure!(all.len() >= 12, "only {all:?} can be looked at");
        for campaign in all {
            show(stage, campaign).await?;
            axe::check(browser, &format!("{campaign}, {look}")).await?;
        }
        // Taken, and not yet to be had: a code, and what is missing.
        show(stage, "cmp_mystery").await?;
        // The second look finds it taken.
        browser.eval("root().querySelector('.pop-form .button')?.click();", vec![]).await?;
        browser.until("what was drawn", "root().querySelector('.pop-won')", vec![]).await?;
        axe::check(browser, &format!("what was drawn, {look}")).await?;
        show(stage, "cmp_letter").await?;
        browser.click("its button", "root().querySelector('.pop-form .button')", vec![]).await?;
        browser.until("what is missing", "root().querySelector('.pop-form [data-failed=true]')", vec![]).await?;
        axe::check(browser, &format!("a form with a mistake, {look}")).await?;
    }
    Ok(())
}

/// Shows a campaign as the merchant's panel does.
async fn show(stage: &Stage, campaign: &str) -> Result<()> {
    let ask = "document.dispatchEvent(new CustomEvent('loyalty:show', { detail: { campaign: arguments[0], preview: true } }));
        await new Promise((done) => setTimeout(done, 400));";
    stage.browser.eval_async(ask, vec![json!(campaign)]).await?;
    stage.browser.until(campaign, "visible(root()?.querySelector('.pop .pop-title'))", vec![]).await.map(drop)
}

async fn quizzes(stage: &Stage) -> Result<()> {
    // Whoever has been through a quiz is shown what came of it: each look has a shopper of its own.
    for ((language, theme, width), shopper) in LOOKS.iter().zip(["nadia", "layla"]) {
        let style = if *theme == "dark" { "&style=dark" } else { "" };
        let (browser, look) = (&stage.browser, format!("{language}, {theme}, {width} px"));
        browser.resize(*width, 900).await?;
        for quiz in ["qz_tea", "qz_profile", "qz_after"] {
            stage
                .go(&format!("/e2e/pages/host.html?shopper={shopper}&load=eager&locale={language}&theme={theme}{style}"))
                .await?;
            stage.widget().loaded().await?;
            let place = "const quiz = document.createElement('loyalty-quiz'); quiz.setAttribute('quiz', arguments[0]);
                document.getElementById('slot').append(quiz);";
            browser.eval(place, vec![json!(quiz)]).await?;
            through(stage, quiz, &look).await?;
        }
    }
    Ok(())
}

/// Goes through a quiz with the first choice of everything, once with what is missing said.
async fn through(stage: &Stage, quiz: &str, look: &str) -> Result<()> {
    let browser = &stage.browser;
    // What a step is known by: its question; the result has no form any more.
    let here = "(inside('loyalty-quiz')?.querySelector('form.quiz') ? words(inside('loyalty-quiz').querySelector('.quiz-heading')) : '')";
    let still =
        "inside('loyalty-quiz')?.querySelector('.quiz-heading') && !inside('loyalty-quiz').querySelector('[aria-busy=true]')";
    for step in 1..=10 {
        browser.until("a step", still, vec![]).await?;
        let before = browser.eval(&format!("return {here};"), vec![]).await?;
        axe::check(browser, &format!("{quiz}, step {step}, {look}")).await?;
        if before == json!("") {
            return Ok(());
        }
        if step == 1 {
            browser.eval("inside('loyalty-quiz').querySelector('[type=submit]').click();", vec![]).await?;
            browser.until("what is missing", "inside('loyalty-quiz').querySelector('.quiz-problem')", vec![]).await?;
            axe::check(browser, &format!("{quiz}, nothing chosen, {look}")).await?;
        }
        let answer = "const quiz = inside('loyalty-quiz');
            const groups = new Set([...quiz.querySelectorAll('input[type=radio]')].map((one) => one.name));
            for (const group of groups) quiz.querySelector(`input[name='${group}']`).click();
            quiz.querySelector('.quiz-choices input[type=checkbox]')?.click();
            for (const field of quiz.querySelectorAll('input[type=number]')) {
                field.value = 3;
                field.dispatchEvent(new Event('input', { bubbles: true }));
            }
            await new Promise((done) => setTimeout(done, 100));
            quiz.querySelector('[type=submit]').click();";
        browser.eval_async(answer, vec![]).await?;
        browser.until("the next step", &format!("{here} !== arguments[0]"), vec![before]).await?;
    }
    anyhow::bail!("{quiz} has no end")
}
