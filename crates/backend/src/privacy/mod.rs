//! The person behind a member: what the merchant tells of them, everything that is held about them, and forgetting them.
//!
//! # Layout
//! - [`told`]: what customers' webhooks tell. [`export`]: everything about a person. [`erase`]: forgetting them.

pub mod erase;
pub mod export;
pub mod told;
