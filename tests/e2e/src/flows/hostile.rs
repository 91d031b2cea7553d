//! On pages that would break us, and that we must not break.

use crate::flow::Flow;
use crate::stage::Stage;
use crate::widget::Tab;
use anyhow::{Result, bail, ensure};
use serde_json::{Value, json};

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("hostile styles leave the widget as it is", |stage| Box::pin(same_look(stage))).with_regulars(),
    Flow::new("the page looks the same with and without the widget", |stage| Box::pin(same_host(stage))).with_regulars(),
    Flow::new("a polluted Object.prototype sends no request anywhere", |stage| Box::pin(polluted(stage))).with_regulars(),
    Flow::new("patched fetch and Promise change nothing", |stage| Box::pin(patched(stage))).with_regulars(),
    Flow::new("storage that throws changes nothing", |stage| Box::pin(denied(stage))).with_regulars(),
];

/// Boxes and styles of the launcher and of everything in the open panel. Seen from the edge at the right: whether the page has
/// a scroll bar is its own business.
const LOOK: &str = "
    const properties = ['display', 'color', 'background-color', 'font-size', 'font-weight', 'font-family', 'line-height', 'letter-spacing',
        'text-transform', 'text-align', 'direction', 'padding', 'margin', 'border', 'border-radius', 'box-sizing', 'visibility', 'opacity',
        'pointer-events', 'cursor', 'white-space', 'list-style-type', 'transform'];
    const look = (element, path) => {
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const round = (n) => Math.round(n * 2) / 2;
        const own = [path, [round(box.x - document.documentElement.clientWidth), round(box.y), round(box.width), round(box.height)],
            ...properties.map((name) => `${name}: ${style.getPropertyValue(name)}`)];
        return [own, ...[...element.children].flatMap((child, n) => look(child, `${path} > ${n} ${child.localName}.${child.className}`))];
    };
    return [...look(launcher(), 'launcher'), ...look(dialog(), 'panel')];";

/// Boxes and styles of everything that is the page's own.
const HOST: &str = "
    const all = [...document.querySelectorAll('*')].filter((one) => !['loyalty-launcher', 'script', 'link', 'style'].includes(one.localName));
    return all.map((element) => {
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        return [element.localName, [box.x, box.y, box.width, box.height], ...[...style].map((name) => `${name}: ${style.getPropertyValue(name)}`)];
    });";

async fn look(stage: &Stage, query: &str) -> Result<Value> {
    stage.go(&format!("/e2e/pages/host.html?shopper=tomasz&load=eager&locale=en&theme=light&{query}")).await?;
    let widget = stage.widget();
    widget.launcher_points().await?;
    widget.open().await?;
    widget.balance().await?;
    widget.tab(Tab::Rewards).await?;
    // The pointer is nowhere, so that nothing is hovered, and nothing fades any more.
    stage
        .browser
        .until("all fading to end", "root().getAnimations?.().every((one) => one.playState !== 'running') ?? true", vec![])
        .await?;
    stage.browser.until("the panel to be opaque", "getComputedStyle(dialog()).opacity === '1'", vec![]).await?;
    stage.browser.eval("dialog().querySelector('.scroll').scrollTop = 0; root().activeElement?.blur();", vec![]).await?;
    let look = stage.browser.eval(LOOK, vec![]).await?;
    widget.close().await?;
    Ok(look)
}

async fn same_look(stage: &Stage) -> Result<()> {
    let plain = look(stage, "").await?;
    for style in ["unset", "loud", "transformed", "small", "dark", "rtl"] {
        let hostile = look(stage, &format!("style={style}")).await?;
        same(&plain, &hostile, &format!("on a page with {style}.css"))?;
    }
    Ok(())
}

async fn same_host(stage: &Stage) -> Result<()> {
    for style in ["plain", "unset", "transformed", "rtl"] {
        let style = if style == "plain" { String::new() } else { format!("&style={style}") };
        stage.go(&format!("/e2e/pages/host.html?tag=none{style}")).await?;
        let without = stage.browser.eval(HOST, vec![]).await?;
        stage.go(&format!("/e2e/pages/host.html?shopper=tomasz&load=eager{style}")).await?;
        let widget = stage.widget();
        widget.launcher_points().await?;
        same(&without, &stage.browser.eval(HOST, vec![]).await?, &format!("of the shop's own with the launcher{style}"))?;
        widget.open().await?;
        same(&without, &stage.browser.eval(HOST, vec![]).await?, &format!("of the shop's own with the panel open{style}"))?;
        let names = stage
            .browser
            .eval("return Object.keys(window).filter((name) => /loyal|wasm|leptos|wbg/i.test(name));", vec![])
            .await?;
        ensure!(names == json!(["loyalty"]), "our names on the page: {names}");
    }
    Ok(())
}

/// Compares two lists of lists, and names the first difference.
fn same(expected: &Value, found: &Value, place: &str) -> Result<()> {
    if expected == found {
        return Ok(());
    }
    let empty = vec![];
    let lists = |value| -> &Vec<Value> { Value::as_array(value).unwrap_or(&empty) };
    let pairs = lists(expected).iter().zip(lists(found));
    for (before, after) in pairs {
        let differing = lists(before).iter().zip(lists(after)).filter(|(one, other)| one != other).take(6);
        let differing: Vec<String> = differing.map(|(one, other)| format!("{one} became {other}")).collect();
        if !differing.is_empty() {
            bail!("{place}, {} is not the same: {}", before[0], differing.join("; "));
        }
    }
    bail!("{place} there are {} elements instead of {}", lists(found).len(), lists(expected).len())
}

async fn works(stage: &Stage, script: &str, more: &str) -> Result<()> {
    stage.go(&format!("/e2e/pages/host.html?script={script}&shopper=tomasz&load=eager{more}")).await?;
    let widget = stage.widget();
    widget.launcher_points().await?;
    widget.open().await?;
    let before = widget.balance().await?;
    widget.tab(Tab::Rewards).await?;
    widget.redeem(None, "Free shipping").await?;
    widget.code(None).await?;
    widget.has(before - 300).await?;
    widget.undo().await?;
    widget.has(before).await?;
    stage.unharmed().await
}

async fn polluted(stage: &Stage) -> Result<()> {
    works(stage, "polluted", "").await?;
    let asked =
        "return performance.getEntriesByType('resource').map((one) => one.name).filter((name) => name.includes('stolen'));";
    let stolen = stage.browser.eval(asked, vec![]).await?;
    ensure!(stolen == json!([]), "requests went to where the page's prototype pointed: {stolen}");
    let kept = stage.browser.eval("return Object.keys(localStorage);", vec![]).await?;
    ensure!(kept == json!([]), "the prototype's consent counted: {kept}");
    // A second tag without a token address: the prototype's is not taken for it.
    stage.go("/e2e/pages/host.html?script=polluted&load=eager").await?;
    stage.widget().loaded().await?;
    stage.widget().open().await?;
    stage.widget().says("Join Fernhill Rewards").await?;
    let stolen = stage.browser.eval(asked, vec![]).await?;
    ensure!(stolen == json!([]), "requests went to where the page's prototype pointed: {stolen}");
    Ok(())
}

async fn patched(stage: &Stage) -> Result<()> {
    works(stage, "patched", "").await?;
    let used = stage.browser.eval("return window.__patched.fetch;", vec![]).await?;
    ensure!(used.as_u64() > Some(0), "the page's fetch was not used: nothing was tested");
    Ok(())
}

async fn denied(stage: &Stage) -> Result<()> {
    works(stage, "denied", "&consent=granted").await
}
