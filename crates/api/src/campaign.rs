//! What may appear unasked: popups, flyouts, nudges, invitations, and offers that stand on a page.
//!
//! `GET /v1/shops/{shop}/campaigns?locale=` is the same for everyone, `GET /v1/me/engagement` is what the server knows of this
//! shopper, and `POST /v1/campaigns/{id}/reveal` draws what they get. What is shown when follows from `loyalty_rules::campaign`.

use crate::account::PointsAt;
use crate::experiment::Experiment;
use crate::json::Json;
use crate::redemption::RedemptionState;

wire! {
    /// `GET /v1/shops/{shop}/campaigns?locale=`: the campaigns that have not ended, in one language.
    pub struct CampaignList {
        /// In the merchant's order.
        pub campaigns: Vec<Campaign>,
        /// What decides between their contents.
        pub experiments: Vec<Experiment>,
        /// The share of shoppers to whom none appears, in hundredths of a percent.
        pub holdout: i64,
        /// Seconds after one of them during which no other appears.
        pub quiet_seconds: i64,
    }
}

wire! {
    /// One campaign in one language.
    pub struct Campaign {
        /// `cmp_…`, unique in the programme.
        pub id: String,
        /// What it is for.
        pub kind: CampaignKind,
        /// Where it appears.
        pub placement: Placement,
        /// What has to happen first; without any: nothing.
        pub triggers: Vec<Trigger>,
        /// Whether all triggers must have happened, rather than one of them.
        pub all: bool,
        /// A condition over the page's attributes, which must hold.
        pub targeting: Option<Json>,
        /// How often it may appear.
        pub frequency: Frequency,
        /// Of several that could appear the highest does.
        pub priority: i64,
        /// From then on.
        pub starts_at: Option<String>,
        /// Up to, and not including, then. A countdown runs to it, for everyone alike.
        pub ends_at: Option<String>,
        /// The key of the experiment that decides between its contents.
        pub experiment: Option<String>,
        /// What it says: one content, or one for each variation that shows something. A variation without one shows nothing and
        /// is counted.
        pub contents: Vec<Content>,
    }
}

wire! {
    /// What a campaign is for.
    pub enum CampaignKind {
        /// Greets who is new.
        Welcome = "welcome",
        /// Offers something that is known beforehand.
        Offer = "offer",
        /// Offers something that the server draws.
        Mystery = "mystery",
        /// Offers something until a time that is the same for everyone.
        Flash = "flash",
        /// Has a door for each of some days.
        Calendar = "calendar",
        /// Asks for an e-mail address.
        Newsletter = "newsletter",
        /// Invites to a quiz.
        Quiz = "quiz",
        /// Asks how likely the shopper is to recommend the shop.
        Nps = "nps",
        /// Thanks for an order and hopes for another.
        SecondOrder = "second_order",
        /// Has something for who was away for long.
        WinBack = "win_back",
        /// Stands on the page where one leaves the newsletter.
        BeforeLeaving = "before_leaving",
        /// Welcomes a friend who came by a member's link.
        Referral = "referral",
        /// Reminds of points, rewards or tiers.
        Nudge = "nudge",
    }
}

wire! {
    /// Where a campaign appears.
    pub enum Placement {
        /// Over the page; modal.
        Dialog = "dialog",
        /// In a corner of the page; never modal, never takes the focus.
        Flyout = "flyout",
        /// Where the merchant put `<loyalty-offer campaign="…">`.
        Embedded = "embedded",
    }
}

wire! {
    /// Something that has to happen before a campaign appears.
    pub struct Trigger {
        /// What.
        pub kind: TriggerKind,
        /// How much of it; what it counts is the kind's.
        pub value: Option<i64>,
        /// For `element` the selector, for `event` the name.
        pub name: Option<String>,
    }
}

wire! {
    /// What can bring a campaign up.
    pub enum TriggerKind {
        /// The shopper is about to leave.
        ExitIntent = "exit_intent",
        /// So many seconds on the page.
        Delay = "delay",
        /// So many percent of the page's height.
        Scroll = "scroll",
        /// So many seconds without touching anything.
        Idle = "idle",
        /// A cart of so many minor units.
        CartValue = "cart_value",
        /// So many things in the cart.
        CartItems = "cart_items",
        /// So many pages on this visit.
        Pages = "pages",
        /// The shopper comes back from another tab.
        TabReturn = "tab_return",
        /// An element of the page is in view.
        Element = "element",
        /// The page calls `loyalty.track` with this name.
        Event = "event",
        /// Points run out within so many days.
        PointsExpiring = "points_expiring",
        /// A reward was taken and not used.
        Unredeemed = "unredeemed",
        /// At most so many points to the next tier.
        TierNear = "tier_near",
        /// The shopper came by a member's link.
        Referral = "referral",
    }
}

wire! {
    /// How often a campaign may appear to one shopper; whatever is absent does not limit. Who closed it or took it is not asked
    /// again, unless so many days are said.
    pub struct Frequency {
        /// Times on a visit.
        pub per_visit: Option<i64>,
        /// Once in so many days (of 24 hours).
        pub days: Option<i64>,
        /// Times ever.
        pub total: Option<i64>,
        /// So many days after it was closed it may appear again; without: never.
        pub closed_days: Option<i64>,
        /// So many days after it was taken it may appear again; without: never.
        pub converted_days: Option<i64>,
    }
}

wire! {
    /// What a campaign says and offers.
    pub struct Content {
        /// The variation of the campaign's experiment; absent where it has none.
        pub variation: Option<i64>,
        /// What it is about.
        pub headline: String,
        /// More words.
        pub text: Option<String>,
        /// A picture.
        pub image: Option<String>,
        /// What the button says.
        pub button: Option<String>,
        /// The page that the button leads to.
        pub url: Option<String>,
        /// What declining says.
        pub decline: Option<String>,
        /// What its tab at the edge says, while it waits for its trigger.
        pub teaser: Option<String>,
        /// What is said once it was taken.
        pub thanks: Option<String>,
        /// Whether guests are asked for an e-mail address.
        pub email: bool,
        /// The sentence that the shopper agrees to: it subscribes to the newsletter.
        pub consent: Option<String>,
        /// The quiz that the button starts.
        pub quiz: Option<String>,
        /// What can come of taking it; without any there is nothing to reveal but thanks.
        pub offers: Vec<Offer>,
        /// For calendars: the days with a door (`2026-12-01`), in the shop's time zone. A door opens on its day.
        pub doors: Vec<String>,
    }
}

wire! {
    /// Something to be had.
    pub struct Offer {
        /// What.
        pub kind: OfferKind,
        /// The merchant's words, such as "10% off".
        pub title: String,
        /// For `fixed`: minor units.
        pub amount: Option<i64>,
        /// For `percentage`: 1 to 100.
        pub percent: Option<i64>,
        /// For `points`.
        pub points: Option<i64>,
        /// The cart must come to this many minor units.
        pub minimum_order: Option<i64>,
    }
}

wire! {
    /// What can be had.
    pub enum OfferKind {
        /// Money off a cart.
        Fixed = "fixed",
        /// A share off a cart.
        Percentage = "percentage",
        /// No shipping costs.
        FreeShipping = "free_shipping",
        /// Points, for members.
        Points = "points",
        /// Nothing this time.
        Nothing = "nothing",
    }
}

wire! {
    /// `POST /v1/campaigns/{id}/reveal`: takes what a campaign has for this shopper.
    pub struct RevealRequest {
        /// The variation that was shown, where the campaign has an experiment.
        pub variation: Option<i64>,
        /// The door's day, for calendars.
        pub door: Option<String>,
        /// The guest's e-mail address, where the campaign asks for one.
        pub email: Option<String>,
        /// Whether the shopper agreed to the campaign's sentence.
        pub consent: Option<bool>,
    }
}

wire! {
    /// What a shopper has from a campaign. Asked for again, it is the same.
    pub struct Reveal {
        /// The campaign.
        pub campaign: String,
        /// The door's day, for calendars.
        pub door: Option<String>,
        /// What was drawn.
        pub offer: Offer,
        /// What became of it.
        pub outcome: RevealOutcome,
        /// What the shopper enters at checkout, single-use.
        pub code: Option<String>,
        /// Where the code stands.
        pub state: Option<RedemptionState>,
        /// Until when the code is good, where it ends.
        pub expires_at: Option<String>,
        /// When it was drawn.
        pub at: String,
    }
}

wire! {
    /// What became of what was drawn.
    pub enum RevealOutcome {
        /// There is a code.
        Code = "code",
        /// Points were given.
        Points = "points",
        /// Points are given once the shopper is signed in and asks again.
        SignIn = "sign_in",
        /// There was nothing but thanks.
        Nothing = "nothing",
    }
}

wire! {
    /// `GET /v1/me/engagement`: what the server knows that decides what this shopper is shown. A guest's is nearly empty.
    pub struct Engagement {
        /// The day in the shop's time zone (`2026-12-01`).
        pub today: String,
        /// Orders that were paid for and not called off.
        pub orders: i64,
        /// What quizzes say of them: the quiz and its outcome, `qz_tea:calm`.
        pub segments: Vec<String>,
        /// The points that run out next.
        pub expiring: Option<PointsAt>,
        /// The title of a reward that was taken and not used yet, the newest.
        pub unredeemed: Option<String>,
        /// What is missing to the next tier, in what tiers go by: points, minor units, orders, friends.
        pub next_tier: Option<i64>,
        /// Campaigns that were closed, answered or taken, on whatever device.
        pub answered: Vec<String>,
        /// The variations they are known to be in.
        pub assignments: Vec<Assigned>,
        /// Quizzes that were begun or completed.
        pub submissions: Vec<Submitted>,
        /// What campaigns gave, newest first, at most 100.
        pub reveals: Vec<Reveal>,
    }
}

wire! {
    /// The variation of an experiment that a shopper was seen in.
    pub struct Assigned {
        /// The experiment's key.
        pub experiment: String,
        /// The version of its buckets.
        pub bucket_version: i64,
        /// Counted from 0, the control.
        pub variation: i64,
    }
}

wire! {
    /// A quiz that was begun.
    pub struct Submitted {
        /// The quiz's id.
        pub quiz: String,
        /// The submission's.
        pub id: String,
        /// `partial` or `complete`.
        pub state: String,
    }
}
