//! Campaigns: what may appear unasked, and what it gives. When something appears follows in the page from
//! `loyalty_rules::campaign`; what it gives is drawn here, once for each shopper, and kept.
//!
//! # Layout
//! - [`localise`]: the public campaigns in one language.
//! - [`reveal`]: taking what a campaign has; `asked`: what has to be right first, [`eligible`]: for whom it is. [`draw`]: which of
//!   several prizes; `give`: handing it over. [`answer`]: what is told of it.
//! - [`newsletter`]: who agreed to be written to.

pub mod answer;
mod asked;
pub mod draw;
pub mod eligible;
mod give;
pub mod localise;
pub mod newsletter;
pub mod reveal;
