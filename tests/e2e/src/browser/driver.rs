//! A WebDriver server, and for WebKit the display it needs.

use super::{Browser, Kind};
use crate::paths;
use anyhow::{Context, Result, bail};
use fantoccini::ClientBuilder;
use fantoccini::wd::TimeoutConfiguration;
use hyper_util::client::legacy::connect::HttpConnector;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running driver. Dropping it ends it and the browsers it started.
#[derive(Debug)]
pub struct Driver {
    kind: Kind,
    origin: String,
    _process: Group,
    _display: Option<Group>,
}

impl Driver {
    /// Starts a browser's driver on a free port.
    ///
    /// # Errors
    /// If it is not installed, or does not answer.
    pub async fn start(kind: Kind) -> Result<Self> {
        let port = free_port()?;
        let (variable, name, arguments) = kind.driver(port);
        let mut command = Command::new(paths::program(variable, name));
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        // A proxy for the network must not stand between the browser and this machine.
        for variable in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
            command.env_remove(variable);
        }
        let display = if kind == Kind::Webkit {
            let number = free_display();
            command.env("DISPLAY", format!(":{number}")).env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
            command.env("GDK_BACKEND", "x11").env("NO_AT_BRIDGE", "1").env("LIBGL_ALWAYS_SOFTWARE", "1");
            Some(start_display(number).await?)
        } else {
            None
        };
        let process = Group::start(command, name)?;
        let driver = Self { kind, origin: format!("http://127.0.0.1:{port}"), _process: process, _display: display };
        driver.answers().await?;
        Ok(driver)
    }

    /// Opens a window with a fresh profile.
    pub async fn open(&self) -> Result<Browser> {
        let capabilities = self.kind.capabilities();
        let capabilities = capabilities.as_object().cloned().context("capabilities are an object")?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(&self.origin).await;
        let client = client.with_context(|| format!("{} did not start", self.kind))?;
        let minute = Some(Duration::from_secs(60));
        client.update_timeouts(TimeoutConfiguration::new(minute, minute, Some(Duration::ZERO))).await?;
        Ok(Browser { kind: self.kind, client })
    }

    async fn answers(&self) -> Result<()> {
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(2)).build()?;
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(20) {
            if http.get(format!("{}/status", self.origin)).send().await.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("the driver of {} does not answer", self.kind)
    }
}

/// A process and all that it starts: a group of its own, ended together.
#[derive(Debug)]
struct Group(Child);

impl Group {
    fn start(mut command: Command, name: &str) -> Result<Self> {
        let child = command.process_group(0).stdin(Stdio::null()).spawn();
        Ok(Self(child.with_context(|| format!("{name} can't be started: `cargo xtask setup` installs it"))?))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let signal = |name: &str| {
            // What is gone already needs no end.
            let _ = Command::new("kill").args(["-s", name, "--", &group]).stderr(Stdio::null()).status();
        };
        signal("TERM");
        let started = Instant::now();
        // A driver whose window is open does not end by itself.
        while matches!(self.0.try_wait(), Ok(None)) && started.elapsed() < Duration::from_secs(2) {
            std::thread::sleep(Duration::from_millis(20));
        }
        signal("KILL");
        let _ = self.0.wait();
    }
}

fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// A number no X server has.
fn free_display() -> u32 {
    (90..).find(|number| !std::path::Path::new(&format!("/tmp/.X11-unix/X{number}")).exists()).unwrap_or(90)
}

async fn start_display(number: u32) -> Result<Group> {
    let mut command = Command::new(paths::program("XVFB", "Xvfb"));
    command.args([&format!(":{number}"), "-screen", "0", "1400x1100x24", "-nolisten", "tcp"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let group = Group::start(command, "Xvfb")?;
    let started = Instant::now();
    while !std::path::Path::new(&format!("/tmp/.X11-unix/X{number}")).exists() {
        if started.elapsed() > Duration::from_secs(10) {
            bail!("Xvfb does not start");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(group)
}
