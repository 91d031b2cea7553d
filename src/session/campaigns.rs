//! What may appear unasked: what is known of it, and what is done about it. What is shown when is decided by
//! [`loyalty_rules::campaign`]; here it is measured, remembered and told.
//!
//! # Layout
//! - `load`: beginning, and asking the server. `hear`: listening to the page. `look`: deciding anew, whenever something may
//!   have changed. `attributes`: what conditions ask about. `drawing`: having what draws loaded.
//! - `show`: what the shopper does with what is there. `take`: taking what a campaign has.
//! - `outbox`: telling the server. `kept`: what the device remembers.

mod attributes;
mod drawing;
mod hear;
mod kept;
mod load;
mod look;
mod outbox;
mod show;
mod take;

pub use show::{Mode, Open};
pub use take::{Taking, Wrong};

use super::{Services, Store};
use crate::browser::listen::Listener;
use crate::parts::Presence;
use crate::watch::Watch;
use gloo_timers::callback::Timeout;
use kept::Kept;
use loyalty_api::campaign::{Campaign, CampaignList, Content, Engagement, Placement, Reveal};
use loyalty_rules::campaign::{Decision, Verdict, Why};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Window;

/// Events of ours for the page, to be told once nothing is being changed: their listeners may call us.
type Told = Vec<(&'static str, JsValue)>;

/// What is known of campaigns.
#[derive(Default)]
pub struct Campaigns {
    list: Option<Rc<CampaignList>>,
    engagement: Option<Engagement>,
    /// What came of them, on this page and before.
    reveals: Vec<Reveal>,
    kept: Kept,
    decisions: Vec<Decision>,
    /// Where what draws them is, as of the last look; when to ask for it again; and whether one is due and waits for it.
    drawing: Presence,
    draw_at: i64,
    due: bool,
    /// What is over the page, or in its corner.
    open: Option<Open>,
    /// Campaigns that stand in the page, and those of them that were seen.
    placed: Vec<String>,
    seen: Vec<String>,
    /// What the shopper or the page has just asked for.
    asked: Option<String>,
    /// Variations that the page asked for, as a query: `&experiment=1`.
    overrides: String,
    taking: Option<Taking>,
    /// Codes that the shop said it applied to its cart.
    applied: Vec<String>,
    consented: bool,
    /// They agreed to being counted too.
    measured: bool,
    /// Whose engagement this is: [`crate::client::Client::generation`].
    generation: u32,
    /// When to ask the server again for what is missing, and when to tell it what happened.
    ask_at: i64,
    send_at: i64,
    sending: bool,
    /// Events that the page tracked before it was this page.
    tracked: usize,
    watch: Option<Watch>,
    listeners: Vec<Listener>,
    beat: Option<Timeout>,
    soon: Option<Timeout>,
}

/// A campaign as it is shown to this shopper.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Which.
    pub campaign: &'a Campaign,
    /// What it says.
    pub content: &'a Content,
    /// The variation they are in.
    pub variation: Option<i64>,
}

impl Campaigns {
    /// What is over the page or in its corner, and why.
    pub fn open(&self) -> Option<(Shown<'_>, Mode)> {
        let open = self.open.as_ref()?;
        let campaign = self.list.as_ref()?.campaigns.get(open.campaign)?;
        let content = campaign.contents.get(open.content)?;
        Some((Shown { campaign, content, variation: open.variation }, open.mode))
    }

    /// A campaign that stands in the page, if it is for this shopper; what they have of it stays.
    pub fn placed(&self, id: &str) -> Option<Shown<'_>> {
        let decision = self.decision(id)?;
        let campaign = self.list.as_ref()?.campaigns.get(decision.campaign)?;
        let has = matches!(decision.why, Why::Converted | Why::Answered) && self.reveals.iter().any(|it| it.campaign == id);
        let content = if has { Some(0) } else { decision.content };
        let shown = decision.verdict() == Verdict::Show || has;
        let content = campaign.contents.get(content.filter(|_| shown && campaign.placement == Placement::Embedded)?)?;
        Some(Shown { campaign, content, variation: decision.variation })
    }

    /// The campaign whose tab stands at the edge.
    pub fn teaser(&self) -> Option<Shown<'_>> {
        let decision = self.decisions.iter().find(|decision| decision.teaser)?;
        let campaign = self.list.as_ref()?.campaigns.get(decision.campaign)?;
        let content = campaign.contents.get(decision.content?)?;
        Some(Shown { campaign, content, variation: decision.variation })
    }

    /// What was won over the page and can still be used, until the shopper puts it away: a tab leads back to it.
    pub fn won(&self) -> Option<&Reveal> {
        let list = self.list.as_ref()?;
        self.reveals.iter().find(|it| {
            let over = |campaign: &&Campaign| campaign.id == it.campaign && campaign.placement != Placement::Embedded;
            let past = self.kept.memory.of(&it.campaign);
            let away = past.is_some_and(|past| past.closed_at.is_some() && past.closed_at >= past.converted_at);
            !away && it.code.is_some() && is_good(it) && list.campaigns.iter().any(|campaign| over(&campaign))
        })
    }

    /// What a campaign gave; of a calendar, behind this door.
    pub fn reveal(&self, id: &str, door: Option<&str>) -> Option<&Reveal> {
        self.reveals.iter().find(|it| it.campaign == id && it.door.as_deref() == door)
    }

    /// What the server knows of the shopper.
    pub fn engagement(&self) -> Option<&Engagement> {
        self.engagement.as_ref()
    }

    /// How taking this campaign goes.
    pub fn taking(&self, id: &str) -> Option<&Taking> {
        self.taking.as_ref().filter(|taking| taking.campaign == id)
    }

    /// Whether the shop said it applied this code.
    pub fn is_applied(&self, code: &str) -> bool {
        self.applied.iter().any(|applied| applied == code)
    }

    fn decision(&self, id: &str) -> Option<&Decision> {
        let list = self.list.as_ref()?;
        self.decisions.iter().find(|one| list.campaigns.get(one.campaign).is_some_and(|campaign| campaign.id == id))
    }

    /// The campaign of this id as it is shown, wherever it is.
    fn shown(&self, id: &str) -> Option<Shown<'_>> {
        self.open().map(|(shown, _)| shown).filter(|shown| shown.campaign.id == id).or_else(|| self.placed(id))
    }
}

/// What all of this works on: there until the widget is taken off the page.
struct Edges {
    services: Rc<Services>,
    campaigns: Rc<RefCell<Campaigns>>,
    window: Window,
}

/// Whether a code can still be used.
fn is_good(reveal: &Reveal) -> bool {
    use loyalty_api::redemption::RedemptionState::{Held, Issued};
    reveal.state.is_none_or(|state| matches!(state, Held | Issued))
}

impl Store {
    /// What is known of campaigns. No part of the state, whose type the main module has to know; but whoever reads the state
    /// follows its changes too.
    pub fn campaigns(self) -> Option<Rc<RefCell<Campaigns>>> {
        self.services()?.campaigns.get()
    }

    #[inline(never)]
    fn edges(self) -> Option<Edges> {
        Some(Edges { services: self.services()?, campaigns: self.campaigns()?, window: web_sys::window()? })
    }

    /// Changes what is known of campaigns, and tells the page what the change says.
    #[inline(never)]
    fn change_campaigns(self, change: &mut dyn FnMut(&mut Campaigns, &mut Told)) {
        let Some(campaigns) = self.campaigns() else { return };
        let mut told = Told::new();
        change(&mut campaigns.borrow_mut(), &mut told);
        self.tell_all(told);
    }

    /// Tells the page, keeps what is to be remembered, and has the views follow.
    fn tell_all(self, told: Told) {
        self.keep_campaigns();
        self.change(|_| {});
        for (name, detail) in &told {
            crate::browser::event::emit(name, detail);
        }
    }
}

/// The time, in milliseconds since 1970.
fn now() -> i64 {
    js_sys::Date::now() as i64
}
