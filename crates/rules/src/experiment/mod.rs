//! Experiments: who is shown which of several contents. As in GrowthBook's published algorithm, so that its cases are ours too.
//!
//! Where somebody is, is a function of who they are: no state, no server, the same in every browser. Numbers are `f64`, and
//! what is hashed are UTF-16 units, as in JavaScript.
//!
//! # Layout
//! - [`assign()`]: where a shopper is, and why.
//! - [`hash()`]: a number from 0 to 1 for a shopper. [`in_namespace`]: whether an experiment is for them at all.
//! - [`bucket_ranges`], [`equal_weights`], [`choose_variation`]: from that number to a variation.
//! - [`query_override`]: a variation by the page's address, for previews. [`parameter`]: what an address says.
//! - [`wilson()`]: how sure a share is. [`sample_ratio()`]: whether shoppers were dealt as they should have been.

mod assign;
mod hash;
mod namespace;
mod preview;
mod ranges;
#[cfg(not(target_family = "wasm"))]
mod sample_ratio;
#[cfg(not(target_family = "wasm"))]
mod wilson;

#[cfg(test)]
mod tests;

pub use assign::{Assignment, Reason, Unit, assign, held_out};
pub use hash::hash;
pub use namespace::in_namespace;
pub use preview::{parameter, query_override};
pub use ranges::{Range, bucket_ranges, choose_variation, equal_weights};
#[cfg(not(target_family = "wasm"))]
pub use sample_ratio::{SampleRatio, Verdict, sample_ratio};
#[cfg(not(target_family = "wasm"))]
pub use wilson::wilson;

/// Shares on the wire are in hundredths of a percent.
const WHOLE: f64 = 10_000.0;

fn share(hundredths: i64) -> f64 {
    hundredths as f64 / WHOLE
}
