//! Quizzes and surveys: as [`loyalty_api::quiz`] has them, their texts in every language.

use super::Texts;
use loyalty_api::quiz::{QuizCondition, QuizKind, QuizLogic, QuizResults, QuizScore, QuizVariable};
use serde::{Deserialize, Serialize};

/// A quiz.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizPlan {
    /// `qz_…`.
    pub id: String,
    /// Its name.
    pub title: Texts,
    /// A sentence more.
    #[serde(default)]
    pub description: Texts,
    /// The sentence a shopper agrees to before answers are kept in their profile.
    #[serde(default)]
    pub consent: Texts,
    /// Its steps.
    pub blocks: Vec<BlockPlan>,
    /// Numbers that its logic calculates with.
    #[serde(default)]
    pub variables: Vec<QuizVariable>,
    /// What shoppers turn out to be: the first that holds counts.
    #[serde(default)]
    pub outcomes: Vec<OutcomePlan>,
    /// Which products are recommended at the end.
    pub results: Option<QuizResults>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockPlan {
    /// Unique in the quiz.
    pub id: String,
    /// What stands above its elements.
    #[serde(default)]
    pub headline: Texts,
    /// Questions and statements.
    pub elements: Vec<ElementPlan>,
    /// What follows from the answers.
    #[serde(default)]
    pub logic: Vec<QuizLogic>,
    /// The block to go to where no jump holds; without it the next one.
    pub fallback: Option<String>,
}

/// A question, or a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElementPlan {
    /// Unique in the quiz.
    pub id: String,
    /// What is asked for.
    pub kind: QuizKind,
    /// The question.
    pub headline: Texts,
    /// A sentence more.
    #[serde(default)]
    pub help: Texts,
    /// Whether the block can be passed without an answer.
    #[serde(default)]
    pub required: bool,
    /// What there is to choose from.
    #[serde(default)]
    pub choices: Vec<ChoicePlan>,
    /// The least.
    pub min: Option<i64>,
    /// The most.
    pub max: Option<i64>,
    /// Numbers are whole multiples of it above `min`.
    pub step: Option<i64>,
    /// What the lower end of a scale means.
    #[serde(default)]
    pub low: Texts,
    /// What the upper end of a scale means.
    #[serde(default)]
    pub high: Texts,
    /// An example of an answer.
    #[serde(default)]
    pub placeholder: Texts,
    /// For `email`: the sentence to agree to, to be written to.
    #[serde(default)]
    pub consent: Texts,
    /// The name under which the answer is kept in the shopper's profile.
    pub profile: Option<String>,
}

/// One of a question's choices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoicePlan {
    /// Unique in the question.
    pub id: String,
    /// What it says.
    pub label: Texts,
    /// A picture: an https address, or a path of the shop.
    pub image: Option<String>,
    /// What choosing it means for products.
    #[serde(default)]
    pub scores: Vec<QuizScore>,
}

/// What a shopper turned out to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomePlan {
    /// Unique in the quiz.
    pub id: String,
    /// Its name.
    pub title: Texts,
    /// What there is to say.
    #[serde(default)]
    pub text: Texts,
    /// A picture: an https address, or a path of the shop.
    pub image: Option<String>,
    /// Without it, it holds for everybody.
    pub when: Option<QuizCondition>,
}
