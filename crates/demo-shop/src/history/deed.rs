//! What somebody did in the preview's past.

use crate::shopper::Shopper;
use loyalty_api::quiz::QuizAnswer;

/// One thing that somebody did.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// Hours after the history begins.
    pub hour: i64,
    /// Who; nobody with an account where it was a guest.
    pub who: Option<&'static Shopper>,
    /// What.
    pub act: Act,
}

/// What can be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Comes by, which makes a member of whoever is none.
    Join,
    /// Completes a way to earn that is taken on trust.
    Earn(Trust),
    /// Tells the birthday, `--MM-DD`.
    TellBirthday(String),
    /// Buys.
    Buy {
        /// The order's number.
        order: String,
        /// Products, and how many of each.
        items: Vec<(String, i64)>,
        /// Points are spent on it, if there are enough.
        with: Option<Wish>,
    },
    /// Sends the lines of an order back, counted from 0.
    Return {
        /// The order's number.
        order: String,
        /// Which lines.
        lines: Vec<usize>,
    },
    /// Calls an order off.
    Cancel {
        /// The order's number.
        order: String,
    },
    /// Takes a reward and gives it back.
    ChangeMind,
    /// Takes a reward and lets its time run out.
    Forget,
    /// Takes a reward whose points are spent at once, and keeps its code.
    Take(Wish),
    /// Reviews a product of the order; the shop's server tells.
    Review {
        /// The review's number.
        number: String,
    },
    /// The shop gives points, or takes some.
    Adjust {
        /// How many.
        points: i64,
        /// Why.
        reason: &'static str,
    },
    /// Shares the own link.
    Share(loyalty_api::referral::Channel),
    /// Brings a friend.
    Refer(Referred),
    /// Answers a quiz.
    Answer {
        /// Which.
        quiz: &'static str,
        /// The submission's id.
        submission: String,
        /// What is answered.
        answers: Vec<QuizAnswer>,
    },
}

/// Ways to earn that are taken on trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Drops by.
    Visit,
    /// Drops by on one of several days in a row.
    Streak,
    /// Follows on a network.
    Follow,
    /// Shares the shop.
    Share,
    /// Agrees to the newsletter.
    Newsletter,
}

/// What points are to be spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Money off.
    Fixed,
    /// As many points as there are.
    Variable,
    /// A share off.
    Percentage,
    /// Delivery.
    Shipping,
    /// A product.
    Product,
    /// A gift card.
    GiftCard,
    /// Store credit.
    Credit,
}

/// How a friend was brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Referred {
    /// Where the link was shared.
    pub channel: loyalty_api::referral::Channel,
    /// Who came by it; nobody where the friend only looked.
    pub friend: Option<&'static Shopper>,
    /// What they claim the welcome with.
    pub email: String,
    /// What they buy with it.
    pub order: String,
    /// Products, and how many of each.
    pub items: Vec<(String, i64)>,
}
