//! Points in money.

use loyalty_api::program::Worth;

/// What these points are worth, in minor units, rounded towards zero: a balance is never shown as more than it buys.
pub fn in_money(points: i64, worth: &Worth) -> i64 {
    if worth.points <= 0 {
        return 0;
    }
    let amount = i128::from(points) * i128::from(worth.amount) / i128::from(worth.points);
    i64::try_from(amount).unwrap_or(if amount < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worth_is_rounded_towards_zero() {
        for (points, worth, expected) in
            [(100, (100, 500), 500), (199, (100, 1), 1), (-199, (100, 1), -1), (1, (0, 5), 0), (i64::MAX, (1, 10), i64::MAX)]
        {
            let worth = Worth { points: worth.0, amount: worth.1 };
            assert_eq!(in_money(points, &worth), expected, "{points} at {worth:?}");
        }
    }
}
