//! Shopify: its signature, and what of its orders a programme needs.
//!
//! Shopify's order says neither which collections a product is in nor its tags, so rules that select by them do not
//! match orders that come this way. Every discount is allocated to lines, so the cart's own discount is nothing.

use crate::error::Refusal;
use crate::orders::Change;
use crate::privacy::told::Told;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use loyalty_api::cart::{Cart, CartLine};
use loyalty_api::order::Order;
use serde::Deserialize;
use sha2::Sha256;

/// Whether `signature` (`X-Shopify-Hmac-Sha256`) was made over these bytes with any of the secrets.
pub fn verify(body: &[u8], signature: &str, secrets: &[String]) -> bool {
    let Ok(signature) = STANDARD.decode(signature) else { return false };
    secrets.iter().any(|secret| {
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).is_ok_and(|mac| mac.chain_update(body).verify_slice(&signature).is_ok())
    })
}

#[derive(Deserialize)]
struct ShopifyOrder {
    id: i64,
    customer: Option<ShopifyCustomer>,
    email: Option<String>,
    shipping_address: Option<Address>,
    currency: String,
    processed_at: Option<String>,
    created_at: String,
    #[serde(default)]
    line_items: Vec<LineItem>,
    #[serde(default)]
    discount_codes: Vec<DiscountCode>,
}

#[derive(Deserialize)]
struct ShopifyCustomer {
    id: i64,
    first_name: Option<String>,
    email: Option<String>,
}

#[derive(Deserialize)]
struct Address {
    address1: Option<String>,
    address2: Option<String>,
    zip: Option<String>,
    city: Option<String>,
    country_code: Option<String>,
}

#[derive(Deserialize)]
struct PrivacyRequest {
    customer: ShopifyCustomer,
    data_request: Option<DataRequest>,
}

#[derive(Deserialize)]
struct DataRequest {
    id: i64,
}

#[derive(Deserialize)]
struct LineItem {
    product_id: Option<i64>,
    price: String,
    quantity: i64,
    #[serde(default)]
    discount_allocations: Vec<Allocation>,
}

#[derive(Deserialize)]
struct Allocation {
    amount: String,
}

#[derive(Deserialize)]
struct DiscountCode {
    code: String,
}

#[derive(Deserialize)]
struct ShopifyRefund {
    id: i64,
    order_id: i64,
    #[serde(default)]
    refund_line_items: Vec<RefundLine>,
}

#[derive(Deserialize)]
struct RefundLine {
    subtotal: serde_json::Number,
}

#[derive(Deserialize)]
struct OrderId {
    id: i64,
}

/// The change of an order that a webhook of this topic tells; nothing for topics that do not concern points.
/// `currency` is the programme's: refunds do not name theirs where they name amounts.
pub fn read(topic: &str, body: &[u8], currency: &str) -> Result<Option<(String, Change)>, Refusal> {
    Ok(match topic {
        "orders/paid" => {
            let order: ShopifyOrder = parse(body)?;
            Some((order.id.to_string(), Change::Paid(paid(order)?)))
        }
        "orders/cancelled" => Some((parse::<OrderId>(body)?.id.to_string(), Change::Cancelled)),
        "refunds/create" => {
            let refund: ShopifyRefund = parse(body)?;
            let amounts = refund.refund_line_items.iter().map(|line| number_in_minor_units(&line.subtotal, currency));
            let sum = amounts.collect::<Option<Vec<i64>>>().and_then(|amounts| sum(&amounts));
            let amount = sum.ok_or_else(|| Refusal::invalid("is not an amount").field("refund_line_items.subtotal"))?;
            Some((refund.order_id.to_string(), Change::RefundedBy(refund.id.to_string(), amount)))
        }
        _ => None,
    })
}

/// What a webhook of this topic tells of a customer; nothing for topics that do not.
pub fn read_customer(topic: &str, body: &[u8]) -> Result<Option<Told>, Refusal> {
    Ok(match topic {
        "customers/update" => {
            let ShopifyCustomer { id, first_name, email } = parse(body)?;
            Some(Told::Updated { customer: id.to_string(), first_name, email })
        }
        "customers/redact" => Some(Told::Deleted { customer: parse::<PrivacyRequest>(body)?.customer.id.to_string() }),
        "customers/data_request" => {
            let PrivacyRequest { customer, data_request } = parse(body)?;
            let request = data_request.map(|request| request.id.to_string()).unwrap_or_default();
            Some(Told::DataRequested { customer: customer.id.to_string(), request })
        }
        "shop/redact" => Some(Told::ShopDeleted),
        _ => None,
    })
}

fn paid(order: ShopifyOrder) -> Result<Order, Refusal> {
    let not_an_amount = || Refusal::invalid("is not an amount").field("line_items");
    let mut lines = Vec::new();
    for item in &order.line_items {
        let off: Option<Vec<i64>> =
            item.discount_allocations.iter().map(|part| minor_units(&part.amount, &order.currency)).collect();
        lines.push(CartLine {
            product: item.product_id.map(|id| id.to_string()).unwrap_or_default(),
            collections: Vec::new(),
            tags: Vec::new(),
            unit_price: minor_units(&item.price, &order.currency).ok_or_else(not_an_amount)?,
            quantity: item.quantity,
            discount: off.and_then(|off| sum(&off)).ok_or_else(not_an_amount)?,
        });
    }
    let paid_at = order.processed_at.unwrap_or(order.created_at);
    if crate::time::parse(&paid_at).is_none() {
        return Err(Refusal::invalid("is not a time").field("processed_at"));
    }
    Ok(Order {
        id: order.id.to_string(),
        customer: order.customer.map(|customer| customer.id.to_string()),
        cart: Cart { currency: order.currency, lines, discount: 0 },
        codes: order.discount_codes.into_iter().map(|code| code.code).collect(),
        refunded: None,
        paid_at,
        email: order.email,
        address: order.shipping_address.map(in_one_line),
    })
}

fn in_one_line(address: Address) -> String {
    let parts = [address.address1, address.address2, address.zip, address.city, address.country_code];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn parse<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Refusal> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| Refusal::invalid(error.inner().to_string()).field(error.path().to_string()))
}

fn sum(amounts: &[i64]) -> Option<i64> {
    amounts.iter().try_fold(0i64, |sum, amount| sum.checked_add(*amount))
}

fn decimals(currency: &str) -> usize {
    match currency.to_ascii_uppercase().as_str() {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV" | "XAF" | "XOF"
        | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// Below this, floating point counts every whole number.
const END_OF_EXACT: f64 = 9_007_199_254_740_992.0;

/// An amount written as a JSON number, in minor units of its currency; nothing where it is negative or out of range.
/// Shopify computes refunds in floating point: 38.910000000000004 is 38.91.
fn number_in_minor_units(amount: &serde_json::Number, currency: &str) -> Option<i64> {
    let scale = 10_u32.pow(u32::try_from(decimals(currency)).ok()?);
    let minor = (amount.as_f64()? * f64::from(scale)).round();
    (0.0..END_OF_EXACT).contains(&minor).then_some(minor as i64)
}

/// A decimal amount in minor units of its currency; nothing where it is none, negative or finer than those.
fn minor_units(decimal: &str, currency: &str) -> Option<i64> {
    let digits = decimals(currency);
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let kept = fraction.trim_end_matches('0');
    let is_number = !whole.is_empty() && whole.bytes().chain(kept.bytes()).all(|byte| byte.is_ascii_digit());
    if !is_number || kept.len() > digits {
        return None;
    }
    format!("{whole}{kept:0<digits$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_amounts_become_minor_units() {
        for (decimal, currency, expected) in [
            ("19.99", "EUR", Some(1999)),
            ("19.9", "EUR", Some(1990)),
            ("19", "EUR", Some(1900)),
            ("19.990", "EUR", Some(1999)),
            ("1500.00", "JPY", Some(1500)),
            ("1500.50", "JPY", None),
            ("1.234", "KWD", Some(1234)),
            ("0.00", "EUR", Some(0)),
            ("-1.00", "EUR", None),
            ("1e3", "EUR", None),
            ("", "EUR", None),
            (".", "EUR", None),
            ("99999999999999999999", "EUR", None),
        ] {
            assert_eq!(minor_units(decimal, currency), expected, "{decimal:?} {currency}");
        }
    }

    // Refunds such as 2 * 12.97 + 12.97 once came with a tail and were refused for good: the points stayed.
    #[test]
    fn numbers_with_the_tail_of_floating_point_become_minor_units() {
        for (json, currency, expected) in [
            ("38.910000000000004", "EUR", Some(3891)),
            ("195.67", "EUR", Some(19_567)),
            ("0.28999999999999998", "EUR", Some(29)),
            ("4", "EUR", Some(400)),
            ("0", "EUR", Some(0)),
            ("1500.0000000000002", "JPY", Some(1500)),
            ("1.2340000000000002", "KWD", Some(1234)),
            ("-0.01", "EUR", None),
            ("-38.91", "EUR", None),
            ("1e300", "EUR", None),
            ("90071992547409.93", "EUR", None),
            ("9223372036854775807", "JPY", None),
        ] {
            let number: serde_json::Number = serde_json::from_str(json).unwrap();
            assert_eq!(number_in_minor_units(&number, currency), expected, "{json} {currency}");
        }
        let endless = br#"{"id": 5, "order_id": 7, "refund_line_items": [{"subtotal": 1e999}]}"#;
        assert_eq!(read("refunds/create", endless, "EUR").unwrap_err().code, "invalid_request");
    }

    #[test]
    fn an_order_is_read() {
        let body = br#"{"id": 820982911946154508, "currency": "EUR", "created_at": "2026-01-02T10:00:00+01:00", "name": "ignored",
            "email": "ada@example.com", "shipping_address": {"first_name": "Ada", "address1": "1 Long Road", "address2": null,
            "zip": "00-001", "city": "Warsaw", "country_code": "PL"},
            "customer": {"id": 115310627314723954, "email": "ignored@example.com"}, "discount_codes": [{"code": "SUMMER", "type": "x"}],
            "line_items": [{"product_id": 632910392, "price": "199.00", "quantity": 2, "discount_allocations": [{"amount": "5.00"}]}]}"#;
        let (order, change) = read("orders/paid", body, "EUR").unwrap().unwrap();
        assert_eq!(order, "820982911946154508");
        let Change::Paid(order) = change else { panic!("{change:?}") };
        assert_eq!(order.customer.as_deref(), Some("115310627314723954"));
        assert_eq!(loyalty_rules::earn::total(&order.cart), Some(39_300));
        let refund = br#"{"id": 5, "order_id": 7, "refund_line_items": [{"subtotal": 195.67}, {"subtotal": 4}]}"#;
        assert_eq!(read("refunds/create", refund, "EUR").unwrap(), Some(("7".into(), Change::RefundedBy("5".into(), 19_967))));
        assert_eq!(order.email.as_deref(), Some("ada@example.com"));
        assert_eq!(order.address.as_deref(), Some("1 Long Road, 00-001, Warsaw, PL"));
        assert_eq!(read("products/update", b"{}", "EUR"), Ok(None));
        assert_eq!(read("orders/paid", b"{}", "EUR").unwrap_err().code, "invalid_request");
    }
}
