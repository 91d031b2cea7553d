//! Elements follow data: what stays the same element, what changes, what goes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use loyalty_widget::ui::icon;
use loyalty_widget::ui::node::{Node, el, text};
use loyalty_widget::ui::tree::Tree;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use crate::stage::{document, settle};

/// A view of one signal, in the document.
struct Shown<T: Send + Sync + 'static> {
    root: HtmlElement,
    signal: RwSignal<T>,
    view: Option<UnmountHandle<AnyViewState>>,
    owner: Owner,
}

impl<T: Send + Sync + 'static> Shown<T> {
    async fn new(value: T, view: impl Fn(&T) -> Node + 'static) -> Self {
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let owner = Owner::new();
        let signal = owner.with(|| RwSignal::new(value));
        let (held, view) = (root.clone(), Box::new(move || signal.with(&view)) as Box<dyn Fn() -> Node>);
        let view = owner.with(|| mount_to(root.clone(), move || view! { <Tree root=held view=view /> }.into_any()));
        settle().await;
        Self { root, signal, view: Some(view), owner }
    }

    async fn set(&self, value: T) {
        self.signal.set(value);
        settle().await;
    }

    fn find(&self, selector: &str) -> HtmlElement {
        self.root.query_selector(selector).unwrap().expect(selector).unchecked_into()
    }

    fn html(&self) -> String {
        // Leptos marks its own place by empty comments.
        self.root.inner_html().replace("<!---->", "")
    }

    fn unmount(&mut self) {
        self.view.take();
    }
}

impl<T: Send + Sync + 'static> Drop for Shown<T> {
    fn drop(&mut self) {
        self.unmount();
        self.owner.cleanup();
        self.root.remove();
    }
}

#[wasm_bindgen_test]
async fn an_element_stays_itself_and_keeps_focus_and_what_was_typed() {
    let shown = Shown::new(1, |n| {
        el("div").child(text("p", n.to_string())).child(el("input").attr("aria-label", &["field ", &n.to_string()].concat()))
    });
    let shown = shown.await;
    let input = shown.find("input");
    input.focus().unwrap();
    js_sys::Reflect::set(&input, &"value".into(), &"typed".into()).unwrap();
    shown.set(2).await;
    assert_eq!(shown.find("p").text_content().as_deref(), Some("2"));
    assert_eq!(shown.find("input").get_attribute("aria-label").as_deref(), Some("field 2"));
    assert!(shown.find("input") == input, "the field was replaced by another");
    assert!(document().active_element().as_ref() == Some(input.as_ref()), "the field lost focus");
    assert_eq!(js_sys::Reflect::get(&input, &"value".into()).unwrap().as_string().as_deref(), Some("typed"));
}

#[wasm_bindgen_test]
async fn an_optional_child_keeps_its_place() {
    let shown =
        Shown::new(false, |there| el("div").maybe(there.then(|| text("b", "new".into()))).child(text("button", "stays".into())));
    let shown = shown.await;
    let button = shown.find("button");
    button.focus().unwrap();
    assert_eq!(shown.html(), "<div><button>stays</button></div>");
    shown.set(true).await;
    assert_eq!(shown.html(), "<div><b>new</b><button>stays</button></div>");
    shown.set(false).await;
    assert_eq!(shown.html(), "<div><button>stays</button></div>");
    assert!(shown.find("button") == button && document().active_element().as_ref() == Some(button.as_ref()));
}

#[wasm_bindgen_test]
async fn lists_grow_and_shrink_at_their_end() {
    let shown = Shown::new(2, |n| el("ul").children((0..*n).map(|index: i32| text("li", index.to_string())))).await;
    let first = shown.find("li");
    for (length, expected) in [
        (3, "<ul><li>0</li><li>1</li><li>2</li></ul>"),
        (1, "<ul><li>0</li></ul>"),
        (0, "<ul></ul>"),
        (2, "<ul><li>0</li><li>1</li></ul>"),
    ] {
        shown.set(length).await;
        assert_eq!(shown.html(), expected);
        if length == 1 {
            assert!(shown.find("li") == first, "the first entry was replaced by another");
        }
    }
}

#[wasm_bindgen_test]
async fn attributes_are_added_changed_and_removed() {
    let shown = Shown::new(0, |step| match step {
        0 => el("p.a").attr("title", "one"),
        1 => el("p.a").attr("title", "two").attr("lang", "pl"),
        _ => el("p"),
    });
    let shown = shown.await;
    assert_eq!(shown.html(), r#"<p class="a" title="one"></p>"#);
    shown.set(1).await;
    assert_eq!(shown.html(), r#"<p class="a" title="two" lang="pl"></p>"#);
    shown.set(2).await;
    assert_eq!(shown.html(), "<p></p>");
}

#[wasm_bindgen_test]
async fn another_tag_is_another_element() {
    let shown = Shown::new(true, |link| if *link { text("a", "go".into()) } else { text("button", "go".into()) }).await;
    assert_eq!(shown.html(), "<a>go</a>");
    shown.set(false).await;
    assert_eq!(shown.html(), "<button>go</button>");
}

#[wasm_bindgen_test]
async fn a_text_is_a_text_whatever_it_says() {
    let shown = Shown::new("<img src=x onerror=alert(1)>".to_owned(), |said| text("p", said.clone())).await;
    assert_eq!(shown.root.text_content().as_deref(), Some("<img src=x onerror=alert(1)>"));
    assert!(shown.root.query_selector("img").unwrap().is_none());
}

#[wasm_bindgen_test]
async fn a_listener_is_always_the_newest_and_called_once() {
    let heard: Rc<RefCell<Vec<i32>>> = Rc::default();
    let ears = heard.clone();
    let shown = Shown::new(1, move |n| {
        let (n, heard) = (*n, ears.clone());
        let button = text("button", "b".into());
        // At 3 it listens to nothing.
        if n == 3 { button } else { button.on("click", move |_| heard.borrow_mut().push(n)) }
    });
    let shown = shown.await;
    shown.find("button").click();
    shown.set(2).await;
    shown.find("button").click();
    shown.set(3).await;
    shown.find("button").click();
    shown.set(4).await;
    shown.find("button").click();
    assert_eq!(*heard.borrow(), [1, 2, 4]);
}

#[wasm_bindgen_test]
async fn a_listener_may_change_what_it_hangs_on() {
    let shown = Shown::new(0, |_| Node::default()).await;
    let signal = shown.signal;
    let counting = Shown::new((), move |()| {
        let n = signal.get();
        text("button", n.to_string()).on("click", move |_| signal.set(n + 1))
    });
    let counting = counting.await;
    for expected in ["1", "2", "3"] {
        counting.find("button").click();
        settle().await;
        assert_eq!(counting.find("button").text_content().as_deref(), Some(expected));
    }
}

#[wasm_bindgen_test]
async fn icons_are_svg() {
    let shown = Shown::new((), |()| icon::draw(icon::CHECK)).await;
    for tag in ["svg", "path"] {
        let element: Element = shown.find(tag).into();
        assert_eq!(element.namespace_uri().as_deref(), Some("http://www.w3.org/2000/svg"), "{tag}");
    }
    let svg = shown.find("svg");
    assert_eq!(svg.get_attribute("aria-hidden").as_deref(), Some("true"));
    assert_eq!(svg.get_attribute("viewBox").as_deref(), Some("0 0 24 24"));
}

#[wasm_bindgen_test]
async fn after_runs_on_every_update_with_the_element() {
    let seen: Rc<RefCell<Vec<String>>> = Rc::default();
    let eyes = seen.clone();
    let shown = Shown::new(1, move |n| {
        let seen = eyes.clone();
        text("p", n.to_string()).after(move |element| seen.borrow_mut().push(element.text_content().unwrap_or_default()))
    });
    let shown = shown.await;
    shown.set(2).await;
    assert_eq!(*seen.borrow(), ["1", "2"], "it sees the element as it is after the update");
}

#[wasm_bindgen_test]
async fn unmounting_takes_nodes_listeners_and_the_effect_away() {
    let (clicks, views) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let (clicked, viewed) = (clicks.clone(), views.clone());
    let mut shown = Shown::new(1, move |n| {
        viewed.set(viewed.get() + 1);
        let clicked = clicked.clone();
        text("button", n.to_string()).on("click", move |_| clicked.set(clicked.get() + 1))
    })
    .await;
    let button = shown.find("button");
    button.click();
    assert_eq!((clicks.get(), views.get()), (1, 1));
    shown.unmount();
    settle().await;
    button.click();
    shown.set(2).await;
    assert_eq!((clicks.get(), views.get()), (1, 1), "a listener or the effect outlived the view");
}
