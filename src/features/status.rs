//! What stands where nothing can be shown yet, or no more: loading, failed, empty, out of date; and what last happened.

use super::View;
use crate::client::ApiError;
use crate::session::{Load, Store};
use crate::ui::node::{Node, el, text};

/// Grey lines in the shape of a list, announced as loading.
pub fn loading(view: View<'_>) -> Node {
    let bones = (0..3).map(|_| el("div.bone"));
    el("div.loading").attr("role", "status").attr("aria-label", &view.words.t("status.loading")).children(bones)
}

/// Why something did not load, and a button that tries again.
pub fn failed(view: View<'_>, error: &ApiError, retry: fn(Store)) -> Node {
    let store = view.store;
    el("div.state")
        .attr("role", "alert")
        .child(text("p.state-title", view.words.t("error.title")))
        .child(text("p", view.words.explain(error)))
        .child(text("button.button", view.words.t("status.retry")).attr("type", "button").on("click", move |_| retry(store)))
}

/// A part of a page of the shop, once programme and shopper are known; until then why not.
pub fn page(view: View<'_>, content: fn(View<'_>) -> Node) -> Node {
    let state = view.state;
    let content = match (state.program.value(), state.account.value(), state.program.error().or(state.account.error())) {
        (Some(_), Some(_), _) => content(view),
        (_, _, Some(error)) => failed(view, error, Store::refresh),
        _ => loading(view),
    };
    el("section.page").attr("tabindex", "-1").maybe(stale(view)).child(notice(view)).child(content)
}

/// A sentence where a list has nothing in it.
pub fn empty(sentence: String) -> Node {
    text("p.state", sentence)
}

/// Where the shown account is not fresh: since when, why, and a button that tries again.
pub fn stale(view: View<'_>) -> Option<Node> {
    let View { store, state, words } = view;
    let Load::Stale(Some(account), error) = &state.account else { return None };
    let time = [words.day(&account.as_of), words.clock(&account.as_of)].join(", ");
    let since = words.fill("status.stale", &[("time", &time)]);
    let retry = text("button.link", words.t("status.retry")).attr("type", "button").on("click", move |_| store.refresh());
    let why = el("p").child(text("b", since)).text([" ", &words.explain(error)].concat());
    Some(el("div.stale").attr("role", "status").child(why).child(retry))
}

/// What last happened. Always in the document, so that screen readers announce what appears in it.
pub fn notice(view: View<'_>) -> Node {
    let notice = view.state.notice.as_ref();
    text("p.notice", notice.map(|notice| notice.text.clone()).unwrap_or_default())
        .attr("role", "status")
        .attr("data-failed", if notice.is_some_and(|notice| notice.failed) { "true" } else { "false" })
}
