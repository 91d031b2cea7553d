//! The panel as a dialog and its tabs: opening, closing, and getting about by keyboard.

use loyalty_widget::features::panel;
use loyalty_widget::mount::Mounted;
use loyalty_widget::session::Tab;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlDialogElement, HtmlElement};

use crate::stage::{Stage, document, settle, step, until};

async fn member(attributes: &[(&str, &str)]) -> (Stage, Mounted) {
    let stage = Stage::new(attributes);
    let panel = stage.show("panel-root", panel::view).await;
    stage.member().await;
    (stage, panel)
}

fn dialog(stage: &Stage) -> HtmlDialogElement {
    stage.find("dialog").unchecked_into()
}

async fn set_open(stage: &Stage, open: bool) {
    stage.store.set_open(open);
    settle().await;
}

/// A button of the shop, as the one that opens the panel.
struct Opener(HtmlElement);

impl Opener {
    fn new() -> Self {
        let button: HtmlElement = document().create_element("button").unwrap().unchecked_into();
        document().body().unwrap().append_child(&button).unwrap();
        button.focus().unwrap();
        Self(button)
    }

    fn has_focus(&self) -> bool {
        document().active_element().as_ref() == Some(self.0.as_ref())
    }
}

impl Drop for Opener {
    fn drop(&mut self) {
        self.0.remove();
    }
}

#[wasm_bindgen_test]
async fn it_opens_on_top_with_focus_inside_and_gives_focus_back() {
    let (stage, _panel) = member(&[]).await;
    let opener = Opener::new();
    assert!(!dialog(&stage).open());
    set_open(&stage, true).await;
    assert!(dialog(&stage).open() && dialog(&stage).matches(":modal").unwrap());
    assert_eq!(dialog(&stage).get_attribute("aria-label").as_deref(), Some("Fernhill Rewards"));
    assert!(stage.shadow.active_element().is_some(), "focus is not in the panel");
    set_open(&stage, false).await;
    assert!(!dialog(&stage).open() && opener.has_focus());
}

#[wasm_bindgen_test]
async fn escape_closes_it() {
    let (stage, _panel) = member(&[]).await;
    let opener = Opener::new();
    set_open(&stage, true).await;
    // What the browser does on Escape, and on Back on Android; a key made by a script does not count for it.
    dialog(&stage).close();
    // Its event is a task of the browser's own, which a busy machine may run late.
    until("the panel to know that it was closed", || !stage.state().open).await;
    assert!(opener.has_focus());
}

#[wasm_bindgen_test]
async fn what_changes_while_it_closes_does_not_open_it_again() {
    let (stage, _panel) = member(&[]).await;
    set_open(&stage, true).await;
    dialog(&stage).close();
    // An answer that comes before the browser has told of the closing: the panel was shown again, and Escape was lost.
    stage.change_account(|account| account.balance.available += 1).await;
    assert!(!dialog(&stage).open());
    until("the panel to know that it was closed", || !stage.state().open).await;
    set_open(&stage, true).await;
    assert!(dialog(&stage).open());
}

#[wasm_bindgen_test]
async fn the_cross_and_a_click_beside_it_close_it_and_a_click_inside_does_not() {
    let (stage, _panel) = member(&[]).await;
    for (selector, open) in [(".hero", true), (".panel", true), (".close", false), ("dialog", false)] {
        set_open(&stage, true).await;
        stage.click(selector).await;
        assert_eq!((stage.state().open, dialog(&stage).open()), (open, open), "after a click on {selector}");
    }
}

#[wasm_bindgen_test]
async fn opened_again_at_once_it_stays_open() {
    let (stage, _panel) = member(&[]).await;
    set_open(&stage, true).await;
    stage.store.set_open(false);
    // The effect has run, and the browser's event about it is still to come.
    while dialog(&stage).open() {
        step().await;
    }
    set_open(&stage, true).await;
    assert!(stage.state().open && dialog(&stage).open());
}

#[wasm_bindgen_test]
async fn tabs_are_one_stop_and_name_their_content() {
    let (stage, _panel) = member(&[]).await;
    let tabs = ["#tab-0", "#tab-1", "#tab-2"].map(|id| stage.find(id));
    let attribute = |name| tabs.each_ref().map(|tab| tab.get_attribute(name).unwrap());
    assert_eq!(attribute("tabindex"), ["0", "-1", "-1"]);
    assert_eq!(attribute("aria-selected"), ["true", "false", "false"]);
    assert_eq!(attribute("aria-controls"), ["tab-content"; 3]);
    stage.click("#tab-1").await;
    assert_eq!(attribute("tabindex"), ["-1", "0", "-1"]);
    assert_eq!(stage.find("[role=tabpanel]").get_attribute("aria-labelledby").as_deref(), Some("tab-1"));
}

/// Presses keys one after the other, from the first tab on, and tells where selection and focus, which are one, went.
async fn walk(locale: &str, keys: &[(&str, &str)]) {
    let (stage, _panel) = member(&[("locale", locale)]).await;
    set_open(&stage, true).await;
    stage.find("#tab-0").focus().unwrap();
    for (key, expected) in keys {
        stage.press(key).await;
        let focused = stage.shadow.active_element().map(|element| element.id());
        let selected = stage.find("[role=tab][aria-selected=true]").id();
        assert_eq!((selected.as_str(), focused.as_deref()), (*expected, Some(*expected)), "after {key} in {locale}");
    }
}

#[wasm_bindgen_test]
async fn arrows_move_along_the_tabs_and_selection_follows() {
    let keys = [("ArrowRight", "tab-1"), ("End", "tab-2"), ("ArrowRight", "tab-0"), ("ArrowLeft", "tab-2"), ("Home", "tab-0")];
    walk("en", &keys).await;
    walk("en", &[("ArrowDown", "tab-0"), ("x", "tab-0")]).await;
}

#[wasm_bindgen_test]
async fn arrows_follow_right_to_left_writing() {
    walk("ar", &[("ArrowLeft", "tab-1"), ("ArrowLeft", "tab-2"), ("ArrowRight", "tab-1"), ("Home", "tab-0")]).await;
}

#[wasm_bindgen_test]
async fn the_view_is_in_the_languages_direction() {
    for (locale, direction) in [("en-GB", "ltr"), ("ar-EG", "rtl")] {
        let (stage, _panel) = member(&[("locale", locale), ("theme", "dark"), ("position", "start")]).await;
        let root = stage.find(".panel-root");
        let attribute = |name| root.get_attribute(name).unwrap_or_default();
        assert_eq!(["dir", "lang", "data-scheme", "data-position"].map(attribute), [direction, locale, "dark", "start"]);
    }
}

#[wasm_bindgen_test]
async fn a_member_who_leaves_while_at_the_activity_finds_the_first_tab() {
    let (stage, _panel) = member(&[]).await;
    stage.set(|state| state.tab = Tab::Activity).await;
    stage.set(|state| state.account = loyalty_widget::session::Load::Ready(None)).await;
    assert_eq!((stage.count("[role=tab]"), stage.find("[aria-selected=true]").id()), (2, "tab-0".into()));
}
