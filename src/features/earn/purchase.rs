//! What purchases earn: the rule, the member's tier, and the bonuses that run now.

use crate::features::{View, estimate};
use crate::ui::node::{Node, el, text};
use loyalty_api::program::{EarningRule, PurchaseRule};

/// "5 points for every €1 you spend".
pub fn sentence(view: View<'_>, rule: &PurchaseRule) -> String {
    let words = view.words;
    words.fill("earn.purchase", &[("points", &words.points(rule.points)), ("money", &words.money(rule.per))])
}

/// Everything there is to say of it below its title and the merchant's own words.
pub(super) fn terms(view: View<'_>, rule: &EarningRule) -> Node {
    let words = view.words;
    let purchase = rule.purchase.as_ref();
    // The merchant's own words say it better, where there are some.
    let said = purchase.filter(|_| rule.description.is_none()).map(|purchase| sentence(view, purchase));
    let minimum = purchase.and_then(|purchase| purchase.minimum_order).map(|amount| words.fill_money("earn.minimum", amount));
    let details = [said, minimum].into_iter().flatten().map(|detail| text("p.detail", detail));
    let name = estimate::tier(view.state).and_then(|tier| words.tier(tier));
    let hundredths = estimate::tier_hundredths(view.state);
    let tier = name
        .filter(|_| hundredths != 100)
        .map(|name| boost(words.factor(hundredths), words.fill("earn.tier", &[("tier", name)])));
    let bonuses = estimate::running(view.state).into_iter().map(|bonus| {
        let sentence = words.fill("earn.bonus", &[("title", &bonus.title), ("date", &words.day(&bonus.ends_at))]);
        boost(words.factor(bonus.hundredths), sentence)
    });
    el("div").children(details.chain(tier).chain(bonuses))
}

fn boost(factor: String, sentence: String) -> Node {
    el("p.boost").child(text("bdi.factor", factor)).child(text("span", sentence))
}
