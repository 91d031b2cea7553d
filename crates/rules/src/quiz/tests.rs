//! Walks that are written out, and what they come to.

use super::example::{
    add, always, block, choice, chose, chosen, condition, element, end, jump, number, outcome, product, quiz, recommending,
    require, required, score, text, variable, when,
};
use super::{Walk, length, recommend, result, walk};
use QuizEffect::{Down, Exclude, Include, Up};
use QuizKind::{Nps, Number, Single, Statement, Text};
use loyalty_api::product::Product;
use loyalty_api::quiz::{
    Quiz, QuizAnswer, QuizBlock, QuizChoice, QuizCondition, QuizEffect, QuizElement, QuizKind, QuizOperator,
};

/// Who chooses `b` first takes a way of their own; `c` ends it; who gives fewer than seven points is asked why.
fn branching() -> Quiz {
    let first = vec![
        when(chose("taste", "b"), vec![add("bold", 2), jump("bold")]),
        when(chose("taste", "c"), vec![end(Some("none"))]),
        always(vec![add("bold", 1)]),
    ];
    let few = QuizCondition { number: Some(7), ..condition("score", QuizOperator::Less) };
    let bold =
        QuizCondition { variable: Some("bold".into()), element: None, number: Some(3), ..condition("", QuizOperator::AtLeast) };
    Quiz {
        variables: vec![variable("bold", 0)],
        outcomes: vec![outcome("bold", Some(bold)), outcome("mild", None), outcome("none", None)],
        ..quiz(vec![
            block("hello", vec![element("hello", Statement)], vec![]),
            block("taste", vec![required("taste", Single)], first),
            QuizBlock { fallback: Some("score".into()), ..block("mild", vec![required("milk", Single)], vec![]) },
            block("bold", vec![element("cups", Number)], vec![]),
            block("score", vec![required("score", Nps), element("why", Text)], vec![when(few, vec![require("why")])]),
        ])
    }
}

fn path(walk: &Walk<'_>) -> String {
    walk.path.iter().map(|block| block.id.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn answers_lead_the_way() {
    let quiz = branching();
    for (name, answers, steps, way, at, missing, count) in [
        ("at the beginning", vec![], 0, "", "hello", "", 4),
        ("a statement is passed", vec![], 1, "hello", "taste", "taste", 4),
        ("no further without an answer", vec![], usize::MAX, "hello", "taste", "taste", 4),
        ("nor with one that is none", vec![chosen("taste", &["z"])], usize::MAX, "hello", "taste", "taste", 4),
        ("no further than one has gone", vec![chosen("taste", &["a"])], 1, "hello", "taste", "", 4),
        ("one way", vec![chosen("taste", &["a"])], usize::MAX, "hello taste", "mild", "milk", 4),
        ("another", vec![chosen("taste", &["b"])], usize::MAX, "hello taste bold", "score", "score", 4),
        ("a short one", vec![chosen("taste", &["c"])], usize::MAX, "hello taste", "", "", 2),
        (
            "past the other way's block",
            vec![chosen("taste", &["a"]), chosen("milk", &["a"])],
            usize::MAX,
            "hello taste mild",
            "score",
            "score",
            4,
        ),
        (
            "what an answer requires",
            vec![chosen("taste", &["b"]), number("score", 6)],
            usize::MAX,
            "hello taste bold",
            "score",
            "why",
            4,
        ),
        (
            "to the end",
            vec![chosen("taste", &["b"]), number("score", 6), text("why", "Too bold")],
            usize::MAX,
            "hello taste bold score",
            "",
            "",
            4,
        ),
        (
            "the later of two answers counts",
            vec![chosen("taste", &["c"]), chosen("taste", &["a"])],
            usize::MAX,
            "hello taste",
            "mild",
            "milk",
            4,
        ),
    ] {
        let walk = walk(&quiz, &answers, steps);
        let found = (path(&walk), walk.at.map_or("", |block| block.id.as_str()), walk.missing.join(" "));
        assert_eq!(found, (way.into(), at, missing.into()), "{name}");
        assert_eq!(length(&quiz, &answers), count, "{name}");
    }
}

#[test]
fn who_goes_back_stands_where_they_would_stand() {
    let quiz = branching();
    let mut answers = vec![chosen("taste", &["b"]), number("cups", 3), number("score", 9)];
    let before = walk(&quiz, &answers, usize::MAX);
    assert_eq!((before.is_over(), before.outcome.map(|outcome| outcome.id.as_str())), (true, Some("bold")));
    assert_eq!(before.variables, [variable("bold", 3)], "every logic is followed, and the first jump counts");
    let back = walk(&quiz, &answers, 1);
    assert_eq!((path(&back), back.answers.len(), length(&quiz, &answers)), ("hello".into(), 1, 4), "nothing is lost by it");
    answers[0] = chosen("taste", &["a"]);
    answers.push(chosen("milk", &["c"]));
    let after = walk(&quiz, &answers, usize::MAX);
    assert_eq!((path(&after), after.outcome.map(|outcome| outcome.id.as_str())), ("hello taste mild score".into(), Some("mild")));
    assert_eq!(after.variables, [variable("bold", 1)]);
    let kept: Vec<&str> = after.answers.iter().map(|answer| answer.element.as_str()).collect();
    assert_eq!(kept, ["taste", "milk", "score"], "the cups are no longer on the way");
}

#[test]
fn an_end_can_say_the_outcome() {
    let quiz = branching();
    let answers = [chosen("taste", &["c"])];
    assert_eq!(walk(&quiz, &answers, usize::MAX).outcome.map(|outcome| outcome.id.as_str()), Some("none"));
}

#[test]
fn a_jump_back_asks_anew() {
    let wrong = vec![when(chose("guess", "a"), vec![add("tries", 1), jump("read")])];
    let quiz = Quiz {
        variables: vec![variable("tries", 0)],
        ..quiz(vec![
            block("hello", vec![element("name", Text)], vec![]),
            block("read", vec![element("read", Statement)], vec![]),
            block("guess", vec![required("guess", Single)], wrong),
        ])
    };
    let answers = [text("name", "Ada"), chosen("guess", &["a"])];
    let again = walk(&quiz, &answers, usize::MAX);
    assert_eq!((path(&again), again.at.map(|block| block.id.as_str())), ("hello".into(), Some("read")));
    assert_eq!((again.answers.as_slice(), again.variables.as_slice()), (&[&answers[0]][..], &[variable("tries", 0)][..]));
    assert_eq!(length(&quiz, &answers), 3);
    assert!(walk(&quiz, &[text("name", "Ada"), chosen("guess", &["b"])], usize::MAX).is_over());
}

#[test]
fn no_calculation_of_a_block_that_is_not_passed_counts() {
    let quiz = Quiz {
        variables: vec![variable("x", 0)],
        ..quiz(vec![block(
            "a",
            vec![element("q", Single), element("why", Text)],
            vec![when(chose("q", "a"), vec![add("x", 1), require("why")])],
        )])
    };
    let answers = [chosen("q", &["a"])];
    let stuck = walk(&quiz, &answers, usize::MAX);
    assert_eq!((stuck.missing.as_slice(), stuck.variables[0].number, stuck.is_over()), (&["why"][..], 0, false));
    assert!(stuck.requires(&element("why", Text)) && !stuck.requires(&element("q", Single)));
}

/// A question whose choices score so.
fn scoring(id: &str, scores: [&[(&str, QuizEffect, i64)]; 3]) -> QuizElement {
    let mut choices: Vec<QuizChoice> = ["a", "b", "c"].map(choice).into();
    for (choice, scores) in choices.iter_mut().zip(scores) {
        choice.scores = scores.iter().map(|(to, effect, weight)| score(to, *effect, *weight)).collect();
    }
    QuizElement { choices, ..element(id, QuizKind::Multiple) }
}

fn shelf() -> Vec<Product> {
    let gone = Product { available: false, ..product("sencha", "tea", &["green"]) };
    vec![
        product("mug", "tableware", &["gift"]),
        product("mist", "tea", &["green"]),
        product("oak", "tea", &["black", "gift"]),
        gone,
    ]
}

/// `(product, score, reasons)`, such as `mist 3 q.a`.
fn shown(quiz: &Quiz, answers: &[QuizAnswer], products: &[Product]) -> Vec<String> {
    let recommendations = recommend(quiz, &answers.iter().collect::<Vec<_>>(), products);
    let line = |recommendation: &loyalty_api::quiz::Recommendation| {
        let reasons: Vec<String> =
            recommendation.reasons.iter().map(|reason| format!("{}.{}", reason.element, reason.choice)).collect();
        format!("{} {} {}", recommendation.product.id, recommendation.score, reasons.join(" "))
    };
    recommendations.iter().map(line).collect()
}

#[test]
fn products_are_recommended_by_what_was_chosen() {
    let green = &[("tag:green", Up, 2)][..];
    let tea = &[("collection:tea", Up, 2)][..];
    for (name, scores, fallback, answers, expected) in [
        ("up", [green, &[], &[]], &[][..], vec![chosen("q", &["a"])], vec!["mist 2 q.a"]),
        ("what cannot be bought drops out", [&[("product:sencha", Up, 9)], &[], &[]], &[], vec![chosen("q", &["a"])], vec![]),
        ("equals in the merchant's order", [tea, &[], &[]], &[], vec![chosen("q", &["a"])], vec!["mist 2 q.a", "oak 2 q.a"]),
        (
            "sums, with the choices that earned them",
            [tea, &[("tag:gift", Up, 1)], &[]],
            &[],
            vec![chosen("q", &["b", "a"])],
            vec!["oak 3 q.a q.b", "mist 2 q.a", "mug 1 q.b"],
        ),
        (
            "down takes off, and is no reason",
            [tea, &[("product:oak", Down, 1)], &[]],
            &[],
            vec![chosen("q", &["a", "b"])],
            vec!["mist 2 q.a", "oak 1 q.a"],
        ),
        ("nothing above zero", [tea, &[("collection:tea", Down, 2)], &[]], &[], vec![chosen("q", &["a", "b"])], vec![]),
        (
            "exclude beats all",
            [tea, &[("tag:black", Exclude, 0)], &[("product:oak", Include, 0)]],
            &[],
            vec![chosen("q", &["a", "b", "c"])],
            vec!["mist 2 q.a"],
        ),
        (
            "include comes first, whatever the score",
            [tea, &[("product:mug", Include, 0)], &[("product:mug", Down, 5)]],
            &[],
            vec![chosen("q", &["a", "b", "c"])],
            vec!["mug -5 q.b", "mist 2 q.a", "oak 2 q.a"],
        ),
        (
            "one choice that includes and lifts is one reason",
            [&[("product:mug", Include, 0), ("product:mug", Up, 1)], &[], &[]],
            &[],
            vec![chosen("q", &["a"])],
            vec!["mug 1 q.a"],
        ),
        ("the fallback", [tea, &[], &[]], &["sencha", "mug"], vec![], vec!["mug 0 "]),
        ("no fallback where there is one", [tea, &[], &[]], &["mug"], vec![chosen("q", &["a"])], vec!["mist 2 q.a", "oak 2 q.a"]),
        ("answers of others score nothing", [tea, &[], &[]], &[], vec![chosen("other", &["a"])], vec![]),
    ] {
        let quiz = recommending(vec![block("b", vec![scoring("q", scores)], vec![])], 3, fallback);
        assert_eq!(shown(&quiz, &answers, &shelf()), expected, "{name}");
    }
    let quiz = recommending(vec![block("b", vec![scoring("q", [tea, &[], &[]])], vec![])], 1, &[]);
    assert_eq!(shown(&quiz, &[chosen("q", &["a"])], &shelf()), ["mist 2 q.a"], "no more than the merchant wants");
    assert_eq!(shown(&Quiz { results: None, ..quiz }, &[chosen("q", &["a"])], &shelf()), Vec::<String>::new());
}

#[test]
fn a_result_is_the_whole_of_it() {
    let answers = [chosen("taste", &["b"]), number("score", 9)];
    let quiz = branching();
    let came = result(&quiz, &walk(&quiz, &answers, usize::MAX), &shelf());
    assert_eq!((came.outcome.as_deref(), came.variables), (Some("bold"), vec![variable("bold", 3)]));
    assert_eq!((came.recommendations, came.points), (vec![], None));
}
