//! Collectibles that come with orders, and points for a complete set.

use crate::error::Result;
use crate::grants::{self, Grant};
use crate::ledger::book::Book;
use crate::programme::{Programme, localise};
use crate::store::{Connection, awards, collected};
use loyalty_api::cart::Cart;
use loyalty_api::collectible::{Collected, CollectibleSet};
use loyalty_rules::collect;

/// Notes what an order of a member brings.
pub async fn bring(connection: &mut Connection, programme: &Programme, order: &str, customer: &str, cart: &Cart) -> Result<()> {
    for Collected { item, count } in collect::brought(&sets(programme), &cart.lines) {
        collected::insert(connection, &programme.document.shop, order, customer, &item, count).await?;
    }
    Ok(())
}

/// What a member has of the programme's collectibles.
pub async fn of(connection: &mut Connection, programme: &Programme, customer: &str) -> Result<Vec<Collected>> {
    let albums = &programme.document.collectibles;
    if albums.is_empty() {
        return Ok(Vec::new());
    }
    let known = |item: &str| albums.iter().flat_map(|album| &album.items).any(|card| card.id == item);
    let rows = collected::of(connection, customer).await?;
    Ok(rows.into_iter().filter(|(item, _)| known(item)).map(|(item, count)| Collected { item, count }).collect())
}

/// Gives points for sets that are complete, and takes pending ones back for those that are not any more.
pub async fn follow(connection: &mut Connection, programme: &Programme, book: &mut Book, now: i64) -> Result<()> {
    let have = of(connection, programme, &book.customer).await?;
    for (album, set) in programme.document.collectibles.iter().zip(sets(programme)) {
        if album.points > 0 && collect::progress(&set, &have).is_complete() {
            let grant = Grant { rule: &album.id, title: &album.title, points: album.points };
            grants::grant(connection, programme, book, grant, now).await?;
            continue;
        }
        for mut award in awards::pending_by_prefix(connection, &book.customer, &album.id).await? {
            grants::withdraw(connection, programme, book, &mut award, now).await?;
        }
    }
    Ok(())
}

fn sets(programme: &Programme) -> Vec<CollectibleSet> {
    let document = &programme.document;
    let fallback = &document.default_locale;
    document.collectibles.iter().map(|album| localise::collectibles(album, fallback, fallback)).collect()
}
