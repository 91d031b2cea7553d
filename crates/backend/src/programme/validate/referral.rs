//! Referring friends.

use super::check::{Check, MOST_MONEY};
use super::rewards;
use loyalty_api::program::{EarningKind, RewardValue};
use std::collections::HashSet;

/// What may stand in the message.
const PLACEHOLDERS: [&str; 2] = ["url", "reward"];

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    let Some(referral) = &document.referral else { return };
    let rewarded = document.earning.iter().any(|rule| rule.kind == EarningKind::Referral);
    check.must(rewarded, "referral", "needs a way to earn of kind referral, which says what the member gets.");
    let landing = origin(&referral.landing).is_some_and(|origin| document.origins.iter().any(|known| known == origin));
    check.must(landing, "referral.landing", "must be a page on one of origins.");
    let plain = !referral.landing.contains(['?', '#']) && !referral.landing.contains(char::is_whitespace);
    check.must(plain, "referral.landing", "must have neither a query nor a fragment: links add their own.");
    check.texts(&referral.title, "referral.title", true);
    let kind =
        matches!(referral.value, RewardValue::FixedAmount { .. } | RewardValue::Percentage { .. } | RewardValue::FreeShipping {});
    check.must(kind, "referral.value.kind", "must be fixed_amount, percentage or free_shipping.");
    rewards::value(check, &referral.value, "referral.value");
    check.optional_range(referral.minimum_order, 0, MOST_MONEY, "referral.minimum_order");
    check.texts(&referral.message, "referral.message", true);
    for (locale, message) in &referral.message {
        let path = format!("referral.message.{locale}");
        check.must(message.contains("{url}"), path.clone(), "must have {url}, which stands for the link.");
        let known = placeholders(message).all(|name| PLACEHOLDERS.contains(&name));
        check.must(known, path, "can have {url} and {reward}, and no other placeholder.");
    }
    check.must(!referral.channels.is_empty(), "referral.channels", "must have one at least.");
    let mut channels = HashSet::new();
    for (index, channel) in referral.channels.iter().enumerate() {
        check.must(channels.insert(channel.name()), format!("referral.channels[{index}]"), "is there already.");
    }
    check.range(referral.days, 1, 365, "referral.days");
    check.range(referral.monthly_limit, 1, 10_000, "referral.monthly_limit");
    for (index, domain) in referral.disposable_domains.iter().enumerate() {
        let path = format!("referral.disposable_domains[{index}]");
        check.must(is_domain(domain), path, "must be a domain in small letters, such as mail.example.");
    }
}

/// The origin of an address, such as `https://shop.example`.
fn origin(address: &str) -> Option<&str> {
    let host = address.find("://")? + 3;
    let end = address.get(host..)?.find(['/', '?', '#']).map_or(address.len(), |length| host + length);
    address.get(..end)
}

/// What stands in braces.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default())
}

fn is_domain(text: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
    (3..=253).contains(&text.len()) && text.contains('.') && !text.starts_with('.') && text.bytes().all(letters)
}
