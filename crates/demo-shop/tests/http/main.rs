//! The shop over HTTP, before a real loyalty backend.
//!
//! - [`till`]: cart, codes, orders, returns. [`past`]: the regular shoppers' past.
//! - [`programme`]: fuller carts, gifts, reviews, what the programme tells the shop.
//! - [`origin`]: the loyalty origin and its trouble, and the page. [`mall`]: what opens all of them.

mod mall;
mod origin;
mod past;
mod programme;
mod till;
