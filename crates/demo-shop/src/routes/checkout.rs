//! `POST checkout`: turns the cart into a paid order and tells the loyalty backend. The preview takes no money.

use crate::error::ShopError;
use crate::order::{self, Address, Order, Told, UsedCode};
use crate::routes::cart;
use crate::session::{Session, SessionId};
use crate::shop::{Owner, Shop};
use axum::extract::State;
use axum::routing::post;
use axum::{Extension, Json, Router};
use jiff::Unit;
use loyalty_api::order::OrderEventKind;
use loyalty_api::program::CartOffers;
use std::sync::Arc;
use uuid::Uuid;

/// The routes.
pub fn router() -> Router<Arc<Shop>> {
    Router::new().route("/checkout", post(checkout))
}

async fn checkout(
    State(shop): State<Arc<Shop>>,
    Extension(id): Extension<SessionId>,
    Json(address): Json<Address>,
) -> Result<Json<Order>, ShopError> {
    if !address.is_complete() {
        return Err(ShopError::BadRequest("every field of the address is needed"));
    }
    check_code(&shop, &id).await?;
    let offers = shop.offers().await;
    // The cart is emptied in the same step in which it becomes an order, so that two clicks make one order.
    let (session, order) = shop.sessions.update(&id, |session| {
        let order = place(&shop, session, address, offers.as_ref())?;
        if let Err(taken) = shop.sell(&order) {
            session.code = None;
            return Err(taken);
        }
        session.lines.clear();
        session.code = None;
        Ok((session.clone(), order))
    })?;
    let owner = Owner::new(&id, session.shopper);
    shop.enter(owner, order.clone());
    let points = shop.tell(&order, OrderEventKind::Paid).await;
    Ok(Json(Order { points, ..order }))
}

/// The shopper may have undone the reward, or its time may have run out, since the code was put on the cart.
async fn check_code(shop: &Shop, id: &SessionId) -> Result<(), ShopError> {
    let Some(code) = shop.sessions.get(id).code else {
        return Ok(());
    };
    if cart::find_code(shop, &code.code).await?.is_some() {
        return Ok(());
    }
    shop.sessions.update(id, |session| session.code = None);
    Err(ShopError::CodeGone)
}

fn place(shop: &Shop, session: &Session, address: Address, offers: Option<&CartOffers>) -> Result<Order, ShopError> {
    let items = cart::items(shop, session);
    if items.is_empty() {
        return Err(ShopError::CartEmpty);
    }
    for item in &items {
        let left = shop.left(item.product);
        if item.quantity > left {
            return Err(ShopError::OutOfStock { left });
        }
    }
    let totals = cart::view(shop, session, offers).totals;
    // A code that the cart has become too small for is not used up.
    let code = session.code.as_ref().filter(|_| totals.code_needs.is_none());
    Ok(Order {
        id: number(),
        customer: session.shopper.map(|shopper| shopper.id.to_owned()),
        address: Some(address),
        paid_at: shop.now().round(Unit::Second).unwrap_or_else(|_| shop.now()).to_string(),
        lines: order::lines(&items, totals.off()),
        currency: shop.catalogue.currency.clone(),
        totals,
        code: code.map(UsedCode::of),
        cancelled: false,
        points: Told::Retrying,
    })
}

/// Unique over restarts too: the loyalty backend remembers the orders that this shop forgets.
fn number() -> String {
    let digits = Uuid::new_v4().simple().to_string().to_uppercase();
    format!("F-{}", &digits[..8])
}
