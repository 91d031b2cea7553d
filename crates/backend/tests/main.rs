//! The backend as a whole: the real server on a free port with a real client, and the ledger beside a model.
//!
//! # Layout
//! - [`common`]: the server and its client. [`cases`]: what orders come to. [`races`]: many at once. [`crash`]: killed and
//!   started again.
//! - [`ledger`], [`model`]: random sequences against an independent account of what should happen.
//! - [`parity`]: what the page promises is what the server awards.
//! - [`identity`], [`pages`], [`merchants`], [`limits`], [`files`]: the API, by who asks.
//! - [`program`], [`storage`]: the program as its operator meets it, and what its database refuses.
//! - [`clock`]: that a shop's time cannot be moved, and a preview's can.
//! - [`deliveries`]: what the merchant's own addresses are told.
//! - [`description`]: the OpenAPI document and the wire types. [`nonsense`]: input that makes no sense.

mod cases;
mod clock;
mod common;
mod crash;
mod deliveries;
mod description;
mod files;
mod identity;
mod ledger;
mod limits;
mod merchants;
mod model;
mod nonsense;
mod pages;
mod parity;
mod program;
mod races;
mod storage;
