//! End-to-end tests: real browsers, the real widget build, the real backend, the real preview shop.
//!
//! `cargo xtask test --only e2e` runs them; `cargo run -p e2e -- redeem` runs the flows whose name contains "redeem".
//!
//! # Layout
//! - [`flows`]: what is tested, one file for each thing a person does. [`flow`]: the shape they share.
//! - [`stage`]: a browser before a world of its own. [`world`]: backend, shop and clock. [`front`]: what stands between
//!   browser and shop so that a test sees what happens on the page.
//! - [`browser`]: Chromium, Firefox and WebKit by WebDriver. [`widget`]: the widget as a shopper uses it.
//!   [`questions`]: a quiz. [`campaigns`]: what appears unasked. [`till`]: the shop as a shopper uses it. [`axe`]: what a screen reader would stumble over.
//! - [`runner`]: runs flows in browsers and reports. [`paths`]: where the build and the tools are.

pub mod axe;
pub mod browser;
pub mod campaigns;
pub mod flow;
pub mod flows;
pub mod front;
pub mod paths;
pub mod questions;
pub mod runner;
pub mod stage;
pub mod till;
pub mod widget;
pub mod world;
