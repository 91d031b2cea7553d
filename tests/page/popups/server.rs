//! A page whose `fetch` and `sendBeacon` are answered here, and campaigns to ask for.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use loyalty_api::campaign::{
    Campaign, CampaignKind, CampaignList, Content, Engagement, Frequency, Offer, OfferKind, Placement, Reveal, RevealOutcome,
};
use loyalty_api::event::EventReceipt;
use loyalty_api::page::{FromJs, ToJs};
use loyalty_api::session::Session;
use loyalty_widget::browser::json;
use loyalty_widget::mount::Mounted;
use loyalty_widget::parts::{self, Part};
use loyalty_widget::session::Load;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Headers, Request, Response, ResponseInit};

use crate::example;
use crate::loader::Loader;
use crate::stage::{Stage, settle, until};

/// What was asked for: the path with its query, the body, and the headers where there are any.
type Asked = Rc<RefCell<Vec<(String, String, Option<Headers>)>>>;

/// What holds answers back, and what lets them go.
type Gate = Rc<RefCell<Option<(Promise, Function)>>>;

/// Answers by a part of the path: a status and a body. The last that fits counts.
type Answers = Rc<RefCell<Vec<(String, u16, String)>>>;

/// A stage in a page whose requests are answered here.
pub(crate) struct Shop {
    pub(crate) stage: Stage,
    asked: Asked,
    answers: Answers,
    gate: Gate,
    fetch: JsValue,
    callbacks: (Closure<dyn FnMut(Request) -> Promise>, Closure<dyn FnMut(String, String) -> bool>),
    _view: Mounted,
}

impl Shop {
    /// A guest of a shop with these campaigns. They have loaded.
    pub(crate) async fn open(attributes: &[(&str, &str)], list: CampaignList) -> Self {
        Self::with(attributes, list, engagement(), None).await
    }

    /// The same with what the server knows of the shopper, who may be a member.
    pub(crate) async fn with(
        attributes: &[(&str, &str)],
        list: CampaignList,
        known: Engagement,
        member: Option<loyalty_api::account::Account>,
    ) -> Self {
        Self::on(Stage::new(attributes), list, known, member).await
    }

    /// A member of a shop with these campaigns, whose parts are this loader's; what decides is there, what draws is not.
    pub(crate) async fn in_parts(attributes: &[(&str, &str)], list: CampaignList, loader: &Loader) -> Self {
        let stage = Stage::with_loader(attributes, loader.function());
        stage.store.want(Part::Watch);
        loader.bring("watch").await;
        Self::on(stage, list, engagement(), Some(example::full_account())).await
    }

    async fn on(stage: Stage, list: CampaignList, known: Engagement, member: Option<loyalty_api::account::Account>) -> Self {
        let (asked, answers, gate) = (Asked::default(), Answers::default(), Gate::default());
        let window: JsValue = web_sys::window().unwrap().into();
        let fetch = Reflect::get(&window, &"fetch".into()).unwrap();
        let answer = {
            let (asked, answers, gate) = (asked.clone(), answers.clone(), gate.clone());
            Closure::new(move |request: Request| {
                let (asked, answers, gate) = (asked.clone(), answers.clone(), gate.clone());
                future_to_promise(async move {
                    let body = JsFuture::from(request.text()?).await?.as_string().unwrap_or_default();
                    let path = request.url().split_once("/v1").map(|(_, path)| path.to_owned()).unwrap_or_default();
                    let found = answers.borrow().iter().rev().find(|(part, ..)| path.contains(part.as_str())).cloned();
                    let is_taking = path.contains("/reveal");
                    asked.borrow_mut().push((path, body, Some(request.headers())));
                    let held = gate.borrow().as_ref().map(|(held, _)| held.clone()).filter(|_| is_taking);
                    if let Some(held) = held {
                        JsFuture::from(held).await?;
                    }
                    let (_, status, body) = found.unwrap_or((String::new(), 404, "{}".into()));
                    if status == 0 {
                        return Err(js_sys::TypeError::new("offline").into());
                    }
                    let init = ResponseInit::new();
                    init.set_status(status);
                    Ok(Response::new_with_opt_str_and_init(Some(&body), &init)?.into())
                })
            })
        };
        Reflect::set(&window, &"fetch".into(), AsRef::<JsValue>::as_ref(&answer)).unwrap();
        let noted = asked.clone();
        let beacon = Closure::new(move |address: String, body: String| {
            noted.borrow_mut().push((address.replace("http://127.0.0.1:1/v1", "beacon:"), body, None));
            true
        });
        let navigator = Reflect::get(&window, &"navigator".into()).unwrap();
        Reflect::set(&navigator, &"sendBeacon".into(), AsRef::<JsValue>::as_ref(&beacon)).unwrap();
        let view = stage.show("panel-root corner", parts::show_popups).await;
        let shop = Self { stage, asked, answers, gate, fetch, callbacks: (answer, beacon), _view: view };
        let session = Session { token: "ses".into(), expires_at: "2030-01-01T00:00:00Z".into(), account: member.clone() };
        shop.answer("/sessions", &session.to_js());
        shop.answer("/campaigns?", &list.to_js());
        shop.answer("/me/engagement", &known.to_js());
        shop.answer("/events", &EventReceipt { taken: 1, passed_over: vec![] }.to_js());
        let program = loyalty_api::program::Program { campaigns: Some(true), ..example::full_program() };
        shop.stage.set(|state| (state.program, state.account) = (Load::Ready(program), Load::Ready(member))).await;
        until("what the server knows", || shop.requests("/me/engagement").len() == 1).await;
        settle().await;
        shop
    }

    /// What is answered to paths with this part.
    pub(crate) fn answer(&self, path: &str, body: &JsValue) {
        self.answers.borrow_mut().push((path.into(), 200, json::stringify(body)));
    }

    /// With which problem it is answered; status 0 is no answer at all.
    pub(crate) fn refuse(&self, path: &str, status: u16, code: &str) {
        self.refuse_field(path, status, code, "");
    }

    /// The same of a field of the request.
    pub(crate) fn refuse_field(&self, path: &str, status: u16, code: &str, field: &str) {
        let field = if field.is_empty() { "null".into() } else { ["\"", field, "\""].concat() };
        let problem = [r#"{"type":"about:blank","title":"No","status":"#, &status.to_string(), r#","code":""#, code];
        let body = [&problem.concat(), r#"","field":"#, &field, "}"].concat();
        self.answers.borrow_mut().push((path.into(), status, body));
    }

    /// The bodies sent to paths with this part.
    pub(crate) fn requests(&self, path: &str) -> Vec<String> {
        self.asked.borrow().iter().filter(|(asked, ..)| asked.contains(path)).map(|(_, body, _)| body.clone()).collect()
    }

    /// What a header says of each request to paths with this part.
    pub(crate) fn headers(&self, path: &str, name: &str) -> Vec<Option<String>> {
        let asked = self.asked.borrow();
        let headers = asked.iter().filter(|(asked, ..)| asked.contains(path)).filter_map(|(.., headers)| headers.as_ref());
        headers.map(|headers| headers.get(name).unwrap()).collect()
    }

    /// From now on what is taken is given, but the word of it does not get through.
    pub(crate) fn hold(&self) {
        let mut open = None;
        let gate = Promise::new(&mut |resolve, _| open = Some(resolve));
        self.gate.replace(Some((gate, open.unwrap())));
    }

    /// What was held gets through.
    pub(crate) fn release(&self) {
        let (_, open) = self.gate.take().expect("it is held");
        open.call0(&JsValue::UNDEFINED).unwrap();
    }

    /// The kinds of the events that were told, each event once, in order; by whatever way they went.
    pub(crate) fn told(&self) -> Vec<String> {
        let mut seen: Vec<String> = Vec::new();
        let mut kinds = Vec::new();
        for body in self.requests("/events") {
            let batch = loyalty_api::event::EventBatch::from_js(&json::parse(&body).unwrap()).unwrap();
            for event in batch.events {
                if !seen.contains(&event.id) {
                    seen.push(event.id);
                    kinds.push(event.kind.name().to_owned());
                }
            }
        }
        kinds
    }

    /// Looks again, as it does each second, and waits for the page to follow.
    pub(crate) async fn look(&self) {
        self.stage.store.look();
        settle().await;
    }

    /// Whether a dialog is open.
    pub(crate) fn is_modal(&self) -> bool {
        self.stage.maybe("dialog[open]").is_some()
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        let window: JsValue = web_sys::window().unwrap().into();
        Reflect::set(&window, &"fetch".into(), &self.fetch).unwrap();
        let navigator = Reflect::get(&window, &"navigator".into()).unwrap();
        let _ = Reflect::delete_property(navigator.unchecked_ref::<js_sys::Object>(), &"sendBeacon".into());
        let _ = &self.callbacks;
        forget();
    }
}

/// Deletes what the device keeps.
pub(crate) fn forget() {
    let window = web_sys::window().unwrap();
    window.local_storage().unwrap().unwrap().clear().unwrap();
    window.session_storage().unwrap().unwrap().clear().unwrap();
}

/// Dispatches `loyalty:show` with this detail.
pub(crate) async fn summon(detail: &str) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&json::parse(detail).unwrap());
    let event = web_sys::CustomEvent::new_with_event_init_dict("loyalty:show", &init).unwrap();
    crate::stage::document().dispatch_event(&event).unwrap();
    settle().await;
}

/// Notes the details of one of our events, for as long as the page is there.
pub(crate) fn hear(name: &str) -> Rc<RefCell<Vec<JsValue>>> {
    let heard: Rc<RefCell<Vec<JsValue>>> = Rc::default();
    let noted = heard.clone();
    let callback = Closure::<dyn FnMut(web_sys::CustomEvent)>::new(move |event: web_sys::CustomEvent| {
        noted.borrow_mut().push(event.detail());
    });
    let function: Function = callback.into_js_value().unchecked_into();
    crate::stage::document().add_event_listener_with_callback(&["loyalty:", name].concat(), &function).unwrap();
    heard
}

/// These campaigns, without experiments, holdout or quiet time.
pub(crate) fn list(campaigns: Vec<Campaign>) -> CampaignList {
    CampaignList { campaigns, experiments: vec![], holdout: 0, quiet_seconds: 0 }
}

/// A guest of whom nothing is known.
pub(crate) fn engagement() -> Engagement {
    Engagement {
        today: "2026-12-02".into(),
        orders: 0,
        segments: vec![],
        expiring: None,
        unredeemed: None,
        next_tier: None,
        answered: vec![],
        assignments: vec![],
        submissions: vec![],
        reveals: vec![],
    }
}

/// A dialog that is due at once, with a percentage off.
pub(crate) fn campaign(id: &str, kind: CampaignKind) -> Campaign {
    Campaign {
        id: id.into(),
        kind,
        placement: Placement::Dialog,
        triggers: vec![],
        all: false,
        targeting: None,
        frequency: Frequency { per_visit: None, days: None, total: None, closed_days: None, converted_days: None },
        priority: 0,
        starts_at: None,
        ends_at: None,
        experiment: None,
        contents: vec![content("A little something")],
    }
}

/// What a campaign says: ten percent off.
pub(crate) fn content(headline: &str) -> Content {
    Content {
        variation: None,
        headline: headline.into(),
        text: Some("For your first order.".into()),
        image: None,
        button: Some("Show me".into()),
        url: None,
        decline: Some("Not now".into()),
        teaser: None,
        thanks: None,
        email: false,
        consent: None,
        quiz: None,
        offers: vec![offer(OfferKind::Percentage)],
        doors: vec![],
    }
}

/// An offer of this kind.
pub(crate) fn offer(kind: OfferKind) -> Offer {
    Offer {
        kind,
        title: "10 % off everything".into(),
        amount: (kind == OfferKind::Fixed).then_some(500),
        percent: (kind == OfferKind::Percentage).then_some(10),
        points: (kind == OfferKind::Points).then_some(50),
        minimum_order: None,
    }
}

/// What came of a campaign: a code.
pub(crate) fn reveal(campaign: &str) -> Reveal {
    Reveal {
        campaign: campaign.into(),
        door: None,
        offer: offer(OfferKind::Percentage),
        outcome: RevealOutcome::Code,
        code: Some("TEA-1234-5678".into()),
        state: Some(loyalty_api::redemption::RedemptionState::Issued),
        expires_at: Some("2030-03-10T10:30:00Z".into()),
        at: "2026-12-02T10:00:00Z".into(),
    }
}
