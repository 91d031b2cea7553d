//! A quiz as a shopper takes it: read, answered, gone back in.

use crate::browser::Browser;
use anyhow::Result;
use serde_json::{Value, json};

/// The quiz in `<loyalty-quiz>` on the page that a browser shows.
#[derive(Clone, Copy, Debug)]
pub struct Questions<'a>(pub(crate) &'a Browser);

impl Questions<'_> {
    /// Waits until a step, or the result, has this heading. It is told to screen readers by having the focus, but for the first.
    pub async fn asks(self, heading: &str) -> Result<()> {
        let shown = "words(inside('loyalty-quiz')?.querySelector('.quiz-heading')).startsWith(arguments[0])";
        self.0.until(&format!("\"{heading}\""), shown, vec![json!(heading)]).await.map(drop)
    }

    /// Ticks a choice, or a point of a scale, unless it is ticked.
    pub async fn choose(self, element: &str, choice: &str) -> Result<()> {
        let input = format!("inside('loyalty-quiz')?.getElementById('quiz-{element}-{choice}')");
        let what = format!("{choice} of {element}");
        self.0.click(&what, &format!("{input}?.closest('label')"), vec![]).await?;
        self.0.until(&format!("{what} to be ticked"), &format!("{input}?.checked"), vec![]).await.map(drop)
    }

    /// Whether a choice is ticked.
    pub async fn chosen(self, element: &str, choice: &str) -> Result<bool> {
        let input = "return !!inside('loyalty-quiz')?.getElementById(arguments[0])?.checked;";
        Ok(self.0.eval(input, vec![json!(format!("quiz-{element}-{choice}"))]).await? == json!(true))
    }

    /// Goes on, or finishes.
    pub async fn on(self) -> Result<()> {
        self.0.click("the way on", "inside('loyalty-quiz')?.querySelector('.quiz-doors [type=submit]')", vec![]).await
    }

    /// Answers a question with one choice, and goes on.
    pub async fn answer(self, heading: &str, element: &str, choice: &str) -> Result<()> {
        self.asks(heading).await?;
        self.choose(element, choice).await?;
        self.on().await
    }

    /// Goes back by a step.
    pub async fn back(self) -> Result<()> {
        self.0.click("Back", "inside('loyalty-quiz')?.querySelector('.quiz-doors [type=button]')", vec![]).await
    }

    /// Starts again, once there is a result.
    pub async fn again(self) -> Result<()> {
        self.0.click("Start again", "inside('loyalty-quiz')?.querySelector('.quiz-doors .link')", vec![]).await
    }

    /// What a reader would hear of where the quiz is: the text of what has the focus.
    pub async fn focused(self) -> Result<String> {
        let focused = "return words(inside('loyalty-quiz')?.activeElement);";
        Ok(self.0.eval(focused, vec![]).await?.as_str().unwrap_or_default().to_owned())
    }

    /// What is recommended: title and reason of each product, in order.
    pub async fn recommended(self) -> Result<Vec<(String, String)>> {
        let cards = "[...inside('loyalty-quiz')?.querySelectorAll('.quiz-shelf .product') ?? []].map((card) =>
            [words(card.querySelector('.title')), words(card.querySelector('.detail'))])";
        self.0.until("recommendations", &format!("({cards}).length"), vec![]).await?;
        let cards = self.0.eval(&format!("return {cards};"), vec![]).await?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(cards.as_array().into_iter().flatten().map(|card| (text(&card[0]), text(&card[1]))).collect())
    }

    /// What the whole quiz says.
    pub async fn text(self) -> Result<String> {
        let text = self.0.eval("return words(inside('loyalty-quiz'));", vec![]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }
}
