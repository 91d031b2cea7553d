//! Whether a shopper is about to leave: by the pointer's path, and on a touch screen by how they scroll, come back, or rest. The
//! history is never touched.
//!
//! The page hands in what happens with its time; the [`Detector`] says when it takes that for leaving. How often it is right, on
//! which traces, and beside which other rules, is in `docs/exit-intent.md`.
//!
//! # Layout
//! - [`Input`], [`Pointer`], [`Over`]: what happens.
//! - [`Detector`], [`Intent`]: what is made of it. [`Settings`]: its numbers.
//! - `trail`: where the pointer was just now. `swipe`: how a touch screen is scrolled.

mod detector;
mod input;
mod settings;
mod swipe;
mod trail;

pub use detector::{Detector, Intent};
pub use input::{Input, Over, Pointer};
pub use settings::Settings;
