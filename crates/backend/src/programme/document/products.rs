//! What the shop sells.

use super::Texts;
use serde::{Deserialize, Serialize};

/// A product of the catalogue, as far as recommendations need it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductOffer {
    /// The merchant's product id, as in carts and orders.
    pub id: String,
    /// Its name.
    pub title: Texts,
    /// Its page: an https address, or a path of the shop.
    pub url: Texts,
    /// A picture: an https address, or a path of the shop.
    pub image: Option<String>,
    /// Minor units.
    pub price: i64,
    /// The merchant's collection ids.
    #[serde(default)]
    pub collections: Vec<String>,
    /// The merchant's tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Whether it can be bought now.
    #[serde(default = "yes")]
    pub available: bool,
}

const fn yes() -> bool {
    true
}
