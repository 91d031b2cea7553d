//! Experiments: which of several contents a shopper is shown, and what came of it.

use crate::json::Json;

wire! {
    /// An experiment. Shares are in hundredths of a percent: 10,000 is everyone.
    pub struct Experiment {
        /// Unique in the programme; what campaigns name it by, and the parameter of an address that chooses a variation for a
        /// preview.
        pub key: String,
        /// What is hashed with the shopper's id; without: the key.
        pub seed: Option<String>,
        /// At least two. The first is the control.
        pub variations: Vec<Variation>,
        /// Of the shoppers that it is for, the share that takes part; without: everyone.
        pub coverage: Option<i64>,
        /// Experiments in one namespace whose parts do not overlap share no shopper.
        pub namespace: Option<Namespace>,
        /// A condition over the page's attributes; whom it does not hold for takes no part.
        pub targeting: Option<Json>,
        /// Counts up when shoppers are to be dealt anew. Within one, who was in a variation stays there.
        #[cfg_attr(feature = "server", serde(default))]
        pub bucket_version: i64,
    }
}

wire! {
    /// One of the things compared.
    pub struct Variation {
        /// The merchant's name for it.
        pub name: String,
        /// Its share; those of all variations come to 10,000.
        pub weight: i64,
    }
}

wire! {
    /// A part of a namespace.
    pub struct Namespace {
        /// Which.
        pub id: String,
        /// From there, in hundredths of a percent.
        pub from: i64,
        /// Up to, and not including, there.
        pub to: i64,
    }
}
