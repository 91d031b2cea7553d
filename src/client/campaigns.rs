//! Campaigns: what may appear, what it gives, and what came of it.

use super::{ApiError, Client, encoded};
use loyalty_api::campaign::RevealRequest;
use loyalty_api::page::ToJs;
use wasm_bindgen::JsValue;

impl Client {
    /// `GET /v1/shops/{shop}/campaigns`: a [`loyalty_api::campaign::CampaignList`].
    pub fn campaigns(&self) -> impl Future<Output = Result<JsValue, ApiError>> {
        self.of_shop("campaigns", "")
    }

    /// `DELETE /v1/me/engagement`: forgets what is known of a guest by the device, and then the device.
    pub async fn forget_device(&self) -> Result<JsValue, ApiError> {
        let device = self.device();
        let answer = self.authorised("DELETE", "/me/engagement", None, None).await;
        // Who agreed again meanwhile has another.
        if self.device() == device {
            self.set_device(None);
        }
        answer
    }

    /// `POST /v1/campaigns/{id}/reveal`: takes what a campaign has. A [`loyalty_api::campaign::Reveal`].
    pub async fn reveal(&self, campaign: &str, request: &RevealRequest) -> Result<JsValue, ApiError> {
        let path = ["/campaigns/", &encoded(campaign), "/reveal"].concat();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let agreed = if request.consent == Some(true) { " agreed" } else { "" };
        let subject = [&text(&request.door), " ", &text(&request.email), agreed].concat();
        self.change("POST", &path, &subject, request.to_js()).await
    }

    /// `POST /v1/events` with a [`loyalty_api::event::EventBatch`]: a [`loyalty_api::event::EventReceipt`].
    pub fn tell_events(&self, batch: &JsValue) -> impl Future<Output = Result<JsValue, ApiError>> {
        self.authorised("POST", "/events", Some(batch), None)
    }

    /// The session's token, where one is open.
    pub fn session(&self) -> Option<String> {
        self.session.borrow().clone()
    }

    /// The device's id, where the shopper agreed to be recognised by one.
    pub fn device(&self) -> Option<String> {
        self.device.borrow().clone()
    }

    /// From now on requests carry this id of the device, or none.
    pub fn set_device(&self, device: Option<String>) {
        self.device.replace(device);
    }
}
