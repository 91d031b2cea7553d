//! What is counted towards a tier, in words.

use crate::words::Words;
use loyalty_api::vip::{Tier, TierBasis, TierWindow, VipProgram};

/// So much of the basis: "€120", "1,240 leaves", "3 orders", "2 friends".
pub(crate) fn amount(words: Words<'_>, basis: TierBasis, number: i64) -> String {
    match basis {
        TierBasis::Points => words.points(number),
        TierBasis::Spend => words.money(number),
        TierBasis::Orders => words.plural("vip.orders", number),
        TierBasis::Referrals => words.plural("vip.friends", number),
    }
}

/// Where a tier starts: "From €120".
pub(super) fn threshold(words: Words<'_>, vip: &VipProgram, tier: &Tier) -> String {
    if tier.threshold <= 0 {
        return words.t("vip.start");
    }
    words.fill("vip.from", &[("amount", &amount(words, vip.basis, tier.threshold))])
}

/// "What counts: what you spend, in a calendar year."
pub(super) fn what_counts(words: Words<'_>, vip: &VipProgram) -> String {
    let what = words.t(&["vip.what.", vip.basis.name()].concat());
    let window = match vip.window {
        TierWindow::Rolling => words.plural("vip.window.rolling", vip.days.unwrap_or_default()),
        window => words.t(&["vip.window.", window.name()].concat()),
    };
    words.fill("vip.counts", &[("what", &what), ("window", &window)])
}
