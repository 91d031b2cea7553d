//! Cards of products.

use super::{ApiError, Client, encoded};
use wasm_bindgen::JsValue;

impl Client {
    /// `GET /v1/shops/{shop}/products`: a [`loyalty_api::product::ProductList`] of at most 24.
    pub async fn products(&self, ids: &[String]) -> Result<JsValue, ApiError> {
        let ids: Vec<String> = ids.iter().map(|id| ["id=", &encoded(id), "&"].concat()).collect();
        self.of_shop("products", &ids.concat()).await
    }

    /// `GET /v1/shops/{shop}/products/{product}/together`: a [`loyalty_api::product::ProductList`].
    pub async fn together(&self, product: &str) -> Result<JsValue, ApiError> {
        self.of_shop(&["products/", &encoded(product), "/together"].concat(), "").await
    }
}
