//! The documents of all shops, parsed once a version.

use super::document::Document;
use super::validate::{Mistake, validate};
use crate::error::{Error, Refusal, Result};
use crate::ledger::book::Book;
use crate::store::{Connection, Store, locks, programmes};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

/// A shop's document as it is now.
#[derive(Clone, Debug)]
pub struct Programme {
    /// Counts up with every change.
    pub version: i64,
    /// The document.
    pub document: Document,
}

/// The documents of all shops. Which version is the newest is asked of the database each time, so that a change made
/// by another process is followed at once.
#[derive(Debug, Default)]
pub struct Programmes {
    parsed: RwLock<HashMap<String, Arc<Programme>>>,
    origins: RwLock<(i64, Arc<HashSet<String>>)>,
}

/// Why a document was not applied.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// It is not JSON of the right shape, or breaks a rule. Nothing was changed.
    #[error("the document has {} mistake(s)", .0.len())]
    Mistakes(Vec<Mistake>),
    /// It is right, but could not be stored.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<sqlx::Error> for ApplyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Programmes {
    /// The newest programme of a shop; refused with `unknown_shop` where it has none.
    pub async fn get(&self, connection: &mut Connection, shop: &str) -> Result<Arc<Programme>> {
        let version = programmes::version(connection, shop).await?.ok_or_else(|| Refusal::not_found("unknown_shop"))?;
        let known = self.parsed.read().unwrap_or_else(PoisonError::into_inner).get(shop).cloned();
        if let Some(known) = known.filter(|known| known.version == version) {
            return Ok(known);
        }
        let json = programmes::document(connection, shop, version).await?.ok_or_else(|| Refusal::not_found("unknown_shop"))?;
        let programme = Arc::new(Programme { version, document: serde_json::from_str(&json)? });
        self.parsed.write().unwrap_or_else(PoisonError::into_inner).insert(shop.into(), programme.clone());
        Ok(programme)
    }

    /// The origins that any shop lists. They are kept until a document is published: asking costs one query, however many
    /// shops there are.
    pub async fn origins(&self, connection: &mut Connection) -> Result<Arc<HashSet<String>>> {
        let revision = programmes::revision(connection).await?;
        let (known, origins) = self.origins.read().unwrap_or_else(PoisonError::into_inner).clone();
        if known == revision {
            return Ok(origins);
        }
        let mut origins = HashSet::new();
        for shop in programmes::shops(connection).await? {
            origins.extend(self.get(connection, &shop).await?.document.origins.iter().cloned());
        }
        let origins = Arc::new(origins);
        *self.origins.write().unwrap_or_else(PoisonError::into_inner) = (revision, origins.clone());
        Ok(origins)
    }
}

/// Reads a document, checks it and publishes it. Returns its version.
pub async fn apply(store: &Store, json: &str, now: i64) -> std::result::Result<i64, ApplyError> {
    let document = parse(json).map_err(ApplyError::Mistakes)?;
    publish(store, &document, now).await
}

/// Publishes a document that was checked. Returns its version: the one it has where nothing changed.
pub async fn publish(store: &Store, document: &Document, now: i64) -> std::result::Result<i64, ApplyError> {
    let stored = serde_json::to_string(document).map_err(Error::from)?;
    let mut write = store.write().await?;
    let connection = write.connection();
    locks::shop(connection, &document.shop).await?;
    let current = programmes::version(connection, &document.shop).await?.unwrap_or(0);
    if current > 0 && programmes::document(connection, &document.shop, current).await?.as_ref() == Some(&stored) {
        return Ok(current);
    }
    programmes::insert(connection, &document.shop, current + 1, &stored, now).await?;
    Book::open_programme(connection, &document.shop).await?;
    write.commit().await?;
    Ok(current + 1)
}

/// Reads a document and checks it.
pub fn parse(json: &str) -> std::result::Result<Document, Vec<Mistake>> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let document: Document = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| vec![Mistake { path: error.path().to_string(), sentence: error.inner().to_string() }])?;
    reader.end().map_err(|error| vec![Mistake { path: ".".into(), sentence: error.to_string() }])?;
    let mistakes = validate(&document);
    if mistakes.is_empty() { Ok(document) } else { Err(mistakes) }
}
