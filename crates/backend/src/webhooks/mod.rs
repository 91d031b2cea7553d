//! Webhooks of the merchant's systems: verified on raw bytes before anything is read.
//!
//! # Layout
//! - [`standard`]: signatures of Standard Webhooks. [`shopify`]: Shopify's signatures and its orders.

pub mod shopify;
pub mod standard;
