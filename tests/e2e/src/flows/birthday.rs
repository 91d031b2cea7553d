//! A birthday is told once, and its points come on the day.

use crate::flow::Flow;
use crate::stage::Stage;
use anyhow::{Result, ensure};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use std::time::Duration;

/// This file's flows.
pub const FLOWS: &[Flow] = &[Flow::new("a birthday is told once and its points come on the day", |stage| Box::pin(told(stage)))];

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn told(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.visit("/").await?;
    let (browser, widget) = (&stage.browser, stage.widget());
    widget.open().await?;
    widget.has(100).await?;
    let birthday = Timestamp::now().to_zoned(TimeZone::get("Europe/Warsaw")?).date().checked_add(3.days())?;
    let save = "titled(null, 'Your birthday')?.querySelector('.form-row .button')";
    let why = "words(titled(null, 'Your birthday')?.querySelector('.note'))";
    let reason = browser.until("the reason", why, vec![]).await?;
    ensure!(reason == json!("Choose month and day"), "below the button that is off: {reason}");
    let choose = "const field = root().getElementById(arguments[0]); field.value = arguments[1];
        field.dispatchEvent(new Event('input', { bubbles: true })); field.dispatchEvent(new Event('change', { bubbles: true }));";
    for (field, value) in [("birthday-month", birthday.month()), ("birthday-day", birthday.day())] {
        browser.eval(choose, vec![json!(field), json!(value.to_string())]).await?;
    }
    let ready = format!("{save}?.getAttribute('aria-disabled') === 'false' && {save}");
    browser.click("Save", &ready, vec![]).await?;
    let sure =
        "[...(titled(null, 'Your birthday')?.querySelectorAll('.button') ?? [])].find((one) => words(one).startsWith('Yes'))";
    widget.says("It can't be changed later").await?;
    browser.click("Yes, that's the day", sure, vec![]).await?;
    widget.says("The points come on ").await?;
    widget.has(100).await?;
    let form = browser.eval("return !!root().getElementById('birthday-month');", vec![]).await?;
    ensure!(form == json!(false), "the birthday can be told again");

    stage.world.advance(4 * DAY).await?;
    stage.visit("/").await?;
    widget.open().await?;
    widget.has(300).await?;
    stage.world.advance(DAY).await?;
    stage.visit("/").await?;
    widget.open().await?;
    widget.has(300).await
}
