//! The programme as everyone may see it: `GET /v1/shops/{shop}/program?locale=`.

use crate::collectible::CollectibleSet;
use crate::referral::ReferralOffer;
use crate::vip::VipProgram;

wire! {
    /// A shop's loyalty programme in one language. The same for every shopper, so caches may hold it.
    pub struct Program {
        /// The shop's public key.
        pub shop: String,
        /// Counts up with every published change of the programme.
        pub version: i64,
        /// What the merchant calls the programme.
        pub name: String,
        /// The language (BCP 47) its sentences are in.
        pub locale: String,
        /// ISO 4217. All money of the programme is in minor units of it.
        pub currency: String,
        /// What the merchant calls points, where not just "points".
        pub points_name: Option<UnitName>,
        /// What points are worth, for showing a balance in money.
        pub worth: Option<Worth>,
        /// Days that points from an order stay pending (the return window). 0: approved at once.
        pub pending_days: i64,
        /// Ways to earn, in the merchant's order.
        pub earning: Vec<EarningRule>,
        /// More points for a time; those that have not ended.
        pub bonuses: Vec<Bonus>,
        /// Ways to spend, in the merchant's order.
        pub rewards: Vec<Reward>,
        /// The VIP tiers, where the merchant has some.
        pub vip: Option<VipProgram>,
        /// What referring a friend gives, where the merchant has it.
        pub referral: Option<ReferralOffer>,
        /// Sets of collectibles, in the merchant's order.
        pub collectibles: Vec<CollectibleSet>,
        /// What a fuller cart gives, where the merchant has it.
        pub cart: Option<CartOffers>,
        /// Whether there are campaigns to ask for (`GET /v1/shops/{shop}/campaigns`).
        pub campaigns: Option<bool>,
        /// The merchant's look.
        pub theme: Option<Theme>,
    }
}

wire! {
    /// A unit's name for each CLDR plural category, `{n}` standing for the formatted number: `{"one": "{n} bean", "other": "{n} beans"}`.
    pub struct UnitName {
        /// CLDR category `zero`.
        pub zero: Option<String>,
        /// CLDR category `one`.
        pub one: Option<String>,
        /// CLDR category `two`.
        pub two: Option<String>,
        /// CLDR category `few`.
        pub few: Option<String>,
        /// CLDR category `many`.
        pub many: Option<String>,
        /// CLDR category `other`, which every language has.
        pub other: String,
    }
}

wire! {
    /// `points` points are worth `amount` minor units.
    pub struct Worth {
        /// More than 0.
        pub points: i64,
        /// Minor units.
        pub amount: i64,
    }
}

wire! {
    /// The merchant's look. Colours are CSS hex colours (`#rrggbb`).
    pub struct Theme {
        /// Brand colour on light ground.
        pub accent: Option<String>,
        /// Brand colour on dark ground.
        pub accent_dark: Option<String>,
        /// Corner radius in px, 0 to 24.
        pub radius: Option<i64>,
        /// CSS font-family list.
        pub font: Option<String>,
    }
}

wire! {
    /// One way to earn.
    pub struct EarningRule {
        /// `ern_…`, unique in the programme.
        pub id: String,
        /// What the shopper does.
        pub kind: EarningKind,
        /// The merchant's words, such as "Follow us on Instagram".
        pub title: String,
        /// A sentence more, where the merchant has one.
        pub description: Option<String>,
        /// Points for each completion. 0 for purchases, whose points `purchase` tells.
        pub points: i64,
        /// The page to open, for `follow`, `share`, `review` and `quiz`.
        pub url: Option<String>,
        /// For `follow` and `share`: `instagram`, `tiktok`, `x`, `facebook`, `youtube`.
        pub network: Option<String>,
        /// For `newsletter`: the sentence the shopper agrees to.
        pub consent: Option<String>,
        /// For `streak`: so many calendar days in a row, in the shop's time zone.
        pub days: Option<i64>,
        /// For `quiz`: the quiz's id.
        pub quiz: Option<String>,
        /// Only for members of this tier and those above it.
        pub tier: Option<String>,
        /// How often it counts; without, any number of times.
        pub limit: Option<EarningLimit>,
        /// For `purchase` alone: how points follow from a cart.
        pub purchase: Option<PurchaseRule>,
    }
}

wire! {
    /// What a shopper does to earn.
    pub enum EarningKind {
        /// Buys; proven by the merchant's order webhook.
        Purchase = "purchase",
        /// Becomes a member; awarded by the server once.
        SignUp = "sign_up",
        /// Follows the shop on a social network; taken on trust when the link is opened.
        Follow = "follow",
        /// Shares a page; taken on trust when the link is opened.
        Share = "share",
        /// Visits the shop.
        Visit = "visit",
        /// Visits the shop on so many calendar days in a row.
        Streak = "streak",
        /// Has a birthday. The day is told once, and the points come on the day.
        Birthday = "birthday",
        /// Agrees to the newsletter.
        Newsletter = "newsletter",
        /// Reviews a product; proven by the merchant's server.
        Review = "review",
        /// Refers a friend who buys; proven by the friend's order.
        Referral = "referral",
        /// Completes a quiz; awarded by the server with its result.
        Quiz = "quiz",
        /// Whatever the merchant's server says they did.
        Custom = "custom",
    }
}

wire! {
    /// At most `count` completions in any `days` days (rolling, of 24 hours each), or ever.
    pub struct EarningLimit {
        /// At least 1.
        pub count: i64,
        /// Length of the window; without: ever.
        pub days: Option<i64>,
    }
}

wire! {
    /// How points follow from a cart: `points` for every `per` minor units that count.
    ///
    /// What counts of a line is its price less its own discounts and its share of the cart's discount.
    /// Shipping and taxes on top never count.
    pub struct PurchaseRule {
        /// Points for every `per`.
        pub points: i64,
        /// Minor units, more than 0.
        pub per: i64,
        /// Applied once, to the whole cart's sum.
        pub rounding: Rounding,
        /// The cart must come to this many minor units (before exclusions) to earn at all.
        pub minimum_order: Option<i64>,
        /// Selectors of products that earn nothing: `product:ID`, `collection:ID`, `tag:NAME`.
        pub excluded: Vec<String>,
        /// Where several match a line, the highest counts.
        pub multipliers: Vec<Multiplier>,
    }
}

wire! {
    /// How a fraction of a point is rounded.
    pub enum Rounding {
        /// Down.
        Floor = "floor",
        /// To the nearest, halves up.
        Nearest = "nearest",
        /// Up.
        Ceil = "ceil",
    }
}

wire! {
    /// More points for some products.
    pub struct Multiplier {
        /// Selectors as in [`PurchaseRule::excluded`]; empty: every product.
        pub applies_to: Vec<String>,
        /// 150 is one and a half times the points. At least 0.
        pub hundredths: i64,
    }
}

wire! {
    /// More points for purchases from one time to another.
    ///
    /// A line's points are multiplied by the highest multiplier of the rule that matches it, by the member's tier's, and by
    /// the highest bonus that matches it.
    pub struct Bonus {
        /// `bon_…`, unique in the programme.
        pub id: String,
        /// The merchant's words, such as "Double leaves on tea".
        pub title: String,
        /// From then on.
        pub starts_at: String,
        /// Up to, and not including, then.
        pub ends_at: String,
        /// Selectors as in [`PurchaseRule::excluded`]; empty: every product.
        pub applies_to: Vec<String>,
        /// 200 is twice the points. At least 100.
        pub hundredths: i64,
        /// Tiers it is for; empty: everyone.
        pub tiers: Vec<String>,
    }
}

wire! {
    /// What a fuller cart gives. The shop applies it; the widget shows how far the cart is.
    pub struct CartOffers {
        /// Spend more, save more: by rising `from`; the highest that is reached counts.
        pub steps: Vec<CartStep>,
        /// A cart that comes to this many minor units is sent for nothing.
        pub free_shipping_from: Option<i64>,
    }
}

wire! {
    /// A cart that comes to `from` minor units has `percent` off.
    pub struct CartStep {
        /// Minor units, before this discount.
        pub from: i64,
        /// 1 to 100.
        pub percent: i64,
    }
}

wire! {
    /// One way to spend points.
    pub struct Reward {
        /// `rwd_…`, unique in the programme.
        pub id: String,
        /// The merchant's words, such as "€5 off".
        pub title: String,
        /// A sentence more, where the merchant has one.
        pub description: Option<String>,
        /// Its price in points, at least 1; for `variable` the least that can be spent.
        pub points: i64,
        /// Prices for members of some tiers; the one of the member's own tier counts, or else `points`.
        pub prices: Vec<TierPrice>,
        /// What the shopper gets.
        pub value: RewardValue,
        /// A picture of it.
        pub image: Option<String>,
        /// Only for members of this tier and those above it.
        pub tier: Option<String>,
        /// The cart must come to this many minor units for the code to apply.
        pub minimum_order: Option<i64>,
        /// How often one shopper may claim it, held and used ones counted, undone ones not.
        pub limit_per_customer: Option<i64>,
    }
}

wire! {
    /// What a reward costs members of a tier.
    pub struct TierPrice {
        /// The tier's id.
        pub tier: String,
        /// Points, at least 1.
        pub points: i64,
    }
}

wire! {
    /// What a reward gives.
    pub enum RewardValue by "kind" {
        /// Money off the cart.
        FixedAmount = "fixed_amount" {
            /// Minor units, at least 1.
            amount: i64,
        },
        /// As much money off the cart as the shopper likes: from [`Reward::points`] on, in steps.
        Variable = "variable" {
            /// Points are spent in multiples of this.
            step: i64,
            /// Minor units that each step gives.
            amount: i64,
            /// The most points that can be spent at once, a multiple of `step`.
            maximum: i64,
        },
        /// A share off the cart.
        Percentage = "percentage" {
            /// 1 to 100.
            percent: i64,
            /// At most this many minor units off.
            max_amount: Option<i64>,
        },
        /// No shipping costs.
        FreeShipping = "free_shipping" {},
        /// One piece of a product for nothing.
        FreeProduct = "free_product" {
            /// The merchant's product id.
            product: String,
        },
        /// A gift card of the shop. Its points are spent at once.
        GiftCard = "gift_card" {
            /// Minor units.
            amount: i64,
        },
        /// Money in the shopper's account with the shop. Its points are spent at once.
        StoreCredit = "store_credit" {
            /// Minor units.
            amount: i64,
        },
    }
}
