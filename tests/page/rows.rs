//! Rows of products: in which order, for whom, and what is kept of it. A server inside the page answers the widget's requests.

mod server;

use js_sys::Function;
use loyalty_api::page::{new_object, set};
use loyalty_widget::browser::storage;
use loyalty_widget::elements::Elements;
use loyalty_widget::session::Load;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CssStyleSheet, Element, HtmlElement};

use crate::stage::{Stage, document, settle, style_sheet, text, until};
use server::Server;

/// Where the device keeps it.
const KEY: &str = "demo:viewed";

/// A shop whose pages have rows.
struct Shop {
    server: Server,
    stage: Stage,
    elements: Elements,
    sheet: CssStyleSheet,
    /// The rows of the page that is open.
    rows: Vec<Element>,
}

impl Shop {
    /// Opened by nobody in particular, with nothing kept.
    async fn open(attributes: &[(&str, &str)]) -> Self {
        Self::opened(attributes, None).await
    }

    /// Opened by a member, or by a guest.
    async fn opened(attributes: &[(&str, &str)], member: Option<&str>) -> Self {
        let server = Server::new();
        let stage = Stage::new(attributes);
        let shop = Self { server, stage, elements: Elements::default(), sheet: style_sheet(), rows: vec![] };
        shop.stage.store.start();
        match member {
            Some(member) => shop.sign_in(member).await,
            None => shop.know("").await,
        }
        shop
    }

    async fn sign_in(&self, member: &str) {
        self.stage.store.identify(&member.into());
        self.know(member).await;
    }

    /// Waits until it is known who is here.
    async fn know(&self, member: &str) {
        until("who is here", || {
            let state = self.stage.state();
            let id = state.member().map(|account| account.customer.id.clone()).unwrap_or_default();
            matches!(state.account, Load::Ready(_)) && state.program.is_fresh() && id == member
        })
        .await;
        settle().await;
    }

    /// Goes to a page with these rows: which, and the product that the page is about.
    async fn visit(&mut self, rows: &[(&str, &str)]) {
        self.leave();
        for (row, product) in rows {
            let element = document().create_element("loyalty-products").unwrap();
            element.set_attribute("row", row).unwrap();
            if !product.is_empty() {
                element.set_attribute("product", product).unwrap();
            }
            document().body().unwrap().append_child(&element).unwrap();
            let Self { stage, elements, sheet, .. } = self;
            stage.with(|| elements.attach(element.clone(), stage.store, sheet));
            self.rows.push(element);
        }
        settle().await;
    }

    fn leave(&mut self) {
        for element in self.rows.drain(..) {
            self.elements.detach(&element);
            element.remove();
        }
    }

    /// The titles in a row of the page.
    fn titles(&self, row: usize) -> Vec<String> {
        let found = self.rows[row].shadow_root().unwrap().query_selector_all(".title").unwrap();
        js_sys::Array::from(&found).iter().map(|title| text(title.unchecked_ref())).collect()
    }

    /// Waits until a row shows these, and nothing else.
    async fn shows(&self, row: usize, titles: &[&str]) {
        let what = format!("{titles:?} in row {row}, which has {:?}", self.titles(row));
        until(&what, || self.titles(row) == titles).await;
    }

    fn find(&self, selector: &str) -> HtmlElement {
        let found = self.rows[0].shadow_root().unwrap().query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("no `{selector}`")).unchecked_into()
    }

    fn has(&self, selector: &str) -> bool {
        self.rows[0].shadow_root().unwrap().query_selector(selector).unwrap().is_some()
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.leave();
        ["demo", KEY, "demo:program", "demo:device"].into_iter().for_each(storage::remove);
    }
}

#[wasm_bindgen_test]
async fn what_was_looked_at_comes_newest_first_and_without_the_pages_own() {
    let mut shop = Shop::open(&[]).await;
    shop.visit(&[("recent", "mug")]).await;
    assert_eq!((shop.has("h2"), shop.server.asked()), (false, vec![]), "nothing else was looked at yet");
    shop.visit(&[("recent", "sold-out")]).await;
    shop.visit(&[("recent", "tray")]).await;
    shop.shows(0, &["MUG"]).await;
    shop.visit(&[("recent", "plate"), ("recent", "")]).await;
    shop.shows(0, &["TRAY", "MUG"]).await;
    shop.shows(1, &["PLATE", "TRAY", "MUG"]).await;
    assert_eq!(text(&shop.find("h2")), "Recently viewed");
    shop.visit(&[("recent", "mug")]).await;
    shop.shows(0, &["PLATE", "TRAY"]).await;
    let asked = shop.server.asked();
    assert_eq!(
        asked.last().unwrap(),
        &("?id=plate&id=tray&id=sold-out&locale=en".into(), None),
        "the server is not told who asks"
    );
    assert!(asked.iter().all(|(path, session)| path.starts_with("?id=") && session.is_none()), "{asked:?}");
}

#[wasm_bindgen_test]
async fn what_is_bought_together_notes_the_page_too() {
    let mut shop = Shop::open(&[]).await;
    shop.visit(&[("together", "mug"), ("recent", "tray")]).await;
    shop.shows(0, &["TRAY", "PLATE"]).await;
    shop.shows(1, &["MUG"]).await;
    assert_eq!(text(&shop.find("h2")), "Often bought together");
}

#[wasm_bindgen_test]
async fn nothing_is_kept_before_consent_and_all_is_gone_after_its_withdrawal() {
    let mut shop = Shop::open(&[]).await;
    shop.visit(&[("recent", "mug")]).await;
    shop.visit(&[("recent", "tray")]).await;
    shop.shows(0, &["MUG"]).await;
    assert_eq!(storage::read(KEY), None);
    shop.stage.store.set_consent(true);
    until("that it is kept", || storage::read(KEY).as_deref() == Some("\ntray\nmug")).await;
    shop.visit(&[("recent", "plate")]).await;
    shop.shows(0, &["TRAY", "MUG"]).await;
    assert_eq!(storage::read(KEY).as_deref(), Some("\nplate\ntray\nmug"));
    shop.stage.store.set_consent(false);
    assert_eq!(storage::read(KEY), None, "at once");
    settle().await;
    assert!(!shop.has("h2"), "{:?}", shop.titles(0));
    shop.stage.store.set_consent(true);
    shop.visit(&[("recent", "bowl")]).await;
    until("that it is kept again", || storage::read(KEY).as_deref() == Some("\nbowl")).await;
}

#[wasm_bindgen_test]
async fn who_signs_out_or_is_somebody_else_leaves_nothing_behind() {
    for leave in [|shop: &Shop| shop.stage.store.logout(), |shop: &Shop| shop.stage.store.identify(&"eve".into())] {
        let mut shop = Shop::opened(&[("consent", "granted")], Some("ada")).await;
        shop.visit(&[("recent", "mug")]).await;
        shop.visit(&[("recent", "tray")]).await;
        shop.shows(0, &["MUG"]).await;
        assert_eq!(storage::read(KEY).as_deref(), Some("ada\ntray\nmug"));
        leave(&shop);
        assert_eq!(storage::read(KEY), None, "at once");
        settle().await;
        assert!(!shop.has("h2"), "{:?}", shop.titles(0));
    }
}

#[wasm_bindgen_test]
async fn what_a_guest_looked_at_becomes_theirs_who_sign_in() {
    let mut shop = Shop::open(&[("consent", "granted")]).await;
    shop.visit(&[("recent", "mug")]).await;
    shop.visit(&[("recent", "tray")]).await;
    shop.sign_in("ada").await;
    shop.shows(0, &["MUG"]).await;
    until("that it is hers", || storage::read(KEY).as_deref() == Some("ada\ntray\nmug")).await;
}

#[wasm_bindgen_test]
async fn what_the_device_kept_is_shown_to_whom_it_belongs() {
    for (kept, member, shown) in [
        ("\nmug\nplate", None, &["MUG", "PLATE"][..]),
        ("\nmug\nplate", Some("ada"), &["MUG", "PLATE"]),
        ("ada\nmug\nplate", Some("ada"), &["MUG", "PLATE"]),
        ("ada\nmug\nplate", Some("eve"), &[]),
        ("ada\nmug\nplate", None, &[]),
    ] {
        storage::write(KEY, kept);
        let mut shop = Shop::opened(&[("consent", "granted")], member).await;
        shop.visit(&[("recent", "tray")]).await;
        shop.shows(0, shown).await;
        let rest = shown.iter().map(|title| ["\n", &title.to_lowercase()].concat()).collect::<String>();
        assert_eq!(storage::read(KEY), Some([member.unwrap_or_default(), "\ntray", &rest].concat()), "{kept:?} for {member:?}");
    }
}

#[wasm_bindgen_test]
async fn a_row_without_anything_shows_nothing() {
    let mut shop = Shop::open(&[]).await;
    shop.visit(&[("recent", "")]).await;
    assert!(!shop.has("h2"));
    shop.visit(&[("together", "")]).await;
    assert!(!shop.has("h2"));
    shop.visit(&[("nonsense", "mug")]).await;
    assert!(!shop.has("h2"));
    assert_eq!(shop.server.asked(), []);
    shop.visit(&[("together", "lonely")]).await;
    until("the question", || !shop.server.asked().is_empty()).await;
    settle().await;
    assert!(!shop.has("h2"));

    // What could not be had is asked for again on the next page, and nobody is shown that it failed.
    shop.server.fail(true);
    shop.visit(&[("together", "mug")]).await;
    until("the question", || !shop.server.asked().is_empty()).await;
    settle().await;
    assert_eq!(text(&shop.find(".inline")), "");
    shop.server.fail(false);
    shop.visit(&[("together", "mug")]).await;
    shop.shows(0, &["TRAY", "PLATE"]).await;
}

#[wasm_bindgen_test]
async fn a_product_goes_into_the_cart_and_the_card_says_how_that_went() {
    let mut shop = Shop::open(&[]).await;
    shop.visit(&[("together", "mug")]).await;
    shop.shows(0, &["TRAY", "PLATE"]).await;
    assert!(!shop.has("button") && shop.has("a[href='/products/tray']"), "without a hook, the card only leads to the product");

    let hooks = new_object();
    let hook = Function::new_with_args("product", "return product.id === 'tray' && new Promise((done) => (window.added = done))");
    set(&hooks, "addToCart", &hook);
    shop.stage.store.set_hooks(&hooks);
    settle().await;
    let button = shop.find(".product:first-child button");
    assert_eq!(button.get_attribute("aria-label").as_deref(), Some("Add to cart: TRAY"));
    button.click();
    settle().await;
    assert_eq!(button.get_attribute("aria-busy").as_deref(), Some("true"));
    js_sys::eval("window.added(true); delete window.added").unwrap();
    until("that it is there", || text(&shop.find(".product:first-child [role=status]")) == "In your cart").await;
    assert_eq!(button.get_attribute("aria-busy").as_deref(), Some("false"));
    shop.find(".product:last-child button").click();
    let status = ".product:last-child [role=status]";
    until("that it failed", || !text(&shop.find(status)).is_empty()).await;
    assert_eq!(text(&shop.find(status)), "That did not work. Try again in a moment.");
}

#[wasm_bindgen_test]
async fn a_row_scrolls_sideways_by_keyboard_and_from_the_right() {
    let mut shop = Shop::open(&[("locale", "ar")]).await;
    shop.visit(&[("together", "mug")]).await;
    let narrow = document().create_element("div").unwrap();
    narrow.set_attribute("style", "inline-size: 200px").unwrap();
    document().body().unwrap().append_child(&narrow).unwrap();
    narrow.append_child(&shop.rows[0]).unwrap();
    shop.shows(0, &["TRAY", "PLATE"]).await;
    let row = shop.find("[role=region]");
    assert_eq!(row.get_attribute("aria-label"), Some(text(&shop.find("h2"))));
    assert_eq!(row.tab_index(), 0);
    let (first, last) = (shop.find(".product:first-child"), shop.find(".product:last-child"));
    assert!(first.offset_left() > last.offset_left(), "it begins on the right");
    row.set_scroll_left(-1_000);
    assert!(row.scroll_left() < 0, "what does not fit can be scrolled to");
    let picture = shop.find("img");
    assert_eq!((picture.get_attribute("loading").as_deref(), picture.get_attribute("alt").as_deref()), (Some("lazy"), Some("")));
    let face = shop.find(".face");
    assert_eq!(face.offset_width(), face.offset_height(), "its place is there before the picture");
    narrow.remove();
}
