//! What is tested.

pub mod purchase;

use crate::flow::Flow;

/// Every flow.
pub fn all() -> Vec<Flow> {
    [purchase::FLOWS].concat()
}
