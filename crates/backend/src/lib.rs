//! The reference loyalty backend: axum over SQLite or PostgreSQL. It serves the HTTP API that the widget and the merchant's servers
//! speak, and the widget's built files.
//!
//! ```no_run
//! # async fn example() -> anyhow::Result<()> {
//! use loyalty_backend::{Clock, Config, Server};
//!
//! let config = Config { database: "sqlite:loyalty.db".into(), clock: Clock::system(), ..Config::default() };
//! let server = Server::start(config).await?;
//! println!("{}", server.origin());
//! server.shutdown().await
//! # }
//! ```
//!
//! # Layout
//! - [`server`], [`config`], [`clock`]: running it.
//! - [`http`]: routes, and what holds for every request.
//! - [`identity`], [`webhooks`]: whom to believe.
//! - [`programme`]: what the merchant decides. The rules themselves are in [`loyalty_rules`].
//! - [`members`], [`orders`], [`redemptions`], [`actions`], [`adjustments`], [`account`]: what happens to a member's points.
//! - [`vip`], [`birthdays`], [`collectibles`], [`grants`], [`profile`]: what a member is, has and says besides. [`upkeep`]: all of
//!   it brought up to date. [`zone`]: the shop's calendar.
//! - [`campaigns`]: what may appear unasked, and what it gives. [`engagement`]: what decides it. [`page_events`]: what came of it.
//! - [`quizzes`]: what is asked, what is answered, and what comes of it.
//! - [`referrals`]: members' friends. [`privacy`]: the person behind a member. [`reports`]: numbers.
//! - [`events`], [`deliveries`], [`notices`]: what the merchant is told of, and how.
//! - [`ledger`]: how points move. [`store`]: all SQL. [`mod@sweep`]: what is done without anyone asking.

pub mod account;
pub mod actions;
pub mod adjustments;
pub mod birthdays;
pub mod campaigns;
pub mod clock;
pub mod collectibles;
pub mod config;
pub mod deliveries;
pub mod engagement;
pub mod error;
pub mod events;
pub mod grants;
pub mod http;
pub mod identity;
pub mod ledger;
pub mod members;
pub mod notices;
pub mod orders;
pub mod page_events;
pub mod privacy;
pub mod profile;
pub mod programme;
pub mod quizzes;
mod random;
pub mod redemptions;
pub mod referrals;
pub mod reports;
pub mod server;
pub mod store;
pub mod sweep;
mod time;
pub mod upkeep;
pub mod vip;
pub mod webhooks;
pub mod zone;

pub use clock::Clock;
pub use config::{Config, Limits, Rate};
pub use server::Server;
