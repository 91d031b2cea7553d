//! The document without its secrets.

use super::document::{Document, TokenKey};

/// What stands for a secret. No document with it can be published: it is too short for any.
const MASK: &str = "***";

/// The document as its merchant may read it back: anyone who gets hold of the answer has no key by it.
pub fn masked(document: &Document) -> Document {
    let mut document = document.clone();
    for key in &mut document.token_keys {
        if let TokenKey::HS256 { secret, .. } = key {
            *secret = MASK.into();
        }
    }
    for secrets in [&mut document.secret_keys, &mut document.webhook_secrets, &mut document.shopify_secrets] {
        secrets.fill(MASK.into());
    }
    for endpoint in &mut document.endpoints {
        endpoint.secret = MASK.into();
    }
    document
}
