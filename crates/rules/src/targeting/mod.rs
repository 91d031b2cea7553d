//! Conditions over attributes: whom a campaign or an experiment is for.
//!
//! A condition is an object as in MongoDB's queries, and means what GrowthBook's published cases say it means:
//! `{"country": "PL", "cart_total": {"$gte": 5000}, "$or": [{"member": true}, {"tags.0": {"$in": ["a", "b"]}}]}`. Values are
//! compared as JavaScript would: a text and a number by the number, what is missing as `null`.
//!
//! Regular expressions are left out on purpose: an engine for them is larger than all of the widget's rules. `$regex` and
//! `$regexi` are operators that nobody knows, and those hold for nothing. `$ini`, `$nini` and `$alli` fold the case of ASCII
//! letters alone.
//!
//! # Layout
//! - [`holds`]: paths, and how conditions are combined. `operator`: what `$…` asks of one value.
//! - `coerce`: values as texts, numbers and truths. `decimal`: numbers as texts and back. `version`: `1.10.0` after `1.9.0`.
//! - [`mistakes()`]: what is wrong with a condition, for who saves one: for the host alone. [`ATTRIBUTES`]: what there is to
//!   ask for.

mod coerce;
mod condition;
mod decimal;
#[cfg(not(target_family = "wasm"))]
mod mistakes;
mod operator;
mod version;

#[cfg(test)]
mod tests;

pub use condition::holds;
#[cfg(not(target_family = "wasm"))]
pub use mistakes::{ATTRIBUTES, Mistake, mistakes};
