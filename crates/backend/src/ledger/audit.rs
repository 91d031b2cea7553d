//! Whether everything adds up.

use super::replay::replay;
use crate::error::Result;
use crate::programme::Programmes;
use crate::store::{Connection, Store, checks};

/// A rule that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule, as a sentence.
    pub rule: &'static str,
    /// The id of something that breaks it.
    pub id: String,
}

/// Checks a database as of one moment: every rule of the ledger, and that its entries alone come to its balances. No
/// findings: all of it holds.
pub async fn check(store: &Store, programmes: &Programmes) -> anyhow::Result<Vec<Finding>> {
    let mut moment = store.snapshot().await?;
    let mut findings = audit(&mut moment, programmes).await?;
    findings.extend(replay(&mut moment, &Store::open("sqlite::memory:").await?).await?);
    Ok(findings)
}

/// Checks every rule of the ledger. No findings: all of them hold.
pub async fn audit(connection: &mut Connection, programmes: &Programmes) -> Result<Vec<Finding>> {
    let mut findings: Vec<Finding> =
        checks::broken(connection).await?.into_iter().map(|(rule, id)| Finding { rule, id }).collect();
    for (shop, id, _) in checks::debts(connection).await? {
        if !programmes.get(connection, &shop).await?.document.allow_debt {
            findings.push(Finding { rule: "available points are below zero only where the shop allows it", id });
        }
    }
    Ok(findings)
}
