//! A member's history, as far as tiers follow from it.

use crate::error::Result;
use crate::programme::Programme;
use crate::programme::document::{TierOffer, Vip};
use crate::store::{Connection, contributions, customers::CustomerRow};
use crate::time::DAY_MS;
use crate::zone::Zone;
use loyalty_api::program::EarningKind;
use loyalty_api::vip::{TierBasis, TierWindow};
use loyalty_rules::vip::{Contribution, History, Span, Standing, Window, standing, tier_before};

/// What a member's tier follows from.
#[derive(Clone, Debug)]
pub struct Record<'a> {
    vip: &'a Vip,
    thresholds: Vec<i64>,
    years: Vec<Span>,
    contributions: Vec<Contribution>,
    joined: i64,
}

impl<'a> Record<'a> {
    /// Reads what is known at `now`; nothing where the programme has no tiers.
    pub async fn read(
        connection: &mut Connection,
        programme: &'a Programme,
        customer: &CustomerRow,
        now: i64,
    ) -> Result<Option<Self>> {
        let document = &programme.document;
        let Some(vip) = &document.vip else { return Ok(None) };
        let rows = match vip.basis {
            TierBasis::Points => contributions::points(connection, &customer.id).await?,
            TierBasis::Spend => contributions::spend(connection, &customer.id).await?,
            TierBasis::Orders => contributions::orders(connection, &customer.id).await?,
            TierBasis::Referrals => match document.earning.iter().find(|rule| rule.kind == EarningKind::Referral) {
                Some(rule) => contributions::referrals(connection, &customer.id, &rule.id).await?,
                None => Vec::new(),
            },
        };
        let joined = customer.joined_at.min(now);
        let years = match vip.window {
            TierWindow::Calendar => Zone::of(document).calendar_years(joined, now),
            TierWindow::Anniversary => Zone::of(document).anniversary_years(joined, now),
            TierWindow::Rolling | TierWindow::Lifetime => Vec::new(),
        };
        Ok(Some(Self {
            vip,
            thresholds: vip.tiers.iter().map(|tier| tier.threshold).collect(),
            years,
            contributions: rows.into_iter().map(|(at, amount)| Contribution { at, amount }).collect(),
            joined,
        }))
    }

    /// Where the member stands at `now`, as far as is known.
    pub fn standing(&self, now: i64) -> Standing {
        standing(&self.history(), now)
    }

    /// The tier at `now`, and its place on the ladder.
    pub fn tier(&self, now: i64) -> Option<(usize, &'a TierOffer)> {
        self.place(self.standing(now).tier)
    }

    /// The tier that an order paid at this time is rewarded by: it does not count for itself.
    pub fn tier_before(&self, paid_at: i64) -> Option<&'a TierOffer> {
        self.place(tier_before(&self.history(), paid_at)).map(|(_, tier)| tier)
    }

    /// The tier at a place on the ladder.
    pub fn place(&self, place: Option<usize>) -> Option<(usize, &'a TierOffer)> {
        place.and_then(|place| self.vip.tiers.get(place).map(|tier| (place, tier)))
    }

    /// The place of the tier of this id, where the programme still has it.
    pub fn rank(&self, id: &str) -> Option<usize> {
        self.vip.tiers.iter().position(|tier| tier.id == id)
    }

    /// Whether the member has at `now` what is for the tier of this id and those above it. A tier that is gone is nobody's.
    pub fn includes(&self, id: &str, now: i64) -> bool {
        let held = self.tier(now).map(|(place, _)| place);
        self.rank(id).is_some_and(|rank| held.is_some_and(|held| held >= rank))
    }

    fn history(&self) -> History<'_> {
        let window = match self.vip.window {
            TierWindow::Lifetime => Window::Lifetime,
            TierWindow::Rolling => Window::Rolling { ms: self.vip.days.unwrap_or(1).saturating_mul(DAY_MS) },
            TierWindow::Calendar | TierWindow::Anniversary => Window::Yearly(&self.years),
        };
        History {
            thresholds: &self.thresholds,
            window,
            grace_ms: self.vip.grace_days.saturating_mul(DAY_MS),
            joined: self.joined,
            contributions: &self.contributions,
        }
    }
}
