//! Numbers as texts and back, without the formatting and parsing of floats, which are large in the page.
//!
//! Exact for what people write: up to 15 digits, and not closer to 0 than a millionth. Beyond, a digit may differ from what a
//! browser writes, and there is no exponent in what is written here.

/// What `Number(text)` makes of a decimal number: NaN for what is none, 0 for nothing but spaces.
pub(super) fn read(text: &str) -> f64 {
    let text = text.trim();
    let (negative, mut rest) = match text.as_bytes() {
        [] => return 0.0,
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    if rest == b"Infinity" {
        return if negative { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let mut digits: u64 = 0;
    let mut exponent: i32 = 0;
    let (mut any, mut after_point) = (false, false);
    while let [byte, next @ ..] = rest {
        match byte {
            b'0'..=b'9' => {
                any = true;
                // Further digits than fit are beyond what a number holds.
                if digits < 100_000_000_000_000_000 {
                    digits = digits * 10 + u64::from(byte - b'0');
                    exponent -= i32::from(after_point);
                } else {
                    exponent += i32::from(!after_point);
                }
            }
            b'.' if !after_point => after_point = true,
            b'e' | b'E' if any => match read_exponent(next) {
                Some(more) => {
                    exponent += more;
                    rest = &[];
                    continue;
                }
                None => return f64::NAN,
            },
            _ => return f64::NAN,
        }
        rest = next;
    }
    if !any {
        return f64::NAN;
    }
    let mut number = digits as f64;
    // Powers of ten up to 10^22 are exact, so one multiplication or division rounds once.
    let mut power = 1.0;
    for _ in 0..exponent.unsigned_abs().min(400) {
        power *= 10.0;
    }
    if digits > 0 {
        number = if exponent < 0 { number / power } else { number * power };
    }
    if negative { -number } else { number }
}

fn read_exponent(text: &[u8]) -> Option<i32> {
    let (sign, digits) = match text {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        rest => (1, rest),
    };
    let mut exponent: i32 = 0;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        exponent = (exponent * 10 + i32::from(byte - b'0')).min(1000);
    }
    (!digits.is_empty()).then_some(sign * exponent)
}

/// What `String(number)` makes of it: the fewest digits that read back as the same number.
pub(super) fn write(number: f64) -> String {
    let size = number.abs();
    if !size.is_finite() {
        let name = if number.is_nan() {
            "NaN"
        } else if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        return name.into();
    }
    let (mut scale, mut places) = (1.0, 0);
    let mut digits = nearest(size);
    while digits as f64 / scale != size && places < 22 && size * scale < 1e17 {
        scale *= 10.0;
        places += 1;
        digits = nearest(size * scale);
    }
    let written = digits.to_string();
    let mut text = String::new();
    if number < 0.0 {
        text.push('-');
    }
    // At least one digit stands before the point.
    let missing = (places + 1usize).saturating_sub(written.len());
    for place in 0..missing + written.len() {
        if places > 0 && place + places == missing + written.len() {
            text.push('.');
        }
        let digit = place.checked_sub(missing).and_then(|place| written.as_bytes().get(place));
        text.push(digit.map_or('0', |digit| char::from(*digit)));
    }
    text
}

fn nearest(number: f64) -> u64 {
    // From 2^52 on there are no halves, and adding one rounds.
    let half = if number < 4_503_599_627_370_496.0 { 0.5 } else { 0.0 };
    (number + half) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_as_numbers() {
        for (text, expected) in [
            ("", 0.0),
            (" \t\n", 0.0),
            ("8", 8.0),
            (" -8.50 ", -8.5),
            ("+.5", 0.5),
            ("5.", 5.0),
            ("1e3", 1000.0),
            ("25E-2", 0.25),
            ("0e999", 0.0),
            ("007", 7.0),
            ("0.1", 0.1),
            ("1e-7", 1e-7),
            ("-Infinity", f64::NEG_INFINITY),
            ("123456789012345678901234567890", 123_456_789_012_345_680_000_000_000_000.0),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
        for text in [".", "-", "e5", "1e", "1e+", "1 2", "1,5", "0x10", "1.2.3", "--1", "eight", "٨", "infinity"] {
            assert!(read(text).is_nan(), "{text:?}");
        }
    }

    #[test]
    fn numbers_as_texts() {
        for (number, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (8.0, "8"),
            (-8.5, "-8.5"),
            (0.05, "0.05"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e15, "1000000000000000"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (0.000_001, "0.000001"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(write(number), expected);
        }
    }

    proptest! {
        #[test]
        fn what_people_write_is_read_and_written_exactly(digits in -999_999_999_999_999i64..=999_999_999_999_999, places in 0usize..6) {
            let divisor = 10f64.powi(i32::try_from(places).unwrap());
            // Rust's own parsing and formatting know all the digits.
            let text = format!("{:.places$}", digits as f64 / divisor);
            prop_assert_eq!(read(&text), text.parse::<f64>().unwrap());
            // Adding 0 takes the sign from -0, as JavaScript's texts do.
            prop_assert_eq!(write(read(&text)), (text.parse::<f64>().unwrap() + 0.0).to_string());
        }

        #[test]
        fn no_text_is_too_much(text in "\\PC*") {
            read(&text);
        }

        #[test]
        fn no_number_is_too_much(number in proptest::num::f64::ANY) {
            prop_assert!(!write(number).is_empty());
        }
    }
}
