//! What happened in the page: `POST /v1/events`.

wire! {
    /// Events, at most 100 at once. Any page may send them without asking first, as `navigator.sendBeacon` does: the body is
    /// JSON even where it is said to be plain text, and what is elsewhere in a header is in it.
    pub struct EventBatch {
        /// The session's token.
        pub session: String,
        /// The device's id, which is there once the shopper agreed to it. Without, nothing is taken.
        pub device: Option<String>,
        /// When it is sent, by the device's clock: what that is off by is taken off the events' times.
        pub sent_at: Option<String>,
        /// In any order.
        pub events: Vec<PageEvent>,
    }
}

wire! {
    /// One thing that happened.
    pub struct PageEvent {
        /// Chosen by the page, 1 to 64 characters. The same id is the same event, however often it is sent.
        pub id: String,
        /// What happened.
        pub kind: EventKind,
        /// The campaign; for all kinds but exposures.
        pub campaign: Option<String>,
        /// The key of the experiment that decided, where one did; for exposures always.
        pub experiment: Option<String>,
        /// The version of the experiment's buckets.
        pub bucket_version: Option<i64>,
        /// The variation the shopper is in, counted from 0, the control; of an exposure, absent for who is held out.
        pub variation: Option<i64>,
        /// When it happened, by the device's clock.
        pub at: String,
    }
}

wire! {
    /// What can happen.
    pub enum EventKind {
        /// A campaign was shown.
        Impression = "impression",
        /// Its button or link was used.
        Click = "click",
        /// It was closed.
        Close = "close",
        /// It was answered or taken.
        Conversion = "conversion",
        /// A campaign would be shown now, whatever variation the shopper is in, and whether it shows something or not.
        Exposure = "exposure",
    }
}

wire! {
    /// What became of a batch.
    pub struct EventReceipt {
        /// Events that were new.
        pub taken: i64,
        /// The others.
        pub passed_over: Vec<PassedOver>,
    }
}

wire! {
    /// An event that was not taken.
    pub struct PassedOver {
        /// Its id.
        pub id: String,
        /// Why.
        pub reason: PassedOverReason,
    }
}

wire! {
    /// Why an event was not taken. Sending it again changes nothing.
    pub enum PassedOverReason {
        /// It came before.
        Known = "known",
        /// The shopper did not agree, or no longer does.
        NoConsent = "no_consent",
        /// It says not enough, or what cannot be.
        Malformed = "malformed",
        /// The programme has no such campaign.
        UnknownCampaign = "unknown_campaign",
        /// The programme has no such experiment, or the experiment no such variation.
        UnknownExperiment = "unknown_experiment",
        /// It happened more than 30 days ago.
        TooOld = "too_old",
    }
}
