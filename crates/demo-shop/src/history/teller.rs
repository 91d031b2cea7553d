//! Lives through the plan: moves the backend's clock to each hour and does what was done in it.

use super::deed::{Act, Deed, Referred, Trust, Wish};
use super::plan::plan;
use crate::catalogue::Catalogue;
use crate::household;
use crate::loyalty::Loyalty;
use crate::order::{self, Order};
use crate::regulars::PAST;
use crate::shopper::{self, Shopper};
use crate::visitor::Visitor;
use anyhow::{Context, Result, ensure};
use jiff::{SignedDuration, Timestamp, Unit};
use loyalty_api::account::{Account, RuleStatus};
use loyalty_api::merchant::{Adjustment, MemberAction};
use loyalty_api::order::OrderEventKind;
use loyalty_api::profile::ProfileChange;
use loyalty_api::program::{EarningKind, Program, Reward, RewardValue};
use loyalty_api::redemption::Redemption;
use loyalty_api::referral::Channel;
use std::collections::HashMap;
use std::net::Ipv4Addr;

/// Tells a backend whose clock stands in the past everything since, up to now. `progress` hears the day, and of how many.
/// Gives the members' orders, for the shop's own book.
///
/// # Errors
/// If the backend's clock cannot be moved or does not stand in the past, and if the backend refuses something.
pub async fn tell(loyalty: &Loyalty, catalogue: &Catalogue, mut progress: impl FnMut(i64, i64)) -> Result<Vec<Order>> {
    let begin = loyalty.time().await?.context("this backend's clock cannot be moved")?;
    let now = Timestamp::now();
    let days = now.duration_since(begin).as_hours() / 24;
    ensure!(days > 30, "the backend's clock must begin at least a month ago, not at {begin}");
    let program = loyalty.program().await?;
    let mut teller = Teller { loyalty, catalogue, program, begin, orders: HashMap::new() };
    teller.before(days).await?;
    let mut hour = -1;
    for (index, deed) in plan(catalogue, days).into_iter().enumerate() {
        if deed.hour != hour {
            hour = deed.hour;
            let then = begin + SignedDuration::from_hours(hour);
            // The clock goes on while a history is told: an hour may have come by itself.
            if loyalty.now() < then {
                loyalty.advance_to(then).await?;
            }
            progress(hour / 24, days);
        }
        let told = teller.act(index, &deed).await;
        told.with_context(|| format!("hour {}, {}: {:?}", deed.hour, deed.who.map_or("a guest", |who| who.id), deed.act))?;
    }
    loyalty.advance_to(Timestamp::now()).await?;
    progress(days, days);
    let mut orders: Vec<Order> = teller.orders.into_values().collect();
    orders.sort_by(|a, b| a.paid_at.cmp(&b.paid_at));
    Ok(orders)
}

struct Teller<'a> {
    loyalty: &'a Loyalty,
    catalogue: &'a Catalogue,
    program: Program,
    begin: Timestamp,
    orders: HashMap<String, Order>,
}

impl Teller<'_> {
    /// What was bought before the history begins: the shop tells late, and the programme takes it as of its day.
    async fn before(&mut self, days: i64) -> Result<()> {
        for past in PAST.iter().filter(|past| past.days_ago >= days) {
            let items: Vec<(String, i64)> = past.items.iter().map(|(id, quantity)| ((*id).to_owned(), *quantity)).collect();
            let paid_at = self.begin + SignedDuration::from_hours((days - past.days_ago) * 24);
            self.place(past.id, shopper::find(past.customer), &items, None, paid_at).await?;
        }
        Ok(())
    }

    async fn act(&mut self, index: usize, deed: &Deed) -> Result<()> {
        let Deed { who, act, .. } = deed;
        if let (None, Act::Buy { order, items, .. }) = (who, act) {
            return self.place(order, None, items, None, self.loyalty.now()).await;
        }
        let who = who.context("guests only buy")?;
        let visit = async || {
            let visitor = Visitor::open(self.loyalty, Some(who), home(who), format!("history-{index}")).await?;
            visitor.look_around().await?;
            anyhow::Ok(visitor)
        };
        match act {
            Act::Join => visit().await.map(drop),
            Act::Earn(trust) => self.earn(&visit().await?, *trust).await,
            Act::TellBirthday(day) => {
                let change = ProfileChange { birthday: Some(day.clone()), newsletter: None, celebrated: None };
                visit().await?.tell(&change).await
            }
            Act::Buy { order, items, with } => {
                let code = match with {
                    Some(wish) => self.redeem(&visit().await?, *wish, Some(self.goods(items))).await?,
                    None => None,
                };
                self.place(order, Some(who), items, code.as_ref(), self.loyalty.now()).await
            }
            Act::Return { order, lines } => {
                let order = self.orders.get_mut(order).context("there is no such order")?;
                // What was called off before cannot come back as well.
                for line in lines.iter().filter(|_| !order.cancelled) {
                    order.lines.get_mut(*line).context("there is no such line")?.returned = true;
                }
                tell_of(self.loyalty, self.catalogue, order, OrderEventKind::Refunded).await
            }
            Act::Cancel { order } => {
                let order = self.orders.get_mut(order).context("there is no such order")?;
                order.cancelled = true;
                tell_of(self.loyalty, self.catalogue, order, OrderEventKind::Cancelled).await
            }
            Act::ChangeMind => {
                let visitor = visit().await?;
                match self.redeem(&visitor, Wish::Shipping, None).await? {
                    Some(held) => visitor.undo(&held.id).await,
                    None => Ok(()),
                }
            }
            Act::Forget => self.redeem(&visit().await?, Wish::Shipping, None).await.map(drop),
            Act::Take(wish) => self.redeem(&visit().await?, *wish, None).await.map(drop),
            Act::Review { number } => self.review(&visit().await?, who, number).await,
            Act::Adjust { points, reason } => {
                visit().await?;
                let adjustment = Adjustment { points: *points, reason: (*reason).to_owned() };
                self.loyalty.adjust(who.id, &adjustment, &format!("history-{index}")).await.map(drop)
            }
            Act::Share(channel) => visit().await?.share(*channel).await,
            Act::Refer(refer) => self.refer(index, &visit().await?, refer).await,
            Act::Answer { quiz, submission, answers } => visit().await?.answer(quiz, submission, answers).await,
        }
    }

    async fn earn(&self, visitor: &Visitor<'_>, trust: Trust) -> Result<()> {
        let kind = match trust {
            Trust::Visit => EarningKind::Visit,
            Trust::Streak => EarningKind::Streak,
            Trust::Follow => EarningKind::Follow,
            Trust::Share => EarningKind::Share,
            Trust::Newsletter => EarningKind::Newsletter,
        };
        match self.rule(visitor.account.as_ref(), kind) {
            Some(rule) => visitor.act(rule, (trust == Trust::Newsletter).then_some(true)).await,
            None => Ok(()),
        }
    }

    /// The first rule of a kind that the member can do now.
    fn rule(&self, account: Option<&Account>, kind: EarningKind) -> Option<&str> {
        let can = |id: &str| {
            let state = account?.earning.iter().find(|state| state.rule == id)?;
            (state.status == RuleStatus::Available).then_some(())
        };
        let rules = self.program.earning.iter().filter(|rule| rule.kind == kind);
        rules.map(|rule| rule.id.as_str()).find(|id| can(id).is_some())
    }

    async fn review(&self, visitor: &Visitor<'_>, who: &Shopper, number: &str) -> Result<()> {
        let Some(rule) = self.rule(visitor.account.as_ref(), EarningKind::Review) else { return Ok(()) };
        let action = MemberAction { customer: who.id.into(), rule: rule.into(), event: number.into() };
        self.loyalty.act(&action).await.map(drop)
    }

    /// Takes the first reward of a kind that the member can have, for a cart of `goods` if there is one.
    async fn redeem(&self, visitor: &Visitor<'_>, wish: Wish, goods: Option<i64>) -> Result<Option<Redemption>> {
        let Some(account) = &visitor.account else { return Ok(None) };
        let tier = account.vip.as_ref().and_then(|vip| vip.tier.as_deref());
        let available = account.balance.available;
        let price = |reward: &Reward| loyalty_rules::redeem::price(reward, tier);
        let fits = |reward: &&Reward| {
            is(&reward.value, wish)
                && reward.tier.is_none()
                && price(reward) <= available
                && goods.is_none_or(|goods| reward.minimum_order.unwrap_or(0) <= goods)
        };
        let Some(reward) = self.program.rewards.iter().find(fits) else { return Ok(None) };
        let points = match &reward.value {
            // Half of what there is, in whole steps.
            RewardValue::Variable { step, maximum, .. } => Some((available / 2 / step * step).clamp(reward.points, *maximum)),
            _ => None,
        };
        visitor.redeem(&reward.id, points).await
    }

    fn goods(&self, items: &[(String, i64)]) -> i64 {
        let amount = |(id, quantity): &(String, i64)| self.catalogue.product(id).map_or(0, |product| product.price * quantity);
        items.iter().map(amount).sum()
    }

    /// A member's link goes to a friend, who takes the offer and buys, or only looks.
    async fn refer(&mut self, index: usize, member: &Visitor<'_>, refer: &Referred) -> Result<()> {
        let Referred { channel, friend, email, order, items } = refer;
        let referral = member.referral().await?;
        member.share(*channel).await?;
        let at = friend.map_or(Ipv4Addr::new(198, 51, 100, 77), home);
        let guest = Visitor::open(self.loyalty, None, at, format!("history-friend-{index}")).await?;
        let code = if *channel == Channel::Link {
            referral.summary.code.clone()
        } else {
            format!("{}.{}", referral.summary.code, channel.name())
        };
        let click = guest.click(&code).await?;
        if email.is_empty() {
            return Ok(());
        }
        let welcome = guest.claim(&click, email).await?;
        if let Some(friend) = friend {
            Visitor::open(self.loyalty, Some(friend), at, format!("history-joins-{index}")).await?;
        }
        self.place(order, *friend, items, Some(&welcome), self.loyalty.now()).await
    }

    async fn place(
        &mut self,
        id: &str,
        who: Option<&Shopper>,
        items: &[(String, i64)],
        code: Option<&Redemption>,
        paid_at: Timestamp,
    ) -> Result<()> {
        let paid_at = paid_at.round(Unit::Second)?;
        let order = order::past(self.catalogue, id, who, items, code, self.program.cart.as_ref(), paid_at)?;
        tell_of(self.loyalty, self.catalogue, &order, OrderEventKind::Paid).await?;
        self.orders.insert(id.to_owned(), order);
        Ok(())
    }
}

async fn tell_of(loyalty: &Loyalty, catalogue: &Catalogue, order: &Order, kind: OrderEventKind) -> Result<()> {
    let id = format!("history-{}-{}-{}", order.id, kind.name(), order.refunded());
    loyalty.tell(&id, &order.event(kind, catalogue)).await
}

fn is(value: &RewardValue, wish: Wish) -> bool {
    matches!(
        (value, wish),
        (RewardValue::FixedAmount { .. }, Wish::Fixed)
            | (RewardValue::Variable { .. }, Wish::Variable)
            | (RewardValue::Percentage { .. }, Wish::Percentage)
            | (RewardValue::FreeShipping {}, Wish::Shipping)
            | (RewardValue::FreeProduct { .. }, Wish::Product)
            | (RewardValue::GiftCard { .. }, Wish::GiftCard)
            | (RewardValue::StoreCredit { .. }, Wish::Credit)
    )
}

/// Where somebody's browser is; people of one home share it.
fn home(who: &Shopper) -> Ipv4Addr {
    household::address(&format!("{}, {}", who.street, who.city))
}
