//! Collectibles: an album of numbered cards for each set, with those the member has, and what completes it.

use super::{View, status};
use crate::browser::link;
use crate::ui::icon;
use crate::ui::meter;
use crate::ui::node::{Node, el, text};
use loyalty_api::collectible::{Collectible, CollectibleSet};

/// The album below another list; nothing where the programme has no sets.
pub fn section(view: View<'_>) -> Node {
    let sets = sets(view);
    if sets.is_empty() {
        return Node::default();
    }
    el("section.album").child(text("h3.section", view.words.t("album.title"))).children(sets.iter().map(|set| album(view, set)))
}

/// `<loyalty-collectibles>`: the album on a page of the shop.
pub fn page(view: View<'_>) -> Node {
    status::page(view, |view| match sets(view).is_empty() {
        true => status::empty(view.words.t("album.empty")),
        false => section(view),
    })
}

fn sets<'a>(view: View<'a>) -> &'a [CollectibleSet] {
    view.state.program.value().map(|program| program.collectibles.as_slice()).unwrap_or_default()
}

fn album(view: View<'_>, set: &CollectibleSet) -> Node {
    let words = view.words;
    let count = set.items.len() as i64;
    let owned = set.items.iter().filter(|item| owned(view, item) > 0).count() as i64;
    let progress = words.fill("album.progress", &[("have", &words.number(owned)), ("all", &words.number(count))]);
    let aim = match count - owned {
        0 => words.t("album.complete"),
        missing => words.plural("album.missing", missing).replace("{points}", &words.points(set.points)),
    };
    let head = el("div.set-head").child(text("p.title", set.title.clone())).child(text("p.note", progress.clone()));
    let items = set.items.iter().zip(1..).map(|(item, number)| card(view, item, number));
    el("div.set")
        .attr("data-complete", if owned == count { "true" } else { "false" })
        .child(head)
        .child(meter::meter(&progress, owned, count))
        .child(text("p.detail", aim))
        .child(el("ul.collectibles").children(items))
}

fn card(view: View<'_>, item: &Collectible, number: i64) -> Node {
    let words = view.words;
    let owned = owned(view, item);
    let picture = item.image.as_deref().and_then(link::safe).filter(|_| owned > 0);
    let picture = match picture {
        Some(address) => el("img.picture").attr("src", address).attr("alt", "").attr("loading", "lazy"),
        None => icon::draw(if owned > 0 { icon::HEART } else { icon::LOCK }),
    };
    let state = match owned {
        0 => words.t("album.lacking"),
        1 => words.t("album.owned"),
        more => words.fill("album.times", &[("n", &words.number(more))]),
    };
    el("li.collectible")
        .attr("data-owned", if owned > 0 { "true" } else { "false" })
        .child(text("bdi.number", words.number(number)))
        .child(el("span.face").child(picture))
        .child(text("span.collectible-name", item.title.clone()))
        .child(text("span.note", state))
}

/// How many of it the member has.
fn owned(view: View<'_>, item: &Collectible) -> i64 {
    let collected = view.state.member().map(|account| account.collected.as_slice()).unwrap_or_default();
    collected.iter().find(|collected| collected.item == item.id).map_or(0, |collected| collected.count)
}
