//! Campaigns as a shopper meets them, and as the merchant's tools see them: by the widget's public events.

use crate::browser::Browser;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::time::Duration;

/// The widget looks once a second whether something is due.
const A_WHILE: Duration = Duration::from_millis(2_500);

/// The campaigns on the page that a browser shows.
#[derive(Clone, Copy, Debug)]
pub struct Campaigns<'a>(pub(crate) &'a Browser);

impl Campaigns<'_> {
    /// Waits until a headline, or another sentence of ours, can be seen over the page.
    pub async fn shows(self, sentence: &str) -> Result<()> {
        self.0.until(&format!("\"{sentence}\""), "!!saying(arguments[0])", vec![json!(sentence)]).await.map(drop)
    }

    /// Waits until it can't be seen.
    pub async fn hides(self, sentence: &str) -> Result<()> {
        self.0.until(&format!("\"{sentence}\" to go"), "!saying(arguments[0])", vec![json!(sentence)]).await.map(drop)
    }

    /// Waits a while, and sees that it does not appear.
    pub async fn shows_not(self, sentence: &str, when: &str) -> Result<()> {
        tokio::time::sleep(A_WHILE).await;
        let seen = self.0.eval("return !!saying(arguments[0]);", vec![json!(sentence)]).await?;
        ensure!(seen == json!(false), "\"{sentence}\" appeared {when}");
        Ok(())
    }

    /// Clicks a button of ours over the page by its words.
    pub async fn press(self, words: &str) -> Result<()> {
        let button = "saying(arguments[0])?.closest('button, a')";
        self.0.click(words, button, vec![json!(words)]).await
    }

    /// Closes what says this by its button.
    pub async fn close(self, sentence: &str) -> Result<()> {
        let button = "overlay(arguments[0])?.querySelector('.close')";
        self.0.click("its close button", button, vec![json!(sentence)]).await?;
        self.hides(sentence).await
    }

    /// Waits until the arbiter says this of a campaign: `show`, `trigger`, `closed` and so on.
    pub async fn stands(self, campaign: &str, why: &str) -> Result<()> {
        let mut said = Value::Null;
        for _ in 0..30 {
            said = self.why(campaign).await?;
            if said == json!(why) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        anyhow::bail!("the arbiter says {said} of {campaign}, not {why}")
    }

    /// What the arbiter says of a campaign now; nothing before it has begun.
    async fn why(self, campaign: &str) -> Result<Value> {
        let script = "const told = new Promise((done) => {
                document.addEventListener('loyalty:campaigns', ({ detail }) => done(detail), { once: true });
                setTimeout(done, 1000);
            });
            document.dispatchEvent(new CustomEvent('loyalty:show', { detail: {} }));
            return (await told)?.find((one) => one.campaign === arguments[0])?.why ?? null;";
        self.0.eval_async(script, vec![json!(campaign)]).await
    }
}

/// Leaves these campaigns of the shop's programme, in this order.
pub fn only(programme: &mut Value, ids: &[&str]) {
    let campaigns = programme["campaigns"].as_array().cloned().unwrap_or_default();
    let found = |id: &&str| campaigns.iter().find(|campaign| campaign["id"] == json!(*id)).cloned();
    programme["campaigns"] = ids.iter().filter_map(found).collect();
}

/// Has all campaigns appear after a second, whatever else they wait for.
pub fn at_once(programme: &mut Value) {
    for campaign in programme["campaigns"].as_array_mut().into_iter().flatten() {
        campaign["triggers"] = json!([{ "kind": "delay", "value": 1 }]);
    }
}
