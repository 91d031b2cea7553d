//! One instance, however the tag is pasted; nothing left after it is taken away; elements that come and go.

use crate::flow::Flow;
use crate::stage::Stage;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

/// This file's flows.
pub const FLOWS: &[Flow] = &[
    Flow::new("two tags make one instance", |stage| Box::pin(two_tags(stage))),
    Flow::new("a tag put in after load works, and destroy() leaves nothing", |stage| Box::pin(destroyed(stage))).with_regulars(),
    Flow::new("elements upgrade when inserted, follow their attributes, and leave nothing", |stage| Box::pin(elements(stage))),
    Flow::new("going from page to page keeps one instance", |stage| Box::pin(navigation(stage))),
    Flow::new("a replaced body keeps the launcher", |stage| Box::pin(new_body(stage))),
    Flow::new("calls made before the widget loaded are answered", |stage| Box::pin(early_calls(stage))).with_regulars(),
];

/// Puts a tag in, as a tag manager does.
const INSERT: &str = "const script = document.createElement('script'); script.async = true; script.src = arguments[0] + '/embed.js';
    script.id = 'late'; Object.assign(script.dataset, { shop: 'demo', api: arguments[0], tokenUrl: '/e2e/token/tomasz', load: 'eager' });
    document.body.append(script);";

async fn insert(stage: &Stage) -> Result<()> {
    stage.browser.eval(INSERT, vec![json!(stage.world.loyalty_origin())]).await.map(drop)
}

async fn count(stage: &Stage) -> Result<()> {
    let launchers = stage.browser.eval("return document.querySelectorAll('loyalty-launcher').length;", vec![]).await?;
    ensure!(launchers == json!(1), "there are {launchers} launchers");
    let panels =
        stage.browser.eval("return root().querySelectorAll('.panel-root:not(.corner, .overlay)').length;", vec![]).await?;
    ensure!(panels == json!(1), "there are {panels} panels");
    let asked = "return performance.getEntriesByType('resource').filter((one) => one.name.includes('/program')).length;";
    let asked = stage.browser.eval(asked, vec![]).await?;
    ensure!(asked == json!(1), "the programme was asked for {asked} times");
    Ok(())
}

async fn two_tags(stage: &Stage) -> Result<()> {
    stage.go("/e2e/pages/two-tags.html").await?;
    stage.widget().loaded().await?;
    insert(stage).await?;
    stage.widget().open().await?;
    stage.widget().says("Join Fernhill Rewards").await?;
    count(stage).await
}

async fn destroyed(stage: &Stage) -> Result<()> {
    stage.go("/e2e/pages/host.html?tag=none&script=listeners").await?;
    // Names that the drivers themselves put on the page are left out.
    let state = "return [document.documentElement.outerHTML, Object.keys(Object.getOwnPropertyDescriptors(window)).filter((name) => !/^\\d+$|^ret_nodes$|^se_|^cdc_/.test(name)).sort(), __live()];";
    let before = stage.browser.eval(state, vec![]).await?;
    insert(stage).await?;
    let widget = stage.widget();
    widget.launcher_points().await?;
    widget.open().await?;
    widget.close().await?;
    stage.browser.eval("document.getElementById('slot').append(document.createElement('loyalty-points'));", vec![]).await?;
    widget.element("loyalty-points").await?;
    let live = stage.browser.eval("return __live().length;", vec![]).await?;
    ensure!(live.as_u64() > Some(0), "no listener was counted: nothing is tested");
    // In one go, so that nothing can happen in between.
    let script = format!(
        "loyalty.destroy(); document.getElementById('slot').replaceChildren(); document.getElementById('late').remove(); {state}"
    );
    let after = stage.browser.eval(&script, vec![]).await?;
    for (index, what) in ["the document", "the page's globals", "listeners and timers"].into_iter().enumerate() {
        ensure!(before[index] == after[index], "{what} after destroy(): {}", difference(&before[index], &after[index]));
    }
    // What was still on its way comes to nothing.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let later = stage.browser.eval(state, vec![]).await?;
    ensure!(later == after, "something came back after destroy(): {later}");
    insert(stage).await
}

/// What one list has and the other has not; texts as they are.
fn difference(before: &Value, after: &Value) -> String {
    let (Some(before), Some(after)) = (before.as_array(), after.as_array()) else { return format!("{before}\nbecame {after}") };
    let only = |these: &[Value], those: &[Value]| -> Vec<String> {
        these.iter().filter(|one| !those.contains(one)).map(Value::to_string).collect()
    };
    format!("more: {:?}, less: {:?}", only(after, before), only(before, after))
}

async fn elements(stage: &Stage) -> Result<()> {
    stage.go("/e2e/pages/host.html?load=eager").await?;
    stage.widget().loaded().await?;
    let insert = "const element = document.createElement('loyalty-product-points');
        for (const [name, value] of Object.entries({ product: 'x', price: '1000' })) element.setAttribute(name, value);
        document.getElementById('slot').append(element);";
    stage.browser.eval(insert, vec![]).await?;
    let one = stage.widget().promise().await?;
    stage.browser.eval("document.querySelector('loyalty-product-points').setAttribute('quantity', '4');", vec![]).await?;
    let four = "number(document.querySelector('loyalty-product-points').shadowRoot.querySelector('p')) === arguments[0]";
    stage.browser.until("four times the points", four, vec![json!(4 * one)]).await?;
    let html = "<loyalty-points></loyalty-points><loyalty-rewards></loyalty-rewards>";
    stage
        .browser
        .eval("document.getElementById('slot').insertAdjacentHTML('beforeend', arguments[0]);", vec![json!(html)])
        .await?;
    stage.widget().element("loyalty-points").await?;
    stage.widget().element("loyalty-rewards").await?;
    // Moved, it keeps one view; removed, it keeps none.
    let moved = "const element = document.querySelector('loyalty-product-points'); document.body.append(element);
        return element.shadowRoot.querySelectorAll('.inline').length;";
    let views = stage.browser.eval(moved, vec![]).await?;
    ensure!(views == json!(1), "a moved element has {views} views");
    let removed = "return ['points', 'product-points', 'rewards'].map((name) => {
        const element = document.querySelector('loyalty-' + name); element.remove(); return element.shadowRoot.childElementCount; });";
    let left = stage.browser.eval(removed, vec![]).await?;
    ensure!(left == json!([0, 0, 0]), "removed elements keep so many children: {left}");
    Ok(())
}

async fn navigation(stage: &Stage) -> Result<()> {
    stage.sign_in("nadia").await?;
    stage.visit("/").await?;
    for path in ["/products/fern-mug", "/cart", "/rewards", "/account", "/"] {
        stage.till().follow(path).await?;
        let there = "location.pathname === arguments[0] && document.querySelector('main .page')";
        stage.browser.until(&format!("the page {path}"), there, vec![json!(path)]).await?;
    }
    stage.browser.eval("history.back();", vec![]).await?;
    stage.browser.until("the page before", "location.pathname === '/account'", vec![]).await?;
    count(stage).await?;
    stage.widget().open().await?;
    stage.widget().has(100).await
}

async fn new_body(stage: &Stage) -> Result<()> {
    stage.go("/e2e/pages/host.html?load=eager&shopper=nadia").await?;
    stage.widget().launcher_points().await?;
    let replace = "const body = document.createElement('body'); body.append(document.createElement('loyalty-points')); document.body = body;";
    stage.browser.eval(replace, vec![]).await?;
    stage.widget().element("loyalty-points").await?;
    count(stage).await?;
    stage.widget().open().await?;
    stage.widget().has(100).await
}

async fn early_calls(stage: &Stage) -> Result<()> {
    stage.go("/e2e/pages/early-calls.html").await?;
    stage.browser.until("the panel that was asked for early", "dialog()?.querySelector('.amount')", vec![]).await?;
    stage.browser.until("the early listener to be called", "window.__early?.includes('session')", vec![]).await?;
    let order: Value = stage.browser.eval("return window.__early;", vec![]).await?;
    ensure!(order[0] == json!("open"), "the events came as {order}");
    Ok(())
}
