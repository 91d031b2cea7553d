//! What conditions can ask about: the page, the cart, the shopper.

use super::kept::Kept;
use crate::browser::property::number;
use crate::config::Config;
use crate::session::State;
use crate::watch::is_coarse;
use loyalty_api::campaign::Engagement;
use loyalty_api::cart::Cart;
use loyalty_api::json::Json;
use web_sys::Window;

/// The narrower side of a phone's screen is below so many pixels.
const PHONE: i32 = 600;

/// The attributes, by the names that `loyalty_rules::targeting` lists.
pub(super) fn attributes(window: &Window, config: &Config, state: &State, told: &Engagement, kept: &Kept, path: &str) -> Json {
    let account = state.member();
    let (total, items) = cart(state.cart.as_ref());
    let utm = |place: usize| some(kept.landing.utm.get(place).map(String::as_str));
    let members = [
        ("path", text(path)),
        ("device", text(device(window))),
        ("locale", text(&config.locale)),
        ("market", some(market(&config.locale).as_deref())),
        ("visitor", text(if kept.visits > 1 { "returning" } else { "new" })),
        ("pages", whole(kept.pages)),
        ("date", text(&told.today)),
        ("cart_total", whole(total)),
        ("cart_items", whole(items)),
        ("utm_source", utm(0)),
        ("utm_medium", utm(1)),
        ("utm_campaign", utm(2)),
        ("referrer", some(Some(&kept.landing.referrer))),
        ("member", Json::Bool(account.is_some())),
        ("orders", whole(told.orders)),
        ("tier", some(account.and_then(|account| account.vip.as_ref()?.tier.as_deref()))),
        ("points", whole(account.map_or(0, |account| account.balance.available))),
        ("segments", Json::List(told.segments.iter().map(|segment| text(segment)).collect())),
        ("expiring_points", whole(told.expiring.as_ref().map_or(0, |expiring| expiring.points))),
        ("next_tier", told.next_tier.map_or(Json::Null, whole)),
        ("unredeemed", Json::Bool(told.unredeemed.is_some())),
    ];
    Json::Map(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// What a cart comes to, and how many things are in it.
pub(super) fn cart(cart: Option<&Cart>) -> (i64, i64) {
    let Some(cart) = cart else { return (0, 0) };
    let (mut total, mut items) = (0_i64, 0_i64);
    for line in &cart.lines {
        total = total.saturating_add(line.unit_price.saturating_mul(line.quantity).saturating_sub(line.discount));
        items = items.saturating_add(line.quantity);
    }
    (total.saturating_sub(cart.discount), items)
}

/// `phone`, `tablet` or `desktop`.
pub(super) fn device(window: &Window) -> &'static str {
    if !is_coarse(window) {
        "desktop"
    } else if number(window, "innerWidth").min(number(window, "innerHeight")) < PHONE {
        "phone"
    } else {
        "tablet"
    }
}

/// The region of a language tag (BCP 47), however it is written; nothing where it has none.
fn market(locale: &str) -> Option<String> {
    let is_region = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    Some(locale.split('-').skip(1).find(is_region)?.to_ascii_uppercase())
}

fn text(text: &str) -> Json {
    Json::Text(text.into())
}

fn some(given: Option<&str>) -> Json {
    given.filter(|given| !given.is_empty()).map_or(Json::Null, text)
}

fn whole(number: i64) -> Json {
    Json::Number(number as f64)
}
