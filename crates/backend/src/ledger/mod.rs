//! The ledger: double entry, append-only. Every movement of points is an entry from one account to another; a
//! shopper's `available`, `pending` and `held` stand against the programme's `issued`, `redeemed`, `expired` and
//! `adjusted`.
//!
//! Available points live in lots with their expiry, and the soonest to expire is spent first. The lots of a member add
//! up to their available points, or to nothing while those are below zero: a debt eats what comes in.
//!
//! # Layout
//! - [`book`]: a member's accounts. [`award`]: points in. [`reverse`]: points of an award taken back.
//! - [`adjust`]: points given or taken by hand.
//! - [`hold`]: reserving, spending and giving back. [`settle`]: what time alone changes.
//! - [`audit`]: whether everything adds up. [`mod@replay`]: whether the entries alone come to the balances.

pub mod adjust;
pub mod audit;
pub mod award;
pub mod book;
pub mod hold;
pub mod replay;
pub mod reverse;
pub mod settle;
