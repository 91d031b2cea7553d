//! What buying something earns this shopper, by the rules the server awards by.

use crate::browser::intl;
use crate::session::State;
use loyalty_api::cart::Cart;
use loyalty_api::program::Bonus;
use loyalty_rules::earn::{self, Boost, NoPoints};
use loyalty_rules::vip;

/// Points for this cart. Nothing while the programme loads, and where purchases earn nothing.
pub fn points(state: &State, cart: &Cart) -> Option<Result<i64, NoPoints>> {
    let program = state.program.value()?;
    let rule = program.earning.iter().find_map(|rule| rule.purchase.as_ref())?;
    let boost = Boost { tier_hundredths: tier_hundredths(state), bonuses: running(state) };
    Some(earn::points(rule, &boost, cart, &program.currency))
}

/// The multiplier of the member's tier: 150 is one and a half times.
pub fn tier_hundredths(state: &State) -> i64 {
    let ladder = state.program.value().and_then(|program| program.vip.as_ref());
    tier(state).and_then(|tier| vip::find(ladder, tier)).map_or(100, |(_, tier)| tier.hundredths)
}

/// The id of the member's tier.
pub fn tier(state: &State) -> Option<&str> {
    state.member()?.vip.as_ref()?.tier.as_deref()
}

/// The bonuses that count for this shopper now.
pub fn running(state: &State) -> Vec<&Bonus> {
    let bonuses = state.program.value().map(|program| program.bonuses.as_slice()).unwrap_or_default();
    let millis = |time: &str| Some(intl::millis(time)).filter(|millis| !millis.is_nan()).map(|millis| millis as i64);
    earn::running(bonuses, tier(state), js_sys::Date::now() as i64, millis)
}
