//! The shop over HTTP, before a real loyalty backend.
//!
//! - [`till`]: cart, codes, orders, returns. [`past`]: the regular shoppers' past.
//! - [`origin`]: the loyalty origin and its trouble, and the page. [`mall`]: what opens all of them.

mod mall;
mod origin;
mod past;
mod till;
