//! What a question found, as ids: what checks compare, and what `why 1` goes on from.

use crate::answer::{Answer, Level};
use crate::model::{Signed, Value};
use crate::time::{Likelihood, Span};

/// An answer and what it was made from.
#[derive(Clone, PartialEq, Debug)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// What was found.
    pub found: Found,
}

/// What was found, as ids.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Found {
    /// Of a list: the cells of each row, in its order.
    pub cells: Vec<Vec<Value>>,
    /// Of a list: the sentence that `why` of each row explains; none where there is none.
    pub explains: Vec<Option<Signed>>,
    /// Of an answer made of sentences: each row's.
    pub sentences: Vec<Vec<Signed>>,
    /// Of an answer made of titles: them.
    pub titles: Vec<String>,
    /// Of a yes-or-no question: the figures.
    pub verdict: Option<Verdict>,
}

/// The figures of a yes-or-no question at the instant asked for: of a sentence, For and Ag; of a negated wording, the
/// other way round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// How strongly what was asked is held.
    pub support: Likelihood,
    /// How strongly the opposite is held.
    pub denial: Likelihood,
    /// What For is at least, whatever becomes of what is disputed.
    pub low: Likelihood,
    /// What For is at most.
    pub high: Likelihood,
    /// The bar.
    pub bar: Likelihood,
    /// The span around the instant through which what was asked (the sentence, or its denial) is at the bar or over it;
    /// none where it is below.
    pub holds: Option<Span>,
    /// Of the derivation shown; none where there is none.
    pub confidence: Option<Level>,
}

impl Verdict {
    /// Whether it holds, and would not without something that is disputed.
    #[must_use]
    pub fn is_contested(&self) -> bool {
        self.low < self.bar && self.bar <= self.support
    }

    /// Whether it does not hold, and would but for something that is disputed.
    #[must_use]
    pub fn is_held_back(&self) -> bool {
        self.support < self.bar && self.bar <= self.high
    }
}
