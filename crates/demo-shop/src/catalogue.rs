//! What the shop sells. `static/shop/products.json` is the one source: the page shows it, this prices by it.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::Path;

/// Everything the shop sells.
#[derive(Clone, Debug, Deserialize)]
pub struct Catalogue {
    /// ISO 4217.
    pub currency: String,
    /// What sending an order costs, minor units.
    pub shipping: i64,
    /// In the order of the shop window.
    pub products: Vec<Product>,
}

/// One product; its names and stories are the page's business.
#[derive(Clone, Debug, Deserialize)]
pub struct Product {
    /// Also its address: `/products/{id}`.
    pub id: String,
    /// Minor units.
    pub price: i64,
    /// How many there are when the shop opens.
    pub stock: i64,
    /// Ids of the collections it is in.
    pub collections: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
}

impl Catalogue {
    /// Reads it.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("reading the catalogue {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("the catalogue {} is not as it should be", path.display()))
    }

    /// The product of this id.
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shops_own_catalogue_can_be_sold() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/shop/products.json");
        let catalogue = Catalogue::read(&path).unwrap();
        assert!(catalogue.products.iter().all(|product| product.price > 0 && product.stock >= 0));
        let mut ids: Vec<&str> = catalogue.products.iter().map(|product| product.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), catalogue.products.len(), "two products share an id");
    }

    #[test]
    fn the_programme_recommends_what_the_shop_sells() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let catalogue = Catalogue::read(&root.join("static/shop/products.json")).unwrap();
        let programme = std::fs::read_to_string(root.join("crates/backend/examples/demo-shop.json")).unwrap();
        let programme: serde_json::Value = serde_json::from_str(&programme).unwrap();
        let told: Vec<serde_json::Value> = programme["products"].as_array().unwrap().clone();
        assert_eq!(told.len(), catalogue.products.len());
        for (told, product) in told.iter().zip(&catalogue.products) {
            assert_eq!((&told["id"], &told["price"]), (&product.id.clone().into(), &product.price.into()));
            let lists = (&told["collections"], &told["tags"]);
            assert_eq!(lists, (&product.collections.clone().into(), &product.tags.clone().into()), "{}", product.id);
            assert_eq!(told["url"]["en"], format!("/products/{}", product.id));
        }
    }
}
