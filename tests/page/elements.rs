//! The custom elements: they come, follow their attributes, and go.

use loyalty_api::cart::{Cart, CartLine};
use loyalty_api::program::Program;
use loyalty_rules::earn;
use loyalty_widget::client::ApiError;
use loyalty_widget::elements::Elements;
use loyalty_widget::session::Load;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CssStyleSheet, Element, HtmlElement};

use crate::example;
use crate::stage::{Stage, document, settle, style_sheet, text};

/// An element of ours on the page.
struct Placed {
    stage: Stage,
    elements: Elements,
    element: Element,
    sheet: CssStyleSheet,
}

impl Placed {
    async fn new(tag: &str, attributes: &[(&str, &str)]) -> Self {
        let element = document().create_element(tag).unwrap();
        document().body().unwrap().append_child(&element).unwrap();
        let mut placed = Self { stage: Stage::new(&[]), elements: Elements::default(), element, sheet: style_sheet() };
        placed.attach(attributes).await;
        placed
    }

    /// Sets these attributes, and says what the loader says when they change.
    async fn attach(&mut self, attributes: &[(&str, &str)]) {
        for (name, value) in attributes {
            self.element.set_attribute(name, value).unwrap();
        }
        let Self { stage, elements, element, sheet } = self;
        stage.with(|| elements.attach(element.clone(), stage.store, sheet));
        settle().await;
    }

    async fn program(&self, program: Program) {
        self.stage.set(|state| state.program = Load::Ready(program)).await;
    }

    fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.element.shadow_root()?.query_selector(selector).unwrap().map(JsCast::unchecked_into)
    }

    fn text(&self) -> String {
        self.element.shadow_root().and_then(|shadow| shadow.first_element_child()).map(|root| text(&root)).unwrap_or_default()
    }
}

impl Drop for Placed {
    fn drop(&mut self) {
        self.element.remove();
    }
}

#[wasm_bindgen_test]
async fn points_stand_in_a_line_of_text() {
    let placed = Placed::new("loyalty-points", &[]).await;
    assert_eq!(placed.text(), "…", "while they load");
    placed.stage.member().await;
    assert_eq!(placed.text(), "240 points");
    placed.stage.set(|state| state.account = Load::Stale(Some(example::account()), ApiError::Unreachable)).await;
    assert!(placed.text().starts_with("240 points") && placed.text().contains("As of "), "{}", placed.text());
    placed.stage.set(|state| state.account = Load::Ready(None)).await;
    assert_eq!(placed.text(), "Join and earn");
    placed.find("button").unwrap().click();
    assert!(placed.stage.state().open, "a click opens the panel");
    placed.stage.set(|state| (state.open, state.account) = (false, Load::Failed(ApiError::Server))).await;
    assert_eq!(placed.text(), "Try again");
    placed.find("button").unwrap().click();
    assert!(!placed.stage.state().open, "after a failure a click tries again");
}

#[wasm_bindgen_test]
async fn a_products_points_are_what_the_rules_say() {
    let mut placed = Placed::new("loyalty-product-points", &[("product", "mug"), ("price", "1999")]).await;
    assert_eq!(placed.text(), "", "nothing while the programme loads");
    placed.program(example::program()).await;
    for (product, price, quantity, collections, tags) in [
        ("mug", 1999, 1, "", ""),
        ("mug", 1999, 3, "kitchen  new-in", "sale"),
        ("pu-erh", 1250, 2, "tea kitchen", ""),
        ("gift-card", 5000, 1, "", ""),
        ("mug", 500, 1, "", ""),
        ("mug", 0, 1, "", ""),
        ("mug", 99, 7, "", ""),
    ] {
        let numbers = [price, quantity].map(|number: i64| number.to_string());
        let attributes = [
            ("product", product),
            ("price", &numbers[0]),
            ("quantity", &numbers[1]),
            ("collections", collections),
            ("tags", tags),
        ];
        placed.attach(&attributes).await;
        let words = |list: &str| list.split_whitespace().map(Into::into).collect();
        let line = CartLine {
            product: product.into(),
            collections: words(collections),
            tags: words(tags),
            unit_price: price,
            quantity,
            discount: 0,
        };
        let cart = Cart { currency: "EUR".into(), lines: vec![line], discount: 0 };
        let expected = match earn::points(&example::purchase(), &earn::Boost::NONE, &cart, "EUR") {
            Ok(0) => "Earns no points".to_owned(),
            Ok(points) => format!("Earn {points} points with this"),
            Err(_) => "Earns points on orders of €5 and more".to_owned(),
        };
        assert_eq!(placed.text(), expected, "{attributes:?}");
    }
}

#[wasm_bindgen_test]
async fn a_product_that_is_not_told_rightly_shows_nothing() {
    for attributes in [
        &[][..],
        &[("price", "1999")],
        &[("product", "mug")],
        &[("product", "mug"), ("price", "19.99")],
        &[("product", "mug"), ("price", "€20")],
        &[("product", "mug"), ("price", "-1999")],
        &[("product", "mug"), ("price", "99999999999999999999")],
        &[("product", "mug"), ("price", "1999"), ("quantity", "two")],
        &[("product", "mug"), ("price", "1999"), ("quantity", "-1")],
    ] {
        let placed = Placed::new("loyalty-product-points", attributes).await;
        placed.program(example::program()).await;
        assert_eq!(placed.text(), "", "{attributes:?}");
    }
}

#[wasm_bindgen_test]
async fn a_shop_whose_purchases_earn_nothing_promises_nothing() {
    let placed = Placed::new("loyalty-product-points", &[("product", "mug"), ("price", "1999")]).await;
    placed.program(Program { earning: vec![], ..example::program() }).await;
    assert_eq!(placed.text(), "");
    placed.stage.set(|state| state.program = Load::Failed(ApiError::Server)).await;
    assert_eq!(placed.text(), "", "a product page is no place for errors");
}

#[wasm_bindgen_test]
async fn rewards_are_a_page_of_their_own() {
    let placed = Placed::new("loyalty-rewards", &[]).await;
    assert!(placed.find("[role=status]").is_some(), "loading");
    placed.stage.set(|state| state.program = Load::Failed(ApiError::Server)).await;
    assert!(placed.text().contains("This did not load"), "{}", placed.text());
    placed.program(example::program()).await;
    assert!(placed.text().contains("Your balance") && placed.text().contains("Free shipping"), "{}", placed.text());
    placed.stage.set(|state| state.account = Load::Failed(ApiError::Slow)).await;
    assert!(placed.text().contains("The answer took too long."), "{}", placed.text());
    placed.stage.set(|state| state.account = Load::Ready(None)).await;
    assert!(placed.text().contains("Join Fernhill Rewards") && placed.find("button").is_none(), "{}", placed.text());
    placed.stage.member().await;
    assert!(placed.text().contains("240 points") && placed.text().contains("HELD-1"), "{}", placed.text());
    assert!(placed.find(".cards button[aria-disabled=true]").is_some());
}

#[wasm_bindgen_test]
async fn an_element_that_leaves_is_empty_and_can_come_back() {
    for tag in
        ["loyalty-points", "loyalty-product-points", "loyalty-rewards", "loyalty-earn", "loyalty-cart", "loyalty-collectibles"]
    {
        let mut placed = Placed::new(tag, &[("product", "mug"), ("price", "1999")]).await;
        placed.stage.member().await;
        let (shown, shadow) = (placed.text(), placed.element.shadow_root().unwrap());
        assert!(!shown.is_empty(), "{tag}");
        placed.attach(&[]).await;
        assert_eq!(shadow.child_nodes().length(), 1, "{tag}: a second view beside the first");

        let element = placed.element.clone();
        placed.elements.detach(&element);
        assert_eq!(shadow.child_nodes().length(), 0, "{tag} left something behind");
        placed.stage.set(|state| state.account = Load::Ready(None)).await;
        assert_eq!(shadow.child_nodes().length(), 0, "{tag} follows the state although it is gone");

        placed.stage.member().await;
        placed.attach(&[]).await;
        assert_eq!((placed.text(), shadow.child_nodes().length()), (shown, 1), "{tag}");
    }
}

#[wasm_bindgen_test]
async fn elements_are_apart_from_each_other() {
    let first = Placed::new("loyalty-product-points", &[("product", "mug"), ("price", "1000")]).await;
    let mut elements = Elements::default();
    let others = ["2000", "3000"].map(|price| {
        let element = document().create_element("loyalty-product-points").unwrap();
        element.set_attribute("product", "mug").unwrap();
        element.set_attribute("price", price).unwrap();
        first.stage.with(|| elements.attach(element.clone(), first.stage.store, &first.sheet));
        element
    });
    first.program(example::program()).await;
    let shown = |element: &Element| text(&element.shadow_root().unwrap().first_element_child().unwrap());
    assert_eq!(others.each_ref().map(shown), ["Earn 20 points with this", "Earn 30 points with this"]);
    elements.detach(&others[0]);
    assert_eq!((first.text(), shown(&others[1])), ("Earn 10 points with this".into(), "Earn 30 points with this".into()));
}
