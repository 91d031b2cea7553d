//! Parts of the widget that are loaded when they are wanted, from files of their own.
//!
//! `cargo xtask dist` takes what only a part's entry reaches out of the module and writes it to another, which shares the
//! first one's memory and table of functions ([wasm_split_cli_support](https://docs.rs/wasm_split_cli_support)). Built in any
//! other way there is one module, and everything is there from the start.

use crate::client::ApiError;
use crate::features::{View, activity, cart, celebration, collectibles, friend, product_points, referral, status, vip};
use crate::session::Store;
use crate::ui::node::Node;
use loyalty_api::cart::CartLine;

/// A part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// [`Later`].
    Later,
    /// [`Product`].
    Product,
}

/// Where a part is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// Nobody has wanted it yet.
    #[default]
    Absent,
    /// Its files are on their way.
    Loading,
    /// It can be used.
    Ready,
    /// Its files could not be had.
    Failed,
}

/// Where each part is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts([Presence; 2]);

impl Parts {
    /// All in the same place.
    pub fn all(presence: Presence) -> Self {
        Self([presence; 2])
    }

    /// Where this one is.
    pub fn get(&self, part: Part) -> Presence {
        match part {
            Part::Later => self.0[0],
            Part::Product => self.0[1],
        }
    }

    /// This one is somewhere else now.
    pub fn set(&mut self, part: Part, presence: Presence) {
        match part {
            Part::Later => self.0[0] = presence,
            Part::Product => self.0[1] = presence,
        }
    }
}

impl Part {
    /// What the loader calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Later => "later",
            Self::Product => "product",
        }
    }
}

/// What shoppers don't see at once: each is a view, or a part of one.
#[derive(Debug)]
pub struct Later {
    /// The panel's VIP tab.
    pub vip: fn(View<'_>) -> Node,
    /// `<loyalty-vip>`.
    pub vip_page: fn(View<'_>) -> Node,
    /// The panel's friends tab.
    pub referral: fn(View<'_>) -> Node,
    /// `<loyalty-referral>`.
    pub referral_page: fn(View<'_>) -> Node,
    /// The panel's activity tab.
    pub activity: fn(View<'_>) -> Node,
    /// `<loyalty-cart>`.
    pub cart: fn(View<'_>) -> Node,
    /// The album in the panel.
    pub album: fn(View<'_>) -> Node,
    /// `<loyalty-collectibles>`.
    pub album_page: fn(View<'_>) -> Node,
    /// The welcome for a friend who came by a link.
    pub friend: fn(View<'_>) -> Option<Node>,
    /// What screen readers are told of it.
    pub friend_told: fn(View<'_>) -> Option<String>,
    /// The moment when a tier was reached.
    pub celebration: fn(View<'_>) -> Option<Node>,
    /// What screen readers are told of it.
    pub celebration_told: fn(View<'_>) -> Option<String>,
}

static LATER: Later = Later {
    vip: vip::view,
    vip_page: vip::page,
    referral: referral::view,
    referral_page: referral::page,
    activity: activity::view,
    cart: cart::page,
    album: collectibles::section,
    album_page: collectibles::page,
    friend: friend::welcome,
    friend_told: friend::told,
    celebration: celebration::view,
    celebration_told: celebration::told,
};

/// What product pages show.
#[derive(Debug)]
pub struct Product {
    /// `<loyalty-product-points>`.
    pub points: fn(View<'_>, Option<&CartLine>) -> Node,
}

static PRODUCT: Product = Product { points: product_points::view };

/// The part, once it is there.
pub fn later(view: View<'_>) -> Option<&'static Later> {
    (view.state.parts.get(Part::Later) == Presence::Ready).then(entry::later)
}

/// The part, once it is there.
pub fn product(view: View<'_>) -> Option<&'static Product> {
    (view.state.parts.get(Part::Product) == Presence::Ready).then(entry::product)
}

/// A view of [`Later`], or in its place why it is not there yet.
pub fn show_later(view: View<'_>, of: fn(&Later) -> fn(View<'_>) -> Node) -> Node {
    match (later(view), view.state.parts.get(Part::Later)) {
        (Some(later), _) => of(later)(view),
        (None, Presence::Failed) => status::failed(view, &ApiError::Unreachable, |store: Store| store.want(Part::Later)),
        (None, _) => status::loading(view),
    }
}

#[cfg(not(loyalty_split))]
mod entry {
    pub(super) fn later() -> &'static super::Later {
        &super::LATER
    }

    pub(super) fn product() -> &'static super::Product {
        &super::PRODUCT
    }
}

/// The tool that splits finds a part's entry by these names. Their digits only have to differ from part to part.
#[cfg(loyalty_split)]
#[expect(unsafe_code, reason = "a function of another module is foreign to this one")]
mod entry {
    use super::{LATER, Later, PRODUCT, Product};

    #[link(wasm_import_module = "__wasm_split_placeholder__")]
    unsafe extern "C" {
        #[link_name = "__wasm_split_00later00_import_00000000000000000000000000000001"]
        fn import_later() -> *const Later;

        #[link_name = "__wasm_split_00product00_import_00000000000000000000000000000002"]
        fn import_product() -> *const Product;
    }

    #[unsafe(export_name = "__wasm_split_00later00_export_00000000000000000000000000000001")]
    extern "C" fn export_later() -> *const Later {
        &LATER
    }

    #[unsafe(export_name = "__wasm_split_00product00_export_00000000000000000000000000000002")]
    extern "C" fn export_product() -> *const Product {
        &PRODUCT
    }

    pub(super) fn later() -> &'static Later {
        // SAFETY: the tool puts the export in the import's place, which gives a static, and the caller has seen that the part
        // is there.
        unsafe { &*import_later() }
    }

    pub(super) fn product() -> &'static Product {
        // SAFETY: as above.
        unsafe { &*import_product() }
    }
}
