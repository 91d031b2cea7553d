//! Deciding anew, whenever something may have changed.

use super::show::{Mode, Open, detail};
use super::{Campaigns, Edges, Told, attributes, now};
use crate::browser::intl;
use crate::browser::property::{get, text};
use crate::parts::{Part, Presence};
use crate::session::{Services, State, Store, spawn};
use crate::watch::{Watch, surroundings};
use loyalty_api::campaign::{Campaign, CampaignKind, CampaignList, Placement, TriggerKind};
use loyalty_api::event::EventKind;
use loyalty_api::page::{new_object, set};
use loyalty_rules::campaign::{Decision, Page, Shopper, Verdict, decide};
use loyalty_rules::experiment::Unit;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Window;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

impl Store {
    /// Decides anew, and does what follows: shows, counts, tells.
    pub fn look(self) {
        let Some(Edges { services, campaigns, window }) = self.edges() else { return };
        let now = now();
        let mut told = Told::new();
        let seen = self.peek(|state, _| {
            let mut campaigns = campaigns.borrow_mut();
            let agreed = campaigns.follow_consent(&services);
            let changed = campaigns.turn(&window, state, now) || agreed;
            let cart = campaigns.wants_cart(now);
            // A dialog that waited for what draws it is drawn twice: it opens where it is in the document already.
            let drawing = state.parts.get(Part::Popups);
            let changed = std::mem::replace(&mut campaigns.drawing, drawing) != drawing || changed;
            let changed = campaigns.decide(&services, &window, state, now, &mut told) || changed;
            let draw = campaigns.wants_drawing(now);
            campaigns.settle(&window, now);
            (changed, cart, draw, campaigns.lacks(&services, now) && state.account.value().is_some())
        });
        let Some((changed, cart, draw, lacks)) = seen else { return };
        if draw {
            self.want(Part::Popups);
        }
        if lacks {
            self.load_campaigns();
        }
        if cart {
            self.load_cart();
        }
        if changed || !told.is_empty() {
            self.tell_all(told);
        }
        self.send_soon(now);
    }

    /// Looks once nobody reads the state any more.
    pub(super) fn look_soon(self) {
        spawn(async move { self.look() });
    }
}

impl Campaigns {
    /// Whether the shop went to another page by itself, which is then a page of the visit.
    fn turn(&mut self, window: &Window, state: &State, now: i64) -> bool {
        let path = text(&get(window, "location"), "pathname");
        let Some(watch) = self.watch.as_mut().filter(|watch| watch.path != path) else { return false };
        *watch = Watch::new(window, path, now);
        self.kept.turn(now);
        self.tracked = state.tracked.len();
        true
    }

    /// Whether the cart is to be looked at: after a click, where something depends on it.
    fn wants_cart(&mut self, now: i64) -> bool {
        let Some(watch) = self.watch.as_mut().filter(|watch| watch.cart.is_some_and(|due| now >= due)) else { return false };
        watch.cart = None;
        let of_cart = |kind| matches!(kind, TriggerKind::CartItems | TriggerKind::CartValue);
        let list = self.list.as_ref();
        list.is_some_and(|list| {
            list.campaigns.iter().any(|one| one.targeting.is_some() || one.triggers.iter().any(|it| of_cart(it.kind)))
        })
    }

    /// Whether anything is to be drawn anew.
    fn decide(&mut self, services: &Services, window: &Window, state: &State, now: i64, told: &mut Told) -> bool {
        self.due = false;
        let (Some(list), Some(watch)) = (self.list.clone(), &mut self.watch) else { return false };
        find_elements(&list, &mut watch.seen);
        let (Some(engagement), Some(watch)) = (&self.engagement, &self.watch) else { return false };
        let attributes = attributes::attributes(window, &services.config, state, engagement, &self.kept, &watch.path);
        let member = state.member().map(|account| account.customer.id.clone());
        let of = if member.is_some() { " m" } else { " d" };
        // A guest who did not agree to be recognised has no id, and takes part in no experiment.
        let id = member.or_else(|| services.client.device()).unwrap_or_default();
        let search = text(&get(window, "location"), "search");
        let url = ["?", &self.overrides, "&", search.trim_start_matches('?')].concat();
        let shopper = Shopper {
            unit: Unit { id: &id, attributes: &attributes, sticky: &self.kept.assigned, url: &url },
            answered: &engagement.answered,
            expiring_days: engagement.expiring.as_ref().map(|it| (intl::millis(&it.at) as i64 - now + DAY_MS - 1) / DAY_MS),
            unredeemed: engagement.unredeemed.is_some(),
            next_tier: engagement.next_tier,
            referred: state.friend.as_ref().is_some_and(|it| it.claim.is_none() && it.click.as_ref().is_some_and(|it| !it.own)),
        };
        let (cart_total, cart_items) = attributes::cart(state.cart.as_ref());
        let page = Page {
            seconds: (now - watch.opened) / 1_000,
            scroll: watch.scroll,
            idle: (now - watch.active) / 1_000,
            pages: self.kept.pages,
            cart_total,
            cart_items,
            exit: watch.exit,
            returned: watch.returned,
            seen: &watch.seen,
            events: state.tracked.get(self.tracked..).unwrap_or_default(),
            asked: self.asked.as_deref(),
            typing: surroundings::is_typing(),
            checkout: surroundings::is_checkout(&watch.path),
            search_landing: self.kept.pages == 1 && self.kept.landing.is_search() && attributes::device(window) == "phone",
            other_dialog: surroundings::has_dialog(),
            open: state.open || state.overlay.is_some() || has_card(state),
        };
        let parse = |time: &str| Some(intl::millis(time)).filter(|time| !time.is_nan()).map(|time| time as i64);
        let decisions = decide(&list, &shopper, &page, &self.kept.memory, now, &parse);
        let before = std::mem::replace(&mut self.decisions, decisions);
        let others = before != self.decisions;
        let mut changed = others || self.is_counting_down(&list);
        for (place, campaign) in list.campaigns.iter().enumerate() {
            // A decision for each, in the same order.
            let Some(decision) = self.decisions.get(place).copied() else { continue };
            changed |= self.follow(&list, campaign, decision, of, now, told);
        }
        if others {
            told.push(("campaigns", self.report()));
        }
        changed
    }

    /// Does what a decision says. Whether anything is to be drawn anew.
    fn follow(
        &mut self,
        list: &Rc<CampaignList>,
        campaign: &Campaign,
        decision: Decision,
        of: &str,
        now: i64,
        told: &mut Told,
    ) -> bool {
        let over = campaign.placement != Placement::Embedded;
        if !over && !self.placed.contains(&campaign.id) {
            return false;
        }
        if decision.exposed {
            self.expose(list, campaign, decision.variation, of, told);
        }
        let (Verdict::Show, Some(content)) = (decision.verdict(), decision.content) else { return false };
        let is_there = if over { self.open.is_some() } else { self.seen.contains(&campaign.id) };
        if is_there {
            return false;
        }
        if self.drawing != Presence::Ready {
            // What cannot be drawn yet has not been seen.
            self.due |= over;
            return false;
        }
        if over {
            self.open = Some(Open { campaign: decision.campaign, content, variation: decision.variation, mode: Mode::Due });
        } else {
            self.seen.push(campaign.id.clone());
        }
        self.kept.memory.shown(&campaign.id, over, now);
        self.note(EventKind::Impression, campaign, decision.variation);
        told.push(("campaign-shown", detail(campaign, campaign.contents.get(content), decision.variation)));
        true
    }

    /// Whether a clock is in view.
    fn is_counting_down(&self, list: &CampaignList) -> bool {
        let in_view = |place: usize, campaign: &Campaign| {
            self.open.as_ref().is_some_and(|open| open.campaign == place) || self.placed.contains(&campaign.id)
        };
        list.campaigns.iter().enumerate().any(|(place, one)| one.kind == CampaignKind::Flash && in_view(place, one))
    }

    /// What becomes of every campaign now, and why: for previews.
    pub(super) fn report(&self) -> JsValue {
        let all = js_sys::Array::new();
        let Some(list) = &self.list else { return all.into() };
        for decision in &self.decisions {
            let Some(campaign) = list.campaigns.get(decision.campaign) else { continue };
            let content = decision.content.and_then(|content| campaign.contents.get(content));
            let one = detail(campaign, content.or(campaign.contents.first()), decision.variation);
            let verdict = match decision.verdict() {
                Verdict::Show => "show",
                Verdict::Wait => "wait",
                Verdict::Never => "never",
            };
            set(&one, "verdict", &JsValue::from_str(verdict));
            set(&one, "why", &JsValue::from_str(decision.why.code()));
            set(&one, "teaser", &JsValue::from_bool(decision.teaser));
            let experiment = list.experiments.iter().find(|it| Some(&it.key) == campaign.experiment.as_ref());
            if let Some(experiment) = experiment {
                let names: js_sys::Array = experiment.variations.iter().map(|it| JsValue::from_str(&it.name)).collect();
                set(&one, "variations", &names);
            }
            all.push(&one);
        }
        all.into()
    }
}

/// Notes what came into view of that which campaigns wait for.
fn find_elements(list: &CampaignList, seen: &mut Vec<String>) {
    for trigger in list.campaigns.iter().flat_map(|campaign| &campaign.triggers) {
        if let (TriggerKind::Element, Some(selector)) = (trigger.kind, &trigger.name)
            && !seen.contains(selector)
            && surroundings::is_selected_in_view(selector)
        {
            seen.push(selector.clone());
        }
    }
}

/// Whether a card stands beside the launcher.
fn has_card(state: &State) -> bool {
    state.friend.as_ref().is_some_and(|friend| !friend.closed) || state.celebration.as_ref().is_some_and(|it| it.open)
}

/// An object for the page.
pub(super) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = new_object();
    for (name, value) in fields {
        set(&object, name, value);
    }
    object
}
