//! What a quiz comes to: outcomes and products.

use super::check::Check;
use super::conditions;

pub(super) fn check(check: &mut Check<'_>) {
    let quiz = check.quiz;
    let mut ids = Vec::new();
    let mut for_all = false;
    for (index, outcome) in quiz.outcomes.iter().enumerate() {
        let path = format!("outcomes[{index}]");
        check.id(&outcome.id, &mut ids, &path);
        if let Some(when) = &outcome.when {
            conditions::check(check, when, None, &format!("{path}.when"));
            check.must(!for_all, format!("{path}.when"), "is never asked: an outcome before it holds for everybody.");
        }
        for_all |= outcome.when.is_none();
    }
    if let Some(results) = &quiz.results {
        check.range(results.count, 1, 20, "results.count");
        let mut known = Vec::new();
        for (index, id) in results.fallback.iter().enumerate() {
            let path = format!("results.fallback[{index}]");
            let sold = check.products.iter().any(|product| product.id == *id);
            check.must(sold, path.clone(), "must be the id of one of the shop's products.");
            check.must(!known.contains(&id), path, "is there already.");
            known.push(id);
        }
    }
}
