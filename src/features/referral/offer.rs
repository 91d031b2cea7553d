//! What a referral gives to either side.

use crate::features::View;
use crate::ui::icon::{self, Icon};
use crate::ui::node::{Node, el, text};
use loyalty_api::program::{EarningKind, Program};
use loyalty_api::referral::ReferralOffer;

/// Two cards, side by side.
pub(super) fn view(view: View<'_>, program: &Program, offer: &ReferralOffer) -> Node {
    let words = view.words;
    let points = program.earning.iter().find(|rule| rule.kind == EarningKind::Referral).map_or(0, |rule| rule.points);
    let thanks = if points > 0 { words.points(points) } else { words.t("refer.thanks") };
    let minimum = offer.minimum_order.map(|amount| words.fill_money("rewards.minimum", amount));
    el("div.sides").child(side(icon::HEART, words.t("refer.you"), thanks, None)).child(side(
        icon::GIFT,
        words.t("refer.friend"),
        offer.title.clone(),
        minimum,
    ))
}

fn side(icon: Icon, who: String, what: String, more: Option<String>) -> Node {
    el("div.side")
        .child(el("span.badge").child(icon::draw(icon)))
        .child(text("p.detail", who))
        .child(text("p.title", what))
        .maybe(more.map(|more| text("p.detail", more)))
}
