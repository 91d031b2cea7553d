//! Collectibles.

use super::Texts;
use serde::{Deserialize, Serialize};

/// A set of collectibles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Album {
    /// `set_…`.
    pub id: String,
    /// Its name.
    pub title: Texts,
    /// Points for completing it, once.
    pub points: i64,
    /// By their numbers in the album.
    pub items: Vec<Card>,
}

/// One collectible.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// `col_…`.
    pub id: String,
    /// Its name.
    pub title: Texts,
    /// A picture: an https address, or a path of the shop.
    pub image: Option<String>,
    /// Selectors of the products it comes with.
    pub applies_to: Vec<String>,
}
