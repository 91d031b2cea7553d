//! What was bought, and what came back.

use crate::catalogue::Catalogue;
use crate::pricing::{self, Totals};
use jiff::{SignedDuration, Timestamp};
use loyalty_api::cart::{Cart, CartLine};
use loyalty_api::order::{Order as WireOrder, OrderEvent, OrderEventKind};
use serde::Serialize;

/// An order as the shop keeps it.
#[derive(Clone, Debug, Serialize)]
pub struct Order {
    /// The number on the receipt.
    pub id: String,
    /// The shop's id of the shopper; nothing for a guest.
    pub customer: Option<String>,
    /// When it was paid, RFC 3339.
    pub paid_at: String,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// ISO 4217.
    pub currency: String,
    /// What it cost.
    pub totals: Totals,
    /// The reward code that counted.
    pub code: Option<UsedCode>,
    /// Whether it was called off.
    pub cancelled: bool,
    /// Whether the loyalty backend knows.
    pub points: Told,
}

/// One product of an order.
#[derive(Clone, Debug, Serialize)]
pub struct OrderLine {
    /// The product's id.
    pub product: String,
    /// How many.
    pub quantity: i64,
    /// Minor units.
    pub unit_price: i64,
    /// What was paid for the line after its share of the discount, minor units.
    pub paid: i64,
    /// Whether it came back and was paid back.
    pub returned: bool,
}

/// The reward code that counted for an order.
#[derive(Clone, Debug, Serialize)]
pub struct UsedCode {
    /// The code.
    pub code: String,
    /// The reward's title.
    pub title: String,
}

/// Whether the loyalty backend knows what last happened to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// It does.
    Told,
    /// Not yet: the shop keeps trying.
    Retrying,
    /// The shop gave up.
    Failed,
}

/// An order can be called off before it is packed: for so long after it was paid.
const PACKED_AFTER: SignedDuration = SignedDuration::from_hours(24);
/// What was bought can be sent back for so long.
const RETURNS_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// An order, and what can still be done with it.
#[derive(Clone, Debug, Serialize)]
pub struct OrderView {
    /// The order.
    #[serde(flatten)]
    pub order: Order,
    /// Whether it can be called off.
    pub can_cancel: bool,
    /// Whether lines can still be sent back.
    pub can_return: bool,
}

impl Order {
    /// The order as its owner sees it at `now`.
    pub fn view(self, now: Timestamp) -> OrderView {
        OrderView { can_cancel: self.can_cancel(now), can_return: self.can_return(now), order: self }
    }

    /// Whether it can be called off: soon after it was paid, whole.
    pub fn can_cancel(&self, now: Timestamp) -> bool {
        !self.cancelled && self.age(now) < PACKED_AFTER && self.lines.iter().all(|line| !line.returned)
    }

    /// Whether lines can be sent back.
    pub fn can_return(&self, now: Timestamp) -> bool {
        !self.cancelled && self.age(now) < RETURNS_FOR && self.lines.iter().any(|line| !line.returned)
    }

    fn age(&self, now: Timestamp) -> SignedDuration {
        // The shop wrote this time itself; one it can't read would be long ago.
        self.paid_at.parse::<Timestamp>().map_or(SignedDuration::MAX, |paid| now.duration_since(paid))
    }

    /// What was paid back for goods so far, minor units.
    pub fn refunded(&self) -> i64 {
        self.lines.iter().filter(|line| line.returned).map(|line| line.paid).sum()
    }

    /// The message that tells the loyalty backend what happened to it.
    pub fn event(&self, kind: OrderEventKind, catalogue: &Catalogue) -> OrderEvent {
        let cart = cart(
            catalogue,
            self.lines.iter().map(|line| (line.product.as_str(), line.quantity, line.unit_price)),
            self.totals.discount,
        );
        OrderEvent {
            r#type: kind,
            data: WireOrder {
                id: self.id.clone(),
                customer: self.customer.clone(),
                cart,
                codes: self.code.iter().map(|used| used.code.clone()).collect(),
                refunded: (kind == OrderEventKind::Refunded).then(|| self.refunded()),
                paid_at: self.paid_at.clone(),
                email: None,
                address: None,
            },
        }
    }
}

/// Order lines from products, how many of each and unit prices, each with what is paid for it after the discount.
pub fn lines<'a>(items: impl Iterator<Item = (&'a str, i64, i64)>, discount: i64) -> Vec<OrderLine> {
    let items: Vec<(&str, i64, i64)> = items.collect();
    let amounts: Vec<i64> = items.iter().map(|(_, quantity, unit_price)| quantity * unit_price).collect();
    let line = |((product, quantity, unit_price), paid): (&(&str, i64, i64), i64)| OrderLine {
        product: (*product).to_owned(),
        quantity: *quantity,
        unit_price: *unit_price,
        paid,
        returned: false,
    };
    items.iter().zip(pricing::paid(&amounts, discount)).map(line).collect()
}

/// The loyalty API's cart for products, how many of each and unit prices.
pub fn cart<'a>(catalogue: &Catalogue, items: impl Iterator<Item = (&'a str, i64, i64)>, discount: i64) -> Cart {
    let line = |(id, quantity, unit_price): (&str, i64, i64)| {
        let (collections, tags) = match catalogue.product(id) {
            Some(product) => (product.collections.clone(), product.tags.clone()),
            None => (Vec::new(), Vec::new()),
        };
        CartLine { product: id.to_owned(), collections, tags, unit_price, quantity, discount: 0 }
    };
    Cart { currency: catalogue.currency.clone(), lines: items.map(line).collect(), discount }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order() -> Order {
        Order {
            id: "F-1".into(),
            customer: None,
            paid_at: "2026-01-01T00:00:00Z".into(),
            lines: lines([("mug", 1, 1999), ("tea", 2, 1390)].into_iter(), 500),
            currency: "EUR".into(),
            totals: pricing::totals(4779, 490, None),
            code: None,
            cancelled: false,
            points: Told::Told,
        }
    }

    #[test]
    fn refunds_of_every_line_add_up_to_what_was_paid() {
        let mut order = order();
        assert_eq!(order.refunded(), 0);
        order.lines[0].returned = true;
        assert_eq!(order.refunded(), 1790);
        order.lines[1].returned = true;
        assert_eq!(order.refunded(), 4279);
    }

    #[test]
    fn an_order_closes_with_time_and_with_what_came_back() {
        let whole = order();
        let mut opened = order();
        opened.lines[0].returned = true;
        let cancelled = Order { cancelled: true, ..order() };
        for (name, order, now, expected) in [
            ("at once", &whole, "2026-01-01T00:00:00Z", (true, true)),
            ("packed", &whole, "2026-01-02T00:00:00Z", (false, true)),
            ("the last second for returns", &whole, "2026-01-30T23:59:59Z", (false, true)),
            ("too late for returns", &whole, "2026-01-31T00:00:00Z", (false, false)),
            ("a line came back", &opened, "2026-01-01T01:00:00Z", (false, true)),
            ("called off", &cancelled, "2026-01-01T01:00:00Z", (false, false)),
        ] {
            let now = now.parse().unwrap();
            assert_eq!((order.can_cancel(now), order.can_return(now)), expected, "{name}");
        }
    }
}
