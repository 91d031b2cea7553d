//! The backend as a whole: the real server on a free port with a real client, and the ledger beside a model.
//!
//! # Layout
//! - [`common`]: the server and its client. [`cases`]: what orders come to. [`races`]: many at once. [`crash`]: killed and
//!   started again. Those that are about money run on SQLite and on PostgreSQL: `on_both!` in [`common::database`].
//! - [`ledger`], [`model`]: random sequences against an independent account of what should happen.
//! - [`earning`], [`rewards`], [`tiers`], [`collectibles`], [`adjustments`], [`notices`]: each part of a programme.
//! - [`sabotage`]: stores that break a promise, found out. [`agreement`]: both databases give the same answers.
//! - [`parity`]: what the page promises is what the server awards.
//! - [`identity`], [`pages`], [`merchants`], [`limits`], [`files`]: the API, by who asks.
//! - [`document`]: the merchant's document.
//! - [`program`], [`storage`]: the program as its operator meets it, and what its database refuses.
//! - [`clock`]: that a shop's time cannot be moved, and a preview's can.
//! - [`referrals`]: members' friends. [`privacy`]: the person behind a member. [`merchant_lists`], [`reports`]: what the merchant
//!   sees. [`deliveries`]: what the merchant's own addresses are told.
//! - [`campaigns`]: what may appear unasked, and what it gives. [`events`], [`beacons`]: what pages tell of it.
//! - [`quizzes`]: what is asked and answered, and what is recommended.
//! - [`documents`]: the examples of the HTTP API's document.
//! - [`description`]: the OpenAPI document and the wire types. [`nonsense`]: input that makes no sense.

mod adjustments;
mod agreement;
mod beacons;
mod campaigns;
mod cases;
mod clock;
mod collectibles;
mod common;
mod crash;
mod deliveries;
mod description;
mod document;
mod documents;
mod earning;
mod events;
mod files;
mod identity;
mod ledger;
mod limits;
mod merchant_lists;
mod merchants;
mod model;
mod nonsense;
mod notices;
mod pages;
mod parity;
mod privacy;
mod program;
mod quizzes;
mod races;
mod referrals;
mod reports;
mod rewards;
mod sabotage;
mod storage;
mod tiers;
