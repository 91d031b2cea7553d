//! What a shopper sees, one module each: functions of the state, in words, to [`Node`](crate::ui::node::Node)s.

pub mod activity;
pub mod balance;
pub mod cart;
pub mod celebration;
pub mod claims;
pub mod collectibles;
pub mod corner;
pub mod earn;
pub mod estimate;
pub mod friend;
pub mod guest;
pub mod launcher;
pub mod overlay;
pub mod panel;
pub mod points;
pub mod popups;
pub mod product_card;
pub mod product_points;
pub mod quiz;
pub mod referral;
pub mod rewards;
pub mod rows;
pub mod status;
pub mod vip;

use crate::session::{State, Store};
use crate::words::Words;

/// What a view is a function of. `store` is for what happens on a click.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Does what the shopper asks for.
    pub store: Store,
    /// What is known.
    pub state: &'a State,
    /// How to say it.
    pub words: Words<'a>,
}
