//! Whether shoppers were dealt as they should have been: Pearson's chi-square test of goodness of fit.

use std::f64::consts::PI;

/// Fewer shoppers than this for each variation, on average, tell nothing.
const LEAST_FOR_EACH: f64 = 8.0;
/// Less likely than this is no chance. That strict, because the test is asked again every day.
const UNHEALTHY_BELOW: f64 = 0.001;

/// How shoppers were dealt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SampleRatio {
    /// The test's statistic.
    pub chi_square: f64,
    /// How likely it is to be at least that by chance.
    pub p: f64,
    /// What follows.
    pub verdict: Verdict,
}

/// What follows from how shoppers were dealt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is wrong.
    Healthy,
    /// Something loses shoppers of one variation, or counts them twice: what else the experiment says is not to be trusted.
    Unhealthy,
    /// It is too early to say.
    NotEnoughTraffic,
}

impl Verdict {
    /// Its name: `healthy`, `unhealthy`, `not_enough_traffic`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Healthy => "healthy",
            Self::Unhealthy => "unhealthy",
            Self::NotEnoughTraffic => "not_enough_traffic",
        }
    }
}

/// Compares how many shoppers each variation has with how many it should have by the weights, which need not come to 1. A
/// variation of no weight is left out.
pub fn sample_ratio(observed: &[i64], weights: &[f64]) -> SampleRatio {
    let dealt: Vec<(f64, f64)> = observed
        .iter()
        .zip(weights)
        .filter(|(_, weight)| **weight > 0.0)
        .map(|(count, weight)| (*count as f64, *weight))
        .collect();
    let total: f64 = dealt.iter().map(|(count, _)| count).sum();
    let whole: f64 = dealt.iter().map(|(_, weight)| weight).sum();
    let mut chi_square = 0.0;
    if total > 0.0 {
        for (count, weight) in &dealt {
            let expected = total * weight / whole;
            chi_square += (count - expected) * (count - expected) / expected;
        }
    }
    let p = tail(chi_square, dealt.len().saturating_sub(1));
    let verdict = if dealt.len() < 2 || total / (dealt.len() as f64) < LEAST_FOR_EACH {
        Verdict::NotEnoughTraffic
    } else if p < UNHEALTHY_BELOW {
        Verdict::Unhealthy
    } else {
        Verdict::Healthy
    };
    SampleRatio { chi_square, p, verdict }
}

/// How likely a chi-square variable of so many degrees of freedom is to be at least `x`.
///
/// Whole degrees need no incomplete gamma function: with two more degrees one more term is added, beginning with the
/// exponential function for even ones and the error function for odd ones (Abramowitz and Stegun, 26.4.4 and 26.4.5).
fn tail(x: f64, degrees: usize) -> f64 {
    if degrees == 0 || x <= 0.0 {
        return 1.0;
    }
    let half = x / 2.0;
    let (mut sum, mut term, mut of) = if degrees.is_multiple_of(2) {
        ((-half).exp(), (-half).exp(), 2)
    } else {
        // The term that the recurrence below turns into the one of three degrees.
        (libm::erfc(half.sqrt()), (-half).exp() / (PI * half).sqrt(), 1)
    };
    while of < degrees {
        term *= half / (of as f64 / 2.0);
        sum += term;
        of += 2;
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_those_of_the_tables() {
        // Critical values: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4.
        for (degrees, at_05, at_001) in [
            (1, 3.841, 10.828),
            (2, 5.991, 13.816),
            (3, 7.815, 16.266),
            (4, 9.488, 18.467),
            (5, 11.070, 20.515),
            (9, 16.919, 27.877),
            (10, 18.307, 29.588),
            (50, 67.505, 86.661),
            (99, 123.225, 148.230),
        ] {
            assert!((tail(at_05, degrees) - 0.05).abs() < 5e-5, "{degrees}: {}", tail(at_05, degrees));
            assert!((tail(at_001, degrees) - 0.001).abs() < 1e-6, "{degrees}: {}", tail(at_001, degrees));
        }
        assert_eq!(tail(0.0, 3), 1.0);
        assert_eq!(tail(1.0, 0), 1.0);
    }

    #[test]
    fn verdicts() {
        for (observed, weights, chi_square, verdict) in [
            (&[500, 500][..], &[0.5, 0.5][..], 0.0, Verdict::Healthy),
            (&[520, 480], &[0.5, 0.5], 1.6, Verdict::Healthy),
            (&[600, 400], &[0.5, 0.5], 40.0, Verdict::Unhealthy),
            (&[600, 400], &[3.0, 2.0], 0.0, Verdict::Healthy),
            (&[334, 333, 333], &[1.0, 1.0, 1.0], 0.002, Verdict::Healthy),
            (&[8, 8], &[0.5, 0.5], 0.0, Verdict::Healthy),
            (&[15, 0], &[0.5, 0.5], 15.0, Verdict::NotEnoughTraffic),
            (&[16, 0], &[0.5, 0.5], 16.0, Verdict::Unhealthy),
            (&[0, 0], &[0.5, 0.5], 0.0, Verdict::NotEnoughTraffic),
            (&[100, 5, 100], &[0.5, 0.0, 0.5], 0.0, Verdict::Healthy),
            (&[100], &[1.0], 0.0, Verdict::NotEnoughTraffic),
            (&[], &[], 0.0, Verdict::NotEnoughTraffic),
        ] {
            let ratio = sample_ratio(observed, weights);
            assert!((ratio.chi_square - chi_square).abs() < 1e-9, "{observed:?}: {ratio:?}");
            assert_eq!(ratio.verdict, verdict, "{observed:?}: {ratio:?}");
        }
    }
}
