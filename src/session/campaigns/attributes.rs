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
    let mut members = Vec::new();
    let mut put = |name: &str, value: Json| members.push((name.to_owned(), value));
    put("path", text(path));
    put("device", text(device(window)));
    put("locale", text(&config.locale));
    put("market", some(market(&config.locale).as_deref()));
    put("visitor", text(if kept.visits > 1 { "returning" } else { "new" }));
    put("pages", whole(kept.pages));
    put("date", text(&told.today));
    put("cart_total", whole(total));
    put("cart_items", whole(items));
    for (name, value) in ["utm_source", "utm_medium", "utm_campaign"].into_iter().zip(&kept.landing.utm) {
        put(name, some(Some(value.as_str())));
    }
    put("referrer", some(Some(&kept.landing.referrer)));
    put("member", Json::Bool(account.is_some()));
    put("orders", whole(told.orders));
    put("tier", some(account.and_then(|account| account.vip.as_ref()?.tier.as_deref())));
    put("points", whole(account.map_or(0, |account| account.balance.available)));
    put("segments", Json::List(told.segments.iter().map(|segment| text(segment)).collect()));
    put("expiring_points", whole(told.expiring.as_ref().map_or(0, |expiring| expiring.points)));
    put("next_tier", told.next_tier.map_or(Json::Null, whole));
    put("unredeemed", Json::Bool(told.unredeemed.is_some()));
    Json::Map(members)
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
