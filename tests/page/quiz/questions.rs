//! Quizzes to ask, and what there is to recommend.

use loyalty_api::product::Product;
use loyalty_api::quiz::{
    Quiz, QuizAction, QuizBlock, QuizChoice, QuizCondition, QuizEffect, QuizElement, QuizKind, QuizLogic, QuizOperator,
    QuizOutcome, QuizResults, QuizScore,
};

/// The shop's quizzes.
pub(super) const QUIZZES: [&str; 3] = ["qz_tea", "qz_all", "qz_you"];

/// `qz_tea` branches: who chooses `c` is done at once. `qz_all` asks every kind of question in one step. `qz_you` asks for what
/// is personal.
pub(super) fn quiz_of(id: &str) -> Quiz {
    let chose = |choice: &str| QuizCondition {
        and: vec![],
        or: vec![],
        element: Some("taste".into()),
        variable: None,
        is: Some(QuizOperator::AnyOf),
        choices: vec![choice.into()],
        number: None,
        text: None,
    };
    let ends = QuizLogic { when: Some(chose("c")), then: vec![QuizAction::End { outcome: None }] };
    let blocks = match id {
        "qz_all" => {
            let all = QuizKind::ALL.iter().map(|kind| element(kind.name(), *kind, false));
            vec![block("all", all.collect(), vec![])]
        }
        "qz_you" => vec![
            block("days", vec![birthday(), element("since", QuizKind::Date, false)], vec![]),
            block("letters", vec![address()], vec![]),
        ],
        _ => vec![
            block("taste", vec![element("taste", QuizKind::Single, true)], vec![ends]),
            block("score", vec![element("score", QuizKind::Nps, true)], vec![]),
            block("why", vec![element("why", QuizKind::Text, false)], vec![]),
        ],
    };
    let bold = QuizOutcome { id: "bold".into(), title: "Bold".into(), text: None, image: None, when: Some(chose("b")) };
    Quiz {
        id: id.into(),
        title: "Find your tea".into(),
        description: None,
        consent: (id != "qz_all").then(|| "Keep my answers.".into()),
        blocks,
        variables: vec![],
        outcomes: vec![bold],
        results: Some(QuizResults { count: 3, fallback: vec![] }),
    }
}

/// What there is to recommend.
pub(super) fn shelf() -> Vec<Product> {
    vec![Product {
        id: "mist".into(),
        title: "Morning mist".into(),
        url: "/products/mist".into(),
        image: None,
        price: 1250,
        collections: vec![],
        tags: vec![],
        available: true,
    }]
}

fn birthday() -> QuizElement {
    QuizElement { profile: Some("birthday".into()), ..element("birthday", QuizKind::Date, true) }
}

fn address() -> QuizElement {
    QuizElement { consent: Some("Send me letters.".into()), ..element("address", QuizKind::Email, true) }
}

fn element(id: &str, kind: QuizKind, required: bool) -> QuizElement {
    let chosen = matches!(kind, QuizKind::Single | QuizKind::Multiple | QuizKind::Picture);
    let choice = |id: &str| QuizChoice {
        id: id.into(),
        label: id.to_uppercase(),
        image: None,
        scores: if id == "b" {
            vec![QuizScore { to: "product:mist".into(), effect: QuizEffect::Up, weight: Some(2) }]
        } else {
            vec![]
        },
    };
    QuizElement {
        id: id.into(),
        kind,
        headline: [id, "?"].concat(),
        help: None,
        required,
        choices: if chosen { ["a", "b", "c"].map(choice).into() } else { vec![] },
        min: None,
        max: None,
        step: None,
        low: None,
        high: None,
        placeholder: None,
        consent: None,
        profile: None,
    }
}

fn block(id: &str, elements: Vec<QuizElement>, logic: Vec<QuizLogic>) -> QuizBlock {
    QuizBlock { id: id.into(), headline: None, elements, logic, fallback: None }
}
