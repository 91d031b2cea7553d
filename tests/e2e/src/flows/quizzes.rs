//! Quizzes: they branch, nothing is lost on the way back, what comes of them follows from the answers, and points come once.

use crate::flow::Flow;
use crate::questions::Questions;
use crate::stage::Stage;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::time::Duration;

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("a quiz branches, takes a changed answer, and gives its points once", |stage| Box::pin(changes_mind(stage))),
    Flow::new("a quiz goes on where it was left, after a reload and on another device", |stage| Box::pin(goes_on(stage))),
    Flow::new("what a quiz recommends goes into the cart", |stage| Box::pin(into_cart(stage))),
    Flow::new("what a buyer says after an order is in the report", |stage| Box::pin(after_order(stage))),
];

const WHO: &str = "Who is it for?";
const WHEN: &str = "When do you drink tea?";
const TASTE: &str = "What do you like to taste?";
const CAFFEINE: &str = "And caffeine?";
const POT: &str = "What do you make it in?";
const GIFT: &str = "What would they like best?";
/// Joining, and the quiz.
const POINTS: i64 = 100 + 30;

async fn changes_mind(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.visit("/quiz").await?;
    let quiz = Questions(&stage.browser);
    quiz.asks(WHO).await?;
    quiz.on().await?;
    stage.browser.until("what is missing", "inside('loyalty-quiz').querySelector('.quiz-problem')", vec![]).await?;
    quiz.answer(WHO, "who", "me").await?;
    quiz.asks(WHEN).await?;
    let focused = quiz.focused().await?;
    ensure!(focused.starts_with(WHEN), "the new question does not have the focus, but \"{focused}\"");
    quiz.choose("when", "dawn").await?;
    quiz.answer(WHEN, "when", "day").await?;
    quiz.answer(TASTE, "taste", "spiced").await?;
    quiz.answer(CAFFEINE, "caffeine", "yes").await?;
    quiz.asks(POT).await?;

    // All the way back: every answer is still there.
    for (heading, element, choices) in [
        (CAFFEINE, "caffeine", &["yes"][..]),
        (TASTE, "taste", &["spiced"]),
        (WHEN, "when", &["dawn", "day"]),
        (WHO, "who", &["me"]),
    ] {
        quiz.back().await?;
        quiz.asks(heading).await?;
        for choice in choices {
            ensure!(quiz.chosen(element, choice).await?, "{choice} of {element} was lost on the way back");
        }
    }

    // Another answer to the first question leads elsewhere, and what was asked on the other way no longer counts.
    quiz.answer(WHO, "who", "gift").await?;
    quiz.answer(GIFT, "gift", "drink").await?;
    quiz.asks("A thoughtful giver").await?;
    let found = quiz.recommended().await?;
    let titles: Vec<&str> = found.iter().map(|(title, _)| title.as_str()).collect();
    ensure!(titles == ["Dune cups", "Fern mug", "Alder teapot"], "recommended for a gift: {titles:?}");
    let why = &found[0].1;
    ensure!(why.contains("It is a gift") && why.contains("Something to drink from"), "the reason is \"{why}\"");
    let said = quiz.text().await?;
    ensure!(said.contains("30 leaves"), "the result does not say what it earned: {said}");
    stage.browser.until("the points", "number(launcher()) === arguments[0]", vec![json!(POINTS)]).await?;

    // Once: after a reload it is still the same submission, and another one earns nothing more.
    stage.visit("/quiz").await?;
    quiz.asks("A thoughtful giver").await?;
    quiz.again().await?;
    quiz.answer(WHO, "who", "me").await?;
    quiz.answer(WHEN, "when", "evening").await?;
    quiz.answer(TASTE, "taste", "fresh").await?;
    quiz.answer(CAFFEINE, "caffeine", "no").await?;
    quiz.answer(POT, "pot", "pot").await?;
    quiz.asks("Calm and fresh").await?;
    let found = quiz.recommended().await?;
    ensure!(found[0].0 == "Morning Mist", "recommended for an evening without caffeine: {found:?}");
    let black = ["Ember Chai", "Blue Hour"].into_iter().find(|black| found.iter().any(|(title, _)| title == black));
    ensure!(black.is_none(), "{black:?} has caffeine");
    stage.visit("/").await?;
    stage.widget().open().await?;
    stage.widget().has(POINTS).await
}

async fn goes_on(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.visit("/quiz").await?;
    let quiz = Questions(&stage.browser);
    quiz.answer(WHO, "who", "me").await?;
    quiz.answer(WHEN, "when", "evening").await?;
    quiz.asks(TASTE).await?;
    // An answer is on its way when the next question is there: a shopper takes a moment to leave, too.
    tokio::time::sleep(Duration::from_secs(2)).await;
    stage.visit("/quiz").await?;
    quiz.asks(TASTE).await?;

    let other = stage.beside().await?;
    other.sign_in("nadia").await?;
    other.visit("/quiz").await?;
    let elsewhere = Questions(&other.browser);
    elsewhere.asks(TASTE).await?;
    elsewhere.back().await?;
    elsewhere.asks(WHEN).await?;
    ensure!(elsewhere.chosen("when", "evening").await?, "the answer did not come along");
    other.leave().await
}

async fn into_cart(stage: &Stage) -> Result<()> {
    stage.visit("/quiz").await?;
    let quiz = Questions(&stage.browser);
    quiz.answer(WHO, "who", "gift").await?;
    quiz.answer(GIFT, "gift", "serve").await?;
    quiz.asks("A thoughtful giver").await?;
    let add = "inside('loyalty-quiz')?.querySelector('.quiz-shelf .product-doors .button')";
    stage.browser.click("Add to cart", add, vec![]).await?;
    stage.browser.until("the product in the cart", "words(document.querySelector('.site-tools .count')) === '1'", vec![]).await?;
    stage
        .browser
        .until("the word that it is there", "inside('loyalty-quiz').querySelector('.quiz-shelf .product .applied')", vec![])
        .await?;
    stage.till().follow("/cart").await?;
    let line = "words(document.querySelector('main')).includes('Alder teapot')";
    stage.browser.until("the teapot in the cart", line, vec![]).await.map(drop)
}

async fn after_order(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.visit("/products/fern-mug").await?;
    stage.till().add(1).await?;
    stage.till().pay().await?;
    let quiz = Questions(&stage.browser);
    quiz.answer("How likely are you to recommend Fernhill", "recommend", "10").await?;
    quiz.answer("How content are you with the delivery?", "delivery", "5").await?;
    quiz.asks("Thank you").await?;
    let report = stage.world.report("quizzes").await?;
    let row = |question: &str| -> Value {
        let rows = report["rows"].as_array().cloned().unwrap_or_default();
        let found = rows
            .into_iter()
            .find(|row| row["quiz"] == json!("qz_after") && row["question"] == json!(question) && row["answer"].is_null());
        found.unwrap_or_default()
    };
    ensure!(row("recommend")["nps"] == json!(10_000), "the report says {}", row("recommend"));
    ensure!(row("delivery")["csat"] == json!(10_000), "the report says {}", row("delivery"));
    ensure!(row("why")["count"] == json!(0), "who recommends is asked what to do better: {}", row("why"));
    Ok(())
}
