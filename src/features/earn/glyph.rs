//! Which picture stands for a way to earn.

use crate::ui::icon::{self, Icon};
use loyalty_api::program::{EarningKind, EarningRule};

/// The network's own where there is one, else the kind's.
pub(super) fn of(rule: &EarningRule) -> Icon {
    match (rule.kind, rule.network.as_deref()) {
        (_, Some("instagram")) => icon::INSTAGRAM,
        (_, Some("tiktok")) => icon::TIKTOK,
        (_, Some("x")) => icon::X,
        (_, Some("facebook")) => icon::FACEBOOK,
        (_, Some("youtube")) => icon::YOUTUBE,
        (EarningKind::Purchase, _) => icon::BAG,
        (EarningKind::SignUp, _) => icon::JOIN,
        (EarningKind::Follow, _) => icon::HEART,
        (EarningKind::Share, _) => icon::SHARE,
        (EarningKind::Birthday, _) => icon::GIFT,
        (EarningKind::Newsletter, _) => icon::ENVELOPE,
        (EarningKind::Review | EarningKind::Quiz, _) => icon::BUBBLE,
        (EarningKind::Referral, _) => icon::FRIENDS,
        (EarningKind::Visit | EarningKind::Streak, _) => icon::CALENDAR,
        (EarningKind::Custom, _) => icon::CHECK,
    }
}
