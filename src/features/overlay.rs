//! What opens over the page beside the panel: a dialog of its own, one at a time.

use super::{View, panel};
use crate::parts::{self, Part};
use crate::session::Overlay;
use crate::ui::dialog;
use crate::ui::node::{Node, el};
use std::rc::Rc;

/// The dialog; closed while there is no overlay.
pub fn view(view: View<'_>) -> Node {
    let View { store, state, words } = view;
    let (title, content) = match &state.overlay {
        Some(Overlay::Quiz(id)) => parts::quiz(view).map_or_else(
            || (words.t("status.loading"), parts::waiting(view, Part::Quiz, |store| store.want(Part::Quiz))),
            |quiz| (quiz.dialog)(view, id),
        ),
        None => <_>::default(),
    };
    let close: Rc<dyn Fn()> = Rc::new(move || store.close_overlay());
    let scroll = el("div.scroll").attr("tabindex", "-1").child(content);
    let panel = el("div.panel").child(panel::bar(view, title.clone(), close.clone())).child(scroll);
    dialog::dialog(state.overlay.is_some(), &title, panel, close)
}
