//! The ladder as a picture: a stem that rises from tier to tier, a blossom at each with one petal more, the part that the
//! member has climbed in full colour, and a dot where they are.
//!
//! Words beside it say the same, so it is hidden from screen readers. Right to left it is mirrored by the stylesheet: it has
//! no text in it.

use crate::theme;
use crate::ui::node::{Node, el};
use loyalty_api::vip::{Tier, VipProgram, VipState};
use loyalty_rules::vip;

/// The drawing's size in its own units.
const WIDTH: i64 = 400;
const HEIGHT: i64 = 172;
/// The lowest and the highest tier's heights.
const LOW: i64 = 128;
const HIGH: i64 = 40;
/// A petal that points up from the middle of a blossom, for a circle of radius 24.
const PETAL: &str = "M0 -3C7 -7 7 -14 0 -19C-7 -14 -7 -7 0 -3Z";
/// A leaf of the stem, from where it grows.
const LEAF: &str = "M0 0C2 -9 11 -14 22 -12C20 -3 11 3 0 0Z";

/// A place in the drawing.
type Point = (i64, i64);

/// Draws it. Without a state nobody has climbed anything.
pub(super) fn draw(ladder: &VipProgram, state: Option<&VipState>) -> Node {
    let count = ladder.tiers.len() as i64;
    let own = state.and_then(|state| state.tier.as_deref()).and_then(|id| vip::find(Some(ladder), id)).map(|(rank, _)| rank);
    let place = |rank: usize| {
        let rank = rank as i64;
        ((2 * rank + 1) * WIDTH / (2 * count), LOW - (LOW - HIGH) * rank / (count - 1).max(1))
    };
    // The way to the first tier comes in from the edge.
    let way = |rank: usize| (if rank == 0 { (0, HEIGHT - 14) } else { place(rank - 1) }, place(rank));
    let ranks = 0..ladder.tiers.len();

    let mut picture = vec![hill(ranks.clone().map(way))];
    picture.extend(ranks.clone().map(|rank| stem(way(rank)).attr("class", "stem")));
    if let Some(state) = state {
        picture.extend(ranks.clone().map(|rank| {
            stem(way(rank))
                .attr("class", "climbed")
                .attr("stroke-dasharray", &[&climbed(ladder, state, own, rank).to_string(), " 1000"].concat())
        }));
    }
    picture.extend(ranks.clone().skip(1).flat_map(|rank| leaves(way(rank), own >= Some(rank))));
    if let Some(state) = state {
        // A dash of no length with round ends: a dot exactly there, without computing where that is.
        let next = own.map_or(0, |own| own + 1);
        if next < ladder.tiers.len() {
            let back = ["-", &climbed(ladder, state, own, next).to_string()].concat();
            picture.extend(["halo", "dot"].map(|class| {
                stem(way(next)).attr("class", class).attr("stroke-dasharray", "0 1000").attr("stroke-dashoffset", &back)
            }));
        }
    }
    // Blossoms shrink where there are many.
    let radius = (WIDTH / count * 2 / 5).clamp(12, 24);
    for (rank, tier) in ladder.tiers.iter().enumerate() {
        picture.extend(blossom(tier, rank, place(rank), radius, own >= Some(rank), own == Some(rank)));
    }
    let size = ["0 0 ", &WIDTH.to_string(), " ", &HEIGHT.to_string()].concat();
    el("svg.ladder").attr("viewBox", &size).attr("aria-hidden", "true").children(picture)
}

/// How much of the way to the tier of this rank is climbed, in hundredths.
fn climbed(ladder: &VipProgram, state: &VipState, own: Option<usize>, rank: usize) -> i64 {
    if own >= Some(rank) {
        return 100;
    }
    let threshold = |rank: usize| ladder.tiers.get(rank).map_or(0, |tier| tier.threshold);
    let from = rank.checked_sub(1).map_or(0, threshold);
    if own.map_or(0, |own| own + 1) < rank {
        return 0;
    }
    // Somebody whose tier holds from an earlier window may be below it by now. Just before a tier is not in it.
    ((state.value - from).max(0).saturating_mul(100) / (threshold(rank) - from).max(1)).clamp(0, 99)
}

/// The way from one place to another, its length called 100.
fn stem(way: (Point, Point)) -> Node {
    let ((x, y), _) = way;
    el("path").attr("d", &["M", &pair(x, y), &curve(way)].concat()).attr("pathLength", "100")
}

/// The ground below the stem.
fn hill(ways: impl Iterator<Item = (Point, Point)>) -> Node {
    let curves: Vec<String> = ways.map(curve).collect();
    let (width, height) = (WIDTH.to_string(), HEIGHT.to_string());
    let end = ["H", &width, "V", &height, "H0Z"].concat();
    el("path.hill").attr("d", &["M", &pair(0, HEIGHT - 14), &curves.concat(), &end].concat())
}

fn curve(((from_x, from_y), (x, y)): (Point, Point)) -> String {
    let middle = (from_x + x) / 2;
    ["C", &pair(middle, from_y), " ", &pair(middle, y), " ", &pair(x, y)].concat()
}

/// Two leaves in the middle of a way.
fn leaves(((from_x, from_y), (x, y)): (Point, Point), reached: bool) -> [Node; 2] {
    let at = pair((from_x + x) / 2, (from_y + y) / 2);
    ["rotate(-38)", "rotate(150) scale(.8)"].map(|turn| {
        el(if reached { "path.leaf" } else { "path.bud" })
            .attr("d", LEAF)
            .attr("transform", &["translate(", &at, ") ", turn].concat())
    })
}

/// A tier: a disc with petals, one more than the tier below has.
fn blossom(tier: &Tier, rank: usize, (x, y): Point, radius: i64, reached: bool, own: bool) -> Vec<Node> {
    let colour = tier.colour.as_deref().and_then(|colour| Some((colour, theme::is_light(colour)?)));
    let (ground, ink) = match colour {
        Some((colour, light)) => (colour, if light { "#333" } else { "#fff" }),
        None => ("var(--accent)", "var(--on-accent)"),
    };
    let mut parts = vec![];
    if own {
        parts.push(disc(x, y, radius + 6).attr("class", "ring").attr("stroke", ground));
    }
    parts.push(
        disc(x, y, radius).attr("class", if reached { "disc" } else { "disc far" }).attr("stroke", ground).attr("fill", ground),
    );
    let petals = rank + 2;
    parts.extend((0..petals).map(|petal| {
        let turn = [
            "translate(",
            &pair(x, y),
            ") scale(.",
            &(radius * 100 / 25).to_string(),
            ") rotate(",
            &(360 * petal / petals).to_string(),
            ")",
        ];
        el(if reached { "path.petal" } else { "path.petal far" })
            .attr("d", PETAL)
            .attr("transform", &turn.concat())
            .attr("fill", if reached { ink } else { ground })
    }));
    parts
}

fn disc(x: i64, y: i64, radius: i64) -> Node {
    let (radius, across) = (radius.to_string(), (2 * radius).to_string());
    let arc = |across: &str| ["a", &radius, " ", &radius, " 0 1 0 ", across, " 0"].concat();
    let start = ["M", &x.to_string(), " ", &y.to_string(), "m-", &radius, " 0"].concat();
    el("path").attr("d", &[start, arc(&across), arc(&["-", &across].concat()), "Z".into()].concat())
}

fn pair(x: i64, y: i64) -> String {
    [&x.to_string(), " ", &y.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::climbed;
    use loyalty_api::vip::{Tier, TierBasis, TierWindow, VipProgram, VipState};

    fn ladder(thresholds: &[i64]) -> VipProgram {
        let tier = |(rank, threshold): (usize, &i64)| Tier {
            id: format!("tir_{rank}"),
            name: "Tier".into(),
            threshold: *threshold,
            colour: None,
            hundredths: 100,
            entry_points: 0,
            perks: vec![],
        };
        let tiers = thresholds.iter().enumerate().map(tier).collect();
        VipProgram { basis: TierBasis::Spend, window: TierWindow::Calendar, days: None, tiers }
    }

    fn state(value: i64) -> VipState {
        VipState {
            tier: None,
            since: None,
            value,
            ends_at: None,
            keep: None,
            forecast: None,
            perks: vec![],
            history: vec![],
            celebrate: false,
        }
    }

    #[test]
    fn each_way_is_climbed_as_far_as_it_goes() {
        for (name, thresholds, value, own, expected) in [
            ("nothing yet", &[0, 100][..], 0, Some(0), &[100, 0][..]),
            ("half way to the second", &[0, 100], 50, Some(0), &[100, 50]),
            ("below the first", &[100, 200], 25, None, &[25, 0]),
            ("on top", &[0, 100], 500, Some(1), &[100, 100]),
            ("a tier held from last year with nothing counted yet", &[0, 100, 200], 0, Some(1), &[100, 100, 0]),
            ("just before a tier is not in it", &[0, 1000], 999, Some(0), &[100, 99]),
            ("a tier may be held although the next is reached", &[0, 100], 100, Some(0), &[100, 99]),
            ("largest numbers", &[0, i64::MAX], i64::MAX, Some(0), &[100, 1]),
        ] {
            let ladder = ladder(thresholds);
            let found: Vec<i64> = (0..thresholds.len()).map(|rank| climbed(&ladder, &state(value), own, rank)).collect();
            assert_eq!(found, expected, "{name}");
        }
    }
}
