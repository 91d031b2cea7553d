//! What may appear now: one arbiter for every popup, invitation and nudge.
//!
//! A pure function of the campaigns, the shopper, the page, what is remembered, and the time. For each campaign it says show, wait
//! or never, and why; of those that pop up it shows one at most. The page measures and draws, and decides nothing.
//!
//! # Layout
//! - [`decide()`], [`Decision`]: the arbiter. [`Verdict`], [`Why`]: what it says.
//! - [`Page`], [`Shopper`]: what is so. [`Memory`], [`Past`]: what was.
//! - `trigger`: whether what has to happen first did.

mod decide;
mod facts;
mod memory;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod timelines;
mod trigger;
mod why;

pub use decide::{Decision, decide};
pub use facts::{Page, Shopper};
pub use memory::{Memory, Past};
pub use why::{Verdict, Why};
