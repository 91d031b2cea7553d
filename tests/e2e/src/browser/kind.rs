//! The browsers.

use serde_json::{Value, json};
use std::fmt;

/// A browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium: also has the DevTools Protocol, for what WebDriver can't see.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK: Safari's engine.
    Webkit,
}

impl Kind {
    /// Every browser.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// As in `LOYALTY_BROWSERS`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Its driver's variable, program, and arguments for a port.
    pub(crate) fn driver(self, port: u16) -> (&'static str, &'static str, Vec<String>) {
        match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver", vec![format!("--port={port}")]),
            Self::Firefox => {
                ("GECKODRIVER", "geckodriver", ["--port", &port.to_string(), "--websocket-port", "0"].map(Into::into).into())
            }
            Self::Webkit => ("WEBKITDRIVER", "WebKitWebDriver", vec![format!("--port={port}")]),
        }
    }

    /// What to ask of the driver: no window, a fresh profile, nothing in the background.
    pub(crate) fn capabilities(self) -> Value {
        match self {
            Self::Chromium => {
                let flags = [
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    "--window-size=1280,900",
                    "--hide-scrollbars",
                    // Layout and screenshots must not depend on the machine's locale.
                    "--lang=en-GB",
                ];
                let program = std::env::var("CHROMIUM").ok();
                json!({
                    "goog:chromeOptions": match program {
                        Some(program) => json!({ "args": flags, "binary": program }),
                        None => json!({ "args": flags }),
                    },
                    "goog:loggingPrefs": { "browser": "ALL" },
                })
            }
            Self::Firefox => {
                let options = json!({
                    "args": ["-headless", "-width=1280", "-height=1000"],
                    // Tab stops at links and buttons alike, as on every system but one.
                    "prefs": { "accessibility.tabfocus": 7, "ui.prefersReducedMotion": 0 },
                });
                let mut capabilities = json!({ "moz:firefoxOptions": options });
                if let Ok(program) = std::env::var("FIREFOX") {
                    capabilities["moz:firefoxOptions"]["binary"] = json!(program);
                }
                capabilities
            }
            Self::Webkit => {
                let mut options = json!({ "args": ["--automation", "--geometry=1280x1000"] });
                if let Some(program) = mini_browser() {
                    options["binary"] = json!(program);
                }
                json!({ "webkitgtk:browserOptions": options })
            }
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.name())
    }
}

/// WebKitGTK's own small browser, which lies outside PATH.
fn mini_browser() -> Option<String> {
    let folders = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map(|machine| format!("/usr/lib/{machine}"));
    let folders = folders.iter().map(String::as_str).chain(["/usr/libexec", "/usr/lib64"]);
    let candidates =
        folders.flat_map(|folder| ["4.1", "4.0"].map(|version| format!("{folder}/webkit2gtk-{version}/MiniBrowser")));
    candidates.into_iter().find(|path| std::path::Path::new(path).is_file())
}
