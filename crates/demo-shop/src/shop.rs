//! What all requests share.

use crate::catalogue::Catalogue;
use crate::error::ShopError;
use crate::inbox::Inbox;
use crate::keys::Keys;
use crate::loyalty::Loyalty;
use crate::order::{Order, Told};
use crate::session::{SessionId, Sessions};
use crate::shopper::Shopper;
use crate::trouble::Trouble;
use jiff::Timestamp;
use loyalty_api::order::{OrderEvent, OrderEventKind};
use loyalty_api::program::CartOffers;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The shop.
#[derive(Debug)]
pub struct Shop {
    /// Where `index.html` and `static/shop` are.
    pub root: PathBuf,
    /// What it sells.
    pub catalogue: Catalogue,
    /// What it shares with the programme.
    pub keys: Keys,
    /// The programme.
    pub loyalty: Loyalty,
    /// The origin that the browser loads the widget from.
    pub loyalty_origin: String,
    /// Who is here.
    pub sessions: Arc<Sessions>,
    /// What the loyalty origin does to requests.
    pub trouble: Arc<Mutex<Trouble>>,
    /// What the programme told the shop: its own endpoint's post.
    pub inbox: Inbox,
    offers: tokio::sync::Mutex<Option<(Instant, Option<CartOffers>)>>,
    book: Mutex<Book>,
}

/// How long the programme's offers are believed.
const KEPT_FOR: Duration = Duration::from_secs(60);

/// What changes when something is sold.
#[derive(Debug, Default)]
struct Book {
    sold: HashMap<String, i64>,
    /// Reward codes that an order has, whether or not the loyalty backend knows yet.
    codes: HashSet<String>,
    orders: Vec<(Owner, Order)>,
}

/// Whose order it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Somebody's with an account, wherever they sign in.
    Customer(String),
    /// A guest's: only the browser that bought sees it.
    Guest(SessionId),
}

impl Owner {
    /// The owner of what this session buys.
    pub fn new(id: &SessionId, shopper: Option<&Shopper>) -> Self {
        shopper.map_or_else(|| Self::Guest(id.clone()), |shopper| Self::Customer(shopper.id.to_owned()))
    }

    /// The owner of a past order. A guest's was in a browser that nobody has any more.
    pub fn of(order: &Order) -> Self {
        order.customer.clone().map_or_else(|| Self::Guest(SessionId(order.id.clone())), Self::Customer)
    }
}

impl Shop {
    /// A shop that has sold nothing yet.
    pub fn new(root: PathBuf, catalogue: Catalogue, keys: Keys, loyalty: Loyalty, loyalty_origin: String) -> Self {
        Self {
            root,
            catalogue,
            keys,
            loyalty,
            loyalty_origin,
            sessions: Arc::default(),
            trouble: Arc::default(),
            inbox: Inbox::default(),
            offers: tokio::sync::Mutex::default(),
            book: Mutex::default(),
        }
    }

    /// Now, by the clock that the programme goes by.
    pub fn now(&self) -> Timestamp {
        self.loyalty.now()
    }

    /// What the programme gives to fuller carts: asked for once a minute. Without an answer, what it gave before.
    pub async fn offers(&self) -> Option<CartOffers> {
        let mut known = self.offers.lock().await;
        if known.as_ref().is_none_or(|(asked, _)| asked.elapsed() > KEPT_FOR) {
            match self.loyalty.program().await {
                Ok(program) => *known = Some((Instant::now(), program.cart)),
                Err(error) => tracing::warn!("the programme's offers can't be read: {error:#}"),
            }
        }
        known.as_ref().and_then(|(_, offers)| offers.clone())
    }

    /// How many of a product can still be bought.
    pub fn left(&self, product: &str) -> i64 {
        let stock = self.catalogue.product(product).map_or(0, |product| product.stock);
        stock - self.book().sold.get(product).copied().unwrap_or(0)
    }

    /// An owner's orders, newest first.
    pub fn orders(&self, owner: &Owner) -> Vec<Order> {
        let mut orders: Vec<Order> =
            self.book().orders.iter().filter(|(whose, _)| whose == owner).map(|(_, order)| order.clone()).collect();
        orders.sort_by(|a, b| b.paid_at.cmp(&a.paid_at));
        orders
    }

    /// Writes an order into the book. One that is there already (a seeded one) stays as it is.
    pub fn enter(&self, owner: Owner, order: Order) {
        let mut book = self.book();
        if !book.orders.iter().any(|(_, known)| known.id == order.id) {
            book.orders.push((owner, order));
        }
    }

    /// Whether an order has this code.
    pub fn is_used(&self, code: &str) -> bool {
        self.book().codes.contains(code)
    }

    /// Counts what an order takes off the shelf, and keeps its code for it; refused where another order has the code.
    pub fn sell(&self, order: &Order) -> Result<(), ShopError> {
        let mut book = self.book();
        if order.code.as_ref().is_some_and(|used| !book.codes.insert(used.code.clone())) {
            return Err(ShopError::CodeGone);
        }
        for line in &order.lines {
            *book.sold.entry(line.product.clone()).or_default() += line.quantity;
        }
        Ok(())
    }

    /// Gives a guest's orders to the session that goes on in place of theirs.
    pub fn hand_over(&self, from: &SessionId, to: &SessionId) {
        let mut book = self.book();
        for (owner, _) in book.orders.iter_mut().filter(|(owner, _)| *owner == Owner::Guest(from.clone())) {
            *owner = Owner::Guest(to.clone());
        }
    }

    /// Changes an owner's order; nothing where they have no such order.
    pub fn change<T>(&self, owner: &Owner, id: &str, change: impl FnOnce(&mut Order) -> T) -> Option<T> {
        self.book().orders.iter_mut().find(|(whose, order)| whose == owner && order.id == id).map(|(_, order)| change(order))
    }

    /// Tells the loyalty backend what happened to an order: three times at once, then on and on in the background with
    /// growing delays for about a quarter of an hour.
    pub async fn tell(self: &Arc<Self>, order: &Order, kind: OrderEventKind) -> Told {
        let event = order.event(kind, &self.catalogue);
        // Refunds tell the sum so far, so each sum is a message of its own.
        let id = format!("{}-{}-{}", order.id, kind.name(), order.refunded());
        for delay in [0, 200, 800] {
            tokio::time::sleep(Duration::from_millis(delay)).await;
            match self.loyalty.tell(&id, &event).await {
                Ok(()) => return self.note(&order.id, Told::Told),
                Err(error) => tracing::warn!(order = order.id, "telling the loyalty backend failed: {error:#}"),
            }
        }
        let told = self.note(&order.id, Told::Retrying);
        tokio::spawn(Arc::clone(self).keep_telling(order.id.clone(), id, event));
        told
    }

    async fn keep_telling(self: Arc<Self>, order: String, id: String, event: OrderEvent) {
        for attempt in 1..=9 {
            tokio::time::sleep(Duration::from_secs(1 << attempt)).await;
            if self.loyalty.tell(&id, &event).await.is_ok() {
                self.note(&order, Told::Told);
                return;
            }
        }
        tracing::error!(order, "gave up telling the loyalty backend");
        self.note(&order, Told::Failed);
    }

    /// Whoever owns the order by now: a guest may have signed in meanwhile.
    fn note(&self, id: &str, told: Told) -> Told {
        if let Some((_, order)) = self.book().orders.iter_mut().find(|(_, order)| order.id == id) {
            order.points = told;
        }
        told
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        // Every change of the book is whole before the lock is let go.
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
