//! The cart: `GET cart`, `POST cart/lines`, `PUT` and `DELETE cart/lines/{product}`, `POST` and `DELETE cart/code`.
//! Every answer is the whole cart as it stands then.

use crate::error::ShopError;
use crate::order::{self, Item};
use crate::pricing::{self, Totals};
use crate::session::{Session, SessionId};
use crate::shop::Shop;
use axum::extract::{Path, State};
use axum::routing::{get, post, put};
use axum::{Extension, Json, Router};
use loyalty_api::cart::Cart;
use loyalty_api::program::CartOffers;
use loyalty_api::redemption::{Redemption, RedemptionState};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The most of one product that an order may have.
const MOST: i64 = 99;

/// The routes.
pub fn router() -> Router<Arc<Shop>> {
    Router::new()
        .route("/cart", get(show))
        .route("/cart/lines", post(add))
        .route("/cart/lines/{product}", put(set).delete(remove))
        .route("/cart/code", post(apply_code).delete(remove_code))
}

/// The cart as the page shows it.
#[derive(Serialize)]
pub struct CartView {
    currency: String,
    lines: Vec<LineView>,
    code: Option<CodeView>,
    /// What it costs.
    pub totals: Totals,
    /// The same cart in the loyalty API's shape, for the widget's `cart` hook.
    loyalty_cart: Cart,
}

#[derive(Serialize)]
struct LineView {
    product: String,
    quantity: i64,
    unit_price: i64,
    amount: i64,
    /// Whether the code put it in for nothing: it goes with the code.
    gift: bool,
    /// How many of it could be in the cart.
    most: i64,
}

#[derive(Serialize)]
struct CodeView {
    code: String,
    redemption: String,
    title: String,
}

#[derive(Deserialize)]
struct Line {
    product: String,
    quantity: i64,
}

#[derive(Deserialize)]
struct Quantity {
    quantity: i64,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

/// A session's cart as it stands.
pub fn view(shop: &Shop, session: &Session, offers: Option<&CartOffers>) -> CartView {
    let items = items(shop, session);
    let totals = totals(shop, session, offers);
    let line = |item: &Item<'_>| LineView {
        product: item.product.to_owned(),
        quantity: item.quantity,
        unit_price: item.unit_price,
        amount: item.amount(),
        gift: item.gift,
        most: shop.left(item.product).min(MOST),
    };
    CartView {
        currency: shop.catalogue.currency.clone(),
        lines: items.iter().map(line).collect(),
        code: session.code.as_ref().map(|code| CodeView {
            code: code.code.clone(),
            redemption: code.id.clone(),
            title: code.title.clone(),
        }),
        totals,
        loyalty_cart: order::cart(&shop.catalogue, &items, totals.off()),
    }
}

/// What is being bought: the session's products, and the one that its code gives.
pub fn items<'a>(shop: &'a Shop, session: &'a Session) -> Vec<Item<'a>> {
    let mut items = chosen(shop, session);
    let goods = items.iter().map(Item::amount).sum();
    let gift = pricing::gift(goods, session.code.as_ref()).and_then(|gift| shop.catalogue.product(gift));
    items.extend(gift.map(|gift| Item { product: &gift.id, quantity: 1, unit_price: gift.price, gift: true }));
    items
}

fn chosen<'a>(shop: &'a Shop, session: &'a Session) -> Vec<Item<'a>> {
    let item = |(id, quantity): &'a (String, i64)| {
        let product = shop.catalogue.product(id)?;
        Some(Item { product: &product.id, quantity: *quantity, unit_price: product.price, gift: false })
    };
    session.lines.iter().filter_map(item).collect()
}

fn totals(shop: &Shop, session: &Session, offers: Option<&CartOffers>) -> Totals {
    let goods = chosen(shop, session).iter().map(Item::amount).sum();
    let shipping = if items(shop, session).is_empty() { 0 } else { shop.catalogue.shipping };
    pricing::totals(goods, shipping, session.code.as_ref(), offers)
}

/// Asks the loyalty backend for a code that can still be used. One that an order has is gone even before the backend knows.
pub async fn find_code(shop: &Shop, code: &str) -> Result<Option<Redemption>, ShopError> {
    let found = shop.loyalty.code(code).await.map_err(ShopError::LoyaltyUnavailable)?;
    let good = |state| matches!(state, RedemptionState::Held | RedemptionState::Issued);
    Ok(found.filter(|redemption| good(redemption.state) && !shop.is_used(&redemption.code)))
}

async fn show(State(shop): State<Arc<Shop>>, Extension(id): Extension<SessionId>) -> Json<CartView> {
    let offers = shop.offers().await;
    Json(view(&shop, &shop.sessions.get(&id), offers.as_ref()))
}

async fn add(
    State(shop): State<Arc<Shop>>,
    Extension(id): Extension<SessionId>,
    Json(line): Json<Line>,
) -> Result<Json<CartView>, ShopError> {
    if line.quantity < 1 {
        return Err(ShopError::BadRequest("quantity is at least 1"));
    }
    change(&shop, &id, &line.product, |there| there.saturating_add(line.quantity)).await
}

async fn set(
    State(shop): State<Arc<Shop>>,
    Extension(id): Extension<SessionId>,
    Path(product): Path<String>,
    Json(Quantity { quantity }): Json<Quantity>,
) -> Result<Json<CartView>, ShopError> {
    if quantity < 0 {
        return Err(ShopError::BadRequest("quantity is at least 0"));
    }
    change(&shop, &id, &product, |_| quantity).await
}

async fn remove(
    State(shop): State<Arc<Shop>>,
    Extension(id): Extension<SessionId>,
    Path(product): Path<String>,
) -> Result<Json<CartView>, ShopError> {
    change(&shop, &id, &product, |_| 0).await
}

async fn change(
    shop: &Shop,
    id: &SessionId,
    product: &str,
    quantity: impl FnOnce(i64) -> i64,
) -> Result<Json<CartView>, ShopError> {
    let offers = shop.offers().await;
    shop.catalogue.product(product).ok_or(ShopError::NotFound)?;
    let left = shop.left(product).min(MOST);
    shop.sessions.update(id, |session| {
        let wanted = quantity(session.quantity(product));
        if wanted > left {
            return Err(ShopError::OutOfStock { left });
        }
        session.set(product, wanted);
        Ok(Json(view(shop, session, offers.as_ref())))
    })
}

async fn apply_code(
    State(shop): State<Arc<Shop>>,
    Extension(id): Extension<SessionId>,
    Json(Code { code }): Json<Code>,
) -> Result<Json<CartView>, ShopError> {
    let code = code.trim();
    if code.is_empty() || code.len() > 64 {
        return Err(ShopError::CodeUnknown);
    }
    let found = find_code(&shop, code).await?.ok_or(ShopError::CodeUnknown)?;
    let offers = shop.offers().await;
    shop.sessions.update(&id, |session| {
        if session.code.as_ref().is_some_and(|there| there.id != found.id) {
            return Err(ShopError::OneCode);
        }
        let before = session.code.replace(found);
        // A free product is something to buy; money off nothing is not.
        if items(&shop, session).is_empty() {
            session.code = before;
            return Err(ShopError::CartEmpty);
        }
        if let Some(amount) = totals(&shop, session, offers.as_ref()).code_needs {
            session.code = before;
            return Err(ShopError::CodeNeeds { amount });
        }
        Ok(Json(view(&shop, session, offers.as_ref())))
    })
}

async fn remove_code(State(shop): State<Arc<Shop>>, Extension(id): Extension<SessionId>) -> Json<CartView> {
    let offers = shop.offers().await;
    Json(shop.sessions.update(&id, |session| {
        session.code = None;
        view(&shop, session, offers.as_ref())
    }))
}
