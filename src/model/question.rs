//! Questions, resolved, and the checks that a file makes of its own answers.

use super::{
    Alteration, Body, BranchId, Confidence, EntityId, FormId, HypothesisId, Origin, Pattern,
    Signed, Value, VarId,
};
use crate::source::Place;
use crate::time::{Date, Likelihood};

/// What `show` totals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Total {
    Count,
    Sum,
    Min,
    Max,
}

/// A column of a table of answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// The variable's value.
    Plain(VarId),
    /// A total over the rows that agree in the plain columns.
    Total(Total, VarId),
}

impl Column {
    /// Whether it shows a variable, or a total of it.
    #[must_use]
    pub fn shows(&self, var: VarId) -> bool {
        match self {
            Column::Plain(shown) | Column::Total(_, shown) => *shown == var,
        }
    }
}

/// What is sought: the assignments that make a body hold, shown by columns. No variables: yes or no.
#[derive(Clone, PartialEq, Debug)]
pub struct Sought {
    /// Names of the variables, by number.
    pub variables: Vec<String>,
    /// The condition.
    pub body: Body,
    /// What is shown; never empty where there are variables.
    pub columns: Vec<Column>,
    /// The one sentence of the body that the answer is about, where there is one (`?who threatens Pakistan`): what `why 1` explains.
    pub about: Option<Pattern>,
}

/// A form of question: `question threats to ?target where …`.
#[derive(Clone, PartialEq, Debug)]
pub struct Form {
    /// `threats to ?target`
    pub name: String,
    /// The variables that the asker fills in, in the order of the form's slots.
    pub given: Vec<VarId>,
    /// What it seeks.
    pub sought: Sought,
    /// Whether it is shipped.
    pub shipped: bool,
    /// Where it stands.
    pub origin: Origin,
}

/// What is asked.
#[derive(Clone, PartialEq, Debug)]
pub enum QuestionKind {
    /// A declared form, its variables filled in (the values stand in `sought` already).
    Form {
        /// Which.
        form: FormId,
        /// What the asker filled in.
        values: Vec<Value>,
        /// The pattern with the values in place.
        sought: Sought,
    },
    /// A pattern, or a yes/no question of several sentences.
    Pattern(Sought),
    /// `ISK threatens Pakistan?`
    Holds(Signed),
    /// `who says S`
    WhoSays(Signed),
    /// `why S`, `why S, all`
    Why {
        /// S
        of: Signed,
        /// Whether every derivation is asked for.
        all: bool,
    },
    /// `why 2`: of the answer above, its row.
    WhyRow {
        /// From 1.
        row: u32,
        /// Whether every derivation is asked for.
        all: bool,
    },
    /// `why not S`
    WhyNot(Signed),
    /// `what would make S`
    WhatWouldMake(Signed),
    /// `indicators of S`
    Indicators(Signed),
    /// `what if …` without `then`: what changes.
    WhatIf,
    /// `what changed between D and E`
    WhatChanged {
        /// D
        from: Date,
        /// E
        to: Date,
        /// Whether what was known is compared, not what held.
        known: bool,
    },
    /// `linchpins of S`
    Linchpins {
        /// S
        of: Signed,
        /// Whether sources are the units.
        by_source: bool,
    },
    /// `how likely is S`
    HowLikely(Signed),
    /// `assumptions behind S`
    AssumptionsBehind(Signed),
    /// `sources behind S`
    SourcesBehind(Signed),
    /// `links`, `links of X within 2 steps`
    Links(Option<LinksOf>),
    /// `connection between A and B`
    Connection(EntityId, EntityId),
    /// `timeline of X`
    Timeline(EntityId),
    /// `profile X`
    Profile(EntityId),
    /// `compare A and B`, `compare A and B on ?who funds ?whom`
    Compare {
        /// A
        one: EntityId,
        /// B
        other: EntityId,
        /// What is compared: sentences like this one; none for all.
        on: Option<Pattern>,
    },
    /// `conflicts`
    Conflicts,
    /// `gaps`
    Gaps,
    /// `hypotheses`
    Hypotheses,
}

/// Around whom links are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LinksOf {
    /// Around whom.
    pub entity: EntityId,
    /// How far: of 1 only what names them; never 0.
    pub steps: u32,
}

/// What may stand with any question. `supposing` is `what if …` before `then`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Modifiers {
    /// `as of D`
    pub as_of: Option<Date>,
    /// `as known on D`
    pub known_on: Option<Date>,
    /// `during D/D`: both ends, a date's first and last minute if it is one date.
    pub during: Option<(Option<Date>, Option<Date>)>,
    /// `according to X`
    pub according_to: Option<EntityId>,
    /// `strictly`
    pub strictly: bool,
    /// `under "A", "B"`
    pub under: Vec<BranchId>,
    /// `at least likely`
    pub at_least: Option<Likelihood>,
    /// `what if …; …`
    pub supposing: Option<Box<Alteration>>,
}

/// A question with its modifiers.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    /// As it was written.
    pub text: String,
    /// What is asked.
    pub kind: QuestionKind,
    /// When, by whom, under what.
    pub modifiers: Modifiers,
}

/// `ask QUESTION`
#[derive(Clone, PartialEq, Debug)]
pub struct Ask {
    /// The question.
    pub question: Question,
    /// Where it stands.
    pub origin: Origin,
}

/// `expect …`
#[derive(Clone, PartialEq, Debug)]
pub struct Expect {
    /// As it was written, without the keyword.
    pub text: String,
    /// What must be so.
    pub expected: Expected,
    /// Where it stands.
    pub origin: Origin,
    /// What an explanation of its failure points at.
    pub place: Place,
}

/// What must be so.
#[derive(Clone, PartialEq, Debug)]
pub enum Expected {
    /// Of one sentence: the question is [`QuestionKind::Holds`] or a [`QuestionKind::Pattern`] with no variables.
    Sentence {
        /// The sentence, with its modifiers.
        question: Question,
        /// The verdict.
        verdict: Verdict,
    },
    /// Of a list of answers.
    Rows {
        /// The question.
        question: Question,
        /// How the rows are compared.
        test: RowTest,
        /// What is wanted.
        rows: Vec<RowWanted>,
    },
}

/// The verdict that is expected of a sentence.
#[derive(Clone, PartialEq, Debug)]
pub enum Verdict {
    /// No verdict written: For (of a negated wording: Ag, and For is not asked) is at the bar or over it.
    Holds,
    /// `expect not S`: For is below the bar.
    DoesNotHold,
    /// For < θ, Ag ≥ θ.
    Denied,
    /// Both ≥ θ.
    Disputed,
    /// Both < θ.
    Unknown,
    /// lo < θ ≤ For.
    Contested,
    /// For < θ ≤ hi.
    HeldBack,
    /// The likelihood lies in the word's range.
    Word(String),
    /// It is exactly that.
    Exactly(Likelihood),
    /// It is that or more.
    AtLeast(Likelihood),
    /// Of the tree shown.
    Confidence(Confidence),
    /// The span that holds the instant begins with this date's first minute.
    Since(Date),
    /// Against a hypothesis.
    Consistent(HypothesisId),
    /// Against a hypothesis.
    Inconsistent(HypothesisId),
    /// Against a hypothesis.
    Neither(HypothesisId),
}

/// How rows are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowTest {
    /// Exactly those, in any order. No rows wanted: none.
    Are,
    /// Those among others.
    Include,
    /// Exactly those, in that order.
    AreInOrder,
}

/// An item of an expected list.
#[derive(Clone, PartialEq, Debug)]
pub enum RowWanted {
    /// The first column, or the first few.
    Cells(Vec<Value>),
    /// A set of sentences.
    Sentences(Vec<Signed>),
    /// A title: of a hypothesis.
    Title(String),
}
