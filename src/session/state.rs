//! Everything that is known, as one value: views are functions of it.

use super::{Celebration, Drafts, Friend, Load, Overlay, Tab};
use crate::client::ApiError;
use crate::parts::Parts;
use loyalty_api::account::Account;
use loyalty_api::cart::Cart;
use loyalty_api::program::Program;
use loyalty_api::referral::Referral;
use loyalty_api::transaction::Transaction;

/// What is known of the shop, the shopper, and what the shopper is doing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The programme, the same for every shopper.
    pub program: Load<Program>,
    /// The shopper's account; `None` inside for a guest.
    pub account: Load<Option<Account>>,
    /// The activity loaded so far.
    pub activity: Activity,
    /// The member's links and invitations; nothing before they were asked for.
    pub referral: Option<Load<Referral>>,
    /// The friend's link that the shopper came by.
    pub friend: Option<Friend>,
    /// A tier that the member has reached.
    pub celebration: Option<Celebration>,
    /// Which parts of the widget are there.
    pub parts: Parts,
    /// The cart as the merchant's hook last told it.
    pub cart: Option<Cart>,
    /// There is no hook, or what it gave when it was last asked was no cart.
    pub cart_failed: bool,
    /// What the shopper has filled in and not sent.
    pub drafts: Drafts,
    /// Whether the panel is open.
    pub open: bool,
    /// What is open over the page beside the panel.
    pub overlay: Option<Overlay>,
    /// What the page said happened in it: names given to `loyalty.track`.
    pub tracked: Vec<String>,
    /// The panel's selected tab.
    pub tab: Tab,
    /// The id of the reward, claim or rule that a click is working on.
    pub working: Option<String>,
    /// The claims that the shop said it applied to its cart.
    pub applied: Vec<String>,
    /// What last happened, for eyes and screen readers.
    pub notice: Option<Notice>,
}

impl State {
    /// The member's account, fresh or stale; nothing for a guest and while nothing is known.
    pub fn member(&self) -> Option<&Account> {
        self.account.value()?.as_ref()
    }

    /// Whether it is known that something may appear unasked, and for whom.
    pub fn has_campaigns(&self) -> bool {
        self.account.value().is_some() && self.program.value().is_some_and(|program| program.campaigns == Some(true))
    }

    /// Forgets the shopper; the shop stays.
    pub fn forget_shopper(&mut self) {
        self.account = Load::Loading;
        self.activity = Activity::default();
        self.referral = None;
        self.celebration = None;
        self.applied.clear();
        self.drafts = Drafts::default();
        self.working = None;
        self.notice = None;
    }
}

/// The shopper's history as far as it was asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Activity {
    /// Newest first.
    pub items: Vec<Transaction>,
    /// Where older ones start; nothing when all are here.
    pub next: Option<String>,
    /// The first page, or an older one, is on its way.
    pub loading: bool,
    /// At least one page came.
    pub loaded: bool,
    /// Why the last page did not come.
    pub error: Option<ApiError>,
}

/// A sentence about what last happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// In the shopper's language.
    pub text: String,
    /// Something failed.
    pub failed: bool,
}
