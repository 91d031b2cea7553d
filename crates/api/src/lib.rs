//! The wire types between the loyalty widget and a loyalty backend (`/v1`): shapes only, no logic.
//!
//! Each type is written once, in `macros`' `wire!`: the server (feature `server`) gets serde and OpenAPI
//! derives from it, the page (feature `page`) a small reader over JSON the browser has already parsed. Serde
//! in the page would cost about 1.5 kB of compressed wasm a type.
//!
//! Conventions: points are whole numbers; money is whole minor units (cents) of the programme's currency; times
//! are RFC 3339 in UTC; ids are opaque strings with a type prefix (`cus_`, `txn_`, `rwd_`, `rdm_`, `ref_`, `tir_`).
//!
//! # Layout
//! - [`program`]: what is the same for every shopper: ways to earn, rewards, names, theme.
//! - [`session`]: who the shopper is. [`account`]: what they have. [`transaction`]: how they got it.
//! - [`vip`]: tiers. [`referral`]: links and friends. [`collectible`]: cards that come with purchases.
//! - [`campaign`]: what may appear unasked, and what it gives.
//! - [`redemption`]: holding points for a code. [`action`]: completing a way to earn. [`profile`]: what members say.
//! - [`quiz`]: quizzes, surveys and their answers. [`product`]: what the shop sells.
//! - [`cart`] and [`order`]: what is being, and what was, bought.
//! - [`merchant`]: what the merchant's own servers ask and tell.
//! - [`report`]: the merchant's numbers.
//! - [`experiment`]: which of several contents. [`event`]: what happened in the page.
//! - [`json`]: any JSON value, for what merchants write conditions over.
//! - [`problem`]: every error answer.

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

#[macro_use]
mod macros;

pub mod account;
pub mod action;
pub mod campaign;
pub mod cart;
pub mod collectible;
pub mod event;
pub mod experiment;
pub mod json;
pub mod merchant;
pub mod order;
pub mod problem;
pub mod product;
pub mod profile;
pub mod program;
pub mod quiz;
pub mod redemption;
pub mod referral;
pub mod report;
pub mod session;
pub mod transaction;
pub mod vip;

#[cfg(feature = "page")]
pub mod page;
