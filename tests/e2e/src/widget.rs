//! The widget as a shopper uses it: opened by its button, read, clicked.

use crate::browser::Browser;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

/// The panel's tabs.
#[derive(Clone, Copy, Debug)]
pub enum Tab {
    /// Ways to earn.
    Earn,
    /// Rewards and codes.
    Rewards,
    /// The VIP tiers.
    Vip,
    /// The own link, or a friend's welcome.
    Friends,
    /// How points came and went.
    Activity,
}

/// The widget on the page that a browser shows.
#[derive(Clone, Copy, Debug)]
pub struct Widget<'a>(pub(crate) &'a Browser);

impl Widget<'_> {
    /// Waits until the module has taken the launcher over.
    pub async fn loaded(self) -> Result<()> {
        self.0.until("the widget to load", "root()?.querySelector('.panel-root')", vec![]).await.map(drop)
    }

    /// Waits until the launcher shows a member's points, and gives them.
    pub async fn launcher_points(self) -> Result<i64> {
        // Engines differ in the digits they write Arabic with.
        let shown =
            self.0.until("points on the launcher", "/\\p{Nd}/u.test(words(launcher())) && words(launcher())", vec![]).await?;
        Ok(digits(&shown))
    }

    /// Opens the panel by a click on the launcher and waits for its content.
    pub async fn open(self) -> Result<()> {
        // Nobody clicks in the very millisecond in which the launcher's text changes; WebKit loses a press whose text goes
        // away before the release.
        let still = "const before = words(launcher()); await new Promise((done) => setTimeout(done, 150));
            return before === words(launcher());";
        while self.0.eval_async(still, vec![]).await? != json!(true) {}
        self.0.click("the launcher", "visible(launcher()) && launcher()", vec![]).await?;
        self.0.until("the panel's content", "dialog()?.querySelector('.tab, .state')", vec![]).await.map(drop)
    }

    /// Closes it by its button.
    pub async fn close(self) -> Result<()> {
        self.0.click("the panel's close button", "dialog()?.querySelector('.close')", vec![]).await?;
        self.0.until("the panel to close", "!dialog()", vec![]).await.map(drop)
    }

    /// Selects a tab.
    pub async fn tab(self, tab: Tab) -> Result<()> {
        let index = json!(tab as usize);
        self.0.click("a tab", "dialog()?.querySelectorAll('[role=tab]')[arguments[0]]", vec![index.clone()]).await?;
        let selected = "dialog()?.querySelectorAll('[role=tab]')[arguments[0]]?.getAttribute('aria-selected') === 'true'";
        self.0.until("the tab to be selected", selected, vec![index]).await.map(drop)
    }

    /// Waits until the tab of tiers names the member's tier.
    pub async fn tier(self, name: &str) -> Result<()> {
        let shown = "words(dialog()?.querySelector('.vip-head .vip-name')?.firstChild).startsWith(arguments[0])";
        self.0.until(&format!("the tier {name}"), shown, vec![json!(name)]).await.map(drop)
    }

    /// The points that can be spent, as the open panel shows them.
    pub async fn balance(self) -> Result<i64> {
        let shown = self.0.until("a balance", "words(dialog()?.querySelector('.amount:not([data-bone])'))", vec![]).await?;
        Ok(digits(&shown))
    }

    /// Waits until the open panel shows so many points to spend.
    pub async fn has(self, points: i64) -> Result<()> {
        let shown = "number(dialog()?.querySelector('.amount:not([data-bone])')) === arguments[0]";
        let what = format!("a balance of {points}");
        self.0
            .until(&what, &format!("dialog()?.querySelector('.amount:not([data-bone])') && {shown}"), vec![json!(points)])
            .await
            .map(drop)
    }

    /// The points of a line below the balance (`pending`, `held`, `expiry`); 0 where there is no such line.
    pub async fn noted(self, kind: &str) -> Result<i64> {
        let note = self
            .0
            .eval("return words(dialog()?.querySelector(`.notes [data-kind=${arguments[0]}]`));", vec![json!(kind)])
            .await?;
        // "50 leaves pending until 5 Dec": the first number is the points.
        let text = note.as_str().unwrap_or_default().replace([',', '\u{a0}'], "");
        Ok(text.split_whitespace().find_map(|word| word.parse().ok()).unwrap_or(0))
    }

    /// Clicks a reward's button, in the panel or in the element that `place` selects.
    pub async fn redeem(self, place: Option<&str>, reward: &str) -> Result<()> {
        let button = "titled(arguments[0], arguments[1])?.querySelector('.door .button[aria-disabled=false]')";
        self.0.click(&format!("the button of {reward}"), button, vec![json!(place), json!(reward)]).await
    }

    /// What stands below a reward's button: why it is disabled.
    pub async fn reason(self, reward: &str) -> Result<String> {
        let reason = "words(titled(null, arguments[0])?.querySelector('.door .note'))";
        Ok(text(&self.0.until(&format!("a reason at {reward}"), reason, vec![json!(reward)]).await?))
    }

    /// Waits for a held code's ticket, and gives the code.
    pub async fn code(self, place: Option<&str>) -> Result<String> {
        let code = "words(inside(arguments[0])?.querySelector('.ticket .code'))";
        Ok(text(&self.0.until("a code", code, vec![json!(place)]).await?))
    }

    /// Waits until no code is held.
    pub async fn no_code(self) -> Result<()> {
        self.0.until("the code to go", "dialog() && !dialog().querySelector('.ticket')", vec![]).await.map(drop)
    }

    /// Waits until the ticket says that the shop applied its code.
    pub async fn applied(self) -> Result<()> {
        self.0
            .until("the ticket to say that it is applied", "dialog()?.querySelector('.ticket .applied')", vec![])
            .await
            .map(drop)
    }

    /// Gives a held code back.
    pub async fn undo(self) -> Result<()> {
        let undo = "dialog()?.querySelector('.ticket .link')";
        // Tickets stand above the list: whoever scrolled down to redeem scrolls up again.
        self.0.until("Undo", undo, vec![]).await?;
        self.0.eval(&format!("{undo}.scrollIntoView({{ block: 'center', behavior: 'instant' }});"), vec![]).await?;
        self.0.click("Undo", undo, vec![]).await
    }

    /// Waits until a sentence can be read in the panel.
    pub async fn says(self, sentence: &str) -> Result<()> {
        let said = "words(dialog()).includes(arguments[0])";
        self.0.until(&format!("the panel to say \"{sentence}\""), said, vec![json!(sentence)]).await.map(drop)
    }

    /// What the whole panel says.
    pub async fn text(self) -> Result<String> {
        Ok(text(&self.0.eval("return words(dialog());", vec![]).await?))
    }

    /// Waits for an element's text, and gives it.
    pub async fn element(self, name: &str) -> Result<String> {
        let shown = "words(document.querySelector(arguments[0])?.shadowRoot?.querySelector('.inline'))";
        Ok(text(&self.0.until(&format!("<{name}>"), shown, vec![json!(name)]).await?))
    }

    /// How many points `<loyalty-product-points>` promises.
    pub async fn promise(self) -> Result<i64> {
        let promise = self.element("loyalty-product-points").await?;
        let points = digits(&json!(promise));
        ensure!(points > 0, "the product page promises no points: {promise}");
        Ok(points)
    }

    /// Tries again after something failed.
    pub async fn try_again(self) -> Result<()> {
        self.0.click("Try again", "dialog()?.querySelector('.state .button, .stale .link')", vec![]).await
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn digits(shown: &Value) -> i64 {
    let digits: String = text(shown).chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    digits.parse().unwrap_or(0)
}
