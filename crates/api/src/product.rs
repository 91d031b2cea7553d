//! What the shop sells, as the widget shows it.

wire! {
    /// A product of the merchant's catalogue.
    pub struct Product {
        /// The merchant's product id.
        pub id: String,
        /// Its name.
        pub title: String,
        /// Its page: an https address, or a path of the shop.
        pub url: String,
        /// A picture of it.
        pub image: Option<String>,
        /// Minor units.
        pub price: i64,
        /// The merchant's collection ids.
        #[cfg_attr(feature = "server", serde(default))]
        pub collections: Vec<String>,
        /// The merchant's tags.
        #[cfg_attr(feature = "server", serde(default))]
        pub tags: Vec<String>,
        /// Whether it can be bought now.
        pub available: bool,
    }
}

wire! {
    /// `GET /v1/shops/{shop}/products`: products by their ids; `…/products/{product}/together`: what others bought with one.
    pub struct ProductList {
        /// In the order of the ids; the most often bought first.
        pub items: Vec<Product>,
    }
}
