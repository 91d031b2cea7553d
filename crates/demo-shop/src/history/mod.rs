//! Half a year of a believable shop, lived through by the real rules: the backend's clock begins in the past, and what
//! everybody did is asked of its API hour by hour until the clock says now.
//!
//! # Layout
//! - [`deed`]: what can be done. [`plan`]: who did what, and when. [`crowd`]: who they are. [`opinion`]: what they answer.
//! - [`teller`]: asks the API for it.

pub mod crowd;
pub mod deed;
pub mod opinion;
pub mod plan;
pub mod teller;

pub use crowd::CROWD;
pub use teller::tell;
