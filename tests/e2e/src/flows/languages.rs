//! Other languages: Polish with its plurals, Arabic from right to left.

use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Result, ensure};
use serde_json::json;

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("Polish speaks Polish, plurals included", |stage| Box::pin(polish(stage))),
    Flow::new("Arabic runs from right to left", |stage| Box::pin(arabic(stage))),
];

async fn panel(stage: &Stage, language: &str) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.visit(&format!("/products/fern-mug?lang={language}")).await?;
    stage.widget().launcher_points().await?;
    stage.widget().open().await
}

async fn polish(stage: &Stage) -> Result<()> {
    panel(stage, "pl").await?;
    let widget = stage.widget();
    widget.says("Nagrody Fernhill").await?;
    // 100 takes the form for many, 5 as well; 2 would be "liście".
    widget.says("100 liści").await?;
    widget.tab(Tab::Rewards).await?;
    widget.says("5 € zniżki").await?;
    let english = stage.browser.eval("return /Redeem|leaves|to go|Earn/.test(words(dialog()));", vec![]).await?;
    ensure!(english == json!(false), "there is English left in the Polish panel: {}", widget.text().await?);
    Ok(())
}

async fn arabic(stage: &Stage) -> Result<()> {
    panel(stage, "ar").await?;
    let widget = stage.widget();
    widget.says("مكافآت فيرنهيل").await?;
    let script = "const box = (element) => element.getBoundingClientRect();
        const tabs = [...dialog().querySelectorAll('[role=tab]')].map(box);
        return [root().querySelector('.panel-root').dir, getComputedStyle(dialog()).direction, tabs[0].x > tabs[1].x, box(dialog()).x < 100,
            box(launcher()).x < 100];";
    let layout = stage.browser.eval(script, vec![]).await?;
    ensure!(layout == json!(["rtl", "rtl", true, true, true]), "direction, tabs, panel and launcher: {layout}");
    widget.tab(Tab::Rewards).await?;
    let english = stage.browser.eval("return /[A-Za-z]{3,}/.test(words(dialog()).replace('Nadia', ''));", vec![]).await?;
    ensure!(english == json!(false), "there is English left in the Arabic panel: {}", widget.text().await?);
    Ok(())
}
