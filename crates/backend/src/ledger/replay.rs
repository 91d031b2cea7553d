//! Playing the log back: the entries alone must come to the balances that are kept.

use super::audit::Finding;
use crate::error::Result;
use crate::store::{Connection, Store, log};

/// Entries read in one go.
const BATCH: i64 = 1_000;

/// Plays every entry back into an empty database, whichever of the two it is, and compares the balances these come to with
/// the ones that are kept. No findings: they are the same. `connection` should see one moment; `empty` is left filled.
pub async fn replay(connection: &mut Connection, empty: &Store) -> Result<Vec<Finding>> {
    let kept = log::accounts(connection).await?;
    let mut write = empty.write().await?;
    for account in &kept {
        log::write_account(write.connection(), account).await?;
    }
    let mut last = i64::MIN;
    loop {
        let entries = log::entries(connection, last, BATCH).await?;
        let Some(end) = entries.last() else { break };
        last = end.id;
        for entry in &entries {
            log::write_entry(write.connection(), entry).await?;
        }
    }
    let replayed = log::accounts(write.connection()).await?;
    write.commit().await?;
    let differ = kept.iter().zip(&replayed).filter(|(kept, replayed)| kept != replayed);
    let rule = "replaying the entries gives the same balances";
    Ok(differ.map(|(kept, _)| Finding { rule, id: kept.id.to_string() }).collect())
}
