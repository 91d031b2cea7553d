//! What scores of surveys come to.

/// The net promoter score, from -100 to 100: promoters (9 and 10) less detractors (0 to 6), in percent of all who answered. What
/// is no score from 0 to 10 is no answer; nothing where nobody answered.
pub fn nps(scores: &[i64]) -> Option<f64> {
    let (mut answered, mut promoters, mut detractors) = (0u32, 0u32, 0u32);
    for score in scores {
        match score {
            0..=6 => detractors += 1,
            7 | 8 => {}
            9 | 10 => promoters += 1,
            _ => continue,
        }
        answered += 1;
    }
    (answered > 0).then(|| 100.0 * (f64::from(promoters) - f64::from(detractors)) / f64::from(answered))
}

/// Customer satisfaction, from 0 to 1: the share of those who gave one of the two best scores of five. What is no score from 1
/// to 5 is no answer; nothing where nobody answered.
pub fn csat(scores: &[i64]) -> Option<f64> {
    let (mut answered, mut satisfied) = (0u32, 0u32);
    for score in scores {
        match score {
            1..=3 => {}
            4 | 5 => satisfied += 1,
            _ => continue,
        }
        answered += 1;
    }
    (answered > 0).then(|| f64::from(satisfied) / f64::from(answered))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promoters_less_detractors() {
        for (scores, expected) in [
            (&[10, 9][..], Some(100.0)),
            (&[0, 6], Some(-100.0)),
            (&[7, 8], Some(0.0)),
            (&[10, 10, 8, 3], Some(25.0)),
            (&[10, 7, 7], Some(100.0 / 3.0)),
            (&[10, -1, 11], Some(100.0)),
            (&[-1], None),
            (&[], None),
        ] {
            assert_eq!(nps(scores), expected, "{scores:?}");
        }
    }

    #[test]
    fn the_two_best_of_five() {
        for (scores, expected) in
            [(&[5, 4][..], Some(1.0)), (&[1, 2, 3], Some(0.0)), (&[5, 3, 3, 3], Some(0.25)), (&[5, 0, 6], Some(1.0)), (&[], None)]
        {
            assert_eq!(csat(scores), expected, "{scores:?}");
        }
    }
}
