//! Whom a campaign is for, as far as the server knows itself. What only the page knows, such as its path, the page is believed.

use crate::engagement;
use crate::error::{Refusal, Result};
use crate::http::shopper::Shopper;
use crate::ledger::book::{Account, Book};
use crate::store::Connection;
use crate::vip::Record;
use loyalty_api::json::Json;
use loyalty_rules::targeting;

/// Attributes that do not come from the page.
const KNOWN: [&str; 9] = ["member", "orders", "tier", "points", "segments", "expiring_points", "next_tier", "unredeemed", "date"];

/// Refuses a shopper for whom a condition cannot hold. Its members hold together, so each that the server knows must hold alone.
pub async fn check(connection: &mut Connection, shopper: &Shopper, condition: Option<&Json>, now: i64) -> Result<()> {
    let Some(Json::Map(members)) = condition else { return Ok(()) };
    let known: Vec<_> = members.iter().filter(|(name, _)| KNOWN.contains(&name.as_str())).cloned().collect();
    if known.is_empty() {
        return Ok(());
    }
    let attributes = attributes(connection, shopper, now).await?;
    if targeting::holds(&Json::Map(known), &attributes, &Json::Null) {
        return Ok(());
    }
    let refusal = Refusal::new(403, "not_eligible", "This campaign is for others");
    Err(refusal.detail("What it asks for is in the campaign's targeting.").into())
}

async fn attributes(connection: &mut Connection, shopper: &Shopper, now: i64) -> Result<Json> {
    let told = engagement::read(connection, shopper, now).await?;
    let (mut tier, mut points) = (None, 0);
    if let Some(customer) = &shopper.customer {
        let record = Record::read(connection, &shopper.programme, customer, now).await?;
        tier = record.as_ref().and_then(|record| record.tier(now)).map(|(_, tier)| tier.id.clone());
        points = Book::read(connection, shopper.shop(), &customer.id).await?.balance(Account::Available);
    }
    let number = |number: i64| Json::Number(number as f64);
    let text = |text: Option<String>| text.map_or(Json::Null, Json::Text);
    Ok(Json::Map(vec![
        ("member".into(), Json::Bool(shopper.customer.is_some())),
        ("orders".into(), number(told.orders)),
        ("tier".into(), text(tier)),
        ("points".into(), number(points)),
        ("segments".into(), Json::List(told.segments.into_iter().map(Json::Text).collect())),
        ("expiring_points".into(), number(told.expiring.map_or(0, |expiring| expiring.points))),
        ("next_tier".into(), told.next_tier.map_or(Json::Null, number)),
        ("unredeemed".into(), Json::Bool(told.unredeemed.is_some())),
        ("date".into(), Json::Text(told.today)),
    ]))
}
