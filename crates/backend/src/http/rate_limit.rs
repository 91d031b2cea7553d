//! How often one may ask: token buckets in memory, by shopper, by address and by shop.

use super::App;
use crate::config::Rate;
use crate::error::{Error, Refusal};
use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};

/// Who is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Caller {
    /// A member, by id, however many sessions they open.
    Shopper(String),
    /// An address.
    Address(IpAddr),
    /// A shop.
    Shop(String),
    /// A network that friends come from.
    Friends(String),
    /// A network that guests draw from.
    Guests(String),
    /// A network that events come from.
    Events(String),
    /// A shop's wrong reward codes.
    WrongCodes(String),
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: i64,
}

/// Buckets kept at most; callers beyond them push out those who asked longest ago.
const MOST_BUCKETS: usize = 50_000;

/// Who asked how often.
#[derive(Debug, Default)]
pub struct RateLimiter(Mutex<HashMap<Caller, Bucket>>);

impl RateLimiter {
    /// Takes a token from the caller's bucket at `now` (milliseconds); refused with `rate_limited` where it is empty.
    pub fn charge(&self, caller: Caller, rate: Rate, now: i64) -> Result<(), Refusal> {
        self.charge_for(1, caller, rate, now)
    }

    /// Takes a token for each of `count` things that come at once, or none where there are not as many.
    pub fn charge_for(&self, count: u32, caller: Caller, rate: Rate, now: i64) -> Result<(), Refusal> {
        let wanted = f64::from(count);
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_BUCKETS && !buckets.contains_key(&caller) {
            let mut times: Vec<i64> = buckets.values().map(|bucket| bucket.at).collect();
            let middle = times.len() / 2;
            let (_, median, _) = times.select_nth_unstable(middle);
            let median = *median;
            buckets.retain(|_, bucket| bucket.at > median);
        }
        let bucket = buckets.entry(caller).or_insert(Bucket { tokens: f64::from(rate.burst), at: now });
        let elapsed = (now - bucket.at).max(0) as f64 / 1000.0;
        bucket.tokens = (bucket.tokens + elapsed * rate.per_second).min(f64::from(rate.burst));
        bucket.at = now.max(bucket.at);
        if bucket.tokens < wanted {
            let seconds = ((wanted - bucket.tokens) / rate.per_second).ceil().max(1.0) as u64;
            return Err(Refusal::new(429, "rate_limited", "Too many requests").retry_after(seconds));
        }
        bucket.tokens -= wanted;
        Ok(())
    }
}

/// The address a request came from, where it is known.
#[derive(Clone, Copy, Debug)]
pub struct Peer(Option<IpAddr>);

impl Peer {
    /// Who sent this.
    pub fn of(app: &App, headers: &HeaderMap, extensions: &Extensions) -> Self {
        let forwarded = if app.config.trust_forwarded_for { forwarded_for(headers) } else { None };
        Self(forwarded.or_else(|| extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())))
    }

    /// The address.
    pub fn address(self) -> Option<IpAddr> {
        self.0
    }

    /// Counts a request against the address.
    pub fn charge(self, app: &App) -> Result<(), Refusal> {
        let Some(address) = self.0 else { return Ok(()) };
        app.limiter.charge(Caller::Address(address), app.config.limits.address, app.now())
    }

    /// What to answer a caller who did not prove to be the merchant's server: why, or that they tried too often. Only such
    /// callers are counted by address.
    pub fn unproven(self, app: &App, error: Error) -> Error {
        match error {
            Error::Refused(_) => self.charge(app).err().map_or(error, Error::Refused),
            failed => failed,
        }
    }
}

impl FromRequestParts<App> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(app, &parts.headers, &parts.extensions))
    }
}

/// Counts each request against its address.
pub async fn by_address(State(app): State<App>, peer: Peer, request: Request, next: Next) -> Response {
    match peer.charge(&app) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// The last address, which our own proxy wrote; those before it are what the caller claims.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_is_refilled() {
        let limiter = RateLimiter::default();
        let rate = Rate { burst: 2, per_second: 0.5 };
        let ask = |now| limiter.charge(Caller::Shop("a".into()), rate, now);
        assert_eq!((ask(0), ask(0)), (Ok(()), Ok(())));
        assert_eq!(ask(0).unwrap_err().details.retry_after, Some(2));
        assert_eq!(ask(1_000).unwrap_err().details.retry_after, Some(1));
        assert_eq!(ask(2_000), Ok(()));
        assert!(ask(2_000).is_err());
        assert_eq!(limiter.charge(Caller::Shop("b".into()), rate, 2_000), Ok(()), "another caller has a bucket of their own");
        let several = |count, now| limiter.charge_for(count, Caller::Shop("c".into()), rate, now);
        assert_eq!((several(2, 0), several(0, 0)), (Ok(()), Ok(())));
        assert_eq!(several(2, 2_000).unwrap_err().details.retry_after, Some(2), "one is there, and is not taken");
        assert_eq!(several(1, 2_000), Ok(()));
    }

    #[test]
    fn memory_is_bounded() {
        let limiter = RateLimiter::default();
        let rate = Rate { burst: 2, per_second: 0.5 };
        for number in 0..(MOST_BUCKETS as i64 + 10) {
            limiter.charge(Caller::Shop(number.to_string()), rate, number).unwrap();
        }
        assert!(limiter.0.lock().unwrap().len() <= MOST_BUCKETS);
    }
}
