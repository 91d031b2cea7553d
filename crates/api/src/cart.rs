//! What is being bought.

wire! {
    /// A cart, as the page or the merchant's server knows it.
    pub struct Cart {
        /// ISO 4217. Points are only promised in the programme's currency.
        pub currency: String,
        /// What is in it.
        pub lines: Vec<CartLine>,
        /// Taken off the whole cart, minor units. Spread over the lines by their value.
        pub discount: i64,
    }
}

wire! {
    /// One product in a cart.
    pub struct CartLine {
        /// The merchant's product id.
        pub product: String,
        /// The merchant's collection ids.
        pub collections: Vec<String>,
        /// The merchant's tags.
        pub tags: Vec<String>,
        /// Minor units, as the shopper sees the price.
        pub unit_price: i64,
        /// At least 1.
        pub quantity: i64,
        /// Taken off this line in all, minor units.
        pub discount: i64,
    }
}
