//! The loyalty widget: a launcher, a panel and custom elements on somebody else's page.
//!
//! # Layout
//! - `app`: the running widget, and what the loader (`static/embed.js`) calls.
//! - [`config`]: the script tag's attributes. [`client`]: the only fetches. [`session`]: what is known, as signals.
//! - [`i18n`], [`words`] and [`theme`]: the shopper's language, the programme's terms, the merchant's look.
//! - [`mount`] and [`elements`]: the only places that touch the merchant's DOM.
//! - [`parts`]: what is loaded later, from files of its own.
//! - [`features`]: one module for each thing a shopper sees. [`ui`]: the parts they are made of.
//! - [`watch`]: what the shopper does in the page. [`integrations`]: other people's analytics and consent platforms in it.
//!   [`browser`]: thin typed edges to it.

// A panic in the module cannot be undone: what could is an error of the build. `crates/rules` and `crates/api` say the same.
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

mod app;
pub mod browser;
pub mod client;
pub mod config;
pub mod elements;
pub mod features;
pub mod i18n;
pub mod integrations;
pub mod mount;
pub mod parts;
pub mod session;
pub mod theme;
pub mod ui;
pub mod watch;
pub mod words;

pub use app::{attach, command, detach, start};
