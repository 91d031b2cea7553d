//! Keys, secrets, and where the merchant wants to be told what happens.

use super::check::{Check, is_name};
use crate::events::KINDS;
use crate::identity::keys;
use crate::programme::document::{Endpoint, TokenKey};
use crate::webhooks::standard;
use std::collections::HashSet;

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    let mut kids = HashSet::new();
    for (index, key) in document.token_keys.iter().enumerate() {
        let path = format!("token_keys[{index}]");
        check.must(is_name(key.kid()), format!("{path}.kid"), "must be 1 to 64 letters, digits, dashes or underscores.");
        check.must(kids.insert(key.kid()), format!("{path}.kid"), "is the id of another key.");
        if let TokenKey::HS256 { secret, .. } = key {
            check.must(secret.len() >= 32, format!("{path}.secret"), "must be at least 32 bytes long.");
        }
        check.must(keys::decoding(key).is_ok(), path, "must be a public key in PEM form that fits the algorithm.");
    }
    for (index, key) in document.secret_keys.iter().enumerate() {
        check.must(key.len() >= 24, format!("secret_keys[{index}]"), "must be at least 24 characters long.");
    }
    for (index, secret) in document.webhook_secrets.iter().enumerate() {
        webhook_secret(check, secret, format!("webhook_secrets[{index}]"));
    }
    for (index, secret) in document.shopify_secrets.iter().enumerate() {
        check.must(secret.len() >= 16, format!("shopify_secrets[{index}]"), "must be at least 16 characters long.");
    }
    let mut urls = HashSet::new();
    for (index, endpoint) in document.endpoints.iter().enumerate() {
        let path = format!("endpoints[{index}]");
        check.must(urls.insert(&endpoint.url), format!("{path}.url"), "is there already.");
        one_endpoint(check, endpoint, &path);
    }
}

fn one_endpoint(check: &mut Check<'_>, endpoint: &Endpoint, path: &str) {
    // A loopback address is of use in development alone; deliveries go there only if the server was told so.
    let loopback = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
    let local = loopback.iter().filter_map(|host| endpoint.url.strip_prefix(host)).any(|rest| rest.starts_with([':', '/']));
    let remote = endpoint.url.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    let good = (local || remote) && endpoint.url.len() <= 2_000 && !endpoint.url.contains(char::is_whitespace);
    check.must(good, format!("{path}.url"), "must be an https address.");
    webhook_secret(check, &endpoint.secret, format!("{path}.secret"));
    for (index, event) in endpoint.events.iter().enumerate() {
        let known = KINDS.contains(&event.as_str());
        check.must(known, format!("{path}.events[{index}]"), format!("must be one of {}.", KINDS.join(", ")));
    }
}

fn webhook_secret(check: &mut Check<'_>, secret: &str, path: String) {
    let good = standard::secret_bytes(secret).is_some_and(|bytes| bytes.len() >= 24);
    check.must(good, path, "must be whsec_ and then at least 24 bytes as base64.");
}
