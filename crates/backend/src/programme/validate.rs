//! What must hold of a document.

use super::document::{Document, Earning, RewardOffer, Texts, TokenKey};
use crate::identity::keys;
use crate::webhooks::standard;
use loyalty_api::program::{EarningKind, PurchaseRule, RewardValue, Theme};
use std::collections::HashSet;
use std::fmt;

/// One mistake: where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The path in the document, such as `rewards.3.points`.
    pub path: String,
    /// What must hold there.
    pub sentence: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path, self.sentence)
    }
}

/// The most points that one rule or reward may speak of.
const MOST_POINTS: i64 = 1_000_000;
const MOST_DAYS: i64 = 3_650;
const MOST_MONEY: i64 = loyalty_rules::earn::LARGEST_AMOUNT;

/// Every mistake in a document; none: it can be published.
pub fn validate(document: &Document) -> Vec<Mistake> {
    let mut check = Check { document, mistakes: Vec::new() };
    check.identity();
    check.languages();
    check.numbers();
    check.earning();
    check.rewards();
    if let Some(theme) = &document.theme {
        check.theme(theme);
    }
    check.keys();
    check.mistakes
}

struct Check<'a> {
    document: &'a Document,
    mistakes: Vec<Mistake>,
}

impl Check<'_> {
    fn must(&mut self, holds: bool, path: impl Into<String>, sentence: impl Into<String>) {
        if !holds {
            self.mistakes.push(Mistake { path: path.into(), sentence: sentence.into() });
        }
    }

    fn range(&mut self, value: i64, from: i64, to: i64, path: impl Into<String>) {
        self.must((from..=to).contains(&value), path, format!("must be from {from} to {to}, and is {value}."));
    }

    fn optional_range(&mut self, value: Option<i64>, from: i64, to: i64, path: impl Into<String>) {
        if let Some(value) = value {
            self.range(value, from, to, path);
        }
    }

    fn identity(&mut self) {
        let document = self.document;
        self.must(is_name(&document.shop), "shop", "must be 1 to 64 letters, digits, dashes or underscores.");
        let currency = document.currency.len() == 3 && document.currency.bytes().all(|byte| byte.is_ascii_uppercase());
        self.must(currency, "currency", "must be an ISO 4217 code of three capital letters, such as EUR.");
        for (index, origin) in document.origins.iter().enumerate() {
            self.must(
                is_origin(origin),
                format!("origins.{index}"),
                "must be an exact origin such as https://shop.example, without a path and without a final slash.",
            );
        }
    }

    fn languages(&mut self) {
        let document = self.document;
        self.must(!document.locales.is_empty(), "locales", "must name at least one language.");
        for (index, locale) in document.locales.iter().enumerate() {
            let tag = !locale.is_empty() && locale.len() <= 35 && locale.split('-').all(is_subtag);
            self.must(tag, format!("locales.{index}"), "must be a BCP 47 language tag such as en or pt-BR.");
        }
        self.must(document.locales.contains(&document.default_locale), "default_locale", "must be one of locales.");
        self.texts(&document.name, "name", true);
        for (locale, names) in &document.points_name {
            let path = format!("points_name.{locale}");
            self.must(document.locales.contains(locale), path.clone(), "is not one of locales.");
            let given = [
                ("zero", &names.zero),
                ("one", &names.one),
                ("two", &names.two),
                ("few", &names.few),
                ("many", &names.many),
                ("other", &Some(names.other.clone())),
            ];
            for (category, name) in given {
                let needed = plural_categories(locale).contains(&category);
                self.must(
                    name.is_some() || !needed,
                    format!("{path}.{category}"),
                    "is missing, and this language needs it for some numbers.",
                );
                if let Some(name) = name {
                    let plain = (1..=60).contains(&name.chars().count());
                    self.must(plain, format!("{path}.{category}"), "must be 1 to 60 characters.");
                }
            }
        }
        let complete = document.points_name.is_empty() || self.has_default(|default| document.points_name.contains_key(default));
        self.must(complete, "points_name", "must have the default language.");
    }

    /// Whether the default language is there. One that is no language of the programme is reported once, by its own path.
    fn has_default(&self, is_there: impl FnOnce(&str) -> bool) -> bool {
        let default = &self.document.default_locale;
        !self.document.locales.contains(default) || is_there(default)
    }

    fn texts(&mut self, texts: &Texts, path: &str, required: bool) {
        if required || !texts.is_empty() {
            let complete = self.has_default(|default| texts.contains_key(default));
            self.must(complete, path, format!("must have the default language, {}.", self.document.default_locale));
        }
        for (locale, text) in texts {
            self.must(self.document.locales.contains(locale), format!("{path}.{locale}"), "is not one of locales.");
            let length = (1..=300).contains(&text.chars().count());
            self.must(length, format!("{path}.{locale}"), "must be 1 to 300 characters.");
        }
    }

    fn numbers(&mut self) {
        let document = self.document;
        self.range(document.pending_days, 0, MOST_DAYS, "pending_days");
        self.optional_range(document.expiry_days, 1, MOST_DAYS, "expiry_days");
        self.range(document.hold_minutes, 1, 60 * 24 * 30, "hold_minutes");
        if let Some(worth) = &document.worth {
            self.range(worth.points, 1, MOST_POINTS, "worth.points");
            self.range(worth.amount, 0, MOST_MONEY, "worth.amount");
        }
    }

    fn earning(&mut self) {
        let mut ids = HashSet::new();
        let mut singles = HashSet::new();
        for (index, rule) in self.document.earning.iter().enumerate() {
            let path = format!("earning.{index}");
            let id = rule.id.strip_prefix("ern_").is_some_and(is_name);
            self.must(id, format!("{path}.id"), "must be ern_ and then letters, digits, dashes or underscores.");
            self.must(ids.insert(&rule.id), format!("{path}.id"), "is the id of another rule.");
            let single = matches!(rule.kind, EarningKind::Purchase | EarningKind::SignUp);
            let first = !single || singles.insert(rule.kind.name());
            self.must(first, format!("{path}.kind"), "may be there once only.");
            self.texts(&rule.title, &format!("{path}.title"), true);
            self.texts(&rule.description, &format!("{path}.description"), false);
            self.earning_rule(rule, &path);
        }
    }

    fn earning_rule(&mut self, rule: &Earning, path: &str) {
        let is_purchase = rule.kind == EarningKind::Purchase;
        self.must(
            rule.purchase.is_some() == is_purchase,
            format!("{path}.purchase"),
            if is_purchase { "is missing: it says how points follow from a cart." } else { "belongs to purchases alone." },
        );
        if let Some(purchase) = &rule.purchase {
            self.purchase(purchase, &format!("{path}.purchase"));
        }
        let (from, to) = if is_purchase { (0, 0) } else { (1, MOST_POINTS) };
        self.range(rule.points, from, to, format!("{path}.points"));
        let on_trust = matches!(rule.kind, EarningKind::Follow | EarningKind::Share | EarningKind::Visit);
        self.must(
            rule.limit.is_some() == on_trust,
            format!("{path}.limit"),
            if on_trust { "is missing: without one, points could be had without end." } else { "has no place here." },
        );
        if let Some(limit) = &rule.limit {
            self.range(limit.count, 1, 1_000, format!("{path}.limit.count"));
            self.optional_range(limit.days, 1, MOST_DAYS, format!("{path}.limit.days"));
        }
        let opens = matches!(rule.kind, EarningKind::Follow | EarningKind::Share);
        let url = rule.url.as_deref();
        let good = url.is_some_and(|url| url.starts_with("https://") || url.starts_with("http://"));
        self.must(
            if opens { good } else { url.is_none() },
            format!("{path}.url"),
            if opens { "must be the page to open, with https://." } else { "has no place here." },
        );
    }

    fn purchase(&mut self, rule: &PurchaseRule, path: &str) {
        self.range(rule.points, 0, 10_000, format!("{path}.points"));
        self.range(rule.per, 1, MOST_MONEY, format!("{path}.per"));
        self.optional_range(rule.minimum_order, 0, MOST_MONEY, format!("{path}.minimum_order"));
        for (index, selector) in rule.excluded.iter().enumerate() {
            self.selector(selector, format!("{path}.excluded.{index}"));
        }
        for (index, multiplier) in rule.multipliers.iter().enumerate() {
            self.range(multiplier.hundredths, 0, 10_000, format!("{path}.multipliers.{index}.hundredths"));
            for (at, selector) in multiplier.applies_to.iter().enumerate() {
                self.selector(selector, format!("{path}.multipliers.{index}.applies_to.{at}"));
            }
        }
    }

    fn selector(&mut self, selector: &str, path: String) {
        let known = selector.split_once(':').is_some_and(|(kind, id)| {
            matches!(kind, "product" | "collection" | "tag") && !id.is_empty() && selector.len() <= 200
        });
        self.must(known, path, "must be product:ID, collection:ID or tag:NAME.");
    }

    fn rewards(&mut self) {
        let mut ids = HashSet::new();
        for (index, offer) in self.document.rewards.iter().enumerate() {
            let path = format!("rewards.{index}");
            let id = offer.id.strip_prefix("rwd_").is_some_and(is_name);
            self.must(id, format!("{path}.id"), "must be rwd_ and then letters, digits, dashes or underscores.");
            self.must(ids.insert(&offer.id), format!("{path}.id"), "is the id of another reward.");
            self.texts(&offer.title, &format!("{path}.title"), true);
            self.texts(&offer.description, &format!("{path}.description"), false);
            self.reward(offer, &path);
        }
    }

    fn reward(&mut self, offer: &RewardOffer, path: &str) {
        self.range(offer.points, 1, MOST_POINTS, format!("{path}.points"));
        self.optional_range(offer.minimum_order, 0, MOST_MONEY, format!("{path}.minimum_order"));
        self.optional_range(offer.limit_per_customer, 1, 1_000_000, format!("{path}.limit_per_customer"));
        match &offer.value {
            RewardValue::FixedAmount { amount } => self.range(*amount, 1, MOST_MONEY, format!("{path}.value.amount")),
            RewardValue::Percentage { percent, max_amount } => {
                self.range(*percent, 1, 100, format!("{path}.value.percent"));
                self.optional_range(*max_amount, 1, MOST_MONEY, format!("{path}.value.max_amount"));
            }
            RewardValue::GiftCard { amount } | RewardValue::StoreCredit { amount } => {
                self.range(*amount, 1, MOST_MONEY, format!("{path}.value.amount"));
            }
            RewardValue::Variable { step, amount, maximum } => {
                self.range(*step, 1, MOST_POINTS, format!("{path}.value.step"));
                self.range(*amount, 1, MOST_MONEY, format!("{path}.value.amount"));
                self.range(*maximum, offer.points, MOST_POINTS, format!("{path}.value.maximum"));
            }
            RewardValue::FreeProduct { .. } | RewardValue::FreeShipping {} => {}
        }
    }

    fn theme(&mut self, theme: &Theme) {
        for (colour, path) in [(&theme.accent, "theme.accent"), (&theme.accent_dark, "theme.accent_dark")] {
            let hex = colour.as_deref().is_none_or(|colour| {
                colour.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
            });
            self.must(hex, path, "must be a colour such as #1f5f4a.");
        }
        self.optional_range(theme.radius, 0, 24, "theme.radius");
        // It becomes a CSS value: nothing in it may end one.
        let font = theme.font.as_deref().is_none_or(|font| {
            font.len() <= 200 && font.chars().all(|letter| letter.is_alphanumeric() || " ,-_'\"".contains(letter))
        });
        self.must(font, "theme.font", "must be a list of font names, separated by commas.");
    }

    fn keys(&mut self) {
        let document = self.document;
        let mut kids = HashSet::new();
        for (index, key) in document.token_keys.iter().enumerate() {
            let path = format!("token_keys.{index}");
            self.must(is_name(key.kid()), format!("{path}.kid"), "must be 1 to 64 letters, digits, dashes or underscores.");
            self.must(kids.insert(key.kid()), format!("{path}.kid"), "is the id of another key.");
            if let TokenKey::HS256 { secret, .. } = key {
                self.must(secret.len() >= 32, format!("{path}.secret"), "must be at least 32 bytes long.");
            }
            self.must(keys::decoding(key).is_ok(), path, "must be a public key in PEM form that fits the algorithm.");
        }
        for (index, key) in document.secret_keys.iter().enumerate() {
            self.must(key.len() >= 24, format!("secret_keys.{index}"), "must be at least 24 characters long.");
        }
        for (index, secret) in document.webhook_secrets.iter().enumerate() {
            let good = standard::secret_bytes(secret).is_some_and(|bytes| bytes.len() >= 24);
            self.must(good, format!("webhook_secrets.{index}"), "must be whsec_ and then at least 24 bytes as base64.");
        }
        for (index, secret) in document.shopify_secrets.iter().enumerate() {
            self.must(secret.len() >= 16, format!("shopify_secrets.{index}"), "must be at least 16 characters long.");
        }
    }
}

fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

fn is_subtag(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        !host.is_empty()
            && host.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".:-[]".contains(&byte))
    })
}

/// The CLDR plural categories whole numbers take in the languages the widget speaks; of others only `other` is known to
/// be needed.
fn plural_categories(locale: &str) -> &'static [&'static str] {
    match locale.split('-').next().unwrap_or_default() {
        "ar" => &["zero", "one", "two", "few", "many", "other"],
        "pl" => &["one", "few", "many", "other"],
        "en" | "de" => &["one", "other"],
        "es" | "fr" | "pt" => &["one", "many", "other"],
        _ => &["other"],
    }
}

#[cfg(test)]
mod tests {
    use super::super::programmes::parse;
    use serde_json::{Value, json};

    const DEMO: &str = include_str!("../../examples/demo-shop.json");

    fn mistakes(pointer: &str, value: Value) -> Vec<String> {
        let mut document: Value = serde_json::from_str(DEMO).unwrap();
        *document.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is not in the example")) = value;
        let found = parse(&document.to_string()).err().unwrap_or_default();
        found.into_iter().map(|mistake| mistake.path).collect()
    }

    #[test]
    fn the_example_has_no_mistake() {
        assert_eq!(parse(DEMO).map(|document| document.shop), Ok("demo".into()));
    }

    #[test]
    fn each_mistake_is_named_by_its_path() {
        for (pointer, value, path) in [
            ("/shop", json!("a shop"), "shop"),
            ("/currency", json!("euro"), "currency"),
            ("/default_locale", json!("fr"), "default_locale"),
            ("/origins/0", json!("http://127.0.0.1:4400/"), "origins.0"),
            ("/origins/0", json!("*"), "origins.0"),
            ("/points_name/pl/few", json!(null), "points_name.pl.few"),
            ("/points_name/ar/zero", json!(null), "points_name.ar.zero"),
            ("/pending_days", json!(-1), "pending_days"),
            ("/pending_days", json!("soon"), "pending_days"),
            ("/earning/0/purchase", json!(null), "earning.0.purchase"),
            ("/earning/0/purchase/per", json!(0), "earning.0.purchase.per"),
            ("/earning/0/purchase/excluded/0", json!("gift-card"), "earning.0.purchase.excluded.0"),
            ("/earning/2/limit", json!(null), "earning.2.limit"),
            ("/earning/2/url", json!("javascript:alert(1)"), "earning.2.url"),
            ("/earning/1/id", json!("ern_purchase"), "earning.1.id"),
            ("/rewards/0/points", json!(0), "rewards.0.points"),
            ("/rewards/1/value/percent", json!(101), "rewards.1.value.percent"),
            ("/theme/accent", json!("green"), "theme.accent"),
            ("/theme/font", json!("a;} *{display:none"), "theme.font"),
            ("/token_keys/0/secret", json!("short"), "token_keys.0.secret"),
            ("/token_keys/1/kid", json!("k1"), "token_keys.1.kid"),
            ("/webhook_secrets/0", json!("whsec_!"), "webhook_secrets.0"),
        ] {
            assert_eq!(mistakes(pointer, value.clone()), [path], "{pointer} = {value}");
        }
    }

    #[test]
    fn a_misspelt_field_is_refused() {
        let mistakes = parse(&DEMO.replace("\"hold_minutes\"", "\"hold_minuets\"")).unwrap_err();
        assert!(mistakes[0].sentence.contains("unknown field `hold_minuets`"), "{mistakes:?}");
    }
}
