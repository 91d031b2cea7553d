//! The panel's tabs.

/// A tab of the panel. Those for VIP, friends and activity are drawn by the part that is loaded later. Which of them are there depends on the programme and on who looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Ways to earn.
    #[default]
    Earn,
    /// Codes and rewards.
    Rewards,
    /// The VIP tiers.
    Vip,
    /// The member's link, or the friend's welcome.
    Friends,
    /// How points came and went.
    Activity,
}
