//! What is tested: one file for each thing a person, or a page, does.

pub mod access;
pub mod access_engagement;
pub mod birthday;
pub mod cart;
pub mod experiments;
pub mod friends;
pub mod gifts;
pub mod history;
pub mod hostile;
pub mod instance;
pub mod keyboard;
pub mod languages;
pub mod members;
pub mod policy;
pub mod popups;
pub mod privacy;
pub mod purchase;
pub mod quiet;
pub mod quizzes;
pub mod redeem;
pub mod rows;
pub mod tiers;
pub mod traps;
pub mod trouble;

use crate::flow::Flow;

/// Every flow, what matters most first.
pub fn all() -> Vec<Flow> {
    [
        purchase::FLOWS,
        redeem::FLOWS,
        tiers::FLOWS,
        friends::FLOWS,
        gifts::FLOWS,
        cart::FLOWS,
        birthday::FLOWS,
        quizzes::FLOWS,
        rows::FLOWS,
        popups::FLOWS,
        experiments::FLOWS,
        history::FLOWS,
        members::FLOWS,
        keyboard::FLOWS,
        policy::FLOWS,
        trouble::FLOWS,
        traps::FLOWS,
        privacy::FLOWS,
        instance::FLOWS,
        quiet::FLOWS,
        hostile::FLOWS,
        languages::FLOWS,
        access::FLOWS,
        access_engagement::FLOWS,
    ]
    .concat()
}
