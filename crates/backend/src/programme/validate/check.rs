//! What the checks of all parts use.

use super::Mistake;
use crate::programme::document::{Document, Texts};

/// The most points that one rule or reward may speak of.
pub(super) const MOST_POINTS: i64 = 1_000_000;
/// The longest time in days.
pub(super) const MOST_DAYS: i64 = 3_650;
/// The most minor units.
pub(super) const MOST_MONEY: i64 = loyalty_rules::earn::LARGEST_AMOUNT;

/// A document, and the mistakes found so far.
pub(super) struct Check<'a> {
    pub(super) document: &'a Document,
    pub(super) mistakes: Vec<Mistake>,
}

impl<'a> Check<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, mistakes: Vec::new() }
    }

    /// Notes a mistake unless `holds`.
    pub(super) fn must(&mut self, holds: bool, path: impl Into<String>, sentence: impl Into<String>) {
        if !holds {
            self.mistakes.push(Mistake { path: path.into(), sentence: sentence.into() });
        }
    }

    pub(super) fn range(&mut self, value: i64, from: i64, to: i64, path: impl Into<String>) {
        self.must((from..=to).contains(&value), path, format!("must be from {from} to {to}, and is {value}."));
    }

    pub(super) fn optional_range(&mut self, value: Option<i64>, from: i64, to: i64, path: impl Into<String>) {
        if let Some(value) = value {
            self.range(value, from, to, path);
        }
    }

    /// Something belongs to some kinds only: it must be there for those that need it, and only for those that may have it.
    pub(super) fn belongs(&mut self, is_there: bool, needed: bool, allowed: bool, path: impl Into<String>, missing: &str) {
        let path = path.into();
        self.must(is_there || !needed, path.clone(), missing);
        self.must(!is_there || needed || allowed, path, "has no place here.");
    }

    /// Texts in every language that they are in, and in the default language if they are `required` or there at all.
    pub(super) fn texts(&mut self, texts: &Texts, path: &str, required: bool) {
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

    /// Whether the default language is there. One that is no language of the programme is reported once, by its own path.
    pub(super) fn has_default(&self, is_there: impl FnOnce(&str) -> bool) -> bool {
        let default = &self.document.default_locale;
        !self.document.locales.contains(default) || is_there(default)
    }

    pub(super) fn id(&mut self, id: &str, prefix: &str, path: &str) {
        let good = id.strip_prefix(prefix).is_some_and(is_name);
        self.must(good, format!("{path}.id"), format!("must be {prefix} and then letters, digits, dashes or underscores."));
    }

    pub(super) fn selectors(&mut self, selectors: &[String], path: &str) {
        for (index, selector) in selectors.iter().enumerate() {
            let known = selector.split_once(':').is_some_and(|(kind, id)| {
                matches!(kind, "product" | "collection" | "tag") && !id.is_empty() && selector.len() <= 200
            });
            self.must(known, format!("{path}[{index}]"), "must be product:ID, collection:ID or tag:NAME.");
        }
    }

    /// The id of one of the programme's tiers.
    pub(super) fn tier(&mut self, id: &str, path: impl Into<String>) {
        let vip = self.document.vip.as_ref();
        let known = vip.is_some_and(|vip| vip.tiers.iter().any(|tier| tier.id == id));
        self.must(known, path, "must be the id of one of vip.tiers.");
    }

    pub(super) fn image(&mut self, image: Option<&String>, path: impl Into<String>) {
        let good = image.is_none_or(|image| {
            let is_path = image.starts_with('/') && !image.starts_with("//");
            image.len() <= 2_000 && (is_path || image.starts_with("https://")) && !image.contains(char::is_whitespace)
        });
        self.must(good, path, "must be an https address or a path of the shop that begins with a slash.");
    }

    pub(super) fn colour(&mut self, colour: Option<&String>, path: impl Into<String>) {
        let hex = colour.is_none_or(|colour| {
            colour.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
        });
        self.must(hex, path, "must be a colour such as #1f5f4a.");
    }
}

/// Whether this can be the part of an id that the merchant chooses.
pub(super) fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}
