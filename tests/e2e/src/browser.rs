//! A browser window, driven by WebDriver.

pub mod driver;
pub mod kind;
mod pointer;

pub use driver::Driver;
pub use kind::Kind;

use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, key::Key};
use reqwest::Url;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How long a test waits for what should come at once. Two cores shared by three browsers are slow.
const PATIENCE: Duration = Duration::from_secs(15);
/// How WebDriver writes an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// How often an element that went before it could be clicked is looked for again.
const TRIES: usize = 3;

/// Functions that every script of a test can use.
const LIBRARY: &str = include_str!("page/library.js");

/// A window with a profile of its own.
#[derive(Debug)]
pub struct Browser {
    kind: Kind,
    client: Client,
}

impl Browser {
    /// Which browser it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Loads a page and waits for its `load` event.
    pub async fn goto(&self, address: &str) -> Result<()> {
        self.client.goto(address).await.with_context(|| format!("loading {address}"))
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.client.refresh().await?)
    }

    /// The handle of the tab that is looked at.
    pub async fn tab(&self) -> Result<WindowHandle> {
        Ok(self.client.window().await?)
    }

    /// Opens another tab of the same profile and looks at it.
    pub async fn new_tab(&self) -> Result<WindowHandle> {
        let handle = self.client.new_window(true).await?.handle;
        self.switch(&handle).await?;
        Ok(handle)
    }

    /// Looks at another tab.
    pub async fn switch(&self, tab: &WindowHandle) -> Result<()> {
        Ok(self.client.switch_to_window(tab.clone()).await?)
    }

    /// Closes a tab that is not looked at.
    pub async fn close_tab(&self, tab: &WindowHandle) -> Result<()> {
        let here = self.tab().await?;
        self.switch(tab).await?;
        self.client.close_window().await?;
        self.switch(&here).await
    }

    /// Goes back in the history.
    pub async fn back(&self) -> Result<()> {
        Ok(self.client.back().await?)
    }

    /// Looks into the page's first frame, or at the whole page again. Loading a page does the latter as well.
    pub async fn into_frame(&self, inside: bool) -> Result<()> {
        if inside { self.client.enter_frame(0).await } else { self.client.enter_parent_frame().await }.context("changing frames")
    }

    /// Runs the body of a function on the page, with the functions of `page/library.js`, and gives what it returns.
    pub async fn eval(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let script = format!("{LIBRARY}\n{script}");
        self.client.execute(&script, arguments).await.with_context(|| format!("on the page: {}", brief(&script)))
    }

    /// Runs the body of an `async` function on the page and waits for what it returns.
    pub async fn eval_async(&self, script: &str, mut arguments: Vec<Value>) -> Result<Value> {
        let whole = format!(
            "{LIBRARY}\nconst done = arguments[arguments.length - 1];\n(async (...arguments) => {{\n{script}\n}})(...arguments)\
             .then((value) => done({{ value }}), (error) => done({{ error: String(error && error.stack || error) }}));"
        );
        arguments.shrink_to_fit();
        let mut answer = self.client.execute_async(&whole, arguments).await?;
        if let Some(error) = answer.get("error") {
            bail!("on the page: {error}");
        }
        Ok(answer["value"].take())
    }

    /// Waits until an expression is truthy and gives its value. `what` completes "waited in vain for".
    pub async fn until(&self, what: &str, expression: &str, arguments: Vec<Value>) -> Result<Value> {
        let script = format!("return ({expression});");
        let started = Instant::now();
        loop {
            // A page on its way to the next has no answer, which is no failure yet.
            let answer = self.eval(&script, arguments.clone()).await;
            if let Ok(value) = &answer
                && !matches!(value, Value::Null | Value::Bool(false))
                && *value != json!("")
                && *value != json!(0)
            {
                return answer;
            }
            if started.elapsed() > PATIENCE {
                let seen = self.eval("return seen();", vec![]).await.unwrap_or_default();
                let cause = answer.err().map(|error| format!(" ({error:#})")).unwrap_or_default();
                bail!("waited in vain for {what}{cause}. To be seen: {}", seen.as_str().unwrap_or("nothing"));
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Clicks the element that an expression gives, as a mouse does: it must be visible and not covered. Waits for it.
    pub async fn click(&self, what: &str, expression: &str, arguments: Vec<Value>) -> Result<()> {
        let mut tries = 0;
        loop {
            let found = self.until(what, expression, arguments.clone()).await?;
            let id = found.get(ELEMENT).and_then(Value::as_str).with_context(|| format!("{what} is no element"))?;
            let element = Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned()));
            match element.click().await {
                // The page put another in its place between the look and the click: a person clicks the one they see.
                Err(error) if error.is_stale_element_reference() && tries < TRIES => tries += 1,
                done => return done.with_context(|| format!("clicking {what}")),
            }
        }
    }

    /// Presses and releases a key.
    pub async fn press(&self, key: Key) -> Result<()> {
        let value = char::from(key);
        let keys = KeyActions::new("keyboard".into()).then(KeyAction::Down { value }).then(KeyAction::Up { value });
        self.client.perform_actions(keys).await.with_context(|| format!("pressing {key:?}"))
    }

    /// The same with Shift held.
    pub async fn press_with_shift(&self, key: Key) -> Result<()> {
        let (shift, value) = (char::from(Key::Shift), char::from(key));
        let down = KeyActions::new("keyboard".into()).then(KeyAction::Down { value: shift }).then(KeyAction::Down { value });
        let keys = down.then(KeyAction::Up { value }).then(KeyAction::Up { value: shift });
        self.client.perform_actions(keys).await.with_context(|| format!("pressing Shift and {key:?}"))
    }

    /// Makes the page so many CSS pixels wide and high; outside Chromium only as small as a window can be.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        if self.kind == Kind::Chromium {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            return self.cdp("Emulation.setDeviceMetricsOverride", size).await.map(drop);
        }
        Ok(self.client.set_window_size(width, height).await?)
    }

    /// A command of the Chrome DevTools Protocol. Chromium alone has it.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": method, "params": parameters });
        self.command("goog/cdp/execute", &body).await.with_context(|| format!("DevTools: {method}"))
    }

    /// Chromium's console since the last call: errors, warnings, refused and failed requests; one line each.
    pub async fn console(&self) -> Result<Vec<String>> {
        if self.kind != Kind::Chromium {
            return Ok(vec![]);
        }
        let entries = self.command("se/log", &json!({ "type": "browser" })).await?;
        let line = |entry: &Value| format!("{}: {}", text(&entry["level"]), text(&entry["message"]));
        Ok(entries.as_array().map(|entries| entries.iter().map(line).collect()).unwrap_or_default())
    }

    /// Deletes the cookies of the shown page, and what the console said.
    pub async fn forget(&self) -> Result<()> {
        self.client.delete_all_cookies().await?;
        self.console().await.map(drop)
    }

    /// What the window shows, as PNG.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// Closes the window and forgets the profile.
    pub async fn close(self) -> Result<()> {
        Ok(self.client.close().await?)
    }

    async fn command(&self, path: &str, body: &Value) -> Result<Value> {
        let command = Command { path: path.to_owned(), body: body.to_string() };
        Ok(self.client.issue_cmd(command).await?)
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn brief(script: &str) -> String {
    script.lines().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join(" ")
}

/// A POST to the session that WebDriver's standard does not know.
#[derive(Debug)]
struct Command {
    path: String,
    body: String,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(self.body.clone()))
    }
}
