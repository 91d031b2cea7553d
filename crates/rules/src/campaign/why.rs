//! What the arbiter says.

/// What becomes of a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It appears, or stays.
    Show,
    /// Not now.
    Wait,
    /// Not to this shopper, as things are.
    Never,
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing speaks against it.
    Due,
    /// The shopper asked for it.
    Asked,
    /// It is there already.
    Showing,
    /// It begins later.
    NotBegun,
    /// It is over.
    Ended,
    /// It is for others, or for other pages.
    Targeting,
    /// The shopper took it.
    Converted,
    /// The shopper closed it.
    Closed,
    /// The shopper closed or took it on another device.
    Answered,
    /// It was shown as often as it may be.
    Total,
    /// It was shown as often as it may be on one visit.
    Visit,
    /// It was shown too short a time ago.
    Recent,
    /// What has to happen first did not.
    Trigger,
    /// The shopper is paying.
    Checkout,
    /// The shopper is typing.
    Typing,
    /// Somebody else's dialog is open.
    OtherDialog,
    /// Something of ours is open.
    Open,
    /// The shopper has just come from a search, on a phone.
    SearchLanding,
    /// Something else was there a short time ago.
    Quiet,
    /// Another campaign comes first.
    Another,
    /// The shopper is one of those to whom nothing appears, to compare with.
    HeldOut,
    /// The shopper's variation shows nothing.
    Control,
    /// The shopper takes no part in the experiment, and its control shows nothing.
    NoPart,
}

impl Why {
    /// Its name, for events and for the preview.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Asked => "asked",
            Self::Showing => "showing",
            Self::NotBegun => "not_begun",
            Self::Ended => "ended",
            Self::Targeting => "targeting",
            Self::Converted => "converted",
            Self::Closed => "closed",
            Self::Answered => "answered",
            Self::Total => "total",
            Self::Visit => "visit",
            Self::Recent => "recent",
            Self::Trigger => "trigger",
            Self::Checkout => "checkout",
            Self::Typing => "typing",
            Self::OtherDialog => "other_dialog",
            Self::Open => "open",
            Self::SearchLanding => "search_landing",
            Self::Quiet => "quiet",
            Self::Another => "another",
            Self::HeldOut => "held_out",
            Self::Control => "control",
            Self::NoPart => "no_part",
        }
    }

    /// What follows from it.
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::Due | Self::Asked | Self::Showing => Verdict::Show,
            Self::NotBegun | Self::Recent | Self::Trigger | Self::Checkout | Self::Typing | Self::OtherDialog => Verdict::Wait,
            Self::Open | Self::SearchLanding | Self::Quiet | Self::Another => Verdict::Wait,
            Self::Ended | Self::Targeting | Self::Converted | Self::Closed | Self::Answered | Self::Total => Verdict::Never,
            Self::Visit | Self::HeldOut | Self::Control | Self::NoPart => Verdict::Never,
        }
    }
}
