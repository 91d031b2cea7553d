//! Collectibles: cards that come with purchases, in sets.

wire! {
    /// A set of collectibles. Having all of them gives points, once.
    pub struct CollectibleSet {
        /// `set_…`, unique in the programme.
        pub id: String,
        /// The merchant's name for it.
        pub title: String,
        /// Points for completing it.
        pub points: i64,
        /// By their numbers in the album.
        pub items: Vec<Collectible>,
    }
}

wire! {
    /// One collectible.
    pub struct Collectible {
        /// `col_…`, unique in the programme.
        pub id: String,
        /// Its name.
        pub title: String,
        /// Its picture.
        pub image: Option<String>,
        /// Selectors of the products it comes with: `product:ID`, `collection:ID`, `tag:NAME`. One for each piece bought.
        pub applies_to: Vec<String>,
    }
}

wire! {
    /// So many of a collectible.
    pub struct Collected {
        /// Its id.
        pub item: String,
        /// At least 1.
        pub count: i64,
    }
}
