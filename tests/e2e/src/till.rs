//! The shop as a shopper uses it.

use crate::browser::Browser;
use anyhow::Result;
use serde_json::{Value, json};

/// The shop's page that a browser shows.
#[derive(Clone, Copy, Debug)]
pub struct Till<'a>(pub(crate) &'a Browser);

impl Till<'_> {
    /// Puts so many of the shown product into the cart, by its form.
    pub async fn add(self, quantity: u8) -> Result<()> {
        self.choose(quantity).await?;
        self.0.click("Add to cart", "document.querySelector('.buy button')", vec![]).await?;
        self.0.until("the product in the cart", "document.querySelector('.message-good a')", vec![]).await.map(drop)
    }

    /// Chooses a quantity, as a keyboard or a finger does it.
    pub async fn choose(self, quantity: u8) -> Result<()> {
        self.0.until("the quantity", "document.getElementById('quantity')", vec![]).await?;
        let script = "const field = document.getElementById('quantity'); field.value = arguments[0];
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        self.0.eval(script, vec![json!(quantity.to_string())]).await.map(drop)
    }

    /// Follows a link of the shop's own by its address, without loading a new page.
    pub async fn follow(self, path: &str) -> Result<()> {
        let script = "const link = document.createElement('a'); link.href = arguments[0]; link.textContent = 'go';
            document.getElementById('footer').append(link); link.click(); link.remove();";
        self.0.eval(script, vec![json!(path)]).await.map(drop)
    }

    /// Pays for what is in the cart, by the checkout's form; the order's number.
    pub async fn pay(self) -> Result<String> {
        self.follow("/checkout").await?;
        self.0.click("Place order", "document.querySelector('.address button[type=submit]')", vec![]).await?;
        let number = self.0.until("the receipt", "words(document.querySelector('.receipt-number bdi'))", vec![]).await?;
        Ok(number.as_str().unwrap_or_default().to_owned())
    }

    /// Types a code into the shown cart's field.
    pub async fn enter(self, code: &str) -> Result<()> {
        self.0.until("the field for codes", "document.querySelector('.code input')", vec![]).await?;
        // In one go: the page may draw its cart anew between two, with an empty field.
        let apply = "const form = document.querySelector('.code');
            form.querySelector('input').value = arguments[0]; form.querySelector('button').click();";
        self.0.eval(apply, vec![json!(code)]).await.map(drop)
    }

    /// What the cart's discount line says; empty where there is none.
    pub async fn discount(self) -> Result<String> {
        self.0.until("the totals", "document.querySelector('.totals .total')", vec![]).await?;
        let shown: Value = self.0.eval("return words(document.querySelector('.totals .code-off'));", vec![]).await?;
        Ok(shown.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the cart shows a discount, or shows none.
    pub async fn discounted(self, expected: bool) -> Result<()> {
        let what = if expected { "a discount in the cart" } else { "the cart without a discount" };
        let shown = "document.querySelector('.totals .total') && !!document.querySelector('.totals .code-off') === arguments[0]";
        self.0.until(what, shown, vec![json!(expected)]).await.map(drop)
    }
}
