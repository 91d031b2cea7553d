//! Which of several prizes.

use crate::programme::document::Prize;
use crate::random;

/// Draws one of these prizes by their weights; nothing where there are none.
pub fn draw(prizes: &[Prize]) -> Option<&Prize> {
    let all: u64 = prizes.iter().map(weight).sum();
    (all > 0).then(|| pick(prizes, random::below(all))).flatten()
}

/// The prize that a ticket is for: each has as many as its weight, one after another.
fn pick(prizes: &[Prize], mut ticket: u64) -> Option<&Prize> {
    for prize in prizes {
        match ticket.checked_sub(weight(prize)) {
            Some(rest) => ticket = rest,
            None => return Some(prize),
        }
    }
    None
}

/// A prize that is alone needs no weight.
fn weight(prize: &Prize) -> u64 {
    prize.weight.unwrap_or(1).max(0).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn prizes(weights: &[Option<i64>]) -> Vec<Prize> {
        let prize = |weight: &Option<i64>| -> Value { json!({ "kind": "nothing", "title": {}, "weight": weight }) };
        serde_json::from_value(weights.iter().map(prize).collect()).unwrap()
    }

    #[test]
    fn each_prize_has_as_many_tickets_as_its_weight() {
        let prizes = prizes(&[Some(2), Some(1), Some(4)]);
        let drawn: Vec<Option<i64>> = (0..8).map(|ticket| pick(&prizes, ticket).and_then(|prize| prize.weight)).collect();
        assert_eq!(drawn, [Some(2), Some(2), Some(1), Some(4), Some(4), Some(4), Some(4), None]);
    }

    #[test]
    fn many_draws_come_near_the_weights() {
        let prizes = prizes(&[Some(70), Some(25), Some(5)]);
        let mut counts = [0_i64; 3];
        for _ in 0..20_000 {
            let drawn = draw(&prizes).unwrap();
            counts[prizes.iter().position(|prize| prize == drawn).unwrap()] += 1;
        }
        // Six standard deviations of the binomial distribution: a fair draw fails one run in hundreds of millions.
        for (count, (expected, deviation)) in counts.into_iter().zip([(14_000, 65), (5_000, 61), (1_000, 31)]) {
            assert!((count - expected).abs() < 6 * deviation, "{counts:?}");
        }
    }

    #[test]
    fn what_is_alone_is_drawn_and_nothing_is_not() {
        assert!(draw(&prizes(&[None])).is_some());
        assert_eq!(draw(&[]), None);
    }
}
