//! The whole widget, as the loader starts it: it comes, does what the page says, and goes without a trace.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use loyalty_api::page::{ToJs, new_object, set};
use loyalty_widget::browser::json;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CustomEvent, Element, HtmlElement, Response, ShadowRoot};

use crate::example;
use crate::stage::{ENGLISH, NOWHERE, document, promise, settle, style_sheet, text, until};

/// The loader's part of the page: an element with the launcher in its shadow root. Gone when dropped.
struct Loader {
    host: Element,
    root: ShadowRoot,
    button: HtmlElement,
}

impl Loader {
    fn new() -> Self {
        let host = document().create_element("loyalty-widget").unwrap();
        document().body().unwrap().append_child(&host).unwrap();
        let root = loyalty_widget::mount::shadow_of(&host).unwrap();
        let button: HtmlElement = document().create_element("button").unwrap().unchecked_into();
        button.set_text_content(Some("as painted"));
        root.append_child(&button).unwrap();
        Self { host, root, button }
    }

    /// What `start` is handed: a shop whose programme has come, and no server for the rest.
    fn boot(&self, attributes: &[(&str, &str)]) -> JsValue {
        let tag = new_object();
        for (name, value) in [("shop", "demo")].iter().chain(attributes) {
            set(&tag, name, &JsValue::from_str(value));
        }
        let program = Response::new_with_opt_str(Some(&json::stringify(&example::program().to_js()))).unwrap();
        let boot = new_object();
        for (name, value) in [
            ("attributes", tag),
            ("origin", NOWHERE.into()),
            ("root", self.root.clone().into()),
            ("button", self.button.clone().into()),
            ("css", promise(style_sheet()).into()),
            ("messages", promise(json::parse(ENGLISH).unwrap()).into()),
            ("program", promise(program).into()),
        ] {
            set(&boot, name, &value);
        }
        boot
    }

    fn dialog_is_open(&self) -> bool {
        self.root.query_selector("dialog[open]").unwrap().is_some()
    }
}

impl Drop for Loader {
    fn drop(&mut self) {
        loyalty_widget::command("destroy", &JsValue::UNDEFINED);
        self.host.remove();
    }
}

/// Notes the names of our events, until it is dropped.
struct Ears {
    heard: Rc<RefCell<Vec<String>>>,
    callback: Closure<dyn FnMut(CustomEvent)>,
}

const EVENTS: [&str; 4] = ["loyalty:open", "loyalty:close", "loyalty:session", "loyalty:error"];

impl Ears {
    fn new() -> Self {
        let heard: Rc<RefCell<Vec<String>>> = Rc::default();
        let notes = heard.clone();
        let callback = Closure::new(move |event: CustomEvent| {
            let code = json::own(&event.detail(), "code").as_string().map(|code| [" ", &code].concat());
            notes.borrow_mut().push([event.type_(), code.unwrap_or_default()].concat());
        });
        for event in EVENTS {
            document().add_event_listener_with_callback(event, AsRef::<JsValue>::as_ref(&callback).unchecked_ref()).unwrap();
        }
        Self { heard, callback }
    }

    fn take(&self) -> Vec<String> {
        self.heard.take()
    }
}

impl Drop for Ears {
    fn drop(&mut self) {
        for event in EVENTS {
            let callback = AsRef::<JsValue>::as_ref(&self.callback).unchecked_ref();
            let _ = document().remove_event_listener_with_callback(event, callback);
        }
    }
}

fn command(name: &str) {
    loyalty_widget::command(name, &JsValue::UNDEFINED);
}

fn stored() -> Vec<String> {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    (0..storage.length().unwrap())
        .filter_map(|index| storage.key(index).unwrap())
        .filter(|key| key.starts_with("loyalty:"))
        .collect()
}

#[wasm_bindgen_test]
async fn it_leaves_the_page_as_it_was() {
    let loader = Loader::new();
    let page = document().document_element().unwrap();
    let before = (page.outer_html(), page.get_attribute_names().length(), document().adopted_style_sheets().length());
    loyalty_widget::start(loader.boot(&[])).await.unwrap();
    command("open");
    settle().await;
    assert!(loader.dialog_is_open());
    command("destroy");
    settle().await;
    assert_eq!((page.outer_html(), page.get_attribute_names().length(), document().adopted_style_sheets().length()), before);
    assert_eq!(loader.root.child_nodes().length(), 1, "the loader's button alone is left: {}", loader.root.inner_html());
    assert_eq!(stored(), [""; 0], "nobody agreed to storage");
    let ears = Ears::new();
    for name in ["open", "refresh", "logout", "destroy", "no such command"] {
        command(name);
    }
    settle().await;
    assert_eq!(ears.take(), [""; 0], "it does something although it is gone");
}

#[wasm_bindgen_test]
async fn it_tells_the_page_what_happens() {
    let loader = Loader::new();
    let ears = Ears::new();
    loyalty_widget::start(loader.boot(&[])).await.unwrap();
    until("that there is no server", || !ears.heard.borrow().is_empty()).await;
    assert_eq!(ears.take(), ["loyalty:error unreachable"]);
    assert_eq!(loader.button.text_content().as_deref(), Some("as painted"), "nothing is known of the shopper");
    command("open");
    assert_eq!(ears.take(), ["loyalty:open"]);
    command("open");
    command("close");
    command("close");
    assert_eq!(ears.take(), ["loyalty:close"], "each once");
}

#[wasm_bindgen_test]
async fn it_can_start_again() {
    let loader = Loader::new();
    for round in 1..=3 {
        loyalty_widget::start(loader.boot(&[])).await.unwrap();
        command("open");
        settle().await;
        assert!(loader.dialog_is_open(), "round {round}");
        assert_eq!(
            loader.root.child_nodes().length(),
            5,
            "round {round}: the button, the panel, the cards beside it, a quiz, popups"
        );
        command("destroy");
        settle().await;
        assert_eq!(loader.root.child_nodes().length(), 1, "round {round}");
    }
}

#[wasm_bindgen_test]
async fn elements_in_the_page_get_their_views_and_lose_them_with_it() {
    let loader = Loader::new();
    let element = document().create_element("loyalty-product-points").unwrap();
    element.set_attribute("product", "mug").unwrap();
    element.set_attribute("price", "1999").unwrap();
    loyalty_widget::attach(element.clone());
    assert!(element.shadow_root().is_none(), "before there is a widget it waits");
    loyalty_widget::start(loader.boot(&[])).await.unwrap();
    loyalty_widget::attach(element.clone());
    let shown = || element.shadow_root().and_then(|shadow| shadow.first_element_child()).map(|root| text(&root));
    until("the estimate", || shown().as_deref() == Some("Earn 19 points with this")).await;
    command("destroy");
    settle().await;
    assert_eq!(shown(), None);
    loyalty_widget::detach(&element);
}

#[wasm_bindgen_test]
async fn nothing_is_stored_without_consent_and_withdrawing_deletes_at_once() {
    let loader = Loader::new();
    loyalty_widget::start(loader.boot(&[("consent", "granted")])).await.unwrap();
    until("the programme on the device", || stored() == ["loyalty:demo:program"]).await;
    loyalty_widget::command("consent", &JsValue::FALSE);
    assert_eq!(stored(), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_tag_or_loader_that_is_wrong_is_told_in_a_sentence() {
    let loader = Loader::new();
    for (attributes, expected) in [(&[("theme", "blue")][..], "data-theme"), (&[("shop", "")], "data-shop")] {
        let sentence = loyalty_widget::start(loader.boot(attributes)).await.unwrap_err().as_string().unwrap();
        assert!(sentence.contains(expected), "{sentence}");
    }
    let boot = loader.boot(&[]);
    set(&boot, "css", &Promise::reject(&"widget.css: 404".into()));
    assert_eq!(loyalty_widget::start(boot).await, Err("widget.css: 404".into()));
    assert_eq!(loader.root.child_nodes().length(), 1);
}
