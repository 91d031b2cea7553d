//! Referring friends: a member's link, the friend's welcome, and the member's reward once the friend's order is past its
//! return window.
//!
//! An invitation is `shared`, `clicked`, `claimed`, then `pending`, `in_review` or `blocked` by the verdict of
//! [`loyalty_rules::referral`] on the friend's order, and `completed` or `expired` in the end. Who the friend is, is known by
//! keyed hashes alone ([`marks`]).
//!
//! # Layout
//! - [`link`]: codes, links, QR codes. [`overview`]: what the member sees of all this.
//! - [`click`], [`claim`]: the friend's side. [`orders`]: what the friend's order leads to.
//! - [`verdict`]: the facts, and what is made of them. [`marks`]: what people are recognised by.
//! - [`review`]: the merchant decides. [`completion`]: what time alone changes.

pub mod claim;
pub mod click;
pub mod completion;
pub mod link;
pub mod marks;
pub mod orders;
pub mod overview;
pub mod review;
pub mod verdict;

use std::net::IpAddr;

/// Where a request about a referral came from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place<'a> {
    /// The address.
    pub address: Option<IpAddr>,
    /// The device's id, where the shopper agreed to one.
    pub device: Option<&'a str>,
}
