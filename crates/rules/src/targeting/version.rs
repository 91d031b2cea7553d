//! Versions: `1.10.0` comes after `1.9.0`, and `1.9.0-beta` before it.

use super::coerce::compare_texts;
use super::decimal;
use loyalty_api::json::Json;
use std::cmp::Ordering;

/// How two versions are ordered. What is neither a text nor a number is version 0.
pub(super) fn compare(one: &Json, other: &Json) -> Ordering {
    compare_texts(&padded(one), &padded(other))
}

/// A version as a text whose order is the versions': parts of digits alone are as wide as five of them, and a full version
/// without a pre-release ends in `~`, which comes after everything else in ASCII.
fn padded(version: &Json) -> String {
    let written = match version {
        Json::Number(number) => decimal::write(*number),
        Json::Text(text) => text.clone(),
        _ => String::new(),
    };
    let whole = if written.is_empty() { "0" } else { &written };
    let whole = whole.strip_prefix('v').unwrap_or(whole);
    // What follows a plus tells about the build and not about the order.
    let whole = whole.split('+').next().unwrap_or_default();
    let mut padded = String::new();
    let mut parts = 0;
    for part in whole.split(['-', '.']) {
        if parts > 0 {
            padded.push('-');
        }
        if !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) {
            for _ in part.len()..5 {
                padded.push(' ');
            }
        }
        padded.push_str(part);
        parts += 1;
    }
    if parts == 3 {
        padded.push_str("-~");
    }
    padded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_in_their_order() {
        let rising = [
            "",
            "0.9",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-beta",
            "1.0.0-rc.2",
            "1.0.0-rc.10",
            "1.0.0",
            "1.9.0",
            "1.10.0",
            "2.0.0",
        ];
        for pair in rising.windows(2) {
            let [one, other] = [pair[0], pair[1]].map(|text| Json::Text(text.into()));
            assert_eq!(compare(&one, &other), Ordering::Less, "{pair:?}");
        }
        for (one, other) in [("v1.2.3", "1.2.3"), ("1.2.3+build5", "1.2.3+build6"), ("", "0")] {
            assert_eq!(compare(&Json::Text(one.into()), &Json::Text(other.into())), Ordering::Equal, "{one} {other}");
        }
        assert_eq!(compare(&Json::Number(1.5), &Json::Text("1.5".into())), Ordering::Equal);
        assert_eq!(compare(&Json::Null, &Json::Text("0".into())), Ordering::Equal);
    }
}
