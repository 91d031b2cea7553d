//! Who the shop is, its languages, its numbers and its look.

use super::check::{Check, MOST_DAYS, MOST_MONEY, MOST_POINTS, is_name};
use jiff::tz::TimeZone;
use loyalty_api::program::Theme;

pub(super) fn check(check: &mut Check<'_>) {
    identity(check);
    languages(check);
    numbers(check);
    if let Some(theme) = &check.document.theme {
        look(check, theme);
    }
}

fn identity(check: &mut Check<'_>) {
    let document = check.document;
    check.must(is_name(&document.shop), "shop", "must be 1 to 64 letters, digits, dashes or underscores.");
    let currency = document.currency.len() == 3 && document.currency.bytes().all(|byte| byte.is_ascii_uppercase());
    check.must(currency, "currency", "must be an ISO 4217 code of three capital letters, such as EUR.");
    let zone = TimeZone::get(&document.time_zone).is_ok();
    check.must(zone, "time_zone", "must be a time zone of the IANA database, such as Europe/Warsaw.");
    for (index, origin) in document.origins.iter().enumerate() {
        check.must(
            is_origin(origin),
            format!("origins[{index}]"),
            "must be an exact origin such as https://shop.example, without a path and without a final slash.",
        );
    }
}

fn languages(check: &mut Check<'_>) {
    let document = check.document;
    check.must(!document.locales.is_empty(), "locales", "must name at least one language.");
    for (index, locale) in document.locales.iter().enumerate() {
        let tag = !locale.is_empty() && locale.len() <= 35 && locale.split('-').all(is_subtag);
        check.must(tag, format!("locales[{index}]"), "must be a BCP 47 language tag such as en or pt-BR.");
    }
    check.must(document.locales.contains(&document.default_locale), "default_locale", "must be one of locales.");
    check.texts(&document.name, "name", true);
    for (locale, names) in &document.points_name {
        let path = format!("points_name.{locale}");
        check.must(document.locales.contains(locale), path.clone(), "is not one of locales.");
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
            check.must(
                name.is_some() || !needed,
                format!("{path}.{category}"),
                "is missing, and this language needs it for some numbers.",
            );
            if let Some(name) = name {
                let plain = (1..=60).contains(&name.chars().count());
                check.must(plain, format!("{path}.{category}"), "must be 1 to 60 characters.");
            }
        }
    }
    let complete = document.points_name.is_empty() || check.has_default(|default| document.points_name.contains_key(default));
    check.must(complete, "points_name", "must have the default language.");
}

fn numbers(check: &mut Check<'_>) {
    let document = check.document;
    check.range(document.pending_days, 0, MOST_DAYS, "pending_days");
    check.optional_range(document.expiry_days, 1, MOST_DAYS, "expiry_days");
    check.range(document.hold_minutes, 1, 60 * 24 * 30, "hold_minutes");
    if let Some(worth) = &document.worth {
        check.range(worth.points, 1, MOST_POINTS, "worth.points");
        check.range(worth.amount, 0, MOST_MONEY, "worth.amount");
    }
}

fn look(check: &mut Check<'_>, theme: &Theme) {
    check.colour(theme.accent.as_ref(), "theme.accent");
    check.colour(theme.accent_dark.as_ref(), "theme.accent_dark");
    check.optional_range(theme.radius, 0, 24, "theme.radius");
    // It becomes a CSS value: nothing in it may end one.
    let font = theme.font.as_deref().is_none_or(|font| {
        font.len() <= 200 && font.chars().all(|letter| letter.is_alphanumeric() || " ,-_'\"".contains(letter))
    });
    check.must(font, "theme.font", "must be a list of font names, separated by commas.");
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
