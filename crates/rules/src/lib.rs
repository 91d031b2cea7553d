//! The rules of a loyalty programme as pure functions over [`loyalty_api`]'s types.
//!
//! They run in the page and in the server, so that what the page promises is what the server awards. No clock,
//! no randomness, no I/O: the time and what happened before are arguments. Times are milliseconds since 1970 (UTC).
//!
//! # Layout
//! - [`calendar`]: streaks of days and birthdays.
//! - [`campaign`]: what may appear now, and why not.
//! - [`cart`]: what a fuller cart gives.
//! - [`collect`]: collectibles that come with orders.
//! - [`earn`]: points for a cart.
//! - [`experiment`]: who is shown which of several contents. [`targeting`]: conditions over attributes.
//! - [`feedback`]: what scores of surveys come to.
//! - [`exit`]: whether a shopper is about to leave.
//! - [`limit`]: whether a way to earn can be done again, and when.
//! - [`quiz`]: where answers lead, and what they come to.
//! - [`redeem`]: whether a reward can be claimed, what it costs, what it takes off a cart, and if not, what would enable it.
//! - [`referral`]: whether a referral counts, and why not.
//! - [`vip`]: tiers as a function of history: who is in which, what keeps it, until when.
//! - [`worth`]: points in money.
//! - [`split`]: dividing whole amounts so that the parts add up.
//! - [`select`]: which products a selector means.

#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

pub mod calendar;
pub mod campaign;
pub mod cart;
pub mod collect;
pub mod earn;
pub mod exit;
pub mod experiment;
pub mod feedback;
pub mod limit;
pub mod quiz;
pub mod redeem;
pub mod referral;
pub mod select;
pub mod split;
pub mod targeting;
pub mod vip;
pub mod worth;
