//! The browser's `Intl`: plural categories, numbers, money, dates.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: f64) -> String;
    #[wasm_bindgen(method, js_name = resolvedOptions)]
    fn resolved_options(this: &NumberFormat) -> JsValue;

    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, time: f64) -> String;

    #[wasm_bindgen(js_namespace = Date)]
    fn parse(text: &str) -> f64;
}

/// The milliseconds since 1970 of an RFC 3339 time; not a number where it can't be read.
pub fn millis(text: &str) -> f64 {
    parse(text)
}

/// How a time is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TimeStyle {
    /// The day: "21 Nov 2026".
    Day,
    /// The time of day: "20:49".
    Clock,
    /// The month's name: "November". For times at midnight in UTC that stand for days, as the next.
    Month,
    /// Day and month without a year: "21 November".
    Anniversary,
}

const UTC: (&str, &str) = ("timeZone", "UTC");
/// Birthdays are told in this calendar, whichever the locale prefers.
const GREGORIAN: (&str, &str) = ("calendar", "gregory");

/// Formats in one locale. A locale that the browser doesn't know falls back to the browser's own.
pub struct Formats {
    locale: String,
    plurals: Option<PluralRules>,
    numbers: Option<NumberFormat>,
}

impl Formats {
    /// For a BCP 47 locale.
    pub fn new(locale: &str) -> Self {
        // What is no locale at all ("not a locale") throws, for money as well.
        let locale = if PluralRules::new(locale).is_ok() { locale } else { "en" };
        Self {
            locale: locale.into(),
            plurals: PluralRules::new(locale).ok(),
            numbers: NumberFormat::new(locale, &JsValue::UNDEFINED).ok(),
        }
    }

    /// The CLDR plural category of a number: `zero`, `one`, `two`, `few`, `many` or `other`.
    pub fn plural(&self, number: i64) -> String {
        self.plurals.as_ref().map_or_else(|| "other".into(), |rules| rules.select(number as f64))
    }

    /// A whole number with the locale's digits and grouping.
    pub fn number(&self, number: i64) -> String {
        self.numbers.as_ref().map_or_else(|| number.to_string(), |format| format.format(number as f64))
    }

    /// A number of hundredths: "1.25".
    pub fn hundredths(&self, number: i64) -> String {
        self.numbers.as_ref().map_or_else(|| (number / 100).to_string(), |format| format.format(number as f64 / 100.0))
    }

    /// "10%".
    pub fn percent(&self, number: i64) -> String {
        let options = js_options(&[("style", "percent")]);
        NumberFormat::new(&self.locale, &options)
            .map_or_else(|_| number.to_string(), |format| format.format(number as f64 / 100.0))
    }

    /// Minor units of a currency; whole amounts without zeros where the browser can: "€5", "€4.90". How many of them make one is the browser's knowledge (2 for EUR, 0 for JPY, 3 for KWD).
    pub fn money(&self, minor_units: i64, currency: &str) -> String {
        self.amount(minor_units, currency, "stripIfInteger")
    }

    /// What something costs, as [`money`](Self::money) with the zeros that stand on price tags: "€5.00".
    pub fn price(&self, minor_units: i64, currency: &str) -> String {
        self.amount(minor_units, currency, "auto")
    }

    fn amount(&self, minor_units: i64, currency: &str, zeros: &str) -> String {
        let options = js_options(&[("style", "currency"), ("currency", currency), ("trailingZeroDisplay", zeros)]);
        match NumberFormat::new(&self.locale, &options) {
            Ok(format) => {
                let digits = super::json::own(&format.resolved_options(), "maximumFractionDigits").as_f64().unwrap_or(2.0);
                format.format(minor_units as f64 / 10f64.powi(digits as i32))
            }
            Err(_) => [&self.number(minor_units), " ", currency].concat(),
        }
    }

    /// An RFC 3339 time in the shopper's time zone; the text itself where it can't be read.
    pub fn time(&self, text: &str, style: TimeStyle) -> String {
        let options = match style {
            TimeStyle::Day => js_options(&[("dateStyle", "medium")]),
            TimeStyle::Clock => js_options(&[("timeStyle", "short")]),
            TimeStyle::Month => js_options(&[("month", "long"), UTC, GREGORIAN]),
            TimeStyle::Anniversary => js_options(&[("month", "long"), ("day", "numeric"), UTC, GREGORIAN]),
        };
        let time = parse(text);
        match DateTimeFormat::new(&self.locale, &options) {
            Ok(format) if !time.is_nan() => format.format(time),
            _ => text.into(),
        }
    }
}

fn js_options(pairs: &[(&str, &str)]) -> JsValue {
    let options = loyalty_api::page::new_object();
    for (name, value) in pairs {
        loyalty_api::page::set(&options, name, &JsValue::from_str(value));
    }
    options
}
