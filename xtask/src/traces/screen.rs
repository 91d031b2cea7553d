//! A virtual display with a browser on it, and its pointer.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MOTION_NOTIFY_EVENT,
};
use x11rb::protocol::xtest::ConnectionExt;
use x11rb::rust_connection::RustConnection;

use super::scenes::{Act, Plan};
use crate::paths;
use crate::tools::browsers;

/// The display, ended when this is dropped.
pub(super) struct Screen {
    pointer: RustConnection,
    root: u32,
    browser: Child,
    display: Child,
    profile: PathBuf,
}

impl Screen {
    /// Opens a display and the browser on it, at this address.
    pub(super) fn open(address: &str) -> Result<Self> {
        let xvfb = paths::program("Xvfb").context("Xvfb is missing: `cargo xtask setup`, or install it so that it is on PATH")?;
        let chromium = browsers::chromium().context("Chromium is missing: `cargo xtask setup`, or install it")?;
        let mut display = Command::new(xvfb)
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut number = String::new();
        BufReader::new(display.stdout.take().context("no output of Xvfb")?).read_line(&mut number)?;
        let name = format!(":{}", number.trim());
        let profile = std::env::temp_dir().join(format!("loyalty-traces-{}", std::process::id()));
        let browser = Command::new(chromium)
            .args(["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"])
            .args(["--disable-component-update", "--disable-dev-shm-usage", "--window-position=0,0", "--window-size=1280,800"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(address)
            .env("DISPLAY", &name)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let (pointer, screen) = x11rb::connect(Some(&name))?;
        let root = pointer.setup().roots.get(screen).context("the display has no screen")?.root;
        Ok(Self { pointer, root, browser, display, profile })
    }

    /// Plays a plan on a page that begins `top` below the screen's top. Returns when the last movement began, in milliseconds.
    pub(super) fn play(&self, plan: &Plan, top: i32) -> Result<i64> {
        // The page needs a moment to begin listening after it got its work.
        thread::sleep(Duration::from_millis(60));
        let began = Instant::now();
        for (at, act) in &plan.acts {
            thread::sleep(Duration::from_millis(*at).saturating_sub(began.elapsed()));
            match *act {
                Act::To(x, y) => self.fake(MOTION_NOTIFY_EVENT, 0, x.clamp(0, 1_279), (y + top).clamp(0, 799))?,
                Act::Press(true) => self.fake(BUTTON_PRESS_EVENT, 1, 0, 0)?,
                Act::Press(false) => self.fake(BUTTON_RELEASE_EVENT, 1, 0, 0)?,
                Act::Wheel => {
                    self.fake(BUTTON_PRESS_EVENT, 5, 0, 0)?;
                    self.fake(BUTTON_RELEASE_EVENT, 5, 0, 0)?;
                }
                Act::Key(code) => {
                    self.fake(KEY_PRESS_EVENT, code, 0, 0)?;
                    self.fake(KEY_RELEASE_EVENT, code, 0, 0)?;
                }
            }
        }
        Ok(60 + i64::try_from(plan.last)?)
    }

    fn fake(&self, kind: u8, detail: u8, x: i32, y: i32) -> Result<()> {
        self.pointer.xtest_fake_input(kind, detail, 0, self.root, x.try_into()?, y.try_into()?, 0)?;
        Ok(self.pointer.flush()?)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        for child in [&mut self.browser, &mut self.display] {
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}
