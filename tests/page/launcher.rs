//! The launcher: the loader's own button, kept up to date.

use loyalty_api::program::{Program, Theme};
use loyalty_widget::client::ApiError;
use loyalty_widget::features::{launcher, panel};
use loyalty_widget::mount::Mounted;
use loyalty_widget::session::Load;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::example;
use crate::stage::{Stage, document, settle};

/// A launcher as the loader paints it, and the panel, which sets up what runs effects.
async fn adopted(attributes: &[(&str, &str)]) -> (Stage, HtmlElement, Mounted) {
    let stage = Stage::new(attributes);
    let panel = stage.show("panel-root", panel::view).await;
    let button: HtmlElement = document().create_element("button").unwrap().unchecked_into();
    button.set_text_content(Some("as painted"));
    stage.shadow.append_child(&button).unwrap();
    stage.with(|| launcher::adopt(&button, stage.store));
    settle().await;
    (stage, button, panel)
}

fn attribute(button: &HtmlElement, name: &str) -> String {
    button.get_attribute(name).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn what_was_painted_stays_until_more_is_known() {
    let (stage, button, _panel) = adopted(&[("locale", "ar"), ("position", "start"), ("theme", "light")]).await;
    assert_eq!(button.text_content().as_deref(), Some("as painted"));
    let adopted = ["aria-haspopup", "aria-expanded", "dir", "data-position", "data-scheme"].map(|name| attribute(&button, name));
    assert_eq!(adopted, ["dialog", "false", "rtl", "start", "light"]);
    stage.set(|state| (state.program, state.account) = (Load::Ready(example::program()), Load::Failed(ApiError::Server))).await;
    assert_eq!(button.text_content().as_deref(), Some("as painted"));
}

#[wasm_bindgen_test]
async fn it_shows_a_members_points_and_a_guest_the_label() {
    let (stage, button, _panel) = adopted(&[]).await;
    stage.member().await;
    assert_eq!(button.text_content().as_deref(), Some("240 points"));
    assert_eq!(attribute(&button, "aria-label"), "Open Fernhill Rewards: 240 points");
    stage.change_account(|account| account.balance.available = 1).await;
    assert_eq!(button.text_content().as_deref(), Some("1 point"));
    stage.set(|state| state.account = Load::Ready(None)).await;
    assert_eq!(button.text_content().as_deref(), Some("Rewards"));
    assert_eq!(attribute(&button, "aria-label"), "Rewards: Fernhill Rewards");
}

/// WebKit drops a click where the text node under the pointer was replaced between press and release.
#[wasm_bindgen_test]
async fn its_text_changes_in_the_text_node_the_loader_made() {
    let (stage, button, _panel) = adopted(&[]).await;
    let painted = button.first_child();
    stage.member().await;
    assert_eq!(button.text_content().as_deref(), Some("240 points"));
    assert_eq!(button.first_child(), painted);
}

#[wasm_bindgen_test]
async fn a_guests_label_is_the_merchants() {
    let (stage, button, _panel) = adopted(&[("label", "Collect leaves")]).await;
    stage.set(|state| (state.program, state.account) = (Load::Ready(example::program()), Load::Ready(None))).await;
    assert_eq!(button.text_content().as_deref(), Some("Collect leaves"));
}

#[wasm_bindgen_test]
async fn it_says_whether_the_panel_is_open() {
    let (stage, button, _panel) = adopted(&[]).await;
    for open in [true, false] {
        stage.store.set_open(open);
        settle().await;
        assert_eq!(attribute(&button, "aria-expanded"), open.to_string());
    }
}

#[wasm_bindgen_test]
async fn points_have_the_merchants_name() {
    let (stage, button, _panel) = adopted(&[]).await;
    stage.member().await;
    let program = Program { points_name: Some(example::leaves()), ..example::program() };
    stage.set(|state| state.program = Load::Ready(program)).await;
    assert_eq!(button.text_content().as_deref(), Some("240 leaves"));
}

#[wasm_bindgen_test]
async fn the_merchants_look_is_taken_where_it_makes_sense() {
    let (stage, button, _panel) = adopted(&[]).await;
    stage.member().await;
    let property = |name: &str| button.style().get_property_value(name).unwrap();
    let look = ["--brand-light", "--on-brand-light", "--brand-dark", "--on-brand-dark", "--radius", "--font"];
    assert_eq!(look.map(property), ["#1f5f4a", "#fff", "#7cc9a8", "#111", "8px", "Georgia, serif"]);

    let (stage, button, _panel) = adopted(&[]).await;
    let odd = Theme { accent: Some("red; } * { display: none".into()), accent_dark: None, radius: Some(900), font: None };
    stage.member().await;
    stage.set(|state| state.program = Load::Ready(Program { theme: Some(odd), ..example::program() })).await;
    let property = |name: &str| button.style().get_property_value(name).unwrap();
    assert_eq!(property("--radius"), "24px");
    assert!(!property("--brand-light").contains("none"), "{}", property("--brand-light"));
}
