//! The merchant's signed token, which says who the shopper is.

use super::draft::Draft;
use super::{ApiError, in_time};
use js_sys::{Function, Promise};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// Where tokens come from.
#[derive(Clone)]
pub(super) enum TokenSource {
    /// Nowhere: the shopper is a guest.
    None,
    /// The page gave one.
    Fixed(String),
    /// A function of the page gives one, or a promise of one.
    Function(Function),
    /// An address of the shop answers with one; the loader may have asked it already.
    Url(String, Rc<Cell<Option<Promise>>>),
}

impl TokenSource {
    /// The tag's `data-token-url`, if it has one.
    pub(super) fn of_page(url: Option<&str>, early: Option<Promise>) -> Self {
        url.map_or(Self::None, |url| Self::Url(url.into(), Rc::new(Cell::new(early))))
    }

    /// What the page gave to `loyalty.identify`.
    pub(super) fn given(source: &JsValue, url: Option<&str>) -> Self {
        match (source.dyn_ref::<Function>(), source.as_string()) {
            (Some(function), _) => Self::Function(function.clone()),
            (None, Some(token)) => Self::Fixed(token),
            (None, None) => Self::of_page(url, None),
        }
    }

    /// A token; nothing for a guest, which the shop says by 204, 401 or an empty answer.
    ///
    /// # Errors
    /// Where the shop does not say: a signed-in shopper must not become a guest because a page failed.
    pub(super) async fn token(self) -> Result<Option<String>, ApiError> {
        let answer = match self {
            Self::None => return Ok(None),
            Self::Fixed(token) => return Ok(Some(token)),
            Self::Function(function) => function.call0(&JsValue::UNDEFINED).map_err(|_| ApiError::Server)?,
            Self::Url(url, early) => match early.take() {
                Some(promise) => promise.into(),
                None => fetch(&url).ok_or(ApiError::Server)?.into(),
            },
        };
        let answer = in_time(Promise::resolve(&answer)).await?;
        let text = match answer.dyn_into::<web_sys::Response>() {
            Ok(response) => match response.status() {
                200 => in_time(response.text().map_err(|_| ApiError::Server)?).await?,
                204 | 401 => return Ok(None),
                _ => return Err(ApiError::Server),
            },
            Err(value) => value,
        };
        Ok(text.as_string().map(|token| token.trim().to_owned()).filter(|token| !token.is_empty()))
    }
}

fn fetch(url: &str) -> Option<Promise> {
    let request: web_sys::Request = Draft::new("GET", url.into()).with_credentials().finish()?.into();
    Some(web_sys::window()?.fetch_with_request(&request))
}
