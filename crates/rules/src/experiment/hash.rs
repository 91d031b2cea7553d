//! Numbers from 0 to 1 for shoppers.

/// Where `value` is from 0 up to 1, by the hash of this version: 2 is even, 1 is there for what began with it. Nothing for
/// versions that there are not.
pub fn hash(seed: &str, value: &str, version: i64) -> Option<f64> {
    match version {
        1 => Some(f64::from(fnv1a32(value, seed) % 1000) / 1000.0),
        2 => {
            let once = fnv1a32(seed, value).to_string();
            Some(f64::from(fnv1a32(&once, "") % 10_000) / 10_000.0)
        }
        _ => None,
    }
}

/// FNV-1a of two texts one after the other, over UTF-16 units: over bytes, ids that are not ASCII would come out differently
/// than in JavaScript.
fn fnv1a32(first: &str, second: &str) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    for text in [first, second] {
        for unit in text.encode_utf16() {
            hash = (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_function_is_the_known_one() {
        // From its authors' own list: http://www.isthe.com/chongo/src/fnv/test_fnv.c
        for (text, expected) in [("", 0x811c_9dc5), ("a", 0xe40c_292c), ("b", 0xe70c_2de5), ("foobar", 0xbf9c_f968)] {
            assert_eq!(fnv1a32(text, ""), expected, "{text:?}");
            assert_eq!(fnv1a32("", text), expected, "{text:?}");
        }
    }

    #[test]
    fn units_are_hashed_and_not_bytes() {
        assert_eq!(fnv1a32("ż", ""), (0x811c_9dc5_u32 ^ 0x17c).wrapping_mul(0x0100_0193));
        let pair = (0x811c_9dc5_u32 ^ 0xd83c).wrapping_mul(0x0100_0193);
        assert_eq!(fnv1a32("🎁", ""), (pair ^ 0xdf81).wrapping_mul(0x0100_0193));
    }

    #[test]
    fn other_versions_are_none() {
        assert_eq!(hash("a", "b", 0), None);
        assert_eq!(hash("a", "b", 3), None);
    }
}
