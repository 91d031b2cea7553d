//! Conditions over pages' attributes.

use super::check::Check;
use loyalty_api::json::Json;
use loyalty_rules::targeting;

/// Checks whom a campaign or an experiment is for.
pub(super) fn check(check: &mut Check<'_>, condition: Option<&Json>, path: &str) {
    let Some(condition) = condition else { return };
    for mistake in targeting::mistakes(condition, targeting::ATTRIBUTES) {
        let below = if mistake.path.is_empty() { path.to_owned() } else { format!("{path}.{}", mistake.path) };
        check.must(false, below, mistake.must);
    }
}
