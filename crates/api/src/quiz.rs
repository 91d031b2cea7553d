//! Quizzes and surveys: `GET /v1/shops/{shop}/quizzes/{id}`, and what shoppers answer.

use crate::account::Account;
use crate::product::Product;

wire! {
    /// A quiz or survey in one language.
    ///
    /// It goes from block to block. A block is passed when every required element of it is answered; its logic then says where
    /// to go on, and without a jump that holds its `fallback`, or else the next block. After the last one the quiz ends.
    pub struct Quiz {
        /// `qz_…`, unique in the programme.
        pub id: String,
        /// Its name.
        #[cfg_attr(feature = "server", serde(default))]
        pub title: String,
        /// A sentence more, such as how long it takes.
        pub description: Option<String>,
        /// The sentence a shopper agrees to before answers are kept in their profile. Without it none are.
        pub consent: Option<String>,
        /// Its steps.
        pub blocks: Vec<QuizBlock>,
        /// Numbers that its logic calculates with.
        #[cfg_attr(feature = "server", serde(default))]
        pub variables: Vec<QuizVariable>,
        /// What shoppers turn out to be: the first that holds counts.
        #[cfg_attr(feature = "server", serde(default))]
        pub outcomes: Vec<QuizOutcome>,
        /// Which products are recommended at the end; without it none are.
        pub results: Option<QuizResults>,
    }
}

wire! {
    /// One step: what is asked together.
    pub struct QuizBlock {
        /// Unique in the quiz.
        pub id: String,
        /// What stands above its elements.
        pub headline: Option<String>,
        /// Questions and statements, one at least.
        pub elements: Vec<QuizElement>,
        /// What follows from the answers, followed in order when the block is passed.
        #[cfg_attr(feature = "server", serde(default))]
        pub logic: Vec<QuizLogic>,
        /// The block to go to where no jump holds; without it the next one.
        pub fallback: Option<String>,
    }
}

wire! {
    /// A question, or a statement.
    pub struct QuizElement {
        /// Unique in the quiz.
        pub id: String,
        /// What is asked for.
        pub kind: QuizKind,
        /// The question.
        #[cfg_attr(feature = "server", serde(default))]
        pub headline: String,
        /// A sentence more.
        pub help: Option<String>,
        /// Whether the block can be passed without an answer.
        #[cfg_attr(feature = "server", serde(default))]
        pub required: bool,
        /// For `single`, `multiple` and `picture`: what there is to choose from.
        #[cfg_attr(feature = "server", serde(default))]
        pub choices: Vec<QuizChoice>,
        /// The least: for `slider` and `number` the number (0 for a slider without it), for `multiple` and `picture` the choices
        /// (1 without it).
        pub min: Option<i64>,
        /// The most: for `slider` and `number` the number (100 for a slider without it), for `rating` the stars (5 without it),
        /// for `multiple` and `picture` the choices (all of them and 1 without it), for `text` the characters (500 without it).
        pub max: Option<i64>,
        /// For `slider` and `number`: numbers are whole multiples of it above `min`; 1 without it.
        pub step: Option<i64>,
        /// What the lower end of a scale means.
        pub low: Option<String>,
        /// What the upper end of a scale means.
        pub high: Option<String>,
        /// For `text`, `number` and `email`: an example of an answer.
        pub placeholder: Option<String>,
        /// For `email`: the sentence to agree to, to be written to. Nothing else is consent.
        pub consent: Option<String>,
        /// The name under which the answer is kept in the shopper's profile, where they agreed to the quiz's sentence. `birthday`
        /// is the member's birthday.
        pub profile: Option<String>,
    }
}

wire! {
    /// What an element asks for.
    pub enum QuizKind {
        /// One of its choices.
        Single = "single",
        /// Some of its choices.
        Multiple = "multiple",
        /// One of its choices, or some, each with a picture.
        Picture = "picture",
        /// 1 to 5 stars, or as many as `max`.
        Rating = "rating",
        /// How likely one is to recommend the shop, 0 to 10.
        Nps = "nps",
        /// How content one is, 1 to 5.
        Csat = "csat",
        /// A whole number in a range, by a slider.
        Slider = "slider",
        /// A whole number.
        Number = "number",
        /// Words.
        Text = "text",
        /// An e-mail address.
        Email = "email",
        /// A day: `2026-01-31`, or `--01-31` (ISO 8601) for one of every year.
        Date = "date",
        /// Nothing: it is read.
        Statement = "statement",
    }
}

wire! {
    /// One of a question's choices.
    pub struct QuizChoice {
        /// Unique in the question.
        pub id: String,
        /// What it says.
        #[cfg_attr(feature = "server", serde(default))]
        pub label: String,
        /// A picture.
        pub image: Option<String>,
        /// What choosing it means for products.
        #[cfg_attr(feature = "server", serde(default))]
        pub scores: Vec<QuizScore>,
    }
}

wire! {
    /// What a choice means for some products.
    pub struct QuizScore {
        /// `product:ID`, `collection:ID`, `tag:NAME`.
        pub to: String,
        /// Which way.
        pub effect: QuizEffect,
        /// For `up` and `down`: by how much, at least 1; 1 without it.
        pub weight: Option<i64>,
    }
}

wire! {
    /// Which way a choice moves a product.
    pub enum QuizEffect {
        /// It fits better.
        Up = "up",
        /// It fits worse.
        Down = "down",
        /// It is recommended, before those that only fit.
        Include = "include",
        /// It is not recommended, whatever else was chosen.
        Exclude = "exclude",
    }
}

wire! {
    /// Actions, where a condition holds.
    pub struct QuizLogic {
        /// Without it they are always done.
        pub when: Option<QuizCondition>,
        /// Done in order.
        pub then: Vec<QuizAction>,
    }
}

wire! {
    /// A condition over answers and variables: `and` or `or` of others, or a comparison of one `element` or `variable`.
    ///
    /// Only answers of blocks on the way are seen. Of an element that was not answered, `skipped`, `not_equals` and `none_of` hold
    /// and nothing else does.
    pub struct QuizCondition {
        /// All of these hold.
        #[cfg_attr(feature = "server", serde(default), schema(no_recursion))]
        pub and: Vec<QuizCondition>,
        /// One of these holds.
        #[cfg_attr(feature = "server", serde(default), schema(no_recursion))]
        pub or: Vec<QuizCondition>,
        /// The element whose answer is compared.
        pub element: Option<String>,
        /// The variable that is compared.
        pub variable: Option<String>,
        /// How it is compared.
        pub is: Option<QuizOperator>,
        /// With which choices.
        #[cfg_attr(feature = "server", serde(default))]
        pub choices: Vec<String>,
        /// With which number.
        pub number: Option<i64>,
        /// With which text or day.
        pub text: Option<String>,
    }
}

wire! {
    /// How an answer is compared.
    pub enum QuizOperator {
        /// There is one.
        Answered = "answered",
        /// There is none.
        Skipped = "skipped",
        /// It is this number, text or day, or exactly these choices.
        Equals = "equals",
        /// It is not.
        NotEquals = "not_equals",
        /// It is less, or an earlier day.
        Less = "less",
        /// It is as much at most, or no later day.
        AtMost = "at_most",
        /// It is more, or a later day.
        More = "more",
        /// It is as much at least, or no earlier day.
        AtLeast = "at_least",
        /// One of these choices was chosen.
        AnyOf = "any_of",
        /// All of these choices were chosen.
        AllOf = "all_of",
        /// None of these choices was chosen.
        NoneOf = "none_of",
        /// The text has this text in it, letter by letter.
        Contains = "contains",
    }
}

wire! {
    /// What a quiz does where a condition holds.
    pub enum QuizAction by "kind" {
        /// Changes a variable. What cannot be calculated (a division by zero, a number out of range, an answer that is not there)
        /// leaves it as it was.
        Calculate = "calculate" {
            /// The variable's id.
            variable: String,
            /// How.
            operator: QuizOperation,
            /// By this number,
            number: Option<i64>,
            /// or by the number of this element's answer,
            element: Option<String>,
            /// or by this variable.
            from: Option<String>,
        },
        /// Makes an element required, from now on.
        Require = "require" {
            /// The element's id.
            element: String,
        },
        /// Goes to a block, unless a jump before it held. A block that is on the way already is asked anew, and all after it.
        JumpToBlock = "jump_to_block" {
            /// The block's id.
            block: String,
        },
        /// Ends the quiz, unless a jump before it held.
        End = "end" {
            /// The outcome's id; without it the outcomes' conditions say.
            outcome: Option<String>,
        },
    }
}

wire! {
    /// How a variable is changed.
    pub enum QuizOperation {
        /// It becomes the number.
        Assign = "assign",
        /// The number is added.
        Add = "add",
        /// The number is taken off.
        Subtract = "subtract",
        /// It is multiplied.
        Multiply = "multiply",
        /// It is divided, and the remainder dropped.
        Divide = "divide",
    }
}

wire! {
    /// A variable and its number: in a quiz at the beginning, in a result at the end.
    pub struct QuizVariable {
        /// Unique in the quiz.
        pub id: String,
        /// A whole number.
        pub number: i64,
    }
}

wire! {
    /// What a shopper turned out to be.
    pub struct QuizOutcome {
        /// Unique in the quiz.
        pub id: String,
        /// Its name, such as "You are an early riser".
        #[cfg_attr(feature = "server", serde(default))]
        pub title: String,
        /// What there is to say.
        pub text: Option<String>,
        /// A picture.
        pub image: Option<String>,
        /// Without it, it holds for everybody.
        pub when: Option<QuizCondition>,
    }
}

wire! {
    /// Which products are recommended.
    pub struct QuizResults {
        /// At most so many.
        pub count: i64,
        /// Ids of the products that are shown where the answers earned none.
        #[cfg_attr(feature = "server", serde(default))]
        pub fallback: Vec<String>,
    }
}

wire! {
    /// A shopper's answer to one element. One without anything in it is none.
    pub struct QuizAnswer {
        /// The element's id.
        pub element: String,
        /// For `single`, `multiple` and `picture`: ids of what was chosen.
        #[cfg_attr(feature = "server", serde(default))]
        pub choices: Vec<String>,
        /// For `rating`, `nps`, `csat`, `slider` and `number`.
        pub number: Option<i64>,
        /// For `text`, `email` and `date`.
        pub text: Option<String>,
        /// For `email`: that the shopper agreed to the element's sentence.
        pub consent: Option<bool>,
    }
}

wire! {
    /// `PUT /v1/quizzes/{id}/submissions/{submission}`: all answers so far.
    pub struct SubmissionRequest {
        /// Those of blocks that are no longer on the way are left out by the server.
        #[cfg_attr(feature = "server", schema(max_items = 1000))]
        pub answers: Vec<QuizAnswer>,
        /// How many blocks the shopper has passed.
        #[cfg_attr(feature = "server", schema(minimum = 0))]
        pub step: i64,
        /// Whether they are done.
        pub complete: bool,
        /// That they agreed to the quiz's sentence, or no longer.
        pub consent: Option<bool>,
    }
}

wire! {
    /// A submission as it is stored: what `PUT` and `GET` answer.
    pub struct Submission {
        /// The id that the page gave it.
        pub id: String,
        /// The quiz's id.
        pub quiz: String,
        /// How far it is.
        pub state: SubmissionState,
        /// What was kept: answers of blocks on the way that fit their question.
        pub answers: Vec<QuizAnswer>,
        /// How many blocks the shopper has passed.
        pub step: i64,
        /// Whether they agreed to the quiz's sentence.
        pub consent: bool,
        /// When it was last changed.
        pub updated_at: String,
        /// What came of it, once it is complete.
        pub result: Option<QuizResult>,
        /// The member's account, in the answer that completes it.
        pub account: Option<Account>,
    }
}

wire! {
    /// How far a submission is.
    pub enum SubmissionState {
        /// It can be gone on with.
        Partial = "partial",
        /// It is done. Completing it again with other answers changes what came of it, and awards nothing more.
        Complete = "complete",
    }
}

wire! {
    /// What came of a quiz.
    pub struct QuizResult {
        /// The id of the outcome that holds.
        pub outcome: Option<String>,
        /// Every variable at the end.
        pub variables: Vec<QuizVariable>,
        /// The best first.
        pub recommendations: Vec<Recommendation>,
        /// Points that were awarded for it.
        pub points: Option<i64>,
    }
}

wire! {
    /// A recommended product.
    pub struct Recommendation {
        /// Its card.
        pub product: Product,
        /// What the answers came to for it.
        pub score: i64,
        /// The choices that earned it, in the order they were asked; none where it is a fallback.
        pub reasons: Vec<QuizReason>,
    }
}

wire! {
    /// A choice that earned a product its place.
    pub struct QuizReason {
        /// The element's id.
        pub element: String,
        /// The choice's id.
        pub choice: String,
    }
}
