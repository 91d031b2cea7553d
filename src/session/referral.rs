//! The member's side of a referral: their links, and what came of them.

use super::{Load, Store, report, spawn};
use crate::browser::{clipboard, event, share};
use crate::client::{ApiError, read_as};
use loyalty_api::referral::{Channel, Referral};
use wasm_bindgen::JsValue;

/// `loyalty:shared`.
#[derive(serde::Serialize)]
struct SharedDetail<'a> {
    channel: &'a str,
}

impl Store {
    /// Asks for the member's links and invitations, unless they are there or on their way.
    pub fn want_referral(self) {
        if self.peek(|state, _| state.member().is_some() && state.referral.is_none()) == Some(true) {
            self.load_referral();
        }
    }

    /// Asks for the member's links and invitations, again.
    pub fn load_referral(self) {
        let Some(services) = self.services() else { return };
        self.change(|state| state.referral.get_or_insert_default().ask_again());
        services.recognise();
        spawn(async move {
            let answer = services.client.referral().await.and_then(|raw| read_as::<Referral>(&raw));
            if let Err(error) = &answer
                && *error != ApiError::Gone
            {
                report(error);
            }
            self.change(|state| match answer {
                Ok(referral) => state.referral = Some(Load::Ready(referral)),
                Err(ApiError::Gone) => {}
                Err(error) => state.referral.get_or_insert_default().fail(error, None),
            });
        });
    }

    /// Copies the member's link.
    pub fn copy_link(self, url: String) {
        spawn(async move {
            let copied = clipboard::copy(&url).await;
            let key = if copied { "refer.copied" } else { "refer.copy_failed" };
            self.peek(|_, words| words.t(key)).into_iter().for_each(|text| self.say(text, !copied));
            if copied {
                self.shared(Channel::Link);
            }
        });
    }

    /// Opens the device's share sheet. Called by the click itself: browsers allow it to nobody else.
    pub fn share_natively(self, title: &str, text: &str) {
        let Some(sheet) = share::open(title, text) else { return };
        spawn(async move {
            if share::done(sheet).await {
                self.shared(Channel::Native);
            }
        });
    }

    /// The member shared their link: the server notes it, and the invitations show it.
    pub fn shared(self, channel: Channel) {
        let Some(services) = self.services() else { return };
        event::emit(
            "shared",
            &serde_wasm_bindgen::to_value(&SharedDetail { channel: channel.name() }).unwrap_or(JsValue::UNDEFINED),
        );
        spawn(async move {
            match services.client.share(channel).await {
                Ok(_) => self.load_referral(),
                Err(ApiError::Gone) => {}
                // The link is shared all the same, and works: there is nothing the member should do.
                Err(error) => report(&error),
            }
        });
    }
}
