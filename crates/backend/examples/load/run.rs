//! Members to begin with, then many at once for a time.

use crate::mix::Visit;
use crate::shop::{Sample, Shop};
use anyhow::{Context, Result, bail};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// A member with an open session.
#[derive(Clone, Debug)]
struct Member {
    id: String,
    session: String,
}

/// A shop and its members.
#[derive(Debug)]
pub(crate) struct Population {
    shop: Arc<Shop>,
    members: Arc<Vec<Member>>,
}

/// How to load a shop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    /// At one time.
    pub(crate) visitors: usize,
    /// Not measured.
    pub(crate) warm_up: Duration,
    /// After the warm-up.
    pub(crate) measured: Duration,
    /// The same visits in the same order for each visitor.
    pub(crate) seed: u64,
}

/// Orders that a member begins with, out of the return window and worth more than a few rewards.
const ORDERS: usize = 3;

impl Population {
    /// Signs members in and has them buy something, long enough ago for the points to be theirs.
    pub(crate) async fn settle(shop: Shop, count: usize, at_once: usize) -> Result<Self> {
        let shop = Arc::new(shop);
        let mut tasks = JoinSet::new();
        for first in 0..at_once.min(count) {
            let shop = Arc::clone(&shop);
            tasks.spawn(async move {
                let mut members = Vec::new();
                for number in (first..count).step_by(at_once) {
                    members.push(settle_one(&shop, format!("member-{number}")).await?);
                }
                Ok::<_, anyhow::Error>(members)
            });
        }
        let mut members = Vec::new();
        while let Some(settled) = tasks.join_next().await {
            members.extend(settled??);
        }
        Ok(Self { shop, members: Arc::new(members) })
    }

    /// Loads the shop: what was answered in the measured time.
    pub(crate) async fn load(&self, load: Load) -> Result<Vec<Sample>> {
        let from = Instant::now() + load.warm_up;
        let until = from + load.measured;
        let mut visitors = JoinSet::new();
        for number in 0..load.visitors {
            let (shop, members) = (Arc::clone(&self.shop), Arc::clone(&self.members));
            let choice = fastrand::Rng::with_seed(load.seed << 32 | number as u64);
            visitors.spawn(visitor(shop, members, choice, until));
        }
        let mut samples = Vec::new();
        while let Some(seen) = visitors.join_next().await {
            samples.extend(seen?.into_iter().filter(|sample| from <= sample.ended && sample.ended < until));
        }
        Ok(samples)
    }
}

async fn settle_one(shop: &Shop, id: String) -> Result<Member> {
    let (sample, session) = shop.session(&id).await;
    succeeded("signing in", sample)?;
    let session = session.context("the answer is no session")?;
    for _ in 0..ORDERS {
        succeeded("telling of an order", shop.order(&id, 200, 30).await)?;
    }
    Ok(Member { id, session })
}

fn succeeded(what: &str, sample: Sample) -> Result<()> {
    sample.error.map_or(Ok(()), |error| bail!("{what}: {error}"))
}

/// One visit after the other, each by any member.
async fn visitor(shop: Arc<Shop>, members: Arc<Vec<Member>>, mut choice: fastrand::Rng, until: Instant) -> Vec<Sample> {
    let mut samples = Vec::new();
    while Instant::now() < until {
        let member = &members[choice.usize(..members.len())];
        match Visit::pick(choice.u32(..100)) {
            Visit::Bootstrap => {
                let (programme, (session, _)) = tokio::join!(shop.programme(), shop.session(&member.id));
                samples.extend([programme, session]);
            }
            Visit::History => samples.push(shop.history(&member.session).await),
            Visit::Redeem => {
                let (redeemed, id) = shop.redeem(&member.session).await;
                samples.push(redeemed);
                if let Some(id) = id {
                    samples.push(shop.undo(&member.session, &id).await);
                }
            }
            Visit::Order => samples.push(shop.order(&member.id, choice.i64(5..150), 0).await),
        }
    }
    samples
}
