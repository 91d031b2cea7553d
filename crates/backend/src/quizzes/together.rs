//! What is bought with a product.

use super::localise;
use crate::error::{Refusal, Result};
use crate::programme::Document;
use crate::store::{Connection, baskets};
use crate::time::DAY_MS;
use loyalty_api::cart::Cart;
use loyalty_api::product::Product;

/// Orders of so many days count.
const DAYS: i64 = 365;
/// What was bought together fewer times than this tells of people, not of products.
const LEAST_ORDERS: i64 = 2;
/// Products that are told.
const MOST: usize = 12;

/// What others bought with a product, the most often first; of equals in the merchant's order. Refused with `unknown_product`
/// where the catalogue has no such product.
pub async fn together(
    connection: &mut Connection,
    document: &Document,
    product: &str,
    locale: &str,
    now: i64,
) -> Result<Vec<Product>> {
    if !document.products.iter().any(|offer| offer.id == product) {
        return Err(Refusal::not_found("unknown_product").into());
    }
    let since = now.saturating_sub(DAYS * DAY_MS);
    let found = baskets::together(connection, &document.shop, product, since, LEAST_ORDERS).await?;
    let orders = |id: &str| found.iter().find(|(product, _)| product == id).map(|(_, orders)| *orders);
    let sold = document.products.iter().filter(|offer| offer.available);
    let mut known: Vec<_> = sold.filter_map(|offer| orders(&offer.id).map(|orders| (orders, offer))).collect();
    known.sort_by_key(|(orders, _)| std::cmp::Reverse(*orders));
    known.truncate(MOST);
    Ok(known.into_iter().map(|(_, offer)| localise::product(document, offer, locale)).collect())
}

/// Notes what is in an order.
pub async fn note(connection: &mut Connection, shop: &str, order: &str, cart: &Cart) -> Result<()> {
    for line in cart.lines.iter().filter(|line| line.quantity > 0) {
        baskets::insert(connection, shop, order, &line.product).await?;
    }
    Ok(())
}
