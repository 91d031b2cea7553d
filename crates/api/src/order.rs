//! What was bought, as the merchant's server tells it by webhook (`POST /v1/webhooks/{shop}/orders`).

use crate::cart::Cart;

wire! {
    /// A webhook message: `{"type": "order.paid", "data": {…}}`.
    pub struct OrderEvent {
        /// What happened.
        pub r#type: OrderEventKind,
        /// The order it happened to.
        pub data: Order,
    }
}

wire! {
    /// What happened to an order.
    pub enum OrderEventKind {
        /// It was paid: points are awarded, codes committed.
        Paid = "order.paid",
        /// Money went back: points are taken back in proportion to `refunded`.
        Refunded = "order.refunded",
        /// It was called off: every point is taken back.
        Cancelled = "order.cancelled",
    }
}

wire! {
    /// An order.
    pub struct Order {
        /// The merchant's order number, unique in the shop.
        #[cfg_attr(feature = "server", schema(min_length = 1, max_length = 255))]
        pub id: String,
        /// The merchant's id of the shopper (the `sub` of their token); nothing for a guest's order.
        #[cfg_attr(feature = "server", schema(min_length = 1, max_length = 255))]
        pub customer: Option<String>,
        /// What was bought, after every discount.
        pub cart: Cart,
        /// Reward codes that were used.
        pub codes: Vec<String>,
        /// For `order.refunded`: minor units of goods paid back so far in all, shipping left out.
        #[cfg_attr(feature = "server", schema(minimum = 0))]
        pub refunded: Option<i64>,
        /// When it was paid.
        #[cfg_attr(feature = "server", schema(format = DateTime))]
        pub paid_at: String,
        /// The buyer's e-mail address, to tell a friend from the member who referred them. Kept as a keyed hash only.
        pub email: Option<String>,
        /// Where it is sent, as one line of text; for the same purpose, and kept in the same way.
        pub address: Option<String>,
    }
}
