//! What a page's address asks for: `?key=1`, a variation.

/// The variation, of `count`, that the address `url` asks for by `key`, if it does.
pub fn query_override(key: &str, url: &str, count: i64) -> Option<i64> {
    leading_integer(parameter(url, key)?).filter(|variation| (0..count).contains(variation))
}

/// What an address says of a parameter, as it is written there: of several of this name the first.
pub fn parameter<'a>(url: &'a str, name: &str) -> Option<&'a str> {
    let query = url.split('?').nth(1)?.split('#').next()?;
    let said = |pair: &'a str| {
        let (known, value) = pair.split_once('=').unwrap_or((pair, ""));
        (known == name).then_some(value)
    };
    query.split('&').find_map(said)
}

/// The integer that a text begins with, as `parseInt` finds it.
fn leading_integer(text: &str) -> Option<i64> {
    let text = text.trim_start();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut integer: Option<i64> = None;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            break;
        }
        integer = Some(integer.unwrap_or(0).saturating_mul(10).saturating_add(i64::from(byte - b'0')));
    }
    integer.map(|integer| if negative { -integer } else { integer })
}
