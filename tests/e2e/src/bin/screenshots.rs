//! `cargo run -p e2e --bin screenshots`: the README's pictures, or with a folder all states for looking at.

use anyhow::{Result, bail};
use clap::Parser;
use demo_shop::trouble::Trouble;
use e2e::browser::{Driver, Kind};
use e2e::flow::without_campaigns;
use e2e::paths;
use e2e::stage::Stage;
use e2e::widget::Tab;
use e2e::world::World;
use std::path::{Path, PathBuf};

/// Takes pictures of the widget in the preview shop, in Chromium.
#[derive(Parser)]
struct Arguments {
    /// Writes every state in every size, theme and language into this folder, instead of the README's pictures.
    folder: Option<PathBuf>,
}

/// How the page looks: language, theme, width and height in CSS pixels.
type Look = (&'static str, &'static str, u32, u32);

const LANGUAGES: [&str; 3] = ["en", "pl", "ar"];
const THEMES: [&str; 2] = ["light", "dark"];
const SIZES: [(u32, u32); 3] = [(360, 740), (768, 1024), (1280, 800)];

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let driver = Driver::start(Kind::Chromium).await?;
    let stage = Stage::new(driver.open().await?, World::open(true, without_campaigns).await?);
    let taken = tokio::select! {
        taken = take(&stage, arguments.folder.as_deref()) => taken,
        _ = tokio::signal::ctrl_c() => bail!("stopped"),
    };
    let (browser, world) = stage.parts()?;
    browser.close().await?;
    world.close().await?;
    taken
}

async fn take(stage: &Stage, folder: Option<&Path>) -> Result<()> {
    // With something in the cart, rewards that need it can be had.
    stage.sign_in("tomasz").await?;
    stage.visit("/products/alder-teapot").await?;
    stage.till().add(1).await?;
    let Some(folder) = folder else {
        let images = paths::root().join("docs/images");
        member(stage, ("en", "light", 1280, 800), Tab::Rewards).await?;
        save(stage, &images.join("panel.png")).await?;
        member(stage, ("ar", "dark", 360, 740), Tab::Rewards).await?;
        return save(stage, &images.join("phone-dark-ar.png")).await;
    };
    for language in LANGUAGES {
        for theme in THEMES {
            for (width, height) in SIZES {
                states(stage, (language, theme, width, height), folder).await?;
            }
        }
    }
    Ok(())
}

async fn states(stage: &Stage, look: Look, folder: &Path) -> Result<()> {
    let (language, theme, width, _) = look;
    let name = |state: &str| folder.join(format!("{state}-{language}-{theme}-{width}.png"));
    guest(stage, look).await?;
    save(stage, &name("guest")).await?;
    for (state, tab) in [("earn", Tab::Earn), ("rewards", Tab::Rewards), ("activity", Tab::Activity)] {
        member(stage, look, tab).await?;
        save(stage, &name(state)).await?;
    }
    stage.widget().close().await?;
    save(stage, &name("closed")).await?;
    stage.widget().open().await?;
    stage.widget().tab(Tab::Rewards).await?;
    let button = "dialog()?.querySelector('.door .button[aria-disabled=false]')";
    stage.browser.click("a reward's button", button, vec![]).await?;
    stage.widget().code(None).await?;
    save(stage, &name("held")).await?;
    stage.widget().undo().await?;
    stage.widget().no_code().await?;
    stage.world.trouble(Trouble::Offline).await?;
    stage.browser.eval("loyalty.refresh();", vec![]).await?;
    stage.browser.until("the panel to say since when", "dialog()?.querySelector('.stale')", vec![]).await?;
    save(stage, &name("offline")).await?;
    stage.world.trouble(Trouble::Error500).await?;
    stage.visit(&query("/rewards", look)).await?;
    stage.widget().open().await?;
    save(stage, &name("error")).await?;
    stage.world.trouble(Trouble::Ok).await?;
    stage.visit(&query("/rewards", look)).await?;
    stage.browser.until("the rewards", "inside('loyalty-rewards')?.querySelector('.card')", vec![]).await?;
    save(stage, &name("page")).await
}

async fn guest(stage: &Stage, look: Look) -> Result<()> {
    let (.., width, height) = look;
    stage.browser.resize(width, height).await?;
    stage.go("/e2e/pages/blank.html").await?;
    stage.browser.eval_async("return (await fetch('/shop/api/logout', { method: 'POST' })).ok;", vec![]).await?;
    stage.visit(&query("/products/fern-mug", look)).await?;
    stage.widget().open().await
}

/// A member's product page with the open panel.
async fn member(stage: &Stage, look: Look, tab: Tab) -> Result<()> {
    let (.., width, height) = look;
    stage.browser.resize(width, height).await?;
    stage.sign_in("tomasz").await?;
    stage.visit(&query("/products/fern-mug", look)).await?;
    stage.widget().launcher_points().await?;
    stage.widget().open().await?;
    stage.widget().tab(tab).await
}

fn query(path: &str, look: Look) -> String {
    let (language, theme, ..) = look;
    format!("{path}?lang={language}&theme={theme}")
}

async fn save(stage: &Stage, file: &Path) -> Result<()> {
    // The developers' bar is no part of the shop.
    stage.browser.eval("document.getElementById('bar').style.display = 'none'; scrollTo(0, 0);", vec![]).await?;
    // What fades or slides in has a quarter of a second for it.
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, stage.browser.screenshot().await?)?;
    println!("{}", file.display());
    Ok(())
}
