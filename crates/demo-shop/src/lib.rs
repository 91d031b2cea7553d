//! The preview shop's small server side: what a merchant's own server does around a loyalty programme.
//!
//! It knows the loyalty backend only by the public API: it signs its shoppers' tokens, sends signed order webhooks and
//! asks what a reward code is worth. Carts and orders live in memory and are gone when it stops; points are not.
//!
//! # Layout
//! - [`server`]: starts the two listeners. [`config`]: what they need. [`shop`]: what they share.
//! - [`catalogue`], [`pricing`], [`order`], [`session`], [`shopper`]: the shop itself, without I/O.
//! - [`keys`], [`token`], [`webhook`], [`loyalty`]: speaking to the loyalty backend as a merchant does.
//!   [`inbox`]: what it tells the merchant. [`clock`]: its time, which a preview can move.
//! - [`routes`]: `/shop/api`. [`page`]: the single page and its headers. [`error`]: refusals.
//! - [`proxy`], [`trouble`], [`link`]: the loyalty origin that the browser sees, and the trouble it can make. [`household`]: where
//!   each browser seems to be.
//! - [`regulars`], [`seed`]: the well-known shoppers' past, told at once. [`history`]: half a year of everybody, lived through
//!   day by day; [`visitor`]: what their browsers ask. [`shop_file`]: the backend's document for this shop's address, with [`season`]'s dates.

pub mod catalogue;
pub mod clock;
pub mod config;
pub mod error;
pub mod history;
pub mod household;
pub mod inbox;
pub mod keys;
pub mod link;
pub mod loyalty;
pub mod order;
pub mod page;
pub mod pricing;
pub mod proxy;
pub mod regulars;
pub mod routes;
pub mod season;
pub mod seed;
pub mod server;
pub mod session;
pub mod shop;
pub mod shop_file;
pub mod shopper;
pub mod token;
pub mod trouble;
pub mod visitor;
pub mod webhook;

pub use config::Config;
pub use server::DemoShop;
