//! Quizzes: what is asked, and what shoppers answer.

use super::{ApiError, Client, encoded};
use wasm_bindgen::JsValue;

impl Client {
    /// `GET /v1/shops/{shop}/quizzes/{id}`: a [`loyalty_api::quiz::Quiz`].
    pub async fn quiz(&self, id: &str) -> Result<JsValue, ApiError> {
        self.of_shop(&["quizzes/", &encoded(id)].concat(), "").await
    }

    /// `GET /v1/quizzes/{id}/submissions/{submission}`: a [`loyalty_api::quiz::Submission`].
    pub async fn submission(&self, quiz: &str, id: &str) -> Result<JsValue, ApiError> {
        self.authorised("GET", &submission(quiz, id), None, None).await
    }

    /// `PUT /v1/quizzes/{id}/submissions/{submission}`: all answers so far. A [`loyalty_api::quiz::Submission`].
    pub async fn submit(&self, quiz: &str, id: &str, answers: &JsValue) -> Result<JsValue, ApiError> {
        self.authorised("PUT", &submission(quiz, id), Some(answers), None).await
    }

    /// `GET /v1/me/engagement`: a [`loyalty_api::campaign::Engagement`].
    pub fn engagement(&self) -> impl Future<Output = Result<JsValue, ApiError>> {
        self.authorised("GET", "/me/engagement", None, None)
    }
}

fn submission(quiz: &str, id: &str) -> String {
    ["/quizzes/", &encoded(quiz), "/submissions/", &encoded(id)].concat()
}
