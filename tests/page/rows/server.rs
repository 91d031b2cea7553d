//! A server inside the page: it takes the place of `fetch`, and has products and shoppers.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Promise, Reflect};
use loyalty_api::account::{Account, Customer};
use loyalty_api::page::{FromJs, ToJs, new_object};
use loyalty_api::product::{Product, ProductList};
use loyalty_api::session::{Session, SessionRequest};
use loyalty_widget::browser::json;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Request, Response, ResponseInit};

use crate::example;

/// In the place of `fetch` until it is dropped.
pub(super) struct Server {
    books: Rc<RefCell<Books>>,
    fetch: JsValue,
    _callback: Closure<dyn Fn(Request) -> Promise>,
}

#[derive(Default)]
struct Books {
    /// Products are not told.
    fails: bool,
    /// What was asked about products: the address after `/products`, and the caller's session, which there must not be.
    asked: Vec<(String, Option<String>)>,
}

impl Server {
    pub(super) fn new() -> Self {
        let books = Rc::<RefCell<Books>>::default();
        let held = books.clone();
        let callback = Closure::<dyn Fn(Request) -> Promise>::new(move |request: Request| {
            let books = held.clone();
            future_to_promise(async move { Ok(answer(&books, request).await.into()) })
        });
        let window = js_sys::global();
        let fetch = Reflect::get(&window, &"fetch".into()).unwrap();
        Reflect::set(&window, &"fetch".into(), callback.as_ref()).unwrap();
        Self { books, fetch, _callback: callback }
    }

    /// From now on products are not told, or they are.
    pub(super) fn fail(&self, fails: bool) {
        self.books.borrow_mut().fails = fails;
    }

    /// What was asked about products since this was called last.
    pub(super) fn asked(&self) -> Vec<(String, Option<String>)> {
        std::mem::take(&mut self.books.borrow_mut().asked)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        Reflect::set(&js_sys::global(), &"fetch".into(), &self.fetch).unwrap();
    }
}

fn respond(status: u16, body: &JsValue) -> Response {
    let init = ResponseInit::new();
    init.set_status(status);
    Response::new_with_opt_str_and_init(Some(&json::stringify(body)), &init).unwrap()
}

async fn answer(books: &RefCell<Books>, request: Request) -> Response {
    let url = request.url();
    if url.ends_with("/v1/sessions") {
        let body = JsFuture::from(request.text().unwrap()).await.unwrap().as_string().unwrap();
        let token = SessionRequest::from_js(&json::parse(&body).unwrap()).unwrap().token;
        return respond(200, &session(token).to_js());
    }
    if url.contains("/program?") {
        return respond(200, &example::program().to_js());
    }
    let Some((_, asked)) = url.split_once("/products") else { return respond(404, &new_object()) };
    books.borrow_mut().asked.push((asked.into(), request.headers().get("authorization").unwrap()));
    if books.borrow().fails {
        return respond(503, &new_object());
    }
    let ids: Vec<&str> = match asked.strip_prefix('?') {
        Some(query) => query.split('&').filter_map(|pair| pair.strip_prefix("id=")).collect(),
        None if asked.starts_with("/mug/together") => vec!["tray", "plate"],
        None => vec![],
    };
    let items = ids.into_iter().filter(|id| *id != "sold-out").map(product).collect();
    respond(200, &ProductList { items }.to_js())
}

/// A guest's, or that of the member whose id is the token.
fn session(token: Option<String>) -> Session {
    let account = token.map(|id| {
        let account = example::account();
        Account { customer: Customer { id, ..account.customer }, ..account }
    });
    Session { token: "ses".into(), expires_at: "2030-01-01T00:00:00Z".into(), account }
}

fn product(id: &str) -> Product {
    Product {
        id: id.into(),
        title: id.to_uppercase(),
        url: ["/products/", id].concat(),
        image: Some(["/art/", id, ".svg"].concat()),
        price: 1999,
        collections: vec![],
        tags: vec![],
        available: true,
    }
}
