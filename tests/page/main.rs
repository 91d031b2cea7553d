//! The widget's parts in a real browser: `cargo xtask test --only page`.
//!
//! One program for all of them: a browser starts and a module of this size loads once.
//!
//! # Layout
//! - [`tree`]: elements follow data.
//! - [`launcher`], [`panel`], [`earn`], [`rewards`], [`variable`], [`cart`], [`collectibles`], [`vip`], [`referral`],
//!   [`friend`], [`activity`], [`elements`]: what a shopper sees, in every state. [`dialog`]: opening and closing it, and getting about by keyboard.
//! - [`popups`]: what appears unasked. [`quiz`]: quizzes and surveys. [`rows`]: rows of products.
//! - [`wire`]: reading answers. [`client`]: asking for them. [`device`]: recognising it. [`i18n`]: languages.
//! - [`integrations`]: analytics and consent platforms of the page's.
//! - [`life`]: the whole widget comes and goes.
//! - [`stage`]: a place in the document for a test. [`loader`]: what brings it parts. [`example`]: a shop and a shopper.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

mod activity;
mod cart;
mod client;
mod collectibles;
mod device;
mod dialog;
mod earn;
mod elements;
mod example;
mod friend;
mod i18n;
mod integrations;
mod launcher;
mod life;
mod loader;
mod panel;
mod parts;
mod popups;
mod quiz;
mod referral;
mod rewards;
mod rows;
mod stage;
mod tree;
mod variable;
mod vip;
mod wire;

wasm_bindgen_test_configure!(run_in_browser);
