//! The only fetches: one function per endpoint of the API, and the shopper's token. What only passes on gives the other's
//! future: an `async fn` would be a machine of its own around it.

mod campaigns;
mod draft;
mod error;
mod keys;
mod products;
mod quiz;
mod token;
mod wait;

pub use error::ApiError;
pub use wait::in_time;

use crate::browser::json;
use crate::config::Config;
use draft::Draft;
use gloo_net::http::Response;
use gloo_timers::callback::Timeout;
use js_sys::Promise;
use keys::Keys;
use loyalty_api::action::ActionRequest;
use loyalty_api::cart::Cart;
use loyalty_api::page::{FromJs, ReadError, ToJs};
use loyalty_api::problem::Problem;
use loyalty_api::profile::ProfileChange;
use loyalty_api::redemption::RedemptionRequest;
use loyalty_api::referral::{Channel, ClaimRequest, ClickRequest, ShareRequest};
use loyalty_api::session::SessionRequest;
use std::cell::{Cell, RefCell};
use token::TokenSource;
use wait::TIMEOUT_MS;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortController;

/// Speaks the API for one shop.
///
/// Every answer belongs to the shopper it was asked for: after `identify` or `logout`, what is still on its way for the one
/// before comes to [`ApiError::Gone`].
pub struct Client {
    config: Config,
    session: RefCell<Option<String>>,
    /// What the shopper agreed to be recognised by.
    device: RefCell<Option<String>>,
    source: RefCell<TokenSource>,
    /// The programme's response, which the loader asked for while the module was on its way.
    early_program: Cell<Option<Promise>>,
    /// Counts the shoppers.
    generation: Cell<u32>,
    /// The widget was taken off the page.
    gone: Cell<bool>,
    keys: Keys,
    /// Requests for the present shopper.
    running: RefCell<Vec<AbortController>>,
}

impl Client {
    /// A client without a session. The promises are fetches that the loader has already begun: the programme, the token.
    pub fn new(config: Config, early_program: Option<Promise>, early_token: Option<Promise>) -> Self {
        let source = TokenSource::of_page(config.token_url.as_deref(), early_token);
        Self {
            config,
            session: RefCell::default(),
            device: RefCell::default(),
            source: RefCell::new(source),
            early_program: Cell::new(early_program),
            generation: Cell::default(),
            gone: Cell::default(),
            keys: Keys::default(),
            running: RefCell::default(),
        }
    }

    /// Takes tokens from now on from `source`: a function (called whenever a token is needed), a token, or, for anything
    /// else, the tag's `data-token-url`.
    pub fn identify(&self, source: &JsValue) {
        self.forget();
        self.source.replace(TokenSource::given(source, self.config.token_url.as_deref()));
    }

    /// Forgets the shopper.
    pub fn logout(&self) {
        self.forget();
        self.source.replace(TokenSource::None);
    }

    /// Ends every request for good.
    pub fn destroy(&self) {
        self.gone.set(true);
        self.forget();
    }

    /// Which shopper it is now: the number changes with every `identify` and `logout`.
    pub fn generation(&self) -> u32 {
        self.generation.get()
    }

    fn forget(&self) {
        self.generation.set(self.generation.get().wrapping_add(1));
        self.session.replace(None);
        self.keys.clear();
        for controller in self.running.take() {
            controller.abort();
        }
    }

    /// `GET /v1/shops/{shop}/program`: a [`loyalty_api::program::Program`].
    pub async fn program(&self) -> Result<JsValue, ApiError> {
        if self.gone.get() {
            return Err(ApiError::Gone);
        }
        if let Some(early) = self.early_program.take()
            && let Ok(response) = in_time(early).await
            && let Ok(response) = response.dyn_into::<web_sys::Response>()
        {
            return body_of(response.into()).await;
        }
        self.of_shop("program", "").await
    }

    /// `GET /v1/shops/{shop}/{what}?{query}locale=`: what is the same for every shopper.
    async fn of_shop(&self, what: &str, query: &str) -> Result<JsValue, ApiError> {
        let (shop, locale) = (encoded(&self.config.shop), encoded(&self.config.locale));
        let path = ["/shops/", &shop, "/", what, "?", query, "locale=", &locale].concat();
        send(Draft::new("GET", self.config.endpoint(&path)), None, &AbortController::new().map_err(|_| ApiError::Server)?).await
    }

    /// `POST /v1/sessions`: who the shopper is, by the merchant's token. A [`loyalty_api::session::Session`].
    pub async fn open_session(&self) -> Result<JsValue, ApiError> {
        let generation = self.generation();
        let source = self.source.borrow().clone();
        let token = source.token().await?;
        self.still(generation)?;
        let body = SessionRequest { shop: self.config.shop.clone(), token }.to_js();
        let answer = self.exchange(Draft::new("POST", self.config.endpoint("/sessions")), Some(&body)).await?;
        self.session.replace(Some(read_as(&json::own(&answer, "token"))?));
        Ok(answer)
    }

    /// `GET /v1/me/transactions`: a [`loyalty_api::transaction::TransactionPage`], the newest without a cursor.
    pub async fn transactions(&self, cursor: Option<&str>) -> Result<JsValue, ApiError> {
        let path = match cursor {
            Some(cursor) => ["/me/transactions?cursor=", &encoded(cursor)].concat(),
            None => "/me/transactions".into(),
        };
        self.authorised("GET", &path, None, None).await
    }

    /// `POST /v1/me/redemptions`: holds points for a reward. A [`loyalty_api::redemption::RedemptionReceipt`].
    pub async fn hold(&self, reward: &str, points: Option<i64>, cart: Option<Cart>) -> Result<JsValue, ApiError> {
        let subject = [reward, " ", &points.map(|points| points.to_string()).unwrap_or_default()].concat();
        let body = RedemptionRequest { reward: reward.into(), points, cart }.to_js();
        self.change("POST", "/me/redemptions", &subject, body).await
    }

    /// `POST /v1/me/redemptions/{id}/cancel`: gives held points back. A [`loyalty_api::redemption::RedemptionReceipt`].
    pub async fn undo(&self, redemption: &str) -> Result<JsValue, ApiError> {
        let path = ["/me/redemptions/", &encoded(redemption), "/cancel"].concat();
        self.change("POST", &path, redemption, loyalty_api::page::new_object()).await
    }

    /// `POST /v1/me/actions`: completes a way to earn. A [`loyalty_api::action::ActionReceipt`].
    pub async fn act(&self, rule: &str, consent: Option<bool>) -> Result<JsValue, ApiError> {
        self.change("POST", "/me/actions", rule, ActionRequest { rule: rule.into(), consent }.to_js()).await
    }

    /// `PATCH /v1/me`: says something of the member. A [`loyalty_api::account::Account`].
    pub async fn tell(&self, change: &ProfileChange) -> Result<JsValue, ApiError> {
        let body = change.to_js();
        self.change("PATCH", "/me", &json::stringify(&body), body).await
    }

    /// `GET /v1/me/referral`: a [`loyalty_api::referral::Referral`].
    pub fn referral(&self) -> impl Future<Output = Result<JsValue, ApiError>> {
        self.authorised("GET", "/me/referral", None, None)
    }

    /// `POST /v1/me/referral/shares`: the member shared their link.
    pub async fn share(&self, channel: Channel) -> Result<JsValue, ApiError> {
        self.change("POST", "/me/referral/shares", channel.name(), ShareRequest { channel }.to_js()).await
    }

    /// `POST /v1/referrals/clicks`: somebody came by a friend's link. A [`loyalty_api::referral::Click`].
    pub async fn arrive(&self, code: &str) -> Result<JsValue, ApiError> {
        let body = ClickRequest { shop: self.config.shop.clone(), code: code.into() }.to_js();
        self.change("POST", "/referrals/clicks", code, body).await
    }

    /// `POST /v1/referrals/claims`: they take the friend's offer. A [`loyalty_api::referral::ClaimReceipt`].
    pub async fn claim(&self, click: &str, email: &str) -> Result<JsValue, ApiError> {
        let body = ClaimRequest { shop: self.config.shop.clone(), click: click.into(), email: email.into() }.to_js();
        self.change("POST", "/referrals/claims", &[click, " ", email].concat(), body).await
    }

    /// A change, done once however often it is sent: until its outcome is known, the same change of the same `subject` is
    /// sent again with the same key and body, even if the cart in it has changed since.
    async fn change(&self, method: &str, path: &str, subject: &str, body: JsValue) -> Result<JsValue, ApiError> {
        let what = [path, " ", subject].concat();
        let (key, body) = self.keys.open(&what, body).ok_or(ApiError::Server)?;
        let answer = self.authorised(method, path, Some(&body), Some(&key)).await;
        if !answer.as_ref().is_err_and(ApiError::leaves_open) {
            self.keys.settle(&what);
        }
        answer
    }

    /// Sends with the session's token; opens a session where there is none, and once more after a 401.
    async fn authorised(&self, method: &str, path: &str, body: Option<&JsValue>, key: Option<&str>) -> Result<JsValue, ApiError> {
        let generation = self.generation();
        let mut fresh = false;
        loop {
            if self.session.borrow().is_none() {
                fresh = true;
                self.open_session().await?;
                self.still(generation)?;
            }
            let token = self.session.borrow().clone().unwrap_or_default();
            let mut request =
                Draft::new(method, self.config.endpoint(path)).header("authorization", &["Bearer ", &token].concat());
            if let Some(key) = key {
                request = request.header("idempotency-key", key);
            }
            match self.exchange(request, body).await {
                Err(ApiError::Problem(problem)) if problem.status == 401 && !fresh => self.session.replace(None),
                answer => return answer,
            };
        }
    }

    /// Sends for the present shopper.
    async fn exchange(&self, request: Draft, body: Option<&JsValue>) -> Result<JsValue, ApiError> {
        let generation = self.generation();
        let controller = AbortController::new().map_err(|_| ApiError::Server)?;
        self.running.borrow_mut().push(controller.clone());
        // The titles of rules and rewards in an account are in the shopper's language too.
        let mut request = request.header("accept-language", &self.config.locale);
        if let Some(device) = &*self.device.borrow() {
            request = request.header("loyalty-device", device);
        }
        let answer = send(request, body, &controller).await;
        self.still(generation)?;
        self.running.borrow_mut().retain(|other| other != &controller);
        answer
    }

    fn still(&self, generation: u32) -> Result<(), ApiError> {
        if generation == self.generation() { Ok(()) } else { Err(ApiError::Gone) }
    }
}

/// Sends a request and reads the whole answer, both in time.
async fn send(request: Draft, body: Option<&JsValue>, controller: &AbortController) -> Result<JsValue, ApiError> {
    let late = controller.clone();
    let timer = Timeout::new(TIMEOUT_MS, move || late.abort());
    let signal = controller.signal();
    let request = request.until(&signal);
    let request = match body {
        Some(body) => request.body(&json::stringify(body)),
        None => request,
    };
    let answer = match request.finish() {
        Some(request) => match request.send().await {
            Ok(response) => body_of(response).await,
            Err(_) => Err(ApiError::Unreachable),
        },
        None => Err(ApiError::Server),
    };
    drop(timer);
    // Aborted because the shopper has gone, it does not matter what it is called: the client says `Gone`.
    if signal.aborted() { Err(ApiError::Slow) } else { answer }
}

/// Reads an answer as a wire type.
///
/// # Errors
/// [`ApiError::Unreadable`] with the path of what is wrong.
pub fn read_as<T: FromJs>(answer: &JsValue) -> Result<T, ApiError> {
    T::from_js(answer).map_err(ApiError::Unreadable)
}

/// Text as one part of an address.
fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// The status of an answer that has nothing to say.
const NO_CONTENT: u16 = 204;

/// A response's parsed JSON, or the problem it tells.
async fn body_of(response: Response) -> Result<JsValue, ApiError> {
    if response.status() == NO_CONTENT {
        return Ok(JsValue::UNDEFINED);
    }
    let text = response.text().await.map_err(|_| ApiError::Unreachable)?;
    match (json::parse(&text), response.ok()) {
        (Some(raw), true) => Ok(raw),
        (None, true) => Err(ApiError::Unreadable(ReadError { path: String::new(), expected: "JSON" })),
        (raw, false) => {
            let problem = Problem::from_js(&raw.unwrap_or(JsValue::UNDEFINED));
            Err(problem.map_or(ApiError::Server, |problem| ApiError::Problem(Box::new(problem))))
        }
    }
}
