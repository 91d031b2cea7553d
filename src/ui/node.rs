//! What shall stand on the page: elements as data.

use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// What happens on an event.
pub type Listener = Rc<dyn Fn(Event)>;

/// What happens once the page is up to date.
type After = Box<dyn Fn(&Element)>;

/// An element, or a piece of text where `tag` is empty.
///
/// Its parts are in a box, so that building moves a pointer: code that moves the parts themselves is a third larger.
#[derive(Default)]
pub struct Node(pub(super) Box<Parts>);

/// What a [`Node`] consists of.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) tag: &'static str,
    pub(super) text: String,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) listeners: Vec<(&'static str, Listener)>,
    pub(super) children: Vec<Node>,
    pub(super) after: Option<After>,
}

/// An element of HTML, or of SVG for `svg` and `path`. A class may follow the tag: `"p.title"`.
pub fn el(tag: &'static str) -> Node {
    let (tag, class) = tag.split_once('.').unwrap_or((tag, ""));
    let node = Node(Box::new(Parts { tag, ..Parts::default() }));
    if class.is_empty() { node } else { node.attr("class", class) }
}

/// An element with a text in it.
pub fn text(tag: &'static str, text: String) -> Node {
    el(tag).text(text)
}

impl Node {
    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(mut self, name: &'static str, value: &str) -> Self {
        self.0.attributes.push((name, value.to_owned()));
        self
    }

    /// Appends a text.
    pub fn text(self, text: String) -> Self {
        self.child(Self(Box::new(Parts { text, ..Parts::default() })))
    }

    /// Appends a child.
    #[inline(never)]
    pub fn child(mut self, child: Self) -> Self {
        self.0.children.push(child);
        self
    }

    /// Appends a child, or an empty text that keeps its place: the siblings after it stay the elements they were.
    pub fn maybe(self, child: Option<Self>) -> Self {
        self.child(child.unwrap_or_default())
    }

    /// Appends children.
    #[inline(never)]
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        // Not `extend`: each kind of iterator brings its own way of making room.
        for child in children {
            self.0.children.push(child);
        }
        self
    }

    /// Listens to an event.
    pub fn on(self, event: &'static str, listener: impl Fn(Event) + 'static) -> Self {
        self.listen(event, Rc::new(listener))
    }

    #[inline(never)]
    fn listen(mut self, event: &'static str, listener: Listener) -> Self {
        self.0.listeners.push((event, listener));
        self
    }

    /// Calls a function with the element whenever the page has been brought up to date: for what no attribute says.
    pub fn after(mut self, then: impl Fn(&Element) + 'static) -> Self {
        self.0.after = Some(Box::new(then));
        self
    }

    /// Sets a property of its style: through the CSSOM, which a strict policy allows where it forbids the attribute.
    pub fn style(self, name: &'static str, value: String) -> Self {
        self.after(move |element| {
            if let Some(element) = element.dyn_ref::<HtmlElement>() {
                let _ = element.style().set_property(name, &value);
            }
        })
    }

    /// All text in it, as a screen would show it.
    pub fn all_text(&self) -> String {
        let inner: Vec<String> = self.0.children.iter().map(Self::all_text).filter(|text| !text.is_empty()).collect();
        [self.0.text.clone(), inner.join(" ")].concat()
    }
}
