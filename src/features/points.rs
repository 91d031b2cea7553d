//! `<loyalty-points>`: the balance in a line of the shop's text.

use super::View;
use crate::session::Load;
use crate::ui::node::{Node, text};

/// The balance, or what stands for it. It opens the panel; after a failure it tries again.
pub fn view(view: View<'_>) -> Node {
    let View { store, state, words } = view;
    let failed = matches!(state.account, Load::Failed(_));
    let shown = match (&state.account, state.member()) {
        (_, Some(account)) => words.points(account.balance.available),
        (Load::Loading, None) => "\u{2026}".into(),
        (Load::Failed(_), None) => words.t("status.retry"),
        (Load::Ready(_) | Load::Stale(..), None) => words.t("points.guest"),
    };
    let since = match &state.account {
        Load::Stale(Some(account), _) => Some(words.fill("status.stale", &[("time", &words.clock(&account.as_of))])),
        _ => None,
    };
    text("button.inline-points", shown)
        .attr("type", "button")
        .on("click", move |_| if failed { store.refresh() } else { store.set_open(true) })
        .maybe(since.map(|since| text("small.since", since)))
}
