//! Dividing whole amounts so that the parts add up.

/// Splits `total` over `weights` in proportion, in whole units that add up to `total` exactly.
///
/// Each part is rounded down; what is left goes, one unit each, to the largest remainders, ties to the earlier
/// part (the largest-remainder, or Hamilton, method). A negative `total` gives the mirror image of its positive.
/// Weights below zero count as zero; where no weight is above zero, nothing is given out and all parts are zero.
pub fn in_proportion(total: i64, weights: &[i64]) -> Vec<i64> {
    let weights: Vec<i128> = weights.iter().map(|&weight| i128::from(weight.max(0))).collect();
    let sum: i128 = weights.iter().sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let amount = i128::from(total).abs();
    let mut parts: Vec<i128> = weights.iter().map(|weight| amount * weight / sum).collect();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|&index| weights.get(index).map_or(0, |weight| -(amount * weight % sum)));
    let mut left = amount - parts.iter().sum::<i128>();
    for index in by_remainder {
        if left == 0 {
            break;
        }
        if let Some(part) = parts.get_mut(index) {
            *part += 1;
            left -= 1;
        }
    }
    // Each part is at most `total`, so it fits where `total` did.
    parts.into_iter().map(|part| i64::try_from(part).unwrap_or(i64::MAX) * total.signum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_left_goes_to_the_largest_remainders() {
        for (total, weights, expected) in [
            (10, &[1, 1, 1][..], vec![4, 3, 3]),
            (100, &[2, 3][..], vec![40, 60]),
            (1, &[1, 2][..], vec![0, 1]),
            (-10, &[1, 1, 1][..], vec![-4, -3, -3]),
            (5, &[0, 0][..], vec![0, 0]),
            (5, &[][..], vec![]),
            (7, &[-3, 1][..], vec![0, 7]),
        ] {
            assert_eq!(in_proportion(total, weights), expected, "{total} over {weights:?}");
        }
    }

    proptest! {
        #[test]
        fn parts_add_up_and_none_is_off_by_more_than_one(
            total in 0i64..=1_000_000_000_000, weights in prop::collection::vec(0i64..=1_000_000, 1..20),
        ) {
            let sum: i64 = weights.iter().sum();
            prop_assume!(sum > 0);
            let parts = in_proportion(total, &weights);
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
            for (part, weight) in parts.iter().zip(&weights) {
                let exact = total as f64 * *weight as f64 / sum as f64;
                prop_assert!((*part as f64 - exact).abs() <= 1.0 + exact * 1e-9, "{part} for {exact}");
            }
        }
    }
}
