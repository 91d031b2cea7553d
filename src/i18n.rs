//! The shopper's language: the catalogue's sentences, filled in with what the browser's `Intl` formats.

use crate::browser::intl::{Formats, TimeStyle};
use crate::browser::json::own;
use loyalty_api::program::UnitName;
use wasm_bindgen::JsValue;

/// One language's sentences and formats.
pub struct I18n {
    locale: String,
    messages: JsValue,
    formats: Formats,
}

/// Languages written from right to left, by their primary subtag.
const RIGHT_TO_LEFT: [&str; 4] = ["ar", "fa", "he", "ur"];

impl I18n {
    /// From a parsed catalogue (`static/locales/*.json`).
    pub fn new(locale: &str, messages: JsValue) -> Self {
        Self { locale: locale.into(), messages, formats: Formats::new(locale) }
    }

    /// BCP 47.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// `rtl` or `ltr`.
    pub fn direction(&self) -> &'static str {
        let primary = self.locale.split('-').next().unwrap_or_default();
        if RIGHT_TO_LEFT.contains(&primary) { "rtl" } else { "ltr" }
    }

    /// A sentence. A missing one shows its key, so that it is seen and no view is lost.
    pub fn t(&self, key: &str) -> String {
        own(&self.messages, key).as_string().unwrap_or_else(|| key.into())
    }

    /// A sentence with `{name}` filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(&self.t(key), values)
    }

    /// A sentence that depends on a number, which fills `{n}`.
    pub fn plural(&self, key: &str, number: i64) -> String {
        let forms = own(&self.messages, key);
        let form = own(&forms, &self.formats.plural(number)).as_string().or_else(|| own(&forms, "other").as_string());
        fill(form.as_deref().unwrap_or(key), &[("n", &self.number(number))])
    }

    /// So many points, by the merchant's name for them where there is one: "1,240 leaves".
    pub fn points(&self, number: i64, name: Option<&UnitName>) -> String {
        let Some(name) = name else {
            return self.plural("points", number);
        };
        let form = match self.formats.plural(number).as_str() {
            "zero" => name.zero.as_ref(),
            "one" => name.one.as_ref(),
            "two" => name.two.as_ref(),
            "few" => name.few.as_ref(),
            "many" => name.many.as_ref(),
            _ => None,
        };
        fill(form.unwrap_or(&name.other), &[("n", &self.number(number))])
    }

    /// A whole number.
    pub fn number(&self, number: i64) -> String {
        self.formats.number(number)
    }

    /// A number of hundredths: "1.25".
    pub fn hundredths(&self, number: i64) -> String {
        self.formats.hundredths(number)
    }

    /// So many hundredths of something: "10%".
    pub fn percent(&self, number: i64) -> String {
        self.formats.percent(number)
    }

    /// Minor units of a currency.
    pub fn money(&self, minor_units: i64, currency: &str) -> String {
        self.formats.money(minor_units, currency)
    }

    /// What something costs, in minor units of a currency.
    pub fn price(&self, minor_units: i64, currency: &str) -> String {
        self.formats.price(minor_units, currency)
    }

    /// The day of an RFC 3339 time.
    pub fn day(&self, time: &str) -> String {
        self.formats.time(time, TimeStyle::Day)
    }

    /// The name of a month, 1 to 12.
    pub fn month(&self, month: i64) -> String {
        self.formats.time(&date(month, 1), TimeStyle::Month)
    }

    /// A day of the year.
    pub fn anniversary(&self, month: i64, day: i64) -> String {
        self.formats.time(&date(month, day), TimeStyle::Anniversary)
    }

    /// The time of day of an RFC 3339 time.
    pub fn clock(&self, time: &str) -> String {
        self.formats.time(time, TimeStyle::Clock)
    }
}

/// A day in a year that has every day.
fn date(month: i64, day: i64) -> String {
    let two = |number: i64| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    ["2000-", &two(month), "-", &two(day)].concat()
}

/// Puts values in the places that a sentence has for them: `{name}`. What is in a value stays as it is.
fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (index, piece) in sentence.split('{').enumerate() {
        let place = piece.split_once('}').filter(|_| index > 0);
        let value = place.and_then(|(name, rest)| Some((values.iter().find(|(known, _)| *known == name)?.1, rest)));
        let (value, rest) = value.unwrap_or((if index > 0 { "{" } else { "" }, piece));
        out.push_str(value);
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn what_is_filled_in_is_not_filled_in_again() {
        for (sentence, expected) in
            [("Hello, {name}: {n}!", "Hello, {n}: 3!"), ("{n}{n}", "33"), ("{other} {n", "{other} {n"), ("}{", "}{"), ("", "")]
        {
            assert_eq!(fill(sentence, &[("name", "{n}"), ("n", "3")]), expected, "{sentence:?}");
        }
    }
}
