//! What a shopper sees, one module each.

pub mod activity;
pub mod balance;
pub mod claims;
pub mod earn;
pub mod guest;
pub mod launcher;
pub mod panel;
pub mod points;
pub mod product_points;
pub mod rewards;
pub mod status;
