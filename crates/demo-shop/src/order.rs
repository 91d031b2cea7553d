//! What was bought, and what came back.

use crate::catalogue::Catalogue;
use crate::pricing::{self, Totals};
use crate::shopper::Shopper;
use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use loyalty_api::cart::{Cart, CartLine};
use loyalty_api::order::{Order as WireOrder, OrderEvent, OrderEventKind};
use loyalty_api::program::CartOffers;
use loyalty_api::redemption::Redemption;
use serde::{Deserialize, Serialize};

/// An order as the shop keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    /// The number on the receipt.
    pub id: String,
    /// The shop's id of the shopper; nothing for a guest.
    pub customer: Option<String>,
    /// Whose receipt goes where, and where the parcel goes: the loyalty backend tells a friend from a member by it.
    pub address: Option<Address>,
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

/// Where an order goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Who gets it.
    pub name: String,
    /// Where the receipt goes.
    pub email: String,
    /// Street and number.
    pub street: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub city: String,
}

impl Address {
    /// A shopper's own.
    pub fn of(shopper: &Shopper) -> Self {
        Self {
            name: format!("{} {}", shopper.first_name, shopper.last_name),
            email: shopper.email.into(),
            street: shopper.street.into(),
            postcode: shopper.postcode.into(),
            city: shopper.city.into(),
        }
    }

    /// Whether every field says something.
    pub fn is_complete(&self) -> bool {
        let fields = [&self.name, &self.email, &self.street, &self.postcode, &self.city];
        fields.iter().all(|field| !field.trim().is_empty()) && self.email.contains('@')
    }

    fn line(&self) -> String {
        format!("{}, {} {}", self.street, self.postcode, self.city)
    }
}

/// One product of an order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrderLine {
    /// The product's id.
    pub product: String,
    /// How many.
    pub quantity: i64,
    /// Minor units; what it would have cost where a reward put it in for nothing.
    pub unit_price: i64,
    /// Whether a reward put it in for nothing.
    pub gift: bool,
    /// What was paid for the line after its share of the discount, minor units.
    pub paid: i64,
    /// Whether it came back and was paid back.
    pub returned: bool,
}

/// The reward code that counted for an order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UsedCode {
    /// The code.
    pub code: String,
    /// The reward's title.
    pub title: String,
}

impl UsedCode {
    /// The code of a claim.
    pub fn of(claim: &Redemption) -> Self {
        Self { code: claim.code.clone(), title: claim.title.clone() }
    }
}

/// Whether the loyalty backend knows what last happened to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
        let items: Vec<Item<'_>> = self.lines.iter().map(OrderLine::item).collect();
        let cart = cart(catalogue, &items, self.totals.off());
        OrderEvent {
            r#type: kind,
            data: WireOrder {
                id: self.id.clone(),
                customer: self.customer.clone(),
                cart,
                codes: self.code.iter().map(|used| used.code.clone()).collect(),
                refunded: (kind == OrderEventKind::Refunded).then(|| self.refunded()),
                paid_at: self.paid_at.clone(),
                email: self.address.as_ref().map(|address| address.email.clone()),
                address: self.address.as_ref().map(Address::line),
            },
        }
    }
}

/// One product that is being bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// Its id.
    pub product: &'a str,
    /// How many.
    pub quantity: i64,
    /// Minor units.
    pub unit_price: i64,
    /// Whether a reward puts it in for nothing.
    pub gift: bool,
}

impl Item<'_> {
    /// What it costs before any discount of the cart, minor units.
    pub fn amount(&self) -> i64 {
        if self.gift { 0 } else { self.quantity * self.unit_price }
    }
}

impl OrderLine {
    fn item(&self) -> Item<'_> {
        Item { product: &self.product, quantity: self.quantity, unit_price: self.unit_price, gift: self.gift }
    }
}

/// Order lines for what is being bought, each with what is paid for it after the discount.
pub fn lines(items: &[Item<'_>], discount: i64) -> Vec<OrderLine> {
    let amounts: Vec<i64> = items.iter().map(Item::amount).collect();
    let line = |(item, paid): (&Item<'_>, i64)| OrderLine {
        product: item.product.to_owned(),
        quantity: item.quantity,
        unit_price: item.unit_price,
        gift: item.gift,
        paid,
        returned: false,
    };
    items.iter().zip(pricing::paid(&amounts, discount)).map(line).collect()
}

/// An order of the past, as the shop would have priced it.
///
/// # Errors
/// If the shop never sold one of the products.
pub fn past(
    catalogue: &Catalogue,
    id: &str,
    who: Option<&Shopper>,
    items: &[(String, i64)],
    code: Option<&Redemption>,
    offers: Option<&CartOffers>,
    paid_at: Timestamp,
) -> Result<Order> {
    let price = |id: &str| catalogue.product(id).map(|product| product.price).with_context(|| format!("no product {id}"));
    let mut bought = Vec::with_capacity(items.len() + 1);
    for (product, quantity) in items {
        bought.push(Item { product, quantity: *quantity, unit_price: price(product)?, gift: false });
    }
    let goods = bought.iter().map(Item::amount).sum();
    if let Some(product) = pricing::gift(goods, code) {
        bought.push(Item { product, quantity: 1, unit_price: price(product)?, gift: true });
    }
    let totals = pricing::totals(goods, catalogue.shipping, code, offers);
    let code = code.filter(|_| totals.code_needs.is_none());
    Ok(Order {
        id: id.to_owned(),
        customer: who.map(|who| who.id.to_owned()),
        address: who.map(Address::of),
        paid_at: paid_at.to_string(),
        lines: lines(&bought, totals.off()),
        currency: catalogue.currency.clone(),
        totals,
        code: code.map(UsedCode::of),
        cancelled: false,
        points: Told::Told,
    })
}

/// The loyalty API's cart for what is being bought.
pub fn cart(catalogue: &Catalogue, items: &[Item<'_>], discount: i64) -> Cart {
    let line = |item: &Item<'_>| {
        let (collections, tags) = match catalogue.product(item.product) {
            Some(product) => (product.collections.clone(), product.tags.clone()),
            None => (Vec::new(), Vec::new()),
        };
        CartLine {
            product: item.product.to_owned(),
            collections,
            tags,
            unit_price: item.unit_price,
            quantity: item.quantity,
            // What is given away earns nothing and counts for nothing.
            discount: if item.gift { item.quantity * item.unit_price } else { 0 },
        }
    };
    Cart { currency: catalogue.currency.clone(), lines: items.iter().map(line).collect(), discount }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(product: &str, quantity: i64, unit_price: i64, gift: bool) -> Item<'_> {
        Item { product, quantity, unit_price, gift }
    }

    fn order() -> Order {
        Order {
            id: "F-1".into(),
            customer: None,
            address: None,
            paid_at: "2026-01-01T00:00:00Z".into(),
            lines: lines(&[item("mug", 1, 1999, false), item("tea", 2, 1390, false), item("cup", 1, 1600, true)], 500),
            currency: "EUR".into(),
            totals: pricing::totals(4779, 490, None, None),
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
        order.lines[2].returned = true;
        assert_eq!(order.refunded(), 4279, "for a gift nothing was paid");
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
