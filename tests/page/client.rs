//! Asking a server: what is made of answers, good and bad, and of none. The answers are real `Response`s, handed over as
//! the loader hands over those it has asked for; for the rest there is no server at all.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect};
use loyalty_api::page::{ReadError, ToJs};
use loyalty_api::program::Program;
use loyalty_widget::browser::json;
use loyalty_widget::client::{ApiError, Client, read_as};
use loyalty_widget::config::Config;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Response, ResponseInit};

use crate::example;
use crate::stage::{config, promise, step, until};

fn answer(status: u16, body: &str) -> Promise {
    let init = ResponseInit::new();
    init.set_status(status);
    promise(Response::new_with_opt_str_and_init(Some(body), &init).unwrap())
}

/// A client at the server that served this page, which answers every path of the API with 404.
fn at_this_origin(shop: &str) -> Client {
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    let shop = shop.to_owned();
    Client::new(Config::read(|name| (name == "shop").then(|| shop.clone()), &origin).unwrap(), None, None)
}

async fn program(early: Promise) -> Result<Program, ApiError> {
    Client::new(config(&[]), Some(early), None).program().await.and_then(|raw| read_as(&raw))
}

#[wasm_bindgen_test]
async fn an_answer_the_loader_has_asked_for_is_taken_once() {
    let sent = json::stringify(&example::program().to_js());
    let client = Client::new(config(&[]), Some(answer(200, &sent)), None);
    assert_eq!(client.program().await.and_then(|raw| read_as(&raw)), Ok(example::program()));
    assert_eq!(client.program().await, Err(ApiError::Unreachable), "the second time it asks itself, and nobody is there");
}

#[wasm_bindgen_test]
async fn answers_that_are_no_answers_are_told_apart() {
    let unreadable = |path: &str, expected| ApiError::Unreadable(ReadError { path: path.into(), expected });
    for (status, body, expected) in [
        (200, "<html>Welcome to the hotel's network</html>", unreadable("", "JSON")),
        (200, "", unreadable("", "JSON")),
        (200, r#"{"shop":"demo","#, unreadable("", "JSON")),
        (200, "[]", unreadable("shop", "a string")),
        (200, r#"{"shop":"demo"}"#, unreadable("version", "a whole number")),
        (500, "<h1>Internal Server Error</h1>", ApiError::Server),
        (502, "", ApiError::Server),
        (404, "{}", ApiError::Server),
    ] {
        assert_eq!(program(answer(status, body)).await, Err(expected), "{status} {body}");
    }
}

#[wasm_bindgen_test]
async fn a_problem_is_told_by_its_code() {
    let body = r#"{"type":"about:blank","title":"No such shop","status":404,"code":"shop_not_found"}"#;
    let error = program(answer(404, body)).await.unwrap_err();
    assert_eq!(error.code(), "shop_not_found");
    assert!(matches!(error, ApiError::Problem(problem) if problem.status == 404 && problem.detail.is_none()));
}

#[wasm_bindgen_test]
async fn a_failure_of_the_loaders_request_is_tried_again() {
    // Nobody is there for the second attempt either: `Unreachable` is its failure, not the loader's.
    for early in [Promise::reject(&"offline".into()), promise("no response")] {
        assert_eq!(program(early).await, Err(ApiError::Unreachable));
    }
}

#[wasm_bindgen_test]
async fn no_server_is_unreachable_and_a_server_that_is_another_an_error() {
    let nobody = Client::new(config(&[]), None, None);
    assert_eq!(nobody.open_session().await, Err(ApiError::Unreachable));
    assert_eq!(nobody.transactions(Some("a&b")).await, Err(ApiError::Unreachable));
    assert_eq!(nobody.hold("rwd_5", None, None).await, Err(ApiError::Unreachable));
    assert_eq!(at_this_origin("demo").open_session().await, Err(ApiError::Server));
}

#[wasm_bindgen_test]
async fn odd_shops_stay_one_part_of_the_address() {
    let shop = "a/../b?c#d é";
    assert!(at_this_origin(shop).program().await.is_err());
    // The browser's own list of what was asked for.
    let asked = Function::new_no_args("return performance.getEntriesByType('resource').map(entry => entry.name)");
    let expected = "/v1/shops/a%2F..%2Fb%3Fc%23d%20%C3%A9/program?locale=en";
    until("the request in the browser's list", || {
        let names: Array = asked.call0(&JsValue::UNDEFINED).unwrap().into();
        names.iter().filter_map(|name| name.as_string()).any(|name| name.ends_with(expected))
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_shops_token_is_asked_for_with_each_session_and_its_failure_makes_nobody_a_guest() {
    let asked = Function::new_no_args("globalThis.tokensAsked = (globalThis.tokensAsked ?? 0) + 1; throw Error('shop')");
    // Nobody is at this address: a session that was asked for would be `Unreachable`.
    let client = Client::new(config(&[]), None, None);
    client.identify(&asked);
    for expected in [1.0, 2.0] {
        assert_eq!(client.open_session().await, Err(ApiError::Server));
        assert_eq!(Reflect::get(&js_sys::global(), &"tokensAsked".into()).unwrap().as_f64(), Some(expected));
    }
    client.logout();
    assert_eq!(client.open_session().await, Err(ApiError::Unreachable), "a guest's session is asked for");
    let count = Reflect::get(&js_sys::global(), &"tokensAsked".into()).unwrap().as_f64();
    Reflect::delete_property(&js_sys::global().into(), &"tokensAsked".into()).unwrap();
    assert_eq!(count, Some(2.0), "after logout nobody asks for a token");
}

#[wasm_bindgen_test]
async fn requests_on_their_way_end_with_the_widget_and_with_the_shopper() {
    for (name, end) in [("destroy", Client::destroy as fn(&Client)), ("logout", Client::logout)] {
        let client = Rc::new(at_this_origin("demo"));
        let ended: Rc<RefCell<Option<Result<JsValue, ApiError>>>> = Rc::default();
        let (asking, answer) = (client.clone(), ended.clone());
        spawn_local(async move {
            let result = asking.open_session().await;
            answer.replace(Some(result));
        });
        // Far enough for the request to be out, not for an answer: that takes more than the promises that are due.
        for _ in 0..3 {
            step().await;
        }
        assert!(ended.borrow().is_none(), "{name}: answered before it could end");
        end(&client);
        until("the end of the request", || ended.borrow().is_some()).await;
        assert_eq!(*ended.borrow(), Some(Err(ApiError::Gone)), "{name}");
    }
    let gone = at_this_origin("demo");
    gone.destroy();
    assert_eq!(gone.program().await, Err(ApiError::Gone));
}
