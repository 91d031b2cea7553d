//! A member's link, the ways to send it, and what came of it.

use loyalty_api::program::Program;
use loyalty_api::referral::Referral;
use loyalty_widget::client::ApiError;
use loyalty_widget::features::{panel, referral};
use loyalty_widget::mount::Mounted;
use loyalty_widget::session::Load;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::example;
use crate::stage::{Stage, until};

async fn shown() -> (Stage, Mounted) {
    let stage = Stage::new(&[]);
    let view = stage.show("inline", referral::page).await;
    stage.full_member().await;
    // Being shown, it asks for the rest. Nobody is there to answer.
    until("the failure", || matches!(stage.state().referral, Some(Load::Failed(ApiError::Unreachable)))).await;
    (stage, view)
}

#[wasm_bindgen_test]
async fn both_sides_of_the_offer_are_told() {
    let (stage, _view) = shown().await;
    assert_eq!(
        stage.texts(".side p"),
        ["You get", "500 points", "Your friend gets", "€10 off your first order", "On orders of €30 and more"]
    );
    let mut program = example::full_program();
    program.earning.clear();
    stage.set(|state| state.program = Load::Ready(program)).await;
    assert_eq!(stage.text(".side .title"), "Our thanks", "where no rule says how many");
}

#[wasm_bindgen_test]
async fn the_link_is_there_before_the_rest_is() {
    let (stage, _view) = shown().await;
    stage.set(|state| state.referral = Some(Load::Loading)).await;
    assert_eq!(stage.text(".address"), "shop.example/?lref=ADAGROVE");
    assert_eq!(stage.text(".refer-link .detail"), "Or tell them your code: \u{2068}ADAGROVE\u{2069}");
    assert_eq!((stage.count(".qr"), stage.count(".invitations .loading")), (0, 1));
    let text = "I%20buy%20my%20tea%20here.%20You%20get%20%E2%82%AC10%20off%20your%20first%20order%3A%20";
    let expected = format!("https://wa.me/?text={text}https%3A%2F%2Fshop.example%2F%3Flref%3DADAGROVE");
    assert_eq!(stage.find("a[data-channel=whatsapp]").get_attribute("href"), Some(expected));
}

#[wasm_bindgen_test]
async fn each_channel_is_a_real_link_with_its_own_address() {
    let (stage, _view) = shown().await;
    stage.set(|state| state.referral = Some(Load::Ready(example::referral()))).await;
    let href = |channel: &str| stage.find(&format!("a[data-channel={channel}]")).get_attribute("href").unwrap();
    let text = "I%20buy%20my%20tea%20here.%20You%20get%20%E2%82%AC10%20off%20your%20first%20order";
    let url = |channel: &str| format!("https%3A%2F%2Fshop.example%2F%3Flref%3DADAGROVE{channel}");
    for (channel, expected) in [
        ("whatsapp", format!("https://wa.me/?text={text}%3A%20{}", url(".whatsapp"))),
        ("email", format!("mailto:?subject=Fernhill%20Rewards&body={text}%3A%20{}", url(""))),
        ("sms", format!("sms:?&body={text}%3A%20{}", url(""))),
        ("x", format!("https://x.com/intent/post?text={text}%3A%20{}", url(""))),
        ("facebook", format!("https://www.facebook.com/sharer/sharer.php?u={}", url(""))),
        ("messenger", format!("fb-messenger://share/?link={}", url(""))),
        ("telegram", format!("https://t.me/share/url?url={}&text={text}", url(".telegram"))),
    ] {
        assert_eq!(href(channel), expected);
    }
    assert_eq!(stage.count("a[data-channel][rel=noopener][target=_blank]"), 7);
    assert_eq!(stage.count("[data-channel=link]"), 0, "the link has its own button");
    let native = js_sys::Reflect::has(&web_sys::window().unwrap().navigator(), &"share".into()).unwrap();
    assert_eq!(stage.count("button[data-channel=native]"), u32::from(native), "where the device can");
}

#[wasm_bindgen_test]
async fn a_message_without_a_place_for_the_link_ends_with_it() {
    let (stage, _view) = shown().await;
    let mut program = example::full_program();
    program.referral.iter_mut().for_each(|offer| offer.message = "Come and see".into());
    stage.set(|state| state.program = Load::Ready(program)).await;
    let expected = "sms:?&body=Come%20and%20see%20https%3A%2F%2Fshop.example%2F%3Flref%3DADAGROVE";
    assert_eq!(stage.find("a[data-channel=sms]").get_attribute("href").as_deref(), Some(expected));
}

#[wasm_bindgen_test]
async fn the_qr_code_has_its_quiet_zone_and_a_name() {
    let (stage, _view) = shown().await;
    stage.set(|state| state.referral = Some(Load::Ready(example::referral()))).await;
    let qr = stage.find(".qr");
    let attribute = |name| qr.get_attribute(name).unwrap_or_default();
    assert_eq!(["viewBox", "role", "aria-label"].map(attribute), ["-4 -4 29 29", "img", "QR code of your link"]);
    assert_eq!(stage.find(".qr path:first-child").get_attribute("d").as_deref(), Some("M-4 -4h29v29h-29z"));
    assert_eq!(stage.find(".qr path:last-child").get_attribute("d").as_deref(), Some("M0 0h7v7h-7z"));
}

#[wasm_bindgen_test]
async fn invitations_say_how_far_they_came_and_why_not_further() {
    let (stage, _view) = shown().await;
    stage.set(|state| state.referral = Some(Load::Ready(example::referral()))).await;
    assert_eq!(
        stage.texts(".rows .title"),
        [
            "Sent",
            "Looked at the shop",
            "Took the welcome",
            "Has ordered: your points come on Jun 20, 2030",
            "The shop is having a look",
            "You were both rewarded",
            "Does not count",
            "Time ran out, or the order went back",
        ]
    );
    assert_eq!(stage.texts(".row[data-look=in_review] .detail"), ["You have the same address.", "WhatsApp · Mar 10, 2025"]);
    assert_eq!(stage.texts(".row[data-look=blocked] .detail")[0], "It was your own e-mail address.");
    assert_eq!(stage.texts(".sums dd"), ["2", "1", "1,000 points"]);
}

#[wasm_bindgen_test]
async fn a_reason_of_a_newer_server_is_left_out() {
    let (stage, _view) = shown().await;
    let mut referral = example::referral();
    referral.invitations.iter_mut().for_each(|invitation| invitation.reason = Some("moon_phase".into()));
    stage.set(|state| state.referral = Some(Load::Ready(referral))).await;
    assert_eq!(stage.texts(".row[data-look=blocked] .detail"), ["WhatsApp · Mar 10, 2025"]);
}

#[wasm_bindgen_test]
async fn nobody_invited_yet_failing_and_being_a_guest() {
    let (stage, _view) = shown().await;
    let empty = Referral { invitations: vec![], ..example::referral() };
    stage.set(|state| state.referral = Some(Load::Ready(empty))).await;
    assert_eq!(stage.text(".invitations .state"), "Nobody invited yet. Who would like it here?");
    stage.set(|state| state.referral = Some(Load::Failed(ApiError::Slow))).await;
    assert_eq!(stage.text(".invitations .state-title"), "This did not load");
    assert_eq!(stage.text(".address"), "shop.example/?lref=ADAGROVE", "the link is there all the same");
    stage.set(|state| state.account = Load::Ready(None)).await;
    assert_eq!((stage.count(".address"), stage.count(".side")), (0, 2));
    assert_eq!(stage.text(".refer > .detail"), "Members get a link to share.");
    stage.set(|state| state.program = Load::Ready(Program { referral: None, ..example::full_program() })).await;
    assert_eq!(stage.text(".inline"), "", "a shop without referrals says nothing");
}

#[wasm_bindgen_test]
async fn the_links_are_asked_for_when_the_tab_is_first_shown() {
    let stage = Stage::new(&[]);
    let _panel = stage.show("panel-root", panel::view).await;
    stage.full_member().await;
    assert_eq!(stage.state().referral, None);
    stage.click("#tab-3").await;
    // Nobody is there to answer.
    until("the failure", || matches!(stage.state().referral, Some(Load::Failed(ApiError::Unreachable)))).await;
}
