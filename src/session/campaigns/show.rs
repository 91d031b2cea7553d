//! What the shopper does with what is there.

use super::look::object;
use super::{Campaigns, now};
use crate::browser::json::own;
use crate::session::Store;
use loyalty_api::campaign::{Campaign, Content};
use loyalty_api::event::EventKind;
use loyalty_api::page::ToJs;
use wasm_bindgen::JsValue;

/// A campaign that is over the page or in its corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    /// Its place in the list.
    pub campaign: usize,
    /// The place of what it says among its contents.
    pub content: usize,
    /// The shopper's variation.
    pub variation: Option<i64>,
    /// Why it is there.
    pub mode: Mode,
}

/// Why a campaign is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It was its turn.
    Due,
    /// The shopper looks again at what they have of it.
    Again,
    /// The merchant looks at it. Nothing of it counts.
    Preview,
}

impl Store {
    /// An offer stands in the page. Called while the state is read.
    pub fn place_campaign(self, id: &str) {
        let Some(campaigns) = self.campaigns() else { return };
        let mut campaigns = campaigns.borrow_mut();
        if !campaigns.placed.iter().any(|known| known == id) {
            campaigns.placed.push(id.into());
            if campaigns.watch.is_some() {
                self.look_soon();
            }
        }
    }

    /// The shopper asked for a campaign by its tab.
    pub fn ask_for(self, id: &str) {
        self.change_campaigns(&mut |campaigns, _| {
            campaigns.asked = Some(id.into());
            // What they have of it they may see again, whatever the arbiter says of showing it.
            if campaigns.reveals.iter().any(|it| it.campaign == id) {
                campaigns.force(id, None, Mode::Again);
            }
        });
        self.look();
    }

    /// The page asked: `loyalty:show` with `{ campaign, variation, preview }`. Without a campaign it wants to know how all of
    /// them stand. `preview` shows it whatever speaks against it, and counts nothing.
    pub(super) fn summon(self, detail: &JsValue) {
        let variation = own(detail, "variation").as_f64().map(|variation| variation as i64);
        let id = own(detail, "campaign").as_string();
        self.change_campaigns(&mut |campaigns, told| {
            let Some(id) = &id else { return told.push(("campaigns", campaigns.report())) };
            campaigns.prefer(id, variation);
            if own(detail, "preview").is_truthy() {
                campaigns.open = None;
                campaigns.force(id, variation, Mode::Preview);
            } else {
                campaigns.asked = Some(id.clone());
            }
        });
        self.look();
    }

    /// The shopper closed what is there, or put its tab away.
    pub fn close_campaign(self, id: &str) {
        self.change_campaigns(&mut |campaigns, told| {
            let Some(list) = campaigns.list.clone() else { return };
            let Some(campaign) = list.campaigns.iter().find(|campaign| campaign.id == id) else { return };
            let open = campaigns.open.filter(|open| list.campaigns.get(open.campaign).is_some_and(|it| it.id == id));
            if open.is_some() {
                campaigns.open = None;
            }
            let (content, variation) = open.map_or((None, None), |open| (campaign.contents.get(open.content), open.variation));
            told.push(("campaign-closed", detail(campaign, content, variation)));
            let taken = campaigns
                .kept
                .memory
                .of(id)
                .is_some_and(|past| past.converted_at >= past.shown_at && past.converted_at.is_some());
            match open.map(|open| open.mode) {
                Some(Mode::Preview) => {}
                // Who has taken it has not declined.
                Some(Mode::Due) if taken => campaigns.kept.memory.gone(id, now()),
                mode => {
                    campaigns.kept.memory.closed(id, now());
                    if mode == Some(Mode::Due) || !taken {
                        campaigns.note(EventKind::Close, campaign, variation);
                    }
                }
            }
        });
        self.look();
    }

    /// The shopper used its button. `takes`: that is all there is to take, as with a link.
    pub fn use_campaign(self, id: &str, takes: bool) {
        self.change_campaigns(&mut |campaigns, told| {
            let Some(shown) = campaigns.shown(id) else { return };
            let (campaign, variation) = (shown.campaign.clone(), shown.variation);
            let told_of = detail(&campaign, Some(shown.content), variation);
            told.push(("campaign-clicked", told_of.clone()));
            if campaigns.is_preview(id) {
                return;
            }
            campaigns.note(EventKind::Click, &campaign, variation);
            if takes {
                campaigns.kept.memory.converted(id, now());
                campaigns.note(EventKind::Conversion, &campaign, variation);
                told.push(("campaign-taken", told_of));
            }
        });
    }

    /// Takes it off the page without its having been declined: something else of ours opens.
    pub fn leave_campaign(self, id: &str) {
        self.change_campaigns(&mut |campaigns, _| {
            if campaigns.open().is_some_and(|(shown, _)| shown.campaign.id == id) {
                campaigns.open = None;
                campaigns.kept.memory.gone(id, now());
            }
        });
    }
}

impl Campaigns {
    /// Whether nothing of this campaign counts now.
    pub(super) fn is_preview(&self, id: &str) -> bool {
        self.open().is_some_and(|(shown, mode)| shown.campaign.id == id && mode == Mode::Preview)
    }

    /// Shows a campaign whatever the arbiter says, unless something is there.
    fn force(&mut self, id: &str, variation: Option<i64>, mode: Mode) {
        let Some(list) = self.list.clone().filter(|_| self.open.is_none()) else { return };
        let Some(place) = list.campaigns.iter().position(|campaign| campaign.id == id) else { return };
        let Some(campaign) = list.campaigns.get(place) else { return };
        let wanted = campaign.contents.iter().position(|content| variation.is_some() && content.variation == variation);
        let content = wanted.or_else(|| self.decision(id)?.content).unwrap_or_default();
        let variation = campaign.contents.get(content).and_then(|content| content.variation);
        self.open = Some(Open { campaign: place, content, variation, mode });
    }

    /// From now on this page shows the variation of a campaign's experiment.
    fn prefer(&mut self, id: &str, variation: Option<i64>) {
        let Some(list) = &self.list else { return };
        let experiment =
            list.campaigns.iter().find(|campaign| campaign.id == id).and_then(|campaign| campaign.experiment.as_ref());
        if let (Some(key), Some(variation)) = (experiment, variation) {
            // The first of a name counts.
            self.overrides = ["&", key, "=", &variation.to_string(), &self.overrides].concat();
        }
    }
}

/// What the page is told of a campaign.
pub(super) fn detail(campaign: &Campaign, content: Option<&Content>, variation: Option<i64>) -> JsValue {
    let experiment = campaign.experiment.as_ref().filter(|_| variation.is_some()).cloned();
    object(&[
        ("campaign", campaign.id.to_js()),
        ("kind", campaign.kind.to_js()),
        ("placement", campaign.placement.to_js()),
        ("headline", content.map(|content| content.headline.clone()).to_js()),
        ("experiment", experiment.to_js()),
        ("variation", variation.to_js()),
    ])
}
