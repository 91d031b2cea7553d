//! Which of our events means what to whom: one table.

use crate::browser::json::own;
use loyalty_api::page::{new_object, set};
use wasm_bindgen::JsValue;

/// Our events that are passed on.
pub(super) const HEARD: [&str; 18] = [
    "loyalty:open",
    "loyalty:close",
    "loyalty:session",
    "loyalty:earned",
    "loyalty:redeemed",
    "loyalty:undone",
    "loyalty:claimed",
    "loyalty:shared",
    "loyalty:tier",
    "loyalty:campaign-shown",
    "loyalty:campaign-clicked",
    "loyalty:campaign-taken",
    "loyalty:campaign-closed",
    "loyalty:experiment",
    "loyalty:quiz-started",
    "loyalty:quiz-answered",
    "loyalty:quiz-completed",
    "loyalty:cart-added",
];

/// Whose names are used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// Google Analytics 4.
    Ga4,
    /// Klaviyo.
    Klaviyo,
}

/// What one of our events is called elsewhere. An empty name is not sent.
struct Row {
    /// Ours, or one that follows from the account.
    event: &'static str,
    /// Only where the detail has something here, or this very text.
    only: (&'static str, &'static str),
    ga4: &'static str,
    klaviyo: &'static str,
    fields: &'static [Field],
}

/// Where the detail has it (or `=` and a fixed text), the parameter of Google Analytics, the property of Klaviyo.
type Field = (&'static str, &'static str, &'static str);

const POINTS: Field = ("=points", "virtual_currency_name", "");

const CAMPAIGN: &[Field] = &[
    ("campaign", "promotion_id", "CampaignId"),
    ("headline", "promotion_name", "Headline"),
    ("kind", "creative_name", "Kind"),
    ("placement", "creative_slot", "Placement"),
    ("variation", "", "Variation"),
];

const fn row(event: &'static str, ga4: &'static str, klaviyo: &'static str, fields: &'static [Field]) -> Row {
    Row { event, only: ("", ""), ga4, klaviyo, fields }
}

static ROWS: [Row; 17] = [
    row("joined", "sign_up", "Loyalty Joined", &[("=loyalty", "method", "")]),
    row("subscribed", "generate_lead", "Loyalty Newsletter Agreed", &[("=newsletter", "lead_source", "")]),
    row(
        "earned",
        "earn_virtual_currency",
        "Loyalty Points Earned",
        &[("points", "value", "Points"), POINTS, ("title", "", "Title")],
    ),
    row(
        "redeemed",
        "spend_virtual_currency",
        "Loyalty Reward Redeemed",
        &[("points", "value", "Points"), POINTS, ("title", "item_name", "Reward"), ("reward", "", "RewardId")],
    ),
    row("undone", "", "Loyalty Reward Undone", &[("points", "", "Points"), ("title", "", "Reward"), ("reward", "", "RewardId")]),
    row("claimed", "generate_lead", "Loyalty Welcome Claimed", &[("=referral", "lead_source", ""), ("title", "", "Reward")]),
    row("shared", "share", "Loyalty Link Shared", &[("channel", "method", "Channel"), ("=referral", "content_type", "")]),
    row("tier", "unlock_achievement", "Loyalty Tier Reached", &[("tier", "achievement_id", "TierId")]),
    row("campaign-shown", "view_promotion", "Loyalty Campaign Viewed", CAMPAIGN),
    row("campaign-clicked", "select_promotion", "Loyalty Campaign Clicked", CAMPAIGN),
    row("campaign-taken", "", "Loyalty Campaign Taken", CAMPAIGN),
    Row {
        event: "campaign-taken",
        only: ("subscribed", ""),
        ga4: "generate_lead",
        klaviyo: "Loyalty Newsletter Agreed",
        fields: &[("=campaign", "lead_source", ""), ("campaign", "", "CampaignId")],
    },
    Row {
        event: "campaign-taken",
        only: ("reveal.outcome", "points"),
        ga4: "earn_virtual_currency",
        klaviyo: "Loyalty Points Earned",
        fields: &[("reveal.offer.points", "value", "Points"), POINTS, ("reveal.offer.title", "", "Title")],
    },
    row("experiment", "experiment_viewed", "", &[("experiment", "experiment_id", ""), ("variation", "variation_id", "")]),
    row("quiz-started", "", "Loyalty Quiz Started", &[("quiz", "", "QuizId")]),
    row("quiz-completed", "", "Loyalty Quiz Completed", &[("quiz", "", "QuizId"), ("outcome", "", "Outcome")]),
    Row {
        event: "quiz-completed",
        only: ("points", ""),
        ga4: "earn_virtual_currency",
        klaviyo: "Loyalty Points Earned",
        fields: &[("points", "value", "Points"), POINTS, ("quiz", "", "QuizId")],
    },
];

/// Hands over every name that this event has there, with what it says.
pub(super) fn each(target: Target, event: &str, detail: &JsValue, send: &mut dyn FnMut(&'static str, JsValue)) {
    for row in &ROWS {
        let name = if target == Target::Ga4 { row.ga4 } else { row.klaviyo };
        let (path, text) = row.only;
        let found = at(detail, path);
        let fits =
            path.is_empty() || if text.is_empty() { found.is_truthy() } else { found.as_string().as_deref() == Some(text) };
        if row.event == event && !name.is_empty() && fits {
            let said = new_object();
            for (path, ga4, klaviyo) in row.fields {
                let name = if target == Target::Ga4 { ga4 } else { klaviyo };
                let value = path.strip_prefix('=').map_or_else(|| at(detail, path), JsValue::from_str);
                if !name.is_empty() && !value.is_null() {
                    set(&said, name, &value);
                }
            }
            send(name, said);
        }
    }
}

/// What is at this path.
fn at(detail: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(detail.clone(), |inner, name| own(&inner, name))
}
