//! `?key=1`: a variation by the page's address.

/// The variation, of `count`, that the address `url` asks for by `key`, if it does.
pub fn query_override(key: &str, url: &str, count: i64) -> Option<i64> {
    let query = url.split('?').nth(1)?;
    let query = query.split('#').next().unwrap_or_default();
    for pair in query.split('&') {
        let mut parts = pair.split('=');
        if parts.next() == Some(key) {
            let variation = leading_integer(parts.next().unwrap_or_default())?;
            return (0..count).contains(&variation).then_some(variation);
        }
    }
    None
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
