//! Rows of products: what was bought with one, and what the shopper looked at.
//!
//! What the shopper looked at is known to the page, and to the device of a shopper who agreed to that. The server is asked for the
//! cards of these products like for any others: it is not told who asks.
//!
//! # Layout
//! - `viewed`: what the shopper looked at, as data.

mod viewed;

use super::snapshot::viewed_key;
use super::{Services, Store, report, spawn};
use crate::browser::storage;
use crate::client::read_as;
use loyalty_api::product::{Product, ProductList};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use viewed::Viewed;

/// A row where it stands in the page.
#[derive(Debug, Default)]
pub struct Spot {
    /// Which row: `recent` or `together`.
    pub row: String,
    /// The product that the page is about; nothing in it where it is about none.
    pub product: String,
    /// The product was noted as looked at: once for each time that the row comes into the page.
    noted: Cell<bool>,
}

impl Spot {
    /// A row that came into the page.
    pub fn new(row: String, product: String) -> Self {
        Self { row, product, noted: Cell::default() }
    }
}

/// What is known of all rows.
#[derive(Debug, Default)]
struct Rows {
    viewed: Viewed,
    /// The device keeps what is in `viewed`.
    kept: bool,
    /// What was asked for, and what came.
    answers: Vec<(Asked, Answer)>,
}

/// What the server is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    Products(Vec<String>),
    Together(String),
}

#[derive(Debug)]
enum Answer {
    Awaited,
    Here(Rc<Vec<Product>>),
    Failed,
}

impl Store {
    /// The products of a row; none where they are not there yet, or there are none.
    pub fn row(self, spot: &Spot) -> Rc<Vec<Product>> {
        let found = self.rows().and_then(|rows| rows.borrow().find(spot));
        found.unwrap_or_default()
    }

    /// Notes that the shopper looks at the product, and asks for what is missing. Called whenever something has changed.
    pub fn tend_row(self, spot: &Spot) {
        let (Some(services), Some(rows)) = (self.services(), self.rows()) else { return };
        // Before it is known who looks, nothing is read from the device and nothing written.
        let known = self.peek(|state, _| state.account.value().is_some()) == Some(true);
        let member = self.member_id();
        let (changed, missing) = {
            let mut rows = rows.borrow_mut();
            let mut changed = !spot.noted.replace(true) && rows.arrive(&spot.product);
            if known {
                changed |= rows.keep(&services, &member);
            }
            (changed, rows.missing(spot))
        };
        if let Some(asked) = missing {
            self.load_row(asked);
        }
        if changed {
            self.change(|_| {});
        }
    }

    fn load_row(self, asked: Asked) {
        let Some(services) = self.services() else { return };
        spawn(async move {
            let answer = match &asked {
                Asked::Products(ids) => services.client.products(ids).await,
                Asked::Together(product) => services.client.together(product).await,
            };
            let answer = answer.and_then(|raw| read_as::<ProductList>(&raw));
            if let Err(error) = &answer {
                report(error);
            }
            // Meanwhile all of it may have been forgotten.
            if let Some(rows) = self.rows()
                && let Some((_, place)) = rows.borrow_mut().answers.iter_mut().find(|(known, _)| *known == asked)
            {
                *place = answer.map_or(Answer::Failed, |list| Answer::Here(Rc::new(list.items)));
            }
            self.change(|_| {});
        });
    }

    /// They are no part of the state, whose type the main module has to know; but whoever reads the state follows their changes
    /// too.
    fn rows(self) -> Option<Rc<RefCell<Rows>>> {
        self.services()?.rows.get()
    }
}

impl Rows {
    /// A row came into the page. Whether that changes what was looked at.
    fn arrive(&mut self, product: &str) -> bool {
        // What could not be had may be there by now.
        self.answers.retain(|(_, answer)| !matches!(answer, Answer::Failed));
        let new = self.viewed.note(product);
        self.kept &= !new;
        new
    }

    /// Has the device keep what was looked at, if the shopper agreed to that, and takes up what it kept. Whether that changes what
    /// was looked at.
    fn keep(&mut self, services: &Services, member: &str) -> bool {
        let mut changed = self.viewed.belong(member);
        self.kept &= !changed && services.consent.get();
        if services.consent.get() && !self.kept {
            self.kept = true;
            let key = viewed_key(&services.config.shop);
            changed |= self.viewed.follow(Viewed::read(&storage::read(&key).unwrap_or_default()));
            match self.viewed.write() {
                Some(text) => storage::write(&key, &text),
                None => storage::remove(&key),
            }
        }
        changed
    }

    fn asked(&self, spot: &Spot) -> Option<Asked> {
        match &*spot.row {
            "recent" => {
                Some(Asked::Products(self.viewed.without(&spot.product))).filter(|asked| *asked != Asked::Products(vec![]))
            }
            "together" if !spot.product.is_empty() => Some(Asked::Together(spot.product.clone())),
            _ => None,
        }
    }

    fn find(&self, spot: &Spot) -> Option<Rc<Vec<Product>>> {
        let asked = self.asked(spot)?;
        self.answers.iter().find(|(known, _)| *known == asked).and_then(|(_, answer)| match answer {
            Answer::Here(products) => Some(products.clone()),
            Answer::Awaited | Answer::Failed => None,
        })
    }

    /// What is to be asked for, noted as asked for.
    fn missing(&mut self, spot: &Spot) -> Option<Asked> {
        let asked = self.asked(spot).filter(|asked| self.answers.iter().all(|(known, _)| known != asked))?;
        self.answers.push((asked.clone(), Answer::Awaited));
        Some(asked)
    }
}
