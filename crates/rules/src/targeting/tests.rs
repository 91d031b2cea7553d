//! Conditions, case by case. Conditions and attributes are written as JSON.

use super::*;
use loyalty_api::json::Json;
use proptest::prelude::*;

fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// `(condition, attributes it holds of, attributes it does not hold of)`.
const CASES: &[(&str, &[&str], &[&str])] = &[
    ("{}", &["{}", r#"{"a":1}"#, "null"], &[]),
    (r#"{"a":"x"}"#, &[r#"{"a":"x"}"#], &["{}", r#"{"a":"X"}"#, r#"{"a":["x","y"]}"#, r#"{"a":{"x":1}}"#]),
    (r#"{"a":"1,2"}"#, &[r#"{"a":[1,2]}"#, r#"{"a":"1,2"}"#], &[r#"{"a":[1,2,3]}"#]),
    (r#"{"a":"10.5"}"#, &[r#"{"a":10.5}"#], &[r#"{"a":"10.50"}"#, r#"{"a":10}"#]),
    (r#"{"a":"true"}"#, &[r#"{"a":true}"#], &[r#"{"a":1}"#]),
    (
        r#"{"a":10}"#,
        &[r#"{"a":10}"#, r#"{"a":"10"}"#, r#"{"a":" 10.0 "}"#, r#"{"a":[10]}"#],
        &[r#"{"a":11}"#, r#"{"a":"ten"}"#, r#"{"a":{}}"#],
    ),
    (r#"{"a":0}"#, &["{}", r#"{"a":null}"#, r#"{"a":""}"#, r#"{"a":false}"#, r#"{"a":[]}"#], &[r#"{"a":1}"#]),
    (r#"{"a":true}"#, &[r#"{"a":true}"#, r#"{"a":1}"#, r#"{"a":"no"}"#, r#"{"a":[]}"#], &["{}", r#"{"a":0}"#, r#"{"a":""}"#]),
    (r#"{"a":false}"#, &[r#"{"a":false}"#, r#"{"a":0}"#], &["{}", r#"{"a":null}"#, r#"{"a":1}"#]),
    (r#"{"a":null}"#, &["{}", r#"{"a":null}"#], &[r#"{"a":0}"#, r#"{"a":""}"#]),
    (r#"{"a":[1,"b"]}"#, &[r#"{"a":[1,"b"]}"#], &[r#"{"a":["b",1]}"#, r#"{"a":[1]}"#, "{}"]),
    (r#"{"a":{"b":1}}"#, &[r#"{"a":{"b":1}}"#], &[r#"{"a":{"b":1,"c":2}}"#, r#"{"a":{"b":"1"}}"#, "{}"]),
    (r#"{"a":{}}"#, &[r#"{"a":{}}"#], &[r#"{"a":{"b":1}}"#, "{}"]),
    (r#"{"a":{"$eq":1,"b":2}}"#, &[r#"{"a":{"$eq":1,"b":2}}"#], &[r#"{"a":1}"#]),
    (r#"{"a.b.c":1}"#, &[r#"{"a":{"b":{"c":1}}}"#], &[r#"{"a":{"b":1}}"#, r#"{"a":null}"#, r#"{"a.b.c":1}"#, "{}"]),
    (r#"{"a.1":"y"}"#, &[r#"{"a":["x","y"]}"#], &[r#"{"a":["y"]}"#, r#"{"a":"xy"}"#]),
    (r#"{"a":{"$eq":1}}"#, &[r#"{"a":1}"#, r#"{"a":1.0}"#], &[r#"{"a":"1"}"#, r#"{"a":true}"#]),
    (r#"{"a":{"$eq":null}}"#, &["{}"], &[r#"{"a":0}"#]),
    (r#"{"a":{"$eq":[1]}}"#, &[], &[r#"{"a":[1]}"#]),
    (r#"{"a":{"$ne":1}}"#, &[r#"{"a":"1"}"#, "{}"], &[r#"{"a":1}"#]),
    (r#"{"a":{"$gt":5,"$lte":10}}"#, &[r#"{"a":10}"#, r#"{"a":"8"}"#], &[r#"{"a":5}"#, "{}", r#"{"a":"many"}"#, r#"{"a":{}}"#]),
    (r#"{"a":{"$lt":5}}"#, &["{}", r#"{"a":-1}"#, r#"{"a":"4"}"#, r#"{"a":true}"#], &[r#"{"a":5}"#]),
    (r#"{"a":{"$gte":"2026-01-01"}}"#, &[r#"{"a":"2026-01-01"}"#, r#"{"a":"2026-11-22"}"#], &[r#"{"a":"2025-12-31"}"#, "{}"]),
    (r#"{"a":{"$gt":"a"}}"#, &[r#"{"a":"b"}"#, r#"{"a":"aa"}"#], &[r#"{"a":"B"}"#, r#"{"a":"a"}"#, r#"{"a":5}"#]),
    (r#"{"a":{"$exists":true}}"#, &[r#"{"a":0}"#], &["{}", r#"{"a":null}"#]),
    (r#"{"a":{"$exists":false}}"#, &["{}", r#"{"a":null}"#], &[r#"{"a":false}"#]),
    (
        r#"{"a":{"$in":[1,"x",null]}}"#,
        &[r#"{"a":1}"#, r#"{"a":"x"}"#, "{}", r#"{"a":[7,"x"]}"#],
        &[r#"{"a":"1"}"#, r#"{"a":[]}"#],
    ),
    (r#"{"a":{"$in":"x"}}"#, &[], &[r#"{"a":"x"}"#]),
    (r#"{"a":{"$nin":[1,2]}}"#, &[r#"{"a":3}"#, "{}", r#"{"a":[]}"#], &[r#"{"a":1}"#, r#"{"a":[3,2]}"#]),
    (r#"{"a":{"$nin":1}}"#, &[], &[r#"{"a":3}"#]),
    (r#"{"a":{"$ini":["X",1]}}"#, &[r#"{"a":"x"}"#, r#"{"a":1}"#, r#"{"a":["y","x"]}"#], &[r#"{"a":"1"}"#, "{}"]),
    (r#"{"a":{"$nini":["X"]}}"#, &[r#"{"a":"y"}"#, "{}"], &[r#"{"a":"x"}"#]),
    (r#"{"a":{"$all":[1,"x"]}}"#, &[r#"{"a":["x",2,1]}"#, r#"{"a":["x","1"]}"#], &[r#"{"a":["x"]}"#, r#"{"a":"x"}"#, "{}"]),
    (r#"{"a":{"$all":[{"$gt":5},{"$lt":3}]}}"#, &[r#"{"a":[1,9]}"#], &[r#"{"a":[4,9]}"#]),
    (r#"{"a":{"$alli":["X"]}}"#, &[r#"{"a":["x"]}"#], &[r#"{"a":["y"]}"#]),
    (r#"{"a":{"$size":2}}"#, &[r#"{"a":[0,0]}"#], &[r#"{"a":[0]}"#, r#"{"a":"xy"}"#, "{}"]),
    (r#"{"a":{"$size":{"$gt":1}}}"#, &[r#"{"a":[0,0]}"#], &[r#"{"a":[0]}"#]),
    (r#"{"a":{"$elemMatch":{"$gt":5}}}"#, &[r#"{"a":[1,6]}"#], &[r#"{"a":[1]}"#, r#"{"a":6}"#, "{}"]),
    (r#"{"a":{"$elemMatch":{"b":1,"c":{"$ne":2}}}}"#, &[r#"{"a":[{"b":1,"c":3}]}"#], &[r#"{"a":[{"b":1,"c":2},{"c":3}]}"#]),
    (r#"{"a":{"$elemMatch":{"$lt":5}}}"#, &[r#"{"a":[1]}"#], &[r#"{"a":[0]}"#]),
    (r#"{"a":{"$not":{"$gt":5}}}"#, &[r#"{"a":5}"#, "{}"], &[r#"{"a":6}"#]),
    (r#"{"a":{"$not":"x"}}"#, &[r#"{"a":"y"}"#], &[r#"{"a":"x"}"#]),
    (r#"{"a":{"$type":"array"}}"#, &[r#"{"a":[]}"#], &[r#"{"a":{}}"#, "{}"]),
    (r#"{"a":{"$type":"null"}}"#, &["{}"], &[r#"{"a":0}"#]),
    (r#"{"a":{"$vgte":"1.2.0","$vlt":"2.0.0"}}"#, &[r#"{"a":"1.10.1"}"#], &[r#"{"a":"1.2.0-rc.1"}"#, r#"{"a":"2.0.0"}"#, "{}"]),
    (r#"{"a":{"$veq":"v1.2.0"}}"#, &[r#"{"a":"1.2.0+4"}"#], &[r#"{"a":"1.2.1"}"#]),
    (r#"{"a":{"$vne":"1.2.0"}}"#, &[r#"{"a":"1.2.1"}"#], &[r#"{"a":"1.2.0"}"#]),
    (r#"{"a":{"$vgt":"1","$vlte":"3"}}"#, &[r#"{"a":"3"}"#], &[r#"{"a":"1"}"#]),
    (r#"{"a":{"$regex":"x"}}"#, &[], &[r#"{"a":"x"}"#]),
    (r#"{"$not":{"a":{"$regex":"x"}}}"#, &[r#"{"a":"x"}"#], &[]),
    (r#"{"$or":[{"a":1},{"b":1}]}"#, &[r#"{"b":1}"#], &["{}"]),
    (r#"{"$or":[]}"#, &["{}"], &[]),
    (r#"{"$nor":[{"a":1},{"b":1}]}"#, &["{}"], &[r#"{"b":1}"#]),
    (r#"{"$and":[{"a":1},{"b":1}],"c":1}"#, &[r#"{"a":1,"b":1,"c":1}"#], &[r#"{"a":1,"b":1}"#, r#"{"a":1,"c":1}"#]),
    (r#"{"$groups":"x"}"#, &[r#"{"$groups":"x"}"#], &["{}"]),
    (r#"{"a":{"$inGroup":"staff"}}"#, &[r#"{"a":"ada"}"#, r#"{"a":["bob","ada"]}"#], &[r#"{"a":"bob"}"#]),
    (r#"{"a":{"$notInGroup":"staff"}}"#, &[r#"{"a":"bob"}"#, "{}"], &[r#"{"a":"ada"}"#]),
    (r#"{"a":{"$inGroup":"nobody"}}"#, &[], &[r#"{"a":"ada"}"#]),
    ("[]", &[], &["{}"]),
    (r#""a""#, &[], &["{}"]),
];

#[test]
fn conditions() {
    let groups = json(r#"{"staff":["ada","eve"]}"#);
    for (condition, held, not_held) in CASES {
        for (attributes, expected) in held.iter().map(|one| (one, true)).chain(not_held.iter().map(|one| (one, false))) {
            assert_eq!(holds(&json(condition), &json(attributes), &groups), expected, "{condition} of {attributes}");
        }
    }
}

#[test]
fn mistakes_are_told_with_their_place() {
    let known = ["path", "cart_total", "segments", "member"];
    let all = |text: &str| mistakes(&json(text), &known).into_iter().map(|mistake| mistake.path).collect::<Vec<_>>();
    for good in [
        "{}",
        r#"{"path":"/","cart_total":{"$gte":5000},"member":true}"#,
        r#"{"$or":[{"segments":{"$in":["vip"]}},{"$not":{"segments":{"$size":{"$gt":2}}}}]}"#,
        r#"{"segments":{"$elemMatch":{"$eq":"vip"}},"segments.0":{"$exists":true}}"#,
        r#"{"segments":{"$elemMatch":{"anything":1}}}"#,
        r#"{"segments":{"$all":["a",{"$ne":"b"}]},"path":{"$not":{"$type":"null"}}}"#,
    ] {
        assert_eq!(all(good), Vec::<String>::new(), "{good}");
    }
    for (wrong, expected) in [
        ("[]", vec![""]),
        (r#"{"colour":1}"#, vec!["colour"]),
        (r#"{"path":{"$regex":"x"}}"#, vec!["path.$regex"]),
        (r#"{"path":{"$eq":"x","y":1}}"#, vec!["path"]),
        (r#"{"$or":[{"path":{"$in":"x"}},{"$where":1}]}"#, vec!["$or[0].path.$in", "$or[1].$where"]),
        (r#"{"$and":[]}"#, vec!["$and"]),
        (r#"{"$not":[]}"#, vec!["$not"]),
        (
            r#"{"cart_total":{"$gt":true,"$eq":[1],"$exists":1,"$type":"text","$vgt":1}}"#,
            vec!["cart_total.$gt", "cart_total.$eq", "cart_total.$exists", "cart_total.$type", "cart_total.$vgt"],
        ),
        (
            r#"{"segments":{"$all":"a","$in":[[]],"$inGroup":1,"$elemMatch":1,"$size":{"$near":1}}}"#,
            vec!["segments.$all", "segments.$in", "segments.$inGroup", "segments.$elemMatch", "segments.$size.$near"],
        ),
    ] {
        assert_eq!(all(wrong), expected, "{wrong}");
    }
}

/// Any JSON, with the names and operators of conditions among it.
fn any_json() -> impl Strategy<Value = Json> {
    let name = prop_oneof![
        Just("a".to_owned()),
        Just("a.0".to_owned()),
        Just("$and".to_owned()),
        Just("$or".to_owned()),
        Just("$not".to_owned()),
        Just("$in".to_owned()),
        Just("$gt".to_owned()),
        Just("$elemMatch".to_owned()),
        Just("$size".to_owned()),
        "\\PC{0,4}",
    ];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<f64>().prop_map(Json::Number),
        "\\PC{0,4}".prop_map(Json::Text),
    ];
    leaf.prop_recursive(4, 32, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::List),
            prop::collection::btree_map(name.clone(), inner, 0..4).prop_map(|map| Json::Map(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_asked_of_whatever_has_an_answer(condition in any_json(), attributes in any_json(), groups in any_json()) {
        let held = holds(&condition, &attributes, &groups);
        let negated = Json::Map(vec![("$not".into(), condition.clone())]);
        prop_assert_eq!(holds(&negated, &attributes, &groups), !held);
        mistakes(&condition, &["a"]);
    }
}
