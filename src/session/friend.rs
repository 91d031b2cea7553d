//! The friend's side of a referral: somebody came by a member's link.

use super::{Services, Store, apply, report, spawn};
use crate::browser::{event, json, storage};
use crate::client::{ApiError, read_as};
use crate::parts::{self, Part};
use loyalty_api::page::FromJs;
use loyalty_api::redemption::Redemption;
use loyalty_api::referral::{ClaimReceipt, Click};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// What is known of the link that the shopper came by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Friend {
    /// What the link offers, once the server said.
    pub click: Option<Click>,
    /// The welcome, once it was claimed.
    pub claim: Option<Redemption>,
    /// The claim is on its way.
    pub working: bool,
    /// Why the last claim failed.
    pub problem: Option<FriendProblem>,
    /// The shopper closed the card; the panel still has it.
    pub closed: bool,
}

/// Why a claim failed.
#[derive(Clone, Debug, PartialEq)]
pub enum FriendProblem {
    /// What was typed is no e-mail address.
    Email,
    /// The server refused, or could not be reached.
    Api(ApiError),
}

impl Store {
    /// Somebody came by a link: `code` is its parameter. The server is asked once the session is there, because only that
    /// tells whether the link is the member's own.
    pub fn arrive(self, code: String) {
        let Some(services) = self.services() else { return };
        services.arrived.replace(Some(code));
    }

    /// Has the server asked about the link, by the part that shows what it says; or takes up what an earlier page of this visit
    /// was told. Once the session was asked for.
    pub(super) fn want_meeting(self) {
        let Some(services) = self.services() else { return };
        let Some((later, known)) = self.peek(|state, _| (parts::later_of(state), state.friend.is_some())) else { return };
        if services.arrived.borrow().is_some() {
            return later.map_or_else(|| self.want(Part::Later), |later| (later.meet)(self));
        }
        if !known
            && services.consent.get()
            && let Some(kept) = storage::visit(&services.config.shop)
            && let Some(click) = json::parse(&kept).and_then(|raw| Click::from_js(&raw).ok())
        {
            self.change(|state| state.friend = Some(Friend { click: Some(click), closed: true, ..Friend::default() }));
        }
    }

    /// Asks the server about the link.
    pub(crate) fn meet(self) {
        let Some(services) = self.services() else { return };
        let Some(code) = services.arrived.take() else { return };
        // Whether it is the member's own device is for the server to say.
        services.recognise();
        spawn(async move {
            match services.client.arrive(&code).await.and_then(|raw| Ok((read_as::<Click>(&raw)?, raw))) {
                Ok((click, raw)) => {
                    if services.consent.get() && !click.own {
                        storage::keep_visit(&services.config.shop, &json::stringify(&raw));
                    }
                    self.change(|state| state.friend = Some(Friend { click: Some(click), ..Friend::default() }));
                }
                // A link that is none of ours any more: the shop goes on as if it had none.
                Err(error) => report(&error),
            }
        });
    }

    /// Takes the friend's offer.
    pub fn claim(self, email: &str) {
        let Some(services) = self.services() else { return };
        let click = self.peek(|state, _| state.friend.as_ref().filter(|friend| !friend.working)?.click.clone()).flatten();
        let Some(click) = click else { return };
        let email = email.trim().to_owned();
        if !looks_like_email(&email) {
            return self.change_friend(|friend| friend.problem = Some(FriendProblem::Email));
        }
        self.change_friend(|friend| {
            friend.working = true;
            friend.problem = None;
        });
        services.recognise();
        spawn(async move {
            let answer = services.client.claim(&click.id, &email).await;
            self.change_friend(|friend| friend.working = false);
            match answer.and_then(|raw| Ok((read_as::<ClaimReceipt>(&raw)?, raw))) {
                Ok((receipt, raw)) => self.welcome(&services, receipt.redemption, &json::own(&raw, "redemption")).await,
                // Somebody signed in or out meanwhile; the card is still there for them.
                Err(ApiError::Gone) => {}
                Err(error) => {
                    report(&error);
                    self.change_friend(|friend| friend.problem = Some(FriendProblem::Api(error)));
                }
            }
        });
    }

    /// The code is there: tells the page, and lets the merchant's hook apply it.
    async fn welcome(self, services: &Rc<Services>, claim: Redemption, raw: &JsValue) {
        storage::forget_visit(&services.config.shop);
        let id = claim.id.clone();
        self.change_friend(|friend| friend.claim = Some(claim));
        event::emit("claimed", raw);
        if apply(services, raw).await {
            self.change(|state| state.applied.push(id));
        }
        self.load_cart();
    }

    /// Puts the card away.
    pub fn close_friend(self) {
        self.change_friend(|friend| friend.closed = true);
    }

    fn change_friend(self, change: impl FnOnce(&mut Friend)) {
        self.change(|state| {
            if let Some(friend) = &mut state.friend {
                change(friend);
            }
        });
    }
}

/// Whether it is worth asking the server: something, an at sign, something with a dot in it.
pub(super) fn looks_like_email(text: &str) -> bool {
    match text.split_once('@') {
        Some((name, domain)) => {
            let dot = domain.trim_matches('.').contains('.');
            !name.is_empty() && dot && !text.contains(char::is_whitespace) && !domain.contains('@')
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::looks_like_email;

    #[test]
    fn what_can_be_an_address() {
        for (text, expected) in [
            ("ada@example.com", true),
            ("ada+tea@mail.example.co.uk", true),
            ("", false),
            ("ada", false),
            ("ada@", false),
            ("@example.com", false),
            ("ada@example", false),
            ("ada@example.", false),
            ("ada @example.com", false),
            ("ada@b@example.com", false),
        ] {
            assert_eq!(looks_like_email(text), expected, "{text:?}");
        }
    }
}
