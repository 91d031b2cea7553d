//! The member's link: to read, to copy, and as a QR code.

use crate::features::View;
use crate::features::balance::isolated;
use crate::session::Load;
use crate::ui::node::{Node, el, text};
use loyalty_api::referral::{QrCode, ReferralSummary};

/// Modules of white around a QR code, which readers need (ISO/IEC 18004).
const QUIET: i64 = 4;

/// The link with its button, and the code for those who are told it.
pub(super) fn view(view: View<'_>, summary: &ReferralSummary) -> Node {
    let View { store, words, .. } = view;
    let url = summary.url.clone();
    let copy =
        text("button.button", words.t("refer.copy")).attr("type", "button").on("click", move |_| store.copy_link(url.clone()));
    el("div.refer-link")
        .child(text("p.section", words.t("refer.link")))
        .child(el("div.link-row").child(text("bdi.address", bare(&summary.url).into()).attr("dir", "ltr")).child(copy))
        .child(text("p.detail", words.fill("refer.code", &[("code", &isolated(&summary.code))])))
}

/// The QR code, once its drawing is there.
pub(super) fn qr(view: View<'_>) -> Node {
    let words = view.words;
    let Some(referral) = view.state.referral.as_ref().and_then(Load::value) else { return el("div") };
    el("details.past").child(text("summary", words.t("refer.qr"))).child(
        el("div.qr-place")
            .child(drawing(&words.t("refer.qr.label"), &referral.qr))
            .child(text("p.detail", words.t("refer.qr.help"))),
    )
}

/// Dark on white whatever the theme is: many readers know no other.
fn drawing(label: &str, qr: &QrCode) -> Node {
    let side = (qr.size + 2 * QUIET).to_string();
    let corner = ["-", &QUIET.to_string()].concat();
    let ground = ["M", &corner, " ", &corner, "h", &side, "v", &side, "h-", &side, "z"].concat();
    el("svg.qr")
        .attr("viewBox", &[&corner, " ", &corner, " ", &side, " ", &side].concat())
        .attr("role", "img")
        .attr("aria-label", label)
        .attr("shape-rendering", "crispEdges")
        .child(el("path").attr("fill", "#fff").attr("d", &ground))
        .child(el("path").attr("fill", "#000").attr("d", &qr.path))
}

/// An address as people read it, without its scheme.
fn bare(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}
