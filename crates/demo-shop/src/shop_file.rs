//! The document that sets up the loyalty backend for this shop.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::Path;

/// Reads the example document and lets the widget be used from `origins`, and from nowhere else.
pub fn shop_file(example: &Path, origins: &[String]) -> Result<Value> {
    let text = std::fs::read_to_string(example).with_context(|| format!("reading {}", example.display()))?;
    let mut document: Value = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", example.display()))?;
    let known = document.get_mut("origins").context("the shop's document has no origins")?;
    ensure!(!origins.is_empty(), "name at least one origin");
    *known = origins.iter().cloned().map(Value::String).collect();
    Ok(document)
}
