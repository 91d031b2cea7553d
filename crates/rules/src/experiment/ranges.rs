//! From a number to a variation.

/// From the first up to, and not including, the second.
pub type Range = (f64, f64);

/// The same weight for each of so many variations.
pub fn equal_weights(count: i64) -> Vec<f64> {
    let mut weights = Vec::new();
    for _ in 0..count.max(0) {
        weights.push(1.0 / count as f64);
    }
    weights
}

/// The part of 0 to 1 that belongs to each of `count` variations: as far as `coverage` goes of its weight. Where a variation's
/// part begins does not depend on the coverage, so that more of it moves nobody from one variation to another.
///
/// Weights of another number than `count`, or that do not come to 1, are replaced by equal ones.
pub fn bucket_ranges(count: i64, coverage: f64, weights: &[f64]) -> Vec<Range> {
    let coverage = coverage.clamp(0.0, 1.0);
    let mut sum = 0.0;
    for weight in weights {
        sum += weight;
    }
    let equal;
    let are_good = i64::try_from(weights.len()) == Ok(count) && (0.99..=1.01).contains(&sum);
    let weights = if are_good {
        weights
    } else {
        equal = equal_weights(count);
        &equal
    };
    let mut ranges = Vec::new();
    let mut start = 0.0;
    for weight in weights {
        ranges.push((start, start + coverage * weight));
        start += weight;
    }
    ranges
}

/// The variation whose part a number is in, if it is in one.
pub fn choose_variation(number: f64, ranges: &[Range]) -> Option<usize> {
    ranges.iter().position(|range| range.0 <= number && number < range.1)
}
