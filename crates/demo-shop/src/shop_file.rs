//! The document that sets up the loyalty backend for this shop.

use crate::routes::hooks;
use crate::season;
use anyhow::{Context, Result};
use jiff::Zoned;
use serde_json::{Value, json};
use std::path::Path;

/// Signs what the programme tells this shop.
const ENDPOINT_SECRET: &str = "whsec_ZGVtby1vbmx5LWVuZHBvaW50LXNlY3JldC1ub3QtcmVhbA==";

/// Reads the example document and lets the widget be used from `origins`, and from nowhere else. At the first of them the
/// shop is told what happens, and friends' links lead there. Its sale and its calendar are on today.
pub fn shop_file(example: &Path, origins: &[String]) -> Result<Value> {
    let text = std::fs::read_to_string(example).with_context(|| format!("reading {}", example.display()))?;
    let mut document: Value = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", example.display()))?;
    let home = origins.first().context("name at least one origin")?;
    *document.get_mut("origins").context("the shop's document has no origins")? = json!(origins);
    if let Some(landing) = document.pointer_mut("/referral/landing") {
        *landing = json!(format!("{home}/"));
    }
    if let Some(campaigns) = document.get_mut("campaigns") {
        season::move_to(Zoned::now().date(), campaigns);
    }
    document["endpoints"] = json!([{ "url": format!("{home}{}", hooks::PATH), "secret": ENDPOINT_SECRET }]);
    Ok(document)
}
