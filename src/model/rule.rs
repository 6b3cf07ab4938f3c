//! Rules and their bodies, as core.md has them.

use super::{EntityId, Origin, RelationId, Sign, SourceId, Value, VarId, Words};
use crate::source::Place;
use crate::time::{Duration, Likelihood};

/// What stands in a slot of a rule: a variable or a value.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Term {
    /// A variable of the rule.
    Var(VarId),
    /// A value.
    Value(Value),
}

/// A sentence with variables.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Pattern {
    /// The relation.
    pub relation: RelationId,
    /// One term a slot.
    pub args: Vec<Term>,
}

/// A calendar length, and the words it was written in (`2 years`).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Length {
    /// The length.
    pub duration: Duration,
    /// As written.
    pub text: String,
    /// Where the window stands (`in the past 2 years`); empty for one that was not written.
    pub place: Place,
}

/// `= != < <= > >=`
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// `at least 3 ?attack where (…)`: so many distinct values of the variable.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Count {
    /// How many.
    pub k: u32,
    /// What is counted.
    pub var: VarId,
    /// The condition.
    pub body: Box<Body>,
}

/// A condition; what each is worth at an instant is the table of meaning.md 5.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Body {
    /// S
    Sentence(Pattern),
    /// `it is denied that S`, or its negated wording
    Denied(Pattern),
    /// `stated S`: only what is said, for or against
    Stated(Sign, Pattern),
    /// `S according to ?w`: what somebody claims, literally
    Claimed {
        /// S
        pattern: Pattern,
        /// Whose claim.
        by: Term,
    },
    /// All of them; of none it is certain.
    And(Vec<Body>),
    /// One of them.
    Or(Vec<Body>),
    /// `not`, `unless`
    Not(Box<Body>),
    /// `in the past A`, at any length
    Past(Box<Body>),
    /// `in the past 2 years A`
    PastWithin(Length, Box<Body>),
    /// `throughout the past 2 years A`
    Throughout(Length, Box<Body>),
    /// `at any time A`
    AnyTime(Box<Body>),
    /// `at least k ?x where`
    AtLeast(Count),
    /// `at most k ?x where`
    AtMost(Count),
    /// `exactly k ?x where`
    Exactly(Count),
    /// `at least k of (A; B; C)`
    AtLeastOf {
        /// How many.
        k: u32,
        /// The conditions.
        of: Vec<Body>,
    },
    /// `?n > 1,000`
    Compare {
        /// Which comparison.
        op: Comparison,
        /// Its left side.
        left: Term,
        /// Its right side.
        right: Term,
        /// Whether it is enough that some values fit.
        possibly: bool,
    },
}

/// A property of a relation or of the kinds that stands as a rule.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Property {
    Symmetric,
    Transitive,
    Inverse,
    /// A kind is below another.
    KindAbove,
}

/// H if B, with a likelihood.
#[derive(Clone, PartialEq, Debug)]
pub struct Rule {
    /// Its name; of a property's rule the property: `symmetric`.
    pub name: String,
    /// The property that it stands for, if one.
    pub property: Option<Property>,
    /// The likelihood r; certain unless said.
    pub likelihood: Likelihood,
    /// In whose view alone it runs.
    pub view: Option<EntityId>,
    /// The names of its variables, without the mark, by number.
    pub variables: Vec<String>,
    /// Whether the head is a sentence or its denial.
    pub sign: Sign,
    /// The head.
    pub head: Pattern,
    /// The body.
    pub body: Body,
    /// On whose evidence.
    pub per: Vec<SourceId>,
    /// Notes and quotes.
    pub words: Words,
    /// Whether it is shipped, not the user's own.
    pub shipped: bool,
    /// Where it stands.
    pub origin: Origin,
}
