//! How sure a share is.

/// Of the standard normal distribution: 95 % is within so many deviations of the middle.
const Z: f64 = 1.959_963_984_540_054;

/// The interval that has the true share in 95 of 100 cases, where `count` of `of` were seen: Wilson's score interval, which
/// holds for few and for none too. Nothing where nobody was seen.
pub fn wilson(count: i64, of: i64) -> Option<(f64, f64)> {
    if of <= 0 {
        return None;
    }
    let n = of as f64;
    let share = (count as f64 / n).clamp(0.0, 1.0);
    let middle = share + Z * Z / (2.0 * n);
    let reach = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    Some((((middle - reach) / whole).max(0.0), ((middle + reach) / whole).min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals() {
        // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
        for (count, of, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let interval = wilson(count, of).unwrap();
            assert!((interval.0 - low).abs() < 5e-5 && (interval.1 - high).abs() < 5e-5, "{count}/{of}: {interval:?}");
        }
        assert_eq!(wilson(0, 0), None);
        let all = wilson(7, 7).unwrap();
        assert!(all.0 > 0.6 && all.1 == 1.0, "{all:?}");
    }
}
