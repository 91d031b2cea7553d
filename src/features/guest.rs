//! What a guest sees: what joining gives, and where to join or sign in.

use crate::session::Store;
use crate::ui::icon;
use leptos::prelude::*;
use loyalty_api::program::{EarningKind, Program};

/// The invitation.
pub fn view(store: Store) -> AnyView {
    (move || store.program.with(|program| program.value().map(|program| invitation(store, program)))).into_any()
}

fn invitation(store: Store, program: &Program) -> AnyView {
    let mut gains = Vec::new();
    for rule in &program.earning {
        match (rule.kind, &rule.purchase) {
            (EarningKind::SignUp, _) => gains.push(store.fill("guest.sign_up", &[("points", &store.points(rule.points))])),
            (EarningKind::Purchase, Some(purchase)) => gains.push(super::earn::purchase_sentence(store, purchase)),
            _ => {}
        }
    }
    let gains = gains.into_iter().map(|gain| view! { <li>{icon::draw(icon::CHECK)} <span>{gain}</span></li> }).collect_view();
    let (join, sign_in) =
        store.services().map(|services| (services.config.join_url.clone(), services.config.sign_in_url.clone())).unwrap_or_default();
    let nowhere = join.is_none() && sign_in.is_none();
    view! {
        <p class="hero-title">{store.fill("guest.title", &[("name", &program.name)])}</p>
        <p class="hero-text">{store.t("guest.text")}</p>
        <ul class="gains">{gains}</ul>
        <div class="doors">
            {join.map(|address| view! { <a class="button" data-look="inverse" href=address>{store.t("guest.join")}</a> })}
            {sign_in.map(|address| view! {
                <p class="door">{store.t("guest.have_account")}" "<a class="door-link" href=address>{store.t("guest.sign_in")}</a></p>
            })}
            {nowhere.then(|| view! { <p class="door">{store.t("guest.none")}</p> })}
        </div>
    }
    .into_any()
}
