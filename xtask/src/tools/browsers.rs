//! The browsers the tests run in.
//!
//! Where apt is there they come as Debian packages with their drivers. Elsewhere they are looked for on PATH, and the error
//! says what to install.

use anyhow::{Result, bail};

use super::Tool;
use super::install::{Install, has_apt};
use crate::paths;

/// Chromium and its driver.
pub(crate) const CHROMIUM: Tool = Tool {
    name: "Chromium",
    purpose: "the tests run in it",
    minutes: 1,
    is_here: || chromium().is_some() && paths::program("chromedriver").is_some(),
    install: || packages("Chromium (or Chrome) and chromedriver", &["chromium", "chromium-driver"]),
};

/// Firefox; its driver is a tool of its own.
pub(crate) const FIREFOX: Tool = Tool {
    name: "Firefox",
    purpose: "the tests run in it",
    minutes: 1,
    is_here: || firefox().is_some(),
    install: || packages("Firefox", &["firefox-esr"]),
};

/// WebKit (the engine of Safari) with its driver, and the display it needs.
pub(crate) const WEBKIT: Tool = Tool {
    name: "WebKit",
    purpose: "the end-to-end tests run in it as well",
    minutes: 1,
    is_here: || paths::program("WebKitWebDriver").is_some() && paths::program("Xvfb").is_some(),
    install: || packages("WebKitGTK's WebKitWebDriver and Xvfb", &["webkit2gtk-driver", "xvfb"]),
};

/// Chromium's program.
pub(crate) fn chromium() -> Option<std::path::PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(paths::program)
}

/// Firefox's program.
pub(crate) fn firefox() -> Option<std::path::PathBuf> {
    ["firefox-esr", "firefox"].into_iter().find_map(paths::program)
}

fn packages(what: &str, names: &'static [&'static str]) -> Result<Install> {
    if has_apt() {
        return Ok(Install::Apt(names));
    }
    bail!("install {what} so that it is on PATH, then run this again")
}
