//! VIP tiers: who is in which, since when, and what keeps them there.
//!
//! A tier is a function of history alone: the same contributions give the same tiers, in whatever order they became known.
//! A refund makes the contribution of its order smaller, as if it had never been larger, so it takes a tier at once, and with
//! it the line of the history that told of reaching it.
//!
//! # Layout
//! - [`History`]: what is counted, over which windows.
//! - [`standing()`]: where a member stands at a time, and every change up to it.
//! - [`forecast`](forecast()): what a window will come to.
//! - [`find`], [`includes`]: places on the ladder.
//! - `level`, `runs`: the steps in between.

mod forecast;
mod history;
mod ladder;
mod level;
mod runs;
mod standing;
#[cfg(test)]
mod tests;

pub use forecast::forecast;
pub use history::{Contribution, History, Span, Window};
pub use ladder::{find, includes};
pub use standing::{Change, Keep, Standing, standing, tier_before};
