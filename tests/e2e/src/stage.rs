//! Where a flow takes place: a browser before a world of its own.

use crate::browser::Browser;
use crate::till::Till;
use crate::widget::Widget;
use crate::world::World;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

/// A browser and its world.
#[derive(Debug)]
pub struct Stage {
    /// The window.
    pub browser: Browser,
    /// What it looks at.
    pub world: World,
}

impl Stage {
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
