//! The only fetches: one function per endpoint of the API, and the shopper's token.

use crate::browser::{json, random};
use crate::config::Config;
use gloo_net::http::{Request, RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise};
use loyalty_api::action::ActionRequest;
use loyalty_api::cart::Cart;
use loyalty_api::page::{FromJs, ReadError, ToJs};
use loyalty_api::problem::Problem;
use loyalty_api::redemption::RedemptionRequest;
use loyalty_api::session::SessionRequest;
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCredentials};

/// An answer that takes longer than this many milliseconds counts as none.
const TIMEOUT_MS: u32 = 10_000;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The request did not reach the server, or its answer did not reach us.
    Unreachable,
    /// No answer in time.
    Slow,
    /// The server refused, and said why.
    Problem(Box<Problem>),
    /// The server failed: a 5xx, or an error without a word.
    Server,
    /// The answer is not what the API promises: an older or newer server, or something between.
    Unreadable(ReadError),
    /// The widget was taken off the page meanwhile.
    Gone,
}

impl ApiError {
    /// The stable name: the problem's own code, or ours.
    pub fn code(&self) -> &str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Slow => "slow",
            Self::Problem(problem) => &problem.code,
            Self::Server => "server",
            Self::Unreadable(_) => "unreadable",
            Self::Gone => "gone",
        }
    }

    /// Whether the server may or may not have done what was asked, so that the same key must be used again.
    fn leaves_open(&self) -> bool {
        match self {
            Self::Unreachable | Self::Slow | Self::Server | Self::Unreadable(_) => true,
            Self::Problem(problem) => problem.status >= 500 || problem.status == 429 || problem.code == "request_in_flight",
            Self::Gone => false,
        }
    }
}

/// Where the merchant's signed token comes from.
enum TokenSource {
    None,
    Url(String),
    Fixed(String),
    Function(Function),
}

/// Speaks the API for one shop.
pub struct Client {
    config: Config,
    session: RefCell<Option<String>>,
    source: RefCell<TokenSource>,
    /// Answers the loader asked for while the module was on its way: the programme, the token.
    early_program: Cell<Option<Promise>>,
    early_token: Cell<Option<Promise>>,
    /// Idempotency keys of requests whose outcome is open, by what they do.
    keys: RefCell<Vec<(String, String)>>,
    running: RefCell<Vec<AbortController>>,
    gone: Cell<bool>,
}

impl Client {
    /// A client without a session. The promises are fetches that the loader has already begun.
    pub fn new(config: Config, early_program: Option<Promise>, early_token: Option<Promise>) -> Self {
        let source = config.token_url.clone().map_or(TokenSource::None, TokenSource::Url);
        Self {
            config,
            session: RefCell::default(),
            source: RefCell::new(source),
            early_program: Cell::new(early_program),
            early_token: Cell::new(early_token),
            keys: RefCell::default(),
            running: RefCell::default(),
            gone: Cell::new(false),
        }
    }

    /// Takes tokens from now on from `source`: a function (called whenever a token is needed) or a token.
    pub fn identify(&self, source: &JsValue) {
        self.session.replace(None);
        self.early_token.take();
        self.source.replace(match (source.dyn_ref::<Function>(), source.as_string()) {
            (Some(function), _) => TokenSource::Function(function.clone()),
            (None, Some(token)) => TokenSource::Fixed(token),
            (None, None) => self.config.token_url.clone().map_or(TokenSource::None, TokenSource::Url),
        });
    }

    /// Forgets the shopper.
    pub fn logout(&self) {
        self.session.replace(None);
        self.early_token.take();
        self.keys.borrow_mut().clear();
        self.source.replace(TokenSource::None);
        self.abort();
    }

    /// Ends every request for good.
    pub fn destroy(&self) {
        self.gone.set(true);
        self.abort();
    }

    fn abort(&self) {
        for controller in self.running.take() {
            controller.abort();
        }
    }

    /// `GET /v1/shops/{shop}/program`: a [`loyalty_api::program::Program`].
    pub async fn program(&self) -> Result<JsValue, ApiError> {
        if let Some(promise) = self.early_program.take()
            && let Ok(response) = JsFuture::from(promise).await
            && let Ok(response) = response.dyn_into::<web_sys::Response>()
        {
            return body_of(response.into()).await;
        }
        let path = ["/shops/", &encoded(&self.config.shop), "/program?locale=", &encoded(&self.config.locale)].concat();
        body_of(self.exchange(Request::get(&self.config.endpoint(&path)), None).await?).await
    }

    /// `POST /v1/sessions`: who the shopper is, by the merchant's token. A [`loyalty_api::session::Session`].
    pub async fn open_session(&self) -> Result<JsValue, ApiError> {
        let body = SessionRequest { shop: self.config.shop.clone(), token: self.token().await }.to_js();
        let answer = body_of(self.exchange(Request::post(&self.config.endpoint("/sessions")), Some(&body)).await?).await?;
        self.session.replace(Some(read_as(&json::own(&answer, "token"))?));
        Ok(answer)
    }

    /// `GET /v1/me/transactions`: a [`loyalty_api::transaction::TransactionPage`], the newest without a cursor.
    pub async fn transactions(&self, cursor: Option<&str>) -> Result<JsValue, ApiError> {
        let path = match cursor {
            Some(cursor) => ["/me/transactions?cursor=", &encoded(cursor)].concat(),
            None => "/me/transactions".into(),
        };
        self.authorised(&path, None, None).await
    }

    /// `POST /v1/me/redemptions`: holds points for a reward. A [`loyalty_api::redemption::RedemptionReceipt`].
    pub async fn hold(&self, reward: &str, cart: Option<Cart>) -> Result<JsValue, ApiError> {
        self.change("/me/redemptions", &RedemptionRequest { reward: reward.into(), cart }.to_js()).await
    }

    /// `POST /v1/me/redemptions/{id}/cancel`: gives held points back. A [`loyalty_api::redemption::RedemptionReceipt`].
    pub async fn undo(&self, redemption: &str) -> Result<JsValue, ApiError> {
        let path = ["/me/redemptions/", &encoded(redemption), "/cancel"].concat();
        self.change(&path, &loyalty_api::page::new_object()).await
    }

    /// `POST /v1/me/actions`: completes a way to earn. A [`loyalty_api::action::ActionReceipt`].
    pub async fn act(&self, rule: &str) -> Result<JsValue, ApiError> {
        self.change("/me/actions", &ActionRequest { rule: rule.into() }.to_js()).await
    }

    /// A change, done once however often it is sent: the same request has the same key until its outcome is known.
    async fn change(&self, path: &str, body: &JsValue) -> Result<JsValue, ApiError> {
        let what = [path, &json::stringify(body)].concat();
        let known = self.keys.borrow().iter().find(|(open, _)| *open == what).map(|(_, key)| key.clone());
        let key = match known {
            Some(key) => key,
            None => {
                let key = random::key().ok_or(ApiError::Server)?;
                self.keys.borrow_mut().push((what.clone(), key.clone()));
                key
            }
        };
        let answer = self.authorised(path, Some(body), Some(&key)).await;
        if !answer.as_ref().is_err_and(ApiError::leaves_open) {
            self.keys.borrow_mut().retain(|(open, _)| *open != what);
        }
        answer
    }

    /// Sends with the session's token; opens a session where there is none, and once more after a 401.
    async fn authorised(&self, path: &str, body: Option<&JsValue>, key: Option<&str>) -> Result<JsValue, ApiError> {
        let mut fresh = false;
        loop {
            if self.session.borrow().is_none() {
                fresh = true;
                self.open_session().await?;
            }
            let token = self.session.borrow().clone().unwrap_or_default();
            let address = self.config.endpoint(path);
            let mut request = if body.is_some() { Request::post(&address) } else { Request::get(&address) };
            request = request.header("authorization", &["Bearer ", &token].concat());
            if let Some(key) = key {
                request = request.header("idempotency-key", key);
            }
            let response = self.exchange(request, body).await?;
            if response.status() == 401 && !fresh {
                self.session.replace(None);
                continue;
            }
            return body_of(response).await;
        }
    }

    /// The merchant's token; nothing for a guest, and nothing where the merchant's page fails, which is the same.
    async fn token(&self) -> Option<String> {
        let promise = match &*self.source.borrow() {
            TokenSource::None => return None,
            TokenSource::Fixed(token) => return Some(token.clone()),
            TokenSource::Function(function) => Promise::resolve(&function.call0(&JsValue::UNDEFINED).ok()?),
            TokenSource::Url(url) => match self.early_token.take() {
                Some(promise) => promise,
                None => {
                    let request = Request::get(url).credentials(RequestCredentials::Include).build().ok()?;
                    let request: web_sys::Request = request.into();
                    web_sys::window()?.fetch_with_request(&request)
                }
            },
        };
        let answer = JsFuture::from(promise).await.ok()?;
        let text = match answer.dyn_into::<web_sys::Response>() {
            Ok(response) if response.status() == 200 => JsFuture::from(response.text().ok()?).await.ok()?.as_string()?,
            Ok(_) => return None,
            Err(value) => value.as_string()?,
        };
        Some(text.trim().to_owned()).filter(|token| !token.is_empty())
    }

    async fn exchange(&self, request: RequestBuilder, body: Option<&JsValue>) -> Result<Response, ApiError> {
        if self.gone.get() {
            return Err(ApiError::Gone);
        }
        let controller = AbortController::new().map_err(|_| ApiError::Server)?;
        let timer = {
            let controller = controller.clone();
            Timeout::new(TIMEOUT_MS, move || controller.abort_with_reason(&JsValue::from_str("slow")))
        };
        let signal = controller.signal();
        // The titles of rules and rewards in an account are in the shopper's language too.
        let request = request.abort_signal(Some(&signal)).header("accept-language", &self.config.locale);
        let request = match body {
            Some(body) => request.header("content-type", "application/json").body(json::stringify(body)),
            None => request.build(),
        };
        self.running.borrow_mut().push(controller.clone());
        let sent = match request {
            Ok(request) => request.send().await,
            Err(error) => Err(error),
        };
        drop(timer);
        self.running.borrow_mut().retain(|other| other != &controller);
        match sent {
            Ok(response) => Ok(response),
            Err(_) if self.gone.get() => Err(ApiError::Gone),
            Err(_) if signal.aborted() && signal.reason().as_string().is_some() => Err(ApiError::Slow),
            Err(_) if signal.aborted() => Err(ApiError::Gone),
            Err(_) => Err(ApiError::Unreachable),
        }
    }
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

/// A response's parsed JSON, or the problem it tells.
async fn body_of(response: Response) -> Result<JsValue, ApiError> {
    let text = response.text().await.map_err(|_| ApiError::Unreachable)?;
    let raw = json::parse(&text).unwrap_or(JsValue::UNDEFINED);
    if response.ok() {
        return Ok(raw);
    }
    Err(Problem::from_js(&raw).map_or(ApiError::Server, |problem| ApiError::Problem(Box::new(problem))))
}
