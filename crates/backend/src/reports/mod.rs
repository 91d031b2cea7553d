//! Reports: what the programme did over some days, in numbers.
//!
//! # Layout
//! - [`Days`]: the time of a report. [`build`]: its numbers. [`csv`]: as a table for spreadsheets.

pub mod csv;
mod days;
mod experiments;
mod quizzes;
mod rows;

pub use days::Days;

use crate::error::{Refusal, Result};
use crate::programme::Programme;
use crate::store::Connection;
use loyalty_api::report::Report;

/// Builds the report of this name; refused with `unknown_report` where there is none.
pub async fn build(connection: &mut Connection, programme: &Programme, name: &str, days: &Days) -> Result<Report> {
    let (from, to) = (days.first(), days.last());
    Ok(match name {
        "members" => Report::Members { rows: rows::members(connection, programme, days).await?, from, to },
        "issuance" => Report::Issuance { rows: rows::issuance(connection, programme, days).await?, from, to },
        "redemptions" => Report::Redemptions {
            rows: rows::redemptions(connection, programme, days).await?,
            breakage: rows::breakage(connection, programme, days).await?,
            from,
            to,
        },
        "liability" => Report::Liability { rows: rows::liability(connection, programme, days).await?, from, to },
        "tiers" => Report::Tiers { rows: rows::tiers(connection, programme, days).await?, from, to },
        "referrals" => Report::Referrals { rows: rows::referrals(connection, programme, days).await?, from, to },
        "campaigns" => Report::Campaigns { rows: experiments::campaigns(connection, programme, days).await?, from, to },
        "experiments" => {
            let (rows, checks) = experiments::experiments(connection, programme, days).await?;
            Report::Experiments { rows, checks, from, to }
        }
        "quizzes" => Report::Quizzes { rows: quizzes::quizzes(connection, programme, days).await?, from, to },
        "customers" => Report::Customers { rows: rows::customers(connection, programme, days).await?, from, to },
        _ => return Err(Refusal::not_found("unknown_report").field("name").into()),
    })
}
