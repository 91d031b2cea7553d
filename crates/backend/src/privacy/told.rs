//! What the merchant's systems tell of their customers.

use super::erase;
use crate::error::Result;
use crate::events;
use crate::programme::Programme;
use crate::referrals::marks::Marker;
use crate::store::{Connection, customers, marks, page_events};
use crate::time;
use loyalty_api::merchant::{CustomerEvent, CustomerEventKind};
use serde_json::json;

/// What a webhook says of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// How they are called, and their e-mail address, as they are now.
    Updated {
        /// The merchant's id of them.
        customer: String,
        /// For greeting.
        first_name: Option<String>,
        /// Kept as a keyed hash only.
        email: Option<String>,
    },
    /// They are to be forgotten.
    Deleted {
        /// The merchant's id of them.
        customer: String,
    },
    /// They asked for what is held about them.
    DataRequested {
        /// The merchant's id of them.
        customer: String,
        /// The request's id with the merchant's platform.
        request: String,
    },
    /// Everybody is to be forgotten: the shop left the platform.
    ShopDeleted,
}

/// The change that a message tells.
pub fn read(event: CustomerEvent) -> Told {
    let data = event.data;
    match event.r#type {
        CustomerEventKind::Updated => Told::Updated { customer: data.id, first_name: data.first_name, email: data.email },
        CustomerEventKind::Deleted => Told::Deleted { customer: data.id },
    }
}

/// Applies what was told. Customers who are no members are of no concern.
pub async fn apply(connection: &mut Connection, programme: &Programme, told: &Told, now: i64) -> Result<()> {
    let shop = &programme.document.shop;
    match told {
        Told::Updated { customer, first_name, email } => {
            let Some(row) = customers::find(connection, shop, customer).await? else { return Ok(()) };
            let name = first_name.as_deref().map(|name| name.trim().chars().take(80).collect::<String>());
            if let Some(name) = name.filter(|name| !name.is_empty()) {
                customers::set_first_name(connection, &row.id, &name).await?;
            }
            if let (Some(email), Some(_)) = (email, &programme.document.referral)
                && let Some(mark) = Marker::load(connection, shop).await?.email(email)
            {
                marks::insert(connection, shop, &row.id, "email", &mark, now).await?;
            }
            Ok(())
        }
        Told::Deleted { customer } => match customers::find(connection, shop, customer).await? {
            Some(row) => erase::erase(connection, &row, now).await,
            None => Ok(()),
        },
        Told::DataRequested { customer, request } => {
            let Some(row) = customers::find(connection, shop, customer).await? else { return Ok(()) };
            let data = json!({ "request": request, "requested_at": time::format(now) });
            events::emit(connection, shop, Some(&row.id), "customer.data_requested", data, now).await
        }
        Told::ShopDeleted => {
            for row in customers::not_erased(connection, shop).await? {
                erase::erase(connection, &row, now).await?;
            }
            // Guests are nobody to erase, but what pages told of them goes too.
            Ok(page_events::delete_shop(connection, shop).await?)
        }
    }
}
