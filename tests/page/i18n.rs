//! Languages: the catalogue's sentences with what the browser's `Intl` makes of numbers, money and times.

use loyalty_widget::i18n::I18n;
use loyalty_widget::words::Words;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::example;
use crate::stage::{ENGLISH, language};

const POLISH: &str = include_str!("../../static/locales/pl.json");
const ARABIC: &str = include_str!("../../static/locales/ar.json");

/// `Intl` separates by several kinds of spaces, which differ between browsers.
fn plain(text: &str) -> String {
    text.chars().map(|char| if char.is_whitespace() { ' ' } else { char }).filter(|char| *char != '\u{200f}').collect()
}

#[wasm_bindgen_test]
fn points_follow_the_plural_rules_of_each_language() {
    for (locale, catalogue, categories) in [
        ("en", ENGLISH, &[(0, "other"), (1, "one"), (2, "other"), (-1, "one")][..]),
        ("pl", POLISH, &[(0, "many"), (1, "one"), (2, "few"), (5, "many"), (12, "many"), (22, "few"), (101, "many")][..]),
        ("ar", ARABIC, &[(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (11, "many"), (100, "other"), (103, "few")][..]),
    ] {
        let i18n = language(locale, catalogue);
        let forms = js_sys::JSON::parse(catalogue).unwrap();
        let forms = js_sys::Reflect::get(&forms, &"points".into()).unwrap();
        for (number, category) in categories {
            let form = js_sys::Reflect::get(&forms, &(*category).into()).unwrap().as_string();
            let form = form.unwrap_or_else(|| panic!("{locale} has no `{category}` form of points"));
            assert_eq!(i18n.points(*number, None), form.replace("{n}", &i18n.number(*number)), "{number} in {locale}");
        }
    }
}

#[wasm_bindgen_test]
fn a_form_that_is_missing_is_the_other_one() {
    assert_eq!(language("en", r#"{ "points": { "other": "{n} points" } }"#).points(1, None), "1 points");
}

#[wasm_bindgen_test]
fn a_merchants_name_for_points_has_plurals_too() {
    let leaves = example::leaves();
    let points = |locale, number| I18n::new(locale, JsValue::UNDEFINED).points(number, Some(&leaves));
    assert_eq!(points("en", 1), "1 leaf");
    assert_eq!(points("en", 1240), "1,240 leaves");
    assert_eq!(points("pl", 3), "3 leaves (few)");
    assert_eq!(points("pl", 5), "5 leaves (many)");
    assert!(points("ar", 2).ends_with(" twin leaves"));
    let only_other = loyalty_api::program::UnitName { one: None, ..leaves.clone() };
    assert_eq!(I18n::new("en", JsValue::UNDEFINED).points(1, Some(&only_other)), "1 leaves");
}

#[wasm_bindgen_test]
fn minor_units_are_shown_as_each_currency_counts_them() {
    for (locale, minor_units, currency, expected) in [
        ("en", 1999, "EUR", "€19.99"),
        ("en", -50, "EUR", "-€0.50"),
        ("en", 1999, "JPY", "¥1,999"),
        ("en", 1999, "KWD", "KWD 1.999"),
        ("pl", 199_950, "PLN", "1999,50 zł"),
        ("pl", 1999, "EUR", "19,99 €"),
    ] {
        let money = I18n::new(locale, JsValue::UNDEFINED).money(minor_units, currency);
        assert_eq!(plain(&money), expected, "{minor_units} {currency} in {locale}");
    }
}

#[wasm_bindgen_test]
fn times_are_the_shoppers_days_and_hours() {
    let i18n = language("en", ENGLISH);
    assert_eq!(plain(&i18n.day(example::PAST)), "Mar 10, 2025");
    assert_eq!(plain(&language("pl", POLISH).day(example::PAST)), "10 mar 2025");
    // The shopper's time zone is the browser's: an hour later differs by an hour, whatever the zone.
    let hour = |time| i18n.clock(time);
    assert_ne!(hour("2025-03-10T12:00:00Z"), hour("2025-03-10T13:00:00Z"));
    assert_eq!(hour("2025-03-10T12:00:00Z"), hour("2025-03-10T13:00:00+01:00"));
    assert_eq!((i18n.day("soon"), i18n.clock("")), ("soon".into(), String::new()));
}

#[wasm_bindgen_test]
fn today_is_told_by_the_clock_and_other_days_by_the_date() {
    let i18n = language("en", ENGLISH);
    let words = Words::new(&i18n, None);
    let now = String::from(js_sys::Date::new_0().to_iso_string());
    assert_eq!(words.when("claims.held", &now), format!("Held until {} today", words.clock(&now)));
    assert_eq!(plain(&words.when("claims.held", example::PAST)), "Held until Mar 10, 2025");
}

#[wasm_bindgen_test]
fn a_locale_that_is_none_falls_back() {
    for locale in ["not a locale", "", "e", "xx"] {
        let i18n = language(locale, ENGLISH);
        assert!(i18n.points(3, None).ends_with("points"), "{locale:?}: {}", i18n.points(3, None));
        let money = plain(&i18n.money(1999, "EUR"));
        assert!(money.contains("19.99"), "{locale:?} shows €19.99 as {money}");
    }
}

#[wasm_bindgen_test]
fn a_missing_sentence_shows_its_key() {
    let i18n = language("en", ENGLISH);
    assert_eq!(i18n.t("no.such.key"), "no.such.key");
    assert_eq!(i18n.plural("no.such.key", 2), "no.such.key");
    assert_eq!(i18n.fill("no.such.key", &[("name", "x")]), "no.such.key");
    assert_eq!(i18n.t("toString"), "toString", "what every object has is no sentence");
    assert_eq!(I18n::new("en", JsValue::UNDEFINED).t("points"), "points", "no catalogue at all");
}

#[wasm_bindgen_test]
fn values_are_filled_in_wherever_they_are_named() {
    let i18n = language("en", ENGLISH);
    assert_eq!(i18n.fill("launcher.open", &[("name", "Fernhill"), ("points", "3 points")]), "Open Fernhill: 3 points");
    assert_eq!(i18n.plural("rewards.times", 1), "Once per member");
    assert_eq!(i18n.plural("rewards.times", 2), "2 times per member");
}

#[wasm_bindgen_test]
fn direction_follows_the_language() {
    for (locale, expected) in [("en", "ltr"), ("pl-PL", "ltr"), ("ar", "rtl"), ("ar-EG", "rtl"), ("he", "rtl"), ("arn", "ltr")] {
        assert_eq!(I18n::new(locale, JsValue::UNDEFINED).direction(), expected, "{locale}");
    }
}
