//! Whether a referral counts.
//!
//! The server gathers [`Facts`] about the friend and the member; [`judge`] says what follows. What identifies a person is
//! compared in one spelling ([`canonical_email`], [`canonical_address`], [`network_of`]).
//!
//! People who live or work together refer one another honestly: an address or a network in common is looked at by the
//! merchant and never refused by the rules.
//!
//! # Layout
//! - [`judge`]: from facts to a verdict with its reasons.
//! - [`canonical_email`], [`canonical_address`], [`network_of`]: one spelling for what is compared.
//! - [`is_disposable`]: e-mail addresses that last for minutes.

mod address;
mod disposable;
mod email;
mod network;
mod verdict;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod ring;

pub use address::canonical_address;
pub use disposable::is_disposable;
pub use email::canonical_email;
pub use network::network_of;
pub use verdict::{CLAIMS_A_DAY, CLAIMS_A_MONTH, Decision, Facts, Reason, Verdict, judge};
