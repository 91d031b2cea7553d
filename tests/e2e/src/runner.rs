//! Runs flows in browsers, one after the other in each, and reports.

use crate::browser::{Browser, Driver, Kind};
use crate::flow::Flow;
use crate::flows;
use crate::paths;
use crate::stage::Stage;
use anyhow::{Context, Result, anyhow, bail};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// A flow that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(150);

/// How many flows passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// As they should be.
    pub passed: usize,
    /// Not.
    pub failed: usize,
}

/// Runs the flows whose name or browser contains `filter`, in the browsers of `LOYALTY_BROWSERS` (or all).
///
/// # Errors
/// If nothing could be run at all.
pub async fn run(filter: Option<&str>) -> Result<Tally> {
    let _ = std::fs::remove_dir_all(paths::failures());
    let mut lanes = JoinSet::new();
    for kind in browsers()? {
        let flows: Vec<Flow> = flows::all()
            .into_iter()
            .filter(|flow| flow.browsers.contains(&kind))
            .filter(|flow| filter.is_none_or(|filter| format!("{}: {kind}", flow.name).contains(filter)))
            .collect();
        if !flows.is_empty() {
            lanes.spawn(lane(kind, flows));
        }
    }
    let mut sum = Tally::default();
    while let Some(tally) = lanes.join_next().await {
        let tally = tally?;
        sum.passed += tally.passed;
        sum.failed += tally.failed;
    }
    Ok(sum)
}

fn browsers() -> Result<Vec<Kind>> {
    let Ok(names) = std::env::var("LOYALTY_BROWSERS") else { return Ok(Kind::ALL.to_vec()) };
    let known = |name: &str| Kind::ALL.into_iter().find(|kind| kind.name() == name);
    names
        .split(',')
        .map(|name| known(name.trim()).with_context(|| format!("LOYALTY_BROWSERS: no browser is named {name}")))
        .collect()
}

async fn lane(kind: Kind, flows: Vec<Flow>) -> Tally {
    let mut tally = Tally::default();
    let driver = match Driver::start(kind).await {
        Ok(driver) => driver,
        Err(error) => {
            println!("{kind} ... FAILED\n    {error:#}");
            return Tally { passed: 0, failed: flows.len() };
        }
    };
    // Opening a window takes as long as a short flow: one serves all until a flow fails, and forgets in between.
    let mut window = None;
    for flow in flows {
        let started = Instant::now();
        let result = play(&driver, &flow, &mut window).await;
        let seconds = started.elapsed().as_secs_f32();
        match result {
            Ok(()) => {
                println!("{}: {kind} ... ok ({seconds:.1} s)", flow.name);
                tally.passed += 1;
            }
            Err(error) => {
                println!("{}: {kind} ... FAILED ({seconds:.1} s)\n    {error:#}", flow.name);
                tally.failed += 1;
            }
        }
    }
    if let Some(browser) = window
        && let Err(error) = browser.close().await
    {
        println!("{kind} did not close: {error:#}");
    }
    tally
}

async fn play(driver: &Driver, flow: &Flow, window: &mut Option<Browser>) -> Result<()> {
    let world = flow.world().await.context("opening backend and shop")?;
    let browser = match window.take() {
        Some(browser) => browser,
        None => driver.open().await?,
    };
    let stage = Stage::new(browser, world);
    let result = match tokio::time::timeout(LIMIT, check(&stage, flow)).await {
        Ok(result) => result,
        Err(_) => Err(anyhow!("it did not end within {} s", LIMIT.as_secs())),
    };
    let result = match result {
        Ok(()) => Ok(()),
        Err(error) => Err(error.context(keep(&stage, flow).await)),
    };
    let (browser, world) = stage.parts()?;
    if result.is_ok() {
        *window = Some(browser);
    } else {
        // What a failed flow did to the window is anybody's guess.
        browser.close().await?;
    }
    result.and(world.close().await)
}

async fn check(stage: &Stage, flow: &Flow) -> Result<()> {
    stage.begin().await?;
    (flow.run)(stage).await?;
    stage.unharmed().await
}

/// Keeps what a person would have seen; says where.
async fn keep(stage: &Stage, flow: &Flow) -> String {
    match try_to_keep(stage, flow).await {
        Ok(place) => format!("see {place}.png and .txt"),
        Err(error) => format!("(nothing kept: {error:#})"),
    }
}

async fn try_to_keep(stage: &Stage, flow: &Flow) -> Result<String> {
    let folder = paths::failures();
    std::fs::create_dir_all(&folder)?;
    let name = format!("{}-{}", flow.name.replace(|c: char| !c.is_ascii_alphanumeric(), "-"), stage.browser.kind());
    let seen = stage.browser.eval("return seen();", vec![]).await?;
    let console = stage.browser.console().await.unwrap_or_default();
    let log = format!("{}\n\n{}\n", seen.as_str().unwrap_or_default(), console.join("\n"));
    std::fs::write(folder.join(format!("{name}.txt")), log)?;
    std::fs::write(folder.join(format!("{name}.png")), stage.browser.screenshot().await?)?;
    Ok(format!("tests/e2e/failures/{name}"))
}

/// Prints the sum, in the words of cargo's own test runner.
///
/// # Errors
/// If a flow failed, or none ran.
pub fn report(tally: Tally, took: Duration) -> Result<()> {
    let Tally { passed, failed } = tally;
    if passed + failed == 0 {
        // No failure here: `cargo xtask test NAME` sees whether a test of another kind has it.
        println!("no flow has such a name");
    }
    let verdict = if failed == 0 { "ok" } else { "FAILED" };
    println!("\ntest result: {verdict}. {passed} passed; {failed} failed; 0 ignored; finished in {:.0} s", took.as_secs_f32());
    println!("{passed} passed, {failed} failed");
    if failed > 0 {
        bail!("{failed} of {} flows failed", passed + failed);
    }
    Ok(())
}
