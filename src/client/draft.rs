//! A request before it is sent.

use gloo_net::http::Request;
use loyalty_api::page::{new_object, set};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, RequestInit};

/// A request before it is sent. gloo-net's builder would put a query together and write the address anew, which we have whole:
/// every page would load the code for that.
pub(super) struct Draft {
    url: String,
    options: JsValue,
    headers: JsValue,
}

impl Draft {
    /// By `method` to `url`.
    pub(super) fn new(method: &str, url: String) -> Self {
        Self { url, options: new_object(), headers: new_object() }.with("method", &JsValue::from_str(method))
    }

    /// With a header.
    pub(super) fn header(self, name: &str, value: &str) -> Self {
        set(&self.headers, name, &JsValue::from_str(value));
        self
    }

    /// With a body of JSON.
    pub(super) fn body(self, json: &str) -> Self {
        self.header("content-type", "application/json").with("body", &JsValue::from_str(json))
    }

    /// With the page's cookies, also for another origin.
    pub(super) fn with_credentials(self) -> Self {
        self.with("credentials", &JsValue::from_str("include"))
    }

    /// To be given up when the signal says so.
    pub(super) fn until(self, signal: &AbortSignal) -> Self {
        self.with("signal", signal)
    }

    /// The request; nothing where the browser refuses it, as for an address that is none.
    pub(super) fn finish(self) -> Option<Request> {
        set(&self.options, "headers", &self.headers);
        let options: &RequestInit = self.options.unchecked_ref();
        web_sys::Request::new_with_str_and_init(&self.url, options).ok().map(Request::from)
    }

    fn with(self, name: &str, value: &JsValue) -> Self {
        set(&self.options, name, value);
        self
    }
}
