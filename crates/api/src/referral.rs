//! Referrals: the offer, a member's own link, and the friend's side.

use crate::program::RewardValue;
use crate::redemption::Redemption;

wire! {
    /// What referring a friend gives. The member's side is the earning rule of kind `referral`.
    pub struct ReferralOffer {
        /// What the friend gets, in the merchant's words.
        pub title: String,
        /// What it takes off the friend's first cart.
        pub value: RewardValue,
        /// The friend's cart must come to this many minor units.
        pub minimum_order: Option<i64>,
        /// What is said with the link when it is shared; `{url}` stands for the link and `{reward}` for the title.
        pub message: String,
        /// Ways to share, in the merchant's order.
        pub channels: Vec<Channel>,
        /// Days that a friend has from the click to the order.
        pub days: i64,
    }
}

wire! {
    /// A way to share a link.
    pub enum Channel {
        /// Copied, or read off a QR code.
        Link = "link",
        /// The device's own share sheet.
        Native = "native",
        /// WhatsApp.
        WhatsApp = "whatsapp",
        /// E-mail.
        Email = "email",
        /// A text message.
        Sms = "sms",
        /// X.
        X = "x",
        /// Facebook.
        Facebook = "facebook",
        /// Messenger.
        Messenger = "messenger",
        /// Telegram.
        Telegram = "telegram",
    }
}

wire! {
    /// A member's link and what came of it, in an account.
    pub struct ReferralSummary {
        /// What a friend can type or say.
        pub code: String,
        /// The link, without a channel.
        pub url: String,
        /// Friends whose order passed the return window.
        pub completed: i64,
        /// Friends who have ordered and whose return window is open, or whose claim is being looked at.
        pub pending: i64,
        /// Points earned by referring.
        pub points: i64,
    }
}

wire! {
    /// `GET /v1/me/referral`.
    pub struct Referral {
        /// As in the account.
        pub summary: ReferralSummary,
        /// One tracked link for each channel of the offer.
        pub links: Vec<ReferralLink>,
        /// The link as a QR code.
        pub qr: QrCode,
        /// Newest first, at most 50.
        pub invitations: Vec<Invitation>,
    }
}

wire! {
    /// A link that tells where it was shared.
    pub struct ReferralLink {
        /// Where.
        pub channel: Channel,
        /// The link.
        pub url: String,
    }
}

wire! {
    /// A QR code as a drawing: one unit a module, quiet zone left out.
    pub struct QrCode {
        /// Modules a side.
        pub size: i64,
        /// The dark modules as the `d` of an SVG path.
        pub path: String,
    }
}

wire! {
    /// One time that a link was shared, and what came of it.
    pub struct Invitation {
        /// `ref_…`.
        pub id: String,
        /// Where it was shared.
        pub channel: Channel,
        /// How far it came.
        pub state: InvitationState,
        /// For `blocked` and `in_review`: why, as the verdict's code, such as `same_address`.
        pub reason: Option<String>,
        /// When it came so far.
        pub at: String,
        /// For `pending`: when the points become available.
        pub approves_at: Option<String>,
    }
}

wire! {
    /// How far an invitation came.
    pub enum InvitationState {
        /// The member shared it.
        Shared = "shared",
        /// Somebody came by it.
        Clicked = "clicked",
        /// They took the offer.
        Claimed = "claimed",
        /// They ordered; the return window is open.
        Pending = "pending",
        /// The merchant looks at it.
        InReview = "in_review",
        /// Both were rewarded.
        Completed = "completed",
        /// It does not count.
        Blocked = "blocked",
        /// Time ran out, or the order went back.
        Expired = "expired",
    }
}

wire! {
    /// `POST /v1/me/referral/shares`: the member shared the link.
    pub struct ShareRequest {
        /// Where.
        pub channel: Channel,
    }
}

wire! {
    /// `POST /v1/referrals/clicks`: somebody came by a link. The value of the address's `lref` is `code` or `code.channel`.
    pub struct ClickRequest {
        /// The shop's public key.
        pub shop: String,
        /// The value of the parameter.
        pub code: String,
    }
}

wire! {
    /// What the friend is offered.
    pub struct Click {
        /// Signed, for one claim. Good for the offer's `days`.
        pub id: String,
        /// The member's first name, where they have one.
        pub referrer: Option<String>,
        /// The click belongs to the member's own session: nothing to claim.
        pub own: bool,
    }
}

wire! {
    /// `POST /v1/referrals/claims`: the friend takes the offer. Works without an account.
    pub struct ClaimRequest {
        /// The shop's public key.
        pub shop: String,
        /// The click's id.
        pub click: String,
        /// The friend's e-mail address: one welcome for each person.
        pub email: String,
    }
}

wire! {
    /// The friend's welcome. A refused claim is a problem (`self_referral`, `existing_customer`, `already_claimed` …).
    pub struct ClaimReceipt {
        /// The code, good at once; it counts for the member once an order with it passed the return window.
        pub redemption: Redemption,
        /// Whether the merchant looks at it before the member is rewarded.
        pub in_review: bool,
    }
}
