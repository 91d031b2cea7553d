//! Campaigns: what may appear unasked, and what it gives. When something appears follows in the page from
//! `loyalty_rules::campaign`; what it gives is drawn here, once for each shopper, and kept.
//!
//! # Layout
//! - [`localise`]: the public campaigns in one language.
//! - [`reveal`]: taking what a campaign has. [`draw`]: which of several prizes. [`eligible`]: for whom.
//! - [`newsletter`]: who agreed to be written to.

pub mod draw;
pub mod eligible;
pub mod localise;
pub mod newsletter;
pub mod reveal;
