//! Where a flow takes place: a browser before a world of its own.

use crate::browser::{Browser, Driver};
use crate::till::Till;
use crate::widget::Widget;
use crate::world::World;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::sync::Arc;

/// A browser and its world.
#[derive(Debug)]
pub struct Stage {
    /// The window.
    pub browser: Browser,
    /// What it looks at.
    pub world: Arc<World>,
    /// Of a window beside the first: its own driver, because two of the three drivers open one window only.
    _own: Option<Driver>,
}

impl Stage {
    /// A window before a world.
    pub fn new(browser: Browser, world: World) -> Self {
        Self { browser, world: Arc::new(world), _own: None }
    }

    /// Another person's browser before the same world: a profile of its own. [`Stage::leave`] closes it.
    pub async fn beside(&self) -> Result<Self> {
        let driver = Driver::start(self.browser.kind()).await?;
        let other = Self { browser: driver.open().await?, world: Arc::clone(&self.world), _own: Some(driver) };
        other.begin().await?;
        Ok(other)
    }

    /// Closes a window that was opened [`beside`](Stage::beside) another. What its pages saw must be nothing bad.
    pub async fn leave(self) -> Result<()> {
        self.unharmed().await?;
        self.browser.close().await
    }

    /// Window and world, for closing them.
    ///
    /// # Errors
    /// If a window beside this one is still open.
    pub fn parts(self) -> Result<(Browser, World)> {
        Ok((self.browser, Arc::into_inner(self.world).context("a window beside the first was not closed")?))
    }

    /// Makes the window as if nobody had used it: every world has origins of its own, but cookies know no ports.
    pub async fn begin(&self) -> Result<()> {
        self.browser.goto(&format!("{}/e2e/pages/blank.html", self.world.origin())).await?;
        self.browser.forget().await?;
        self.browser.resize(1280, 900).await
    }

    /// The widget on the shown page.
    pub fn widget(&self) -> Widget<'_> {
        Widget(&self.browser)
    }

    /// The shown page of the shop.
    pub fn till(&self) -> Till<'_> {
        Till(&self.browser)
    }

    /// Goes to a page of the shop that loads the widget at once, and waits for it.
    pub async fn visit(&self, path: &str) -> Result<()> {
        let sign = if path.contains('?') { '&' } else { '?' };
        self.go(&format!("{path}{sign}load=eager")).await?;
        self.widget().loaded().await
    }

    /// Goes to an address of the front. What the page before saw must be nothing bad.
    pub async fn go(&self, path: &str) -> Result<()> {
        self.unharmed().await?;
        self.browser.goto(&format!("{}{path}", self.world.origin())).await
    }

    /// Signs a shopper in at the shop, before any page of it is shown.
    pub async fn sign_in(&self, shopper: &str) -> Result<()> {
        self.go("/e2e/pages/blank.html").await?;
        let script =
            "const answer = await fetch('/shop/api/login', { method: 'POST', body: JSON.stringify({ shopper: arguments[0] }),
            headers: { 'content-type': 'application/json' } }); return answer.ok;";
        let done = self.browser.eval_async(script, vec![json!(shopper)]).await?;
        ensure!(done == json!(true), "the shop does not let {shopper} in");
        Ok(())
    }

    /// Whether the page is as if we were not there: no error, no unhandled rejection, no violation of its policy.
    pub async fn unharmed(&self) -> Result<()> {
        let seen = self.seen().await?;
        for kind in ["errors", "violations"] {
            let found = seen[kind].as_array().map(Vec::len).unwrap_or_default();
            ensure!(found == 0, "the host page saw {kind}: {}", seen[kind]);
        }
        Ok(())
    }

    /// What `page/watch.js` noted; nothing on a page without it.
    pub async fn seen(&self) -> Result<Value> {
        self.browser.eval("return window.__seen ?? {};", vec![]).await
    }
}
