//! Places on the ladder of tiers.

use loyalty_api::vip::{Tier, VipProgram};

/// The tier of this id with its place on the ladder, the lowest 0.
pub fn find<'a>(vip: Option<&'a VipProgram>, id: &str) -> Option<(usize, &'a Tier)> {
    vip?.tiers.iter().enumerate().find(|(_, tier)| tier.id == id)
}

/// Whether a member of `own` has what is for `wanted` and the tiers above it. A tier that is not there any more is nobody's.
pub fn includes(vip: Option<&VipProgram>, own: Option<&str>, wanted: &str) -> bool {
    let rank = |id| find(vip, id).map(|(rank, _)| rank);
    match (own.and_then(rank), rank(wanted)) {
        (Some(own), Some(wanted)) => own >= wanted,
        _ => false,
    }
}
