//! Who is asking: the merchant's signed token is exchanged once for a session of ours.
//!
//! # Layout
//! - [`keys`]: the merchant's keys. [`token`]: the shopper's token. [`session`]: what it is exchanged for.

pub mod keys;
pub mod session;
pub mod token;
