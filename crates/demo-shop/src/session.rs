//! Who is at the till with what: one session a browser, by cookie, in memory.

use crate::shopper::Shopper;
use axum::extract::{Request, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use loyalty_api::redemption::Redemption;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

const COOKIE_NAME: &str = "fernhill_session";

/// One browser's visit.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// Who signed in.
    pub shopper: Option<&'static Shopper>,
    /// Product ids and how many of each, in the order they were added.
    pub lines: Vec<(String, i64)>,
    /// The one reward code of this cart.
    pub code: Option<Redemption>,
}

impl Session {
    /// How many of this product are in the cart.
    pub fn quantity(&self, product: &str) -> i64 {
        self.lines.iter().find(|(id, _)| id == product).map_or(0, |(_, quantity)| *quantity)
    }

    /// Puts so many of a product into the cart in place of what was there; none takes the line out.
    pub fn set(&mut self, product: &str, quantity: i64) {
        match self.lines.iter_mut().find(|(id, _)| id == product) {
            Some(line) => line.1 = quantity,
            None => self.lines.push((product.to_owned(), quantity)),
        }
        self.lines.retain(|(_, quantity)| *quantity > 0);
    }
}

/// The name of a session, as the cookie carries it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SessionId(pub String);

impl SessionId {
    fn random() -> Self {
        Self(Uuid::new_v4().simple().to_string())
    }
}

/// All sessions.
#[derive(Debug, Default)]
pub struct Sessions(Mutex<HashMap<SessionId, Session>>);

impl Sessions {
    /// A copy of a session as it stands.
    pub fn get(&self, id: &SessionId) -> Session {
        self.lock().get(id).cloned().unwrap_or_default()
    }

    /// Changes a session.
    pub fn update<T>(&self, id: &SessionId, change: impl FnOnce(&mut Session) -> T) -> T {
        change(self.lock().entry(id.clone()).or_default())
    }

    /// Gives a session another name, and forgets the old one.
    pub fn rename(&self, id: &SessionId) -> SessionId {
        let new = SessionId::random();
        let mut sessions = self.lock();
        let session = sessions.remove(id).unwrap_or_default();
        sessions.insert(new.clone(), session);
        new
    }

    /// The session that a request's cookie names. Only ids that were given out count: a browser can't be made to use one that
    /// somebody else chose.
    pub fn of(&self, headers: &HeaderMap) -> Option<SessionId> {
        let named = headers.get_all(COOKIE).iter().find_map(|header| cookie(header.to_str().ok()?));
        named.map(|id| SessionId(id.to_owned())).filter(|id| self.lock().contains_key(id))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SessionId, Session>> {
        // A panic in another request leaves a session as it was between two whole changes.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives every request its [`SessionId`], and a new browser its cookie with the first thing it changes. Reading gives no
/// cookie: a page asks for several things at once, and each would get another. An answer that carries a [`SessionId`] gives
/// the browser that one from then on.
pub async fn with_session(State(sessions): State<Arc<Sessions>>, mut request: Request, next: Next) -> Response {
    let known = sessions.of(request.headers());
    let is_new = known.is_none() && !request.method().is_safe();
    let id = known.unwrap_or_else(SessionId::random);
    if is_new {
        sessions.update(&id, |_| ());
    }
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    let given = response.extensions_mut().remove::<SessionId>().or(is_new.then_some(id));
    if let Some(id) = given
        && let Ok(value) = HeaderValue::from_str(&format!("{COOKIE_NAME}={}; Path=/; HttpOnly; SameSite=Lax", id.0))
    {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}

fn cookie(header: &str) -> Option<&str> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE_NAME)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others() {
        assert_eq!(cookie("a=1; fernhill_session=abc; b=2"), Some("abc"));
        assert_eq!(cookie("not_fernhill_session=abc"), None);
    }

    #[test]
    fn setting_none_takes_the_line_out() {
        let mut session = Session::default();
        session.set("mug", 2);
        session.set("tea", 1);
        session.set("mug", 0);
        assert_eq!(session.lines, [("tea".to_owned(), 1)]);
    }
}
