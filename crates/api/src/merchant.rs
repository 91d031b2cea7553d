//! What the merchant's own servers ask and tell, with a secret key: `/v1/shops/{shop}/…`.

use crate::account::Account;
use crate::transaction::Transaction;

wire! {
    /// `PUT /v1/shops/{shop}/programme`: the document was published, or was so already.
    pub struct Published {
        /// The version that counts now.
        pub version: i64,
    }
}

wire! {
    /// What is wrong with a programme document: nothing of it was published.
    pub struct DocumentProblem {
        /// `about:blank`.
        pub r#type: String,
        /// In a few words.
        pub title: String,
        /// 422.
        pub status: i64,
        /// `document_has_mistakes`.
        pub code: String,
        /// Every mistake.
        pub mistakes: Vec<DocumentMistake>,
    }
}

wire! {
    /// One mistake in a document.
    pub struct DocumentMistake {
        /// Where: `rewards[2].points`.
        pub path: String,
        /// What would be right.
        pub sentence: String,
    }
}

wire! {
    /// `GET /v1/shops/{shop}/members?cursor&limit&merchant_id`.
    pub struct MemberPage {
        /// By joining, newest first.
        pub items: Vec<Member>,
        /// Ask with it for the next page.
        pub next_cursor: Option<String>,
    }
}

wire! {
    /// A member as the merchant sees one.
    pub struct Member {
        /// `cus_…`.
        pub id: String,
        /// The merchant's id of them; nothing once they were erased.
        pub merchant_id: Option<String>,
        /// When they joined.
        pub joined_at: String,
        /// The tier's id.
        pub tier: Option<String>,
        /// Points they can spend.
        pub available: i64,
        /// Points in a return window.
        pub pending: i64,
        /// Points ever earned and approved.
        pub lifetime: i64,
    }
}

wire! {
    /// `GET /v1/shops/{shop}/members/{merchant_id}`: one member with everything the widget shows them.
    pub struct MemberDetail {
        /// As in the list.
        pub member: Member,
        /// As the member sees it.
        pub account: Account,
        /// What they let the shop keep of their answers in quizzes.
        pub profile: Vec<ProfileAnswer>,
    }
}

wire! {
    /// Something a member said of themselves in a quiz, and agreed to have kept.
    pub struct ProfileAnswer {
        /// The name that the quiz keeps it under.
        pub name: String,
        /// Ids of what was chosen.
        pub choices: Vec<String>,
        /// The number that was given.
        pub number: Option<i64>,
        /// What was written.
        pub text: Option<String>,
        /// The quiz it comes from.
        pub quiz: String,
        /// When.
        pub at: String,
    }
}

wire! {
    /// `GET /v1/shops/{shop}/quizzes/{id}/submissions?state&cursor&limit`.
    pub struct QuizSubmissionPage {
        /// The last changed first.
        pub items: Vec<QuizSubmission>,
        /// Ask with it for the next page.
        pub next_cursor: Option<String>,
    }
}

wire! {
    /// A submission as the merchant sees one.
    pub struct QuizSubmission {
        /// The page's id of it.
        pub id: String,
        /// The merchant's id of the member; nothing for a guest's.
        pub member: Option<String>,
        /// How far it is.
        pub state: crate::quiz::SubmissionState,
        /// What was answered.
        pub answers: Vec<crate::quiz::QuizAnswer>,
        /// The id of the outcome that held.
        pub outcome: Option<String>,
        /// Ids of the products that were recommended.
        pub recommended: Vec<String>,
        /// Points that were awarded for it.
        pub points: Option<i64>,
        /// When it was last changed.
        pub updated_at: String,
        /// When it was first completed.
        pub completed_at: Option<String>,
    }
}

wire! {
    /// `POST /v1/shops/{shop}/members/{merchant_id}/adjustments`, with an `Idempotency-Key`.
    pub struct Adjustment {
        /// More than 0: given; less: taken. Taking more than there is to spend is refused unless the shop allows debt.
        #[cfg_attr(feature = "server", schema(minimum = -1_000_000_000_i64, maximum = 1_000_000_000_i64))]
        pub points: i64,
        /// What the member reads as the reason.
        #[cfg_attr(feature = "server", schema(min_length = 1, max_length = 300, pattern = "\\S"))]
        pub reason: String,
    }
}

wire! {
    /// An adjustment was made.
    pub struct AdjustmentReceipt {
        /// The line in the member's activity.
        pub transaction: Transaction,
        /// The member after it.
        pub member: Member,
    }
}

wire! {
    /// `POST /v1/shops/{shop}/actions`: a member did what the rule (`review` or `custom`) is for. The same event counts once.
    pub struct MemberAction {
        /// The merchant's id of the member.
        pub customer: String,
        /// The earning rule's id.
        pub rule: String,
        /// The merchant's id of what happened, such as the review's number.
        pub event: String,
    }
}

wire! {
    /// What came of an action.
    pub struct MemberActionReceipt {
        /// The award; nothing where this event was awarded before.
        pub transaction: Option<Transaction>,
        /// The member after it.
        pub member: Member,
    }
}

wire! {
    /// `GET /v1/shops/{shop}/referrals?state&cursor&limit`: for the merchant's review.
    pub struct ReferralPage {
        /// Newest first.
        pub items: Vec<ReferralCase>,
        /// Ask with it for the next page.
        pub next_cursor: Option<String>,
    }
}

wire! {
    /// A referral as the merchant sees one.
    pub struct ReferralCase {
        /// `ref_…`.
        pub id: String,
        /// How far it came, as in [`crate::referral::InvitationState`].
        pub state: crate::referral::InvitationState,
        /// Where the link was shared.
        pub channel: crate::referral::Channel,
        /// The merchant's id of the member who referred.
        pub referrer: Option<String>,
        /// The merchant's id of the friend, where they have one.
        pub friend: Option<String>,
        /// The friend's order, where there is one.
        pub order: Option<String>,
        /// Every reason of the verdict, the gravest first.
        pub reasons: Vec<String>,
        /// When it came so far.
        pub at: String,
    }
}

wire! {
    /// `POST /v1/shops/{shop}/referrals/{id}/review`: the merchant decides.
    pub struct ReviewRequest {
        /// Whether it counts.
        pub accept: bool,
    }
}

wire! {
    /// `GET /v1/shops/{shop}/deliveries?cursor&limit`: what was sent to the merchant's own addresses.
    pub struct DeliveryPage {
        /// Newest first.
        pub items: Vec<Delivery>,
        /// Ask with it for the next page.
        pub next_cursor: Option<String>,
    }
}

wire! {
    /// One message to one address.
    pub struct Delivery {
        /// `msg_…`: the message's `webhook-id`, the same for every attempt.
        pub id: String,
        /// What it tells: `points.earned` …
        pub event: String,
        /// Where it goes.
        pub url: String,
        /// How it went.
        pub state: DeliveryState,
        /// Attempts so far.
        pub attempts: i64,
        /// The last answer's status, where there was an answer.
        pub status: Option<i64>,
        /// Why the last attempt failed.
        pub error: Option<String>,
        /// When it was written.
        pub created_at: String,
        /// When it is tried next.
        pub next_at: Option<String>,
    }
}

wire! {
    /// How a delivery went.
    pub enum DeliveryState {
        /// It will be tried, again.
        Waiting = "waiting",
        /// It was taken.
        Delivered = "delivered",
        /// It was given up.
        Failed = "failed",
    }
}

wire! {
    /// `POST /v1/webhooks/{shop}/customers`: `{"type": "customer.updated", "data": {…}}`.
    pub struct CustomerEvent {
        /// What happened.
        pub r#type: CustomerEventKind,
        /// The customer it happened to.
        pub data: CustomerChange,
    }
}

wire! {
    /// What happened to a customer.
    pub enum CustomerEventKind {
        /// Something of them is known or changed.
        Updated = "customer.updated",
        /// They are to be forgotten.
        Deleted = "customer.deleted",
    }
}

wire! {
    /// A customer of the shop, member or not.
    pub struct CustomerChange {
        /// The merchant's id of them (the `sub` of their token).
        pub id: String,
        /// For greeting; absent: as it is known.
        pub first_name: Option<String>,
        /// To tell a friend from the member who referred them. Kept as a keyed hash only.
        pub email: Option<String>,
    }
}

wire! {
    /// `GET /v1/shops/{shop}/subscriptions?cursor&limit`.
    pub struct SubscriptionPage {
        /// Newest first.
        pub items: Vec<Subscription>,
        /// Ask with it for the next page.
        pub next_cursor: Option<String>,
    }
}

wire! {
    /// Somebody who agreed to the newsletter by an e-mail address.
    pub struct Subscription {
        /// `sub_…`.
        pub id: String,
        /// Where to write to.
        pub email: String,
        /// The campaign or quiz that asked.
        pub source: String,
        /// What they agreed to.
        pub sentence: String,
        /// The language they read it in.
        pub locale: String,
        /// When.
        pub at: String,
    }
}

wire! {
    /// `POST /v1/shops/{shop}/subscriptions/withdraw`.
    pub struct WithdrawRequest {
        /// The address to forget.
        pub email: String,
    }
}
