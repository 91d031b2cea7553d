//! What a guest sees: what joining gives, and where to join or sign in.

use super::{View, earn};
use crate::ui::icon;
use crate::ui::node::{Node, el, text};
use loyalty_api::program::{EarningKind, Program};

/// The invitation.
pub fn view(view: View<'_>, program: &Program) -> Node {
    let words = view.words;
    let gains = program.earning.iter().filter_map(|rule| match (rule.kind, &rule.purchase) {
        (EarningKind::SignUp, _) => Some(words.fill_points("guest.sign_up", rule.points)),
        (EarningKind::Purchase, Some(purchase)) => Some(earn::purchase_sentence(view, purchase)),
        _ => None,
    });
    let gains = gains.map(|gain| el("li").child(icon::draw(icon::CHECK)).child(text("span", gain)));
    el("div.hero")
        .child(text("p.hero-title", words.fill("guest.title", &[("name", &program.name)])))
        .child(text("p.hero-text", words.t("guest.text")))
        .child(el("ul.gains").children(gains))
        .child(doors(view))
}

/// Where to join and to sign in.
pub fn doors(view: View<'_>) -> Node {
    let View { store, words, .. } = view;
    let services = store.services();
    let config = services.as_ref().map(|services| &services.config);
    let join = config.and_then(|config| config.join_url.as_deref());
    let sign_in = config.and_then(|config| config.sign_in_url.as_deref());
    el("div.doors")
        .maybe(join.map(|address| text("a.button", words.t("guest.join")).attr("data-look", "inverse").attr("href", address)))
        .maybe(sign_in.map(|address| {
            let link = text("a.door-link", words.t("guest.sign_in")).attr("href", address);
            text("p.door", [&words.t("guest.have_account"), " "].concat()).child(link)
        }))
        .maybe((join.is_none() && sign_in.is_none()).then(|| text("p.door", words.t("guest.none"))))
}
