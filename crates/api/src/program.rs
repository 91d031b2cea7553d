//! The programme as everyone may see it: `GET /v1/shops/{shop}/program?locale=`.

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
        /// Ways to spend, in the merchant's order.
        pub rewards: Vec<Reward>,
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
        /// The page to open, for `follow` and `share`.
        pub url: Option<String>,
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
    /// One way to spend points.
    pub struct Reward {
        /// `rwd_…`, unique in the programme.
        pub id: String,
        /// The merchant's words, such as "€5 off".
        pub title: String,
        /// A sentence more, where the merchant has one.
        pub description: Option<String>,
        /// Its price in points, at least 1.
        pub points: i64,
        /// What the shopper gets.
        pub value: RewardValue,
        /// The cart must come to this many minor units for the code to apply.
        pub minimum_order: Option<i64>,
        /// How often one shopper may claim it, held and used ones counted, undone ones not.
        pub limit_per_customer: Option<i64>,
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
        /// A share off the cart.
        Percentage = "percentage" {
            /// 1 to 100.
            percent: i64,
            /// At most this many minor units off.
            max_amount: Option<i64>,
        },
        /// No shipping costs.
        FreeShipping = "free_shipping" {},
    }
}
