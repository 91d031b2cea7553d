//! What the shop and its loyalty programme share: the keys a merchant copies from the programme's settings.

use anyhow::{Context, Result};
use serde_json::Value;
use std::fmt;
use std::path::Path;

/// The keys of one shop.
#[derive(Clone)]
pub struct Keys {
    /// The shop's public key.
    pub shop: String,
    /// Names the key that signs tokens.
    pub token_kid: String,
    /// Signs the shoppers' tokens (HS256).
    pub token_secret: String,
    /// Opens the merchant's endpoints.
    pub secret_key: String,
    /// Signs what the shop tells the programme, in Standard Webhooks' form `whsec_…`.
    pub webhook_secret: String,
    /// Signs what the programme tells the shop, where it does.
    pub endpoint_secret: Option<String>,
}

impl Keys {
    /// Reads them from the document the loyalty backend was set up with, so that the two never differ. Takes the
    /// first of each kind; the others are there for rotation.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("reading the shop's document {}", path.display()))?;
        Self::from_document(&serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))?)
    }

    /// Finds them in the parsed document.
    pub fn from_document(document: &Value) -> Result<Self> {
        let text = |pointer: &str| {
            let found = document.pointer(pointer).and_then(Value::as_str);
            found.map(str::to_owned).with_context(|| format!("the shop's document has no text at {pointer}"))
        };
        Ok(Self {
            shop: text("/shop")?,
            token_kid: text("/token_keys/0/kid")?,
            token_secret: text("/token_keys/0/secret")?,
            secret_key: text("/secret_keys/0")?,
            webhook_secret: text("/webhook_secrets/0")?,
            endpoint_secret: text("/endpoints/0/secret").ok(),
        })
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Secrets stay out of logs.
        formatter.debug_struct("Keys").field("shop", &self.shop).field("token_kid", &self.token_kid).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_missing_key_is_named() {
        let error = Keys::from_document(&json!({"shop": "demo", "token_keys": [{"kid": "k1"}]})).unwrap_err();
        assert_eq!(error.to_string(), "the shop's document has no text at /token_keys/0/secret");
    }
}
