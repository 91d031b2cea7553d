//! `cargo xtask traces`: records the corpus of exit intent in a real browser.
//!
//! Chromium runs with its window on a virtual display (Xvfb). The pointer is the display's own, moved by XTEST along the paths of
//! [`scenes`]; what is kept is what the page's listeners heard. So the events, their order, times and places are the browser's;
//! the hand is a model. `docs/exit-intent.md` says what follows from that.

mod scenes;
mod screen;
mod server;

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde_json::{Value, json};

use crate::paths;
use scenes::Scene;
use screen::Screen;
use server::Server;

/// Where the traces go, and the page that hears them.
const FOLDER: &str = "crates/rules/tests/traces";
/// Recordings of each scene.
const EACH: u64 = 3;
/// A page is left with some seconds on it behind it: its clock begins so many milliseconds before the recording does.
const OPENED_BEFORE: i64 = 6_000;
/// What happens after the last movement is waited for.
const AFTER: i64 = 1_500;

/// Records traces of ways out of a page, and of what only looks like it, in Chromium on a virtual display.
#[derive(Args)]
pub(crate) struct Traces {}

impl Traces {
    pub(crate) fn run(&self) -> Result<()> {
        let folder = paths::root().join(FOLDER);
        let server = Server::start(fs::read_to_string(folder.join("recorder.html"))?)?;
        let screen = Screen::open(&server.address())?;
        let mut lines = String::new();
        for scene in scenes::all() {
            for number in 0..EACH {
                let trace = record(&server, &screen, &scene, number)?;
                eprintln!("{}: {} events", trace["name"], trace["events"].as_array().map_or(0, Vec::len));
                lines.push_str(&trace.to_string());
                lines.push('\n');
            }
        }
        fs::write(folder.join("recorded.jsonl"), lines)?;
        Ok(())
    }
}

fn record(server: &Server, screen: &Screen, scene: &Scene, number: u64) -> Result<Value> {
    let seed = scene.seed + number;
    let plan = scene.plan(seed);
    // The pointer begins in the page, and what it does on the way there is not heard.
    let ready = server.next()?;
    let page = ready.answer(&json!({ "before": OPENED_BEFORE, "time": plan.time + AFTER }))?;
    let began = screen.play(&plan, page.top)?;
    let heard = server.heard(Duration::from_millis(u64::try_from(plan.time + AFTER)? + 5_000))?;
    let events = heard.get("events").cloned().context("the page told no events")?;
    ensure!(events.as_array().is_some_and(|events| events.len() > 3), "{}: the page heard nothing of the pointer", scene.group);
    let from = if scene.exit { OPENED_BEFORE + began } else { 0 };
    Ok(json!({
        "name": format!("recorded-{}-{seed}", scene.group.replace(": ", "-").replace(' ', "-")),
        "group": scene.group,
        "class": if scene.exit { "exit" } else { "stay" },
        "made": format!("recorded in Chromium {} on Xvfb; the pointer was moved by XTEST along a modelled path, seed {seed}", page.version),
        "viewport": [page.width, page.height],
        "rtl": false,
        "touch": false,
        "from": from,
        "end": OPENED_BEFORE + plan.time + AFTER,
        "events": events,
    }))
}
