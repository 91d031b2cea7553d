//! The pages of `tests/e2e/pages`, put together by what the address asks for.
//!
//! `host.html?style=unset&script=polluted&from=wasm-404&shopper=nadia&load=eager` is the page `host.html` with the
//! styles `unset.css`, the script `polluted.js` before the tag, the tag's files from the build with a fault, and the
//! rest as the tag's `data-*` attributes. `tag=none` leaves the tag out; what stands for it is `{tag}`.

use super::{Shared, WATCH_TAG};
use crate::paths;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use std::sync::Arc;

/// Gives a page.
pub(super) async fn page(
    State(shared): State<Arc<Shared>>,
    Path(name): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Response {
    let value = |key: &str| asked.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    let part = |key: &str, ending: &str| match value(key) {
        Some(name) => read(&format!("{name}.{ending}")).map(Some),
        None => Some(None),
    };
    let (Some(html), Some(style), Some(script)) = (read(&name), part("style", "css"), part("script", "js")) else {
        return (StatusCode::NOT_FOUND, "there is no such page").into_response();
    };
    let style = style.map(|css| format!("<style>{css}</style>")).unwrap_or_default();
    let script = script.map(|js| format!("<script>{js}</script>")).unwrap_or_default();
    let tag = if value("tag") == Some("none") { String::new() } else { tag(&shared.loyalty, &asked) };
    let parts =
        [("{watch}", WATCH_TAG), ("{style}", &style), ("{script}", &script), ("{tag}", &tag), ("{loyalty}", &shared.loyalty)];
    Html(parts.iter().fold(html, |html, (name, value)| html.replace(name, value))).into_response()
}

/// The tag as a merchant writes it.
fn tag(loyalty: &str, asked: &[(String, String)]) -> String {
    let mut source = format!("{loyalty}/embed.js");
    let mut attributes = vec![("shop", "demo".to_owned()), ("api", loyalty.to_owned())];
    for (name, value) in asked {
        match name.as_str() {
            "style" | "script" | "tag" => {}
            "from" => source = format!("/e2e/files/{value}/embed.js"),
            "shopper" => attributes.push(("token-url", format!("/e2e/token/{value}"))),
            name => attributes.push((name, value.clone())),
        }
    }
    let attributes: String = attributes.iter().map(|(name, value)| format!(r#" data-{name}="{value}""#)).collect();
    format!(r#"<script async src="{source}"{attributes}></script>"#)
}

fn read(name: &str) -> Option<String> {
    std::fs::read_to_string(paths::root().join("tests/e2e/pages").join(name)).ok()
}
