//! The example, and one mistake after another in it.

use crate::programme::programmes::parse;
use serde_json::{Value, json};

const DEMO: &str = include_str!("../../../examples/demo-shop.json");

fn mistakes(pointer: &str, value: Value) -> Vec<String> {
    let mut document: Value = serde_json::from_str(DEMO).unwrap();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer} is not in the example"));
    match parent {
        Value::Array(items) if field == "-" => items.push(value),
        Value::Array(items) => items[field.parse::<usize>().unwrap()] = value,
        parent => parent[field] = value,
    }
    let found = parse(&document.to_string()).err().unwrap_or_default();
    found.into_iter().map(|mistake| mistake.path).collect()
}

/// Each change makes one mistake, and it is named by its path.
fn each(cases: &[(&str, Value, &str)]) {
    for (pointer, value, path) in cases {
        assert_eq!(mistakes(pointer, value.clone()), [*path], "{pointer} = {value}");
    }
}

#[test]
fn the_example_has_no_mistake() {
    assert_eq!(parse(DEMO).map(|document| document.shop), Ok("demo".into()));
}

#[test]
fn the_shop_and_its_look() {
    each(&[
        ("/shop", json!("a shop"), "shop"),
        ("/currency", json!("euro"), "currency"),
        ("/time_zone", json!("Warsaw"), "time_zone"),
        ("/default_locale", json!("fr"), "default_locale"),
        ("/origins/1", json!("http://127.0.0.1:4400/"), "origins[1]"),
        ("/origins/1", json!("*"), "origins[1]"),
        ("/points_name/pl/few", json!(null), "points_name.pl.few"),
        ("/points_name/ar/zero", json!(null), "points_name.ar.zero"),
        ("/pending_days", json!(-1), "pending_days"),
        ("/pending_days", json!("soon"), "pending_days"),
        ("/theme/accent", json!("green"), "theme.accent"),
        ("/theme/font", json!("a;} *{display:none"), "theme.font"),
        ("/token_keys/0/secret", json!("short"), "token_keys[0].secret"),
        ("/token_keys/1/kid", json!("k1"), "token_keys[1].kid"),
        ("/webhook_secrets/0", json!("whsec_!"), "webhook_secrets[0]"),
    ]);
}

#[test]
fn ways_to_earn() {
    each(&[
        ("/earning/0/purchase", json!(null), "earning[0].purchase"),
        ("/earning/0/purchase/per", json!(0), "earning[0].purchase.per"),
        ("/earning/0/purchase/excluded/0", json!("gift-card"), "earning[0].purchase.excluded[0]"),
        ("/earning/0/tier", json!("tir_grove"), "earning[0].tier"),
        ("/earning/1/id", json!("ern_purchase"), "earning[1].id"),
        ("/earning/1/limit", json!({ "count": 1, "days": null }), "earning[1].limit"),
        ("/earning/1/days", json!(3), "earning[1].days"),
        ("/earning/2/limit", json!(null), "earning[2].limit"),
        ("/earning/2/limit/count", json!(0), "earning[2].limit.count"),
        ("/earning/2/url", json!("javascript:alert(1)"), "earning[2].url"),
        ("/earning/2/url", json!(null), "earning[2].url"),
        ("/earning/2/network", json!("myspace"), "earning[2].network"),
        ("/earning/2/tier", json!("tir_bush"), "earning[2].tier"),
        ("/earning/4/network", json!("x"), "earning[4].network"),
        ("/earning/4/consent", json!({ "en": "Yes" }), "earning[4].consent"),
        ("/earning/5/days", json!(null), "earning[5].days"),
        ("/earning/5/days", json!(1), "earning[5].days"),
        ("/earning/6/points", json!(0), "earning[6].points"),
        ("/earning/7/consent", json!({}), "earning[7].consent"),
        ("/earning/7/consent", json!({ "pl": "Tak" }), "earning[7].consent"),
        ("/earning/8/kind", json!("referral"), "earning[9].kind"),
        ("/earning/9/kind", json!("review"), "referral"),
        ("/bonuses/0/id", json!("organic"), "bonuses[0].id"),
        ("/bonuses/0/starts_at", json!("soon"), "bonuses[0].starts_at"),
        ("/bonuses/0/ends_at", json!("2025-01-01T00:00:00Z"), "bonuses[0].ends_at"),
        ("/bonuses/0/hundredths", json!(99), "bonuses[0].hundredths"),
        ("/bonuses/1/tiers/0", json!("tir_bush"), "bonuses[1].tiers[0]"),
    ]);
    assert_eq!(
        mistakes("/referral", json!(null)),
        ["earning[9].kind", "campaigns[8].kind"],
        "a way to earn by friends needs what friends get"
    );
    assert_eq!(mistakes("/earning/6/kind", json!("newsletter")), ["earning[6].consent", "earning[7].kind"]);
}

#[test]
fn ways_to_spend() {
    each(&[
        ("/rewards/0/points", json!(0), "rewards[0].points"),
        ("/rewards/1/value/percent", json!(101), "rewards[1].value.percent"),
        ("/rewards/1/prices/0/tier", json!("tir_bush"), "rewards[1].prices[0].tier"),
        ("/rewards/1/prices/0/tier", json!("tir_forest"), "rewards[1].prices[1].tier"),
        ("/rewards/1/prices/0/points", json!(0), "rewards[1].prices[0].points"),
        ("/rewards/1/code_days", json!(30), "rewards[1].code_days"),
        ("/rewards/1/stock", json!(-1), "rewards[1].stock"),
        ("/rewards/4/points", json!(210), "rewards[4].points"),
        ("/rewards/4/points", json!(3050), "rewards[4].points"),
        ("/rewards/4/value/maximum", json!(3010), "rewards[4].value.maximum"),
        ("/rewards/4/value/step", json!(0), "rewards[4].value.step"),
        ("/rewards/4/prices", json!([{ "tier": "tir_grove", "points": 120 }]), "rewards[4].prices[0].points"),
        ("/rewards/5/value/product", json!(""), "rewards[5].value.product"),
        ("/rewards/5/image", json!("//elsewhere.example/a.svg"), "rewards[5].image"),
        ("/rewards/6/code_days", json!(0), "rewards[6].code_days"),
        ("/rewards/8/tier", json!("tir_bush"), "rewards[8].tier"),
        ("/cart/steps/1/from", json!(10_000), "cart.steps[1].from"),
        ("/cart/steps/0/percent", json!(0), "cart.steps[0].percent"),
        ("/cart/free_shipping_from", json!(0), "cart.free_shipping_from"),
    ]);
}

#[test]
fn tiers() {
    each(&[
        ("/vip/days", json!(365), "vip.days"),
        ("/vip/window", json!("rolling"), "vip.days"),
        ("/vip/window", json!("lifetime"), "vip.grace_days"),
        ("/vip/grace_days", json!(366), "vip.grace_days"),
        ("/vip/tiers/0/id", json!("seedling"), "vip.tiers[0].id"),
        ("/vip/tiers/2/threshold", json!(15_000), "vip.tiers[2].threshold"),
        ("/vip/tiers/0/entry_points", json!(10), "vip.tiers[0].entry_points"),
        ("/vip/tiers/2/hundredths", json!(99), "vip.tiers[2].hundredths"),
        ("/vip/tiers/2/colour", json!("green"), "vip.tiers[2].colour"),
        ("/vip/tiers/2/perks/0/title", json!({}), "vip.tiers[2].perks[0].title"),
    ]);
}

#[test]
fn friends_and_collectibles() {
    each(&[
        ("/referral/landing", json!("https://elsewhere.example/"), "referral.landing"),
        ("/referral/landing", json!("http://127.0.0.1:4400/?a=b"), "referral.landing"),
        ("/referral/value", json!({ "kind": "free_product", "product": "x" }), "referral.value.kind"),
        ("/referral/message/en", json!("Come!"), "referral.message.en"),
        ("/referral/message/en", json!("{url} {name}"), "referral.message.en"),
        ("/referral/channels", json!([]), "referral.channels"),
        ("/referral/channels/1", json!("link"), "referral.channels[1]"),
        ("/referral/days", json!(0), "referral.days"),
        ("/referral/monthly_limit", json!(0), "referral.monthly_limit"),
        ("/referral/disposable_domains", json!(["@x"]), "referral.disposable_domains[0]"),
        ("/collectibles/0/id", json!("herbs"), "collectibles[0].id"),
        ("/collectibles/0/items/1/id", json!("col_mint"), "collectibles[0].items[1].id"),
        ("/collectibles/0/items/1/applies_to", json!([]), "collectibles[0].items[1].applies_to"),
        ("/collectibles/0/items/1/applies_to/0", json!("tea"), "collectibles[0].items[1].applies_to[0]"),
        ("/collectibles/0/items/1/image", json!("http://a.example/b.png"), "collectibles[0].items[1].image"),
    ]);
}

#[test]
fn campaigns() {
    let trigger = |kind: &str, value: Value, name: Value| json!([{ "kind": kind, "value": value, "name": name }]);
    let offer = json!({ "kind": "fixed", "title": { "en": "€5" }, "amount": 500 });
    each(&[
        ("/quiet_seconds", json!(-1), "quiet_seconds"),
        ("/campaigns/0/id", json!("welcome"), "campaigns[0].id"),
        ("/campaigns/1/id", json!("cmp_welcome"), "campaigns[1].id"),
        ("/campaigns/0/experiment", json!("gone"), "campaigns[0].experiment"),
        ("/campaigns/0/contents/1/variation", json!(1), "campaigns[0].contents[1].variation"),
        ("/campaigns/0/contents/1/variation", json!(3), "campaigns[0].contents[1].variation"),
        ("/campaigns/0/contents/1/variation", json!(null), "campaigns[0].contents[1].variation"),
        ("/campaigns/0/contents/0/headline", json!({ "pl": "Cześć" }), "campaigns[0].contents[0].headline"),
        ("/campaigns/0/contents/0/image", json!("javascript:alert(1)"), "campaigns[0].contents[0].image"),
        ("/campaigns/0/contents/0/offers/0/amount", json!(0), "campaigns[0].contents[0].offers[0].amount"),
        ("/campaigns/0/contents/0/offers/0/percent", json!(5), "campaigns[0].contents[0].offers[0].percent"),
        ("/campaigns/0/contents/0/offers/0/weight", json!(5), "campaigns[0].contents[0].offers[0].weight"),
        ("/campaigns/0/contents/0/quiz", json!("qz_tea"), "campaigns[0].contents[0].quiz"),
        ("/campaigns/12/contents/0/quiz", json!("qz_gone"), "campaigns[12].contents[0].quiz"),
        ("/campaigns/12/contents/0/quiz", json!(null), "campaigns[12].contents[0].quiz"),
        ("/campaigns/0/targeting", json!({ "weather": "rain" }), "campaigns[0].targeting.weather"),
        ("/campaigns/0/frequency/per_visit", json!(0), "campaigns[0].frequency.per_visit"),
        ("/campaigns/0/triggers", trigger("delay", json!(null), json!(null)), "campaigns[0].triggers[0].value"),
        ("/campaigns/0/triggers", trigger("scroll", json!(101), json!(null)), "campaigns[0].triggers[0].value"),
        ("/campaigns/0/triggers", trigger("exit_intent", json!(1), json!(null)), "campaigns[0].triggers[0].value"),
        ("/campaigns/0/triggers", trigger("element", json!(null), json!(null)), "campaigns[0].triggers[0].name"),
        ("/campaigns/0/triggers", trigger("idle", json!(30), json!("x")), "campaigns[0].triggers[0].name"),
        ("/campaigns/0/starts_at", json!("soon"), "campaigns[0].starts_at"),
        ("/campaigns/1/experiment", json!("welcome-offer"), "campaigns[1].contents[0].variation"),
        ("/campaigns/1/contents/0/offers/0/weight", json!(null), "campaigns[1].contents[0].offers[0].weight"),
        ("/campaigns/1/contents/0/offers", json!([]), "campaigns[1].contents[0].offers"),
        ("/campaigns/2/ends_at", json!(null), "campaigns[2].ends_at"),
        ("/campaigns/2/ends_at", json!("2026-01-01T00:00:00Z"), "campaigns[2].ends_at"),
        ("/campaigns/3/contents/0/doors/1/day", json!("2026-12-01"), "campaigns[3].contents[0].doors[1].day"),
        ("/campaigns/3/contents/0/doors/1/day", json!("2026-2-1"), "campaigns[3].contents[0].doors[1].day"),
        ("/campaigns/3/contents/0/doors/1/offers", json!([]), "campaigns[3].contents[0].doors[1].offers"),
        ("/campaigns/3/contents/0/doors", json!([]), "campaigns[3].contents[0].doors"),
        ("/campaigns/4/contents/0/email", json!(false), "campaigns[4].contents[0].email"),
        ("/campaigns/4/contents/0/consent", json!({}), "campaigns[4].contents[0].consent"),
        ("/campaigns/7/placement", json!("dialog"), "campaigns[7].placement"),
        ("/campaigns/7/triggers", trigger("delay", json!(5), json!(null)), "campaigns[7].triggers"),
        ("/campaigns/8/contents/0/offers", json!([offer]), "campaigns[8].contents[0].offers"),
        (
            "/campaigns/9/contents/0/offers",
            json!([{ "kind": "nothing", "title": { "en": "-" } }]),
            "campaigns[9].contents[0].offers[0].kind",
        ),
    ]);
    let two = json!([{ "headline": { "en": "A" } }, { "headline": { "en": "B" } }]);
    assert_eq!(mistakes("/campaigns/9/contents", two), ["campaigns[9].contents"], "nothing decides between two");
}

#[test]
fn quizzes_and_products() {
    each(&[
        ("/products/6/id", json!("fern-mug"), "products[6].id"),
        ("/products/0/price", json!(-1), "products[0].price"),
        ("/products/0/title", json!({}), "products[0].title"),
        ("/products/0/url/en", json!("products/fern-mug"), "products[0].url.en"),
        ("/products/0/image", json!("http://a.example/b.png"), "products[0].image"),
        ("/products/0/collections/0", json!(""), "products[0].collections[0]"),
        ("/quizzes/2/title", json!({ "en": "How?", "fr": "Alors?" }), "quizzes[2].title.fr"),
        ("/quizzes/2/blocks/0/elements/0/headline", json!({}), "quizzes[2].blocks[0].elements[0].headline"),
        ("/quizzes/2/blocks/0/elements/0/low/en", json!(""), "quizzes[2].blocks[0].elements[0].low.en"),
        ("/quizzes/0/blocks/0/elements/0/choices/0/label", json!({}), "quizzes[0].blocks[0].elements[0].choices[0].label"),
        (
            "/quizzes/0/blocks/0/elements/0/choices/1/scores/0/to",
            json!("product:sold-out"),
            "quizzes[0].blocks[0].elements[0].choices[1].scores[0].to",
        ),
        ("/quizzes/0/blocks/0/logic/0/when/choices/0", json!("him"), "quizzes[0].blocks[0].logic[0].when.choices[0]"),
        ("/quizzes/0/blocks/0/logic/0/then/0/block", json!("pot"), "quizzes[0].blocks[5]"),
        ("/quizzes/2/blocks/2/fallback", json!("recommend"), "quizzes[2].blocks[0]"),
        ("/quizzes/0/outcomes/0/title", json!({}), "quizzes[0].outcomes[0].title"),
        ("/quizzes/0/results/fallback/0", json!("sold-out"), "quizzes[0].results.fallback[0]"),
        ("/earning/11/quiz", json!("qz_coffee"), "earning[11].quiz"),
        ("/earning/11/quiz", json!("qz_profile"), "earning[12].quiz"),
        ("/earning/11/quiz", json!(null), "earning[11].quiz"),
        ("/earning/11/limit", json!(null), "earning[11].limit"),
    ]);
    assert_eq!(mistakes("/quizzes/1/id", json!("profile")), ["quizzes[1].id", "earning[12].quiz"]);
}

#[test]
fn endpoints() {
    let endpoint = |url: &str, secret: &str, event: &str| json!([{ "url": url, "secret": secret, "events": [event] }]);
    let (url, secret) = ("https://shop.example/hooks", "whsec_ZGVtby1vbmx5LXdlYmhvb2stc2VjcmV0LW5vdC1yZWFs");
    for (value, paths) in [
        (endpoint(url, secret, "points.earned"), vec![]),
        (endpoint("http://127.0.0.1:4400/hooks", secret, "tier.changed"), vec![]),
        (endpoint("http://shop.example/hooks", secret, "points.earned"), vec!["endpoints[0].url"]),
        (endpoint("http://127.0.0.1.evil.example/", secret, "points.earned"), vec!["endpoints[0].url"]),
        (endpoint("ftp://shop.example", secret, "points.earned"), vec!["endpoints[0].url"]),
        (endpoint(url, "secret", "points.earned"), vec!["endpoints[0].secret"]),
        (endpoint(url, secret, "points.lost"), vec!["endpoints[0].events[0]"]),
    ] {
        assert_eq!(mistakes("/endpoints", value.clone()), paths, "{value}");
    }
}

#[test]
fn a_misspelt_field_is_refused() {
    let mistakes = parse(&DEMO.replace("\"hold_minutes\"", "\"hold_minuets\"")).unwrap_err();
    assert!(mistakes[0].sentence.contains("unknown field `hold_minuets`"), "{mistakes:?}");
}

fn experiment(field: &str, value: Value) -> Value {
    let mut experiment = json!({
        "key": "welcome", "variations": [{ "name": "control", "weight": 5000 }, { "name": "flat", "weight": 5000 }],
        "coverage": 8000, "namespace": { "id": "popups", "from": 0, "to": 5000 }, "bucket_version": 1,
        "targeting": { "member": false, "$or": [{ "path": { "$ne": "/" } }, { "cart_total": { "$gt": 0 } }] }
    });
    if let Some(place) = experiment.pointer_mut(field) {
        *place = value;
    }
    experiment
}

#[test]
fn experiments() {
    let variation = |name: &str, weight: i64| json!({ "name": name, "weight": weight });
    for (field, value, path) in [
        ("/key", json!("a key"), "key"),
        ("/coverage", json!(10_001), "coverage"),
        ("/bucket_version", json!(-1), "bucket_version"),
        ("/variations", json!([variation("control", 10_000)]), "variations"),
        ("/variations", json!([variation("control", 5000), variation("flat", 4999)]), "variations"),
        ("/variations", json!([variation("control", -1), variation("flat", 10_001)]), "variations[0].weight"),
        ("/variations/1/name", json!("control"), "variations[1].name"),
        ("/variations/1/name", json!(""), "variations[1].name"),
        ("/variations/1/weight", json!(0.5), "variations[1].weight"),
        ("/namespace/id", json!(""), "namespace.id"),
        ("/namespace/to", json!(0), "namespace.to"),
        ("/namespace/from", json!(-1), "namespace.from"),
        ("/targeting", json!([]), "targeting"),
        ("/targeting", json!({ "colour": "red" }), "targeting.colour"),
        ("/targeting/$or/0/path", json!({ "$regex": "^/" }), "targeting.$or[0].path.$regex"),
    ] {
        let found = mistakes("/experiments/-", experiment(field, value.clone()));
        assert_eq!(found.first(), Some(&format!("experiments[1].{path}")), "{field} = {value}");
    }
    assert_eq!(mistakes("/experiments/-", experiment("/none", json!(null))), Vec::<String>::new());
    assert_eq!(mistakes("/experiments/-", experiment("/key", json!("welcome-offer"))), ["experiments[1].key"]);
}

#[test]
fn campaigns_are_for_those_whom_a_condition_can_name() {
    let campaign = |targeting: Value| {
        let content = json!({ "headline": { "en": "Hello" } });
        json!([{ "id": "cmp_hello", "kind": "welcome", "placement": "dialog", "targeting": targeting, "contents": [content] }])
    };
    for (targeting, paths) in [
        (json!({ "device": { "$in": ["phone", "tablet"] }, "segments": { "$all": ["vip"] } }), vec![]),
        (json!({ "devise": "phone" }), vec!["campaigns[0].targeting.devise"]),
        (json!({ "device": { "$in": "phone" } }), vec!["campaigns[0].targeting.device.$in"]),
        (json!("phone"), vec!["campaigns[0].targeting"]),
    ] {
        assert_eq!(mistakes("/campaigns", campaign(targeting.clone())), paths, "{targeting}");
    }
}
