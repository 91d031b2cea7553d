//! What was bought: `GET orders`, `GET orders/{id}`, `POST orders/{id}/cancel`, `POST orders/{id}/refund`.

use crate::error::ShopError;
use crate::order::{Order, OrderView};
use crate::session::SessionId;
use crate::shop::{Owner, Shop};
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use loyalty_api::order::OrderEventKind;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The routes.
pub fn router() -> Router<Arc<Shop>> {
    Router::new()
        .route("/orders", get(list))
        .route("/orders/{id}", get(show))
        .route("/orders/{id}/cancel", post(cancel))
        .route("/orders/{id}/refund", post(refund))
}

#[derive(Serialize)]
struct Orders {
    orders: Vec<OrderView>,
}

#[derive(Deserialize)]
struct Refund {
    /// Which lines come back, counted from 0; without it, all that are left.
    lines: Option<Vec<usize>>,
}

async fn list(State(shop): State<Arc<Shop>>, Extension(id): Extension<SessionId>) -> Json<Orders> {
    let now = shop.now();
    Json(Orders { orders: shop.orders(&owner(&shop, &id)).into_iter().map(|order| order.view(now)).collect() })
}

async fn show(
    State(shop): State<Arc<Shop>>,
    Extension(id): Extension<SessionId>,
    Path(order): Path<String>,
) -> Result<Json<OrderView>, ShopError> {
    shop.change(&owner(&shop, &id), &order, |order| Json(order.clone().view(shop.now()))).ok_or(ShopError::NotFound)
}

async fn cancel(
    State(shop): State<Arc<Shop>>,
    Extension(id): Extension<SessionId>,
    Path(order): Path<String>,
) -> Result<Json<OrderView>, ShopError> {
    change(&shop, &owner(&shop, &id), &order, OrderEventKind::Cancelled, |order| {
        if !order.can_cancel(shop.now()) {
            return Err(ShopError::OrderClosed);
        }
        order.cancelled = true;
        Ok(())
    })
    .await
}

async fn refund(
    State(shop): State<Arc<Shop>>,
    Extension(id): Extension<SessionId>,
    Path(order): Path<String>,
    Json(refund): Json<Refund>,
) -> Result<Json<OrderView>, ShopError> {
    change(&shop, &owner(&shop, &id), &order, OrderEventKind::Refunded, |order| {
        if !order.can_return(shop.now()) {
            return Err(ShopError::OrderClosed);
        }
        let coming: Vec<usize> = match refund.lines {
            Some(lines) => lines,
            None => (0..order.lines.len()).filter(|index| !order.lines[*index].returned).collect(),
        };
        // All or nothing: a list with one wrong line brings none back.
        if coming.is_empty() || coming.iter().any(|index| order.lines.get(*index).is_none_or(|line| line.returned)) {
            return Err(ShopError::OrderClosed);
        }
        for index in coming {
            order.lines[index].returned = true;
        }
        Ok(())
    })
    .await
}

async fn change(
    shop: &Arc<Shop>,
    owner: &Owner,
    id: &str,
    kind: OrderEventKind,
    change: impl FnOnce(&mut Order) -> Result<(), ShopError>,
) -> Result<Json<OrderView>, ShopError> {
    let changed = shop.change(owner, id, |order| {
        change(order)?;
        Ok(order.clone())
    });
    let order = changed.ok_or(ShopError::NotFound)??;
    let points = shop.tell(&order, kind).await;
    Ok(Json(Order { points, ..order }.view(shop.now())))
}

fn owner(shop: &Shop, id: &SessionId) -> Owner {
    Owner::new(id, shop.sessions.get(id).shopper)
}
