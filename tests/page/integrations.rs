//! What else is in the page, in the place of which stand small fakes that do what its makers say it does.
//!
//! # Layout
//! - [`told`]: those who are told what happens. [`google`], [`shopify`], [`tcf`]: those who say what we may do.

mod google;
mod shopify;
mod tcf;
mod told;

use js_sys::{Function, Reflect};
use loyalty_api::page::new_object;
use loyalty_widget::browser::{event, json};
use loyalty_widget::session::Purposes;
use loyalty_widget::ui::node::Node;
use wasm_bindgen::{JsCast, JsValue};

use crate::stage::{Stage, settle};

/// A global of the page's for one test. Gone when dropped.
struct Global(&'static str);

impl Global {
    fn new(name: &'static str, value: impl Into<JsValue>) -> Self {
        Reflect::set(&js_sys::global(), &name.into(), &value.into()).unwrap();
        Self(name)
    }

    /// As the script `body` returns it.
    fn made(name: &'static str, body: &str) -> Self {
        Self::new(name, run(body))
    }

    /// One that cannot even be looked at.
    fn throwing(name: &'static str) -> Self {
        run(&["Object.defineProperty(window, '", name, "', { configurable: true, get() { throw Error('mine') } })"].concat());
        Self(name)
    }
}

impl Drop for Global {
    fn drop(&mut self) {
        let _ = Reflect::delete_property::<JsValue>(js_sys::global().unchecked_ref(), &self.0.into());
    }
}

/// Runs a script of the page's, and gives what it returns.
fn run(body: &str) -> JsValue {
    Function::new_no_args(body).call0(&JsValue::UNDEFINED).unwrap()
}

/// What a script's expression comes to, as JSON.
fn seen(expression: &str) -> String {
    json::stringify(&run(&["return ", expression].concat()))
}

/// A widget whose tag has these attributes, and that has looked for what else is in the page.
async fn widget(attributes: &[(&str, &str)]) -> Stage {
    let stage = bare(attributes).await;
    stage.store.set_hooks(&new_object());
    settle().await;
    stage
}

/// One that has not looked yet.
async fn bare(attributes: &[(&str, &str)]) -> Stage {
    let stage = Stage::new(attributes);
    // Mounting sets up what runs tasks.
    drop(stage.show("panel-root", |_| Node::default()).await);
    stage
}

/// Has one of our events happen.
async fn emit(name: &str, detail: &str) {
    event::emit(name, &json::parse(detail).unwrap());
    settle().await;
}

/// What the shopper agreed to, as the widget knows it.
fn agreed(stage: &Stage) -> Purposes {
    stage.store.services().unwrap().purposes()
}

fn purposes(storage: bool, analytics: bool, marketing: bool) -> Purposes {
    Purposes { storage, analytics, marketing }
}

/// Has every longer time be over at once, until it is dropped.
struct Hurry;

impl Hurry {
    fn new() -> Self {
        run("window.patience = window.setTimeout;
             window.setTimeout = (run, wait, ...rest) => patience.call(window, run, wait < 400 ? wait : 0, ...rest)");
        Self
    }
}

impl Drop for Hurry {
    fn drop(&mut self) {
        run("window.setTimeout = patience; delete window.patience");
    }
}

/// What an earlier page left on the device.
struct Left;

impl Left {
    fn new() -> Self {
        run("localStorage.setItem('loyalty:demo', '240 points')");
        Self
    }

    fn is_there(&self) -> bool {
        run("return localStorage.getItem('loyalty:demo') !== null").is_truthy()
    }
}

impl Drop for Left {
    fn drop(&mut self) {
        run("localStorage.removeItem('loyalty:demo')");
    }
}
