//! The people who can sign in. A real shop would ask for a password; the preview's developer bar just picks one.

use crate::history::CROWD;
use serde::Serialize;

/// Somebody with an account at the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Shopper {
    /// The shop's id of them, and the `sub` of their token.
    pub id: &'static str,
    /// For greeting.
    pub first_name: &'static str,
    /// For the parcel.
    pub last_name: &'static str,
    /// Where the receipt goes.
    pub email: &'static str,
    /// Street and number.
    pub street: &'static str,
    /// Postcode.
    pub postcode: &'static str,
    /// Town.
    pub city: &'static str,
}

/// New here; tea lover with a past; has not come by for long.
pub const SHOPPERS: &[Shopper] = &[
    Shopper {
        id: "nadia",
        first_name: "Nadia",
        last_name: "Okafor",
        email: "nadia@example.com",
        street: "12 Canal Row",
        postcode: "D08 X2",
        city: "Dublin",
    },
    Shopper {
        id: "tomasz",
        first_name: "Tomasz",
        last_name: "Wójcik",
        email: "tomasz@example.com",
        street: "ul. Lipowa 4/7",
        postcode: "31-112",
        city: "Kraków",
    },
    Shopper {
        id: "layla",
        first_name: "Layla",
        last_name: "Haddad",
        email: "layla@example.com",
        street: "Lindenstraße 21",
        postcode: "10969",
        city: "Berlin",
    },
];

/// The shopper of this id, of the well-known three or the crowd of the past.
pub fn find(id: &str) -> Option<&'static Shopper> {
    SHOPPERS.iter().chain(CROWD).find(|shopper| shopper.id == id)
}
