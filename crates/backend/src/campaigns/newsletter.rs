//! Who agreed to be written to, with the sentence they read.

use crate::error::Result;
use crate::events;
use crate::random;
use crate::store::subscriptions::{self, SubscriptionRow};
use crate::store::{Connection, customers::CustomerRow, profiles};
use serde_json::json;

/// An agreement.
#[derive(Clone, Copy, Debug)]
pub struct Agreement<'a> {
    /// The shop.
    pub shop: &'a str,
    /// The member; nobody for a guest.
    pub customer: Option<&'a CustomerRow>,
    /// The e-mail address and its mark, where one was given.
    pub email: Option<(&'a str, &'a [u8])>,
    /// The campaign or quiz that asked.
    pub source: &'a str,
    /// What they agreed to.
    pub sentence: &'a str,
    /// The language it was in.
    pub locale: &'a str,
}

/// Notes an agreement and tells the merchant of it, once for each person. The message names the subscription and not the
/// address: that is read with the shop's key.
pub async fn subscribe(connection: &mut Connection, agreement: Agreement<'_>, now: i64) -> Result<()> {
    let Agreement { shop, customer, email, source, sentence, locale } = agreement;
    let mut news = false;
    if let Some(customer) = customer.filter(|customer| customer.newsletter == 0) {
        profiles::set_newsletter(connection, &customer.id, true, Some(sentence), now).await?;
        news = true;
    }
    let mut subscription = None;
    if let Some((email, mark)) = email {
        let row = SubscriptionRow {
            id: random::id("sub"),
            shop: shop.into(),
            email: email.trim().into(),
            mark: mark.into(),
            customer: customer.map(|customer| customer.id.clone()),
            campaign: source.into(),
            sentence: sentence.into(),
            locale: locale.into(),
            at: now,
        };
        if subscriptions::insert(connection, &row).await? {
            subscription = Some(row.id);
            news = true;
        }
    }
    if news {
        let data = json!({ "campaign": source, "subscription": subscription });
        let member = customer.map(|customer| customer.id.as_str());
        events::emit(connection, shop, member, "newsletter.subscribed", data, now).await?;
    }
    Ok(())
}
