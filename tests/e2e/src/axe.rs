//! axe-core: what assistive technology would stumble over.

use crate::browser::Browser;
use crate::paths;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// Checks the launcher, the panel and the elements of ours; the shop's own page is not meant.
///
/// # Errors
/// With each violation: the rule, and the elements that break it.
pub async fn check(browser: &Browser, state: &str) -> Result<()> {
    let file = paths::axe();
    let axe = std::fs::read_to_string(&file)
        .with_context(|| format!("axe-core is not at {}: run `cargo xtask setup`", file.display()))?;
    let run = "
        if (!window.axe) throw Error('axe-core did not start');
        const include = ['launcher', 'points', 'product-points', 'products', 'rewards', 'vip', 'referral', 'cart', 'collectibles', 'quiz',
            'offer'].map((name) => `loyalty-${name}`)
            .filter((name) => document.querySelector(name)).map((name) => [name]);
        const results = await axe.run({ include }, { rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] });
        return { passes: results.passes.length, violations: results.violations.map((one) =>
            `${one.id}: ${one.help}: ${one.nodes.map((node) => `${node.target.flat().join(' ')} ${node.html.slice(0, 160)} (${node.any
                .concat(node.all).map((check) => check.message).join('; ')})`).join(' | ')}`) };";
    let script = format!("if (!window.axe) {{ {axe} }}\n{run}");
    let result = browser.eval_async(&script, vec![]).await.with_context(|| format!("axe-core, {state}"))?;
    ensure!(result["passes"].as_u64().unwrap_or(0) > 0, "axe-core found nothing to check, {state}");
    ensure!(result["violations"] == json!([]), "{state}: {}", lines(&result["violations"]));
    Ok(())
}

fn lines(violations: &Value) -> String {
    let all = violations.as_array().cloned().unwrap_or_default();
    all.iter().filter_map(Value::as_str).map(|line| format!("\n      {line}")).collect()
}
